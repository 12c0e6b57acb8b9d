"""How large the report is, how long it takes to write, and how long its filters take in a browser, by the number of claims.

    uv run --group browser python -m benchmarks.report 1000 50000 [--keep FILE.html]

The claims are those of benchmarks.facts, each in a paragraph of its own that is made of the sentences of news_en.txt. Browser times are those of
Debian's Chromium, from the change of the address to the next painted frame, the median of five; the first search for words folds the texts.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from benchmarks.facts import compute
from flows.report import gather
from flows.reporting.report import render
from schemas.settings import Settings
from warehouse.connect import open_working
from warehouse.ledger import start_run
from warehouse.reference import load_reference

_SENTENCES = 5  # of a paragraph; the second is the evidence
_FILTERS = {
    "one kind": "#explore?kind=arms_transfer",
    "kind, party and two statuses": "#explore?kind=arms_transfer&party=RU&status=assessed,denied",
    "dates": "#explore?from=2020-01-01&to=2020-12-31",
    "part of a speaker's name": "#explore?speaker=speaker 1",
    "two words": "#explore?text=police minister",
    "nothing (all claims)": "#explore",
}
_LAG = """fragment => new Promise((done) => {
  const before = performance.now();
  addEventListener("hashchange", () => requestAnimationFrame(() => setTimeout(() => done([performance.now() - before, document.querySelector("#found strong").textContent]))), { once: true });
  location.hash = fragment;
})"""


def fill(path: Path, count: int, settings: Settings) -> None:
    """A warehouse of ``count`` claims with their facts, each claim the second sentence of a paragraph of its article."""
    compute(path, 0, count)
    chance = random.Random(1)
    lines = Path(__file__).with_name("news_en.txt").read_text(encoding="utf-8").splitlines()
    sentences = [line.strip("~ .") for line in lines if line and not line.startswith("#")]
    with open_working(path) as connection:
        connection.execute("SET memory_limit = '4GB'")
        load_reference(connection, settings.seeds / "reference", datetime(2026, 1, 1))
        start_run(connection, run_id="run0", flow="monitor", at=datetime(2026, 1, 1), program="benchmark")
        rows = connection.sql("SELECT claim_id, article_id FROM claims ORDER BY article_id, claim_id").fetchall()
        texts: dict[str, list[str]] = {}
        places = []
        for number, (claim_id, article_id) in enumerate(rows):
            chosen = [f"{chance.choice(sentences)} {number}." for _ in range(_SENTENCES)]
            start = sum(len(paragraph) + 1 for paragraph in texts.get(article_id, [])) + len(chosen[0]) + 1
            texts.setdefault(article_id, []).append(" ".join(chosen))
            places.append((claim_id, chosen[1], start, start + len(chosen[1])))
        _put(
            connection,
            "articles",
            "article_id",
            pl.DataFrame([(key, "\n".join(parts)) for key, parts in texts.items()], ["article_id", "text"], orient="row"),
        )
        _put(
            connection, "claims", "claim_id", pl.DataFrame(places, ["claim_id", "evidence", "evidence_start", "evidence_end"], orient="row")
        )


def _put(connection: duckdb.DuckDBPyConnection, table: str, key: str, rows: pl.DataFrame) -> None:
    connection.register("given", rows)
    changes = ", ".join(f"{name} = given.{name}" for name in rows.columns if name != key)
    connection.execute(f"UPDATE {table} SET {changes} FROM given WHERE {table}.{key} = given.{key}")
    connection.unregister("given")


def measure(count: int, keep: Path | None) -> None:
    """Prints what one size takes."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        path = settings.state / "warehouse.duckdb"
        fill(path, count, settings)
        with open_working(path) as connection:
            started = time.perf_counter()
            material = gather(connection, settings, "run0", {}, settings.reports / "docs" / "index.html")
            asked = time.perf_counter() - started
        render(material)  # the first one loads the templates
        started, worked = time.perf_counter(), time.process_time()
        html, text = render(material)
        print(
            f"{count:>7,} claims: queries {asked:.2f} s, pages {time.perf_counter() - started:.2f} s ({time.process_time() - worked:.2f} s of a processor); {len(html.encode()) / 1e6:.2f} MB HTML, {len(text.encode()) / 1e3:.0f} kB Markdown",
            flush=True,
        )
        page = keep or settings.data / "report.html"
        page.write_text(html, encoding="utf-8")
        browse(page)


def browse(path: Path) -> None:
    """Prints what the page takes in Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        at = time.perf_counter()
        page.goto(path.resolve().as_uri())
        seen = time.perf_counter() - at
        page.wait_for_selector("html[data-ready=yes]")
        print(f"        sections in sight after {seen:.2f} s, Explore ready after {time.perf_counter() - at:.2f} s", flush=True)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})

        def lag(fragment: str) -> tuple[float, float, str]:
            before = _worked(session)
            waited, found = page.evaluate(_LAG, fragment)
            return waited, _worked(session) - before, found

        lag("#explore")
        print("             waited  worked (ms; the difference is what else the machine did)", flush=True)
        _tell("first search for a word", [lag("#explore?text=soldiers")])
        for name, fragment in _FILTERS.items():
            took = []
            for _ in range(5):
                lag("#explore?kind=designation")
                took.append(lag(fragment))
            _tell(name, took)
        browser.close()


def _worked(session: Any) -> float:
    """Milliseconds of a processor that the page's thread has used."""
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"]) * 1000


def _tell(name: str, took: list[tuple[float, float, str]]) -> None:
    waited, worked = statistics.median(entry[0] for entry in took), statistics.median(entry[1] for entry in took)
    print(f"        {waited:9.0f} {worked:7.0f}  {name}: {took[-1][2]}", flush=True)


def main() -> None:
    """Measures each size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 50_000])
    parser.add_argument("--keep", type=Path, help="where the page of the last size is written")
    given = parser.parse_args()
    for size in given.sizes:
        measure(size, given.keep)


if __name__ == "__main__":
    main()
