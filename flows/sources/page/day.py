"""A day of publication with what is known of it, and how dates are read that machines or people wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Literal

from flows.sources.page.months import Habit, written_days

Basis = Literal["json-ld", "meta", "time", "url", "text", "htmldate"]
EARLIEST = date(1995, 1, 1)  # older pages are on the web, but none that was published there

_STAMP = re.compile(
    r"^\s*((?:19|20)\d\d)[-/.]?(\d\d)[-/.]?(\d\d)(?:[T\s]*(\d\d)[:.]?(\d\d)(?:[:.]?(\d\d))?[\d.,]*\s*(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?(?=$|\s|[TZ+-])"
)
_EPOCH = re.compile(r"^\s*(1\d{9})(?:\d{3})?\s*$|^\s*([89]\d{8})(?:\d{3})?\s*$")


@dataclass(frozen=True, slots=True)
class Published:
    """The day, as written, where it stood, and the moment in UTC if there is one. ``utc_hour`` if it was written in UTC, not in local time."""

    day: date
    words: str
    basis: Basis
    at: datetime | None = None
    utc_hour: int | None = None


def parse(words: str, basis: Basis, habit: Habit) -> Published | None:
    """A date as machines or people write it; None if it is none, or does not name the day."""
    words = words.strip().strip("\"'")[:80]
    if found := _STAMP.match(words):
        return _stamped(found, words, basis)
    if found := _EPOCH.match(words):
        return _told(datetime.fromtimestamp(int(found.group(1) or found.group(2)), UTC), words, basis)
    try:
        return _told(parsedate_to_datetime(words), words, basis)
    except ValueError:  # not an e-mail date
        pass
    written = next((found for found in written_days(words, habit) if found.sure), None)
    return Published(written.day, words, basis) if written else None


def _stamped(found: re.Match[str], words: str, basis: Basis) -> Published | None:
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        local = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
        if zone is None:
            return Published(local.date(), words, basis)
        digits = "0000" if zone in {"Z", "UTC", "GMT"} else zone[1:].replace(":", "").ljust(4, "0")
        ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:])) * (-1 if zone.startswith("-") else 1)
        return _told(local.replace(tzinfo=timezone(ahead)), words, basis)
    except (ValueError, OverflowError):  # 2024-13-01, a zone 30 hours ahead
        return None


def _told(moment: datetime, words: str, basis: Basis) -> Published:
    """Midnight sharp in UTC is how many systems write a day without a time."""
    if moment.tzinfo is None:
        return Published(moment.date(), words, basis)
    if moment.utcoffset() == timedelta(0) and moment.time() == time(0):
        return Published(moment.date(), words, basis)
    at = moment.astimezone(UTC).replace(tzinfo=None)
    return Published(moment.date(), words, basis, at, moment.hour if moment.utcoffset() == timedelta(0) else None)
