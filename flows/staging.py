"""What a batch of articles is staged as: tables of claims, sentences to look at, and the readings themselves.

Workers do this: it imports the extractor and Polars, and no engine.
"""

from __future__ import annotations

from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from flows.extraction.batch import Text, fingerprints, read_with_notes
from schemas.claim import Claim, Reading, claim_id
from schemas.ledger import ArticleReading
from schemas.review import Note, Review, review_id
from warehouse.columns import polars_schema

_ADDED_AT_LOAD = ("run_id", "loaded_at", "retracts", "withdrawn_at", "withdrawn_by")
Staged = dict[str, pl.DataFrame]


def staged(articles: pl.DataFrame, folder: Path) -> Staged:
    """Reads articles (``article_id``, ``version``, ``content_hash``, ``title``, ``text``, ``published``, ``language``).

    Returns tables by name: ``claims``, ``review``, ``readings``; rows in the order of the articles.
    """
    names = [field.name for field in fields(Reading)]
    claims: list[dict[str, Any]] = []
    review: dict[str, dict[str, Any]] = {}
    readings: list[dict[str, Any]] = []
    made_with = {row["language"]: row for row in read_with(folder).iter_rows(named=True)}
    texts = (Text(*row) for row in articles.select("title", "text", "published", "language").iter_rows())
    for article, (found, notes) in zip(articles.iter_rows(named=True), read_with_notes(texts, folder), strict=True):
        version = {"article_id": article["article_id"], "article_version": article["version"]}
        made = {name: made_with[article["language"]][name] for name in ("extractor", "pack")}
        fresh = {claim_id(article["content_hash"], reading): reading for reading in found}
        claims += [{name: getattr(reading, name) for name in names} | {"claim_id": key} | version for key, reading in fresh.items()]
        review |= {row["review_id"]: row | version | made for row in map(partial(_doubt, article), notes) if row["reason"]}
        readings.append(version | made | {"claims": len(fresh)})
    return {
        "claims": _frame(Claim, claims),
        "review": _frame(Review, list(review.values())),
        "readings": _frame(ArticleReading, readings),
    }


def read_with(folder: Path) -> pl.DataFrame:
    """What each language is read with today: ``language``, ``extractor``, ``pack``."""
    rows = [(language, *made.split("+", 1)) for language, made in sorted(fingerprints(folder).items())]
    return pl.DataFrame(rows, schema={"language": pl.String, "extractor": pl.String, "pack": pl.String}, orient="row")


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
