"""Gold articles: texts with the claims an expert coded in them, one JSON object a line.

An article has ``id``, ``lang``, ``text``, ``claims`` and, if known, ``title`` and ``published``; a claim has the column names of
``schemas.claim.Reading`` with ``quote`` for its evidence. Keys without a value may be left out. Other keys of an article are kept
but mean nothing here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from schemas.claim import Reading
from schemas.kinds import KINDS
from schemas.problems import BadInput
from schemas.statuses import STATUSES

Claim = Mapping[str, Any]

_KEYS = frozenset(field.name for field in fields(Reading)) | {"quote"}


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article and the claims that should be found in it."""

    id: str
    language: str
    title: str | None
    text: str
    published: date | None
    claims: tuple[Claim, ...]


def load_gold(paths: list[Path]) -> list[GoldArticle]:
    """The gold articles of some files, in order.

    Raises:
        BadInput: for a file that cannot be read, a line that is no gold article, or an id that is there twice.
    """
    found: dict[str, GoldArticle] = {}
    for path in paths:
        for place, given in _lines(path):
            article = _article(place, given)
            if article.id in found:
                raise BadInput(f"{place}: article {article.id!r} was there before; ids must be unique over all files")
            found[article.id] = article
    return list(found.values())


def load_claims(path: Path, known: set[str]) -> dict[str, list[Claim]]:
    """Extracted claims by article, as ``sanctionwatch read`` prints them.

    Raises:
        BadInput: for a file that cannot be read, a line that is no claim, or a claim of an unknown article.
    """
    by_article: dict[str, list[Claim]] = {}
    for place, given in _lines(path):
        if not isinstance(given.get("article"), str) or given["article"] not in known:
            raise BadInput(f"{place}: claim of an unknown article {given.get('article')!r}")
        by_article.setdefault(given["article"], []).append(given)
    return by_article


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # other line breaks may stand inside a JSON text
    except (OSError, UnicodeDecodeError) as problem:
        raise BadInput(f"{path}: {problem}") from problem
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            given = json.loads(line)
        except (ValueError, RecursionError) as problem:
            raise BadInput(f"{place}: not JSON: {problem}") from problem
        if not isinstance(given, dict):
            raise BadInput(f"{place}: not a JSON object")
        yield place, given


def _article(place: str, given: dict[str, Any]) -> GoldArticle:
    for name in ("id", "lang", "text"):
        if not isinstance(given.get(name), str) or not given[name]:
            raise BadInput(f"{place}: a gold article needs the text {name!r}")
    if not isinstance(given.get("title") or "", str):
        raise BadInput(f"{place}: 'title' is not a text")
    claims = given.get("claims", [])
    if not isinstance(claims, list):
        raise BadInput(f"{place}: 'claims' is not a list")
    for number, claim in enumerate(claims, start=1):
        problem = _problem(claim)
        if problem:
            raise BadInput(f"{place}, claim {number}: {problem}")
    try:
        published = date.fromisoformat(given["published"]) if given.get("published") else None
    except (TypeError, ValueError) as problem:
        raise BadInput(f"{place}: published {given['published']!r} is not an ISO 8601 date") from problem
    return GoldArticle(given["id"], given["lang"], given.get("title") or None, given["text"], published, tuple(claims))


def _problem(claim: Any) -> str:
    if not isinstance(claim, dict):
        return "not a JSON object"
    unknown = sorted(set(claim) - _KEYS)
    if unknown:
        return f"unknown key {unknown[0]!r}"
    if str(claim.get("kind")) not in KINDS:
        return f"unknown kind {claim.get('kind')!r}"
    if str(claim.get("status")) not in STATUSES:
        return f"unknown status {claim.get('status')!r}"
    if not claim.get("quote") or not isinstance(claim["quote"], str):
        return "no 'quote'"
    for side in ("actors", "recipients"):
        codes = claim.get(side) or []
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            return f"{side!r} is not a list of texts"
    return ""
