"""A Prefect server for one run: Prefect's flows need one, and its own temporary server takes 9 to 16 seconds and outlives a kill.

Ours starts while the program still imports, keeps its database under the data folder, and dies with its parent. An API address in the
environment (``PREFECT_API_URL``) is used instead where there is one.
"""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from flows.orchestration.lock import die_with_parent
from schemas.settings import SettingError

_PATIENCE_SECONDS = 180
_SCHEMA = Path(__file__).parent / "prefect_schema.sql"
_QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_CLI_PROMPT": "false",
}
_OURS = {"PREFECT_API_BLOCKS_REGISTER_ON_START": "false"}
# A server that lives for one run schedules nothing and pokes nobody.
_ONE_RUN = {
    "PREFECT_UI_ENABLED": "0",
    "PREFECT__SERVER_EPHEMERAL": "1",
    "PREFECT__SERVER_FINAL": "1",
    "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
}


class ServerFailed(RuntimeError):
    """The Prefect server did not come up; the message says where its log is."""


class Server:
    """A server that was started, or one that was there."""

    def __init__(self, process: subprocess.Popen[bytes] | None, url: str, log: Path) -> None:
        self._process = process
        self._url = url
        self._log = log

    @property
    def url(self) -> str:
        """The address of its API."""
        return self._url

    def wait(self) -> None:
        """Until it answers.

        Raises:
            ServerFailed: if it died or stayed silent.
        """
        started = time.monotonic()
        while not self.answers():
            if self._process is not None and self._process.poll() is not None:
                raise ServerFailed(f"the Prefect server ended at once (exit code {self._process.returncode}); its log: {self._log}")
            if time.monotonic() - started > (_PATIENCE_SECONDS if self._process is not None else 10):
                raise ServerFailed(
                    f"no Prefect server answers at {self._url}; its log: {self._log}"
                    if self._process
                    else f"no Prefect server answers at {self._url} (PREFECT_API_URL)"
                )
            time.sleep(0.02)

    def answers(self) -> bool:
        """Whether it is up."""
        try:
            with urllib.request.urlopen(f"{self._url}/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def stop(self) -> None:
        """Ends the server if it is ours."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                self._process.kill()


@contextmanager
def server(home: Path, *, port: int = 0, scheduling: bool = False) -> Iterator[Server]:
    """A Prefect server for the time of a run, or, ``scheduling``, one that starts runs at their times and has its pages.

    Call before Prefect is imported: it sets the address that Prefect will use. ``port`` 0: any free one.
    """
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    if "PREFECT_API_URL" in os.environ:
        yield Server(None, os.environ["PREFECT_API_URL"].rstrip("/"), home / "server.log")
        return
    home.mkdir(parents=True, exist_ok=True)
    os.environ["PREFECT_HOME"] = str(home.resolve())
    _prepare(home / "prefect.db")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections of a server that ended a moment ago do not count
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            raise SettingError(f"port {port} on 127.0.0.1 is not free ({problem.strerror}); choose another one with --port") from problem
        port = probe.getsockname()[1]
    log = home / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "uvicorn",
                "--factory",
                "prefect.server.api.server:create_app",
                "--host",
                "127.0.0.1",
                "--port",
                str(port),
                "--log-level",
                "error",
                "--lifespan",
                "on",
            ],
            env={**os.environ, **_OURS, **({} if scheduling else _ONE_RUN)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            preexec_fn=_detached,
        )
    started = Server(process, f"http://127.0.0.1:{port}/api", log)
    os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
    try:
        yield started
    finally:
        started.stop()
        os.environ.pop("PREFECT_API_URL", None)


def _detached() -> None:
    """Ends with the run, and does not hear its Ctrl-C: the run stops it in order."""
    die_with_parent()
    os.setsid()


def _prepare(database: Path) -> None:
    """Creates Prefect's database with its present schema, which saves the six seconds that its 100 migrations take.

    Only for the Prefect version the schema was taken from; any other one migrates by itself.
    """
    if database.exists():
        return
    text = _SCHEMA.read_text(encoding="utf-8")
    if not text.startswith(f"-- Prefect {version('prefect')}\n"):
        return
    fresh = database.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    connection = sqlite3.connect(fresh)
    try:
        connection.executescript(text)
    finally:
        connection.close()
    fresh.replace(database)
