"""Load: staged claims → ``claims``, checked with Great Expectations; what breaks one goes to ``quarantine``. One transaction."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.lists.names import comparable
from flows.orchestration.progress import step
from flows.validation.check import QualityFailed, Verdict, check
from flows.validation.derived import claims_to_check
from schemas.claim import Claim
from schemas.ledger import ArticleReading, QualityResult, Quarantined, quarantine_id
from schemas.review import Review
from schemas.settings import Settings
from warehouse.columns import polars_schema, table_frame
from warehouse.connect import open_working, transaction
from warehouse.corrections import with_retracted
from warehouse.parties import note_candidates, note_parties
from warehouse.store import articles_by_key, insert_new


@flow(name="load", flow_run_name="load {run_id}")
def load(run_id: str) -> dict[str, Any]:
    """Loads every staged batch.

    Returns counts: ``claims_new``, ``claims_left_out``, ``review_new``, ``claims_by``, ``warnings``.

    Raises:
        QualityFailed: if a critical expectation on a batch fails; its staged rows stay where they are.
    """
    settings = Settings.load()
    counts: dict[str, Any] = {"claims_new": 0, "claims_left_out": 0, "review_new": 0, "claims_by": {}, "warnings": []}
    with step("load") as outcome:
        for number, batch in enumerate(_staged(settings), start=1):
            part = load_batch(batch, settings, run_id, number)
            counts["claims_new"] += part["new"]
            counts["claims_left_out"] += part["left_out"]
            counts["review_new"] += part["review"]
            counts["warnings"] += [warning for warning in part["warnings"] if warning not in counts["warnings"]]
            for name, count in part["by"].items():
                counts["claims_by"][name] = counts["claims_by"].get(name, 0) + count
        outcome.append(f"{counts['claims_new']} claims loaded, {counts['claims_left_out']} left out")
    return counts


def _staged(settings: Settings) -> list[Path]:
    folder = settings.state / "staged"
    if not folder.is_dir():
        return []
    for unfinished in folder.glob("*.new"):
        shutil.rmtree(unfinished)
    return sorted(entry for entry in folder.iterdir() if entry.is_dir())


@task(name="load claims", cache_policy=NO_CACHE)
def load_batch(batch: Path, settings: Settings, run_id: str, number: int) -> dict[str, Any]:
    """Checks one staged batch and writes it; claims, doubts, readings, quarantined rows and results commit together."""
    now = datetime.now(UTC).replace(tzinfo=None)
    stamps = {"run_id": pl.lit(run_id), "loaded_at": pl.lit(now, dtype=pl.Datetime("us"))}
    claims = (
        pl.read_parquet(batch / "claims.parquet")
        .with_columns(**stamps, retracts=pl.lit(None, dtype=pl.String))
        .select(list(polars_schema(Claim)))
    )
    review = pl.read_parquet(batch / "review.parquet").with_columns(**stamps).select(list(polars_schema(Review)))
    readings = pl.read_parquet(batch / "readings.parquet").with_columns(run_id=pl.lit(run_id)).select(list(polars_schema(ArticleReading)))
    with open_working(settings.state / "warehouse.duckdb") as connection:
        articles = articles_by_key(connection, readings.select("article_id", version="article_version"))
    verdict = check("claims", claims_to_check(claims, articles), settings.quality, run_id) if len(claims) else Verdict({}, [])
    if verdict.failed:
        raise QualityFailed(f"staged claims: {', '.join(verdict.failed)}; nothing was loaded; look at {batch / 'claims.parquet'}")
    bad = sorted(verdict.reasons)
    good = claims.with_row_index("_row").filter(~pl.col("_row").is_in(bad)).drop("_row")
    sources = dict(articles.select("article_id", "source").iter_rows())
    quarantined = [_quarantined(claims.row(row, named=True), verdict.reasons[row], sources, run_id, now) for row in bad]
    results = [result | {"run_id": run_id, "batch": number} for result in verdict.results]
    with open_working(settings.state / "warehouse.duckdb") as connection, transaction(connection):
        new = insert_new(connection, Claim, with_retracted(connection, good))
        insert_new(connection, ArticleReading, readings)
        doubts = insert_new(connection, Review, review)
        note_parties(connection, comparable, since=now)
        doubts += note_candidates(connection, run_id, now, since=now)
        insert_new(connection, Quarantined, table_frame(Quarantined, quarantined))
        insert_new(connection, QualityResult, table_frame(QualityResult, results))
    _gone(batch)
    by = good.group_by("kind", "status").len().sort("kind", "status")
    return {
        "new": new,
        "left_out": len(bad),
        "review": doubts,
        "warnings": verdict.warnings,
        "by": {f"{kind}/{status}": count for kind, status, count in by.iter_rows()},
    }


def _gone(batch: Path) -> None:
    """Removes a loaded batch in one step: half a batch must not be met by the next run."""
    done = batch.with_name(batch.name + ".new")  # unfinished ones are swept
    batch.replace(done)
    shutil.rmtree(done)


def _quarantined(claim: dict[str, Any], reasons: list[str], sources: dict[str, str], run_id: str, now: datetime) -> dict[str, Any]:
    kept = {
        name: claim[name]
        for name in ("kind", "actors", "recipients", "status", "speaker", "evidence", "evidence_start", "evidence_end", "rule")
    }
    payload = json.dumps(kept, ensure_ascii=False, default=str)
    return {
        "quarantine_id": quarantine_id("claims", claim["claim_id"], payload, reasons),
        "stage": "claims",
        "source": sources.get(claim["article_id"]),
        "origin": claim["article_id"],
        "subject": claim["claim_id"],
        "reasons": reasons,
        "payload": payload,
        "run_id": run_id,
        "quarantined_at": now,
    }
