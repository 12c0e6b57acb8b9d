"""The page in a real browser: Debian's Chromium, without a network."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.reporting.report import Material, render
from flows.reporting.words import shown
from tests.reporting.test_report import HOSTILE, with_words

playwright = pytest.importorskip("playwright.sync_api", reason="the dependency group `browser` is not installed: uv sync --group browser")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: apt install chromium")

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])  # CI is root in a container
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def report(material: Material, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(render(material)[0], encoding="utf-8")
    return path


@pytest.fixture
def opened(browser: Any, report: Path) -> Iterator[Open]:
    """Opens a page; at the end, nothing was said on the console, nothing asked of any network, no box popped up."""
    unwanted: list[str] = []
    contexts = []

    def go(path: Path = report, fragment: str = "", width: int = 1440, scheme: str = "light") -> Any:
        contexts.append(
            browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True, reduced_motion="reduce")
        )
        page = contexts[-1].new_page()
        page.on("console", lambda message: unwanted.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: unwanted.append(f"error: {error}"))
        page.on("dialog", lambda box: unwanted.append(f"box: {box.message}"))
        page.on("request", lambda request: unwanted.append(request.url) if request.url.partition("#")[0] != path.as_uri() else None)
        page.goto(path.as_uri() + fragment)
        page.wait_for_selector("html[data-ready=yes]")
        return page

    yield go
    for context in contexts:
        context.close()
    assert unwanted == []


def finds(page: Any, claims: int) -> None:
    playwright.expect(page.locator("#found strong")).to_have_text(f"{claims} claim{'' if claims == 1 else 's'}")


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (820, "light"), (1440, "dark")])
def test_it_fits_every_screen(width: int, scheme: str, opened: Open) -> None:
    page = opened(width=width, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for box in ("#explore", "#timeline", "#troops .plot"):
        bounds = page.locator(box).first.bounding_box()
        assert bounds["x"] >= 0
        assert bounds["x"] + bounds["width"] <= width
    assert page.locator("#list .row").count() > 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(scheme: str, opened: Open) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(scheme=scheme)
    page.click("summary >> nth=0")
    for state in ("page", "claim"):
        if state == "claim":
            page.click("#list .row a >> nth=0")
        violations = Axe().run(page).response["violations"]
        assert [
            (entry["id"], [node["html"][:120] for node in entry["nodes"]][:3])
            for entry in violations
            if entry["impact"] in ("serious", "critical")
        ] == []


def test_filters_find_the_claims_that_fit(material: Material, opened: Open) -> None:
    claims = material.claims
    page = opened(fragment="#explore")
    finds(page, len(claims))
    page.select_option("[name=kind]", "arms_transfer")
    arms = claims.filter(pl.col("kind") == "arms_transfer")
    finds(page, len(arms))
    assert "kind=arms_transfer" in page.url
    page.select_option("[name=party]", "IR")
    iranian = arms.filter(pl.col("actors").list.contains("IR") | pl.col("recipients").list.contains("IR"))
    finds(page, len(iranian))
    page.get_by_label("denied", exact=False).and_(page.locator("#statuses input")).check(force=True)
    finds(page, len(iranian.filter(pl.col("status") == "denied")))
    page.click("text=Clear filters")
    finds(page, len(claims))
    page.select_option("[name=language]", "pl")
    page.fill("[name=from]", "2025-06-01")
    page.fill("[name=to]", "2025-06-30")
    june = claims.filter((pl.col("language") == "pl") & pl.col("reported_date").is_between(pl.date(2025, 6, 1), pl.date(2025, 6, 30)))
    finds(page, len(june))
    page.fill("[name=speaker]", "szojgu")
    finds(page, 0)
    page.fill("[name=speaker]", "shoigu")
    finds(page, len(june.filter(pl.col("speaker") == "Sergei Shoigu")))


def test_full_text_finds_words_without_accents_and_in_any_order(opened: Open) -> None:
    page = opened(fragment="#explore?text=budowniczych+piec+tysiecy")
    finds(page, 3)  # in the paragraph of the claim: one sentence of two kinds, and the sentence before it
    page.fill("[name=text]", '"pięć tysięcy budowniczych"')
    playwright.expect(page).to_have_url(re.compile("%22"))
    finds(page, 3)
    page.fill("[name=text]", '"budowniczych pięć tysięcy"')
    page.wait_for_selector("text=No claim fits these filters.")


def test_the_evidence_is_marked_at_its_offsets(material: Material, opened: Open) -> None:
    page = opened()
    for claim_id, before, evidence in material.claims.select("claim_id", "before", "evidence").iter_rows():
        page.evaluate("id => { location.hash = `#claim=${id}` }", claim_id)
        playwright.expect(page.locator("#claim dd").filter(has_text=claim_id)).to_have_count(1)
        assert page.text_content("#claim mark") == shown(evidence)
        assert page.evaluate("document.querySelector('#claim mark').previousSibling?.textContent ?? ''") == shown(before)


def test_a_claim_opens_and_closes_by_keyboard(material: Material, opened: Open) -> None:
    page = opened(fragment="#explore")
    page.focus("#list .row a >> nth=0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    third = page.evaluate("document.activeElement.getAttribute('href')")
    assert third == f"#claim={material.claims['claim_id'][2]}"
    page.keyboard.press("Enter")
    page.wait_for_selector("#claim[open]")
    assert page.inner_text("#claim .turn .dim") == f"3 of {len(material.claims)}"
    page.keyboard.press("ArrowRight")
    playwright.expect(page.locator("#claim .turn .dim")).to_have_text(f"4 of {len(material.claims)}")
    assert page.evaluate("document.querySelector('#claim').contains(document.activeElement)")
    page.keyboard.press("Escape")
    page.wait_for_selector("#claim", state="hidden")
    assert page.evaluate("document.activeElement.getAttribute('href')") == f"#claim={material.claims['claim_id'][3]}"
    assert page.url.endswith("#explore")


def test_a_claim_shows_its_slots_its_rule_and_the_other_claims_of_its_fact(material: Material, opened: Open) -> None:
    denial = material.claims.filter((pl.col("status") == "denied") & (pl.col("kind") == "troop_deployment")).row(0, named=True)
    page = opened(fragment=f"#claim={denial['claim_id']}")
    words = page.inner_text("#claim")
    for shows in (denial["speaker"], denial["rule"], denial["title"], str(denial["evidence_start"])):
        assert shows in words
    siblings = material.claims.filter(pl.col("fact_ids").list.contains(denial["fact_ids"][0]))
    assert page.locator("#claim .siblings >> nth=0").locator("li").count() == len(siblings) > 5
    page.click("#claim .siblings a >> nth=0")
    playwright.expect(page.locator("#claim")).not_to_contain_text(denial["claim_id"])
    page.click("#claim >> text=show in Explore >> nth=0")
    page.wait_for_selector("#claim", state="hidden")
    finds(page, len(siblings))


def test_tables_and_the_list_sort_by_their_heads(opened: Open) -> None:
    page = opened(fragment="#explore")
    page.click("#list .heads button:has-text('status')")
    assert page.get_attribute("#list .heads > div:nth-child(2)", "aria-sort") == "ascending"
    assert page.inner_text("#list .row >> nth=0").count("confirmed by parties") == 1
    page.click("#list .heads button:has-text('status')")
    assert page.inner_text("#list .row >> nth=0").count("denied") == 1
    claims = page.locator("#changed td:nth-child(7)")
    page.click("#changed th button:has-text('claims')")
    numbers = [int(text) for text in claims.all_inner_texts()]
    assert numbers == sorted(numbers, reverse=True)
    assert page.get_attribute("#changed th:has-text('claims')", "aria-sort") == "descending"
    page.fill("#changed .table-filter input", "nuclear")
    assert 0 < page.locator("#changed tbody tr:visible").count() < len(numbers)


def test_numbers_lead_to_their_rows(opened: Open) -> None:
    page = opened()
    for link in page.locator("#matrix td a:not(.aside)").all()[:6]:
        number = int(link.inner_text())
        link.click()
        finds(page, number)


def test_hostile_words_do_nothing(material: Material, opened: Open, tmp_path: Path) -> None:
    words = " ".join(HOSTILE)
    path = tmp_path / "hostile.html"
    path.write_text(render(with_words(material, words))[0], encoding="utf-8")
    page = opened(path, fragment="#explore")
    page.click("#list .row a >> nth=0")
    assert page.text_content("#claim mark") == shown(words)
    assert page.locator("script, iframe, img, object, embed").count() == 1
    assert page.locator("a:not([href^='#']):not([href^='http']):not([href='docs/index.html'])").count() == 0
