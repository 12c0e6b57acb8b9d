"""One run at a time, and nothing left behind: a lock and child processes that end with the process, however it ends."""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schemas.settings import SettingError


def die_with_parent() -> None:
    """Linux: the kernel ends this process when its parent ends, however that ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class AnotherRun(RuntimeError):
    """Another run holds the lock and did not end in time."""


@contextmanager
def only_run(path: Path, wait_seconds: float) -> Iterator[None]:
    """Holds the lock at ``path``; waits for another run to end.

    Raises:
        AnotherRun: if it does not end within ``wait_seconds``.
        SettingError: if the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
    except OSError as problem:
        raise SettingError(
            f"{path.parent}: cannot be written ({problem.strerror}); name another folder with SANCTIONWATCH_DATA"
        ) from problem
    try:
        started = time.monotonic()
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as taken:
                if time.monotonic() - started > wait_seconds:
                    holder = os.pread(descriptor, 32, 0).decode(errors="replace").strip() or "unknown"
                    raise AnotherRun(
                        f"another run (process {holder}) is working on {path.parent.parent}; waited {wait_seconds:.0f} s (SANCTIONWATCH_LOCK_WAIT_SECONDS)"
                    ) from taken
                time.sleep(0.1)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)
