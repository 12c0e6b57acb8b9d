"""What enters the tables, set-based: a table at a time, by content id, so that the same input twice changes nothing."""

from __future__ import annotations

import duckdb
import polars as pl

from schemas.record import Row, table_of


def known_articles(connection: duckdb.DuckDBPyConnection, arrived: pl.DataFrame) -> pl.DataFrame:
    """Of arrived articles (``article_id``, ``content_hash``): what the warehouse knows of them.

    Returns one row per article and known content: ``article_id``, ``content_hash``, ``version``.
    """
    connection.register("arrived", arrived.select("article_id"))
    try:
        found: pl.DataFrame = connection.sql(
            "SELECT article_id, content_hash, version FROM articles SEMI JOIN arrived USING (article_id) ORDER BY article_id, version"
        ).pl()
    finally:
        connection.unregister("arrived")
    return found


def insert_new(connection: duckdb.DuckDBPyConnection, row: type[Row], rows: pl.DataFrame) -> int:
    """Inserts the rows whose key is not there yet; returns how many that were."""
    if rows.is_empty():
        return 0
    table = table_of(row)
    unique = rows.unique(subset=list(table.key), keep="first", maintain_order=True)
    keys = " AND ".join(f"old.{key} = fresh.{key}" for key in table.key)
    connection.register("incoming", unique)
    try:
        before = _count(connection, table.name)
        connection.execute(
            f"INSERT INTO {table.name} BY NAME SELECT * FROM incoming AS fresh WHERE NOT EXISTS (SELECT 1 FROM {table.name} AS old WHERE {keys})"
        )
        return _count(connection, table.name) - before
    finally:
        connection.unregister("incoming")


def unread_articles(connection: duckdb.DuckDBPyConnection, languages: tuple[str, ...]) -> pl.DataFrame:
    """Keys (``article_id``, ``version``) of article versions in these languages that nothing has read, in order."""
    found: pl.DataFrame = connection.sql(
        """
        SELECT article_id, version
        FROM articles
        WHERE list_contains($languages, language)
          AND NOT EXISTS (FROM article_readings AS done WHERE done.article_id = articles.article_id AND done.article_version = articles.version)
        ORDER BY article_id, version
        """,
        params={"languages": list(languages)},
    ).pl()
    return found


def articles_by_key(connection: duckdb.DuckDBPyConnection, keys: pl.DataFrame) -> pl.DataFrame:
    """The article versions with these keys, with their texts, in order."""
    connection.register("wanted", keys.select("article_id", "version").unique())
    try:
        found: pl.DataFrame = connection.sql(
            "SELECT article_id, version, content_hash, title, text, published, language, source FROM articles SEMI JOIN wanted USING (article_id, version) ORDER BY article_id, version"
        ).pl()
    finally:
        connection.unregister("wanted")
    return found


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])
