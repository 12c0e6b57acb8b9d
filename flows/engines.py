"""Where work is done that one process would take long for: processes of this machine, or Dask. One setting chooses; docs/scale.md.

Each gets jobs, a batch of articles or the path of an archive, and gives tables. Answers come back in the order of the jobs, so that what is
made of them does not depend on who was ready first. Nobody but the caller writes to the warehouse.
"""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from typing import Any, TypeVar

from flows.orchestration.lock import die_with_parent
from flows.orchestration.server import server
from schemas.settings import SettingError, Settings

Job = TypeVar("Job")
Answer = TypeVar("Answer")
_Submit = Callable[..., Any]  # work, job, what all jobs share → a future

# Jobs for each worker from a batch of articles, so that none waits long for the last one, and articles of a job at most. A task of Dask
# costs half a second of its worker and a fifth of a second here, most of it Prefect's.
_JOBS = {"processes": (4, 2_500), "dask": (1, 10_000)}
_AHEAD = 2  # jobs under way for each worker: the next one lies ready, and memory does not grow with the input


class Engine:
    """Does jobs on several workers, which start when there is a job for them and stay until the end."""

    def __init__(self, settings: Settings, closing: ExitStack) -> None:
        self._settings = settings
        self._closing = closing
        self._submit: _Submit | None = None
        self.workers = settings.workers or os.cpu_count() or 1
        self.several = self.workers > 1 or settings.engine != "processes"

    def job_size(self, articles: int) -> int:
        """Into jobs of how many articles a batch is best cut."""
        jobs, largest = _JOBS[self._settings.engine]
        return min(-(-articles // (jobs * self.workers)), largest)

    def each(self, work: Callable[..., Answer], jobs: Iterable[Job], **shared: Any) -> Iterator[Answer]:
        """``work(job, **shared)`` of every job, in order. With one worker on this machine it is done here.

        Raises:
            SettingError: if the engine is not installed.
        """
        if not self.several:
            yield from (work(job, **shared) for job in jobs)
            return
        if self._submit is None:
            self._submit = _STARTS[self._settings.engine](self._settings, self.workers, self._closing)
        waiting: deque[Any] = deque()
        for job in jobs:
            waiting.append(self._submit(work, job, shared))
            if len(waiting) >= _AHEAD * self.workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def engine(settings: Settings) -> Iterator[Engine]:
    """The engine that the settings name, for the time of a flow."""
    with ExitStack() as closing:
        yield Engine(settings, closing)


def _processes(settings: Settings, workers: int, closing: ExitStack) -> _Submit:
    pool = closing.enter_context(ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=die_with_parent))
    return lambda work, job, shared: pool.submit(work, job, **shared)


def _dask(settings: Settings, workers: int, closing: ExitStack) -> _Submit:
    _need_server(settings, closing)
    os.environ.setdefault("DASK_LOGGING__DISTRIBUTED", "error")  # workers get it too; else each tells where it listens
    try:
        from prefect_dask import DaskTaskRunner
    except ImportError as problem:
        raise SettingError("SANCTIONWATCH_ENGINE=dask: prefect-dask is not installed; run: uv sync --extra dask") from problem
    local = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}  # any free port, for this machine only
    runner = DaskTaskRunner(address=settings.engine_address) if settings.engine_address else DaskTaskRunner(cluster_kwargs=local)
    return _submitting(closing.enter_context(runner))


_STARTS: dict[str, Callable[[Settings, int, ExitStack], _Submit]] = {"processes": _processes, "dask": _dask}


def _need_server(settings: Settings, closing: ExitStack) -> None:
    """Prefect's task runners report to a server; a verb that is no flow has none yet."""
    if "PREFECT_API_URL" not in os.environ:
        closing.enter_context(server(settings.state / "prefect")).wait()


def _submitting(runner: Any) -> _Submit:
    """Jobs as Prefect tasks of a task runner; packed, for Prefect and Dask look through whatever is not for futures, row by row."""
    from prefect import task
    from prefect.cache_policies import NO_CACHE

    asked: Any = task(name="job", cache_policy=NO_CACHE, persist_result=False)(_unpacked_and_done)
    return lambda work, job, shared: runner.submit(asked, {"packed": pickle.dumps((work, job, shared))})


def _unpacked_and_done(packed: bytes) -> Any:
    work, job, shared = pickle.loads(packed)  # noqa: S301 - packed by the process that this worker works for
    return work(job, **shared)
