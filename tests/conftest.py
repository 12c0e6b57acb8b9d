"""What the tests share: a fresh warehouse, the shipped samples, the command line as a process, one Prefect server for all of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from flows.orchestration.server import server
from schemas.settings import Settings
from tests import stages
from warehouse.connect import open_working
from warehouse.ledger import finish_run, start_run
from warehouse.publish import publish

ROOT = Path(__file__).resolve().parent.parent

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings whose data lie in a folder of the test's own; the flows of this process see them too."""
    monkeypatch.setenv("SANCTIONWATCH_DATA", str(tmp_path / "data"))
    return Settings.load()


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The shipped samples, taken in, read, loaded, made into facts and published by run r1. For all tests: leave it as it is."""
    settings = Settings(data=tmp_path_factory.mktemp("samples"))
    working = stages.ready(settings)
    at = datetime(2025, 10, 1, 6)
    with open_working(working) as connection:
        start_run(connection, run_id="r1", flow="monitor", at=at, program="test")
    counts = stages.ingest(settings, settings.seeds / "articles")
    stages.extract(settings)
    loaded = stages.load(settings)[0]
    stages.facts(settings)
    with open_working(working) as connection:
        finish_run(connection, run_id="r1", at=at, outcome="done", counts=counts | {"claims_new": loaded["claims_new"]}, message=None)
    publish(working, settings.warehouse)
    return settings


@pytest.fixture(scope="session")
def prefect_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One Prefect server for every run that the tests start as a process."""
    with server(tmp_path_factory.mktemp("prefect")) as started:
        started.wait()
        yield os.environ.pop("PREFECT_API_URL")  # for the runs that ask for it; the others bring their own


@pytest.fixture
def cli(tmp_path: Path) -> Run:
    """``sanctionwatch`` as a process of its own, its data under ``tmp_path / "data"`` unless said otherwise."""

    def run(
        *arguments: str | Path, code: int | None = 0, data: Path | None = None, given: str | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "flows", *map(str, arguments)],
            cwd=ROOT,
            env=environment_of(data or tmp_path / "data", **environment),
            input=given,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if code is not None:
            assert done.returncode == code, f"exit code {done.returncode}, expected {code}\n{done.stdout}\n{done.stderr}"
        return done

    return run


def environment_of(data: Path, **more: str) -> dict[str, str]:
    """The environment of a run as a process of its own: the settings of the tests' Prefect server are not its."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return own | {"SANCTIONWATCH_DATA": str(data), **more}


def json_lines(text: str) -> list[dict[str, Any]]:
    """The objects of a text in JSON lines."""
    return [json.loads(line) for line in text.splitlines()]


def write_lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Writes rows as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path
