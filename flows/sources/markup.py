"""HTML that stands in feeds, as text: paragraphs apart, nothing hidden, nothing that is not the article's words."""

from __future__ import annotations

import html
import re
from typing import Any

from lxml import etree

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_LEFT_OUT = frozenset(["aside", "audio", "button", "canvas", "figcaption", "figure", "footer", "form", "iframe", "img", "nav", "noscript", "object", "picture", "script", "select", "style", "svg", "template", "video"])  # fmt: skip
# What WordPress puts under every entry: the headline again, which is no sentence of the article.
_FOOTERS = ("The post ", "Artykuł ", "Wpis ")
_APPEARED = re.compile(r"\n*(The post|Artykuł|Wpis) [^\n]{1,300} (appeared first on|pochodzi z serwisu|pojawił się poniżej) [^\n]{1,200}\Z")
_PARSER = etree.HTMLParser(huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|&[#a-zA-Z0-9]{1,10};")


def text_of(markup: str) -> str:
    """The text of a piece of HTML; paragraphs are separated by an empty line."""
    if not _MARKUP.search(markup):
        return _tidy(markup)
    try:
        root = etree.fromstring(f"<div>{markup}</div>", _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return _tidy(html.unescape(_MARKUP.sub(" ", markup)))
    parts: list[str] = []
    _collect(root, parts)
    text = _tidy("".join(parts))
    return _APPEARED.sub("", text) if text.rpartition("\n")[2].startswith(_FOOTERS) else text


def line_of(markup: str) -> str:
    """The text of a piece of HTML on one line: a headline."""
    return " ".join((text_of(markup) if _MARKUP.search(markup) else markup).split())


def _collect(root: Any, parts: list[str]) -> None:
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if not name or name in _LEFT_OUT or "hidden" in element.attrib:
                walk.skip_subtree()
                continue
            if name in _BLOCKS:
                parts.append("\n\n")
            parts.append((element.text or "").replace("\n", " "))
        else:
            if name in _BLOCKS and name != "br":
                parts.append("\n\n")
            if element is not root:
                parts.append((element.tail or "").replace("\n", " "))


def _tidy(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return "\n\n".join([line for line in lines if line])
