"""The WARC source, on files written as crawlers write them."""

from __future__ import annotations

import gzip
import zlib
from datetime import date
from pathlib import Path

import brotli
import pytest

from flows.sources import arrivals, chosen
from flows.sources.files import Files
from flows.sources.warc import Warc
from schemas.article import Arrival, Refusal
from schemas.settings import Settings

_SETTINGS = Settings(max_file_bytes=200_000)
_SENTENCE = "Agencja podała, że do portu w Władywostoku weszły trzy statki z amunicją, a załogi nie zeszły na ląd. "


def _page(number: int) -> bytes:
    paragraphs = "".join(f"<p>Akapit {part}. {_SENTENCE * 3}</p>" for part in range(4))
    return (
        f'<html lang="pl"><head><meta charset="utf-8"><title>Artykuł {number}</title>'
        f'<meta property="article:published_time" content="2024-10-{number + 10}T08:00:00+02:00"></head>'
        f"<body><article><h1>Artykuł {number}</h1>{paragraphs}</article></body></html>"
    ).encode()


def _record(
    number: int, body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8", sort: str = "response"
) -> bytes:
    answer = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers, "", ""]).encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {sort}\r\nWARC-Record-ID: <urn:uuid:{number:08d}>\r\nWARC-Date: 2025-01-02T03:04:05Z\r\n"
        f"WARC-Target-URI: https://wire.example/{number}\r\nContent-Type: application/http; msgtype={sort}\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def _read(path: Path) -> list[Arrival | Refusal]:
    (source,) = chosen((str(path),), ())
    assert isinstance(source, Warc)
    return list(arrivals(source, _SETTINGS))


def _chunked(body: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(body[at : at + 700]), body[at : at + 700]) for at in range(0, len(body), 700)) + b"0\r\n\r\n"


@pytest.fixture(params=["plain", "gzip"])
def packed(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "gzip")


def _write(folder: Path, packed: bool, *records: bytes) -> tuple[Path, list[int]]:
    """A file of records and where each begins."""
    members = [gzip.compress(record, mtime=0) if packed else record for record in records]
    path = folder / ("crawl.warc.gz" if packed else "crawl.warc")
    path.write_bytes(b"".join(members))
    return path, [sum(map(len, members[:number])) for number in range(len(members))]


def test_every_html_answer_with_status_200_is_an_article(tmp_path: Path, packed: bool) -> None:
    path, starts = _write(
        tmp_path,
        packed,
        _record(0, b"software: x\r\n", sort="warcinfo", kind="application/warc-fields"),
        _record(1, _page(1)),
        _record(2, b"GET / HTTP/1.1\r\n\r\n", sort="request"),
        _record(3, _page(3), status="404 Not Found"),
        _record(4, b"%PDF-1.7", kind="application/pdf"),
        _record(5, _chunked(gzip.compress(_page(5))), "Content-Encoding: gzip", "Transfer-Encoding: chunked"),
        _record(6, brotli.compress(_page(6)), "Content-Encoding: br"),
        _record(7, zlib.compress(_page(7)), "Content-Encoding: deflate"),
        _record(8, _page(8), "Content-Encoding: gzip", "Transfer-Encoding: chunked"),  # stored unpacked, headers left as they were
    )
    found = _read(path)
    assert [(entry.origin, type(entry)) for entry in found] == [(f"{path.name}:{starts[number]}", Arrival) for number in (1, 5, 6, 7, 8)]
    first = found[0]
    assert isinstance(first, Arrival)
    assert (first.url, first.declared_id, first.title) == ("https://wire.example/1", "<urn:uuid:00000001>", "Artykuł 1")
    assert (first.published, first.published_source, first.language) == (date(2024, 10, 11), "meta", "pl")
    assert first.text.count("Władywostoku") == 12


def test_the_time_of_fetching_is_no_date_of_publication(tmp_path: Path) -> None:
    undated = _page(1).replace(b"2024-10-11T08:00:00+02:00", b"")
    future = _page(2).replace(b"2024-10-12", b"2031-10-12")
    path, _ = _write(tmp_path, True, _record(1, undated), _record(2, future))
    assert [entry.published for entry in _read(path) if isinstance(entry, Arrival)] == [None, None]


def test_damaged_records_are_refused_with_id_and_offset_and_the_rest_is_read(tmp_path: Path, packed: bool) -> None:
    records = [_record(number, _page(number)) for number in range(1, 6)]
    path, starts = _write(tmp_path, packed, *records)
    whole = bytearray(path.read_bytes())
    if packed:
        whole[starts[1] + 300 : starts[1] + 330] = bytes(30)
    else:
        whole[starts[1] : starts[1] + 4] = b"XXXX"
    path.write_bytes(bytes(whole[:-150]))
    found = _read(path)
    assert [entry.declared_id for entry in found if isinstance(entry, Arrival)] == [f"<urn:uuid:{number:08d}>" for number in (1, 3, 4)]
    refused = [entry for entry in found if isinstance(entry, Refusal)]
    assert len(refused) == 2
    assert str(starts[1]) in refused[0].origin + refused[0].reason or str(starts[0]) in refused[0].origin
    assert refused[1].origin.endswith(f":{starts[4]}") and "truncated" in refused[1].reason and "00000005" in refused[1].reason


def test_records_over_the_limit_are_refused_unread(tmp_path: Path, packed: bool) -> None:
    large = b"<html>" + b"<p>x</p>" * 40_000
    path, _ = _write(tmp_path, packed, _record(1, large), _record(2, gzip.compress(large), "Content-Encoding: gzip"), _record(3, _page(3)))
    found = _read(path)
    assert [type(entry) for entry in found] == [Refusal, Refusal, Arrival]
    assert all("200,000" in entry.reason for entry in found if isinstance(entry, Refusal))


def test_a_page_without_an_article_is_refused_with_its_reason(tmp_path: Path) -> None:
    path, _ = _write(
        tmp_path,
        True,
        _record(1, b"Hello world"),
        _record(2, b"<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"),
    )
    reasons = [entry.reason for entry in _read(path) if isinstance(entry, Refusal)]
    assert ["11 bytes" in reasons[0], "person" in reasons[1]] == [True, True]


def test_what_is_no_warc_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.warc.gz").write_bytes(b"PK\x03\x04 not a WARC file" * 100)
    (found,) = _read(tmp_path / "x.warc.gz")
    assert isinstance(found, Refusal) and "unreadable" in found.reason


def test_a_record_that_claims_to_be_longer_takes_no_other_with_it(tmp_path: Path, packed: bool) -> None:
    longer = _record(2, _page(2)).replace(b"Content-Length: ", b"Content-Length: 9", 1)
    path, offsets = _write(tmp_path, packed, _record(1, _page(1)), longer, _record(3, _page(3)))
    found = _read(path)
    assert [entry.url[-1] for entry in found if isinstance(entry, Arrival) and entry.url] == ["1", "3"]
    assert [f":{offsets[1]}" in entry.origin for entry in found if isinstance(entry, Refusal)] == [True]


def test_archives_among_other_files_are_read_too(tmp_path: Path) -> None:
    _write(tmp_path, True, _record(1, _page(1)))
    (tmp_path / "empty.warc").touch()
    (tmp_path / "note.txt").write_text(_SENTENCE)
    for given in (tmp_path, tmp_path / "*"):
        (source,) = chosen((str(given),), ())
        assert isinstance(source, Files)
        found = list(arrivals(source, _SETTINGS))
        assert len([entry for entry in found if isinstance(entry, Arrival)]) == 2
        assert ["an empty file" in entry.reason for entry in found if isinstance(entry, Refusal)] == [True]


def test_a_pattern_names_several_files_in_order(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.warc.gz").write_bytes(gzip.compress(_record(1, _page(1))))
    assert [entry.origin for entry in _read(tmp_path / "*.warc.gz")] == ["a.warc.gz:0", "b.warc.gz:0"]
