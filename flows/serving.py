"""Serve: the whole schedule in one process. Starts a Prefect server of its own unless one is named, and runs ``monitor`` at its times."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from schemas.settings import SettingError, Settings

_FIRST_RUN_AFTER = timedelta(seconds=5)


def serve(*, every: timedelta | None, cron: str | None, sources: Sequence[str], live: bool, settings: Settings, port: int) -> None:
    """Runs ``monitor`` every so often, the first time at once, or at the times of a cron expression in UTC, until it is stopped.

    Raises:
        ServerFailed: if the server does not come up.
        SettingError: if the cron expression is none.
    """
    from flows.orchestration.server import server

    os.environ.setdefault("PREFECT_RUNNER_POLL_FREQUENCY", "2")
    with server(settings.state / "prefect-schedule", port=port, scheduling=True) as prefect:
        from prefect.runner import Runner

        from flows.scheduled import monitor_run

        class Stoppable(Runner):
            def handle_sigterm(self, *_: Any, **__: Any) -> None:
                """As on Ctrl-C: asyncio ends its task in order, where Prefect's own way raises in the middle of its loop."""
                signal.raise_signal(signal.SIGINT)

        prefect.wait()
        runner = Stoppable(name="sanctionwatch", limit=1, pause_on_shutdown=True)
        deployment: Any = monitor_run.to_deployment(  # a coroutine only inside an event loop
            name="schedule",
            parameters={"sources": list(sources), "live": live},
            schedule=_schedule(every, cron),
            concurrency_limit=1,
            tags=["sanctionwatch"],
            description="Takes in what is new, reads it, checks it, loads it, brings the facts and the report up to date.",
        )
        runner.add_deployment(deployment)
        (settings.state / "serving.json").write_text(
            json.dumps({"api": prefect.url}), encoding="utf-8"
        )  # where `status` asks for the next run
        said = f"every {every}" if every else f"at {cron} (UTC)"
        print(f"sanctionwatch: monitor runs {said}; see {prefect.url.removesuffix('/api')}; stop with Ctrl-C", file=sys.stderr, flush=True)
        # On stopping, asyncio reports the end of Prefect's control channel, which is no news.
        logging.getLogger("asyncio").addFilter(
            lambda record: not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))
        )
        try:
            asyncio.run(runner.start())
        except KeyboardInterrupt:
            print("sanctionwatch: stopped", file=sys.stderr)


def _schedule(every: timedelta | None, cron: str | None) -> Any:
    from prefect.schedules import Cron, Interval

    if cron is not None:
        try:
            return Cron(cron, timezone="UTC")
        except ValueError as problem:
            raise SettingError(f"--cron {cron!r}: not a cron expression, such as '*/15 * * * *'") from problem
    assert every is not None
    return Interval(every, anchor_date=datetime.now(UTC) + _FIRST_RUN_AFTER)
