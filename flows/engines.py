"""Where work is done that one process would take long for: processes of this machine, Dask or Ray. One setting chooses; docs/scale.md.

Each gets jobs, a batch of articles or the path of an archive, and gives tables. Answers come back in the order of the jobs, so that what is
made of them does not depend on who was ready first. Nobody but the caller writes to the warehouse.
"""

from __future__ import annotations

import os
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

_AHEAD = 2  # jobs under way for each worker: the next one lies ready, and memory does not grow with the input


class Engine:
    """Does jobs on several workers, which start when there is a job for them and stay until the end."""

    def __init__(self, settings: Settings, closing: ExitStack) -> None:
        self._settings = settings
        self._closing = closing
        self._submit: _Submit | None = None
        self.workers = settings.workers or os.cpu_count() or 1

    def each(self, work: Callable[..., Answer], jobs: Iterable[Job], **shared: Any) -> Iterator[Answer]:
        """``work(job, **shared)`` of every job, in order. With one worker on this machine it is done here.

        Raises:
            SettingError: if the engine is not installed.
        """
        if self._settings.engine == "processes" and self.workers < 2:
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
    try:
        from prefect_dask import DaskTaskRunner
    except ImportError as problem:
        raise _not_installed("dask") from problem
    local = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None}
    runner = DaskTaskRunner(address=settings.engine_address) if settings.engine_address else DaskTaskRunner(cluster_kwargs=local)
    return _submitting(closing.enter_context(runner))


def _ray(settings: Settings, workers: int, closing: ExitStack) -> _Submit:
    _need_server(settings, closing)
    try:
        from prefect_ray import RayTaskRunner
    except ImportError as problem:
        raise _not_installed("ray") from problem
    local = {"num_cpus": workers, "include_dashboard": False, "log_to_driver": False}
    runner = RayTaskRunner(address=settings.engine_address) if settings.engine_address else RayTaskRunner(init_kwargs=local)
    return _submitting(closing.enter_context(runner))


_STARTS: dict[str, Callable[[Settings, int, ExitStack], _Submit]] = {"processes": _processes, "dask": _dask, "ray": _ray}


def _need_server(settings: Settings, closing: ExitStack) -> None:
    """Prefect's task runners report to a server; a verb that is no flow has none yet."""
    if "PREFECT_API_URL" not in os.environ:
        closing.enter_context(server(settings.state / "prefect")).wait()


def _submitting(runner: Any) -> _Submit:
    """Jobs as Prefect tasks of a task runner. ``quote`` keeps Prefect from looking through every row of a job for futures."""
    from prefect import task
    from prefect.cache_policies import NO_CACHE
    from prefect.utilities.annotations import quote
    from prefect.utilities.callables import get_call_parameters

    def submit(work: Callable[..., Any], job: Any, shared: dict[str, Any]) -> Any:
        asked: Any = task(cache_policy=NO_CACHE, persist_result=False)(work)
        given = get_call_parameters(work, (job,), shared)
        return runner.submit(asked, {name: quote(value) for name, value in given.items()})

    return submit


def _not_installed(name: str) -> SettingError:
    return SettingError(f"SANCTIONWATCH_ENGINE={name}: prefect-{name} is not installed; run: uv sync --extra {name}")
