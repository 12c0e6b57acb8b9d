"""Web archives: WARC files such as Common Crawl's CC-NEWS, read as a stream, one record in memory at a time."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Literal

from flows.sources.pages import NotAPage, read_page
from flows.sources.watched import Watched, legible
from schemas.addresses import host_of
from schemas.article import Arrival, Refusal
from schemas.settings import Settings

SUFFIXES = (".warc", ".warc.gz")
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_OK = 200
# How a record begins: a gzip member, or the version line of ISO 28500.
_START = {True: b"\x1f\x8b\x08", False: b"WARC/1."}
_ID = re.compile(rb"WARC-Record-ID:\s*(\S{1,200})", re.IGNORECASE)
_STEP, _HEAD = 1 << 20, 1 << 16


class Warc(Watched):
    """A WARC file (``.warc``, ``.warc.gz``), a folder of them, or a pattern (``cc-news/*.warc.gz``)."""

    type: Literal["warc"]
    path: Path
    acknowledged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    """A response with status 200 that is a page, as archived: the body decoded, or ``trouble`` that says why it cannot be read."""

    offset: int
    record_id: str | None
    url: str | None = None
    day: date | None = None
    charset: str | None = None
    body: bytes = b""
    trouble: str | None = None
    is_cut: bool = False


def is_warc(name: str) -> bool:
    """Whether a file or pattern is named like a WARC file."""
    return name.lower().endswith(SUFFIXES)


def read_warc(source: Warc, settings: Settings) -> Iterator[Arrival | Refusal]:
    """The article of every HTML response with status 200; what cannot be read comes as a refusal with record id and offset."""
    for count, path in enumerate(_paths(source.path), start=1):
        if count > settings.max_files:
            yield Refusal(source=source.name, origin=legible(source.path), reason=f"more than {settings.max_files} files; split the folder")
            return
        is_known = path.name in source.acknowledged
        try:
            for answer in _answers(path, settings.max_file_bytes):
                yield _taken(answer, path, source, is_known)
        except OSError as problem:
            reason = f"cannot be opened: {problem.strerror or problem}"
            yield Refusal(source=source.name, origin=legible(path.name), reason=reason, acknowledged=is_known)


def archives(source: Warc, settings: Settings) -> list[Path]:
    """The files of a source, which can be read apart; none where they cannot, because there are too many of them."""
    found = list(islice(_paths(source.path), settings.max_files + 1))
    return found if len(found) <= settings.max_files else []


def _paths(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from (found for found in sorted(path.iterdir()) if is_warc(found.name) and not found.is_symlink())
    else:
        yield from sorted(Path(path.anchor or ".").glob(str(path.relative_to(path.anchor))))


def _taken(answer: _Answer, path: Path, source: Warc, is_known: bool) -> Arrival | Refusal:
    place = f"{legible(path.name)}:{answer.offset}"
    try:
        if answer.trouble is not None:
            raise NotAPage("cut-off", answer.trouble)
        page = read_page(answer.body, url=answer.url, charset=answer.charset, fetched=answer.day)
    except NotAPage as problem:
        reason = f"record {answer.record_id or 'without an id'}: {problem}"
        return Refusal(source=source.name, origin=place, reason=reason, sample=answer.url or "", acknowledged=is_known)
    return Arrival(
        source=source.name,
        origin=place,
        declared_id=answer.record_id,
        url=page.url if page.url and host_of(page.url) == host_of(answer.url) else answer.url,
        publisher=source.publisher or page.publisher or host_of(answer.url),
        origin_group=source.origin_group or host_of(answer.url),
        language=source.language or page.language,
        published=page.published,
        published_text=page.published_text,
        published_at=page.published_at,
        published_source=page.published_basis,
        title=page.title,
        text=page.text,
    )


def _answers(path: Path, limit: int) -> Iterator[_Answer]:
    """The pages of one file. After damage reading goes on with the next record that can be found."""
    with path.open("rb") as file:
        begins = file.read(2)
        if not begins:
            yield _Answer(0, None, trouble="an empty file")
        is_packed = begins == _START[True][:2]
        start: int | None = 0 if begins else None
        last, since = 0, None
        while start is not None:
            fresh, begun = True, start
            try:
                for offset, record in _records(file, begun):
                    if since is not None:
                        yield _Answer(since, None, trouble=f"unreadable between the records at {since} and {offset}")
                    since, last, fresh = None, offset, False
                    if (answer := _answer(record, offset, limit)) is not None:
                        yield answer
                        if answer.is_cut:  # its length is wrong, and what follows was read as a part of it
                            start = _next_start(file, offset + 1, is_packed)
                            break
                else:
                    break
            except OSError as problem:  # what fastwarc raises for damage of any kind
                if fresh:
                    yield _Answer(begun, _id_at(file, begun, is_packed), trouble=f"unreadable: {problem}")
                    last, since = begun, None
                else:
                    since = last
                start = _next_start(file, last + 1, is_packed)
        if since is not None:
            yield _Answer(since, None, trouble=f"unreadable after the record at {since}")


def _records(file: BinaryIO, start: int) -> Iterator[tuple[int, Any]]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # 10 ms; only archives need it

    file.seek(start)
    for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True, auto_decode="none"):
        yield record.stream_pos, record


def _answer(record: Any, offset: int, limit: int) -> _Answer | None:
    """A page's response; None for any other.

    Raises:
        OSError: for damage in the record.
    """
    headers = record.http_headers
    kind = (record.http_content_type or "").lower()
    if not record.is_http or headers is None or headers.status_code != _OK or kind not in _HTML:
        return None
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>") or None
    if record.content_length > limit:
        return _Answer(
            offset,
            record.record_id,
            url,
            trouble=f"{record.content_length:,} bytes, more than the {limit:,} of SANCTIONWATCH_MAX_FILE_BYTES",
        )
    raw = record.reader.read(limit + 1)
    if len(raw) < record.content_length:
        told = f"truncated: {len(raw):,} of {record.content_length:,} bytes"
        return _Answer(offset, record.record_id, url, trouble=told, is_cut=True)
    try:
        body = _unpacked(raw, headers, limit)
    except OSError as problem:
        return _Answer(offset, record.record_id, url, trouble=f"cannot be unpacked: {problem}")
    return _Answer(offset, record.record_id, url, record.record_date.date() if record.record_date else None, record.http_charset, body)


def _unpacked(raw: bytes, headers: Any, limit: int) -> bytes:
    """The body without transfer and content encoding. Crawlers often store it unpacked and leave the headers as they were."""
    from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, ZstdReader

    readers = {"gzip": GzipReader, "x-gzip": GzipReader, "br": BrotliReader, "zstd": ZstdReader}
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower() and re.match(rb"\s{0,4}[0-9a-fA-F]{1,8}\s*[;\r\n]", raw[:20]):
        raw = _bounded(ChunkedReader(io.BytesIO(raw)), limit)
    for name in reversed([part.strip().lower() for part in (headers.get("Content-Encoding") or "").split(",")]):
        if raw.lstrip()[:1] == b"<" or name in {"", "identity"}:
            continue
        if name == "deflate":
            reader: Any = GzipReader(io.BytesIO(raw), zlib=True)
        elif name in readers:
            reader = readers[name](io.BytesIO(raw))
        else:
            raise OSError(f"content encoding {name[:40]!r} is not known")
        raw = _bounded(reader, limit)
    return raw


def _bounded(reader: Any, limit: int) -> bytes:
    body: bytes = reader.read(limit + 1)
    if len(body) > limit:
        raise OSError(f"more than {limit:,} bytes (SANCTIONWATCH_MAX_FILE_BYTES)")
    return body


def _next_start(file: BinaryIO, after: int, is_packed: bool) -> int | None:
    """Where the next record begins; None at the end. Chance finds of a gzip header are passed over."""
    mark = _START[is_packed]
    base, kept = after, b""
    file.seek(after)
    while chunk := file.read(_STEP):
        block = kept + chunk
        at = block.find(mark)
        while at >= 0:
            here = base - len(kept) + at
            if not is_packed or _begun(file, here).startswith(_START[False]):
                return here
            at = block.find(mark, at + 1)
        base += len(chunk)
        kept = block[-len(mark) + 1 :]
        file.seek(base)
    return None


def _begun(file: BinaryIO, offset: int) -> bytes:
    """How a gzip member begins, unpacked; empty if it is none."""
    file.seek(offset)
    try:
        return zlib.decompressobj(31).decompress(file.read(_HEAD), _HEAD)
    except zlib.error:
        return b""


def _id_at(file: BinaryIO, offset: int, is_packed: bool) -> str | None:
    """The id in a damaged record's header, if that much of it can be read."""
    file.seek(offset)
    found = _ID.search(_begun(file, offset) if is_packed else file.read(_HEAD))
    return found.group(1).decode("ascii", "replace") if found else None
