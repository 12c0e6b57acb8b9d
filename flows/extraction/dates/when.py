"""A date as an interval, and what all its rules ask of the calendar and of the words."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from flows.extraction.mentions.mention import Mention
from flows.extraction.packs.load import Sense


@dataclass(slots=True)
class When:
    """An interval in the words of a text. ``start`` and ``end`` are null where the text or a missing publication date leaves them open.

    ``first`` and ``last`` are the mentions it spans, the preposition included.
    """

    start: date | None
    end: date | None
    precision: str
    first: int
    last: int


@dataclass(slots=True)
class Point:
    start: date | None
    end: date | None
    precision: str
    after: int
    year_given: bool = True


def time_sense(mention: Mention, kind: str) -> Sense | None:
    if mention.meaning.dated:
        for sense, _ in mention.senses:
            if sense.t == "time" and sense.k == kind:
                return sense
    return None


def past_dot(mentions: list[Mention], at: int) -> int:
    return at + 1 if at < len(mentions) and mentions[at].mark == "." else at


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def clamped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
