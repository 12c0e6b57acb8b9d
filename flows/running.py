"""One run of a flow: its entry in the ledger, its Prefect flow, the published warehouse."""

from __future__ import annotations

import secrets
import string
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from flows.notifying import news, notify
from flows.orchestration.server import Server
from flows.summary import outcome_of
from flows.validation import gx
from schemas.settings import Settings
from warehouse.connect import open_working
from warehouse.ledger import finish_run, start_run
from warehouse.migrate import migrate
from warehouse.publish import adopt, publish
from warehouse.reference import load_reference

VERSION = "0.1.0"


def run(flow: str, given: tuple[Any, ...], settings: Settings, prefect: Server) -> tuple[str, dict[str, Any]]:
    """Runs a flow of the module of its name on this server, with what was ``given`` after the run's id. The caller holds the run's lock.

    Returns and raises as ``recorded`` does.
    """
    return recorded(flow, lambda run_id: _orchestrated(flow, (run_id, *given), prefect), settings)


def recorded(flow: str, call: Callable[[str], dict[str, Any]], settings: Settings) -> tuple[str, dict[str, Any]]:
    """Calls a flow with the id of a new run, enters the run in the ledger and publishes what came of it. The caller holds the run's lock.

    Returns the run's outcome, ``done`` or ``left_out``, and its counts.

    Raises:
        BadReferenceFile: if the reference data cannot be used; nothing was run.
        WatchListError, QualityFailed, PackNotCompiled, WarehouseBusy, WarehouseBroken: as the flows do; the run is closed as failed.
    """
    working = settings.state / "warehouse.duckdb"
    started = _now()
    run_id = f"{started:%Y%m%dT%H%M%S}-{''.join(secrets.choice(string.ascii_lowercase) for _ in range(4))}"
    adopt(settings.warehouse, working)
    with open_working(working) as connection:
        migrate(connection)
        load_reference(connection, settings.seeds / "reference", _now())
        start_run(connection, run_id=run_id, flow=flow, at=started, program=VERSION)
    outcome, counts, message = "failed", {}, None
    try:
        counts = call(run_id)
        outcome = outcome_of(counts)
        if untold := notify(news(flow, run_id, started, counts, None), settings):
            counts["warnings"] = [*counts.get("warnings", []), untold]
    except KeyboardInterrupt:
        outcome, message = "interrupted", "stopped by the user; the next run goes on where this one ended"
        raise
    except BaseException as problem:
        message = f"{type(problem).__name__}: {problem}"[:2_000]
        if untold := notify(news(flow, run_id, started, {}, problem), settings):
            problem.add_note(untold)
            message += f" ({untold})"
        raise
    finally:
        with open_working(working) as connection:
            finish_run(connection, run_id=run_id, at=_now(), outcome=outcome, counts=counts, message=message)
        publish(working, settings.warehouse)
    return outcome, counts | {"run_id": run_id}


def _orchestrated(name: str, arguments: tuple[Any, ...], prefect: Server) -> dict[str, Any]:
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    called = _flow(name)
    _warm_up(prefect)
    prefect.wait()
    # Joining the heartbeat thread of a synchronous flow takes up to a second for each flow.
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        counts: dict[str, Any] = called(*arguments)
    return counts


def _warm_up(prefect: Server) -> None:
    """Imports what the flows may need while the server starts, and no longer: a run that finds nothing new never needs the last of it."""
    for name in (
        "prefect.flow_engine",
        "prefect.task_engine",
        "fastapi",
        "pyarrow",
        "jinja2",
        "pandas",
        "sqlalchemy",
        "marshmallow",
        "great_expectations",
    ):
        if prefect.answers():
            return
        if name == "great_expectations":
            gx.load()
        else:
            import_module(name)


def _flow(name: str) -> Any:
    return getattr(import_module(f"flows.{name}"), name)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
