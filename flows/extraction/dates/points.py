"""One date: written, worded, shifted, or an edge of another."""

from __future__ import annotations

from datetime import date, timedelta

from flows.extraction.dates.relative import ago, moved, unit_at, unit_first
from flows.extraction.dates.when import Point, month_end, time_sense
from flows.extraction.dates.written import day_month, iso, month, plain_year, season, weekday
from flows.extraction.mentions.mention import Mention
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Sense


def point_at(mentions: list[Mention], at: int, published: date | None) -> Point | None:
    if at >= len(mentions):
        return None
    mention = mentions[at]
    if mention.word.isdecimal():
        return iso(mentions, at) or day_month(mentions, at, published) or ago(mentions, at, published) or plain_year(mentions, at)
    if "number" in mention.types:
        return ago(mentions, at, published)
    for sense, bits in mention.senses:
        if sense.t == "time" and not (sense.k == "season" and bits & f.PLURAL and not bits & f.SINGULAR):
            point = _worded(sense, mentions, at, published)
            if point is not None:
                return point
    if mention.is_word("determiner") or (mention.mark and mention.mark in "„“\"'"):
        return point_at(mentions, at + 1, published) if at + 1 < len(mentions) and "time" in mentions[at + 1].types else None
    return None


def _worded(sense: Sense, mentions: list[Mention], at: int, published: date | None) -> Point | None:
    match sense.k:
        case "month":
            return month(sense.v, mentions, at, published)
        case "weekday":
            return weekday(sense.v, mentions, at + 1, published)
        case "season":
            return season(sense.v, mentions, at, published)
        case "day":
            start = published + timedelta(days=sense.v) if published else None
            return Point(start, start, "day", at + 1)
        case "shift":
            return _shifted(sense.v, mentions, at + 1, published)
        case "edge":
            return _edge(sense.v, mentions, at + 1, published)
        case "unit":
            return unit_first(sense.v, mentions, at, published)
    return None


def _shifted(shift: int, mentions: list[Mention], at: int, published: date | None) -> Point | None:
    """ "last year", "ten miesiąc", "next Monday", "last autumn", "last August", "the past three months"."""
    if at >= len(mentions):
        return None
    if at + 1 < len(mentions) and (mentions[at].word.isdecimal() or "number" in mentions[at].types):
        span = ago(mentions, at, published, word_needed=False)
        if span is not None and shift < 0:
            return Point(span.start, published, "open", span.after)
    for sense, _ in mentions[at].senses:
        if sense.t != "time":
            continue
        if sense.k == "unit":
            return unit_at(sense.v, shift, at + 1, published)
        if sense.k in ("weekday", "month", "season"):
            point = _worded(sense, mentions, at, published)
            if point is None or published is None or shift == 0 or point.start is None:
                return point
            if shift > 0 and point.start <= published:
                return moved(point, 7 if sense.k == "weekday" else 365)
            if shift < 0 and point.start <= published <= (point.end or published):
                return moved(point, -7 if sense.k == "weekday" else -365)
            return point
    return None


def _edge(edge: str, mentions: list[Mention], at: int, published: date | None) -> Point | None:
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
    whole = point_at(mentions, at, published)
    unit = time_sense(mentions[at], "unit")
    if whole is None and unit is not None:
        whole = unit_at(unit.v, 0, at + 1, published)
    if whole is None:
        return None
    if whole.start is None or whole.end is None:
        return Point(None, None, "quarter", whole.after, False)
    days = (whole.end - whole.start).days + 1
    if days > 300:
        year = whole.start.year
        first, last = {"start": (1, 3), "middle": (5, 8), "end": (10, 12), "first_half": (1, 6), "second_half": (7, 12)}[edge]
        return Point(
            date(year, first, 1),
            month_end(year, last),
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
    return Point(start, start + timedelta(days=max(length - 1, 0)), whole.precision, whole.after)
