"""Reads RSS 0.9x and 2.0, RSS 1.0 (RDF) and Atom. Entities are never expanded; a broken feed gives what is whole, and says so."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from lxml import etree

from flows.sources.entries import Entry, Listing, Moment, NotAListing, moment, web_link
from flows.sources.markup import line_of
from flows.sources.safexml import is_whole, parsed
from schemas.article import LANGUAGES

_NAMES = {
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dc:",
    "http://www.w3.org/2005/Atom": "atom:",
    "http://purl.org/atom/ns#": "atom:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
}
_LANGUAGE = re.compile(r"^[A-Za-z]{2}(?=$|[-_])")


def read_feed(text: str, base: str, limit: int) -> Listing:
    """The entries of a feed, in its order; ``base`` is its address.

    Raises:
        NotAListing: if it is no feed, declares entities, or is nested too deeply.
    """
    root, problem = parsed(text)
    kind = _name(root)
    if kind == "rss":
        channel = next((child for child in root if _name(child) == "channel"), root)
        items = [child for child in channel if _name(child) == "item"]
    elif kind == "rdf:RDF":
        channel = next((child for child in root if _name(child) == "channel"), root)
        items = [child for child in root if _name(child) == "item"]
    elif kind == "atom:feed":
        channel, items = root, [child for child in root if _name(child) == "atom:entry"]
    else:
        raise NotAListing(f"not a feed: its outermost element is <{kind or root.tag}>")
    if problem and items and not is_whole(text):
        items.pop()  # cut off in the middle of it
    listing = Listing(language=_language(channel), problem=problem, beyond=max(0, len(items) - limit))
    read = _atom if kind == "atom:feed" else _rss
    listing.entries = [read(item, base) for item in items[:limit]]
    return listing


def _name(element: Any) -> str:
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else ""


@lru_cache(1_000)
def _short(tag: str) -> str:
    space, brace, local = tag.rpartition("}")
    if not brace:
        return local
    prefix = _NAMES.get(space[1:])
    return f"{space[1:]} {local}" if prefix is None else prefix + local


def _children(element: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for child in element:
        found.setdefault(_name(child), child)
    return found


def _text(element: Any) -> str | None:
    if element is None:
        return None
    text = element.text if len(element) == 0 else "".join(element.itertext())
    return (text or "").strip() or None


def _line(element: Any) -> str | None:
    text = _text(element)
    return line_of(text) or None if text else None


def _first(found: dict[str, Any], *names: str) -> str | None:
    for name in names:
        if name in found and (text := _text(found[name])):
            return text
    return None


def _rss(item: Any, base: str) -> Entry:
    found = _children(item)
    guid = found.get("guid")
    link = _first(found, "link") or _atom_link(item)
    if not link and guid is not None and guid.get("isPermaLink", "true") != "false":
        link = _text(guid)
    published, dated = _dated(
        _first(found, "pubDate", "dc:date", "dc:created", "atom:published"), _first(found, "atom:updated", "dc:modified")
    )
    return Entry(
        url=web_link(link, base),
        id=_text(guid) or item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"),
        title=_line(found.get("title")) or _line(found.get("dc:title")),
        published=published,
        dated=dated,
        author=_first(found, "dc:creator", "author"),
        publisher=_line(found.get("source")),
        language=language_code(_first(found, "dc:language")),
        summary=_first(found, "description"),
        content=_first(found, "content:encoded"),
    )


def _atom(entry: Any, base: str) -> Entry:
    found = _children(entry)
    source = _children(found["atom:source"]) if "atom:source" in found else {}
    author = _children(found["atom:author"]) if "atom:author" in found else {}
    published, dated = _dated(_first(found, "atom:published", "atom:issued"), _first(found, "atom:updated", "atom:modified"))
    return Entry(
        url=web_link(_atom_link(entry) or _first(found, "atom:id"), base),
        id=_first(found, "atom:id"),
        title=_line(found.get("atom:title")),
        published=published,
        dated=dated,
        author=_first(author, "atom:name"),
        publisher=_line(source.get("atom:title")),
        language=language_code(entry.get("{http://www.w3.org/XML/1998/namespace}lang")),
        summary=_construct(found.get("atom:summary")),
        content=_construct(found.get("atom:content")),
    )


def _construct(element: Any) -> str | None:
    """An Atom text construct as HTML."""
    if element is None or element.get("src"):
        return None
    if element.get("type") in ("xhtml", "application/xhtml+xml"):
        inner = "".join(etree.tostring(child, encoding="unicode", with_tail=True) for child in element)
        return re.sub(r"<(/?)(?:\w+:)", r"<\1", inner).strip() or None
    return _text(element)


def _atom_link(element: Any) -> str | None:
    links = [child for child in element if _name(child) == "atom:link" and child.get("href")]
    for wanted in ("alternate", None):
        for link in links:
            if link.get("rel") == wanted:
                return str(link.get("href"))
    return None


def _dated(published: str | None, updated: str | None) -> tuple[Moment | None, str | None]:
    for text, name in ((published, "feed"), (updated, "feed-updated")):
        found = moment(text)
        if found is not None:
            return found, name
    return None, None


def _language(channel: Any) -> str | None:
    found = _children(channel)
    return language_code(_first(found, "language", "dc:language") or channel.get("{http://www.w3.org/XML/1998/namespace}lang"))


def language_code(text: str | None) -> str | None:
    """ISO 639-1 of a language tag (``pl-PL`` → ``pl``); nothing for what names no language."""
    found = _LANGUAGE.match((text or "").strip())
    return code if found and (code := found.group(0).lower()) in LANGUAGES else None
