"""What was left out, and what a person let in all the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb


def not_released(connection: duckdb.DuckDBPyConnection, failing: Mapping[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Of rows that broke an expectation, by their number: those that nobody has released, in order."""
    ids = [row["quarantine_id"] for row in failing.values()]
    waived = _released(connection, ids) if ids else set()
    return {number: failing[number] for number in sorted(failing) if failing[number]["quarantine_id"] not in waived}


def left_out(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> list[dict[str, Any]]:
    """The quarantined rows with these ids, or with ids that begin so."""
    found = connection.sql(
        "SELECT * FROM quarantine WHERE len(list_filter($ids, lambda one: starts_with(quarantine_id, one))) > 0 ORDER BY ALL",
        params={"ids": list(ids)},
    )
    rows: list[dict[str, Any]] = found.pl().to_dicts()
    return rows


def mark_released(connection: duckdb.DuckDBPyConnection, ids: Sequence[str], *, because: str, now: datetime) -> None:
    """Notes that these rows were let in."""
    connection.execute(
        "UPDATE quarantine SET released_at = $now, released_because = $because WHERE list_contains($ids, quarantine_id)",
        {"ids": list(ids), "because": because, "now": now},
    )


def _released(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> set[str]:
    found = connection.execute(
        "SELECT quarantine_id FROM quarantine WHERE released_at IS NOT NULL AND list_contains($ids, quarantine_id)", {"ids": list(ids)}
    )
    return {key for (key,) in found.fetchall()}
