"""How a source is: what it gave, judged against its usual rhythm, so that a dead feed never reads as a quiet week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from flows.sources.gathered import Gathered
from flows.sources.watched import Rhythm
from schemas.source import State

_EXPECTED: dict[Rhythm, timedelta] = {
    "hourly": timedelta(hours=2),
    "daily": timedelta(hours=24),
    "weekly": timedelta(days=8),
    "monthly": timedelta(days=35),
}
_ENOUGH = 8  # publication times from which a rhythm can be told
_SILENT, _STALE = 3, 12  # times the usual longest pause
_SHORTEST_SILENCE = timedelta(hours=24)  # nights and Sundays are no alarm
_SHORTEST_STALENESS = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What the warehouse knows of a source: publication times (UTC), and the last verdict on it."""

    moments: Sequence[datetime] = ()
    state: State | None = None
    since: datetime | None = None
    checked_at: datetime | None = None
    entries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a source is, since when, and why; its newest publication and its usual longest pause."""

    state: State
    since: datetime
    why: str | None = None
    newest: datetime | None = None
    usual: timedelta | None = None


def judge(gathered: Gathered, history: History, rhythm: Rhythm, *, timed: bool = True) -> Verdict:
    """The verdict on a visit. Sources that are not ``timed``, such as files, have no rhythm to fall out of."""
    now = gathered.at
    moments = sorted({at for at in (*history.moments, *gathered.moments) if at <= now})
    newest = moments[-1] if moments else None
    usual = usual_pause(moments, rhythm)

    def verdict(state: State, why: str | None, since: datetime | None = None) -> Verdict:
        lasting = history.since if history.state == state and history.since is not None else now
        return Verdict(state=state, since=since or lasting, why=why, newest=newest if timed else None, usual=usual if timed else None)

    if gathered.trouble is not None:
        return verdict(gathered.trouble, gathered.problem)
    if gathered.entries == 0 and not gathered.not_modified:
        return verdict("empty", gathered.problem or "it answers and holds no entries")
    if not timed:
        return verdict("ok", gathered.problem)
    if newest is not None:
        quiet = now - newest
        if quiet > max(_STALE * usual, _SHORTEST_STALENESS):
            return verdict("stale", f"its newest entry is {words(quiet)} old; usually nothing new for {words(usual)} at most", newest)
        if quiet > max(_SILENT * usual, _SHORTEST_SILENCE):
            return verdict("silent", f"nothing new for {words(quiet)}; usually {words(usual)} at most", newest)
    # Only a list that had entries at the last visit, and shows none of them now, has moved past us.
    if gathered.overlap is False and history.checked_at is not None and history.entries > 0:
        away = words(now - history.checked_at)
        return verdict(
            "gap", f"none of the entries of the last visit, {away} ago, is there any more; what came between is lost", history.checked_at
        )
    return verdict("ok", gathered.problem)


def usual_pause(moments: Sequence[datetime], rhythm: Rhythm) -> timedelta:
    """The 95th percentile of the pauses between publications; what the watch list expects, while there are too few."""
    if len(moments) < _ENOUGH:
        return _EXPECTED[rhythm]
    pauses = sorted(after - before for before, after in pairwise(moments))
    return pauses[min(len(pauses) - 1, int(0.95 * len(pauses)))]


def words(span: timedelta) -> str:
    """A span as people say it: minutes, hours or days."""
    hours = span.total_seconds() / 3600
    if hours < 1:
        return f"{max(1, round(hours * 60))} min"
    return f"{hours:.0f} h" if hours < 72 else f"{hours / 24:.0f} days"
