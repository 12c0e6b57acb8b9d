"""Whoever is named is told, on a webhook, when something fails; once for a source, and in no run's way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from flows.notifying import news, notify
from flows.running import recorded
from flows.validation.check import QualityFailed
from schemas.settings import Settings
from warehouse.connect import open_published

_STARTED = datetime(2026, 1, 2, 3, 4)


def _sources(**since: str) -> dict[str, Any]:
    return {"sources": {name: {"state": "dead", "since": at, "why": "no answer"} for name, at in since.items()}}


def test_a_source_is_told_by_the_run_in_which_it_began_to_fail() -> None:
    told = news("monitor", "r1", _STARTED, _sources(wire="2026-01-02 03:04", gone="2026-01-01 00:00"), None)
    assert told is not None
    assert (told["event"], list(told["sources"])) == ("source_failing", ["wire"])
    assert told["text"] == "Sanctionwatch, monitor: source failing: wire is dead: no answer (run r1)"
    assert news("monitor", "r1", _STARTED, _sources(gone="2026-01-01 00:00"), None) is None
    well = {"sources": {"wire": {"state": "ok", "since": "2026-01-02 03:04", "why": None}}}
    assert news("monitor", "r1", _STARTED, well, None) is None


@pytest.fixture
def heard(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """What a webhook on loopback was told."""
    told: list[dict[str, Any]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Hook) as web:
        Thread(target=web.serve_forever, daemon=True).start()
        monkeypatch.setenv("SANCTIONWATCH_NOTIFY_URL", f"http://127.0.0.1:{web.server_port}/hook")
        yield told
        web.shutdown()


def _run(call: Callable[[str], dict[str, Any]]) -> tuple[str, dict[str, Any]]:
    return recorded("monitor", call, Settings.load())


def _failing(problem: Exception) -> Callable[[str], dict[str, Any]]:
    def call(_: str) -> dict[str, Any]:
        raise problem

    return call


def test_failed_data_a_failed_run_and_a_dead_source_reach_the_webhook(heard: list[dict[str, Any]]) -> None:
    for problem in (QualityFailed("staged claims: made-up"), ValueError("a bug")):
        with pytest.raises(type(problem)):
            _run(_failing(problem))
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M}"
    _run(lambda _: {"left_out": 0, "sources_failing": ["wire"], **_sources(wire=now)})
    _run(lambda _: {"left_out": 0})
    assert [(told["event"], told["message"]) for told in heard] == [
        ("quality_failed", "staged claims: made-up"),
        ("run_failed", "a bug"),
        ("source_failing", "wire is dead: no answer"),
    ]


def test_a_webhook_that_is_not_there_stops_no_run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANCTIONWATCH_NOTIFY_URL", "http://127.0.0.1:9/secret")
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M}"
    _, counts = _run(lambda _: {"left_out": 0, **_sources(wire=now)})
    assert counts["warnings"] == ["the webhook of SANCTIONWATCH_NOTIFY_URL could not be told: URLError"]
    with pytest.raises(ValueError, match="a bug"):
        _run(_failing(ValueError("a bug")))
    with open_published(settings.warehouse) as connection:
        assert connection.execute("SELECT message FROM runs WHERE outcome = 'failed'").fetchall() == [
            ("ValueError: a bug (the webhook of SANCTIONWATCH_NOTIFY_URL could not be told: URLError)",)
        ]


def test_an_address_that_is_no_webhook_is_told() -> None:
    assert "no address that begins with http" in str(notify({"event": "run_failed"}, Settings(notify_url="file:///etc/passwd")))
