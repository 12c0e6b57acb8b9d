"""Readings that come again: which articles were read with something older than today's, and what a later reading changes."""

from __future__ import annotations

from datetime import date, datetime

import duckdb
import polars as pl

from schemas.claim import Claim
from schemas.record import Row, table_of
from schemas.review import Review

_NOT_FROM_READING = {"review": "reason <> 'maybe_listed'"}  # made by comparing names with lists


def read_otherwise(connection: duckdb.DuckDBPyConnection, today: pl.DataFrame, since: date | None = None) -> pl.DataFrame:
    """Article versions whose last reading was by another extractor or pack than today's (``language``, ``extractor``, ``pack``).

    ``since``: published on that day or later; those without a date: taken in on that day or later. Returns ``article_id``, ``version``,
    ``language`` and ``first_seen``, in the order in which they came.
    """
    connection.register("today", today)
    try:
        found: pl.DataFrame = connection.sql(
            """
            SELECT articles.article_id, articles.version, articles.language, articles.first_seen
            FROM articles JOIN today USING (language)
            JOIN current_readings AS done ON done.article_id = articles.article_id AND done.article_version = articles.version
            WHERE (done.extractor, done.pack) <> (today.extractor, today.pack)
              AND coalesce(articles.published, articles.first_seen::DATE) >= coalesce($since, DATE '0001-01-01')
            ORDER BY articles.first_seen, articles.article_id, articles.version
            """,
            params={"since": since},
        ).pl()
    finally:
        connection.unregister("today")
    return found


def read_before(connection: duckdb.DuckDBPyConnection, readings: pl.DataFrame) -> pl.DataFrame:
    """Of readings (``article_id``, ``article_version``) those of article versions that were read before."""
    connection.register("incoming", readings.select("article_id", "article_version"))
    try:
        found: pl.DataFrame = connection.sql(
            "SELECT * FROM incoming SEMI JOIN article_readings USING (article_id, article_version) ORDER BY ALL"
        ).pl()
    finally:
        connection.unregister("incoming")
    return found


def withdraw(
    connection: duckdb.DuckDBPyConnection,
    row: type[Claim] | type[Review],
    again: pl.DataFrame,
    found: pl.DataFrame,
    run_id: str,
    now: datetime,
) -> tuple[int, int]:
    """Compares what stands of the article versions that are read ``again`` with what was ``found``: the rows of this reading.

    What was not found is withdrawn; what was found and had been withdrawn stands again, as if loaded now. Returns how many were each.
    """
    if again.is_empty():
        return 0, 0
    table = table_of(row)
    (key,) = table.key
    of_reading = _NOT_FROM_READING.get(table.name, "true")
    connection.register("read_again", again)
    connection.register("now_found", found.select(key))
    try:
        these = f"FROM {table.name} SEMI JOIN read_again USING (article_id, article_version)"
        gone = connection.sql(f"SELECT {key} {these} ANTI JOIN now_found USING ({key}) WHERE withdrawn_at IS NULL AND {of_reading}").pl()
        back = connection.sql(f"SELECT {key} {these} SEMI JOIN now_found USING ({key}) WHERE withdrawn_at IS NOT NULL").pl()
        connection.register("to_withdraw", gone)
        connection.register("to_restore", back)
        connection.execute(
            f"UPDATE {table.name} SET withdrawn_at = $now, withdrawn_by = $run_id WHERE {key} IN (FROM to_withdraw)",
            {"now": now, "run_id": run_id},
        )
        connection.execute(
            f"UPDATE {table.name} SET withdrawn_at = NULL, withdrawn_by = NULL, loaded_at = $now, run_id = $run_id WHERE {key} IN (FROM to_restore)",
            {"now": now, "run_id": run_id},
        )
    finally:
        for name in ("read_again", "now_found", "to_withdraw", "to_restore"):
            connection.unregister(name)
    return len(gone), len(back)


def note_readings(connection: duckdb.DuckDBPyConnection, row: type[Row], readings: pl.DataFrame) -> None:
    """Enters readings; one by an extractor and pack that read the article before becomes its last one again."""
    keys = ", ".join(table_of(row).key)
    connection.register("incoming", readings)
    try:
        connection.execute(
            f"INSERT INTO {row.TABLE} BY NAME SELECT * FROM incoming ON CONFLICT ({keys}) DO UPDATE SET claims = excluded.claims, run_id = excluded.run_id"
        )
    finally:
        connection.unregister("incoming")


def loaded_by_kind(connection: duckdb.DuckDBPyConnection, at: datetime) -> dict[str, int]:
    """How many claims were loaded at a moment, by ``kind/status``."""
    rows = connection.execute(
        "SELECT concat(kind, '/', status), count(*) FROM claims WHERE loaded_at = $at GROUP BY ALL ORDER BY ALL", {"at": at}
    ).fetchall()
    return dict(rows)
