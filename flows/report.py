"""Report: the warehouse → a page for people (HTML and Markdown), and the Data Docs of the checks."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.extraction.packs.load import languages
from flows.orchestration.progress import step
from flows.reporting.report import EXPLORED, QUERIES, Material, render
from flows.validation.docs import build_docs
from schemas.settings import Settings
from warehouse.connect import open_working
from warehouse.query import answer, shipped

if TYPE_CHECKING:
    import polars as pl

_KEPT = 50  # runs whose page is kept; it holds the claims with their paragraphs, megabytes of them in time. The Markdown of all runs stays.


@flow(name="report", flow_run_name="report {run_id}")
def report(run_id: str, counts: dict[str, Any] | None = None) -> dict[str, Any]:
    """Writes the report of a run; without ``counts`` of the last run that took something in. Returns ``report``: its path."""
    settings = Settings.load()
    with step("report") as outcome:
        path = write_report(settings, run_id, counts or {})
        outcome.append(str(path))
    return {"report": str(path)}


@task(name="write report", cache_policy=NO_CACHE)
def write_report(settings: Settings, run_id: str, counts: dict[str, Any]) -> Path:
    """The report of a run in ``data/reports``, also as ``latest``; the Data Docs when something was checked."""
    checked = counts.get("articles_new", 0) or counts.get("claims_new", 0) or not (settings.quality / "gx").is_dir()
    docs = settings.quality / "gx" / "uncommitted" / "data_docs" / "local_site" / "index.html"
    with open_working(settings.state / "warehouse.duckdb") as connection:
        material = gather(connection, settings, run_id, counts, docs)
    if checked or not docs.exists():
        build_docs(settings.quality)
    html, markdown = render(material)
    settings.reports.mkdir(parents=True, exist_ok=True)
    for name, text in ((f"{run_id}.html", html), (f"{run_id}.md", markdown), ("latest.html", html), ("latest.md", markdown)):
        fresh = settings.reports / f"{name}.new"
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(settings.reports / name)
    for old in sorted(settings.reports.glob("[0-9]*.html"))[:-_KEPT]:
        old.unlink()
    return settings.reports / "latest.html"


def gather(connection: duckdb.DuckDBPyConnection, settings: Settings, run_id: str, counts: dict[str, Any], docs: Path) -> Material:
    """What the report of a run shows: the answers of the shipped queries; without ``counts`` about the last run that has an answer to each."""
    queries = shipped()

    def rows(name: str, **parameters: str) -> pl.DataFrame:
        query = queries[name]
        return answer(connection, query.sql, {**query.parameters, **parameters})

    chosen = {"run": run_id} if counts else {}
    given = {"denials": {"show": "all"}}
    answers = {name: rows(name, **(chosen if of_run else given.get(name, {}))).to_dicts() for name, of_run in QUERIES.items()}
    unread = {row["language"]: row["articles"] for row in answers["coverage"]}
    for language in languages(settings.seeds / "languages"):
        unread.pop(language, None)
    return Material(
        run_id=run_id,
        made_at=f"{datetime.now(UTC):%Y-%m-%d %H:%M}",
        counts=counts,
        answers=answers,
        claims=rows("claims-in-context", limit=str(EXPLORED)),
        facts=rows("facts"),
        warehouse=settings.warehouse,
        docs=os.path.relpath(docs, settings.reports),
        unread=unread,
    )
