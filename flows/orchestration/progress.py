"""What a run is doing, for the person who waits: one line per step on standard error, nothing where nobody looks."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_loud: ContextVar[bool] = ContextVar("loud", default=False)


def show(loud: bool) -> None:
    """Turns the lines on or off."""
    _loud.set(loud)


@contextmanager
def step(name: str) -> Iterator[list[str]]:
    """Announces a step, and at its end how long it took and what was appended to the yielded list."""
    outcome: list[str] = []
    started = time.monotonic()
    terminal = sys.stderr.isatty()
    if _loud.get() and terminal:
        print(f"  {name} …", end="", file=sys.stderr, flush=True)
    try:
        yield outcome
    finally:
        if _loud.get():
            start = "\r\x1b[K" if terminal else ""
            print(f"{start}  {name:<8} {', '.join(outcome) or 'stopped'} ({time.monotonic() - started:.1f} s)", file=sys.stderr, flush=True)
