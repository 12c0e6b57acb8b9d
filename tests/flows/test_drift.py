"""The last day is compared with the days before, by source, language and kind; a new source is no alarm."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from flows.drift import check_drift
from schemas.settings import Settings
from tests import stages
from warehouse.connect import open_working

_NOW = datetime(2025, 6, 30, 6)


def _days(settings: Settings, source: str, counts: list[int]) -> None:
    """One run a day up to now, with so many Polish articles of a source."""
    with open_working(settings.state / "warehouse.duckdb") as connection:
        for back, count in enumerate(reversed(counts)):
            at = _NOW - timedelta(days=back)
            run = f"{at:%Y%m%d}"
            connection.execute(
                "INSERT INTO runs (run_id, flow, started_at, outcome, program) SELECT $run, 'monitor', $at, 'done', 'x' WHERE $run NOT IN (SELECT run_id FROM runs)",
                {"run": run, "at": at},
            )
            connection.execute(
                """
                INSERT INTO articles BY NAME SELECT
                    $source || $run || n AS article_id, 1 AS version, $source || $run || n AS content_hash, $source AS source, 'x' AS origin, 'pl' AS language,
                    'text' AS text, 'text' AS extent, $at + INTERVAL 1 MINUTE AS first_seen, $at AS last_seen, $run AS run_id
                FROM range($count) AS numbers(n)
                """,
                {"source": source, "run": run, "at": at, "count": count},
            )


@pytest.fixture
def ready(settings: Settings) -> Settings:
    stages.ready(settings)
    return settings


def test_a_flood_and_a_drought_are_named_and_ordinary_days_are_not(ready: Settings) -> None:
    _days(ready, "steady", [30, 25, 40, 35, 30, 28, 33, 30, 31, 60])
    _days(ready, "flooding", [10, 12, 9, 11, 10, 10, 12, 9, 10, 80])
    _days(ready, "drying", [30, 25, 40, 35, 30, 28, 33, 30, 31, 2])
    flood, drought = check_drift.fn(ready, "r")
    assert flood.startswith("not-far-above-its-days: articles of source flooding: 80 (before: 9 to 12 a day): ")
    assert drought.startswith("not-far-below-its-days: articles of source drying: 2 (before: 25 to 40 a day): ")
    found = stages.table(ready, "SELECT expectation, unexpected FROM quality_results ORDER BY 1").rows()
    assert found == [("not-far-above-its-days", 1), ("not-far-below-its-days", 1)]


def test_a_source_that_comes_in_is_no_alarm_in_its_language(ready: Settings) -> None:
    _days(ready, "steady", [30, 25, 40, 35, 30, 28, 33, 30, 31, 30])
    _days(ready, "fresh", [500, 500])
    assert check_drift.fn(ready, "r") == []
    notes = stages.table(ready, "SELECT series, judged, latest FROM drift ORDER BY counts, series").rows()
    assert notes == [("pl", True, 30), ("fresh", False, 500), ("steady", True, 30)]


def test_small_numbers_and_days_without_a_run_are_not_compared(ready: Settings) -> None:
    _days(ready, "small", [1, 0, 2, 1, 0, 1, 2, 1, 0, 7])
    assert check_drift.fn(ready, "r") == []
    with open_working(ready.state / "warehouse.duckdb") as connection:
        connection.execute("DELETE FROM runs WHERE day(started_at) % 2 = 1")
    assert stages.table(ready, "SELECT bool_or(judged), max(days) FROM drift").rows() == [(False, 3)]


def test_nothing_is_compared_in_the_first_week(ready: Settings) -> None:
    _days(ready, "steady", [30, 0, 500])
    assert check_drift.fn(ready, "r") == []
    assert stages.table(ready, "FROM quality_results").is_empty()
