"""Articles in files: ``.txt``, ``.html`` and ``.jsonl``, one file or a whole folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from flows.sources.pages import NotAPage, read_page
from schemas.article import Arrival, Refusal
from schemas.settings import Settings

_SUFFIXES = frozenset({".txt", ".html", ".htm", ".jsonl"})
_SAMPLE = 300


class Files(BaseModel):
    """A file or a folder. ``acknowledged`` names files that are known to be broken: quarantined, but no reason to fail the run."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
    type: Literal["files"]
    path: Path
    enabled: bool = False
    publisher: str | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] | None = None
    acknowledged: tuple[str, ...] = ()
    note: str = ""


class _Unreadable(ValueError):
    """Why a file or line is no article."""


def read_files(source: Files, settings: Settings) -> Iterator[Arrival | Refusal]:
    """Every article of the files, in the order of their names; what cannot be read comes as a refusal with its reason."""
    for count, path in enumerate(_paths(source.path), start=1):
        if count > settings.max_files:
            yield _refused(source, str(source.path), f"more than {settings.max_files} files; split the folder")
            return
        origin = path.name if path == source.path else str(path.relative_to(source.path))
        yield from _read(path, origin, source, settings)


def _paths(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for entry in sorted(path.iterdir()):
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _paths(entry)
        elif entry.suffix.lower() in _SUFFIXES:
            yield entry


def _read(path: Path, origin: str, source: Files, settings: Settings) -> Iterator[Arrival | Refusal]:
    try:
        if path.suffix.lower() not in _SUFFIXES:
            raise _Unreadable(f"{path.suffix or 'no'} ending; .txt, .html and .jsonl are read")
        if path.suffix.lower() == ".jsonl":
            yield from _lines(path, origin, source, settings)
            return
        size = path.stat().st_size
        if size > settings.max_file_bytes:
            raise _Unreadable(
                f"{size:,} bytes, more than the {settings.max_file_bytes:,} that an article may have (SANCTIONWATCH_MAX_FILE_BYTES)"
            )
        body = path.read_bytes()
        if not body.strip():
            raise _Unreadable("empty file")
        yield _plain(body, origin, source) if path.suffix.lower() == ".txt" else _html(body, origin, source)
    except (OSError, _Unreadable, NotAPage) as problem:
        yield _refused(source, origin, _reason(problem))


def _reason(problem: Exception) -> str:
    return f"cannot be opened: {problem.strerror}" if isinstance(problem, OSError) else str(problem)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise _Unreadable(f"not UTF-8: byte 0x{body[problem.start]:02x} at position {problem.start}; convert the file") from problem


def _plain(body: bytes, origin: str, source: Files) -> Arrival:
    return Arrival(source=source.name, origin=origin, text=_decoded(body), publisher=source.publisher, language=source.language)


def _html(body: bytes, origin: str, source: Files) -> Arrival:
    page = read_page(body)
    return Arrival(
        source=source.name,
        origin=origin,
        text=page.text,
        url=page.url,
        publisher=source.publisher or page.publisher,
        language=source.language or page.language,
        published=page.published,
        published_text=page.published.isoformat() if page.published else None,
        title=page.title,
    )


def _lines(path: Path, origin: str, source: Files, settings: Settings) -> Iterator[Arrival | Refusal]:
    """One article per line. A line that is too long is skipped without being held in memory."""
    number = 0
    with path.open("rb") as lines:
        while True:
            line = lines.readline(settings.max_file_bytes + 1)
            if not line:
                break
            number += 1
            place = f"{origin}:{number}"
            if len(line) > settings.max_file_bytes:
                while line and not line.endswith(b"\n"):
                    line = lines.readline(settings.max_file_bytes)
                yield _refused(source, place, f"a line of more than {settings.max_file_bytes:,} bytes (SANCTIONWATCH_MAX_FILE_BYTES)")
            elif line.strip():
                yield _line(line, place, source)
    if number == 0:
        yield _refused(source, origin, "empty file")


def _line(line: bytes, place: str, source: Files) -> Arrival | Refusal:
    sample = line[:_SAMPLE].decode("utf-8", "replace")
    try:
        given = json.loads(_decoded(line))
        return _article(given, place, source)
    except json.JSONDecodeError as problem:
        return _refused(source, place, f"not JSON: {problem.msg} at column {problem.colno}", sample)
    except RecursionError:
        return _refused(source, place, "not JSON: nested too deeply", sample)
    except _Unreadable as problem:
        return _refused(source, place, str(problem), sample)


def _article(given: Any, place: str, source: Files) -> Arrival:
    if not isinstance(given, dict):
        raise _Unreadable("not a JSON object")
    text = {name: _text(given, name) for name in ("id", "lang", "url", "publisher", "published", "title", "text")}
    if text["text"] is None:
        raise _Unreadable("no text: the key 'text' is missing or empty")
    return Arrival(
        source=source.name,
        origin=place,
        declared_id=text["id"],
        url=text["url"],
        publisher=text["publisher"] or source.publisher,
        language=text["lang"] or source.language,
        published=day_of(text["published"]) if text["published"] else None,
        published_text=text["published"],
        title=text["title"],
        text=text["text"],
    )


def _text(given: dict[str, Any], name: str) -> str | None:
    value = given.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and name == "id":
        return str(value)
    if value is not None and not isinstance(value, str):
        raise _Unreadable(f"{name!r} is {type(value).__name__}, text is wanted")
    if value is not None and any("\ud800" <= char <= "\udfff" for char in value):
        raise _Unreadable(f"{name!r} has half a surrogate pair: it was cut in the middle of a character")
    return value or None


def day_of(text: str) -> date:
    """The day of an ISO 8601 date or time, in the time zone it was written in.

    Raises:
        ValueError: if it is neither.
    """
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text).date()
    except ValueError as problem:
        raise _Unreadable(f"published {text!r} is not an ISO 8601 date") from problem


def _refused(source: Files, origin: str, reason: str, sample: str = "") -> Refusal:
    return Refusal(
        source=source.name, origin=origin, reason=reason, sample=sample, acknowledged=origin.partition(":")[0] in source.acknowledged
    )
