"""What the warehouse knows of sources, for the next visit to them and the verdict on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import duckdb
import polars as pl

_REMEMBERED = timedelta(days=60)  # an entry that is still in a feed was seen at its last visit
_HISTORY = timedelta(days=60)  # from which a rhythm is told
_CHANGING, _PAUSE = timedelta(hours=48), timedelta(hours=1)  # how long, and how often, a page is looked at again
_GIVEN_UP = timedelta(hours=20)  # a page that holds no article is asked again the next day


def validators(connection: duckdb.DuckDBPyConnection, sources: Sequence[str]) -> dict[str, tuple[str | None, str | None]]:
    """ETag and Last-Modified by address, from the last complete answer of each list of these sources."""
    rows = connection.execute(
        """
        SELECT url, etag, last_modified
        FROM fetches
        WHERE role = 'list' AND status IN (200, 304) AND list_contains($sources, source)
        QUALIFY row_number() OVER (PARTITION BY url ORDER BY fetched_at DESC) = 1
        """,
        {"sources": list(sources)},
    ).fetchall()
    return {url: (etag, modified) for url, etag, modified in rows if etag or modified}


def known_places(connection: duckdb.DuckDBPyConnection, sources: Sequence[str], now: datetime) -> tuple[frozenset[str], list[str]]:
    """Places that these sources showed lately and whose articles are known; and addresses whose pages were fetched."""
    parameters = {"sources": list(sources), "since": now - _REMEMBERED}
    places = connection.execute(
        "SELECT DISTINCT place_id FROM appearances WHERE list_contains($sources, source) AND last_seen >= $since", parameters
    ).fetchall()
    pages = connection.execute(
        """
        SELECT DISTINCT fetches.url FROM fetches SEMI JOIN appearances ON appearances.fetched = fetches.sha256
        WHERE role = 'page' AND list_contains($sources, fetches.source) AND fetched_at >= $since
        """,
        parameters,
    ).fetchall()
    return frozenset(place for (place,) in places), [url for (url,) in pages]


def pages_given_up(connection: duckdb.DuckDBPyConnection, sources: Sequence[str], now: datetime) -> frozenset[str]:
    """Addresses of pages that gave no article today."""
    rows = connection.execute(
        """
        SELECT DISTINCT url FROM fetches ANTI JOIN appearances ON appearances.fetched = fetches.sha256
        WHERE role = 'page' AND list_contains($sources, source) AND fetched_at >= $since
          AND (status BETWEEN 200 AND 299 OR status IN (401, 402, 403, 404, 410, 451))
        """,
        {"sources": list(sources), "since": now - _GIVEN_UP},
    ).fetchall()
    return frozenset(url for (url,) in rows)


def pages_seen_lately(
    connection: duckdb.DuckDBPyConnection, sources: Sequence[str], now: datetime
) -> dict[str, tuple[str | None, str | None]]:
    """ETag and Last-Modified by address of the pages that were first fetched lately, and not within the last hour: they may have changed."""
    rows = connection.execute(
        """
        SELECT url, arg_max(etag, fetched_at), arg_max(last_modified, fetched_at)
        FROM fetches
        WHERE role = 'page' AND status IN (200, 304) AND list_contains($sources, source)
        GROUP BY url
        HAVING min(fetched_at) >= $since AND max(fetched_at) < $before
        """,
        {"sources": list(sources), "since": now - _CHANGING, "before": now - _PAUSE},
    ).fetchall()
    return {url: (etag, modified) for url, etag, modified in rows if etag or modified}


def publication_times(connection: duckdb.DuckDBPyConnection, sources: Sequence[str], now: datetime) -> dict[str, list[datetime]]:
    """Publication times (UTC) of what these sources showed in the last weeks; of undated entries, when they were first seen."""
    rows = connection.execute(
        """
        SELECT source, list(DISTINCT moment ORDER BY moment)
        FROM (SELECT source, coalesce(published_at, CAST(published AS TIMESTAMP), first_seen) AS moment FROM appearances WHERE list_contains($sources, source))
        WHERE moment >= $since
        GROUP BY source
        """,
        {"sources": list(sources), "since": now - _HISTORY},
    ).fetchall()
    return dict(rows)


def last_verdicts(connection: duckdb.DuckDBPyConnection, sources: Sequence[str]) -> dict[str, dict[str, Any]]:
    """By source: ``state``, ``since`` and ``checked_at`` of its last visit, and ``entries`` of the last one that showed any."""
    rows = connection.execute(
        """
        SELECT source, arg_max(state, checked_at), arg_max(since, checked_at), max(checked_at), coalesce(arg_max(entries, checked_at) FILTER (entries > 0), 0)
        FROM source_health
        WHERE list_contains($sources, source)
        GROUP BY source
        """,
        {"sources": list(sources)},
    ).fetchall()
    return {source: {"state": state, "since": since, "checked_at": at, "entries": entries} for source, state, since, at, entries in rows}


def replace_sources(connection: duckdb.DuckDBPyConnection, rows: pl.DataFrame) -> None:
    """Writes the watch list; a source that is no longer on it keeps its row."""
    if rows.is_empty():
        return
    connection.register("listed", rows)
    try:
        connection.execute("DELETE FROM sources WHERE source IN (SELECT source FROM listed)")
        connection.execute("INSERT INTO sources BY NAME SELECT * FROM listed")
    finally:
        connection.unregister("listed")


def archived_bodies(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """SHA-256 of every body that the archive must hold."""
    rows = connection.execute("SELECT DISTINCT sha256 FROM fetches WHERE archived ORDER BY sha256").fetchall()
    return [digest for (digest,) in rows]
