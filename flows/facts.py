"""Facts: ``claims`` → ``facts``, clusters of claims about the same conduct, with what changed. One transaction."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl
from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.orchestration.progress import step
from flows.validation.check import QualityFailed, check
from flows.validation.derived import facts_to_check
from schemas.settings import Settings
from warehouse.clustering import compute_facts
from warehouse.connect import open_working, transaction
from warehouse.ledger import note_results
from warehouse.store import facts_of_run


@flow(name="facts", flow_run_name="facts {run_id}")
def facts(run_id: str) -> dict[str, Any]:
    """Brings the facts up to date with the claims. Returns counts: ``facts``, ``facts_added``, ``facts_altered``, ``facts_gone``.

    Raises:
        QualityFailed: if a fact breaks a critical expectation; the facts stay as they were.
    """
    settings = Settings.load()
    with step("facts") as outcome:
        counts = update_facts(settings, run_id)
        outcome.append(f"{counts['facts_added']} added, {counts['facts_altered']} altered, {counts['facts_gone']} gone")
    return counts


@task(name="compute facts", cache_policy=NO_CACHE)
def update_facts(settings: Settings, run_id: str) -> dict[str, int]:
    """Computes what changed since the last computation, and checks it; all of it commits together."""
    now = datetime.now(UTC).replace(tzinfo=None)
    reference = read_reference(settings)
    with open_working(settings.state / "warehouse.duckdb") as connection, transaction(connection):
        counts = compute_facts(connection, reference, run_id, now)
        changed = facts_of_run(connection, run_id)
        if len(changed):
            verdict = check("facts", facts_to_check(changed), settings.quality, run_id)
            if verdict.failed:
                raise QualityFailed(
                    f"facts: {', '.join(verdict.failed)}; the facts stay as they were; this is an error of the program, please report it"
                )
            note_results(connection, verdict.results, run_id=run_id, batch=1)
    return counts


def read_reference(settings: Settings) -> dict[str, pl.DataFrame]:
    """Families of items, and the houses of outlets that are quoted as speakers."""
    folder = settings.seeds / "reference"
    things = pl.read_csv(folder / "items.csv", infer_schema=False, empty_string_is_null=False)
    entities = pl.read_csv(folder / "entities.csv", infer_schema=False, empty_string_is_null=False)
    outlets = entities.filter(pl.col("speaker_role").is_in(["media", "state_media"])).select(
        name=pl.col("name_en").str.to_lowercase(), house=pl.col("entity_id").str.strip_prefix("org:")
    )
    return {
        "things": things.with_columns(broad=pl.col("broad") == "yes").sort("item"),
        "outlets": outlets.unique("name", keep="first", maintain_order=True).sort("name"),
    }
