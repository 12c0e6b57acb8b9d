"""GDELT DOC 2.0: its article list as a way to discover pages. It is no origin: the pages behind it are fetched and speak for themselves."""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import urlencode

from flows.sources.entries import Entry, Listing, NotAListing, web_link
from flows.sources.safejson import NotJson, parsed
from flows.sources.taking import take
from flows.sources.visit import Visit
from flows.sources.watched import Asked

_MOST = 250  # what the API gives at most
_PAUSE = 5.0  # seconds between requests that its operators ask for


class Gdelt(Asked):
    """A query to the article list. ``query`` in GDELT's words, ``languages`` as GDELT names them, ``hours`` back from now."""

    type: Literal["gdelt"]
    url: str = "https://api.gdeltproject.org/api/v2/doc/doc"
    query: str
    languages: tuple[str, ...] = ()
    hours: int = 24
    delay_seconds: float = _PAUSE


async def visit_gdelt(source: Gdelt, visit: Visit) -> None:
    """Asks for the list and fetches the pages that are new.

    Raises:
        FetchFailed: if the API cannot be reached.
        NotAListing: if its answer is no list; GDELT tells its complaints in plain text with status 200.
    """
    answer = await visit.ask_list(address_of(source))
    if answer.status == 304:
        visit.gathered.not_modified = True
        return
    text = answer.body.decode("utf-8", "replace").strip()
    try:
        given = parsed(text, strict=False, halves=False) if text else {}
    except NotJson as problem:
        raise NotAListing(f"GDELT answers: {' '.join(text.split())[:200]}") from problem
    articles = given.get("articles", []) if isinstance(given, dict) else None
    if not isinstance(articles, list):
        raise NotAListing("GDELT's answer has no list of articles")
    entries = [entry for article in articles if (entry := _entry(article)) is not None]
    limit = visit.settings.max_entries
    await take(visit, Listing(entries=entries[:limit], beyond=max(0, len(entries) - limit)), pages="always")


def address_of(source: Gdelt) -> str:
    """The address of the query."""
    query = source.query
    if source.languages:
        wanted = [f"sourcelang:{language}" for language in source.languages]
        query += f" ({' OR '.join(wanted)})" if len(wanted) > 1 else f" {wanted[0]}"
    parameters = {
        "query": query, "mode": "ArtList", "format": "json", "maxrecords": _MOST, "sort": "DateDesc", "timespan": f"{source.hours}h"
    }  # fmt: skip
    return f"{source.url}?{urlencode(parameters)}"


def _entry(article: Any) -> Entry | None:
    """``seendate`` is when GDELT saw the page, so it is no publication date."""
    url = article.get("url") if isinstance(article, dict) else None
    if not isinstance(url, str) or web_link(url, url) is None:
        return None
    title = article.get("title")
    return Entry(url=url, title=" ".join(title.split()) or None if isinstance(title, str) else None)
