"""Load: staged claims → ``claims``, checked with Great Expectations; what breaks one goes to ``quarantine``. One transaction."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import polars as pl
from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.drift import check_drift
from flows.extraction.batch import fingerprints
from flows.lists.names import comparable
from flows.orchestration.progress import step
from flows.validation.check import QualityFailed, Verdict, check
from flows.validation.derived import claims_to_check
from schemas.claim import Claim
from schemas.ledger import ArticleReading, Quarantined, quarantine_id
from schemas.review import Review
from schemas.settings import Settings
from warehouse.columns import polars_schema, table_frame
from warehouse.connect import open_working, transaction
from warehouse.corrections import note_retracted
from warehouse.ledger import note_results
from warehouse.parties import note_candidates, note_parties
from warehouse.quarantine import not_released
from warehouse.readings import loaded_by_kind, note_readings, read_before, withdraw
from warehouse.store import articles_by_key, insert_new

WAIVED = "waived.json"  # in the folder of a staged batch: who looked at it wants it loaded though a critical expectation fails
_OF_THE_RUN = ("run_id", "loaded_at")


@flow(name="load", flow_run_name="load {run_id}")
def load(run_id: str) -> dict[str, Any]:
    """Loads every staged batch. Returns the counts of ``nothing_loaded``.

    Raises:
        QualityFailed: if a critical expectation on a batch fails; its staged rows stay where they are.
    """
    counts = nothing_loaded()
    with step("load") as outcome:
        load_staged(Settings.load(), run_id, counts, count(1))
        counts["warnings"] += check_drift(Settings.load(), run_id)
        outcome.append(f"{counts['claims_new']} claims loaded, {counts['claims_left_out']} left out")
    return counts


def nothing_loaded() -> dict[str, Any]:
    """The counts of loading, before anything is loaded; ``claims_by`` has the new ones by ``kind/status``."""
    numbers = dict.fromkeys(("claims_new", "claims_left_out", "claims_withdrawn", "claims_restored", "review_new"), 0)
    return numbers | {"claims_by": {}, "warnings": []}


def load_staged(settings: Settings, run_id: str, counts: dict[str, Any], numbers: Iterator[int]) -> None:
    """Loads what is staged, adds up ``counts``; ``numbers`` are those of the batches of this run. Raises like ``load``."""
    for batch in _staged(settings):
        part = load_batch(batch, settings, run_id, next(numbers))
        for name, value in part.items():
            if isinstance(value, int):
                counts[name] += value
        counts["warnings"] += [warning for warning in part["warnings"] if warning not in counts["warnings"]]
        for name, found in part["claims_by"].items():
            counts["claims_by"][name] = counts["claims_by"].get(name, 0) + found


def batches(settings: Settings) -> list[Path]:
    """The folders of batches that are staged whole."""
    folder = settings.state / "staged"
    return sorted(entry for entry in folder.iterdir() if entry.is_dir() and entry.suffix != ".new") if folder.is_dir() else []


def _staged(settings: Settings) -> list[Path]:
    for unfinished in (settings.state / "staged").glob("*.new"):
        shutil.rmtree(unfinished)
    today = set(fingerprints(settings.seeds / "languages").values())
    found = batches(settings)
    for batch in found:
        # Read by a killed run with packs that were changed since: its articles are still unread, and the next run reads them.
        if any("+".join(made) not in today for made in _made(batch)):
            _gone(batch)
    return [batch for batch in found if batch.is_dir()]


def _made(batch: Path) -> list[tuple[str, str]]:
    return pl.read_parquet(batch / "readings.parquet", columns=["extractor", "pack"]).unique().rows()


@task(name="load claims", cache_policy=NO_CACHE)
def load_batch(batch: Path, settings: Settings, run_id: str, number: int) -> dict[str, Any]:
    """Checks one staged batch and writes it; claims, doubts, readings, quarantined rows and results commit together.

    Articles that were read before are compared: claims and doubts that this reading does not have are withdrawn, the others stay as they are.
    """
    now = datetime.now(UTC).replace(tzinfo=None)
    stamps = {"run_id": pl.lit(run_id), "loaded_at": pl.lit(now, dtype=pl.Datetime("us"))}
    later: dict[str, Any] = {"retracts": pl.String, "withdrawn_at": pl.Datetime("us"), "withdrawn_by": pl.String}
    unsaid = {name: pl.lit(None, dtype=kind) for name, kind in later.items()}
    claims, review = (
        pl.read_parquet(batch / f"{name}.parquet").with_columns(**stamps, **unsaid).select(list(polars_schema(row)))
        for name, row in (("claims", Claim), ("review", Review))
    )
    readings = pl.read_parquet(batch / "readings.parquet").with_columns(run_id=pl.lit(run_id)).select(list(polars_schema(ArticleReading)))
    with open_working(settings.state / "warehouse.duckdb") as connection:
        articles = articles_by_key(connection, readings.select("article_id", version="article_version"))
    verdict = check("claims", claims_to_check(claims, articles), settings.quality, run_id) if len(claims) else Verdict({}, [])
    if verdict.failed and not (batch / WAIVED).exists():
        with open_working(settings.state / "warehouse.duckdb") as connection:
            note_results(connection, verdict.results, run_id=run_id, batch=number)
        raise QualityFailed(
            f"staged claims: {', '.join(verdict.failed)}; nothing was loaded; look at them with: sanctionwatch quarantine show {batch.name}"
        )
    sources = dict(articles.select("article_id", "source").iter_rows())
    failing = {row: _quarantined(claims.row(row, named=True), reasons, sources, run_id, now) for row, reasons in verdict.reasons.items()}
    with open_working(settings.state / "warehouse.duckdb") as connection, transaction(connection):
        bad = not_released(connection, failing)
        good = claims.with_row_index("_row").filter(~pl.col("_row").is_in(list(bad))).drop("_row")
        again = read_before(connection, readings)
        withdrawn, restored = withdraw(connection, Claim, again, good, run_id, now)
        withdraw(connection, Review, again, review, run_id, now)
        new = insert_new(connection, Claim, good)
        corrected = readings.filter(pl.col("article_version") > 1).select("article_id")
        note_retracted(connection, pl.concat([corrected, again.select("article_id")]))
        note_readings(connection, ArticleReading, readings)
        doubts = insert_new(connection, Review, review)
        note_parties(connection, comparable, since=now)
        doubts += note_candidates(connection, run_id, now, since=now)
        insert_new(connection, Quarantined, table_frame(Quarantined, list(bad.values())))
        note_results(connection, verdict.results, run_id=run_id, batch=number)
        by = loaded_by_kind(connection, now)
    _gone(batch)
    return {
        "claims_new": new,
        "claims_left_out": len(bad),
        "claims_withdrawn": withdrawn,
        "claims_restored": restored,
        "review_new": doubts,
        "warnings": verdict.warnings,
        "claims_by": by,
    }


def _gone(batch: Path) -> None:
    """Removes a loaded batch in one step: half a batch must not be met by the next run."""
    done = batch.with_name(batch.name + ".new")  # unfinished ones are swept
    batch.replace(done)
    shutil.rmtree(done)


def _quarantined(claim: dict[str, Any], reasons: list[str], sources: dict[str, str], run_id: str, now: datetime) -> dict[str, Any]:
    payload = json.dumps({name: value for name, value in claim.items() if name not in _OF_THE_RUN}, ensure_ascii=False, default=str)
    return {
        "quarantine_id": quarantine_id("claims", claim["claim_id"], None, reasons),
        "stage": "claims",
        "source": sources.get(claim["article_id"]),
        "origin": claim["article_id"],
        "subject": claim["claim_id"],
        "reasons": reasons,
        "payload": payload,
        "run_id": run_id,
        "quarantined_at": now,
    }
