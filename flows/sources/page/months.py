"""Dates in words and figures, as pages print them. Month names come from Unicode CLDR, through Babel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

_NAME = r"(?P<name>[^\W\d_]{3,14})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep){_DAY}(?!\d)",
        rf"(?<!\d){_YEAR}\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]\s?{_DAY}\s?[日일]",
        rf"(?<!\d){_YEAR}\.\s(?P<month>\d{{1,2}})\.\s{_DAY}(?!\d)",
        rf"(?<!\d){_DAY}(?:st|nd|rd|th|er|[.º])?(?:\s+(?:de|of|di))?[\s/-]+{_NAME}(?:\s+(?:de|del))?[\s/,-]+{_YEAR}(?!\d)",
        rf"(?<![^\W\d_]){_NAME}\s+{_DAY}(?:st|nd|rd|th)?\s*[,.]?\s+{_YEAR}(?!\d)",
        rf"(?<![^\W\d_]){_NAME}\s+{_DAY},?\s+Juche\s+\d{{2,3}}\s*\(\s*{_YEAR}\s*\)",
        rf"주체\s?\d{{2,3}}\s?\(\s?{_YEAR}\s?\)\s?년\s?(?P<month>\d{{1,2}})\s?월\s?{_DAY}\s?일",
        rf"(?<!\d){_YEAR}\.?\s+(?:m\.\s+)?{_NAME}\s+{_DAY}(?!\d)",
        rf"(?<![\d.,]){_DAY}(?P<sep>[./-])\s?(?P<month>\d{{1,2}})(?P=sep)\s?{_YEAR}(?!\d)",
    )
)
_SHORT = re.compile(r"(?<![\d./:-])(?P<day>\d{1,2})(?P<sep>[./])(?P<month>\d{1,2})(?P=sep)(?P<year>\d\d)(?![\d/:]|\.\d)")
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_MAX_TEXT, _LINE = 300, 60
_MONTHS = 12
# Read when a page does not say its language; a name that means two months among them (Croatian "listopad" is October) is not read.
_USUAL = ("en", "pl", "uk", "ru", "de", "fr", "es", "it", "cs", "sk", "pt", "nl", "lt", "ro")
# Where 3/4/24 begins with the year (CLDR, short date formats).
_YEAR_FIRST = frozenset({"ko", "ja", "zh", "hu", "lt", "lv", "mn", "sv", "fa", "eu"})


@dataclass(frozen=True, slots=True)
class Habit:
    """How a page writes dates: its language (ISO 639-1), and whether 3/4/2024 is the fourth of March; None where nothing tells."""

    language: str | None
    month_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A day found in a text and where it begins. ``sure`` is false if day and month may be the other way round."""

    day: date
    start: int
    words: str
    sure: bool = True


def written_days(text: str, habit: Habit) -> Iterator[Written]:
    """Every full date (day, month, year) in the first 300 characters of a text; in short lines also with a year of two figures."""
    text = text[:_MAX_TEXT]
    if _ANY_YEAR.search(text):
        for pattern in _PATTERNS:
            for found in pattern.finditer(text):
                if (written := _written(found, habit)) is not None:
                    yield written
    elif len(text) <= _LINE and habit.language is not None and habit.language not in _YEAR_FIRST:
        for found in _SHORT.finditer(text):
            if (written := _written(found, habit)) is not None:
                yield written


def _written(found: re.Match[str], habit: Habit) -> Written | None:
    groups = found.groupdict()
    year, day, sure = groups["year"], int(groups["day"]), True
    month = _month_number(groups["name"], habit.language) if "name" in groups else int(groups["month"])
    is_short = len(year) == len("24")
    if (groups.get("sep") == "/" or (is_short and habit.language == "en")) and not found.group().startswith(year):
        if habit.month_first:
            day, month = month, day
        sure = habit.month_first is not None or max(day, month) > _MONTHS
    if month > _MONTHS >= day:
        day, month, sure = month, day, True
    try:
        return Written(date(int(year) + (2000 if is_short else 0), month, day), found.start(), found.group(), sure)
    except ValueError:  # no such day, or no month's name
        return None


def _month_number(name: str, language: str | None) -> int:
    """1 to 12, or 0 for a word that is no month's name."""
    name = name.casefold()
    for names in (_names(language), _names("en")):
        if name in names:
            return names[name]
        begun = {number for full, number in names.items() if full.startswith(name)}
        if len(begun) == 1:
            return begun.pop()
    return 0


@cache
def _names(language: str | None) -> dict[str, int]:
    if language is None:
        each = [_names(usual) for usual in _USUAL]
        meanings: dict[str, set[int]] = {}
        for names in each:
            for name, number in names.items():
                meanings.setdefault(name, set()).add(number)
        return {name: numbers.pop() for name, numbers in meanings.items() if len(numbers) == 1}
    from babel import UnknownLocaleError  # 30 ms; only pages whose date stands nowhere else need it
    from babel.dates import get_month_names

    found: dict[str, int] = {}
    try:
        for width in ("abbreviated", "wide"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    found[str(name).casefold().rstrip(".")] = number
    except (UnknownLocaleError, ValueError):  # "xx", a code that is none
        return {}
    return found
