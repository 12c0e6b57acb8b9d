"""Extract: unread articles → staged claims. Claims wait in ``data/state/staged`` until ``load`` has checked them."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from functools import partial
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import polars as pl
from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.extraction.batch import Text, fingerprints, read_job, read_with_notes
from flows.extraction.claims.reading import EXTRACTOR
from flows.extraction.packs.load import languages
from flows.orchestration.lock import die_with_parent
from flows.orchestration.progress import step
from schemas.claim import Claim, Reading, claim_id
from schemas.ledger import ArticleReading
from schemas.review import Note, Review, review_id
from schemas.settings import Settings
from warehouse.columns import polars_schema
from warehouse.connect import open_working
from warehouse.store import articles_by_key, unread_articles

_WORTH_A_PROCESS = 1_500  # articles; below that starting processes takes longer than reading
_JOB = 500  # articles a process reads at a time
_ADDED_AT_LOAD = ("run_id", "loaded_at")


@flow(name="extract", flow_run_name="extract {run_id}")
def extract(run_id: str) -> dict[str, Any]:
    """Reads every article that has not been read. Returns counts: ``articles_read``, ``claims_found``, ``no_pack``."""
    settings = Settings.load()
    folder = settings.seeds / "languages"
    counts = {"articles_read": 0, "claims_found": 0}
    with step("extract") as outcome:
        with open_working(settings.state / "warehouse.duckdb") as connection:
            keys = unread_articles(connection, languages(folder))
        for start in range(0, len(keys), settings.batch):
            read, found = read_batch(keys[start : start + settings.batch], settings)
            counts["articles_read"] += read
            counts["claims_found"] += found
        outcome.append(f"{counts['articles_read']} articles read, {counts['claims_found']} claims found")
    return counts


@task(name="read articles", cache_policy=NO_CACHE)
def read_batch(keys: pl.DataFrame, settings: Settings) -> tuple[int, int]:
    """Reads one batch and stages its claims. A batch that is staged already, by a run that was killed, is left as it is."""
    folder = settings.seeds / "languages"
    target = settings.state / "staged" / _batch_id(keys, folder)
    if target.is_dir():
        there = pl.scan_parquet(target / "readings.parquet").select(pl.len(), pl.col("claims").sum()).collect()
        return int(there.item(0, 0)), int(there.item(0, 1) or 0)
    with open_working(settings.state / "warehouse.duckdb") as connection:
        articles = articles_by_key(connection, keys)
    staged = _read_all(articles, folder, settings)
    _stage(target, staged)
    return len(staged["readings"]), len(staged["claims"])


def _batch_id(keys: pl.DataFrame, folder: Path) -> str:
    digest = hashlib.sha256(repr(sorted(fingerprints(folder).items())).encode())
    for row in keys.iter_rows():
        digest.update(repr(row).encode())
    return digest.hexdigest()[:24]


def _read_all(articles: pl.DataFrame, folder: Path, settings: Settings) -> dict[str, pl.DataFrame]:
    """What a batch is staged as, by file: claims, sentences to look at, and the readings themselves."""
    names = [field.name for field in fields(Reading)]
    claims: list[dict[str, Any]] = []
    review: dict[str, dict[str, Any]] = {}
    readings: list[dict[str, Any]] = []
    fingerprint = fingerprints(folder)
    for article, (found, notes) in zip(articles.iter_rows(named=True), _readings(articles, folder, settings), strict=True):
        version = {"article_id": article["article_id"], "article_version": article["version"]}
        made = {"extractor": EXTRACTOR, "pack": fingerprint[article["language"]].partition("+")[2]}
        fresh = {claim_id(article["content_hash"], reading): reading for reading in found}
        claims += [{name: getattr(reading, name) for name in names} | {"claim_id": key} | version for key, reading in fresh.items()]
        review |= {row["review_id"]: row | version | made for row in map(partial(_doubt, article), notes) if row["reason"]}
        readings.append(version | made | {"claims": len(fresh)})
    return {
        "claims": _frame(Claim, claims),
        "review": _frame(Review, list(review.values())),
        "readings": _frame(ArticleReading, readings),
    }


def _doubt(article: dict[str, Any], note: Note) -> dict[str, Any]:
    """A note as a row of the review queue, with its sentence."""
    source = article["title"] if note.in_title else article["text"]
    return {
        "review_id": review_id(article["article_id"], article["content_hash"], note),
        "reason": note.reason,
        "explanation": note.why,
        "kind": note.kind,
        "actors": list(note.actors),
        "recipients": list(note.recipients),
        "trigger": note.trigger,
        "sentence": source[note.start : note.end],
        "sentence_start": note.start,
        "sentence_end": note.end,
        "sentence_in": "title" if note.in_title else "text",
        "language": article["language"],
    }


def _frame(row: Any, rows: list[dict[str, Any]]) -> pl.DataFrame:
    schema = {name: kind for name, kind in polars_schema(row).items() if name not in _ADDED_AT_LOAD}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _readings(articles: pl.DataFrame, folder: Path, settings: Settings) -> Iterator[tuple[list[Reading], list[Note]]]:
    """The claims and notes of each article, in order; by several processes when there is enough to read."""
    texts = [
        Text(title, text, published, language)
        for title, text, published, language in articles.select("title", "text", "published", "language").iter_rows()
    ]
    workers = settings.workers or os.cpu_count() or 1
    if workers < 2 or len(texts) < _WORTH_A_PROCESS:
        yield from read_with_notes(texts, folder)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=die_with_parent) as pool:
        for job in pool.map(read_job, (texts[start : start + _JOB] for start in range(0, len(texts), _JOB)), repeat(folder)):
            yield from job


def _stage(target: Path, tables: dict[str, pl.DataFrame]) -> None:
    """Writes a batch in one step: a folder that is there is whole."""
    unfinished = target.with_name(target.name + ".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    for name, table in tables.items():
        table.write_parquet(unfinished / f"{name}.parquet")
    unfinished.replace(target)
