"""Every setting, its default and its environment variable."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path

from schemas.problems import BadInput

_MAY_BE_ZERO = frozenset({"workers", "lock_wait_seconds", "max_redirects"})
_CHOICES = {"engine": ("processes", "dask")}
_DIGITS = 15
_ROOT = Path(__file__).resolve().parent.parent


class SettingError(BadInput):
    """A setting that cannot be understood; the message names its variable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How this installation is set up. ``SANCTIONWATCH_<NAME>`` in the environment overrides each."""

    data: Path = Path("data")  # where the warehouse, the reports and the working state live
    seeds: Path = _ROOT / "seeds"  # languages, reference data, watch list, sample articles
    max_file_bytes: int = 10_000_000  # a larger text or HTML file, or JSONL line, is refused
    max_files: int = 1_000_000  # a folder with more files is refused
    max_list_bytes: int = 3_000_000_000  # a larger file of a sanctions list is refused
    batch: int = 20_000  # articles taken in, read and checked at a time
    engine: str = "processes"  # what reads articles and archives: processes (of this machine) or dask; docs/scale.md
    engine_address: str = ""  # of a running Dask scheduler; none: one is started on this machine for the run
    workers: int = 0  # that read articles and archives; 0: as many as there are processors, when it is worth it
    memory_mb: int = 1_000  # what DuckDB holds in memory, at most; what does not fit goes to files beside the warehouse while it is needed
    lock_wait_seconds: int = 60  # how long a run waits for another one to end, or for another program to let go of the warehouse
    notify_url: str = ""  # a webhook that is told when a run or its data fail, or a source begins to

    contact: str = ""  # an address or page for the operators of the sites that are asked; sent in the User-Agent
    allow_hosts: str = ""  # hosts of your own, host or host:port, with commas: may have private addresses, are asked without pauses
    fetch_concurrency: int = 6  # requests under way at a time
    host_concurrency: int = 2  # … to one host
    host_delay_seconds: float = 1.0  # pause between requests to one host; a longer Crawl-delay of its robots.txt is kept
    request_seconds: float = 30.0  # one request, from connecting to the last byte
    source_seconds: float = 600.0  # all that a source takes in one run
    tries: int = 3  # how often a request that may succeed later is made
    retry_wait_seconds: float = 1.0  # first wait between tries; doubles, with jitter
    max_retry_wait_seconds: float = 60.0  # a longer Retry-After ends the tries
    max_redirects: int = 5
    max_body_bytes: int = 20_000_000  # of an answer, after decompression
    max_entries: int = 2_000  # of a feed, list or sitemap; the rest is reported, not read
    max_pages: int = 300  # pages fetched for a source in one run; the rest waits for the next

    @classmethod
    def load(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """The settings of this environment.

        Raises:
            SettingError: if a variable does not hold a number where one is wanted, or names no setting.
        """
        known = {f"SANCTIONWATCH_{field.name.upper()}" for field in fields(cls)}
        for name in sorted(environ):
            if name.startswith("SANCTIONWATCH_") and name not in known:
                near = get_close_matches(name, sorted(known), 1)
                raise SettingError(f"{name} is no setting{f'; {near[0]} is' if near else ''}; unset it")
        given: dict[str, Path | int | float | str] = {}
        for field in fields(cls):
            name = f"SANCTIONWATCH_{field.name.upper()}"
            if name not in environ:
                continue
            if isinstance(field.default, Path):
                given[field.name] = Path(environ[name])
            elif isinstance(field.default, str):
                given[field.name] = _text(name, environ[name].strip(), _CHOICES.get(field.name, ()))
            elif isinstance(field.default, float):
                given[field.name] = _seconds(name, environ[name])
            else:
                given[field.name] = _number(name, environ[name], least=0 if field.name in _MAY_BE_ZERO else 1)
        return cls(**given)  # type: ignore[arg-type]

    @property
    def warehouse(self) -> Path:
        """The published warehouse: what people and tools open. Replaced as a whole at the end of each run."""
        return self.data / "warehouse.duckdb"

    @property
    def state(self) -> Path:
        """The working state: the warehouse being written, staged batches, locks."""
        return self.data / "state"

    @property
    def archive(self) -> Path:
        """The raw archive: every body that was fetched, by its SHA-256."""
        return self.data / "archive"

    @property
    def reports(self) -> Path:
        """Where reports are written."""
        return self.data / "reports"

    @property
    def quality(self) -> Path:
        """Where the Data Docs are built."""
        return self.data / "quality"


def _text(name: str, value: str, choices: tuple[str, ...]) -> str:
    if choices and value not in choices:
        raise SettingError(f"{name}={value!r}: one of {', '.join(choices)} is wanted")
    return value


def _number(name: str, value: str, *, least: int) -> int:
    if not value.strip().isdecimal() or len(value) > _DIGITS or int(value) < least:
        raise SettingError(f"{name}={value!r}: a whole number is wanted, {least} or more")
    return int(value)


def _seconds(name: str, value: str) -> float:
    try:
        number = float(value)
    except ValueError as problem:
        raise SettingError(f"{name}={value!r}: a number is wanted") from problem
    if not 0 <= number < 1e6:
        raise SettingError(f"{name}={value!r}: a number from 0 to 1,000,000 is wanted")
    return number
