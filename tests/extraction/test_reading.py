"""What holds for every reading: evidence is verbatim, nothing crashes, the same articles give the same bytes, the columns are stable."""

from __future__ import annotations

import html
import json
import os
import shutil
import subprocess
import sys
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.extraction.batch import packs
from flows.extraction.engine import read
from schemas.kinds import KINDS
from schemas.review import Note
from schemas.settings import Settings
from schemas.statuses import STATUSES

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
SEEDS = Settings().seeds / "languages"
PUBLISHED = date(2025, 6, 5)


@cache
def articles() -> tuple[dict[str, Any], ...]:
    """The development articles of every language that has a pack."""
    lines = [line for path in sorted(GOLDEN.glob("*/dev.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(article for article in map(json.loads, lines) if article["lang"] in packs(SEEDS))


def assert_sound(title: str | None, text: str, language: str) -> int:
    """Reads a text; whatever comes out stands verbatim where it says. Returns how many claims and notes there were."""
    notes: list[Note] = []
    found = read(title, text, PUBLISHED, packs(SEEDS)[language], notes)
    for claim in found:
        source = (title or "") if claim.evidence_in == "title" else text
        assert claim.evidence
        assert source[claim.evidence_start : claim.evidence_end] == claim.evidence
        assert claim.kind in KINDS
        assert claim.status in STATUSES
    for note in notes:
        source = (title or "") if note.in_title else text
        assert 0 <= note.start < note.end <= len(source)
    return len(found) + len(notes)


_MARKUP = st.sampled_from(
    ["<b>", "</b>", "<br>", "&nbsp;", "&oacute;", "&#x1F680;", "&amp;lt;", "<!-- -->", "<script>", "<", "&", "🚀", "👩‍✈️", "\u0301", "\u202e", "\x00",
     "\u00ad", "\u200b", "„", "”", "\"", "(", ")", "[", "–", ":", ";", "…", "?", ". ", "\n\n", " nie ", " not ", " że ", " that ", "İ", "ß", "ﬁ", "１２", "٣"]
)  # fmt: skip


@st.composite
def garbled(draw: st.DrawFn) -> tuple[str, str, str]:
    """A development article with pieces cut, doubled, swapped and strange characters put in; sometimes decomposed or escaped."""
    article = draw(st.sampled_from(articles()))
    title, text = article["title"], article["text"]
    for _ in range(draw(st.integers(0, 6))):
        at, length = draw(st.integers(0, len(text))), draw(st.integers(0, 60))
        piece = draw(st.one_of(_MARKUP, st.text(max_size=8), st.just(text[at : at + length])))
        text = text[:at] + piece + text[at + draw(st.sampled_from((0, 0, 1, length))) :]
    form = draw(st.sampled_from(("as it is", "NFD", "NFKD", "escaped", "entities", "upper", "lower")))
    if form in ("NFD", "NFKD"):
        title, text = (unicodedata.normalize(form, part) for part in (title, text))  # type: ignore[arg-type]
    elif form == "escaped":
        text = html.escape(text)
    elif form == "entities":
        text = text.encode("ascii", "xmlcharrefreplace").decode()
    elif form == "upper":
        title, text = title.upper(), text.upper()
    elif form == "lower":
        text = text.lower()
    return title, text, article["lang"]


@given(garbled())
@settings(max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
def test_evidence_is_verbatim_however_garbled_the_text(given_text: tuple[str, str, str]) -> None:
    assert_sound(*given_text)


@given(st.text(max_size=200), st.sampled_from(sorted(packs(SEEDS))))
@settings(max_examples=150, deadline=None, derandomize=True, database=None)
def test_no_text_at_all_makes_it_crash(text: str, language: str) -> None:
    assert_sound(text or None, text, language)


@pytest.mark.parametrize("form", ["NFC", "NFD", "entities", "tags"])
def test_claims_do_not_depend_on_how_letters_are_written(form: str) -> None:
    text = "Pjongjang wysłał tysiące żołnierzy do Rosji. Iran przekazał Rosji 200 pocisków."
    written = {
        "NFC": text,
        "NFD": unicodedata.normalize("NFD", text),
        "entities": text.encode("ascii", "xmlcharrefreplace").decode(),
        "tags": f"<p>{text.replace('Rosji', '<b>Rosji</b>')}</p>",
    }[form]
    found = read(None, written, PUBLISHED, packs(SEEDS)["pl"])
    assert [(claim.kind, claim.actors, claim.recipients) for claim in found] == [
        ("troop_deployment", ["KP"], ["RU"]),
        ("arms_transfer", ["IR"], ["RU"]),
    ]
    assert_sound(None, written, "pl")


def command(lines: list[str], seed: str = "0", python: Path = Path(sys.executable)) -> subprocess.CompletedProcess[str]:
    """``sanctionwatch read`` on these lines; it needs nothing but the standard library, so any Python will do."""
    return subprocess.run(
        [python, "-B", "-m", "flows", "read", "-"],
        cwd=GOLDEN.parent.parent,
        input="\n".join(lines),
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=False,
    )


def test_the_order_of_articles_and_the_hash_seed_change_no_byte() -> None:
    lines = [json.dumps(article, ensure_ascii=False) for article in articles()[:40]]
    forth, back = command(lines, "1"), command(lines[::-1], "2")
    assert forth.stdout.count("\n") > 30

    def by_article(printed: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for line in printed.splitlines():
            found.setdefault(json.loads(line)["article"], []).append(line)
        return found

    assert by_article(forth.stdout) == by_article(back.stdout)


def interpreter(version: str) -> Path | None:
    """A Python of this version: on the path, from pyenv or from uv."""
    homes = (Path.home() / ".pyenv" / "versions", Path.home() / ".local" / "share" / "uv" / "python")
    candidates = [path for home in homes for path in sorted(home.glob(f"*{version}.*/bin/python"))]
    found = shutil.which(f"python{version}")
    candidates += [Path(found)] if found else []
    return next((path for path in candidates if subprocess.run([path, "-c", ""], capture_output=True, check=False).returncode == 0), None)


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_every_supported_python_reads_the_same_bytes(version: str) -> None:
    python = interpreter(version)
    if python is None:
        pytest.skip(f"there is no Python {version} here")
    lines = [json.dumps(article, ensure_ascii=False) for article in articles()]
    assert command(lines, python=python).stdout == command(lines).stdout


ARTICLE = {"id": "a", "lang": "en", "published": "2024-11-01", "text": "Iran delivered 200 ballistic missiles to Russia."}


def test_the_columns_of_read_are_stable() -> None:
    done = command([json.dumps(ARTICLE)])
    claim = json.loads(done.stdout)
    assert done.returncode == 0
    assert list(claim) == (GOLDEN / "read-columns.txt").read_text(encoding="utf-8").split()
    assert (claim["article"], claim["kind"], claim["actors"], claim["recipients"], claim["quantity_min"]) == (
        "a",
        "arms_transfer",
        ["IR"],
        ["RU"],
        200,
    )
    assert claim["reported_date"] == "2024-11-01"


BROKEN = {
    "{": "not JSON",
    "[]": "not a JSON object",
    "[" * 100_000: "not JSON",
    json.dumps(ARTICLE | {"lang": "xx"}): "no language pack for xx (there: ",
    json.dumps({"id": "a", "text": "zzz qqq"}): "no language pack for its language, which could not be told",
    json.dumps(ARTICLE | {"published": "yesterday"}): "published 'yesterday' is not an ISO 8601 date",
    json.dumps(ARTICLE | {"text": 7}): "'text' is not text",
    json.dumps({"text": "Iran"}): "an article needs 'id' and 'text'",
}


def test_lines_that_cannot_be_read_are_told_and_the_others_are_read() -> None:
    done = command([*BROKEN, json.dumps(ARTICLE)])
    messages = done.stderr.splitlines()
    assert done.returncode == 3
    assert [json.loads(printed)["article"] for printed in done.stdout.splitlines()] == ["a"]
    assert len(messages) == len(BROKEN)
    for number, (message, told) in enumerate(zip(messages, BROKEN.values(), strict=True), start=1):
        assert message.startswith(f"-:{number}: ")
        assert told in message
        assert message.endswith("; left out")


def test_a_language_that_is_not_given_is_told_by_the_words() -> None:
    done = command(
        [
            json.dumps(
                {
                    "id": "a",
                    "published": "2024-11-01",
                    "text": "Iran przekazał Rosji 200 pocisków balistycznych, a wojska te są już na froncie.",
                }
            )
        ]
    )
    assert [json.loads(printed)["language"] for printed in done.stdout.splitlines()] == ["pl"]
