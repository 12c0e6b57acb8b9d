"""What feeds, sitemaps and lists have in common: entries that point to articles, and their dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A publication date: the day in the zone it was written in, the moment where there is one (UTC), and the words themselves."""

    day: date
    at: datetime | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a list. ``summary`` and ``content`` are HTML; ``dated`` says which element the date came from."""

    url: str | None
    id: str | None = None
    title: str | None = None
    published: Moment | None = None
    dated: str | None = None  # "feed", or "feed-updated" when only the date of the last change is given
    author: str | None = None
    publisher: str | None = None
    language: str | None = None
    summary: str | None = None
    content: str | None = None


@dataclass(slots=True, kw_only=True)
class Listing:
    """A whole list. ``problem`` says what is wrong with it although its entries can be read; ``beyond`` counts entries over the limit."""

    entries: list[Entry] = field(default_factory=list)
    language: str | None = None
    problem: str | None = None
    beyond: int = 0


def web_link(link: str | None, base: str) -> str | None:
    """The http(s) address that a list means by a link; ``base`` is where the list came from. Nothing for what is no such address."""
    if not link:
        return None
    try:
        target = link if link.startswith(("http://", "https://")) else urljoin(base, link)
        return target if target.startswith(("http://", "https://")) and urlsplit(target).hostname else None
    except ValueError:  # "http://["
        return None


class NotAListing(ValueError):
    """Why a body is no feed, sitemap or list."""


def moment(text: str | None) -> Moment | None:
    """The date of RFC 822 or ISO 8601 words; nothing when they are neither, for a guessed date is worse than none."""
    text = " ".join((text or "").split())[:100]
    if not text:
        return None
    try:
        if len(text) == 10:
            return Moment(day=date.fromisoformat(text), at=None, text=text)
        at = datetime.fromisoformat(text) if text[:4].isdecimal() else parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    try:
        utc = at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo is not None else None
    except (OverflowError, ValueError):
        return None
    return Moment(day=at.date(), at=utc, text=text)
