"""Intake: what sources gave → rows. Decides what is new, a new version, the same content elsewhere, or a near copy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import duckdb
import polars as pl

from flows.extraction.batch import detect, packs
from flows.sources.near import ALGORITHM, COPY, bands, signatures, similarity
from schemas.addresses import canonical, host_of
from schemas.article import Arrival, Article, article_id, content_hash
from schemas.settings import Settings
from warehouse.columns import table_frame
from warehouse.store import alike, known_articles, known_contents

_SAMPLE = 800  # characters that show whether a text is in the language that it declares
_COPIES_WITHIN = timedelta(days=10)  # wire copies appear within days; a wider search would compare with everything


@dataclass(slots=True)
class Intake:
    """What arrived, sorted out: ``fresh`` has a row for every content that is new at its place, and is to be checked.

    ``holders`` says which article version holds a content that is known, here or elsewhere. Counts are by source.
    """

    fresh: pl.DataFrame
    placed: list[tuple[str, str, Arrival]] = field(default_factory=list)
    holders: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    known: Counter[str] = field(default_factory=Counter)
    elsewhere: Counter[str] = field(default_factory=Counter)
    misdeclared: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def doubts(self) -> list[str]:
        """Articles whose words are those of another language than they declare, told by pair of languages."""
        return [
            f"{origins[0]} declares language {declared} and reads as {read}: it was read as {declared}"
            if len(origins) == 1
            else f"{len(origins)} articles declare language {declared} and read as {read}, such as {origins[0]}: they were read as {declared}"
            for (declared, read), origins in sorted(self.misdeclared.items())
        ]


@dataclass(slots=True)
class Settled:
    """Rows for the tables: articles (each content once), where every content appeared, signatures; ``again`` was seen before."""

    articles: pl.DataFrame
    appearances: list[dict[str, Any]] = field(default_factory=list)
    signatures: list[dict[str, Any]] = field(default_factory=list)
    again: list[dict[str, Any]] = field(default_factory=list)


def sort_out(arrived: Sequence[Arrival], connection: duckdb.DuckDBPyConnection, settings: Settings, run_id: str, now: datetime) -> Intake:
    """Tells what is new from what is known. New contents are numbered as versions after those that their article has."""
    placed = [(article_id(arrival), content_hash(arrival.title, arrival.text), arrival) for arrival in arrived]
    versions = _versions(connection, [key for key, _, _ in placed])
    elsewhere = _holders(connection, [content for _, content, _ in placed])
    intake = Intake(table_frame(Article, []), placed)
    rows: list[dict[str, Any]] = []
    for key, content, arrival in placed:
        here = versions[key]
        if content in here:
            intake.known[arrival.source] += 1
            intake.holders.setdefault((key, content), (key, here[content]))
        elif content in elsewhere:
            if (key, content) not in intake.holders:
                intake.elsewhere[arrival.source] += 1
            intake.holders[key, content] = elsewhere[content]
        else:
            here[content] = max(here.values(), default=0) + 1
            if differs := _misdeclared(arrival, settings):
                intake.misdeclared.setdefault(differs, []).append(f"{arrival.source}: {arrival.origin}")
            rows.append(_article((key, here[content]), content, arrival, settings, run_id, now))
    intake.fresh = table_frame(Article, rows)
    return intake


def _misdeclared(arrival: Arrival, settings: Settings) -> tuple[str, str] | None:
    """The declared language and the one of the words, where a text in a language that we read has the words of another one."""
    folder = settings.seeds / "languages"
    if arrival.language is None or arrival.language not in packs(folder):
        return None
    read = detect(arrival.text[:_SAMPLE], folder)
    return None if read in (None, arrival.language) else (arrival.language, str(read))


def settle(intake: Intake, good: pl.DataFrame, connection: duckdb.DuckDBPyConnection, run_id: str, now: datetime) -> Settled:
    """Rows to store, given the fresh rows that passed the check: the same content at a second place is an appearance, not an article."""
    holders = dict(intake.holders)
    holding: dict[str, tuple[str, int]] = {}
    rows: list[dict[str, Any]] = []
    for row in good.iter_rows(named=True):
        holder = holding.setdefault(row["content_hash"], (row["article_id"], row["version"]))
        holders[row["article_id"], row["content_hash"]] = holder
        if holder == (row["article_id"], row["version"]):
            rows.append(row)
        else:
            intake.elsewhere[row["source"]] += 1
    settled = Settled(table_frame(Article, []))
    met: set[tuple[str, str, str]] = set()
    for key, content, arrival in intake.placed:
        place = (key, arrival.source, content)
        if (key, content) not in holders or place in met:
            continue  # left out, or met before in this batch
        met.add(place)
        settled.appearances.append(_appearance(place, holders[key, content], arrival, run_id, now))
        settled.again.append({"source": arrival.source, "place_id": key, "content_hash": content})
    settled.signatures = _mark_copies(rows, connection, now)
    settled.articles = table_frame(Article, rows)
    return settled


def _versions(connection: duckdb.DuckDBPyConnection, keys: list[str]) -> defaultdict[str, dict[str, int]]:
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    ids = pl.DataFrame({"article_id": keys}, schema={"article_id": pl.String}).unique()
    for key, content, version in known_articles(connection, ids).iter_rows():
        found[key][content] = version
    return found


def _holders(connection: duckdb.DuckDBPyConnection, contents: list[str]) -> dict[str, tuple[str, int]]:
    wanted = pl.DataFrame({"content_hash": contents}, schema={"content_hash": pl.String})
    return {content: (key, version) for content, key, version in known_contents(connection, wanted).iter_rows()}


def _mark_copies(rows: list[dict[str, Any]], connection: duckdb.DuckDBPyConnection, now: datetime) -> list[dict[str, Any]]:
    """Finds the original of each new article among earlier ones, of the warehouse first and then of the batch; returns signatures."""
    made = signatures([row["text"] for row in rows])
    if made.is_empty():
        return []
    minhash: dict[int, str] = dict(made.iter_rows())
    pieces = bands(made)
    candidates: dict[int, list[tuple[str, str, str, str | None]]] = defaultdict(list)
    for number, key, hashed, original, origin, _ in alike(connection, pieces, algorithm=ALGORITHM, since=now - _COPIES_WITHIN).iter_rows():
        candidates[number].append((key, hashed, original, origin))
    mates: dict[int, list[int]] = defaultdict(list)
    for number, mate in _in_batch(pieces).iter_rows():
        mates[number].append(mate)
    for number in sorted(candidates.keys() | mates.keys()):
        row = rows[number]
        for mate in mates[number]:
            other = rows[mate]
            candidates[number].append((other["article_id"], minhash[mate], other["copy_of"] or other["article_id"], other["origin_group"]))
        for key, hashed, original, origin in candidates[number]:
            share = similarity(minhash[number], hashed)
            if share >= COPY and row["article_id"] not in (key, original):
                row |= {"copy_of": original, "similarity": round(share, 3), "origin_group": origin}
                break
    return [
        {
            "article_id": rows[number]["article_id"],
            "version": rows[number]["version"],
            "algorithm": ALGORITHM,
            "minhash": hashed,
            "first_seen": now,
        }
        for number, hashed in minhash.items()
    ]


def _in_batch(pieces: pl.DataFrame) -> pl.DataFrame:
    """Pairs of a row and an earlier one of the batch that share a piece. Of many alike, the first stands for all."""
    first = pl.col("row").min().over("band", "piece").alias("mate")
    return pieces.select("row", first).filter(pl.col("mate") < pl.col("row")).unique().sort("row", "mate")


def _article(holder: tuple[str, int], content: str, arrival: Arrival, settings: Settings, run_id: str, now: datetime) -> dict[str, Any]:
    language, basis = arrival.language, "declared"
    if language is None:
        language, basis = detect(arrival.text, settings.seeds / "languages"), "words"
    dated = arrival.published is not None
    return {
        "article_id": holder[0],
        "version": holder[1],
        "content_hash": content,
        "source": arrival.source,
        "origin": arrival.origin,
        "declared_id": arrival.declared_id,
        "url": canonical(arrival.url) if arrival.url else None,
        "publisher": arrival.publisher,
        "origin_group": arrival.origin_group or arrival.publisher or host_of(arrival.url),
        "copy_of": None,
        "similarity": None,
        "language": language,
        "language_basis": basis if language else None,
        "published": arrival.published,
        "published_text": arrival.published_text,
        "published_source": (arrival.published_source or "file") if dated else None,
        "published_precision": ("second" if arrival.published_at else "day") if dated else None,
        "extent": arrival.extent,
        "fetched": arrival.fetched,
        "title": arrival.title,
        "text": arrival.text,
        "first_seen": now,
        "last_seen": now,
        "run_id": run_id,
    }


def _appearance(place: tuple[str, str, str], holder: tuple[str, int], arrival: Arrival, run_id: str, now: datetime) -> dict[str, Any]:
    return {
        "origin": arrival.origin,
        "declared_id": arrival.declared_id,
        "url": arrival.url,
        "publisher": arrival.publisher,
        "published": arrival.published,
        "published_at": arrival.published_at,
        "fetched": arrival.fetched,
        "place_id": place[0],
        "source": place[1],
        "content_hash": place[2],
        "article_id": holder[0],
        "version": holder[1],
        "first_seen": now,
        "last_seen": now,
        "run_id": run_id,
    }
