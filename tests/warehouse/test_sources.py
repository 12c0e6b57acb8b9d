"""What is remembered of fetches for the next visit."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from warehouse.connect import open_working
from warehouse.migrate import migrate
from warehouse.sources import pages_seen_lately

_NOW = datetime(2026, 1, 10, 12)


def test_pages_that_may_have_changed(tmp_path: Path) -> None:
    fetches = [  # address, hours ago, status, ETag, Last-Modified
        ("new", 0.5, 200, "a", None),
        ("lately", 5, 200, "b", None),
        ("asked again", 9, 200, "c", "Sat"),
        ("asked again", 2, 304, None, "Sun"),
        ("old", 60, 200, "d", None),
        ("old", 3, 304, "d", None),
        ("without validators", 5, 200, None, None),
        ("failed", 5, 404, "e", None),
    ]
    with open_working(tmp_path / "warehouse.duckdb") as connection:
        migrate(connection)
        connection.executemany(
            "INSERT INTO fetches (fetch_id, source, role, url, redirects, status, etag, last_modified, archived, fetched_at, tool, run_id) "
            "VALUES (?, 's', 'page', ?, [], ?, ?, ?, true, ?, 't', 'r')",
            [
                (str(number), url, status, etag, modified, _NOW - timedelta(hours=hours))
                for number, (url, hours, status, etag, modified) in enumerate(fetches)
            ],
        )
        assert pages_seen_lately(connection, ["s"], _NOW) == {"lately": ("b", None), "asked again": ("c", "Sun")}
        assert pages_seen_lately(connection, ["another"], _NOW) == {}
