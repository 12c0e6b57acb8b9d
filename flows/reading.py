"""``sanctionwatch read``: articles as JSON lines in, claims as JSON lines out. No warehouse, no Prefect, no network.

A stable contract: each line is one claim, with ``article`` (the article's id) and the columns of ``schemas.claim.Reading``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import IO, Any

from flows.extraction.batch import Text, detect, packs, read_texts
from schemas.article import primary
from schemas.claim import Reading
from schemas.problems import BadInput
from schemas.settings import Settings


def read_files(names: list[str]) -> int:
    """Prints the claims of all articles; returns how many lines were left out, each told on standard error."""
    settings = Settings.load()
    folder = settings.seeds / "languages"
    columns = [field.name for field in fields(Reading)]
    out = sys.stdout
    left_out = 0
    for place, line in _lines(names):
        article, problem = _article(line, folder)
        if article is None:
            print(f"{place}: {problem}; left out", file=sys.stderr)
            left_out += 1
            continue
        key, text = article
        for reading in next(read_texts([text], folder)):
            claim: dict[str, Any] = {"article": key} | {column: getattr(reading, column) for column in columns}
            out.write(json.dumps(claim, ensure_ascii=False, default=str) + "\n")
    return left_out


def _lines(names: list[str]) -> Iterator[tuple[str, bytes]]:
    for name in names:
        if name == "-":
            yield from _numbered(name, sys.stdin.buffer)
            continue
        try:
            with Path(name).open("rb") as file:
                yield from _numbered(name, file)
        except OSError as problem:
            raise BadInput(f"{name}: {problem.strerror}") from problem


def _numbered(name: str, lines: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield f"{name}:{number}", line


def _article(line: bytes, folder: Path) -> tuple[tuple[str, Text] | None, str]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as problem:
        return None, f"not JSON: {problem}"
    if not isinstance(given, dict):
        return None, "not a JSON object"
    for name in ("title", "text", "lang", "published"):
        if given.get(name) is not None and not isinstance(given[name], str):
            return None, f"{name!r} is not text"
    if "id" not in given or not given.get("text"):
        return None, "an article needs 'id' and 'text'"
    language = primary(given["lang"]) if given.get("lang") else detect(given["text"], folder)
    if language not in packs(folder):
        return None, f"no language pack for {language or 'its language, which could not be told'} (there: {', '.join(packs(folder))})"
    try:
        published = date.fromisoformat(given["published"][:10]) if given.get("published") else None
    except ValueError:
        return None, f"published {given['published']!r} is not an ISO 8601 date"
    return (str(given["id"]), Text(given.get("title"), given["text"], published, language)), ""
