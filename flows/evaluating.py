"""``sanctionwatch evaluate``: how good the extraction is on gold articles, and why it is not better. No warehouse, no Prefect."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from flows.engines import engine
from flows.evaluation.explain import Difference, differences
from flows.evaluation.gold import Claim, GoldArticle, load_claims, load_gold
from flows.evaluation.scores import by_language, tally
from flows.evaluation.tables import as_json, as_text, explained
from flows.extraction.batch import Text, fingerprints, packs, read_with_notes
from flows.extraction.trace import lost
from schemas.claim import Reading
from schemas.kinds import KINDS
from schemas.review import Note
from schemas.settings import Settings

_JOB = 250  # articles that a worker reads at a time
_WORTH_A_WORKER = 1_500  # articles; below that starting workers takes longer than reading


def evaluate(options: argparse.Namespace) -> int:
    """Prints the figures; returns how many articles could not be read for want of a language pack (they count as missed).

    Raises:
        BadInput: for a gold or claims file that cannot be used.
    """
    settings = Settings.load()
    folder = settings.seeds / "languages"
    gold = load_gold(options.gold)
    unreadable = [] if options.claims else sorted({article.language for article in gold} - set(packs(folder)))
    if options.claims:
        given = load_claims(options.claims, {article.id for article in gold})
        results: list[tuple[list[Claim], list[Note]]] = [(given.get(article.id, []), []) for article in gold]
    else:
        jobs = [gold[start : start + _JOB] for start in range(0, len(gold), _JOB)]
        with engine(settings) as workers:
            alone = len(gold) < _WORTH_A_WORKER
            parts = (extracted_all(job, folder) for job in jobs) if alone else workers.each(extracted_all, jobs, folder=folder)
            results = [result for part in parts for result in part]
    for language in unreadable:
        print(f"no language pack for {language}: its articles are not read, their claims count as missed", file=sys.stderr)
    scores = by_language([tally(article, claims) for article, (claims, _) in zip(gold, results, strict=True)], KINDS)
    found = _explain(gold, results, folder, options.claims is not None) if options.explain else []
    if options.json:
        answer: dict[str, Any] = {"read_with": fingerprints(folder), "scores": as_json(scores)}
        if options.explain:
            answer["differences"] = [asdict(one) for one in found]
        print(json.dumps(answer, ensure_ascii=False))
    else:
        if options.explain:
            print(explained(found) + "\n")
        print(as_text(scores, tuple(KINDS)))
    return sum(article.language in unreadable for article in gold)


def extracted_all(articles: Sequence[GoldArticle], folder: Path) -> list[tuple[list[Claim], list[Note]]]:
    """``extracted`` of each article: what a worker does at a time."""
    return [extracted(article, folder) for article in articles]


def extracted(article: GoldArticle, folder: Path) -> tuple[list[Claim], list[Note]]:
    """The claims the rules read in a gold article, as columns, and their notes; nothing where there is no pack."""
    if article.language not in packs(folder):
        return [], []
    text = Text(article.title, article.text, article.published, article.language)
    found, notes = next(read_with_notes([text], folder))
    return [columns(reading) for reading in found], notes


def columns(reading: Reading) -> Claim:
    """A reading as ``sanctionwatch read`` prints it: dates in ISO 8601."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(reading).items()}


def _explain(
    gold: Sequence[GoldArticle], results: Sequence[tuple[list[Claim], list[Note]]], folder: Path, foreign: bool
) -> list[Difference]:
    found: list[Difference] = []
    for article, (claims, notes) in zip(gold, results, strict=True):
        found += differences(article, claims, notes, partial(_look, article, folder, foreign))
    return found


def _look(article: GoldArticle, folder: Path, foreign: bool, kind: str, start: int, end: int, in_title: bool) -> tuple[str, str]:
    if foreign:
        return "unknown", "claims from a file come without their story"
    pack = packs(folder).get(article.language)
    if pack is None:
        return "language", f"no language pack for {article.language}"
    return lost(article.title, article.text, start, end, in_title, kind, pack)
