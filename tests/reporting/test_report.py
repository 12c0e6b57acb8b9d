"""The report shows what it must, every number leads to its rows, and words from the internet stay words."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs

import lxml.html
import polars as pl
import pytest

from flows.reporting.charts import panels, timeline
from flows.reporting.report import Material, render, when
from flows.reporting.sections import strips
from flows.reporting.words import explore, figure, many, markdown, plain, shown, web_address
from schemas.kinds import KINDS

HOSTILE = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "</td></table><h1>x", "{{ 7 * 7 }}", "\x1b[31mred", "a\u202eb", '=HYPERLINK("https://x.example","x")', "a\u2028b\x07",
]  # fmt: skip


@pytest.fixture(scope="module")
def pages(material: Material) -> tuple[str, str]:
    return render(material)


def with_words(material: Material, words: str) -> Material:
    """The same report, with these words wherever somebody else's words stand."""
    foreign = (
        "evidence",
        "title",
        "speaker",
        "publisher",
        "why",
        "origin",
        "reasons",
        "thing",
        "unit",
        "still_contested_by",
        "asserted_by",
        "contested_by",
    )
    answers = {
        name: [{key: words if key in foreign and value else value for key, value in row.items()} for row in rows]
        for name, rows in material.answers.items()
    }
    claims = material.claims.with_columns(
        pl.lit(words).alias(name) for name in ("title", "speaker", "publisher", "before", "evidence", "after", "item")
    )
    return replace(material, answers=answers, claims=claims)


def embedded(page: str) -> dict[str, Any]:
    data = lxml.html.fromstring(page).get_element_by_id("data").text
    unpacked: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(data)))
    return unpacked


def column(table: dict[str, Any], name: str) -> list[Any]:
    values = table[name]["v"]
    return [values[code] for code in table[name].get("c", range(len(values)))]


@pytest.mark.parametrize("which", [0, 1], ids=["html", "markdown"])
def test_it_shows_what_is_new_how_good_it_is_and_what_was_left_out(which: int, pages: tuple[str, str]) -> None:
    page = pages[which].replace("\\", "")
    for words in (
        "Moskwa i Pjongjang potwierdziły", "troop deployment", "confirmed by parties", "Sergei Shoigu", "urwana-strona.html", "expectations held",
        "Nasser Kanaani", "10,000", "Dmitry Peskov",
    ):  # fmt: skip
        assert words in page


def test_nothing_new_is_said(material: Material) -> None:
    answers = {name: [] if name not in ("headline", "countries") else rows for name, rows in material.answers.items()}
    for page in render(replace(material, answers=answers, claims=material.claims.clear(), facts=material.facts.clear())):
        for words in ("no new claims", "No fact is new", "no source was asked", "Nothing new was quarantined", "There are no claims yet"):
            assert words.lower() in page.lower()


def test_the_main_risk_comes_first(material: Material) -> None:
    silent = dict.fromkeys(("since", "new", "unchanged", "failed", "waiting", "newest")) | {
        "state": "silent",
        "source": "quiet",
        "why": "nothing new",
    }
    for page in render(replace(material, answers={**material.answers, "sources": [silent]}, unread={"uk": 3})):
        told = page.replace("\\", "")
        places = [told.index(words) for words in ("1 of 1 sources are not well: quiet", "3 articles in uk", "checks, ", "potwierdziły")]
        assert places == sorted(places)


def test_every_link_in_the_page_leads_somewhere(pages: tuple[str, str]) -> None:
    page = lxml.html.fromstring(pages[0])
    ids = {str(element.get("id")) for element in page.iter() if element.get("id")}
    claims = set(column(embedded(pages[0])["claims"], "claim_id"))
    links = [str(link) for link in page.xpath("//a/@href | //svg//a/@href") if str(link).startswith("#")]
    assert len(links) > 100
    for link in links:
        if link.startswith("#claim="):
            assert link[7:] in claims
        else:
            assert link[1:].split("?")[0] in ids


def test_numbers_are_those_of_the_rows_behind_them(pages: tuple[str, str]) -> None:
    """The matrix: each number equals the claims that its link asks for."""
    claims = embedded(pages[0])["claims"]
    rows = list(zip(*(column(claims, name) for name in ("actors", "recipients", "kind", "status")), strict=True))

    def holds(codes: list[str], wanted: list[str]) -> bool:
        return not wanted or (codes == [] if wanted == ["-"] else wanted[0] in codes)

    links = lxml.html.fromstring(pages[0]).xpath("//section[@id='matrix']//td//a")
    assert len(links) > 15
    for link in links:
        asked = parse_qs(link.get("href").partition("?")[2])
        found = [
            row for row in rows
            if holds(row[0], asked["actor"]) and holds(row[1], asked["recipient"]) and asked.get("kind", [row[2]]) == [row[2]] and row[3] in asked.get("status", [row[3]])[0].split(",")
        ]  # fmt: skip
        assert len(found) == int(link.text.strip("→✕"))


def test_the_passage_holds_the_evidence_at_its_offsets(material: Material, pages: tuple[str, str]) -> None:
    claims = embedded(pages[0])["claims"]
    evidence = material.claims["evidence"].to_list()
    for passage, start, end, words in zip(*(column(claims, name) for name in ("passage", "start", "end")), evidence, strict=True):
        assert passage.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == shown(words)


def test_offsets_count_in_the_units_of_browsers(material: Material) -> None:
    claims = material.claims.head(1).with_columns(before=pl.lit("𝕬 flag 🇰🇵 and\x00 "), evidence=pl.lit("words 🚀"), after=pl.lit("."))
    found = embedded(render(replace(material, claims=claims))[0])["claims"]
    assert (column(found, "start"), column(found, "end")) == ([17], [25])


def test_headline_only_sources_show_the_evidence_alone(material: Material) -> None:
    assert set(material.claims["extent"]) == {"text"}
    claims = material.claims.with_columns(extent=pl.lit("headline"), before=pl.lit(""), after=pl.lit(""))
    found = embedded(render(replace(material, claims=claims))[0])["claims"]
    assert column(found, "passage") == [shown(words) for words in material.claims["evidence"]]


def test_beyond_its_limit_the_page_says_so(material: Material) -> None:
    page, _ = render(replace(material, claims=material.claims.head(5)))
    assert "The newest 5 of 36 claims are here." in page
    assert "claims are here" not in render(material)[0]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_stay_words(hostile: str, material: Material, pages: tuple[str, str]) -> None:
    html, text = render(with_words(material, hostile))
    harmless, _ = render(with_words(material, "harmless"))
    assert _elements(html) == _elements(harmless), "the words became elements of the page"
    assert plain(hostile) in plain(lxml.html.fromstring(html).text_content())
    assert plain(hostile) in column(embedded(html)["claims"], "title")
    for page in (html, text, json.dumps(embedded(html), ensure_ascii=False)):
        assert not re.search("[\x00-\x08\x1b\u202e\u2028]", page)
    assert "<script" not in text.replace("\\<", "")


def _elements(page: str) -> list[str]:
    return [str(element.tag) for element in lxml.html.fromstring(page).iter()]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", 'https://a.example/"onmouseover=x', "file:///etc/passwd", "", None]
)
def test_only_web_addresses_are_linked(address: str | None, material: Material) -> None:
    assert web_address(address) == ""
    claims = material.claims.with_columns(url=pl.lit(address, dtype=pl.String))
    new = [{**row, "url": address} for row in material.answers["new-claims"]]
    html, _ = render(replace(material, claims=claims, answers={**material.answers, "new-claims": new}))
    assert {str(link).partition(":")[0] for link in lxml.html.fromstring(html).xpath("//a/@href") if not str(link).startswith("#")} == {
        "docs/index.html"
    }
    assert set(column(embedded(html)["claims"], "url")) == {None}


def test_only_its_own_program_and_style_may_run(pages: tuple[str, str]) -> None:
    page = lxml.html.fromstring(pages[0])
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    for element in page.xpath("//style | //script[not(@type)]"):
        assert f"sha256-{base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()}" in policy
    assert not page.xpath("//*[@style] | //@onclick | //script/@src | //link | //img | //iframe")
    assert all(link.get("rel") == "noopener noreferrer" for link in page.xpath("//a[starts-with(@href, 'http')]"))


def test_the_same_material_gives_the_same_bytes(material: Material, pages: tuple[str, str]) -> None:
    assert render(material) == pages


def test_the_timeline_counts_every_fact_once() -> None:
    rows = [
        {"kind": "arms_transfer", "month": date(year, month, 1), "facts": 2, "contested": 1, "several_origins": 0}
        for year, month in ((2010, 1), (2024, 12), (2025, 2))
    ]
    drawn = timeline([*rows, {"kind": "arms_transfer", "month": None, "facts": 3, "contested": 0, "several_origins": 0}], KINDS)
    assert (drawn.earlier, drawn.undated, drawn.lanes[0].facts) == (2, 3, 4)
    assert all(bar.x >= 0 and bar.x + bar.wide <= 100 and 0 < bar.contested < bar.high for bar in drawn.lanes[0].bars)
    assert drawn.lanes[0].bars[0].href == explore(kind="arms_transfer", first="2024-12")
    assert timeline([], KINDS).lanes == ()


def test_figures_are_ranges_and_never_share_a_panel() -> None:
    def row(counted_as: str, low: float | None, high: float | None) -> dict[str, Any]:
        return {"month": date(2024, 10, 1), "counted_as": counted_as, "speaker": "S", "status": "assessed", "unit": "soldiers", "quantity_min": low, "quantity_max": high, "vague": False, "fact_id": "f"}  # fmt: skip

    stock, flow = panels([row("flow", 3000, None), row("stock", 10_000, 12_000), row("stock", None, 500)], ("stock", "flow"))
    first, second = stock.marks
    assert first.high < first.low, "more is higher up"
    assert second.open_below
    assert flow.marks[0].open_above
    assert "10,000–12,000" in first.says
    assert [words for _, words in stock.lines] == ["100", "1,000", "10,000", "100,000"]


def test_the_trend_tells_held_failed_and_not_checked() -> None:
    def row(run: str, expectation: str, *, held: bool) -> dict[str, Any]:
        return {"run_id": run, "suite": "claims", "expectation": expectation, "severity": "warning", "held": held, "checked": 5, "unexpected": int(not held)}  # fmt: skip

    runs, found = strips([row("r1", "a", held=False), row("r2", "a", held=True), row("r2", "b", held=False), row("r1", "c", held=True)])
    assert runs == ["r1", "r2"]
    assert [(strip.expectation, [fared for _, fared, _ in strip.runs]) for strip in found] == [
        ("b", ["none", "warning"]),
        ("a", ["warning", "held"]),
    ]


def test_words() -> None:
    assert web_address("https://wire.example/1?a=b") == "https://wire.example/1?a=b"
    assert plain(" a\n b\x00\u200b ") == "a b"
    assert plain("abcdef", 4) == "abc…"
    assert plain("\x1b[31mred\x1b[0m \x1b]8;;https://x.example\x07link\x1b]8;;\x07 \x1b]0;title\x1b\\end") == "red link end"
    assert plain("[31m is no escape") == "[31m is no escape"
    assert markdown("a|b*c") == "a\\|b\\*c"
    assert shown(" a\t b\x00\u202e ") == " a  b "
    assert [figure(1000, 1000), figure(1, 2), figure(3000, None), figure(None, 500), figure(None, None)] == [
        "1,000",
        "1–2",
        "at least 3,000",
        "up to 500",
        "",
    ]
    assert [many(1, "claim"), many(2000, "claim")] == ["1 claim", "2,000 claims"]
    assert explore(kind="arms_transfer", speaker="A & B", fact="") == "#explore?kind=arms_transfer&speaker=A+%26+B"


def test_times_are_edtf() -> None:
    day = date(2025, 4, 26)
    assert when({"event_start": day, "event_end": day}) == "2025-04-26"
    assert when({"event_start": day, "event_end": None}) == "2025-04-26/.."
    assert when({"event_start": None, "event_end": day}) == "../2025-04-26"
    assert when({"event_start": None, "event_end": None}) == ""
