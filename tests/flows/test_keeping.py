"""Backups, restores and the status, as a user runs them."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import pytest

from flows.keeping import NotABackup, backup, restore
from flows.sources.archive import digest_of, path_of, put
from schemas.settings import Settings
from tests import stages
from tests.conftest import Run
from warehouse.connect import open_published, open_working
from warehouse.publish import publish

_BODY = b"<html>a page</html>"


@pytest.fixture
def kept(settings: Settings, tmp_path: Path) -> Settings:
    """A published warehouse with one article and one archived body."""
    working = stages.ready(settings)
    article = tmp_path / "one.jsonl"
    article.write_text(
        '{"id": "one", "lang": "en", "published": "2024-10-29", "text": "North Korea has sent about 10,000 soldiers to Russia."}\n'
    )
    stages.ingest(settings, article)
    digest = digest_of(_BODY)
    put(settings.archive, digest, _BODY)
    with open_working(working) as connection:
        columns = connection.execute(
            "SELECT column_name, data_type, is_nullable FROM information_schema.columns WHERE table_name = 'fetches'"
        ).fetchall()
        given = {"sha256": f"'{digest}'", "archived": "true"}
        values = [
            f"{given[name] if name in given else 'NULL' if nullable == 'YES' else _something(kind)} AS {name}"
            for name, kind, nullable in columns
        ]
        connection.execute(f"INSERT INTO fetches BY NAME SELECT {', '.join(values)}")
    publish(working, settings.warehouse)
    return settings


def _something(kind: str) -> str:
    return {"VARCHAR": "'x'", "BIGINT": "0", "BOOLEAN": "false", "TIMESTAMP": "TIMESTAMP '2026-01-01'", "VARCHAR[]": "[]::VARCHAR[]"}[kind]


def _elsewhere(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "elsewhere")


def test_a_backup_brings_back_the_warehouse_and_the_archive(kept: Settings, tmp_path: Path) -> None:
    assert backup(tmp_path / "all.tar", kept) == []
    other = _elsewhere(tmp_path)
    assert restore(tmp_path / "all.tar", other) == 1
    assert path_of(other.archive, digest_of(_BODY)).read_bytes() == path_of(kept.archive, digest_of(_BODY)).read_bytes()
    with open_published(other.warehouse) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchall() == [(1,)]
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.endswith(".new")) == []


def test_a_backup_names_what_the_archive_has_lost(kept: Settings, tmp_path: Path) -> None:
    lost = path_of(kept.archive, digest_of(_BODY))
    lost.unlink()
    assert backup(tmp_path / "all.tar", kept) == [lost]
    assert restore(tmp_path / "all.tar", _elsewhere(tmp_path)) == 1


def test_a_backup_is_taken_while_a_run_writes(kept: Settings, tmp_path: Path) -> None:
    with open_working(kept.state / "warehouse.duckdb") as connection:
        connection.begin()
        connection.execute("DELETE FROM articles")
        backup(tmp_path / "all.tar", kept)
        connection.rollback()
    restore(tmp_path / "all.tar", _elsewhere(tmp_path))
    with open_published(_elsewhere(tmp_path).warehouse) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchall() == [(1,)]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_half_a_backup_changes_nothing(kept: Settings, tmp_path: Path, share: float) -> None:
    backup(tmp_path / "all.tar", kept)
    whole = (tmp_path / "all.tar").read_bytes()
    (tmp_path / "half.tar").write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(NotABackup, match=r"half\.tar"):
        restore(tmp_path / "half.tar", _elsewhere(tmp_path))
    assert not (tmp_path / "elsewhere").exists()


def test_a_changed_backup_is_refused(kept: Settings, tmp_path: Path) -> None:
    backup(tmp_path / "all.tar", kept)
    changed = (tmp_path / "all.tar").read_bytes().replace(b"one.jsonl", b"two.jsonl")
    (tmp_path / "changed.tar").write_bytes(changed)
    with pytest.raises(NotABackup, match="not whole"):
        restore(tmp_path / "changed.tar", _elsewhere(tmp_path))


@pytest.mark.parametrize("name", ["../outside.duckdb", "/etc/outside", "archive/../../outside", "warehouse.duckdb/x"])
def test_a_stranger_s_tar_writes_nothing_anywhere(tmp_path: Path, name: str) -> None:
    with tarfile.open(tmp_path / "evil.tar", "w") as tar:
        info = tarfile.TarInfo(name)
        info.size = 4
        tar.addfile(info, io.BytesIO(b"evil"))
    with pytest.raises(NotABackup, match="is no backup of Sanctionwatch"):
        restore(tmp_path / "evil.tar", _elsewhere(tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["evil.tar"]


def test_nothing_is_replaced(kept: Settings, tmp_path: Path, cli: Run) -> None:
    backup(tmp_path / "all.tar", kept)
    assert "is there already" in cli("backup", tmp_path / "all.tar", code=2).stderr
    assert "is not empty" in cli("restore", tmp_path / "all.tar", code=2).stderr
    assert "is not there yet; run: sanctionwatch monitor" in cli("backup", tmp_path / "new.tar", code=2, data=tmp_path / "none").stderr


def test_a_first_run_that_brought_nothing_does_not_stand_in_the_way(kept: Settings, tmp_path: Path) -> None:
    backup(tmp_path / "all.tar", kept)
    other = _elsewhere(tmp_path)
    publish(stages.ready(other), other.warehouse)
    (other.state / "run.lock").touch()
    with pytest.raises(NotABackup, match="there is no such file"):
        restore(tmp_path / "al.tar", other)
    assert restore(tmp_path / "all.tar", other) == 1
    assert not (other.state / "run.lock").exists()
    with pytest.raises(NotABackup, match="is not empty"):
        restore(tmp_path / "all.tar", other)


def test_the_status_tells_runs_and_sizes(kept: Settings, cli: Run) -> None:
    told = json.loads(cli("status", "--json").stdout)
    assert told["rows"]["articles"] == 1
    assert told["read_otherwise"] == {}, "what was not read yet was not read otherwise"
    assert told["next_run"] is None
    words = cli("status").stdout
    assert "every article was read with today's extractor and packs" in words
    assert "none planned" in words
