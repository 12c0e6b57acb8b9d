"""Drift: is the last day like the days before it? A warning, never more: the world changes too."""

from __future__ import annotations

from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.validation.check import check
from flows.validation.derived import drift_to_check
from schemas.settings import Settings
from warehouse.connect import open_working
from warehouse.ledger import note_results

_TOLD = 5  # series named in a warning


@task(name="compare with the days before", cache_policy=NO_CACHE)
def check_drift(settings: Settings, run_id: str) -> list[str]:
    """Compares sources, languages and kinds with their own history (view ``drift``). Returns warnings that name the series.

    Nothing is compared before there are eight days with runs.
    """
    with open_working(settings.state / "warehouse.duckdb") as connection:
        table = drift_to_check(connection.sql("FROM drift ORDER BY counts, series").pl())
    if table.is_empty():
        return []
    verdict = check("drift", table, settings.quality, run_id)
    with open_working(settings.state / "warehouse.duckdb") as connection:
        note_results(connection, verdict.results, run_id=run_id, batch=1)
    warnings: list[str] = []
    for result in verdict.results:
        rows = verdict.doubted.get(result["expectation"], [])
        if rows:
            named = [
                f"{row['counts']} {row['series']}: {row['latest']} (before: {row['least']} to {row['most']} a day)"
                for row in table[rows].to_dicts()
            ]
            more = f" and {len(named) - _TOLD} more" if len(named) > _TOLD else ""
            warnings.append(f"{result['expectation']}: {'; '.join(named[:_TOLD])}{more}: {result['why']}")
    return warnings
