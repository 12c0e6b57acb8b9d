"""Runs that somebody else starts: the flows of Prefect deployments and of ``sanctionwatch serve``. Each is one whole run, with its lock and its entry in the ledger."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed

from flows.facts import facts
from flows.monitor import monitor
from flows.orchestration.lock import AnotherRun, only_run
from flows.report import report
from flows.running import recorded
from schemas.settings import Settings


def _named() -> str:
    return f"{flow_run.get_flow_name()} {datetime.now(UTC):%Y-%m-%d %H:%M}"


@flow(name="sanctionwatch monitor", flow_run_name=_named)
def monitor_run(sources: list[str] | None = None, live: bool = False) -> dict[str, Any] | State[Any]:
    """Takes in what is new, as ``sanctionwatch monitor`` does: ``sources`` are names of the watch list, files or folders; none: the enabled ones."""
    picked = tuple(sources or ())
    return _alone("monitor", lambda run_id: monitor(run_id, picked, live))


@flow(name="sanctionwatch facts", flow_run_name=_named)
def facts_run() -> dict[str, Any] | State[Any]:
    """Brings the facts up to date with the claims."""
    return _alone("facts", facts)


@flow(name="sanctionwatch report", flow_run_name=_named)
def report_run() -> dict[str, Any] | State[Any]:
    """Writes the report of the last run anew."""
    return _alone("report", report)


def _alone(name: str, call: Any) -> dict[str, Any] | State[Any]:
    """One run at a time: one that finds another at work waits for it, then leaves, and says so."""
    settings = Settings.load()
    try:
        with only_run(settings.state / "run.lock", settings.lock_wait_seconds):
            outcome, counts = recorded(name, call, settings)
    except AnotherRun as problem:
        return Completed(name="Skipped", message=str(problem))
    return Completed(name="Left out", message="something was left out: see the quarantine") if outcome == "left_out" else counts
