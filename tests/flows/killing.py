"""``python -m tests.flows.killing POINT monitor …``: a run that kills itself with SIGKILL at a named point."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

# In the order of a run. Name: module, function, before or after, at which call.
POINTS: dict[str, tuple[str, str, str, int]] = {
    "before-articles-are-written": ("flows.ingest", "insert_new", "before", 1),
    "articles-written-not-committed": ("flows.ingest", "insert_new", "after", 3),
    "after-the-first-batch": ("flows.ingest", "_counted", "after", 1),
    "while-reading": ("flows.staging", "_frame", "after", 1),
    "before-claims-are-staged": ("flows.extract", "_stage", "before", 1),
    "after-claims-are-staged": ("flows.extract", "_stage", "after", 1),
    "after-the-check": ("flows.load", "check", "after", 1),
    "claims-written-not-committed": ("flows.load", "insert_new", "after", 2),
    "claims-committed-still-staged": ("flows.load", "_gone", "before", 1),
    "facts-computed-not-committed": ("flows.facts", "compute_facts", "after", 1),
    "before-the-report": ("flows.report", "render", "before", 1),
    "before-the-run-is-closed": ("flows.running", "finish_run", "before", 1),
    "before-publishing": ("flows.running", "publish", "before", 1),
    "after-publishing": ("flows.running", "publish", "after", 1),
}


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _deadly(function: Callable[..., Any], moment: str, call: int) -> Callable[..., Any]:
    calls = 0

    def wrapped(*arguments: Any, **keywords: Any) -> Any:
        nonlocal calls
        calls += 1
        if moment == "before" and calls == call:
            _die()
        result = function(*arguments, **keywords)
        if moment == "after" and calls == call:
            _die()
        return result

    return wrapped


if __name__ == "__main__":
    module, name, moment, call = POINTS[sys.argv[1]]
    setattr(import_module(module), name, _deadly(getattr(import_module(module), name), moment, call))
    from flows.__main__ import main

    main(sys.argv[2:])
