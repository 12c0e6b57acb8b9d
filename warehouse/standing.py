"""How the warehouse stands: what ``sanctionwatch status`` tells."""

from __future__ import annotations

from typing import Any

import duckdb
import polars as pl

TABLES = ("articles", "claims", "facts", "review", "quarantine", "fetches")


def counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Rows by table."""
    return {table: int(connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]) for table in TABLES}


def last_runs(connection: duckdb.DuckDBPyConnection, limit: int) -> list[dict[str, Any]]:
    """The latest runs, the newest first: ``run_id``, ``flow``, ``started_at`` (UTC), ``seconds``, ``outcome``, ``message``."""
    found: pl.DataFrame = connection.sql(
        """
        SELECT run_id, flow, started_at, round(epoch(finished_at - started_at), 1) AS seconds, outcome, message
        FROM runs ORDER BY started_at DESC, run_id DESC LIMIT $limit
        """,
        params={"limit": limit},
    ).pl()
    return found.to_dicts()


def schema_version(connection: duckdb.DuckDBPyConnection) -> str:
    """The last migration that ran."""
    return str(connection.execute("SELECT max(name) FROM migrations WHERE name <> '~views'").fetchall()[0][0])


def states(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Sources as of their last visit: ``source``, ``state``, ``since``, ``why``; those that are not well come first."""
    found: pl.DataFrame = connection.sql("SELECT source, state, since, why FROM source_states ORDER BY state = 'ok', source").pl()
    return found.to_dicts()
