"""What a visit to a source brought, kept on disk until it is in the warehouse: a run that is killed loses none of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import RawIOBase
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from schemas.article import Arrival, Refusal
from schemas.source import Fetch

Trouble = Literal["blocked", "dead", "empty"]


@dataclass(slots=True, kw_only=True)
class Gathered:
    """Everything one source gave in one run. ``seen`` holds the places (``place_id``) that it still shows and that were known.

    ``trouble`` and ``problem`` concern the source as a whole; ``moments`` are the publication times of its entries (UTC);
    ``overlap`` says whether any entry was known before, and nothing where there was nothing to compare.
    """

    source: str
    run_id: str
    at: datetime
    arrivals: list[Arrival] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    fetches: list[Fetch] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    entries: int = 0
    unchanged: int = 0
    waiting: int = 0
    trouble: Trouble | None = None
    problem: str | None = None
    not_modified: bool = False
    overlap: bool | None = None
    moments: list[datetime] = field(default_factory=list)


_ADAPTER = TypeAdapter(Gathered)


@contextmanager
def keeping(folder: Path, run_id: str) -> Iterator[Callable[[Gathered], None]]:
    """Keeps visits of a run in one file, a line each, as soon as each is complete."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{run_id}.jsonl").open("ab", buffering=0) as file:
        yield lambda gathered: _append(file, gathered)


def _append(file: RawIOBase, gathered: Gathered) -> None:
    line = memoryview(_ADAPTER.dump_json(gathered) + b"\n")
    while line:
        line = line[file.write(line) or 0 :]


def kept(folder: Path) -> Iterator[Gathered]:
    """What waits to be taken in, in order of run and source. A line that a killed run left half-written is no visit that ended."""
    for path in sorted(folder.glob("*.jsonl")):
        with path.open("rb") as lines:
            whole = sorted((line for line in lines if line.endswith(b"\n")), key=lambda line: line[:100])
        for line in whole:
            yield _ADAPTER.validate_json(line)


def clear(folder: Path) -> None:
    """Forgets what was taken in."""
    for path in folder.glob("*.jsonl"):
        path.unlink()
