"""Characters to a tree, within limits: a hostile page costs no more than a large one."""

from __future__ import annotations

import re
from typing import Any

from flows.sources.page.refusal import NotAPage

MAX_ELEMENTS = 40_000  # long live blogs have 20,000
_MAX_ATTRIBUTES = 2_000  # of one element; libxml2 compares each with each
_LONG = 10_000
_LOOKED_AT = 2_000  # characters; control characters among them are those of a picture, a PDF, an archive
_LONG_STRETCH = re.compile(r"<[^<]{20000,}")
_SCRIPT = re.compile(r"<(?:script|style|textarea|noscript)\b", re.IGNORECASE)
_TAG = re.compile(r"""<[A-Za-z](?:[^"'>]|"[^"]*(?:"|\Z)|'[^']*(?:'|\Z))*+(?:>|\Z)""")
_QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_NAME = re.compile(r"""[^\s=/"']+""")
_BREAKS = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "td", "tr"})
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def parse(text: str) -> Any:
    """The tree of a page (an ``lxml.html.HtmlElement``), without comments and processing instructions.

    Raises:
        NotAPage: ``not-html``, or ``too-much`` for nesting, tags or attributes that no article has.
    """
    from lxml import etree, html  # takes a tenth of a second; only pages need it

    beginnings = text.count("<")
    if beginnings < 3 or len(_NO_TEXT.findall(text[:_LOOKED_AT])) > _LOOKED_AT // 200:
        raise NotAPage("not-html", "no HTML in it")
    if beginnings > 4 * MAX_ELEMENTS:
        raise NotAPage("too-much", f"about {beginnings:,} tags; at most {MAX_ELEMENTS:,} elements are read")
    _check_attributes(text, beginnings)
    parser = etree.HTMLParser(collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True)
    # One class for all elements: lxml.html asks a Python function for the class of each, which takes a tenth of the time of a page.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    try:
        tree = html.document_fromstring(_NO_TEXT.sub(" ", text).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as problem:
        raise NotAPage("not-html", f"no HTML document in it: {problem}") from problem
    if any("depth" in entry.message.lower() for entry in parser.error_log if entry.level_name == "FATAL"):
        raise NotAPage("too-much", "nested more than 250 deep")
    return tree


def _check_attributes(text: str, beginnings: int) -> None:
    """Attributes show as a long stretch without "<"; unless they contain "<" themselves, so many of which are looked at closely."""
    tags = _TAG if beginnings > _LONG else _LONG_STRETCH
    for tag in tags.finditer(text):
        long = tag.end() - tag.start() > _MAX_ATTRIBUTES and not _SCRIPT.match(text, tag.start())
        if long and len(_NAME.findall(_QUOTED.sub("", _first_tag(tag.group())))) > _MAX_ATTRIBUTES:
            raise NotAPage("too-much", f"an element with more than {_MAX_ATTRIBUTES:,} attributes")


def _first_tag(text: str) -> str:
    found = _TAG.match(text)
    return found.group() if found else ""


def shown_text(element: Any) -> str:
    """What an element shows, on one line: a line break is a space, markup inside a word is none."""
    if not len(element):
        return " ".join((element.text or "").split())
    return " ".join(
        "".join(
            f"{below.text or ''}{' ' if below.tag in _BREAKS else ''}{below.tail or ''}" if below is not element else below.text or ""
            for below in element.iter()
        ).split()
    )
