"""Extract: unread articles → staged claims. Claims wait in ``data/state/staged`` until ``load`` has checked them."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

import polars as pl
from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.engines import Engine, engine
from flows.extraction.batch import fingerprints
from flows.extraction.packs.load import languages
from flows.orchestration.progress import step
from flows.staging import Staged, staged
from schemas.settings import Settings
from warehouse.connect import open_working
from warehouse.store import articles_by_key, unread_articles

_WORTH_A_WORKER = 1_500  # articles; below that starting workers takes longer than reading
_SMALLEST = 250  # articles of a job


@flow(name="extract", flow_run_name="extract {run_id}")
def extract(run_id: str) -> dict[str, Any]:
    """Reads every article that has not been read. Returns counts: ``articles_read``, ``claims_found``."""
    settings = Settings.load()
    counts = {"articles_read": 0, "claims_found": 0}
    with step("extract") as outcome, engine(settings) as workers:
        with open_working(settings.state / "warehouse.duckdb") as connection:
            keys = unread_articles(connection, languages(settings.seeds / "languages"))
        for start in range(0, len(keys), settings.batch):
            read, found = read_batch(keys[start : start + settings.batch], settings, workers)
            counts["articles_read"] += read
            counts["claims_found"] += found
        outcome.append(f"{counts['articles_read']} articles read, {counts['claims_found']} claims found")
    return counts


@task(name="read articles", cache_policy=NO_CACHE)
def read_batch(keys: pl.DataFrame, settings: Settings, workers: Engine) -> tuple[int, int]:
    """Reads one batch and stages its claims. A batch that is staged already, by a run that was killed, is left as it is."""
    folder = settings.seeds / "languages"
    target = settings.state / "staged" / _batch_id(keys, folder)
    if target.is_dir():
        there = pl.scan_parquet(target / "readings.parquet").select(pl.len(), pl.col("claims").sum()).collect()
        return int(there.item(0, 0)), int(there.item(0, 1) or 0)
    with open_working(settings.state / "warehouse.duckdb") as connection:
        articles = articles_by_key(connection, keys)
    tables = read_all(articles, folder, workers)
    _stage(target, tables)
    return len(tables["readings"]), len(tables["claims"])


def read_all(articles: pl.DataFrame, folder: Path, workers: Engine) -> Staged:
    """Reads articles, by several workers when there is enough to read; the same tables whoever does it."""
    if len(articles) < _WORTH_A_WORKER:
        return staged(articles, folder)
    size = max(workers.job_size(len(articles)), _SMALLEST)
    parts = list(workers.each(staged, (articles[start : start + size] for start in range(0, len(articles), size)), folder=folder))
    return {name: pl.concat([part[name] for part in parts]) for name in parts[0]}


def _batch_id(keys: pl.DataFrame, folder: Path) -> str:
    digest = hashlib.sha256(repr(sorted(fingerprints(folder).items())).encode())
    for row in keys.select("article_id", "version").iter_rows():
        digest.update(repr(row).encode())
    return digest.hexdigest()[:24]


def _stage(target: Path, tables: Staged) -> None:
    """Writes a batch in one step: a folder that is there is whole."""
    unfinished = target.with_name(target.name + ".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    for name, table in tables.items():
        table.write_parquet(unfinished / f"{name}.parquet")
    unfinished.replace(target)
