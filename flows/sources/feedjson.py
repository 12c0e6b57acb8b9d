"""Reads JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import html
from typing import Any

from flows.sources.entries import Entry, Listing, NotAListing, moment, web_link
from flows.sources.feedxml import language_code
from flows.sources.safejson import NotJson, parsed


def read_json_feed(text: str, base: str, limit: int) -> Listing:
    """The entries of a JSON Feed, in its order.

    Raises:
        NotAListing: if it is not one.
    """
    try:
        given = parsed(text, halves=False)
    except NotJson as problem:
        raise NotAListing(f"not a feed: it begins like JSON and is not ({problem})") from problem
    if not isinstance(given, dict) or not isinstance(given.get("items"), list):
        raise NotAListing("not a feed: JSON without a list of items")
    items = [item for item in given["items"] if isinstance(item, dict)]
    language = language_code(_text(given, "language"))
    return Listing(entries=[_entry(item, base) for item in items[:limit]], language=language, beyond=max(0, len(items) - limit))


def _entry(item: dict[str, Any], base: str) -> Entry:
    authors = item.get("authors")
    author = authors[0] if isinstance(authors, list) and authors else item.get("author")
    url = _text(item, "url") or _text(item, "external_url")
    written = _text(item, "content_text")
    published, updated = moment(_text(item, "date_published")), moment(_text(item, "date_modified"))
    return Entry(
        url=web_link(url, base),
        id=_text(item, "id"),
        title=_text(item, "title"),
        published=published or updated,
        dated="feed" if published else "feed-updated" if updated else None,
        author=_text(author, "name") if isinstance(author, dict) else None,
        language=language_code(_text(item, "language")),
        summary=html.escape(_text(item, "summary") or "") or None,
        content=_text(item, "content_html") or (html.escape(written).replace("\n", "<br>") if written else None),
    )


def _text(given: dict[str, Any], name: str) -> str | None:
    value = given.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None
