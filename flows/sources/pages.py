"""The article in a web page: its text and what the page says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from flows.sources.charset import Undecodable, decoded
from flows.sources.page.boilerplate import without_code
from flows.sources.page.dates import published, published_by_text
from flows.sources.page.day import Basis
from flows.sources.page.head import Head, authors, host, is_written_in, read_head, web_address
from flows.sources.page.jsonld import Described, Linked, read_jsonld
from flows.sources.page.nonarticles import refuse_index, refuse_redirect, refuse_wall
from flows.sources.page.refusal import NotAPage
from flows.sources.page.text import article_text
from flows.sources.page.titles import headline_element, title
from flows.sources.page.tree import MAX_ELEMENTS, parse

_SMALLEST = 60  # bytes: an empty HTML document has about as many
_HEAD, _TAIL = 65_536, 4_096

WALLS = frozenset({"consent", "paywall", "login", "script", "bot-check"})  # what stands in front of an article

__all__ = ["WALLS", "NotAPage", "Page", "read_page"]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself, and its text.

    ``published`` is the day as the publisher counts days, ``published_text`` how the page writes it, ``published_basis`` where it
    stood, ``published_at`` the moment in UTC where it gives one. ``url`` is the canonical address. ``notes`` says what on the
    page could not be read. ``language`` is null where the letters of the text are not those of the declared language.
    """

    text: str
    title: str | None
    url: str | None
    publisher: str | None
    language: str | None
    published: date | None
    published_text: str | None = None
    published_basis: Basis | None = None
    published_at: datetime | None = None
    authors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_page(body: bytes, *, url: str | None = None, charset: str | None = None, fetched: date | None = None) -> Page:
    """The article of a page.

    Args:
        body: the page as it came, without transfer and content encoding.
        url: where it came from.
        charset: what the Content-Type header says of its encoding.
        fetched: the day it was fetched: no later date is believed. It never becomes the date of publication.

    Raises:
        NotAPage: if it holds no article; ``why`` is the class of the reason.
    """
    try:
        tree = parse(decoded(_whole(body), charset))
    except Undecodable as problem:
        raise NotAPage("undecodable", str(problem)) from problem
    alive = list(tree.iter())  # lxml makes its Python objects anew, slowly, once nothing holds them
    if len(alive) > MAX_ELEMENTS:
        raise NotAPage("too-much", f"{len(alive):,} elements; at most {MAX_ELEMENTS:,} are read")
    linked = read_jsonld(tree)
    address = web_address(url)
    head = read_head(tree, address)
    refuse_redirect(tree, head, linked)
    described = _about(linked, head)
    called = described is not None or head.meta.get("og:type", "").lower() == "article" or "article:published_time" in head.meta
    headline = headline_element(tree, head, described, address)
    day = published(tree, described, linked.page, head, headline, address, fetched)
    name = title(head, described, headline, address)
    shown = without_code(tree)
    text = article_text(tree, described, headline)
    del alive
    refuse_index(tree, text, name, linked, called, address)
    refuse_wall(text, shown, name, called, described is None or described.free)
    day = day or published_by_text(tree, text, head, headline, address, fetched)
    return Page(
        text=text,
        title=name,
        url=head.canonical,
        publisher=(described.publisher if described else None)
        or head.first("og:site_name", "application-name", "dc.publisher")
        or (host(head.canonical) if address is None else host(address)),
        language=head.language if is_written_in(text, head.language) else None,
        published=day.day if day else None,
        published_text=day.words if day else None,
        published_basis=day.basis if day else None,
        published_at=day.at if day else None,
        authors=(described.authors if described else ()) or authors(head),
        notes=linked.notes,
    )


def _whole(body: bytes) -> bytes:
    if len(body) < _SMALLEST:
        raise NotAPage("empty", f"no article: {len(body)} bytes, {body[:40]!r}" if body.strip() else "no article: an empty page")
    end = body[-_TAIL:].lower()
    if b"</html" in end or b"</body" in end or b"<body" not in body[:_HEAD].lower():
        return body
    opened, closed = body.count(b"<div") + body.count(b"<article"), body.count(b"</div") + body.count(b"</article")
    if not body.rstrip().endswith(b">") or opened > closed + 1:
        raise NotAPage("cut-off", "truncated: the page begins with <body> and never ends")
    return body


def _about(linked: Linked, head: Head) -> Described | None:
    """Of the articles in JSON-LD, the one that the page is: by its address, else by its headline, else the first."""
    articles = linked.articles
    if len(articles) < 2:
        return articles[0] if articles else None
    same = [one for one in articles if one.url and head.canonical and one.url.rstrip("/") == head.canonical.rstrip("/")]
    name = (head.meta.get("og:title") or head.title or "").casefold()
    named = [one for one in same or articles if one.headline and one.headline.casefold()[:40] in name]
    return next(iter(named or same or articles))
