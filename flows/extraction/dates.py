"""Dates as intervals. Relative dates count from the article's publication; without one they stay words."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from flows.extraction.mentions import Mention
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Sense

_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_DASHES = frozenset({"–", "—", "-"})
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_FIRST_YEAR = 1945


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
class _Point:
    start: date | None
    end: date | None
    precision: str
    after: int
    year_given: bool = True


def dates(mentions: list[Mention], published: date | None) -> list[When]:
    """All dates of a sentence, in order."""
    found: list[When] = []
    at = 0
    while at < len(mentions):
        mention = mentions[at]
        may_start = "time" in mention.types or "number" in mention.types or mention.word.isdecimal()
        when = _when(mentions, at, published) if may_start else None
        if when is None:
            at += 1
        else:
            found.append(when)
            at = when.last + 1
    return found


def _may_start(mention: Mention) -> bool:
    return "time" in mention.types or mention.word.isdecimal() or "number" in mention.types


def _when(mentions: list[Mention], at: int, published: date | None) -> When | None:
    opener = mentions[at]
    if opener.has("time", "between") or opener.has("time", "since"):
        ranged = _range(mentions, at + 1, published)
        if ranged is not None:
            return When(ranged.start, ranged.end, ranged.precision, at, ranged.after - 1)
    if opener.has("time", "since"):
        point = _point(mentions, _past_amount(mentions, at + 1), published)
        if point is not None:
            return When(point.start, None, "open", at, point.after - 1)
    if opener.has("time", "until"):
        point = _point(mentions, at + 1, published)
        if point is not None:
            return When(None, point.end, point.precision, at, point.after - 1)
    if opener.has("time", "during") or opener.has("time", "before") or opener.has("time", "after"):
        point = _range(mentions, at + 1, published) or _point(mentions, at + 1, published)
        if point is not None:
            if opener.has("time", "before") and not opener.has("time", "during"):
                return When(None, point.start, point.precision, at, point.after - 1)
            if opener.has("time", "after") and not opener.has("time", "during"):
                return When(point.start, None, "open", at, point.after - 1)
            return When(point.start, point.end, point.precision, at, point.after - 1)
    point = _range(mentions, at, published) or _point(mentions, at, published)
    if point is None or _lone_number(mentions, at, point):
        return None
    return When(point.start, point.end, point.precision, at, point.after - 1)


def _lone_number(mentions: list[Mention], at: int, point: _Point) -> bool:
    """A bare four-digit number is a year only after a preposition of time or before its own word."""
    return point.after == at + 1 and mentions[at].word.isdecimal()


def _range(mentions: list[Mention], at: int, published: date | None) -> _Point | None:
    days = _day_range(mentions, at, published)
    if days is not None:
        return days
    first = _point(mentions, at, published)
    if first is None or first.after >= len(mentions):
        return None
    joint = mentions[first.after]
    close = joint.mark in _DASHES
    if not (close or joint.is_word("and", "but") or joint.has("time", "until")):
        if not (mentions[first.after - 1].word.isdecimal() and joint.word.isdecimal()):
            return None
        second = _point(mentions, first.after, published)
    else:
        second = _point(mentions, first.after + 1, published) or _second_day(mentions, first)
    if second is None or first.start is None or second.end is None:
        return None
    start = first.start
    if not first.year_given and second.year_given and second.start is not None:
        start = _clamped(second.start.year, start.month, start.day)
        if start > second.end:
            start = _clamped(second.start.year - 1, start.month, start.day)
    if start > second.end and not first.year_given:
        start = _clamped(second.end.year, start.month, start.day)
        start = start if start <= second.end else _clamped(second.end.year - 1, start.month, start.day)
    if start > second.end or (joint.is_word("and", "but") and not _opened(mentions, at) and not _next_month(first, second)):
        return None
    return _Point(start, second.end, first.precision if first.precision == second.precision else "day", second.after, True)


def _next_month(first: _Point, second: _Point) -> bool:
    """ "in January and February": two of a kind, one after the other, are one period."""
    if first.end is None or second.start is None or first.precision != second.precision or first.precision not in ("month", "year"):
        return False
    following = _clamped(second.start.year, first.end.month, first.end.day) if not first.year_given else first.end
    return following + timedelta(days=1) == second.start or first.end + timedelta(days=1) == second.start


def _opened(mentions: list[Mention], at: int) -> bool:
    return at > 0 and mentions[at - 1].has("time", "between")


def _second_day(mentions: list[Mention], first: _Point) -> _Point | None:
    """ "between Oct. 8 and 13": the second day borrows the month."""
    at = first.after + 1
    if first.start is None or first.precision != "day" or at >= len(mentions) or not mentions[at].word.isdecimal():
        return None
    day = int(mentions[at].word)
    if not first.start.day < day <= 31 or (at + 1 < len(mentions) and mentions[at + 1].has("time", "month")):
        return None
    end = _clamped(first.start.year, first.start.month, day)
    return _Point(first.start, end, "day", at + 1, first.year_given)


def _day_range(mentions: list[Mention], at: int, published: date | None) -> _Point | None:
    """ "8–13 października [2024]"."""
    if at + 2 >= len(mentions) or not _is_day(mentions[at].word):
        return None
    second = (
        at + 2 if mentions[at + 1].mark in _DASHES or mentions[at + 1].has("time", "until") or mentions[at + 1].is_word("and") else at + 1
    )
    if second >= len(mentions) - 1 or not _is_day(mentions[second].word) or not mentions[second + 1].has("time", "month"):
        return None
    point = _day_month(mentions, second, published)
    if point is None:
        return None
    start = point.start and _clamped(point.start.year, point.start.month, int(mentions[at].word))
    return _Point(start, point.end, "day", point.after, point.year_given)


def _point(mentions: list[Mention], at: int, published: date | None) -> _Point | None:
    if at >= len(mentions):
        return None
    mention = mentions[at]
    if mention.word.isdecimal():
        return _iso(mentions, at) or _day_month(mentions, at, published) or _ago(mentions, at, published) or _plain_year(mentions, at)
    if "number" in mention.types:
        return _ago(mentions, at, published)
    for sense, bits in mention.senses:
        if sense.t == "time" and not (sense.k == "season" and bits & f.PLURAL and not bits & f.SINGULAR):
            point = _worded(sense, mentions, at, published)
            if point is not None:
                return point
    if mention.is_word("determiner") or (mention.mark and mention.mark in "„“\"'"):
        return _point(mentions, at + 1, published) if at + 1 < len(mentions) and "time" in mentions[at + 1].types else None
    return None


def _worded(sense: Sense, mentions: list[Mention], at: int, published: date | None) -> _Point | None:
    match sense.k:
        case "month":
            return _month(sense.v, mentions, at, published)
        case "weekday":
            return _weekday(sense.v, mentions, at + 1, published)
        case "season":
            return _season(sense.v, mentions, at, published)
        case "day":
            start = published + timedelta(days=sense.v) if published else None
            return _Point(start, start, "day", at + 1)
        case "shift":
            return _shifted(sense.v, mentions, at + 1, published)
        case "edge":
            return _edge(sense.v, mentions, at + 1, published)
        case "unit":
            return _unit_first(sense.v, mentions, at, published)
    return None


def _iso(mentions: list[Mention], at: int) -> _Point | None:
    if (
        at + 2 < len(mentions)
        and _YEAR.match(mentions[at].word)
        and all(len(mention.word) == 2 and mention.word.isdecimal() for mention in mentions[at + 1 : at + 3])
    ):
        month, day = int(mentions[at + 1].word), int(mentions[at + 2].word)
        if 1 <= month <= 12 and 1 <= day <= 31 and mentions[at + 2].start - mentions[at].start == 8:
            found = _clamped(int(mentions[at].word), month, day)
            return _Point(found, found, "day", at + 3)
    return None


def _is_day(word: str) -> bool:
    return word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31


def _day_month(mentions: list[Mention], at: int, published: date | None) -> _Point | None:
    """ "8 października [2024 [roku]]", "13 Nov 2024"."""
    if not _is_day(mentions[at].word) or at + 1 >= len(mentions):
        return None
    sense = _time(mentions[at + 1], "month")
    if sense is None:
        return None
    return _day(int(mentions[at].word), sense.v, mentions, _past_dot(mentions, at + 2), published)


def _day(day: int, month: int, mentions: list[Mention], after: int, published: date | None) -> _Point | None:
    year, after, given = _year(mentions, after, published)
    if year is None:
        if published is None:
            return _Point(None, None, "day", after, False)
        year = published.year if (month, day) <= (published.month, published.day + 7) else published.year - 1
    found = _clamped(year, month, day)
    return _Point(found, found, "day", after, given)


def _month(month: int, mentions: list[Mention], at: int, published: date | None) -> _Point | None:
    """ "Oct. 8[, 2024]", "October [last year|2024]", "sierpnia ubiegłego roku"."""
    after = _past_dot(mentions, at + 1)
    if (
        after < len(mentions)
        and _is_day(mentions[after].word)
        and not (after + 1 < len(mentions) and mentions[after + 1].has("time", "month"))
    ):
        return _day(int(mentions[after].word), month, mentions, after + 1, published)
    year, after, given = _year(mentions, after, published)
    if year is None:
        if published is None:
            return _Point(None, None, "month", after, False)
        year = published.year if month <= published.month else published.year - 1
    return _Point(date(year, month, 1), _month_end(year, month), "month", after, given)


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
            after = _past_dot(mentions, after + 1) if mentions[after].word == "r" else after + 1
        return int(mentions[step].word), after, True
    for first in (step, at):
        if first + 1 < len(mentions):
            shift, unit = _time(mentions[first], "shift"), _time(mentions[first + 1], "unit")
            if shift is not None and unit is not None and unit.v == "year":
                return (published.year + shift.v if published else None), first + 2, published is not None
    if (
        step == at
        and at < len(mentions)
        and (unit := _time(mentions[at], "unit")) is not None
        and unit.v == "year"
        and at + 1 < len(mentions)
    ):
        shift = _time(mentions[at + 1], "shift")
        if shift is not None and published:
            return published.year + shift.v, at + 2, True
    return None, at, False


def _plain_year(mentions: list[Mention], at: int) -> _Point | None:
    if not _YEAR.match(mentions[at].word) or int(mentions[at].word) < _FIRST_YEAR:
        return None
    year, after = int(mentions[at].word), at + 1
    if after + 1 < len(mentions) and mentions[after].mark in _DASHES and _YEAR.match(mentions[after + 1].word):
        return _Point(date(year, 1, 1), date(int(mentions[after + 1].word), 12, 31), "year", after + 2)
    if after < len(mentions) and _YEAR.match(mentions[after].word) and mentions[after].start - mentions[at].end == 1:
        return _Point(date(year, 1, 1), date(int(mentions[after].word), 12, 31), "year", after + 1)
    if after < len(mentions) and mentions[after].has("time", "of_year") and mentions[after].word not in ("of", "this"):
        after = _past_dot(mentions, after + 1) if mentions[after].word == "r" else after + 1
    return _Point(date(year, 1, 1), date(year, 12, 31), "year", after)


def _weekday(weekday: int, mentions: list[Mention], after: int, published: date | None) -> _Point:
    if published is None:
        return _Point(None, None, "day", after)
    found = published - timedelta(days=(published.weekday() - weekday) % 7)
    return _Point(found, found, "day", after)


def _season(name: str, mentions: list[Mention], at: int, published: date | None) -> _Point:
    year, after, _ = _year(mentions, at + 1, published)
    if year is None:
        if published is None:
            return _Point(None, None, "quarter", at + 1, False)
        year = published.year if _SEASONS[name] <= published.month else published.year - 1
        after = at + 1
    return _quarter(year, _SEASONS[name], after)


def _quarter(year: int, month: int, after: int) -> _Point:
    end_year, end_month = (year, month + 2) if month <= 10 else (year + 1, month + 2 - 12)
    return _Point(date(year, month, 1), _month_end(end_year, end_month), "quarter", after)


def _shifted(shift: int, mentions: list[Mention], at: int, published: date | None) -> _Point | None:
    """ "last year", "ten miesiąc", "next Monday", "last autumn", "last August", "the past three months"."""
    if at >= len(mentions):
        return None
    if at + 1 < len(mentions) and (mentions[at].word.isdecimal() or "number" in mentions[at].types):
        span = _ago(mentions, at, published, word_needed=False)
        if span is not None and shift < 0:
            return _Point(span.start, published, "open", span.after)
    for sense, _ in mentions[at].senses:
        if sense.t != "time":
            continue
        if sense.k == "unit":
            return _unit(sense.v, shift, at + 1, published)
        if sense.k in ("weekday", "month", "season"):
            point = _worded(sense, mentions, at, published)
            if point is None or published is None or shift == 0 or point.start is None:
                return point
            if shift > 0 and point.start <= published:
                return _moved(point, 7 if sense.k == "weekday" else 365)
            if shift < 0 and point.start <= published <= (point.end or published):
                return _moved(point, -7 if sense.k == "weekday" else -365)
            return point
    return None


def _moved(point: _Point, days: int) -> _Point:
    if point.start is None or point.end is None:
        return point
    if abs(days) == 365:
        years = 1 if days > 0 else -1
        end = (
            _month_end(point.end.year + years, point.end.month)
            if point.precision != "day"
            else _clamped(point.end.year + years, point.end.month, point.end.day)
        )
        return _Point(_clamped(point.start.year + years, point.start.month, point.start.day), end, point.precision, point.after)
    return _Point(point.start + timedelta(days=days), point.end + timedelta(days=days), point.precision, point.after)


def _unit_first(unit: str, mentions: list[Mention], at: int, published: date | None) -> _Point | None:
    """ "roku ubiegłego", "rok 2024", and the bare unit after an edge ("koniec roku")."""
    if at + 1 < len(mentions):
        shift = _time(mentions[at + 1], "shift")
        if shift is not None:
            return _unit(unit, shift.v, at + 2, published)
        if unit == "year" and mentions[at + 1].word.isdecimal():
            return _plain_year(mentions, at + 1)
    return None


def _unit(unit: str, shift: int, after: int, published: date | None) -> _Point | None:
    if published is None:
        return _Point(None, None, unit if unit in ("day", "week", "month", "quarter", "year") else "open", after, False)
    if unit == "year":
        return _Point(date(published.year + shift, 1, 1), date(published.year + shift, 12, 31), "year", after)
    if unit == "month":
        index = published.year * 12 + published.month - 1 + shift
        return _Point(date(index // 12, index % 12 + 1, 1), _month_end(index // 12, index % 12 + 1), "month", after)
    if unit == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(days=7 * shift)
        return _Point(monday, monday + timedelta(days=6), "week", after)
    if unit == "day":
        day = published + timedelta(days=shift)
        return _Point(day, day, "day", after)
    if unit == "quarter":
        index = published.year * 4 + (published.month - 1) // 3 + shift
        return _quarter(index // 4, index % 4 * 3 + 1, after)
    return None


def _edge(edge: str, mentions: list[Mention], at: int, published: date | None) -> _Point | None:
    """ "late 2024", "pod koniec ubiegłego roku", "the first half of this year", "koniec roku", "mid-March"."""
    while (
        at < len(mentions)
        and (mentions[at].has("time", "during") or mentions[at].has("time", "of_year") or mentions[at].is_word("determiner"))
        and not mentions[at].has("time", "unit")
        and not mentions[at].has("time", "shift")
    ):
        at += 1
    if at >= len(mentions):
        return None
    whole = _point(mentions, at, published)
    unit = _time(mentions[at], "unit")
    if whole is None and unit is not None:
        whole = _unit(unit.v, 0, at + 1, published)
    if whole is None:
        return None
    if whole.start is None or whole.end is None:
        return _Point(None, None, "quarter", whole.after, False)
    days = (whole.end - whole.start).days + 1
    if days > 300:
        year = whole.start.year
        first, last = {"start": (1, 3), "middle": (5, 8), "end": (10, 12), "first_half": (1, 6), "second_half": (7, 12)}[edge]
        return _Point(
            date(year, first, 1),
            _month_end(year, last),
            "quarter" if edge in ("start", "end") else "open" if edge == "middle" else "year",
            whole.after,
        )
    third = max(days // 3, 1)
    begin, length = {
        "start": (0, third),
        "middle": (third, third),
        "end": (days - third, third),
        "first_half": (0, days // 2),
        "second_half": (days // 2, days - days // 2),
    }[edge]
    start = whole.start + timedelta(days=begin)
    return _Point(start, start + timedelta(days=max(length - 1, 0)), whole.precision, whole.after)


def _ago(mentions: list[Mention], at: int, published: date | None, word_needed: bool = True) -> _Point | None:
    """ "two weeks ago", "trzy lata temu"."""
    mention = mentions[at]
    if mention.word.isdecimal() and len(mention.word) < 4:
        count = float(mention.word)
    else:
        sense = mention.sense("number")
        if sense is None:
            return None
        count = sense.v
    if at + 1 >= len(mentions) or (unit := _time(mentions[at + 1], "unit")) is None:
        return None
    after = at + 2
    if word_needed:
        if after >= len(mentions) or not mentions[after].has("time", "ago"):
            return None
        after += 1
    if published is None or count > 100:
        return _Point(None, None, unit.v if unit.v in ("day", "week", "month", "year") else "open", after, False)
    if unit.v in ("day", "week"):
        start = published - timedelta(days=int(count * (7 if unit.v == "week" else 1)))
        return _Point(start, start if unit.v == "day" else start + timedelta(days=6), unit.v, after)
    months = int(count * {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}[unit.v])
    index = published.year * 12 + published.month - 1 - months
    if unit.v == "year":
        return _Point(date(index // 12, 1, 1), date(index // 12, 12, 31), "year", after)
    return _Point(date(index // 12, index % 12 + 1, 1), _month_end(index // 12, index % 12 + 1), "month", after)


def _time(mention: Mention, kind: str) -> Sense | None:
    return next((sense for sense, _ in mention.senses if sense.t == "time" and sense.k == kind), None)


def _past_amount(mentions: list[Mention], at: int) -> int:
    """ "since at least 2021"."""
    while at < len(mentions) - 1 and "amount" in mentions[at].types and "number" not in mentions[at].types:
        at += 1
    return at


def _past_dot(mentions: list[Mention], at: int) -> int:
    return at + 1 if at < len(mentions) and mentions[at].mark == "." else at


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _clamped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
