"""Connections: one writer on the working warehouse, any number of readers on the published one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from schemas.problems import BadInput
from schemas.settings import Settings

# Offline each missing extension would wait seconds for the network.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
_WAY_OUT = (
    "move it away and run monitor: a run goes on from whichever is whole, the published warehouse or the one in state (docs/trouble.md)"
)


class WarehouseBusy(RuntimeError):
    """Another process holds the warehouse."""


class WarehouseBroken(RuntimeError):
    """The file is not a warehouse that this version can open."""


class NoWarehouse(BadInput):
    """Nothing has been published yet."""


@contextmanager
def open_working(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse being written; created if it is not there. Close it soon: it locks every other process out.

    Raises:
        WarehouseBusy: if another process has it open, and does not let go within SANCTIONWATCH_LOCK_WAIT_SECONDS.
        WarehouseBroken: if the file is damaged or from a newer DuckDB.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _connect_when_free(path)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def open_published(path: Path, writes_into: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published warehouse, read-only, without access to the network or to other files, except for the folder that is written into.

    Raises:
        NoWarehouse: if nothing was published yet.
        WarehouseBroken: if the file is damaged or from a newer DuckDB.
    """
    if not path.exists():
        raise NoWarehouse(f"{path} is not there yet; run: sanctionwatch monitor")
    connection = _connect(path, read_only=True)
    try:
        if writes_into is not None:
            connection.execute("SET allowed_directories = $folders", {"folders": [str(writes_into)]})
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All or nothing: commits at the end, rolls back on any exception, an interrupt included."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _connect_when_free(path: Path) -> duckdb.DuckDBPyConnection:
    """A reader that looked into the working file lets go in a moment; nothing but the lock is waited for."""
    import stamina  # not for readers, who never wait
    from stamina.instrumentation import set_on_retry_hooks

    set_on_retry_hooks([])  # whoever waits in vain is told once
    patience = Settings.load().lock_wait_seconds
    tries = stamina.retry_context(
        WarehouseBusy, attempts=None if patience else 1, timeout=patience or None, wait_initial=0.05, wait_max=1.0, wait_jitter=0.1
    )
    for attempt in tries:
        with attempt:
            return _connect(path, read_only=False)
    raise AssertionError("the last attempt raises")


def _connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(path, read_only=read_only, config=_CONFIG | {"memory_limit": f"{Settings.load().memory_mb}MB"})
    except duckdb.IOException as problem:
        if "lock" in str(problem):
            raise WarehouseBusy(
                f"{path} is in use by another process; wait for it to end, or open {path.name} read-only elsewhere"
            ) from problem
        raise WarehouseBroken(f"{path} cannot be opened: {problem}; {_WAY_OUT}") from problem
    except (duckdb.SerializationException, duckdb.InternalException, duckdb.CatalogException) as problem:
        raise WarehouseBroken(f"{path} is damaged: {problem}; {_WAY_OUT}") from problem
