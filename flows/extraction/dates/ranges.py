"""Dates from one point to another."""

from __future__ import annotations

from datetime import date, timedelta

from flows.extraction.dates.points import point_at
from flows.extraction.dates.when import Point, clamped
from flows.extraction.dates.written import DASHES, day_month, is_day
from flows.extraction.mentions.mention import Mention


def range_at(mentions: list[Mention], at: int, published: date | None) -> Point | None:
    days = _day_range(mentions, at, published)
    if days is not None:
        return days
    first = point_at(mentions, at, published)
    return _from(first, mentions, at, published) if first is not None else None


def span_at(mentions: list[Mention], at: int, published: date | None) -> Point | None:
    """A range, or else one date."""
    days = _day_range(mentions, at, published)
    if days is not None:
        return days
    first = point_at(mentions, at, published)
    return (_from(first, mentions, at, published) or first) if first is not None else None


def _from(first: Point, mentions: list[Mention], at: int, published: date | None) -> Point | None:
    """The range that a date begins, if it begins one."""
    if first.after >= len(mentions):
        return None
    joint = mentions[first.after]
    close = joint.mark in DASHES
    if not (close or joint.is_word("and", "but") or joint.has("time", "until")):
        if not (mentions[first.after - 1].word.isdecimal() and joint.word.isdecimal()):
            return None
        second = point_at(mentions, first.after, published)
    else:
        second = point_at(mentions, first.after + 1, published) or _second_day(mentions, first)
    if second is None or first.start is None or second.end is None:
        return None
    start = first.start
    if not first.year_given and second.year_given and second.start is not None:
        start = clamped(second.start.year, start.month, start.day)
        if start > second.end:
            start = clamped(second.start.year - 1, start.month, start.day)
    if start > second.end and not first.year_given:
        start = clamped(second.end.year, start.month, start.day)
        start = start if start <= second.end else clamped(second.end.year - 1, start.month, start.day)
    if start > second.end or (joint.is_word("and", "but") and not _opened(mentions, at) and not _next_month(first, second)):
        return None
    return Point(start, second.end, first.precision if first.precision == second.precision else "day", second.after, True)


def _next_month(first: Point, second: Point) -> bool:
    """ "in January and February": two of a kind, one after the other, are one period."""
    if first.end is None or second.start is None or first.precision != second.precision or first.precision not in ("month", "year"):
        return False
    following = clamped(second.start.year, first.end.month, first.end.day) if not first.year_given else first.end
    return following + timedelta(days=1) == second.start or first.end + timedelta(days=1) == second.start


def _opened(mentions: list[Mention], at: int) -> bool:
    return at > 0 and mentions[at - 1].has("time", "between")


def _second_day(mentions: list[Mention], first: Point) -> Point | None:
    """ "between Oct. 8 and 13": the second day borrows the month."""
    at = first.after + 1
    if first.start is None or first.precision != "day" or at >= len(mentions) or not mentions[at].word.isdecimal():
        return None
    day = int(mentions[at].word)
    if not first.start.day < day <= 31 or (at + 1 < len(mentions) and mentions[at + 1].has("time", "month")):
        return None
    end = clamped(first.start.year, first.start.month, day)
    return Point(first.start, end, "day", at + 1, first.year_given)


def _day_range(mentions: list[Mention], at: int, published: date | None) -> Point | None:
    """ "8–13 października [2024]"."""
    if at + 2 >= len(mentions) or not is_day(mentions[at].word):
        return None
    second = (
        at + 2 if mentions[at + 1].mark in DASHES or mentions[at + 1].has("time", "until") or mentions[at + 1].is_word("and") else at + 1
    )
    if second >= len(mentions) - 1 or not is_day(mentions[second].word) or not mentions[second + 1].has("time", "month"):
        return None
    point = day_month(mentions, second, published)
    if point is None:
        return None
    start = point.start and clamped(point.start.year, point.start.month, int(mentions[at].word))
    return Point(start, point.end, "day", point.after, point.year_given)
