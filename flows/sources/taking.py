"""From entries to articles: the feed's own text where it is whole, else the page behind the entry, or the headline alone."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from flows.sources.entries import Entry, Listing
from flows.sources.fetching.answer import Answer, FetchFailed
from flows.sources.markup import text_of
from flows.sources.page.day import EARLIEST
from flows.sources.pages import WALLS, NotAPage, read_page
from flows.sources.visit import Visit
from schemas.addresses import host_of
from schemas.article import Arrival, Refusal, place_id, place_in

_WHOLE = 600  # characters; a feed's text that is shorter is a teaser until shown otherwise
_EXTRACT = 280  # characters of a headline-only source's summary: short evidence, not the text
_TEASER = re.compile(r"(\[…\]|\[\.\.\.\]|\[&hellip;\]|…|\.\.\.|Read more|Continue reading|Czytaj więcej|Czytaj dalej)\W*\Z", re.IGNORECASE)
_HTML = frozenset({"text/html", "application/xhtml+xml", ""})

Settled = Literal["taken", "walled", "no article", "later"]


async def take(visit: Visit, listing: Listing, *, pages: str, dated_by: str = "feed") -> None:
    """Takes in every entry of a list.

    ``pages`` says when the page behind an entry is fetched: ``auto`` (when the feed has only a teaser), ``always`` or ``never``.
    An entry whose page is known is not fetched again, but where nothing else shows a change (``always``) pages seen lately are asked
    whether they changed. Entries over the limit of one run wait for the next.
    """
    gathered = visit.gathered
    gathered.entries += len(listing.entries)
    _without_impossible_dates(visit, listing)
    gathered.moments += [
        entry.published.at or datetime.combine(entry.published.day, time()) for entry in listing.entries if entry.published
    ]
    known = visit.memory.known
    if listing.entries:
        shown = known and any(_place(visit, entry) in known for entry in listing.entries)
        gathered.overlap = bool(shown) or bool(gathered.overlap)
    wanted: list[Entry] = []
    changing: list[Entry] = []
    for entry in listing.entries:
        text = _own_text(visit, entry, pages)
        if text is not None:
            gathered.arrivals.append(_arrival(visit, listing, entry, text, dated_by))
        elif entry.url is None:
            visit.refuse(entry.id or gathered.source, f"an entry without an address and without a text: {entry.title or 'no title'}")
        elif (place := _place(visit, entry)) in known:
            if pages == "always" and entry.url in visit.memory.lately:
                changing.append(entry)
            else:
                gathered.seen.append(place)
                gathered.unchanged += 1
        elif entry.url not in visit.memory.given_up:
            wanted.append(entry)
    if len(wanted) > visit.settings.max_pages:  # the newest first; the others wait
        wanted.sort(key=lambda entry: entry.published.day if entry.published else date.min, reverse=True)
    now, later = wanted[: visit.settings.max_pages], wanted[visit.settings.max_pages :]
    gathered.waiting += len(later)
    asked = len(now)
    now += changing[: visit.settings.max_pages - asked]
    results: dict[int, Arrival | Refusal] = {}
    try:
        settled = await asyncio.gather(
            *(_from_page(visit, listing, entry, dated_by, results, number, is_known=number >= asked) for number, entry in enumerate(now))
        )
    finally:  # a visit that is cut off keeps what it has; always in the order of the list
        gathered.arrivals += [result for _, result in sorted(results.items()) if isinstance(result, Arrival)]
        gathered.refusals += [result for _, result in sorted(results.items()) if isinstance(result, Refusal)]
    settled, looked_at = settled[:asked], settled[asked:]
    unchanged = [entry for entry, how in zip(now[asked:], looked_at, strict=True) if how != "taken"] + changing[len(looked_at) :]
    gathered.seen += [_place(visit, entry) for entry in unchanged]
    gathered.unchanged += len(unchanged)
    if later or "later" in settled:
        visit.ask_again()
    walls = settled.count("walled")
    if walls and walls == len(settled) and not gathered.arrivals and not gathered.unchanged:
        gathered.trouble, gathered.problem = "blocked", f"none of its {walls} pages can be read: {gathered.refusals[-1].reason}"
    if listing.beyond:
        visit.refuse(
            visit.source.url, f"{listing.beyond} entries over the {visit.settings.max_entries} that are read (SANCTIONWATCH_MAX_ENTRIES)"
        )


def _without_impossible_dates(visit: Visit, listing: Listing) -> None:
    """A date to come, or from before the web, is a broken clock or a default value: none at all, and the page may know better."""
    tomorrow = visit.gathered.at.date() + timedelta(days=1)
    wrong = [entry.published.text for entry in listing.entries if entry.published and not EARLIEST <= entry.published.day <= tomorrow]
    if wrong:
        listing.entries = [
            replace(entry, published=None, dated=None) if entry.published and not EARLIEST <= entry.published.day <= tomorrow else entry
            for entry in listing.entries
        ]
        visit.gathered.problem = f"{len(wrong)} of its entries bear a date that cannot be, such as {wrong[0]!r}; they were read without it"


def _place(visit: Visit, entry: Entry) -> str:
    return place_id(entry.url) if entry.url else place_in(visit.source.name, _inside(visit, entry))


def _inside(visit: Visit, entry: Entry) -> str:
    return entry.id or f"{visit.source.url} {entry.title or ''}"


def _own_text(visit: Visit, entry: Entry, pages: str) -> str | None:
    """The text that the list itself gives for an entry; nothing when its page is wanted."""
    if visit.source.keep == "headline":
        return shortened(text_of(entry.summary or ""), _EXTRACT) or entry.title or ""
    if pages == "always" and entry.url:
        return None
    text = text_of(entry.content or "")
    if len(text) < _WHOLE:
        text = max((text, text_of(entry.summary or "")), key=len)
    if pages == "never" or not entry.url:
        return text or entry.title
    return text if len(text) >= _WHOLE and not _TEASER.search(text[-40:]) else None


def _arrival(visit: Visit, listing: Listing, entry: Entry, text: str, dated_by: str) -> Arrival:
    source = visit.source
    moment = entry.published
    body = next((fetch for fetch in reversed(visit.gathered.fetches) if fetch.role == "list"), None)
    return Arrival(
        source=source.name,
        origin=body.url if body is not None else source.url,
        declared_id=entry.id or (None if entry.url else _inside(visit, entry)),
        url=entry.url,
        publisher=entry.publisher or source.publisher or host_of(entry.url),
        language=entry.language or source.language or listing.language,
        published=moment.day if moment else None,
        published_text=moment.text if moment else None,
        published_at=moment.at if moment else None,
        published_source=(entry.dated or dated_by) if moment else None,
        origin_group=_origin(visit, entry),
        extent=source.keep,
        fetched=body.sha256 if body is not None else None,
        title=entry.title,
        text=text,
    )


async def _from_page(
    visit: Visit, listing: Listing, entry: Entry, dated_by: str, results: dict[int, Arrival | Refusal], number: int, *, is_known: bool
) -> Settled:
    """Fetches and reads the page of an entry, and says how that went. A known page that cannot be read now stays what it was."""
    assert entry.url is not None
    try:
        answer = await visit.ask_page(entry.url, is_known=is_known)
    except FetchFailed as problem:
        if is_known:
            return "no article"
        results[number] = visit.refusal(entry.url, str(problem), entry.title or "")
        return "later" if problem.trouble == "failing" else "walled" if problem.trouble == "blocked" else "no article"
    if answer.status == 304:
        return "no article"
    try:
        results[number] = await asyncio.to_thread(_read, visit, listing, entry, answer, dated_by)
    except NotAPage as problem:
        if is_known:
            return "no article"
        results[number] = visit.refusal(entry.url, str(problem), entry.title or "")
        return "walled" if problem.why in WALLS else "no article"
    return "taken"


def _read(visit: Visit, listing: Listing, entry: Entry, answer: Answer, dated_by: str) -> Arrival:
    if answer.media_type not in _HTML and not answer.body.lstrip()[:1] == b"<":
        raise NotAPage("not-html", f"no page: its type is {answer.media_type[:60]}")
    page = read_page(answer.body, url=answer.final_url, charset=answer.charset, fetched=answer.at.date())
    source, moment = visit.source, entry.published
    said_by_list = moment is not None and (entry.dated or dated_by) != "feed-updated"
    by_list = moment is not None and (said_by_list or page.published is None)
    body = next((fetch for fetch in reversed(visit.gathered.fetches) if fetch.url == answer.url and fetch.role == "page"), None)
    return Arrival(
        source=source.name,
        origin=source.url,
        declared_id=entry.id,
        url=page.url if page.url and host_of(page.url) == host_of(answer.final_url) else answer.final_url,
        publisher=entry.publisher or source.publisher or page.publisher or host_of(answer.final_url),
        language=entry.language or source.language or page.language or listing.language,
        published=moment.day if by_list and moment else page.published,
        published_text=moment.text if by_list and moment else page.published_text,
        published_at=moment.at if by_list and moment else page.published_at,
        published_source=(entry.dated or dated_by) if by_list else page.published_basis,
        origin_group=_origin(visit, entry, answer.final_url),
        extent="text",
        fetched=body.sha256 if body is not None else None,
        title=page.title or entry.title,
        text=page.text,
    )


def _origin(visit: Visit, entry: Entry, url: str | None = None) -> str | None:
    """Whose words: behind an aggregator the publisher it names, else the house of the source, else the host."""
    source = visit.source
    host = host_of(url or entry.url)
    if entry.publisher and entry.publisher != source.publisher:
        return host if host and host != host_of(source.url) else entry.publisher.lower()
    return source.origin_group or host


def shortened(text: str, limit: int) -> str:
    """The first ``limit`` characters at most, cut between words."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0] + "…"
