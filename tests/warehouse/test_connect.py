"""One writer, any number of readers of the published copy, and all-or-nothing transactions."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Timer

import duckdb
import pytest

from schemas.settings import Settings
from tests import stages
from warehouse.connect import WarehouseBroken, WarehouseBusy, open_published, open_working, transaction
from warehouse.publish import adopt, publish


def test_a_warehouse_held_by_another_process_is_waited_for_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    working = stages.ready(Settings(data=tmp_path))
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()",
            str(working),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    try:
        monkeypatch.setenv("SANCTIONWATCH_LOCK_WAIT_SECONDS", "0")
        with pytest.raises(WarehouseBusy, match="in use by another process"), open_working(working):
            pass
        monkeypatch.setenv("SANCTIONWATCH_LOCK_WAIT_SECONDS", "60")
        Timer(0.3, holder.communicate).start()
        with open_working(working) as connection:
            assert connection.execute("SELECT count(*) FROM runs").fetchall() == [(0,)]
    finally:
        holder.kill()
        holder.wait()


def test_readers_keep_the_copy_they_opened(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    working = stages.ready(settings)
    publish(working, settings.warehouse)
    with open_published(settings.warehouse) as reader:
        with open_working(working) as writer:
            writer.execute("INSERT INTO runs (run_id, flow, started_at, outcome, program) VALUES ('r', 'monitor', now(), 'done', 't')")
        publish(working, settings.warehouse)
        assert reader.execute("SELECT count(*) FROM runs").fetchall() == [(0,)]
    with open_published(settings.warehouse) as reader:
        assert reader.execute("SELECT count(*) FROM runs").fetchall() == [(1,)]


def test_a_plain_duckdb_client_opens_the_published_file(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    publish(stages.ready(settings), settings.warehouse)
    with duckdb.connect(str(settings.warehouse), read_only=True) as client:
        assert client.execute("SELECT count(*) FROM troop_deployments").fetchall() == [(0,)]


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    working = stages.ready(Settings(data=tmp_path))
    with open_working(working) as connection, pytest.raises(KeyboardInterrupt), transaction(connection):
        connection.execute("INSERT INTO runs (run_id, flow, started_at, outcome, program) VALUES ('r', 'monitor', now(), 'done', 't')")
        raise KeyboardInterrupt
    with open_working(working) as connection:
        assert connection.execute("SELECT count(*) FROM runs").fetchall() == [(0,)]


def test_a_warehouse_that_was_moved_here_is_adopted_not_buried(tmp_path: Path) -> None:
    old, new = Settings(data=tmp_path / "old"), Settings(data=tmp_path / "new")
    working = stages.ready(old)
    with open_working(working) as writer:
        writer.execute("INSERT INTO runs (run_id, flow, started_at, outcome, program) VALUES ('r', 'monitor', now(), 'done', 't')")
    new.data.mkdir()
    publish(working, new.warehouse)
    adopt(new.warehouse, new.state / "warehouse.duckdb")
    with open_working(new.state / "warehouse.duckdb") as connection:
        assert connection.execute("SELECT run_id FROM runs").fetchall() == [("r",)]


def test_a_file_that_is_no_warehouse_is_refused_and_left_alone(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    settings.warehouse.write_bytes(b"garbage" * 50_000)
    with pytest.raises(WarehouseBroken):
        adopt(settings.warehouse, settings.state / "warehouse.duckdb")
    assert settings.warehouse.read_bytes().startswith(b"garbage")


def test_a_warehouse_that_was_cut_off_says_the_way_out_and_the_way_out_works(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    working = stages.ready(settings)
    with open_working(working) as writer:
        writer.execute("INSERT INTO runs (run_id, flow, started_at, outcome, program) VALUES ('r', 'monitor', now(), 'done', 't')")
    publish(working, settings.warehouse)
    with working.open("rb+") as file:
        file.truncate(300_000)
    with pytest.raises(WarehouseBroken, match="move it away and run monitor"), open_working(working):
        pass
    working.unlink()
    adopt(settings.warehouse, working)
    with open_working(working) as connection:
        assert connection.execute("SELECT run_id FROM runs").fetchall() == [("r",)]
