"""Sanctions lists in the warehouse: a new version takes the place of the last, of which what changed is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import duckdb
import polars as pl

from schemas.listed import ListEntry, ListId, ListName, ListVersion
from schemas.record import Row
from warehouse.columns import table_frame
from warehouse.store import insert_new

Batch = tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]
"""Rows of entries, names and ids, as in the tables; of entries without their versions."""


def is_loaded(connection: duckdb.DuckDBPyConnection, list_name: str, sha256: str) -> bool:
    """Whether the newest version of a list is this file."""
    newest = connection.execute(
        "SELECT sha256 FROM list_versions WHERE list_name = $list ORDER BY version DESC LIMIT 1", {"list": list_name}
    ).fetchall()
    return newest == [(sha256,)]


def replace_list(
    connection: duckdb.DuckDBPyConnection, list_name: str, batches: Iterator[Batch], *, about: dict[str, Any], run_id: str, now: datetime
) -> dict[str, Any]:
    """Writes a version of a list: ``about`` has ``format``, ``file``, ``sha256`` and ``published``. The caller holds the transaction.

    Returns the row of ``list_versions``.
    """
    version = newest_version(connection) + 1
    tables: tuple[type[Row], ...] = (ListEntry, ListName, ListId)
    for row in tables:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE incoming_{row.TABLE} AS FROM {row.TABLE} LIMIT 0")
    for batch in batches:
        for row, rows in zip(tables, batch, strict=True):
            stamped = [entry | {"since_version": version, "until_version": None} for entry in rows] if row is ListEntry else rows
            _append(connection, f"incoming_{row.TABLE}", table_frame(row, stamped))
    given = {"list": list_name, "version": version}
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE incoming_once AS SELECT DISTINCT ON (entry_key) * FROM incoming_list_entries ORDER BY entry_key"
    )
    gone = _changed(
        connection,
        "UPDATE list_entries SET until_version = $version WHERE list_name = $list AND until_version IS NULL AND entry_key NOT IN (SELECT entry_key FROM incoming_once)",
        given,
    )
    # Names and ids of an entry that was there before, in whatever version, are there.
    for table in (ListName.TABLE, ListId.TABLE):
        connection.execute(
            f"INSERT INTO {table} BY NAME SELECT DISTINCT * FROM incoming_{table} WHERE entry_key NOT IN (SELECT entry_key FROM list_entries WHERE list_name = $list)",
            {"list": list_name},
        )
    new = _changed(
        connection,
        "INSERT INTO list_entries BY NAME FROM incoming_once WHERE entry_key NOT IN (SELECT entry_key FROM list_entries WHERE list_name = $list AND until_version IS NULL)",
        {"list": list_name},
    )
    ((entries,),) = connection.execute("SELECT count(*) FROM incoming_once").fetchall()
    written: dict[str, Any] = {
        "version": version,
        "list_name": list_name,
        "entries": entries,
        "entries_new": new,
        "entries_gone": gone,
        "run_id": run_id,
        "loaded_at": now,
    } | about
    insert_new(connection, ListVersion, table_frame(ListVersion, [written]))
    return written


def repeated(connection: duckdb.DuckDBPyConnection, list_name: str) -> list[str]:
    """Ids that more than one entry of the newest version of a list has, in order."""
    rows = connection.execute(
        "SELECT entry_id FROM list_entries WHERE list_name = $list AND until_version IS NULL GROUP BY entry_id HAVING count(*) > 1 ORDER BY entry_id",
        {"list": list_name},
    ).fetchall()
    return [entry_id for (entry_id,) in rows]


def newest_version(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the version that was loaded last, of any list; 0 if there is none."""
    return int(connection.execute("SELECT coalesce(max(version), 0) FROM list_versions").fetchall()[0][0])


def _append(connection: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame) -> None:
    connection.register("batch", rows)
    try:
        connection.execute(f"INSERT INTO {table} BY NAME FROM batch")
    finally:
        connection.unregister("batch")


def _changed(connection: duckdb.DuckDBPyConnection, statement: str, given: dict[str, Any]) -> int:
    return int(connection.execute(statement, given).fetchall()[0][0])
