"""What Prefect shows of a run: its counts, what the checks found, where the report is."""

from __future__ import annotations

from typing import Any

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from flows.reporting.words import plain
from flows.summary import as_text, outcome_of
from schemas.settings import Settings
from warehouse.connect import open_working
from warehouse.query import answer, shipped


def publish_artifacts(flow: str, counts: dict[str, Any], settings: Settings, run_id: str) -> None:
    """Writes the artifacts ``run-summary``, ``quality`` and ``source-health`` of this flow run; each key keeps its history."""
    told = as_text(flow, outcome_of(counts), {**counts, "run_id": run_id}, settings)
    report = f"\n\nReport: [{counts['report']}]({(settings.reports / 'latest.html').resolve().as_uri()})" if "report" in counts else ""
    create_markdown_artifact(f"```text\n{told.strip()}\n```{report}", key="run-summary", description=f"Run {run_id}")
    query = shipped()["quality"]
    with open_working(settings.state / "warehouse.duckdb") as connection:
        results = answer(connection, query.sql, {**query.parameters, "run": run_id})
    create_table_artifact(_rows(results.to_dicts()), key="quality", description=f"What the checks of run {run_id} found")
    states = [
        {"source": name, **{key: numbers.get(key) for key in ("state", "since", "new", "known", "left_out", "why")}}
        for name, numbers in counts.get("sources", {}).items()
    ]
    create_table_artifact(_rows(states), key="source-health", description=f"The sources that run {run_id} asked")


def _rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {name: value if isinstance(value, bool | int | float | None) else plain(str(value), 300) for name, value in row.items()}
        for row in rows
    ]
