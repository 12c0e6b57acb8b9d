"""The stages of a run as plain functions, without Prefect: what most tests of the flows need."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import polars as pl

from flows.engines import engine
from flows.extract import read_batch
from flows.extraction.packs.load import languages
from flows.facts import update_facts
from flows.ingest import Batch, take_in
from flows.load import _staged, load_batch
from flows.reread import reread as reread_flow
from flows.sources import Still, arrivals, chosen
from schemas.settings import Settings
from warehouse.connect import open_working
from warehouse.migrate import migrate
from warehouse.store import unread_articles


def ready(settings: Settings) -> Path:
    """A migrated, empty warehouse."""
    working = settings.state / "warehouse.duckdb"
    with open_working(working) as connection:
        migrate(connection)
    return working


def ingest(settings: Settings, *sources: Path, run_id: str = "r1") -> dict[str, Any]:
    """Takes in files; returns the counts."""
    arrived = [
        entry for source in chosen(tuple(map(str, sources)), ()) if isinstance(source, Still) for entry in arrivals(source, settings)
    ]
    return take_in.fn(Batch(arrived), settings, run_id, 1)


def extract(settings: Settings) -> tuple[int, int]:
    """Reads what is unread; returns articles read and claims staged."""
    with open_working(settings.state / "warehouse.duckdb") as connection:
        keys = unread_articles(connection, languages(settings.seeds / "languages"))
    with engine(settings) as workers:
        return read_batch.fn(keys, settings, workers) if len(keys) else (0, 0)


def load(settings: Settings, run_id: str = "r1") -> list[dict[str, Any]]:
    """Loads what is staged; returns the counts of each batch."""
    return [load_batch.fn(batch, settings, run_id, number) for number, batch in enumerate(_staged(settings), start=1)]


def facts(settings: Settings, run_id: str = "r1") -> dict[str, int]:
    """Brings the facts up to date; returns the counts."""
    return update_facts.fn(settings, run_id)


def table(settings: Settings, sql: str) -> pl.DataFrame:
    """The answer of the working warehouse."""
    with open_working(settings.state / "warehouse.duckdb") as connection:
        found: pl.DataFrame = connection.sql(sql).pl()
    return found


def reread(settings: Settings, run_id: str = "r2", since: date | None = None) -> dict[str, Any]:
    """The whole flow ``reread``, its tasks as plain functions; returns its counts."""
    plain = {
        "flows.reread.read_batch": read_batch.fn,
        "flows.load.load_batch": load_batch.fn,
        "flows.reread.facts": lambda run_id: facts(settings, run_id),
    }
    with ExitStack() as patched:
        for name, function in plain.items():
            patched.enter_context(patch(name, function))
        return reread_flow.fn(run_id, since)
