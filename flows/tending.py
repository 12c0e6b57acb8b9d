"""Tending the sources: what is remembered for the next visit, the list of sources, and the verdict on how each one is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from flows.sources import Live, Source, Still
from flows.sources.gathered import Gathered
from flows.sources.health import History, judge
from flows.sources.visit import Memory
from schemas.article import place_id
from schemas.settings import Settings
from schemas.source import Source as SourceRow
from schemas.source import SourceHealth
from warehouse.columns import table_frame
from warehouse.connect import open_working, transaction
from warehouse.sources import known_places, last_verdicts, pages_given_up, pages_seen_lately, publication_times, replace_sources, validators
from warehouse.store import insert_new

FAILING = frozenset({"dead", "blocked", "empty", "gap"})  # states in which something is being missed


def remember(asked: Sequence[Live], settings: Settings) -> Memory:
    """What earlier runs know of these sources."""
    names, now = [source.name for source in asked], datetime.now(UTC).replace(tzinfo=None)
    with open_working(settings.state / "warehouse.duckdb") as connection:
        places, pages = known_places(connection, names, now)
        return Memory(
            validators=validators(connection, names),
            known=places | {place_id(url) for url in pages},
            given_up=pages_given_up(connection, names, now),
            lately=pages_seen_lately(connection, names, now),
        )


def list_sources(sources: Iterable[Source], settings: Settings, run_id: str) -> None:
    """Writes the watch list, and whatever else was asked for, to ``sources``."""
    rows = {source.name: source_row(source, run_id) for source in sources}
    with open_working(settings.state / "warehouse.duckdb") as connection, transaction(connection):
        replace_sources(connection, table_frame(SourceRow, rows.values()))


def source_row(source: Source, run_id: str) -> dict[str, Any]:
    """A source of the watch list as a row."""
    return {
        "source": source.name,
        "type": source.type,
        "url": str(source.path) if isinstance(source, Still) else source.url or None,
        "enabled": source.enabled,
        "publisher": source.publisher,
        "language": source.language,
        "country": source.country,
        "origin_group": source.origin_group,
        "state_affiliation": source.state_affiliation,
        "reliability": source.reliability,
        "rhythm": source.rhythm,
        "keep": source.keep,
        "unverified": source.unverified,
        "terms": source.terms or None,
        "note": source.note or None,
        "run_id": run_id,
    }


def judge_sources(
    picked: Sequence[Live | Still], visits: Iterable[Gathered], counts: dict[str, Any], settings: Settings, run_id: str
) -> None:
    """Judges every source that was asked, writes ``source_health`` and adds states to ``counts``."""
    by_name = {source.name: source for source in picked}
    latest = {visit.source: visit for visit in visits if visit.source in by_name}
    now = datetime.now(UTC).replace(tzinfo=None)
    names = list(by_name)
    rows: list[dict[str, Any]] = []
    with open_working(settings.state / "warehouse.duckdb") as connection:
        times, before = publication_times(connection, names, now), last_verdicts(connection, names)
        for name, source in by_name.items():
            gave = counts["sources"][name]
            visit = latest.get(name) or Gathered(source=name, run_id=run_id, at=now, entries=sum(gave.values()))
            history = History(moments=times.get(name, ()), **before.get(name, {}))
            verdict = judge(visit, history, source.rhythm, timed=source.live)
            gave |= {"state": verdict.state, "since": f"{verdict.since:%Y-%m-%d %H:%M}", "why": verdict.why}
            rows.append(
                {
                    "run_id": run_id,
                    "source": name,
                    "checked_at": visit.at,
                    "state": verdict.state,
                    "since": verdict.since,
                    "why": verdict.why,
                    "fetched": sum(fetch.sha256 is not None for fetch in visit.fetches),
                    "entries": visit.entries,
                    "new": gave["new"] + gave["copies"],
                    "unchanged": gave["known"] + visit.unchanged,
                    "failed": gave["left_out"],
                    "waiting": visit.waiting,
                    "newest": verdict.newest,
                    "usual_hours": round(verdict.usual.total_seconds() / 3600, 2) if verdict.usual is not None else None,
                }
            )
        with transaction(connection):
            insert_new(connection, SourceHealth, table_frame(SourceHealth, rows))
    counts["sources_failing"] = sorted(row["source"] for row in rows if row["state"] in FAILING)
