"""The lake: partitioned Parquet that DuckDB reads in place, only what changed is written, and a writer that dies leaves what was there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import fsspec
import pytest

from flows import laking
from flows.laking import lake
from schemas.problems import BadInput
from schemas.settings import Settings
from tests.conftest import ROOT, Run
from tests.warehouse.claims import Desk, article, says
from warehouse.publish import publish

_DOCS = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")


@pytest.fixture
def desk(settings: Settings) -> Iterator[Desk]:
    working = settings.state / "warehouse.duckdb"
    working.parent.mkdir(parents=True)
    kept = Desk(working)
    kept.load([article("a", "2024-10-18", says("assessed", "NIS")), article("b", "2024-11-02", says("denied", "Kremlin"), says("reported", None, "arms_transfer"))])  # fmt: skip
    kept.load([article("c", None, says("alleged"))])
    kept.connection.execute("UPDATE articles SET published = DATE '2024-10-18' WHERE origin = 'a'")
    yield kept
    kept.connection.close()


def _published(desk: Desk, settings: Settings, *articles: dict[str, Any]) -> None:
    desk.load(articles)
    desk.connection.execute("CHECKPOINT")
    desk.connection.close()
    publish(settings.state / "warehouse.duckdb", settings.warehouse)
    desk.connection = duckdb.connect(settings.state / "warehouse.duckdb")


def _files(url: str) -> list[str]:
    store, root = fsspec.core.url_to_fs(url)
    return sorted(str(path).removeprefix(root).lstrip("/") for path in store.find(root))


def _read_in_place(url: str) -> duckdb.DuckDBPyConnection:
    """As docs/scale.md says: its own statements, with another address."""
    reader = duckdb.connect()
    if "://" in url:
        reader.register_filesystem(fsspec.filesystem(url.partition(":")[0]))
    (statements,) = re.findall(r"```sql\n(SET VARIABLE lake.*?)```", _DOCS, re.DOTALL)
    for statement in reader.extract_statements(statements.replace("lake = 'lake'", f"lake = '{url}'")):
        reader.execute(statement)
    return reader


@pytest.mark.parametrize("where", ["folder", "memory"])
def test_duckdb_reads_in_place_what_the_warehouse_has(where: str, desk: Desk, settings: Settings, tmp_path: Path) -> None:
    url = str(tmp_path / "lake") if where == "folder" else f"memory://{tmp_path.name}/lake"
    _published(desk, settings, article("a", "2024-10-18", says("assessed", "NIS", place="Kursk"), version=2))
    assert "4 articles, 5 claims in 6 files; 6 written, 0 removed" in lake(url, settings)
    assert sorted({re.sub(r"[0-9a-f]{32}", "*", name) for name in _files(url)}) == [
        "articles/month=2024-10/*.parquet",
        "articles/month=undated/*.parquet",
        "claims/kind=arms_transfer/month=2024-11/*.parquet",
        "claims/kind=troop_deployment/month=2024-10/*.parquet",
        "claims/kind=troop_deployment/month=2024-11/*.parquet",
        "claims/kind=troop_deployment/month=undated/*.parquet",
        "manifest.json",
    ]
    with _read_in_place(url) as reader:
        columns = "claim_id, kind, status, actors, place, is_current, loaded_at"
        written = reader.sql(f"SELECT {columns} FROM claims ORDER BY ALL").fetchall()
        assert reader.sql("SELECT count(*) FROM articles WHERE text IS NOT NULL").fetchall() == [(4,)]
    kept = desk.rows(
        f"SELECT {columns} FROM (SELECT *, claim_id IN (SELECT claim_id FROM current_claims) AS is_current FROM claims) ORDER BY ALL"
    )
    assert written == kept
    assert [row[5] for row in written].count(False) == 1, "the claim of the version before"


def test_only_what_changed_is_written_again(desk: Desk, settings: Settings, tmp_path: Path) -> None:
    url = str(tmp_path / "lake")
    _published(desk, settings)
    lake(url, settings)
    before = {name: (tmp_path / "lake" / name).read_bytes() for name in _files(url)}
    assert "0 written, 0 removed" in lake(url, settings)
    assert {name: (tmp_path / "lake" / name).read_bytes() for name in _files(url)} == before
    _published(desk, settings, article("d", "2024-11-20", says("denied", "Kremlin", item="x")))
    assert "2 written, 0 removed" in lake(url, settings), "a part of articles, a part of claims; readers may still hold the last manifest"
    assert "0 written, 2 removed" in lake(url, settings)


def test_a_writer_that_dies_leaves_what_was_there(desk: Desk, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = str(tmp_path / "lake")
    _published(desk, settings)
    lake(url, settings)
    manifest = (tmp_path / "lake" / "manifest.json").read_text()
    _published(desk, settings, article("d", "2024-11-20", says("denied", "Kremlin", item="x")))
    put = laking._put
    with monkeypatch.context() as dying:
        dying.setattr(
            laking, "_put", lambda store, source, target: _half(target) if target.endswith(".json") else put(store, source, target)
        )
        with pytest.raises(KeyboardInterrupt):
            lake(url, settings)
    assert (tmp_path / "lake" / "manifest.json").read_text() == manifest
    with _read_in_place(url) as reader:
        assert reader.sql("SELECT count(*) FROM claims").fetchall() == [(4,)]
    lake(url, settings)
    lake(url, settings)
    listed = json.loads((tmp_path / "lake" / "manifest.json").read_text())
    assert set(_files(url)) == {"manifest.json", *listed["articles"]["files"], *listed["claims"]["files"]}


def _half(target: str) -> None:
    Path(target + ".new").write_text("{")
    raise KeyboardInterrupt


def test_what_cannot_be_used_is_told(desk: Desk, settings: Settings, tmp_path: Path, cli: Run) -> None:
    with pytest.raises(BadInput, match="none of ours"):
        (tmp_path / "manifest.json").write_text('{"name": "somebody else"}')
        lake(str(tmp_path), settings)
    assert "nosuch://x" in cli("lake", "nosuch://x", code=2).stderr
    assert "is not there yet" in cli("lake", tmp_path / "new", code=2, data=tmp_path / "none").stderr
