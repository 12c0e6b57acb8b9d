"""Dates as intervals. Every rule gets the mentions and a position and gives the interval and the position behind it."""

from __future__ import annotations

from datetime import date

from flows.extraction.dates.points import point_at
from flows.extraction.dates.ranges import range_at, span_at
from flows.extraction.dates.when import Point, When
from flows.extraction.mentions.mention import Mention

_YEAR_DIGITS = 4
_PLAUSIBLE = range(1900, 2200)  # years of publication that dates are counted from; near the ends of the calendar there is nothing to count
_LONGEST = 24  # mentions before its word or year; a row of thousands of numbers leads to no date
_LEADING = frozenset({"time", "number", "amount"})


def dates(mentions: list[Mention], published: date | None) -> list[When]:
    """All dates of a sentence, in order; an impossible day of publication is none."""
    if published is not None and published.year not in _PLAUSIBLE:
        published = None
    found: list[When] = []
    at = 0
    while at < len(mentions):
        mention = mentions[at]
        may_start = "time" in mention.types or "number" in mention.types or mention.word.isdecimal()
        when = _when(mentions, at, published) if may_start and _leads_to_date(mentions, at) else None
        if when is None:
            at += 1
        else:
            found.append(when)
            at = when.last + 1
    return found


def _leads_to_date(mentions: list[Mention], at: int) -> bool:
    """Whether a word that can be a date, or a year, follows behind nothing but words that lead to one."""
    for mention in mentions[at : at + _LONGEST]:
        if mention.meaning.dated or (len(mention.word) == _YEAR_DIGITS and mention.word.isdecimal()):
            return True
        leads = not _LEADING.isdisjoint(mention.types) or mention.mark or mention.word.isdecimal() or "determiner" in mention.roles
        if not leads:
            return False
    return False


def _when(mentions: list[Mention], at: int, published: date | None) -> When | None:
    opener = mentions[at]
    if opener.has("time", "between") or opener.has("time", "since"):
        ranged = range_at(mentions, at + 1, published)
        if ranged is not None:
            return When(ranged.start, ranged.end, ranged.precision, at, ranged.after - 1)
    if opener.has("time", "since"):
        point = point_at(mentions, _past_amount(mentions, at + 1), published)
        if point is not None:
            return When(point.start, None, "open", at, point.after - 1)
    if opener.has("time", "until"):
        point = point_at(mentions, at + 1, published)
        if point is not None:
            return When(None, point.end, point.precision, at, point.after - 1)
    if opener.has("time", "during") or opener.has("time", "before") or opener.has("time", "after"):
        point = span_at(mentions, at + 1, published)
        if point is not None:
            if opener.has("time", "before") and not opener.has("time", "during"):
                return When(None, point.start, point.precision, at, point.after - 1)
            if opener.has("time", "after") and not opener.has("time", "during"):
                return When(point.start, None, "open", at, point.after - 1)
            return When(point.start, point.end, point.precision, at, point.after - 1)
    point = span_at(mentions, at, published)
    if point is None or _lone_number(mentions, at, point):
        return None
    return When(point.start, point.end, point.precision, at, point.after - 1)


def _lone_number(mentions: list[Mention], at: int, point: Point) -> bool:
    """A bare four-digit number is a year only after a preposition of time or before its own word."""
    return point.after == at + 1 and mentions[at].word.isdecimal()


def _past_amount(mentions: list[Mention], at: int) -> int:
    """ "since at least 2021"."""
    while at < len(mentions) - 1 and "amount" in mentions[at].types and "number" not in mentions[at].types:
        at += 1
    return at
