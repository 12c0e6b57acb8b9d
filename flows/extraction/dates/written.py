"""Dates as they are written on a calendar: days, months, seasons, years."""

from __future__ import annotations

import re
from datetime import date, timedelta

from flows.extraction.dates.when import Point, clamped, month_end, past_dot, time_sense
from flows.extraction.mentions.mention import Mention

_YEAR = re.compile(r"(?:19|20)\d\d\Z")
DASHES = frozenset({"–", "—", "-"})
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_FIRST_YEAR = 1945


def iso(mentions: list[Mention], at: int) -> Point | None:
    if (
        at + 2 < len(mentions)
        and _YEAR.match(mentions[at].word)
        and all(len(mention.word) == 2 and mention.word.isdecimal() for mention in mentions[at + 1 : at + 3])
    ):
        month, day = int(mentions[at + 1].word), int(mentions[at + 2].word)
        if 1 <= month <= 12 and 1 <= day <= 31 and mentions[at + 2].start - mentions[at].start == 8:
            found = clamped(int(mentions[at].word), month, day)
            return Point(found, found, "day", at + 3)
    return None


def is_day(word: str) -> bool:
    return word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31


def day_month(mentions: list[Mention], at: int, published: date | None) -> Point | None:
    """ "8 października [2024 [roku]]", "13 Nov 2024"."""
    if not is_day(mentions[at].word) or at + 1 >= len(mentions):
        return None
    sense = time_sense(mentions[at + 1], "month")
    if sense is None:
        return None
    return _day(int(mentions[at].word), sense.v, mentions, past_dot(mentions, at + 2), published)


def _day(day: int, month: int, mentions: list[Mention], after: int, published: date | None) -> Point | None:
    year, after, given = _year(mentions, after, published)
    if year is None:
        if published is None:
            return Point(None, None, "day", after, False)
        year = published.year if (month, day) <= (published.month, published.day + 7) else published.year - 1
    found = clamped(year, month, day)
    return Point(found, found, "day", after, given)


def month(month: int, mentions: list[Mention], at: int, published: date | None) -> Point | None:
    """ "Oct. 8[, 2024]", "October [last year|2024]", "sierpnia ubiegłego roku"."""
    after = past_dot(mentions, at + 1)
    if (
        after < len(mentions)
        and is_day(mentions[after].word)
        and not (after + 1 < len(mentions) and mentions[after + 1].has("time", "month"))
    ):
        return _day(int(mentions[after].word), month, mentions, after + 1, published)
    year, after, given = _year(mentions, after, published)
    if year is None:
        if published is None:
            return Point(None, None, "month", after, False)
        year = published.year if month <= published.month else published.year - 1
    return Point(date(year, month, 1), month_end(year, month), "month", after, given)


def _year(mentions: list[Mention], at: int, published: date | None) -> tuple[int | None, int, bool]:
    """A year after a month or season: "2024 roku", "of 2024", ", 2024", "last year", "ubiegłego roku"."""
    step = at
    if step < len(mentions) and (
        mentions[step].mark == "," or mentions[step].has("time", "of_year") or mentions[step].has("time", "during")
    ):
        step += 1
    if step < len(mentions) and _YEAR.match(mentions[step].word):
        after = step + 1
        if after < len(mentions) and mentions[after].has("time", "of_year") and mentions[after].word != "of":
            after = past_dot(mentions, after + 1) if mentions[after].word == "r" else after + 1
        return int(mentions[step].word), after, True
    for first in (step, at):
        if first + 1 < len(mentions):
            shift, unit = time_sense(mentions[first], "shift"), time_sense(mentions[first + 1], "unit")
            if shift is not None and unit is not None and unit.v == "year":
                return (published.year + shift.v if published else None), first + 2, published is not None
    if (
        step == at
        and at < len(mentions)
        and (unit := time_sense(mentions[at], "unit")) is not None
        and unit.v == "year"
        and at + 1 < len(mentions)
    ):
        shift = time_sense(mentions[at + 1], "shift")
        if shift is not None and published:
            return published.year + shift.v, at + 2, True
    return None, at, False


def plain_year(mentions: list[Mention], at: int) -> Point | None:
    if not _YEAR.match(mentions[at].word) or int(mentions[at].word) < _FIRST_YEAR:
        return None
    year, after = int(mentions[at].word), at + 1
    if after + 1 < len(mentions) and mentions[after].mark in DASHES and _YEAR.match(mentions[after + 1].word):
        return Point(date(year, 1, 1), date(int(mentions[after + 1].word), 12, 31), "year", after + 2)
    if after < len(mentions) and _YEAR.match(mentions[after].word) and mentions[after].start - mentions[at].end == 1:
        return Point(date(year, 1, 1), date(int(mentions[after].word), 12, 31), "year", after + 1)
    if after < len(mentions) and mentions[after].has("time", "of_year") and mentions[after].word not in ("of", "this"):
        after = past_dot(mentions, after + 1) if mentions[after].word == "r" else after + 1
    return Point(date(year, 1, 1), date(year, 12, 31), "year", after)


def weekday(weekday: int, mentions: list[Mention], after: int, published: date | None) -> Point:
    if published is None:
        return Point(None, None, "day", after)
    found = published - timedelta(days=(published.weekday() - weekday) % 7)
    return Point(found, found, "day", after)


def season(name: str, mentions: list[Mention], at: int, published: date | None) -> Point:
    year, after, _ = _year(mentions, at + 1, published)
    if year is None:
        if published is None:
            return Point(None, None, "quarter", at + 1, False)
        year = published.year if _SEASONS[name] <= published.month else published.year - 1
        after = at + 1
    return quarter(year, _SEASONS[name], after)


def quarter(year: int, month: int, after: int) -> Point:
    end_year, end_month = (year, month + 2) if month <= 10 else (year + 1, month + 2 - 12)
    return Point(date(year, month, 1), month_end(end_year, end_month), "quarter", after)
