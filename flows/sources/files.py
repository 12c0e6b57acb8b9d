"""Articles in files: ``.txt``, ``.html``, ``.jsonl``, ``.csv`` and ``.parquet``; one file, a folder, a pattern, or standard input."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal

from flows.sources.pages import NotAPage, read_page
from flows.sources.rows import NotAnArticle, arrival_of
from flows.sources.safejson import NotJson, parsed
from flows.sources.tables import csv_rows, parquet_rows
from flows.sources.warc import Warc, is_warc, read_warc
from flows.sources.watched import Watched, legible
from schemas.article import Arrival, Refusal
from schemas.settings import Settings

_ROWS = frozenset({".jsonl", ".csv", ".parquet"})
_SUFFIXES = frozenset({".txt", ".html", ".htm"}) | _ROWS
# What lies beside saved pages and nobody takes for an article.
_BESIDE = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".css", ".js", ".woff", ".woff2", ".ttf"})
_SAMPLE = 300


class Files(Watched):
    """A file, a folder, a pattern (``reports/*.html``) or ``-`` for standard input (JSON lines).

    ``acknowledged`` names files that are known to be broken: quarantined, but no reason to fail the run.
    """

    type: Literal["files"]
    path: Path
    acknowledged: tuple[str, ...] = ()


def read_files(source: Files, settings: Settings) -> Iterator[Arrival | Refusal]:
    """Every article of the files, in the order of their names; what cannot be read comes as a refusal with its reason."""
    if str(source.path) == "-":
        yield from _lines(sys.stdin.buffer, "standard input", source, settings)
        return
    passed_over: Counter[str] = Counter()
    for count, path in enumerate(_paths(source.path, passed_over), start=1):
        if count > settings.max_files:
            yield _refused(source, str(source.path), f"more than {settings.max_files} files; split the folder")
            return
        inside = path.is_relative_to(source.path) and path != source.path
        origin = legible(path.relative_to(source.path) if inside else path.name if path == source.path else path)
        yield from _read(path, origin, source, settings)
    if passed_over:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(passed_over.items()))
        yield _refused(source, legible(source.path), f"files that are not read: {kinds}; {', '.join(sorted(_SUFFIXES))} and WARC files are")


def matches(pattern: Path) -> bool:
    """Whether any file matches a pattern."""
    return next(_paths(pattern, Counter()), None) is not None


def _paths(path: Path, passed_over: Counter[str]) -> Iterator[Path]:
    """The files of a path. What lies in a folder and is not read is counted in ``passed_over``; hidden files are not even looked at."""
    if path.is_file():
        yield path
        return
    if not path.exists():
        for found in sorted(Path(path.anchor or ".").glob(str(path.relative_to(path.anchor)))):
            yield from _paths(found, passed_over)
        return
    if not path.is_dir():
        passed_over["pipe or device"] += 1  # would be waited for, for ever
        return
    for entry in sorted(path.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            passed_over["symbolic link"] += 1
        elif entry.is_dir() or (entry.is_file() and (entry.suffix.lower() in _SUFFIXES or is_warc(entry.name))):
            yield from _paths(entry, passed_over)
        elif entry.suffix.lower() not in _BESIDE:
            passed_over[legible(entry.suffix.lower() or "without an ending") if entry.is_file() else "pipe or device"] += 1


def _read(path: Path, origin: str, source: Files, settings: Settings) -> Iterator[Arrival | Refusal]:
    suffix = path.suffix.lower()
    if is_warc(path.name):
        yield from read_warc(Warc.model_construct(**source.model_dump() | {"type": "warc", "path": path}), settings)
        return
    try:
        if suffix not in _SUFFIXES:
            raise NotAnArticle(f"{path.suffix or 'no'} ending; {', '.join(sorted(_SUFFIXES))} are read")
        if suffix == ".jsonl":
            with path.open("rb") as lines:
                yield from _lines(lines, origin, source, settings)
            return
        if suffix in _ROWS:
            yield from _table(path, origin, source, settings)
            return
        size = path.stat().st_size
        if size > settings.max_file_bytes:
            raise NotAnArticle(
                f"{size:,} bytes, more than the {settings.max_file_bytes:,} that an article may have (SANCTIONWATCH_MAX_FILE_BYTES)"
            )
        body = path.read_bytes()
        if not body.strip():
            raise NotAnArticle("empty file")
        yield _plain(body, origin, source) if suffix == ".txt" else _html(body, origin, source)
    except (OSError, NotAnArticle, NotAPage) as problem:
        yield _refused(source, origin, _reason(problem))


def _reason(problem: Exception) -> str:
    return f"cannot be opened: {problem.strerror}" if isinstance(problem, OSError) else str(problem)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise NotAnArticle(f"not UTF-8: byte 0x{body[problem.start]:02x} at position {problem.start}; save it as UTF-8") from problem


def _plain(body: bytes, origin: str, source: Files) -> Arrival:
    return Arrival(
        source=source.name,
        origin=origin,
        text=_decoded(body),
        publisher=source.publisher,
        origin_group=source.origin_group,
        language=source.language,
    )


def _html(body: bytes, origin: str, source: Files) -> Arrival:
    page = read_page(body)
    return Arrival(
        source=source.name,
        origin=origin,
        text=page.text,
        url=page.url,
        publisher=source.publisher or page.publisher,
        origin_group=source.origin_group,
        language=source.language or page.language,
        published=page.published,
        published_text=page.published_text,
        published_at=page.published_at,
        published_source=page.published_basis,
        title=page.title,
    )


def _lines(lines: BinaryIO, origin: str, source: Files, settings: Settings) -> Iterator[Arrival | Refusal]:
    """One article per line. A line that is too long is skipped without being held in memory."""
    number = 0
    while line := lines.readline(settings.max_file_bytes + 1):
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
        return arrival_of(parsed(_decoded(line)), place, source)
    except (NotJson, NotAnArticle) as problem:
        return _refused(source, place, str(problem), sample)


def _table(path: Path, origin: str, source: Files, settings: Settings) -> Iterator[Arrival | Refusal]:
    empty = True
    rows = csv_rows(path, settings.max_file_bytes) if path.suffix.lower() == ".csv" else parquet_rows(path)
    try:
        for number, row in rows:
            empty = False
            place = f"{origin}:{number}"
            try:
                if isinstance(row, NotAnArticle):
                    raise row
                yield arrival_of(row, place, source)
            except NotAnArticle as problem:
                yield _refused(source, place, str(problem), str(row)[:_SAMPLE] if isinstance(row, dict) else "")
    except UnicodeDecodeError as problem:
        raise NotAnArticle(
            f"not {problem.encoding.upper()}: byte 0x{problem.object[problem.start]:02x}; save it as UTF-8 (spreadsheets: CSV UTF-8)"
        ) from problem
    if empty:
        yield _refused(source, origin, "no rows")


def _refused(source: Files, origin: str, reason: str, sample: str = "") -> Refusal:
    return Refusal(
        source=source.name, origin=origin, reason=reason, sample=sample, acknowledged=origin.partition(":")[0] in source.acknowledged
    )
