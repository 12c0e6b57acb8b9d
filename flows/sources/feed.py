"""Feeds: RSS, RSS 1.0 (RDF), Atom and JSON Feed, whichever the address gives."""

from __future__ import annotations

from typing import Literal

from flows.sources.charset import Undecodable, decoded
from flows.sources.entries import Listing, NotAListing
from flows.sources.feedjson import read_json_feed
from flows.sources.feedxml import read_feed
from flows.sources.fetching.answer import Answer
from flows.sources.taking import take
from flows.sources.visit import Visit
from flows.sources.watched import Asked


class Feed(Asked):
    """A feed. ``pages``: whether the page behind an entry is fetched: ``auto`` when the feed has only a teaser, ``always``, ``never``."""

    type: Literal["feed"]
    pages: Literal["auto", "always", "never"] = "auto"


async def visit_feed(source: Feed, visit: Visit) -> None:
    """Asks the feed and takes in its entries.

    Raises:
        FetchFailed: if the feed cannot be fetched.
        NotAListing: if what is there is no feed.
    """
    answer = await visit.ask_list(source.url)
    if answer.status == 304:
        visit.gathered.not_modified = True
        return
    listing = listing_of(answer, visit.settings.max_entries)
    if listing.problem:
        if not listing.entries:
            raise NotAListing(listing.problem)
        visit.refuse(source.url, listing.problem)
    if answer.moved:
        visit.gathered.problem = f"moved for good to {answer.moved}: change its address"
    await take(visit, listing, pages=source.pages)


def listing_of(answer: Answer, limit: int) -> Listing:
    """The entries of an answer.

    Raises:
        NotAListing: if it is no feed.
    """
    try:
        text = decoded(answer.body, answer.charset)
    except Undecodable as problem:
        raise NotAListing(str(problem)) from problem
    start = text.lstrip("\ufeff \t\r\n")
    if not start:
        raise NotAListing("an empty answer")
    return (read_json_feed if start.startswith("{") else read_feed)(text, answer.final_url, limit)
