"""Ingest: sources → ``articles``. What cannot be read, and what breaks an expectation, goes to ``quarantine`` with its reasons."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from itertools import count, islice
from pathlib import Path
from typing import Any

import polars as pl
from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.engines import Engine, engine
from flows.intake import Intake, settle, sort_out
from flows.orchestration.progress import step
from flows.sources import Live, Still, arrivals, chosen, read_watch_list
from flows.sources.archive import flush
from flows.sources.gathered import Gathered, clear, kept
from flows.sources.parcels import parcel, unpacked
from flows.sources.visit import Memory
from flows.sources.warc import Warc, archives
from flows.tending import judge_sources, list_sources, remember
from flows.validation.check import QualityFailed, Verdict, check
from flows.validation.derived import articles_to_check
from schemas.article import Appearance, Arrival, Article, Refusal, Signature
from schemas.ledger import Quarantined, quarantine_id
from schemas.settings import Settings
from schemas.source import Fetch
from warehouse.columns import table_frame
from warehouse.connect import open_working, transaction
from warehouse.ledger import note_results
from warehouse.quarantine import not_released
from warehouse.store import insert_new, seen_again

_PAYLOAD = 2_000_000  # characters of the text of an article that was left out; what is longer cannot be released
_GAVE = {"new": 0, "copies": 0, "known": 0, "left_out": 0}


@dataclass(slots=True)
class Batch:
    """What is taken in at a time: articles and refusals, the fetches behind them, and places that were shown again."""

    entries: list[Arrival | Refusal] = field(default_factory=list)
    fetches: list[Fetch] = field(default_factory=list)
    seen: list[tuple[str, str]] = field(default_factory=list)

    def add(self, gathered: Gathered) -> None:
        """Adds what a visit gave."""
        self.entries += [*gathered.arrivals, *gathered.refusals]
        self.fetches += gathered.fetches
        self.seen += [(gathered.source, place) for place in gathered.seen]


@flow(name="ingest", flow_run_name="ingest {run_id}")
def ingest(run_id: str, sources: tuple[str, ...] = (), live: bool = False) -> dict[str, Any]:
    """Takes in what the sources hand over; ``live`` asks every live source of the watch list too.

    Returns counts: ``articles_new``, ``articles_known``, ``left_out``, ``acknowledged``, ``warnings``, ``sources_failing`` (names), and by
    source ``sources``: what it gave, and its state.

    Raises:
        WatchListError: if a source is not there.
        QualityFailed: if a critical expectation on the whole batch fails.
    """
    settings = Settings.load()
    counts: dict[str, Any] = {"articles_new": 0, "articles_known": 0, "left_out": 0, "acknowledged": 0, "warnings": [], "sources": {}}
    numbers = count(1)  # of the batches
    with step("ingest") as outcome:
        watch_list = read_watch_list(settings.seeds / "sources.toml")
        picked = chosen(sources, watch_list, live=live)
        list_sources((*watch_list, *picked), settings, run_id)
        asked = tuple(source for source in picked if isinstance(source, Live))
        gathered = _take_in_visits(settings, run_id, counts, numbers)  # of a run that was killed
        clear(_arrived(settings))
        if asked:
            visit_sources(asked, settings, run_id)
            gathered += _take_in_visits(settings, run_id, counts, numbers)
        lying = tuple(source for source in picked if isinstance(source, Still))
        with engine(settings) as workers:
            for batch in _batches(lying, settings, workers):
                _add(counts, take_in(Batch(batch), settings, run_id, next(numbers)))
        for source in picked:
            counts["sources"].setdefault(source.name, dict(_GAVE))
        judge_sources(picked, gathered, counts, settings, run_id)
        clear(_arrived(settings))
        outcome.append(f"{counts['articles_new']} new, {counts['articles_known']} known, {counts['left_out']} left out")
    return counts


@task(name="visit sources", cache_policy=NO_CACHE)
def visit_sources(asked: Sequence[Live], settings: Settings, run_id: str) -> None:
    """Asks sources over the network. What they give waits on disk, so that a run that is killed loses none of it."""
    from flows.sources.harvest import harvest  # the HTTP client: runs over files do without

    memory: Memory = remember(asked, settings)
    harvest(asked, settings, memory, run_id, _arrived(settings))


def _arrived(settings: Settings) -> Path:
    return settings.state / "arrived"


def _take_in_visits(settings: Settings, run_id: str, counts: dict[str, Any], numbers: Iterator[int]) -> list[Gathered]:
    """Takes in what waits on disk. Returns the visits without their articles."""
    visits: list[Gathered] = []
    batch = Batch()
    for gathered in kept(_arrived(settings)):
        batch.add(gathered)
        gathered.arrivals, gathered.refusals = [], []
        visits.append(gathered)
        if len(batch.entries) >= settings.batch:
            _add(counts, take_in(batch, settings, run_id, next(numbers)))
            batch = Batch()
    if batch.entries or batch.fetches or batch.seen:
        _add(counts, take_in(batch, settings, run_id, next(numbers)))
    return visits


def _batches(sources: Sequence[Still], settings: Settings, workers: Engine) -> Iterator[list[Arrival | Refusal]]:
    stream = (arrival for source in sources for arrival in _given(source, settings, workers))
    while batch := list(islice(stream, settings.batch)):
        yield batch


def _given(source: Still, settings: Settings, workers: Engine) -> Iterator[Arrival | Refusal]:
    """What a source that lies here hands over; several archives are read by several workers, and come in the same order."""
    several = archives(source, settings) if isinstance(source, Warc) and workers.several else []
    if len(several) < 2:
        yield from arrivals(source, settings)
        return
    folder = (settings.state / "parcels").absolute()
    shutil.rmtree(folder, ignore_errors=True)  # of a run that was killed: its archives are read again
    folder.mkdir(parents=True)
    for path in workers.each(parcel, (path.absolute() for path in several), source=source, settings=settings, folder=folder):
        yield from unpacked(path)


@task(name="take in articles", cache_policy=NO_CACHE)
def take_in(batch: Batch, settings: Settings, run_id: str, number: int) -> dict[str, Any]:
    """Stores one batch: articles, where they appeared, fetches, whatever was left out and how the check went, in one transaction."""
    now = datetime.now(UTC).replace(tzinfo=None)
    arrived = [entry for entry in batch.entries if isinstance(entry, Arrival)]
    refused = [entry for entry in batch.entries if isinstance(entry, Refusal)]
    with open_working(settings.state / "warehouse.duckdb") as connection:
        intake = sort_out(arrived, connection, settings, run_id, now)
    fresh = intake.fresh
    verdict = check("articles", articles_to_check(fresh, date.today()), settings.quality, run_id) if len(fresh) else Verdict({}, [])
    if verdict.failed:
        raise QualityFailed(f"articles of this run: {', '.join(verdict.failed)}; nothing was stored")
    given = {(key, content): arrival for key, content, arrival in intake.placed}
    failing = {row: _article_row(fresh.row(row, named=True), given, reasons, run_id, now) for row, reasons in verdict.reasons.items()}
    flush(settings.archive, [fetch.sha256 for fetch in batch.fetches if fetch.archived and fetch.sha256])
    with open_working(settings.state / "warehouse.duckdb") as connection:
        bad = not_released(connection, failing)
        good = fresh.with_row_index("_row").filter(~pl.col("_row").is_in(list(bad))).drop("_row")
        quarantined = [*(_refusal_row(refusal, run_id, now) for refusal in refused), *bad.values()]
        settled = settle(intake, good, connection, run_id, now)
        again = pl.DataFrame(
            [*settled.again, *({"source": source, "place_id": place, "content_hash": None} for source, place in batch.seen)],
            schema={"source": pl.String, "place_id": pl.String, "content_hash": pl.String},
        )
        with transaction(connection):
            insert_new(connection, Article, settled.articles)
            insert_new(connection, Appearance, table_frame(Appearance, settled.appearances))
            insert_new(connection, Signature, table_frame(Signature, settled.signatures))
            insert_new(connection, Fetch, table_frame(Fetch, [asdict(fetch) for fetch in batch.fetches]))
            insert_new(connection, Quarantined, table_frame(Quarantined, quarantined))
            note_results(connection, verdict.results, run_id=run_id, batch=number)
            seen_again(connection, again, now)
    return _counted(settled.articles, intake, quarantined, refused, verdict)


def _refusal_row(refusal: Refusal, run_id: str, now: datetime) -> dict[str, Any]:
    origin = f"{refusal.source}: {refusal.origin}"
    payload = json.dumps({"begins": refusal.sample}, ensure_ascii=False) if refusal.sample else None
    return {
        "quarantine_id": quarantine_id("source", origin, payload, [refusal.reason]),
        "stage": "source",
        "source": refusal.source,
        "origin": refusal.origin,
        "subject": None,
        "reasons": [refusal.reason],
        "payload": payload,
        "run_id": run_id,
        "quarantined_at": now,
    }


def _article_row(
    article: dict[str, Any], given: dict[tuple[str, str], Arrival], reasons: list[str], run_id: str, now: datetime
) -> dict[str, Any]:
    arrival = asdict(given[article["article_id"], article["content_hash"]])
    if len(arrival["text"]) > _PAYLOAD:
        arrival |= {"text": arrival["text"][:_PAYLOAD], "shortened": True}
    return {
        "quarantine_id": quarantine_id("articles", article["article_id"], article["content_hash"], reasons),
        "stage": "articles",
        "source": article["source"],
        "origin": article["origin"],
        "subject": article["article_id"],
        "reasons": reasons,
        "payload": json.dumps(arrival, ensure_ascii=False, default=str),
        "run_id": run_id,
        "quarantined_at": now,
    }


def _counted(
    good: pl.DataFrame, intake: Intake, quarantined: list[dict[str, Any]], refused: list[Refusal], verdict: Verdict
) -> dict[str, Any]:
    by = {
        "new": Counter(good["source"].to_list()),
        "copies": intake.elsewhere,
        "known": intake.known,
        "left_out": Counter(row["source"] for row in quarantined),
    }
    names = sorted({name for counter in by.values() for name in counter})
    return {
        "articles_new": len(good),
        "articles_known": intake.known.total() + intake.elsewhere.total(),
        "left_out": len(quarantined),
        "acknowledged": sum(refusal.acknowledged for refusal in refused),
        "warnings": [*verdict.warnings, *intake.doubts()],
        "sources": {name: {gave: counter[name] for gave, counter in by.items()} for name in names},
    }


def _add(total: dict[str, Any], part: dict[str, Any]) -> None:
    for name, value in part.items():
        if isinstance(value, int):
            total[name] += value
        elif isinstance(value, list):
            total[name] += [entry for entry in value if entry not in total[name]]
    for source, numbers in part["sources"].items():
        there = total["sources"].setdefault(source, dict(_GAVE))
        for name, value in numbers.items():
            there[name] += value
