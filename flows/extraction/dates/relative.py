"""Dates counted from the day of publication: ago, last week, the coming months, whole units."""

from __future__ import annotations

from datetime import date, timedelta

from flows.extraction.dates.when import Point, clamped, month_end, time_sense
from flows.extraction.dates.written import plain_year, quarter
from flows.extraction.mentions.mention import Mention


def moved(point: Point, days: int) -> Point:
    if point.start is None or point.end is None:
        return point
    if abs(days) == 365:
        years = 1 if days > 0 else -1
        end = (
            month_end(point.end.year + years, point.end.month)
            if point.precision != "day"
            else clamped(point.end.year + years, point.end.month, point.end.day)
        )
        return Point(clamped(point.start.year + years, point.start.month, point.start.day), end, point.precision, point.after)
    return Point(point.start + timedelta(days=days), point.end + timedelta(days=days), point.precision, point.after)


def unit_first(unit: str, mentions: list[Mention], at: int, published: date | None) -> Point | None:
    """ "roku ubiegłego", "rok 2024", and the bare unit after an edge ("koniec roku")."""
    if at + 1 < len(mentions):
        shift = time_sense(mentions[at + 1], "shift")
        if shift is not None:
            return unit_at(unit, shift.v, at + 2, published)
        if unit == "year" and mentions[at + 1].word.isdecimal():
            return plain_year(mentions, at + 1)
    return None


def unit_at(unit: str, shift: int, after: int, published: date | None) -> Point | None:
    if published is None:
        return Point(None, None, unit if unit in ("day", "week", "month", "quarter", "year") else "open", after, False)
    if unit == "year":
        return Point(date(published.year + shift, 1, 1), date(published.year + shift, 12, 31), "year", after)
    if unit == "month":
        index = published.year * 12 + published.month - 1 + shift
        return Point(date(index // 12, index % 12 + 1, 1), month_end(index // 12, index % 12 + 1), "month", after)
    if unit == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(days=7 * shift)
        return Point(monday, monday + timedelta(days=6), "week", after)
    if unit == "day":
        day = published + timedelta(days=shift)
        return Point(day, day, "day", after)
    if unit == "quarter":
        index = published.year * 4 + (published.month - 1) // 3 + shift
        return quarter(index // 4, index % 4 * 3 + 1, after)
    return None


def ago(mentions: list[Mention], at: int, published: date | None, word_needed: bool = True) -> Point | None:
    """ "two weeks ago", "trzy lata temu"."""
    mention = mentions[at]
    if mention.word.isdecimal() and len(mention.word) < 4:
        count = float(mention.word)
    else:
        sense = mention.sense("number")
        if sense is None:
            return None
        count = sense.v
    if at + 1 >= len(mentions) or (unit := time_sense(mentions[at + 1], "unit")) is None:
        return None
    after = at + 2
    if word_needed:
        if after >= len(mentions) or not mentions[after].has("time", "ago"):
            return None
        after += 1
    if published is None or count > 100:
        return Point(None, None, unit.v if unit.v in ("day", "week", "month", "year") else "open", after, False)
    if unit.v in ("day", "week"):
        start = published - timedelta(days=int(count * (7 if unit.v == "week" else 1)))
        return Point(start, start if unit.v == "day" else start + timedelta(days=6), unit.v, after)
    months = int(count * {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}[unit.v])
    index = published.year * 12 + published.month - 1 - months
    if unit.v == "year":
        return Point(date(index // 12, 1, 1), date(index // 12, 12, 31), "year", after)
    return Point(date(index // 12, index % 12 + 1, 1), month_end(index // 12, index % 12 + 1), "month", after)
