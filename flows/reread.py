"""Reread: stored articles that were read with an older extractor or pack → claims of today's. What it does not find any more is withdrawn."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from prefect import flow

from flows.engines import engine
from flows.extract import read_batch
from flows.facts import facts
from flows.load import load_staged, nothing_loaded
from flows.orchestration.progress import step
from flows.staging import read_with
from schemas.settings import Settings
from warehouse.connect import open_working
from warehouse.readings import read_otherwise


@flow(name="reread", flow_run_name="reread {run_id}")
def reread(run_id: str, since: date | None = None) -> dict[str, Any]:
    """Reads every article version again whose last reading was not by today's extractor and packs, batch by batch, then computes the facts.

    ``since``: only what was published on that day or later (without a date: taken in). A run that is killed loses nothing: the next one
    goes on with what is not loaded yet. Returns the counts of ``load`` and ``facts``, and ``articles_read``.

    Raises:
        QualityFailed: if a critical expectation on a batch fails; its staged rows stay where they are.
    """
    settings = Settings.load()
    counts = nothing_loaded() | {"articles_read": 0}
    numbers = count(1)
    with step("reread") as outcome, engine(settings) as workers:
        load_staged(settings, run_id, counts, numbers)  # of a run that was killed
        with open_working(settings.state / "warehouse.duckdb") as connection:
            keys = read_otherwise(connection, read_with(settings.seeds / "languages"), since)
        for start in range(0, len(keys), settings.batch):
            counts["articles_read"] += read_batch(keys[start : start + settings.batch], settings, workers)[0]
            load_staged(settings, run_id, counts, numbers)
        outcome.append(
            f"{counts['articles_read']} articles read again, {counts['claims_new']} claims new, {counts['claims_withdrawn']} withdrawn"
        )
    return counts | {"left_out": counts["claims_left_out"]} | facts(run_id)
