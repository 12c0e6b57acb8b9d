"""Whoever reads, and however many: the same rows in the same order, byte for byte."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import polars as pl
import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows import extract
from flows.engines import Engine, engine
from flows.evaluating import extracted_all
from flows.evaluation.gold import load_gold
from flows.ingest import _given
from flows.sources import arrivals
from flows.sources.warc import Warc
from schemas.settings import SettingError, Settings
from tests.conftest import ROOT, Run
from tests.sources.test_warc import _page, _record

_SENT = "Korea Północna wysłała do Rosji około 1500 żołnierzy, poinformował w piątek wywiad Korei Południowej."
_DOUBTFUL = "Weather.\n\nThousands of shells were shipped to Russia."
_NAMES = ("article_id", "version", "content_hash", "title", "text", "published", "language")


def _articles() -> pl.DataFrame:
    texts = [_SENT.replace("1500", str(1500 + number)) if number % 3 else _DOUBTFUL for number in range(12)]
    rows = [
        (f"{number:024}", 1, f"{number:064}", None, text, None, "en" if text is _DOUBTFUL else "pl") for number, text in enumerate(texts)
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(_NAMES, pl.String) | {"version": pl.Int64, "published": pl.Date}, orient="row")


@pytest.fixture(params=["processes", "dask"])
def workers(request: pytest.FixtureRequest, settings: Settings, prefect_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """Two workers of an engine, for jobs as small as they come."""
    if request.param == "dask" and find_spec("prefect_dask") is None:
        pytest.skip("prefect-dask is not installed: uv sync --extra dask")
    monkeypatch.setattr(extract, "_WORTH_A_WORKER", 1)
    monkeypatch.setattr(extract, "_SMALLEST", 1)
    monkeypatch.setenv("PREFECT_API_URL", prefect_url)
    chosen = replace(settings, engine=request.param, workers=2)
    with temporary_settings({PREFECT_API_URL: prefect_url}), engine(chosen) as started:
        yield started


def _bytes(table: pl.DataFrame) -> bytes:
    written = io.BytesIO()
    table.write_parquet(written)
    return written.getvalue()


def test_two_workers_give_the_same_bytes_as_one_and_tell_what_fails(workers: Engine, settings: Settings, tmp_path: Path) -> None:
    folder = settings.seeds / "languages"
    with engine(replace(settings, workers=1)) as alone:
        expected = extract.read_all(_articles(), folder, alone)
    found = extract.read_all(_articles(), folder, workers)
    assert {name: _bytes(table) for name, table in found.items()} == {name: _bytes(table) for name, table in expected.items()}
    assert {name: len(table) for name, table in found.items()} == {"claims": 8, "review": 4, "readings": 12}

    for number in range(3):
        records = [_record(10 * number + place, _page(place)) for place in range(4)]
        records[2] = _record(10 * number, b"<html>cut")
        (tmp_path / f"{number}.warc").write_bytes(b"".join(records))
    source = Warc(name="crawl", type="warc", path=tmp_path)
    assert list(_given(source, settings, workers)) == list(arrivals(source, settings))
    assert not list((settings.state / "parcels").iterdir())

    gold = load_gold([ROOT / "tests" / "evaluation" / "known" / "gold.jsonl"])[:20]
    jobs = [gold[start : start + 5] for start in range(0, len(gold), 5)]
    parts = workers.each(extracted_all, jobs, folder=folder)
    assert [result for part in parts for result in part] == extracted_all(gold, folder)

    with pytest.raises(NotADirectoryError):
        list(workers.each(os.listdir, ["/dev/null"]))


def test_an_engine_that_is_none_is_refused(cli: Run) -> None:
    assert "SANCTIONWATCH_ENGINE='spark': one of processes, dask is wanted" in cli("status", code=2, SANCTIONWATCH_ENGINE="spark").stderr


@pytest.mark.skipif(find_spec("prefect_dask") is not None, reason="prefect-dask is installed")
def test_an_engine_that_is_not_installed_is_named(settings: Settings, prefect_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", prefect_url)
    with engine(replace(settings, engine="dask")) as missing, pytest.raises(SettingError, match="uv sync --extra dask"):
        list(missing.each(len, [""]))
