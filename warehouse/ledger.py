"""The ledger of runs: the truth about what ran and how it ended, whatever an orchestrator thinks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import duckdb

from schemas.ledger import QualityResult
from warehouse.columns import table_frame
from warehouse.store import insert_new


def start_run(connection: duckdb.DuckDBPyConnection, *, run_id: str, flow: str, at: datetime, program: str) -> None:
    """Opens a run. Runs that never said how they ended were killed, for only one works at a time."""
    connection.execute("UPDATE runs SET outcome = 'killed' WHERE outcome = 'working'")
    connection.execute(
        "INSERT INTO runs (run_id, flow, started_at, outcome, program) VALUES ($run_id, $flow, $at, 'working', $program)",
        {"run_id": run_id, "flow": flow, "at": at, "program": program},
    )


def finish_run(
    connection: duckdb.DuckDBPyConnection, *, run_id: str, at: datetime, outcome: str, counts: dict[str, Any], message: str | None
) -> None:
    """Closes a run with its outcome: done, left_out or failed."""
    connection.execute(
        "UPDATE runs SET finished_at = $at, outcome = $outcome, counts = $counts, message = $message WHERE run_id = $run_id",
        {"run_id": run_id, "at": at, "outcome": outcome, "counts": json.dumps(counts, sort_keys=True), "message": message},
    )


def note_results(connection: duckdb.DuckDBPyConnection, results: Sequence[dict[str, Any]], *, run_id: str, batch: int) -> None:
    """Keeps what a check found, a row per expectation; ``batch`` is the number of the checked batch in its run."""
    rows = [result | {"run_id": run_id, "batch": batch} for result in results]
    insert_new(connection, QualityResult, table_frame(QualityResult, rows))
