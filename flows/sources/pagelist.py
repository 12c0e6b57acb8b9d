"""Page lists: a news sitemap, a sitemap, an index of sitemaps, or a web page with links. What they point to is fetched as pages."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any, Literal

import regex
from lxml import etree
from lxml import html as lxml_html
from pydantic import field_validator

from flows.sources.charset import Undecodable, decoded
from flows.sources.entries import Entry, Listing, NotAListing, moment, web_link
from flows.sources.feedxml import language_code
from flows.sources.fetching.answer import Answer, FetchFailed
from flows.sources.safexml import parsed
from flows.sources.taking import take
from flows.sources.visit import Visit
from flows.sources.watched import Asked

_LONGEST_SEARCH = 1.0  # seconds for one address: an expression such as (a+)+$ would search an address of a stranger for years
Wanted = Callable[[str], bool]
_MOST_MAPS = 5  # sitemaps of an index that are asked in one run, the latest first


class PageList(Asked):
    """A list of pages. ``links``: a regular expression that the addresses wanted match; a web page needs one."""

    type: Literal["pages"]
    links: str | None = None

    @field_validator("links")
    @classmethod
    def _compiles(cls, links: str | None) -> str | None:
        try:
            regex.compile(links or "")
        except regex.error as problem:
            raise ValueError(f"not a regular expression: {problem}") from problem
        return links


async def visit_pages(source: PageList, visit: Visit) -> None:
    """Asks the list and fetches the pages that are new.

    Raises:
        FetchFailed: if the list cannot be fetched.
        NotAListing: if what is there is no list.
    """
    answer = await visit.ask_list(source.url)
    if answer.status == 304:
        visit.gathered.not_modified = True
        return
    listing, maps = _read(answer, source, visit.settings.max_entries, visit.settings.max_body_bytes)
    failed: FetchFailed | NotAListing | None = None
    answered = 0
    for address in maps[:_MOST_MAPS]:
        try:
            further = await visit.ask_list(address)
            if further.status != 304:
                part, deeper = _read(further, source, visit.settings.max_entries, visit.settings.max_body_bytes)
                listing.entries += part.entries
                listing.beyond += part.beyond
                for wrong in (part.problem, "an index inside an index of sitemaps; its sitemaps are not read" if deeper else None):
                    if wrong:
                        visit.refuse(address, wrong)
            answered += 1
        except (FetchFailed, NotAListing) as problem:  # the other sitemaps of the index are not lost with it
            failed = problem
            visit.refuse(address, str(problem))
    if failed is not None:
        if not answered:
            raise failed
        visit.ask_again()
    over = len(listing.entries) - visit.settings.max_entries
    if over > 0:
        listing.entries, listing.beyond = listing.entries[: visit.settings.max_entries], listing.beyond + over
    if listing.problem:
        if not listing.entries and not maps:
            raise NotAListing(listing.problem)
        visit.refuse(source.url, listing.problem)
    await take(visit, listing, pages="always", dated_by="sitemap")


def _read(answer: Answer, source: PageList, limit: int, max_bytes: int) -> tuple[Listing, list[str]]:
    try:
        text = decoded(unpacked(answer.body, max_bytes), answer.charset)
    except Undecodable as problem:
        raise NotAListing(str(problem)) from problem
    wanted = _wanted(source.links) if source.links else None
    head = text.lstrip("\ufeff \t\r\n")[:500].lower()
    if "<!doctype html" in head or "<html" in head:
        if wanted is None:
            raise NotAListing("a web page; say in `links` which of its links are articles")
        return _web_page(text, answer.final_url, wanted, limit), []
    if head.startswith(("http://", "https://")):  # a sitemap may be lines of text (sitemaps.org)
        lines = [Entry(url=address) for line in text.splitlines() if (address := web_link(line.strip("\ufeff \t"), answer.final_url))]
        return _listed(lines, wanted, limit), []
    root, wrong = parsed(text)
    kind = _local(root)
    if kind == "sitemapindex":
        return Listing(problem=wrong), [
            address for address, _ in sorted(_maps(root, answer.final_url), key=lambda pair: pair[1], reverse=True)
        ]
    if kind != "urlset":
        raise NotAListing(f"not a sitemap: its outermost element is <{kind}>")
    entries = [entry for child in root if _local(child) == "url" and (entry := _entry(child, answer.final_url)) is not None]
    return _listed(entries, wanted, limit, wrong), []


def _listed(entries: list[Entry], wanted: Wanted | None, limit: int, problem: str | None = None) -> Listing:
    if wanted is not None:
        entries = [entry for entry in entries if wanted(entry.url or entry.id or "")]
    return Listing(entries=entries[:limit], problem=problem, beyond=max(0, len(entries) - limit))


def _wanted(links: str) -> Wanted:
    """Whether an address matches the expression of a source.

    Raises (when asked):
        NotAListing: if the search for one address takes too long.
    """
    expression = regex.compile(links)

    def matches(address: str) -> bool:
        try:
            return expression.search(address, timeout=_LONGEST_SEARCH) is not None
        except TimeoutError as problem:
            raise NotAListing(
                f"the expression in `links` takes over {_LONGEST_SEARCH:g} s for {address[:200]}: write it simpler"
            ) from problem

    return matches


def unpacked(body: bytes, limit: int) -> bytes:
    """A body that is a gzip file itself, as ``sitemap.xml.gz`` is; others as they are.

    Raises:
        NotAListing: if it is damaged, or larger than ``limit`` bytes.
    """
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpacker = zlib.decompressobj(31)
    try:
        whole = unpacker.decompress(body, limit)
    except zlib.error as problem:
        raise NotAListing(f"a damaged gzip file: {problem}") from problem
    if unpacker.unconsumed_tail:
        raise NotAListing(f"more than {limit:,} bytes after decompression (SANCTIONWATCH_MAX_BODY_BYTES)")
    return whole


def _web_page(text: str, base: str, wanted: Wanted, limit: int) -> Listing:
    try:
        page = lxml_html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as problem:
        raise NotAListing(f"a web page that cannot be read: {problem}") from problem
    found: dict[str, Entry] = {}
    for anchor in page.iter("a"):
        address = (web_link((anchor.get("href") or "").strip(), base) or "").partition("#")[0]
        if address and wanted(address):
            found.setdefault(address, Entry(url=address))
    return Listing(entries=list(found.values())[:limit], beyond=max(0, len(found) - limit))


def _maps(root: Any, base: str) -> list[tuple[str, str]]:
    found = []
    for child in root:
        values = {_local(part): (part.text or "").strip() for part in child}
        if _local(child) == "sitemap" and (address := web_link(values.get("loc"), base)):
            found.append((address, values.get("lastmod", "")))
    return found


def _entry(element: Any, base: str) -> Entry | None:
    values: dict[str, str] = {}
    for part in element.iter():
        if isinstance(part.tag, str) and part.text:
            values.setdefault(_local(part), part.text.strip())
    if not values.get("loc"):
        return None
    address = web_link(values["loc"], base)
    published = moment(values.get("publication_date"))  # <lastmod> is when the page changed, not when it was published
    return Entry(
        url=address,
        id=None if address else values["loc"],
        title=values.get("title"),
        published=published,
        dated="sitemap" if published else None,
        language=language_code(values.get("language")),
    )


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""
