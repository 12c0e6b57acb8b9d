"""The verdict on a source: each state, and since when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from flows.sources.gathered import Gathered
from flows.sources.health import History, judge, usual_pause

NOW = datetime(2026, 11, 24, 12, 0)


def _ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


def _visit(**given: Any) -> Gathered:
    return Gathered(source="s", run_id="r", at=NOW, **{"entries": 5, **given})


def _every(step: timedelta, until: datetime, count: int = 40) -> list[datetime]:
    return [until - step * number for number in range(count)]


HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("visit", "history", "state", "since"),
    [
        (_visit(moments=[_ago(hours=2)]), History(), "ok", NOW),
        (_visit(moments=[_ago(hours=2)]), History(state="ok", since=_ago(days=9)), "ok", _ago(days=9)),
        (_visit(entries=0), History(), "empty", NOW),
        (_visit(entries=0, not_modified=True), History(moments=_every(HOUR, _ago(hours=3))), "ok", NOW),
        (_visit(trouble="dead", problem="status 404"), History(state="dead", since=_ago(days=3)), "dead", _ago(days=3)),
        (_visit(trouble="blocked", problem="status 403"), History(state="ok", since=_ago(days=3)), "blocked", NOW),
        # An hourly source is silent after a day and stale after a week; a weekly one is not.
        (_visit(), History(moments=_every(HOUR, _ago(hours=23))), "ok", NOW),
        (_visit(), History(moments=_every(HOUR, _ago(hours=30))), "silent", _ago(hours=30)),
        (_visit(entries=0, not_modified=True), History(moments=_every(HOUR, _ago(days=8))), "stale", _ago(days=8)),
        (_visit(), History(moments=_every(7 * DAY, _ago(days=9))), "ok", NOW),
        (_visit(), History(moments=_every(7 * DAY, _ago(days=25))), "silent", _ago(days=25)),
        # Nothing known yet: the rhythm of the watch list, a day, decides.
        (_visit(moments=[_ago(days=40)]), History(), "stale", _ago(days=40)),
        (_visit(moments=[_ago(days=4)]), History(), "silent", _ago(days=4)),
        # Entries from before the last visit are gone.
        (_visit(moments=[_ago(hours=1)], overlap=False), History(checked_at=_ago(days=2), entries=5), "gap", _ago(days=2)),
        (_visit(moments=[_ago(hours=1)], overlap=True), History(checked_at=_ago(days=2), entries=5), "ok", NOW),
        (_visit(moments=[_ago(hours=1)], overlap=False), History(checked_at=_ago(days=2), entries=0), "ok", NOW),
        # A date in the future is no sign of life.
        (_visit(moments=[NOW + DAY, _ago(days=40)]), History(), "stale", _ago(days=40)),
    ],
)  # fmt: skip
def test_states(visit: Gathered, history: History, state: str, since: datetime) -> None:
    verdict = judge(visit, history, "daily")
    assert (verdict.state, verdict.since) == (state, since)
    assert verdict.why or state == "ok"


def test_files_fall_out_of_no_rhythm() -> None:
    assert judge(_visit(moments=[_ago(days=900)]), History(), "daily", timed=False).state == "ok"


def test_the_usual_pause_is_the_longest_but_for_outliers() -> None:
    moments = _every(HOUR, NOW, 100)
    assert usual_pause(sorted([*moments, _ago(days=300)]), "daily") == HOUR
    assert usual_pause(moments[:3], "weekly") == timedelta(days=8)
