"""The main job as a user runs it: ``sanctionwatch monitor`` as a process, with Prefect, Great Expectations and DuckDB for real."""

from __future__ import annotations

import contextlib
import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.conftest import ROOT, Run, environment_of, write_lines
from tests.flows.killing import POINTS
from tests.sources.test_files import _PAGE

_SAMPLES = ROOT / "seeds" / "articles"
_WHEN = {"first_seen", "last_seen", "run_id", "loaded_at", "quarantined_at", "computation"}
_GOOD = {"id": "good", "lang": "en", "url": "https://wire.example/good", "published": "2024-10-29", "text": "North Korea has sent about 10,000 soldiers to Russia, the Pentagon said on Monday."}  # fmt: skip


def _tables(data: Path, *, times: bool = False) -> dict[str, pl.DataFrame]:
    """The tables of the published warehouse, without when and by which run rows came unless asked for."""
    found = {}
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        for name in ("articles", "claims", "article_readings", "quarantine", "facts", "fact_claims", "changes"):
            rows: pl.DataFrame = connection.sql(f"FROM {name} ORDER BY ALL").pl()
            # When an article was last seen is the one thing that a run without news writes.
            found[name] = rows.drop(["last_seen"], strict=False) if times else rows.drop(_WHEN & set(rows.columns)).unique().sort(pl.all())
    return found


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory, prefect_url: str) -> Iterator[Path]:
    """The data of one undisturbed run over the samples."""
    data = tmp_path_factory.mktemp("clean")
    done = _monitor(data, prefect_url)
    assert done.wait() == 0
    yield data


def _monitor(data: Path, url: str, *, point: str = "") -> subprocess.Popen[bytes]:
    """Starts a run over the samples in small batches; with ``point`` one that kills itself there."""
    module = ["tests.flows.killing", point] if point else ["flows"]
    return subprocess.Popen(
        [sys.executable, "-m", *module, "monitor", "--quiet"],
        cwd=ROOT,
        env=environment_of(data, SANCTIONWATCH_BATCH="10", **({"PREFECT_API_URL": url} if url else {})),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_the_first_run_on_the_samples(cli: Run, tmp_path: Path) -> None:
    """Without a Prefect server around: the run brings its own, and nothing of it is left."""
    done = cli("monitor")
    assert "18 new, 0 known, 1 left out" in done.stdout
    for kind in ("troop deployment", "missile funding", "technology transfer", "violation finding"):
        assert kind in done.stdout
    for path in ("data/warehouse.duckdb", "data/reports/latest.html", "data/reports/latest.md"):
        assert (tmp_path / path).exists()
    assert done.stdout.count("uv run sanctionwatch sql") == 2  # the two commands to try next
    tables = _tables(tmp_path / "data")
    assert set(tables["claims"]["status"]) >= {"denied", "planned", "possible_concern", "assessed", "confirmed_by_parties"}
    assert tables["quarantine"]["origin"].to_list() == ["urwana-strona.html"]
    assert _processes(tmp_path) == []


def test_kill_9_leaves_no_server_behind(tmp_path: Path) -> None:
    run = _monitor(tmp_path, "")
    while len(_processes(tmp_path)) < 2:
        assert run.poll() is None, "the run ended before its server was seen"
        time.sleep(0.05)
    time.sleep(1.5)  # let the server get to work
    run.kill()
    run.wait()
    patience = time.monotonic() + 20
    while _processes(tmp_path) and time.monotonic() < patience:
        time.sleep(0.05)
    assert _processes(tmp_path) == []


def _processes(data: Path) -> list[str]:
    """Processes whose environment names the data folder: a run and its Prefect server."""
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):  # a process that has just ended
            if f"SANCTIONWATCH_DATA={data}".encode() in environment.read_bytes():
                found.append(environment.parent.name)
    return found


def test_a_second_run_reports_nothing_new_and_changes_no_row(cli: Run, clean: Path, prefect_url: str) -> None:
    before = _tables(clean, times=True)
    done = cli("monitor", "--json", data=clean, PREFECT_API_URL=prefect_url)
    counts = json.loads(done.stdout)
    assert (counts["articles_new"], counts["articles_known"], counts["claims_new"]) == (0, 18, 0)
    after = _tables(clean, times=True)
    assert all(after[name].equals(rows) for name, rows in before.items())


def test_runs_killed_at_every_stage_boundary_are_made_up_for(clean: Path, tmp_path: Path, prefect_url: str) -> None:
    """Each run is killed a stage later than the one before, which it makes up for; the last one goes through."""
    for point in POINTS:
        assert _monitor(tmp_path, prefect_url, point=point).wait() == -signal.SIGKILL, f"{point} was never reached"
    assert _monitor(tmp_path, prefect_url).wait() == 0
    _assert_same(tmp_path, clean)


def test_runs_killed_at_random_moments_are_made_up_for(clean: Path, tmp_path: Path, prefect_url: str) -> None:
    rng = random.Random(20250605)
    for _ in range(4):
        run = _monitor(tmp_path, prefect_url)
        time.sleep(rng.uniform(0.5, 5.0))
        run.kill()
        run.wait()
    assert _monitor(tmp_path, prefect_url).wait() == 0
    _assert_same(tmp_path, clean)


def _assert_same(data: Path, clean: Path) -> None:
    expected = _tables(clean)
    for name, rows in _tables(data).items():
        assert rows.equals(expected[name]), name
    assert list((data / "state" / "staged").iterdir()) == []
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM runs WHERE outcome = 'working'").fetchall() == [(0,)]


def test_a_folder_of_trouble(cli: Run, tmp_path: Path, prefect_url: str) -> None:
    folder = tmp_path / "trouble"
    folder.mkdir()
    (folder / "cut.html").write_text(_PAGE[:-150])
    (folder / "empty.txt").write_text("")
    (folder / "latin.txt").write_bytes("Żołnierze z Korei Północnej".encode("iso-8859-2"))
    (folder / "huge.txt").write_bytes(b"x" * 50_000_000)
    (folder / "lines.jsonl").write_text(json.dumps(_GOOD) + "\n{broken\n")
    write_lines(folder / "future.jsonl", [_GOOD | {"id": "future", "url": "https://wire.example/f", "published": "2999-01-01"}])
    write_lines(folder / "old.jsonl", [_GOOD | {"id": "old", "url": "https://wire.example/o", "published": "1900-01-01"}])
    done = cli("monitor", folder, code=3, PREFECT_API_URL=prefect_url)
    assert "something was left out" in done.stdout
    tables = _tables(tmp_path / "data")
    assert tables["articles"]["declared_id"].to_list() == ["good"]
    assert len(tables["claims"]) == 1
    reasons = {
        row["origin"].rpartition("/")[2].rpartition(": ")[2]: row["reasons"][0] for row in tables["quarantine"].iter_rows(named=True)
    }
    assert len(reasons) == 7
    expected = {
        "cut.html": "truncated",
        "empty.txt": "empty",
        "latin.txt": "not UTF-8",
        "huge.txt": "50,000,000 bytes",
        "lines.jsonl:2": "not JSON",
    }
    for origin, words in expected.items():
        assert words in reasons[origin]
    assert any("published-not-in-future" in reason for reason in reasons.values())
    assert any("published-not-before-the-web" in reason for reason in reasons.values())
    report = (tmp_path / "data" / "reports" / "latest.md").read_text()
    assert "huge.txt" in report
    assert "10,000 soldiers" in report


def test_the_flows_run_alone_one_after_the_other(cli: Run, tmp_path: Path, prefect_url: str) -> None:
    path = write_lines(tmp_path / "in.jsonl", [_GOOD])
    for verb in (("ingest", path), ("extract",), ("load",), ("facts",), ("report",)):
        cli(*verb, "--quiet", PREFECT_API_URL=prefect_url)
    assert len(_tables(tmp_path / "data")["claims"]) == 1
    assert "10,000 soldiers" in (tmp_path / "data" / "reports" / "latest.md").read_text()


def test_two_runs_at_once_do_not_meet(cli: Run, tmp_path: Path, clean: Path, prefect_url: str) -> None:
    both = [_monitor(tmp_path, prefect_url), _monitor(tmp_path, prefect_url)]
    assert [run.wait() for run in both] == [0, 0]
    _assert_same(tmp_path, clean)


def test_a_run_that_finds_another_one_says_so(cli: Run, tmp_path: Path, prefect_url: str) -> None:
    from flows.orchestration.lock import only_run

    with only_run(tmp_path / "data" / "state" / "run.lock", 1):
        done = cli("monitor", code=5, SANCTIONWATCH_LOCK_WAIT_SECONDS="0", PREFECT_API_URL=prefect_url)
    assert "another run" in done.stderr
