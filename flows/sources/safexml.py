"""XML from strangers: entities are never expanded, nothing outside is loaded, depth and size are limited."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any

from lxml import etree

from flows.sources.entries import NotAListing

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_END = re.compile(r"</(?:\w+:)?(?:rss|rdf|feed|urlset|sitemapindex)\s*>\s*(?:<!--.*-->\s*)?\Z", re.IGNORECASE)
_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)?(?:<!doctype html|<html)\b", re.IGNORECASE | re.DOTALL)
# A CDATA section as it is, or an ampersand that begins no entity of XML, such as the one of "R&D".
_BARE = re.compile(r"<!\[CDATA\[.*?\]\]>|&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)", re.DOTALL)
_PROLOGUE = 20_000


def parsed(text: str) -> tuple[Any, str | None]:
    """The outermost element of a document, and what is wrong with the document where it was read in spite of it.

    Raises:
        NotAListing: if it is no XML, or declares entities.
    """
    text = _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"), count=1)
    if not text.lstrip().startswith("<"):
        raise NotAListing("not a feed: it is not XML")
    if _PAGE.match(text):
        raise NotAListing("not a feed: a web page is there")
    if "<!ENTITY" in text[:_PROLOGUE] or "<!entity" in text[:_PROLOGUE]:
        raise NotAListing("declares XML entities, which no feed needs and many attacks use; it is not read")
    text = _ENTITY.sub(_named, _NOT_XML.sub("", text))
    body = text.encode()
    try:
        return etree.fromstring(body, _parser(recover=False)), None
    except etree.XMLSyntaxError as problem:
        reason = f"malformed: {problem.msg}"
    body = _BARE.sub(lambda found: "&amp;" if found.group() == "&" else found.group(), text).encode()
    try:
        root = etree.fromstring(body, _parser(recover=True))
    except etree.XMLSyntaxError as problem:
        raise NotAListing(f"not a feed: {problem.msg}") from problem
    if root is None:
        raise NotAListing(f"not a feed: {reason.removeprefix('malformed: ')}")
    if not is_whole(text):
        reason = f"cut off: the end is missing ({reason})"
    return root, reason[:300]


def is_whole(text: str) -> bool:
    """Whether a feed or sitemap ends as one must."""
    return _END.search(text[-300:]) is not None


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,  # 256 levels and 10 MB of one text at most
        remove_comments=True,
        remove_pis=True,
    )


def _named(found: re.Match[str]) -> str:
    name = found.group(1)
    return found.group(0) if name in _XML_ENTITIES else html5.get(f"{name};", found.group(0))
