"""The report shows what it must, and words from the internet stay words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from flows.reporting.report import Material, render, when
from flows.reporting.words import markdown, plain, web_address

_CLAIM: dict[str, Any] = {
    "kind": "troop_deployment", "status": "denied", "actors": "KP", "recipients": "RU", "evidence": "The Kremlin denied it.", "speaker": "Kremlin", "speaker_country": "RU",
    "event_start": None, "event_end": None, "reported_date": date(2024, 10, 16), "title": "Hoax", "publisher": "wire.example", "url": "https://wire.example/1", "claim_id": "k", "place": None,
    "quantity_min": None, "quantity_max": None, "unit": None, "item": None, "article_id": "a",
}  # fmt: skip

_FACT: dict[str, Any] = {
    "what": "changed", "kind": "troop_deployment", "actors": "KP", "recipients": "RU", "thing": "engineers", "phase": "done", "status_before": "alleged", "status_best": "assessed",
    "contested_by": "Dmitry Peskov", "independent_origins": 3, "claim_count": 7, "first_reported": date(2024, 10, 16), "confirmed_date": None, "fact_id": "f",
}  # fmt: skip


def _material(**changed: Any) -> Material:
    given: dict[str, Any] = {
        "run_id": "r1",
        "made_at": "2025-06-06 08:00",
        "counts": {"articles_new": 1},
        "totals": {"articles": 1, "claims": 1, "review": 4},
        "new_claims": [_CLAIM],
        "changed_facts": [_FACT],
        "by_speaker": [
            {
                "kind": "troop_deployment",
                "status": "denied",
                "speaker": "Kremlin",
                "speaker_country": "RU",
                "claims": 1,
                "articles": 1,
                "last_reported": date(2024, 10, 16),
            }
        ],
        "quality": [
            {
                "suite": "claims",
                "expectation": "kind-known",
                "severity": "critical",
                "scope": "row",
                "success": False,
                "checked": 5,
                "unexpected": 1,
                "observed": None,
                "why": "one of its kinds",
            }
        ],
        "quarantine": [
            {"stage": "source", "source": "samples", "origin": "cut.html", "reasons": ["truncated: it never ends"], "quarantined_at": None}
        ],
        "sources": [
            {
                "source": "quiet",
                "state": "silent",
                "since": None,
                "why": "nothing new for 9 days",
                "new": 0,
                "unchanged": 3,
                "failed": 0,
                "waiting": 0,
                "newest": None,
            }
        ],
        "warehouse": Path("data/warehouse.duckdb"),
    }
    return Material(**(given | changed))


@pytest.mark.parametrize("which", [0, 1], ids=["html", "markdown"])
def test_it_shows_what_is_new_how_good_it_is_and_what_was_left_out(which: int) -> None:
    page = render(_material())[which].replace("\\", "")
    for words in (
        "The Kremlin denied it.",
        "troop deployment",
        "denied",
        "Kremlin",
        "one of its kinds",
        "cut.html",
        "truncated: it never ends",
        "quiet",
        "4 sentence(s) were met and not understood",
        "alleged → ",
        "Dmitry Peskov",
    ):
        assert words in page


def test_nothing_new_is_said(tmp_path: Path) -> None:
    for page in render(_material(new_claims=[], changed_facts=[], quality=[], quarantine=[], sources=[])):
        assert "no new claims" in page
        assert "No fact is new" in page


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '"><svg onload=alert(1)>',
        "</td></table><h1>x",
        "{{ 7 * 7 }}",
        "\x1b[31mred",
        "a\u202eb",
    ],
)
def test_hostile_words_stay_words(hostile: str) -> None:
    claim = _CLAIM | {"evidence": hostile, "title": hostile, "speaker": hostile, "publisher": hostile}
    html, text = render(_material(new_claims=[claim], changed_facts=[_FACT | {"thing": hostile, "contested_by": hostile}]))
    harmless, _ = render(_material())
    assert _elements(html) == _elements(harmless), "the words became elements of the page"
    assert plain(hostile) in lxml.html.fromstring(html).text_content().replace("\n", " ")
    for page in (html, text):
        assert "\x1b" not in page
        assert "\u202e" not in page
    assert "<" not in text.replace("\\<", "").replace("<https://wire.example/1>", "")


def _elements(page: str) -> list[str]:
    return [str(element.tag) for element in lxml.html.fromstring(page).iter()]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", 'https://a.example/"onmouseover=x', "file:///etc/passwd", "", None]
)
def test_only_web_addresses_are_linked(address: str | None) -> None:
    assert web_address(address) == ""
    html, _ = render(_material(new_claims=[_CLAIM | {"url": address}]))
    assert 'href="javascript' not in html
    assert 'href="data' not in html


def test_words() -> None:
    assert web_address("https://wire.example/1?a=b") == "https://wire.example/1?a=b"
    assert plain(" a\n b\x00\u200b ") == "a b"
    assert plain("abcdef", 4) == "abc…"
    assert plain("\x1b[31mred\x1b[0m \x1b]8;;https://x.example\x07link\x1b]8;;\x07 \x1b]0;title\x1b\\end") == "red link end"
    assert plain("[31m is no escape") == "[31m is no escape"
    assert markdown("a|b*c") == "a\\|b\\*c"


def test_times_are_edtf() -> None:
    day = date(2025, 4, 26)
    assert when({"event_start": day, "event_end": day}) == "2025-04-26"
    assert when({"event_start": day, "event_end": None}) == "2025-04-26/.."
    assert when({"event_start": None, "event_end": day}) == "../2025-04-26"
    assert when({"event_start": None, "event_end": None}) == ""


def test_the_page_needs_no_network() -> None:
    html, _ = render(_material())
    assert not re.search(r"<(?:script|img|iframe)\b[^>]*\bsrc=|<link\b[^>]*\bhref=[\"']https?:", html)
