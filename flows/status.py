"""``sanctionwatch status``: how everything stands, from the published warehouse and, where there is one, the server that keeps the schedule."""

from __future__ import annotations

import json
import os
import urllib.request
from datetime import UTC, datetime
from typing import Any

import duckdb

from flows.reporting.terminal import table_text
from flows.reporting.words import plain
from flows.running import VERSION
from flows.staging import read_with
from schemas.settings import Settings
from warehouse import standing
from warehouse.connect import open_published
from warehouse.readings import read_otherwise

_RUNS, _UNWELL = 5, 20


def status(settings: Settings, *, as_json: bool) -> None:
    """Prints the last runs, the next one, the sources, the sizes, the versions.

    Raises:
        NoWarehouse: if nothing was published yet.
        WarehouseBroken: if the published file is no warehouse.
    """
    found = _found(settings)
    print(json.dumps(found, ensure_ascii=False, default=str) if as_json else _told(found))


def _found(settings: Settings) -> dict[str, Any]:
    with open_published(settings.warehouse) as connection:
        found: dict[str, Any] = {
            "program": VERSION,
            "schema": standing.schema_version(connection),
            "warehouse": str(settings.warehouse),
            "warehouse_bytes": settings.warehouse.stat().st_size,
            "rows": standing.counts(connection),
            "runs": standing.last_runs(connection, _RUNS),
            "sources": standing.states(connection),
            "read_otherwise": _read_otherwise(connection, settings),
        }
    staged = settings.state / "staged"
    found["staged_batches"] = sum(1 for entry in staged.iterdir() if entry.is_dir()) if staged.is_dir() else 0
    return found | {"next_run": next_run(settings)}


def _read_otherwise(connection: duckdb.DuckDBPyConnection, settings: Settings) -> dict[str, int]:
    """How many article versions of each language ``sanctionwatch reread`` would read."""
    waiting = read_otherwise(connection, read_with(settings.seeds / "languages"))
    return dict(waiting.group_by("language").len().sort("language").iter_rows())


def next_run(settings: Settings) -> str | None:
    """When the schedule's server will start the next run, in UTC; None if no server answers, or it has none planned."""
    kept = settings.state / "serving.json"
    url = os.environ.get("PREFECT_API_URL") or (json.loads(kept.read_text(encoding="utf-8"))["api"] if kept.exists() else None)
    if not url:
        return None
    wanted = {
        "flows": {"name": {"any_": ["sanctionwatch monitor"]}},
        "flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}, "expected_start_time": {"after_": datetime.now(UTC).isoformat()}},
        "sort": "EXPECTED_START_TIME_ASC",
        "limit": 1,
    }
    request = urllib.request.Request(  # noqa: S310  # the server that this machine was told to use
        f"{url.rstrip('/')}/flow_runs/filter", data=json.dumps(wanted).encode(), headers={"content-type": "application/json"}, method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=3) as answer:  # noqa: S310
            runs = json.load(answer)
    except OSError:  # nobody serves: that is the answer
        return None
    return str(runs[0]["expected_start_time"])[:19].replace("T", " ") if runs else None


def _told(found: dict[str, Any]) -> str:
    rows = found["rows"]
    unwell = [state for state in found["sources"] if state["state"] != "ok"]
    lines = [
        f"warehouse  {found['warehouse']}, {found['warehouse_bytes'] / 1e6:,.1f} MB, schema {found['schema']}, program {found['program']}",
        f"holds      {rows['articles']:,} article versions, {rows['claims']:,} claims, {rows['facts']:,} facts, {rows['fetches']:,} fetches, {rows['quarantine']:,} rows in quarantine",
        f"next run   {found['next_run'] + ' UTC' if found['next_run'] else 'none planned: sanctionwatch serve, or a deployment of prefect.yaml'}",
        f"sources    {len(found['sources']) - len(unwell)} of {len(found['sources'])} well",
    ]
    lines += [
        f"  {state['source']}: {state['state']} since {state['since']:%Y-%m-%d %H:%M}: {plain(state['why'], 150)}"
        for state in unwell[:_UNWELL]
    ]
    if len(unwell) > _UNWELL:
        lines.append(f"  … {len(unwell) - _UNWELL} more: sanctionwatch sources")
    if found["staged_batches"]:
        lines.append(f"staged     {found['staged_batches']} batches wait to be loaded: sanctionwatch load")
    if found["read_otherwise"]:
        told = ", ".join(f"{count:,} in {language}" for language, count in found["read_otherwise"].items())
        lines.append(f"packs      {told} article versions were read with another extractor or pack than today's: sanctionwatch reread")
    else:
        lines.append("packs      every article was read with today's extractor and packs")
    columns = ("run", "flow", "started (UTC)", "seconds", "outcome", "message")
    runs = [[plain(value if value is not None else "", 100) for value in run.values()] for run in found["runs"]]
    return "\n".join(lines) + "\n" + table_text(columns, runs).rstrip()
