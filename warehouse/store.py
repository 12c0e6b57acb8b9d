"""What enters the tables, set-based: a table at a time, by content id, so that the same input twice changes nothing."""

from __future__ import annotations

from datetime import datetime

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


def known_contents(connection: duckdb.DuckDBPyConnection, arrived: pl.DataFrame) -> pl.DataFrame:
    """Of contents (``content_hash``): the article version that holds each, the one seen first."""
    connection.register("arrived", arrived.select("content_hash").unique())
    try:
        found: pl.DataFrame = connection.sql(
            """
            SELECT content_hash, article_id, version FROM articles SEMI JOIN arrived USING (content_hash)
            QUALIFY row_number() OVER (PARTITION BY content_hash ORDER BY first_seen, article_id, version) = 1
            """
        ).pl()
    finally:
        connection.unregister("arrived")
    return found


def alike(connection: duckdb.DuckDBPyConnection, pieces: pl.DataFrame, *, algorithm: str, since: datetime) -> pl.DataFrame:
    """Earlier articles that share a piece of their signature with a new one, and may be its original.

    ``pieces`` has ``row``, ``band`` (from 0) and ``piece``; all pieces have one length. Returns ``row``, ``article_id``, ``minhash``,
    ``original`` (the article it is itself a copy of, or the article), ``origin_group`` and ``first_seen``, oldest first.
    """
    connection.register("pieces", pieces)
    try:
        found: pl.DataFrame = connection.sql(
            """
            WITH shape AS (SELECT max(band) + 1 AS bands, max(length(piece)) AS length FROM pieces),
            old AS (
                SELECT article_id, version, band, substr(minhash, band * shape.length + 1, shape.length) AS piece
                FROM signatures, shape, unnest(range(shape.bands)) AS numbers(band)
                WHERE algorithm = $algorithm AND first_seen >= $since
            ),
            pairs AS (SELECT DISTINCT pieces.row, old.article_id, old.version FROM pieces JOIN old ON old.band = pieces.band AND old.piece = pieces.piece)
            SELECT pairs.row, pairs.article_id, signatures.minhash, coalesce(articles.copy_of, articles.article_id) AS original, articles.origin_group, signatures.first_seen
            FROM pairs JOIN signatures USING (article_id, version) JOIN articles USING (article_id, version)
            ORDER BY pairs.row, signatures.first_seen, pairs.article_id
            """,
            params={"algorithm": algorithm, "since": since},
        ).pl()
    finally:
        connection.unregister("pieces")
    return found


def seen_again(connection: duckdb.DuckDBPyConnection, places: pl.DataFrame, now: datetime) -> None:
    """Notes that sources still show contents: ``places`` has ``source`` and ``place_id``, and ``content_hash``, or null for the content last seen there."""
    if places.is_empty():
        return
    connection.register("again", places.unique())
    try:
        connection.execute(
            """
            CREATE OR REPLACE TEMP TABLE shown AS
            SELECT old.place_id, old.source, old.content_hash, old.article_id, old.version
            FROM appearances AS old JOIN again ON again.source = old.source AND again.place_id = old.place_id
            WHERE coalesce(again.content_hash, old.content_hash) = old.content_hash
            QUALIFY again.content_hash IS NOT NULL OR row_number() OVER (PARTITION BY old.source, old.place_id ORDER BY old.last_seen DESC, old.version DESC) = 1
            """
        )
    finally:
        connection.unregister("again")
    keys = "shown.source = appearances.source AND shown.place_id = appearances.place_id AND shown.content_hash = appearances.content_hash"
    connection.execute(f"UPDATE appearances SET last_seen = greatest(last_seen, $now) FROM shown WHERE {keys}", {"now": now})
    connection.execute(
        """
        UPDATE articles SET last_seen = greatest(last_seen, $now)
        FROM (SELECT DISTINCT article_id, version FROM shown) AS seen WHERE seen.article_id = articles.article_id AND seen.version = articles.version
        """,
        {"now": now},
    )
    connection.execute("DROP TABLE shown")


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
    """Keys (``article_id``, ``version``) and ``first_seen`` of article versions in these languages that nothing has read, in the order in which they came."""
    found: pl.DataFrame = connection.sql(
        """
        SELECT article_id, version, first_seen
        FROM articles
        WHERE list_contains($languages, language)
          AND NOT EXISTS (FROM article_readings AS done WHERE done.article_id = articles.article_id AND done.article_version = articles.version)
        ORDER BY first_seen, article_id, version
        """,
        params={"languages": list(languages)},
    ).pl()
    return found


def articles_by_key(connection: duckdb.DuckDBPyConnection, keys: pl.DataFrame) -> pl.DataFrame:
    """The article versions with these keys, with their texts, in order."""
    connection.register("wanted", keys.select("article_id", "version").unique())
    try:
        # What came together lies together: only the texts between the first and the last are looked at.
        ((first, last),) = connection.execute(
            "SELECT coalesce(min(articles.rowid), 0), coalesce(max(articles.rowid), 0) FROM articles SEMI JOIN wanted USING (article_id, version)"
        ).fetchall()
        found: pl.DataFrame = connection.sql(
            """
            SELECT article_id, version, content_hash, title, text, published, language, source
            FROM (FROM articles WHERE rowid BETWEEN $first AND $last) SEMI JOIN wanted USING (article_id, version)
            ORDER BY article_id, version
            """,
            params={"first": first, "last": last},
        ).pl()
    finally:
        connection.unregister("wanted")
    return found


def facts_of_run(connection: duckdb.DuckDBPyConnection, run_id: str) -> pl.DataFrame:
    """The facts that a run added or altered."""
    found: pl.DataFrame = connection.sql(
        "SELECT * FROM facts WHERE fact_id IN (SELECT subject_id FROM changes WHERE run_id = $run_id AND subject = 'fact') ORDER BY fact_id",
        params={"run_id": run_id},
    ).pl()
    return found


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])
