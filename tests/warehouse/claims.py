"""Claims for the tests of facts, put into a warehouse directly: what is read from which text is not the question there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from flows.facts import read_reference
from schemas.article import Appearance, Article
from schemas.claim import Claim
from schemas.settings import Settings
from warehouse.clustering import compute_facts
from warehouse.columns import polars_schema, table_frame
from warehouse.connect import transaction
from warehouse.corrections import note_retracted
from warehouse.migrate import migrate
from warehouse.store import insert_new

_START = datetime(2026, 1, 1)
_REFERENCE = read_reference(Settings())


class Desk:
    """A warehouse that articles are handed to, one batch at a time; in memory unless a path is given."""

    def __init__(self, path: Path | str = ":memory:") -> None:
        self.connection = duckdb.connect(path)
        migrate(self.connection)
        self.batches = 0

    def load(self, articles: Iterable[dict[str, Any]]) -> dict[str, int]:
        """Stores articles with their claims and brings the facts up to date."""
        self.batches += 1
        now = _START + timedelta(minutes=self.batches)
        places, texts, claims = [], [], []
        for given in articles:
            stored = _article(given, now, f"run{self.batches}")
            texts.append(stored)
            for publisher in given["publishers"]:
                places.append(stored | {"place_id": stored["article_id"] + publisher, "publisher": publisher})
            claims += [_claim(given, claim, stored, now) for claim in given["claims"]]
        with transaction(self.connection):
            for row, rows in ((Article, texts), (Appearance, places), (Claim, claims)):
                names = polars_schema(row)
                frame = table_frame(row, [{name: entry.get(name) for name in names} for entry in rows])
                insert_new(self.connection, row, frame)
            note_retracted(self.connection, frame)
            return compute_facts(self.connection, _REFERENCE, f"run{self.batches}", now)

    def rows(self, sql: str) -> list[Any]:
        """The answer, row by row."""
        return self.connection.execute(sql).fetchall()

    def named(self, sql: str) -> list[dict[str, Any]]:
        """The answer as one dictionary per row."""
        return list(self.connection.sql(sql).pl().iter_rows(named=True))


def article(
    key: str, day: str | None, *claims: dict[str, Any], publisher: str | list[str] = "gazette.example", **more: Any
) -> dict[str, Any]:
    """An article of a day at one or several publishers; the first of them is its house unless ``origin_group`` says otherwise."""
    publishers = [publisher] if isinstance(publisher, str) else publisher
    return {"key": key, "day": day, "claims": claims, "publishers": publishers, "version": 1, "origin_group": publishers[0]} | more


def says(status: str, speaker: str | None = None, kind: str = "troop_deployment", **slots: Any) -> dict[str, Any]:
    """One claim, of North Korea towards Russia unless said otherwise."""
    given = {"kind": kind, "status": status, "speaker": speaker, "actors": ["KP"], "recipients": ["RU"]}
    return given | {"speaker_role": "official" if speaker else None} | slots


def _hash(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


def _article(given: dict[str, Any], now: datetime, run_id: str) -> dict[str, Any]:
    content = _hash(given["key"], given["version"])
    return {
        "article_id": _hash(given["key"]), "version": given["version"], "content_hash": content, "source": "test", "origin": given["key"], "text": content, "extent": "text",
        "publisher": given["publishers"][0], "origin_group": given["origin_group"], "copy_of": given.get("copy_of"), "first_seen": now, "last_seen": now, "run_id": run_id,
    }  # fmt: skip


def _claim(given: dict[str, Any], claim: dict[str, Any], stored: dict[str, Any], now: datetime) -> dict[str, Any]:
    slots = {
        name: date.fromisoformat(value) if name in ("event_start", "event_end", "asserted_date") and value else value
        for name, value in claim.items()
    }
    reported = date.fromisoformat(given["day"]) if given["day"] else None
    return {
        "actor_names": [], "recipient_names": [], "relayed_by": [], "evidence": "words", "evidence_start": 0, "evidence_end": 5, "evidence_in": "text", "language": "en", "rule": "test",
        "extractor": "test", "pack": "test", "extraction_confidence": 1.0, "codebook": "1.1", "reported_date": reported,
        **slots, "claim_id": _hash(stored["content_hash"], sorted(claim.items(), key=repr)), "article_id": stored["article_id"], "article_version": stored["version"],
        "run_id": stored["run_id"], "loaded_at": now,
    }  # fmt: skip
