"""``sanctionwatch sources`` and ``sanctionwatch archive``: the watch list with its health, one source tried, the archive re-hashed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flows.reporting.terminal import table_text
from flows.reporting.words import plain
from flows.sources import Live, Source, WatchListError, read_watch_list
from flows.sources.archive import verify
from flows.sources.gathered import Gathered
from flows.sources.harvest import visit_one
from flows.sources.health import History, judge
from flows.sources.visit import Memory
from flows.sources.watched import Planned
from schemas.settings import Settings
from warehouse.connect import NoWarehouse, open_published
from warehouse.query import QueryError, answer
from warehouse.sources import archived_bodies, last_verdicts, publication_times

_SHOWN = 60  # hashes of a sort that are printed


def list_all() -> None:
    """Prints every source of the watch list: its type, whether it is on, how it was at the last visit, and its note.

    Raises:
        WatchListError: if the watch list cannot be read.
    """
    settings = Settings.load()
    states = _states(settings)
    rows = []
    for source in read_watch_list(settings.seeds / "sources.toml"):
        seen = states.get(source.name, {})
        note = " – ".join(part for part in ("(unverified)" if source.unverified else "", plain(seen.get("why")), source.note) if part)
        cells = (
            source.name, source.type, _when_asked(source), str(seen.get("state", "–")), _day(seen.get("since")), _day(seen.get("newest")), source.language or "", note
        )  # fmt: skip
        rows.append([plain(cell) for cell in cells])
    print(table_text(("source", "type", "asked", "state", "since", "newest", "language", "note"), rows), end="")


def _states(settings: Settings) -> dict[str, dict[str, Any]]:
    try:
        with open_published(settings.warehouse) as connection:
            return {row["source"]: row for row in answer(connection, "SELECT * FROM source_states").iter_rows(named=True)}
    except (NoWarehouse, QueryError):  # no run yet, or a warehouse of an older version
        return {}


def _when_asked(source: Source) -> str:
    if isinstance(source, Planned):
        return "not yet"
    return "every run" if source.enabled else "--live" if source.live else "by name"


def _day(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at is not None else ""


def try_one(name: str) -> bool:
    """Visits one live source now, as if for the first time, and tells what happened. Stores nothing but bodies in the archive.

    Returns whether it is well.

    Raises:
        WatchListError: if there is no such source, or it is not asked over the network.
    """
    settings = Settings.load()
    listed = {source.name: source for source in read_watch_list(settings.seeds / "sources.toml")}
    source = listed.get(name)
    if source is None:
        raise WatchListError(f"no source {name!r} in {settings.seeds / 'sources.toml'}; see: sanctionwatch sources")
    if not isinstance(source, Live):
        raise WatchListError(
            f"{name} is not asked over the network ({source.type}): {source.note or 'read it with: sanctionwatch ingest ' + name}"
        )
    gathered = visit_one(source, settings, Memory(), "check")
    verdict = judge(gathered, _history(settings, name), source.rhythm)
    print("\n".join(_told(source, gathered)))
    print(f"{name}: {verdict.state}{f' – {plain(verdict.why)}' if verdict.why else ''}")
    return verdict.state == "ok"


def _history(settings: Settings, name: str) -> History:
    try:
        with open_published(settings.warehouse) as connection:
            moments = publication_times(connection, [name], datetime.now(UTC).replace(tzinfo=None)).get(name, [])
            before = last_verdicts(connection, [name]).get(name, {})
    except NoWarehouse:
        return History()
    return History(moments=moments, state=before.get("state"), since=before.get("since"))


def _told(source: Live, gathered: Gathered) -> list[str]:
    lines = [f"asked     {source.url}"]
    for fetch in gathered.fetches:
        answered = (
            f"status {fetch.status}, {fetch.bytes or 0:,} bytes in {fetch.seconds or 0:.1f} s" if not fetch.problem else fetch.problem
        )
        via = f" via {' → '.join(fetch.redirects)}" if fetch.redirects else ""
        lines.append(f"{fetch.role:<9} {plain(fetch.url, 120)}{plain(via)}: {plain(answered)}")
    dated = sum(arrival.published is not None for arrival in gathered.arrivals)
    lines.append(
        f"entries   {gathered.entries}, articles {len(gathered.arrivals)} ({dated} dated), left out {len(gathered.refusals)}, waiting {gathered.waiting}"
    )
    if gathered.moments:
        lines.append(f"newest    {max(gathered.moments):%Y-%m-%d %H:%M} UTC")
    lines += [
        f"article   {plain(arrival.title, 90)} – {len(arrival.text):,} characters, {arrival.published or 'undated'}"
        for arrival in gathered.arrivals[:5]
    ]
    lines += [f"left out  {plain(refusal.origin, 90)}: {plain(refusal.reason, 200)}" for refusal in gathered.refusals[:10]]
    return lines


def verify_archive() -> bool:
    """Re-hashes the raw archive against the record of fetches; prints what is missing, changed or unknown. Returns whether it is whole.

    Raises:
        NoWarehouse: if there is no record yet.
    """
    settings = Settings.load()
    with open_published(settings.warehouse) as connection:
        recorded = archived_bodies(connection)
    found = verify(settings.archive, recorded)
    print(
        f"archive: {found.whole} bodies whole, {len(found.missing)} missing, {len(found.changed)} changed, {len(found.orphans)} without a record"
    )
    for name, hashes in (("missing", found.missing), ("changed", found.changed), ("no record", found.orphans)):
        for digest in hashes[:_SHOWN]:
            print(f"  {name:<9} {settings.archive / digest[:2] / digest[2:]}.zst")
        if len(hashes) > _SHOWN:
            print(f"  {name:<9} … {len(hashes) - _SHOWN} more")
    if found.orphans:
        print("  Bodies without a record come from a run that was killed or from `sources check`; they are kept.")
    return not found.missing and not found.changed
