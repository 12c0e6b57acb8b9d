"""CSV, Parquet, patterns and standard input."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from flows.sources import Still, WatchListError, arrivals, chosen
from schemas.article import Arrival, Refusal
from schemas.settings import Settings

_ROW = {"id": "1", "lang": "pl", "url": "https://x.example/1", "published": "2024-10-18T23:30:00+02:00", "title": "Tytuł", "text": "Tekst, z „cudzysłowem” i\nnowym wierszem."}  # fmt: skip


def _read(given: str | Path) -> list[Arrival | Refusal]:
    (source,) = chosen((str(given),), ())
    assert isinstance(source, Still)
    return list(arrivals(source, Settings()))


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_table_gives_its_rows(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"in.{kind}"
    table = pl.DataFrame([_ROW, _ROW | {"id": "2", "text": None, "published": None}])
    table.write_csv(path) if kind == "csv" else table.write_parquet(path)
    first, second = _read(path)
    assert isinstance(first, Arrival)
    assert (first.text, first.published, first.published_at) == (_ROW["text"], date(2024, 10, 18), datetime(2024, 10, 18, 21, 30))
    assert isinstance(second, Refusal)
    assert "no text" in second.reason


def test_parquet_dates_are_dates(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    pl.DataFrame([_ROW | {"published": date(2024, 10, 18)}]).write_parquet(path)
    (found,) = _read(path)
    assert isinstance(found, Arrival)
    assert found.published == date(2024, 10, 18)


@pytest.mark.parametrize(
    "body",
    ["id;lang;text\n1;pl;Zażółć, gęślą jaźń\n".encode(), "id\tlang\ttext\n1\tpl\tZażółć, gęślą jaźń\n".encode("utf-16")],
    ids=["semicolons", "tabs in UTF-16"],
)
def test_tables_as_spreadsheets_write_them(body: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(body)
    (found,) = _read(tmp_path / "a.csv")
    assert isinstance(found, Arrival)
    assert (found.text, found.language) == ("Zażółć, gęślą jaźń", "pl")


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("a.csv", b"", "no column 'text'"),
        ("a.csv", b"id,body\n1,x\n", "no column 'text'"),
        ("a.csv", b"id,text\n", "no rows"),
        ("a.csv", b"id,text\n1,x,y\n", "more cells"),
        ("a.csv", b"id,text\n1,Wys\xb3ano\n", "not UTF-8"),
        ("a.csv", b'id,text\n1,"never closed\n', "not CSV from here on"),
        ("a.parquet", b"PAR1", "not a Parquet file"),
    ],
)
def test_broken_tables_are_refused_with_words(name: str, body: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(body)
    (found,) = _read(tmp_path / name)
    assert isinstance(found, Refusal)
    assert reason in found.reason


def test_a_pattern_picks_files(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.html"):
        (tmp_path / name).write_text("Tekst artykułu.")
    assert [entry.origin.rpartition("/")[2] for entry in _read(tmp_path / "*.txt")] == ["a.txt", "b.txt"]
    with pytest.raises(WatchListError, match="no file matches"):
        _read(tmp_path / "*.csv")


def test_standard_input_is_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "Tekst."}\n{\n')))
    first, second = _read("-")
    assert isinstance(first, Arrival)
    assert (first.origin, first.text) == ("standard input:1", "Tekst.")
    assert isinstance(second, Refusal)
