"""Ingest: sources → ``articles``. What cannot be read, and what breaks an expectation, goes to ``quarantine`` with its reasons."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

import polars as pl
from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.extraction.batch import detect
from flows.orchestration.progress import step
from flows.sources import Source, arrivals, chosen, read_watch_list
from flows.validation.check import QualityFailed, Verdict, check
from flows.validation.derived import articles_to_check
from schemas.article import Arrival, Article, Refusal, article_id, content_hash
from schemas.ledger import QualityResult, Quarantined, quarantine_id
from schemas.settings import Settings
from warehouse.columns import table_frame
from warehouse.connect import open_working, transaction
from warehouse.store import insert_new, known_articles

_PAYLOAD = 2_000  # characters of a quarantined row that are kept


@flow(name="ingest")
def ingest(run_id: str, sources: tuple[str, ...] = ()) -> dict[str, Any]:
    """Takes in what the sources hand over.

    Returns counts: ``articles_new``, ``articles_known``, ``left_out``, ``acknowledged``, ``warnings``, and by source ``sources``.

    Raises:
        WatchListError: if a source is not there.
        QualityFailed: if a critical expectation on the whole batch fails.
    """
    settings = Settings.load()
    counts: dict[str, Any] = {"articles_new": 0, "articles_known": 0, "left_out": 0, "acknowledged": 0, "warnings": [], "sources": {}}
    with step("ingest") as outcome:
        picked = chosen(sources, read_watch_list(settings.seeds / "sources.toml"))
        for number, batch in enumerate(_batches(picked, settings), start=1):
            _add(counts, take_in(batch, settings, run_id, number))
        for source in picked:
            counts["sources"].setdefault(source.name, {"new": 0, "known": 0, "left_out": 0})
        outcome.append(f"{counts['articles_new']} new, {counts['articles_known']} known, {counts['left_out']} left out")
    return counts


def _batches(sources: tuple[Source, ...], settings: Settings) -> Iterator[list[Arrival | Refusal]]:
    stream = (arrival for source in sources for arrival in arrivals(source, settings))
    while batch := list(islice(stream, settings.batch)):
        yield batch


@task(name="take in articles", cache_policy=NO_CACHE)
def take_in(batch: list[Arrival | Refusal], settings: Settings, run_id: str, number: int) -> dict[str, Any]:
    """Stores one batch: new versions of articles, and in the same transaction whatever was left out and how the check went."""
    now = datetime.now(UTC).replace(tzinfo=None)
    arrived = [entry for entry in batch if isinstance(entry, Arrival)]
    refused = [entry for entry in batch if isinstance(entry, Refusal)]
    with open_working(settings.state / "warehouse.duckdb") as connection:
        fresh, known = _new_versions(arrived, connection, settings, run_id, now)
    verdict = check("articles", articles_to_check(fresh, date.today()), settings.quality, run_id) if len(fresh) else Verdict({}, [])
    if verdict.failed:
        raise QualityFailed(f"articles of this run: {', '.join(verdict.failed)}; nothing was stored")
    bad = sorted(verdict.reasons)
    good = fresh.with_row_index("_row").filter(~pl.col("_row").is_in(bad)).drop("_row")
    quarantined = [_refusal_row(refusal, run_id, now) for refusal in refused]
    quarantined += [_article_row(fresh.row(row, named=True), verdict.reasons[row], run_id, now) for row in bad]
    results = [result | {"run_id": run_id, "batch": number} for result in verdict.results]
    with open_working(settings.state / "warehouse.duckdb") as connection, transaction(connection):
        insert_new(connection, Article, good)
        insert_new(connection, Quarantined, table_frame(Quarantined, quarantined))
        insert_new(connection, QualityResult, table_frame(QualityResult, results))
    return _counted(good, known, quarantined, refused, verdict)


def _new_versions(
    arrived: list[Arrival], connection: Any, settings: Settings, run_id: str, now: datetime
) -> tuple[pl.DataFrame, Counter[str]]:
    """Articles with contents not seen before, numbered after the versions that are there; and how many were known, by source."""
    keyed = [(article_id(arrival), content_hash(arrival.title, arrival.text), arrival) for arrival in arrived]
    ids = pl.DataFrame({"article_id": [key for key, _, _ in keyed]}, schema={"article_id": pl.String}).unique()
    versions: dict[str, dict[str, int]] = defaultdict(dict)
    for key, content, version in known_articles(connection, ids).iter_rows():
        versions[key][content] = version
    rows: list[dict[str, Any]] = []
    known: Counter[str] = Counter()
    for key, content, arrival in keyed:
        if content in versions[key]:
            known[arrival.source] += 1
            continue
        versions[key][content] = max(versions[key].values(), default=0) + 1
        rows.append(_row(key, content, versions[key][content], arrival, settings, run_id, now))
    return table_frame(Article, rows), known


def _row(key: str, content: str, version: int, arrival: Arrival, settings: Settings, run_id: str, now: datetime) -> dict[str, Any]:
    language, basis = arrival.language, "declared"
    if language is None:
        language, basis = detect(arrival.text, settings.seeds / "languages"), "words"
    return {
        "article_id": key,
        "version": version,
        "content_hash": content,
        "source": arrival.source,
        "origin": arrival.origin,
        "declared_id": arrival.declared_id,
        "url": arrival.url,
        "publisher": arrival.publisher,
        "language": language,
        "language_basis": basis if language else None,
        "published": arrival.published,
        "published_text": arrival.published_text,
        "title": arrival.title,
        "text": arrival.text,
        "first_seen": now,
        "run_id": run_id,
    }


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


def _article_row(article: dict[str, Any], reasons: list[str], run_id: str, now: datetime) -> dict[str, Any]:
    begins = {
        "url": article["url"],
        "published": str(article["published"]),
        "title": (article["title"] or "")[:200],
        "begins": article["text"][:_PAYLOAD],
    }
    return {
        "quarantine_id": quarantine_id("articles", article["article_id"], article["content_hash"], reasons),
        "stage": "articles",
        "source": article["source"],
        "origin": article["origin"],
        "subject": article["article_id"],
        "reasons": reasons,
        "payload": json.dumps(begins, ensure_ascii=False),
        "run_id": run_id,
        "quarantined_at": now,
    }


def _counted(
    good: pl.DataFrame, known: Counter[str], quarantined: list[dict[str, Any]], refused: list[Refusal], verdict: Verdict
) -> dict[str, Any]:
    new = Counter(good["source"].to_list())
    out = Counter(row["source"] for row in quarantined)
    return {
        "articles_new": len(good),
        "articles_known": known.total(),
        "left_out": len(quarantined),
        "acknowledged": sum(refusal.acknowledged for refusal in refused),
        "warnings": verdict.warnings,
        "sources": {name: {"new": new[name], "known": known[name], "left_out": out[name]} for name in sorted({*new, *known, *out})},
    }


def _add(total: dict[str, Any], part: dict[str, Any]) -> None:
    for name, value in part.items():
        if isinstance(value, int):
            total[name] += value
        elif isinstance(value, list):
            total[name] += [entry for entry in value if entry not in total[name]]
    for source, numbers in part["sources"].items():
        there = total["sources"].setdefault(source, {"new": 0, "known": 0, "left_out": 0})
        for name, value in numbers.items():
            there[name] += value
