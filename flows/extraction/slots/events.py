"""When it happened, and when it was said: a date belongs to the nearest predicate in its own clause."""

from __future__ import annotations

from datetime import date

from flows.extraction.dates.when import When
from flows.extraction.frames.frame import Frame
from flows.extraction.packs import forms as f
from flows.extraction.parse import Parse
from flows.extraction.slots.slots import Slots

UNDATED = frozenset({"make", "use", "seize"})  # rule 35: debris and use say nothing about when the thing was handed over


def fill_event(slots: Slots, frame: Frame, parsed: Parse) -> None:
    when = _own_date(frame, parsed)
    if when is None and frame.kind == "designation":
        when = next((when for when in parsed.whens if when.precision == "day"), None)  # said on the day it was done
    if when is None:
        return
    slots.date_text = parsed.words(when.first, when.last)
    slots.event_start, slots.event_end = when.start, when.end
    slots.event_precision = when.precision if when.start or when.end else None


def lies_ahead(slots: Slots, published: date) -> None:
    """A plan's date lies ahead: "in January" is the next one, "before the end of the year" begins today."""
    start, end = slots.event_start, slots.event_end
    if (
        start is not None
        and end is not None
        and end < published
        and not any(char.isdigit() and len(word) == 4 for word in (slots.date_text or "").split() for char in word)
    ):
        try:
            slots.event_start, slots.event_end = start.replace(year=start.year + 1), end.replace(year=end.year + 1)
        except ValueError:  # the 29th of February
            slots.event_start, slots.event_end = None, None
    elif start is None and end is not None and end >= published:
        slots.event_start = published


def said_on(cues: list[int], parsed: Parse) -> date | None:
    """The day on which it was said: a date that stands nearest to one of these verbs of saying, in its clause."""
    for cue in cues if parsed.whens else ():
        clause = parsed.clauses[parsed.clause_of(cue)]
        rivals = [at for at in clause.positions() if at != cue and _predicate(parsed, at)]
        for when in parsed.whens:
            near = when.first in clause and all(_distance(when, cue) < _distance(when, rival) for rival in rivals)
            if near and when.precision == "day" and when.start is not None and when.start == when.end:
                return when.start
    return None


def _own_date(frame: Frame, parsed: Parse) -> When | None:
    """The date that stands nearer to the trigger than to any other verb of its clause."""
    if not parsed.whens:
        return None
    clause = parsed.clauses[frame.clause]
    rivals = [
        at
        for at in clause.positions()
        if at != frame.at
        and _predicate(parsed, at)
        and not any(when.first <= at <= when.last for when in parsed.whens)
        and not (frame.noun and (parsed.mentions[at].has("cue", "occur") or parsed.mentions[at].has("cue", "light")))
    ]
    found = []
    for when in parsed.whens:
        if when.first not in clause:
            continue
        distance = _distance(when, frame.at)
        if frame.noun and when.precision not in ("day", "week"):
            found.append((distance, when))  # a noun has no tense: the month in which it was reported bounds it too
        elif all(distance <= _distance(when, rival) for rival in rivals):
            found.append((distance, when))
    if found:
        return min(found, key=lambda pair: pair[0])[1]
    return None


def _distance(when: When, at: int) -> int:
    return when.first - at if at < when.first else at - when.last


def _predicate(parsed: Parse, at: int) -> bool:
    mention = parsed.mentions[at]
    if mention.types & {"theme", "prep"}:
        return False
    bits = mention.bits("verb") | mention.bits("cue") | mention.bits("act")
    return bool(bits & (f.FINITE | f.PASSIVE))
