"""What the warehouse keeps about its own work: runs, readings, quarantined rows, quality results."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from schemas.record import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Run(Row):
    """One row per run of a flow from the command line or a schedule."""

    TABLE: ClassVar[str] = "runs"
    KEY: ClassVar[tuple[str, ...]] = ("run_id",)

    run_id: Annotated[str, "Id of the run: its start in UTC and four random letters"]
    flow: Annotated[str, "Which flow was asked for: monitor, ingest, extract, load, facts, report, reread, lists or release"]
    started_at: Annotated[datetime, "When it started (UTC)"]
    finished_at: Annotated[datetime | None, "When it ended (UTC); null while it works"]
    outcome: Annotated[
        str,
        "working, done, left_out (something was quarantined), failed, interrupted (by its user), or killed (it never said how it ended)",
    ]
    message: Annotated[str | None, "Why it failed"]
    counts: Annotated[str | None, "What it did, as JSON: articles new and known, claims, quarantined …"]
    program: Annotated[str, "Version of Sanctionwatch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleReading(Row):
    """One row per article version and extractor: which articles were read, with what, and how much was found."""

    TABLE: ClassVar[str] = "article_readings"
    KEY: ClassVar[tuple[str, ...]] = ("article_id", "article_version", "extractor", "pack")

    article_id: Annotated[str, "The article"]
    article_version: Annotated[int, "Its version"]
    extractor: Annotated[str, "What read it"]
    pack: Annotated[str, "Fingerprint of the language pack it was read with"]
    claims: Annotated[int, "How many claims were found, quarantined ones included"]
    run_id: Annotated[str, "The run that loaded the reading; of several, the last one is what the warehouse holds"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined(Row):
    """One row per thing that was left out: a file that could not be read, an article or a claim that broke an expectation."""

    TABLE: ClassVar[str] = "quarantine"
    KEY: ClassVar[tuple[str, ...]] = ("quarantine_id",)

    quarantine_id: Annotated[str, "Id made from stage, place, content and reasons: the same thing is left out once"]
    stage: Annotated[str, "Where it was stopped: source, articles, claims or lists"]
    source: Annotated[str | None, "The source or sanctions list it came from"]
    origin: Annotated[str | None, "Where in the source it stood: file, line"]
    subject: Annotated[str | None, "Id of the article, claim or list entry, where there is one"]
    reasons: Annotated[list[str], "Every reason, in words"]
    payload: Annotated[str | None, "What was left out, as JSON: the whole claim or article; of what could not be read the beginning"]
    run_id: Annotated[str, "The run that met it first"]
    quarantined_at: Annotated[datetime, "When (UTC)"]
    released_at: Annotated[datetime | None, "When somebody let it in all the same (UTC)"] = None
    released_because: Annotated[str | None, "Why, in that person's words"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityResult(Row):
    """One row per expectation and batch of a run: whether it held, on how many rows, and what was seen."""

    TABLE: ClassVar[str] = "quality_results"
    KEY: ClassVar[tuple[str, ...]] = ("run_id", "suite", "batch", "expectation")

    run_id: Annotated[str, "The run that checked"]
    suite: Annotated[str, "What was checked: articles, claims, facts or drift"]
    batch: Annotated[int, "Which batch of the run, from 1"]
    expectation: Annotated[str, "Name of the expectation in schemas/expectations"]
    protects: Annotated[str | None, "What it protects: integrity, codebook, freshness, volume or drift"] = None
    scope: Annotated[str, "row (a failing row is quarantined) or batch (a failure stops or warns the run)"]
    severity: Annotated[str, "critical or warning"]
    success: Annotated[bool, "Whether it held"]
    checked: Annotated[int | None, "How many rows were checked"]
    unexpected: Annotated[int | None, "How many rows failed it"]
    observed: Annotated[str | None, "What was seen, for expectations on a whole batch"]
    why: Annotated[str, "Why it must hold"]


def quarantine_id(stage: str, origin: str | None, payload: str | None, reasons: list[str]) -> str:
    """The same thing left out for the same reasons has the same id, in every run."""
    return hashlib.sha256(json.dumps([stage, origin, payload, sorted(reasons)]).encode()).hexdigest()[:24]
