"""An article as a row of names and values: an object of JSON lines, a row of a CSV or Parquet file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from flows.sources.watched import Watched
from schemas.article import Arrival, primary

NAMES = ("id", "lang", "url", "publisher", "published", "title", "text")


class NotAnArticle(ValueError):
    """Why a file, line or row is no article."""


def arrival_of(given: Any, place: str, source: Watched) -> Arrival:
    """The article of a row; other names than ``NAMES`` are not looked at.

    Raises:
        NotAnArticle: if there is no text, or a value is not what its name says.
    """
    if not isinstance(given, Mapping):
        raise NotAnArticle("not a JSON object")
    text = {name: _text(given, name) for name in NAMES}
    if text["text"] is None:
        raise NotAnArticle("no text: the key 'text' is missing or empty")
    day, at = day_of(text["published"]) if text["published"] else (None, None)
    return Arrival(
        source=source.name,
        origin=place,
        declared_id=text["id"],
        url=text["url"],
        publisher=text["publisher"] or source.publisher,
        language=primary(text["lang"]) if text["lang"] else source.language,
        published=day,
        published_text=text["published"],
        published_at=at,
        origin_group=source.origin_group,
        title=text["title"],
        text=text["text"],
    )


def _text(given: Mapping[str, Any], name: str) -> str | None:
    value = given.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and name == "id":
        return str(value)
    if isinstance(value, date) and name == "published":  # Parquet has dates
        return value.isoformat()
    if value is not None and not isinstance(value, str):
        raise NotAnArticle(f"{name!r} is {type(value).__name__}, text is wanted")
    if value is not None and any("\ud800" <= char <= "\udfff" for char in value):
        raise NotAnArticle(f"{name!r} has half a surrogate pair: it was cut in the middle of a character")
    return value or None


def day_of(text: str) -> tuple[date, datetime | None]:
    """The day of an ISO 8601 date or time, in the time zone it was written in; and the moment in UTC, where a zone is given.

    Raises:
        NotAnArticle: if it is neither.
    """
    try:
        if len(text) == 10:
            return date.fromisoformat(text), None
        at = datetime.fromisoformat(text)
        return at.date(), at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo is not None else None
    except (ValueError, OverflowError) as problem:
        raise NotAnArticle(f"published {text!r} is not an ISO 8601 date") from problem
