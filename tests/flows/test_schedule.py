"""Runs that nobody starts by hand: ``sanctionwatch serve`` with its own Prefect server, and the deployments of prefect.yaml."""

from __future__ import annotations

import importlib
import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import duckdb
import yaml

from flows.orchestration.lock import only_run
from tests.conftest import ROOT, Run, environment_of

_ONE = '{"id": "one", "lang": "en", "published": "2024-10-29", "text": "North Korea has sent about 10,000 soldiers to Russia, the Pentagon said on Monday."}\n'


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _asked(url: str) -> Any:
    request = urllib.request.Request(url, data=b"{}", headers={"content-type": "application/json"}, method="POST")
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def _runs(data: Path) -> list[str]:
    """The outcomes of the runs that were published."""
    if not (data / "warehouse.duckdb").exists():
        return []
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        return [outcome for (outcome,) in connection.execute("SELECT outcome FROM runs ORDER BY run_id").fetchall()]


def test_serve_runs_at_its_times_shows_artifacts_and_ends_in_order(tmp_path: Path) -> None:
    data, port = tmp_path / "data", _free_port()
    (tmp_path / "one.jsonl").write_text(_ONE, encoding="utf-8")
    serving = subprocess.Popen(
        [sys.executable, "-m", "flows", "serve", str(tmp_path / "one.jsonl"), "--every", "5s", "--port", str(port)],
        cwd=ROOT,
        env=environment_of(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        deadline = time.monotonic() + 150
        while len(_runs(data)) < 2 and time.monotonic() < deadline and serving.poll() is None:
            time.sleep(0.5)
        artifacts = _asked(f"http://127.0.0.1:{port}/api/artifacts/filter")
    finally:
        serving.send_signal(signal.SIGTERM)
        said, _ = serving.communicate(timeout=60)
    assert _runs(data)[:2] == ["done", "done"], said
    assert {"run-summary", "quality", "source-health"} <= {artifact["key"] for artifact in artifacts}
    assert serving.returncode == 0
    assert said.count("\n") == 2, said
    assert "sanctionwatch: stopped" in said


def test_serve_refuses_what_it_cannot_keep(cli: Run) -> None:
    assert "is not a length of time" in cli("serve", "--every", "soon", code=2).stderr
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert "is not free" in cli("serve", "--port", str(taken.getsockname()[1]), code=2).stderr


def test_a_deployed_run_that_finds_another_at_work_leaves_and_says_so(tmp_path: Path, prefect_url: str) -> None:
    data = tmp_path / "data"
    with only_run(data / "state" / "run.lock", 0):
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                "from flows.scheduled import facts_run; state = facts_run(return_state=True); print(state.name, '|', state.message)",
            ],
            cwd=ROOT,
            env=environment_of(data, PREFECT_API_URL=prefect_url, SANCTIONWATCH_LOCK_WAIT_SECONDS="0"),
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
    assert re.match(r"Skipped \| another run \(process \d+\) is working on ", done.stdout), done.stdout + done.stderr
    assert _runs(data) == []


def test_the_deployments_name_flows_that_exist() -> None:
    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    assert len(deployments) == 3
    for deployment in deployments:
        path, _, name = deployment["entrypoint"].partition(":")
        flow = getattr(importlib.import_module(path.removesuffix(".py").replace("/", ".")), name)
        flow.validate_parameters(deployment.get("parameters", {}))
        assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "ENQUEUE"}
        assert len(deployment["schedules"]) == 1
