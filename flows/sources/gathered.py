"""What a visit to a source brought, kept on disk until it is in the warehouse: a run that is killed loses none of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
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


def keep(folder: Path, gathered: Gathered) -> None:
    """Writes it whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{gathered.run_id}-{gathered.source}.json"
    fresh = path.with_suffix(f".{os.getpid()}.new")
    fresh.write_bytes(_ADAPTER.dump_json(gathered))
    fresh.replace(path)


def kept(folder: Path) -> Iterator[tuple[Path, Gathered]]:
    """What waits to be taken in, in order. What a killed run left half-written is removed."""
    for unfinished in folder.glob("*.new"):
        unfinished.unlink()
    for path in sorted(folder.glob("*.json")):
        yield path, _ADAPTER.validate_json(path.read_bytes())
