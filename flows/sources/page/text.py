"""The running text of an article, with trafilatura; JSON-LD's articleBody as check and fallback."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import Any

from flows.sources.page.boilerplate import linked_length, prune, without_filler
from flows.sources.page.jsonld import Described
from flows.sources.page.tree import shown_text

_TAGS = re.compile(r"<[a-zA-Z/!][^>]{0,500}>")
_BREAKS = re.compile(r"<(?:br|/p|/div|/h\d|/li)\b[^>]{0,100}>", re.IGNORECASE)
_NOT_LETTERS = re.compile(r"[\W_]+")
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|standfirst|dek|sub-?(?:title|headline|head|heading)|deck|summary|intro(?:duction)?|zajawka|perex|anons|chapo|entradilla|excerpt)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ENOUGH, _LINE = 250, 60  # characters: less is a doubtful text, or a list
_PARAGRAPH, _MOST, _AT_MOST = 50, 0.6, 4.0  # a long paragraph, in characters; how much of them and how much more an extraction should hold
_LEAD_MIN, _SENTENCE, _LEAD_MAX, _NEAR, _NEAREST = 25, 40, 1_200, 60, 4
_LEAD_TAGS = frozenset({"p", "div", "h2", "h3", "h4", "span", "strong", "b"})
_INLINE = frozenset({"a", "b", "strong", "i", "em", "span", "br", "u", "font", "small", "sup", "sub"})
_PICTURES = frozenset({"figure", "figcaption", "picture", "video"})
_SHOWN = re.compile(r"caption|video|player|playlist|carousel|gallery|slide|image-?desc|photo|credit", re.IGNORECASE)
_ENDS = (".", "!", "?", "…", "”", '"', "»", "“", "다", "。")


def article_text(tree: Any, described: Described | None, headline: Any) -> str:
    """The paragraphs of the article, one a line; empty if there are none. The tree is changed."""
    prune(tree, headline)
    lines = _lines(tree)
    body = _plain(described.body) if described and described.body else []
    lines = _checked(lines, body)
    shown = _key(shown_text(headline)) if headline is not None else ""
    if lines and shown and _key(lines[0]) == shown:
        lines = lines[1:]
    if lines:
        known = _key(" ".join(lines))
        lines = [line for line in without_filler(_lead(tree, headline, lines[0])) if _key(line) not in known] + lines
    return "\n".join(lines)


def _lines(tree: Any) -> list[str]:
    """trafilatura's own rules; where they leave most of the page's long paragraphs out, its comparison with readability and justext too."""
    import trafilatura  # takes a tenth of a second; only pages need it

    running = sum(length for paragraph in tree.iter("p") if (length := len(paragraph.text or "")) >= _PARAGRAPH)
    text = trafilatura.extract(tree, options=_options(fast=True)) or "" if running >= _ENOUGH else ""
    if not max(_ENOUGH, _MOST * running, _LINE * text.count("\n")) <= len(text) <= _AT_MOST * running:
        text = trafilatura.extract(tree, options=_options(fast=False)) or text
        if len(text) < _ENOUGH:
            text = max(text, "\n".join(_paragraphs(tree)), key=len)
    return without_filler([line.strip() for line in text.split("\n") if line.strip()])


@cache
def _options(*, fast: bool) -> Any:
    from trafilatura.settings import Extractor

    return Extractor(output_format="txt", comments=False, tables=True, fast=fast)


def _paragraphs(tree: Any) -> list[str]:
    """The paragraphs of the part of the page that holds most of them: for layouts in which trafilatura sees no article."""
    inside: dict[Any, int] = {}
    for paragraph in tree.iter("p"):
        length = len(shown_text(paragraph))
        if length >= _PARAGRAPH and 2 * linked_length(paragraph) < length:
            for depth, above in enumerate(paragraph.iterancestors()):
                inside[above] = inside.get(above, 0) + (length if depth else 2 * length)
    if not inside:
        return []
    part = max(inside, key=lambda above: inside[above])
    blocks = [element for element in part.iter("p", "h2", "h3", "h4", "li", "blockquote") if element.find(".//p") is None]
    lines = [(shown_text(element), linked_length(element)) for element in blocks]
    return [text for text, linked in lines if text and 2 * linked < len(text)]


def _checked(lines: list[str], body: list[str]) -> list[str]:
    """The lines that articleBody confirms, where it is the whole article; articleBody itself where the page shows less than it."""
    found, told = sum(map(len, lines)), sum(map(len, body))
    if told < _ENOUGH:
        return lines
    if found < 0.6 * told:
        return without_filler(body)
    if told < 0.5 * found:
        return lines  # only the beginning of the article
    whole = _key(" ".join(body))
    confirmed = [line for line in lines if _key(line) in whole]
    return confirmed if sum(map(len, confirmed)) >= 0.9 * told else lines


def _plain(body: str) -> list[str]:
    if _TAGS.search(body):
        body = _TAGS.sub("", _BREAKS.sub("\n", body))
    import html

    return [line for line in (" ".join(part.split()) for part in html.unescape(body).splitlines()) if line]


def _lead(tree: Any, headline: Any, first: str) -> list[str]:
    """What stands between the headline and the first line found: the standfirst, which many sites keep outside the element of the text."""
    if headline is None:
        return []
    start = _key(first)[:_LEAD_MIN]
    found: list[tuple[str, bool]] = []
    seen, near, reached = 0, False, False
    for element in tree.iter():
        if element is headline:
            near = True
            continue
        if not near or element.tag not in _LEAD_TAGS:
            continue
        seen += 1
        text = shown_text(element)
        reached = bool(text) and _key(text).startswith(start)
        if reached or seen > _NEAR:
            break
        if element.tag == "div" and element.find(".//p") is not None:
            continue  # its paragraphs come one by one
        called = any(_LEAD.search(f"{each.get('class') or ''} {each.get('id') or ''}") for each in (element, element.getparent()))
        if not _LEAD_MIN <= len(text) <= _LEAD_MAX or any(text in other for other, _ in found) or 2 * linked_length(element) > len(text):
            continue
        if any(
            above.tag in _PICTURES or _SHOWN.search(above.get("class") or "")
            for above in (element, *islice(element.iterancestors(), _NEAREST))
        ):
            continue
        if called or (
            len(text) >= _SENTENCE
            and text.endswith(_ENDS)
            and all(below.tag in _INLINE for below in element.iter() if below is not element)
        ):
            found.append((text, bool(called)))
    return [text for text, called in found if called or reached]


def _key(text: str) -> str:
    return _NOT_LETTERS.sub("", text.casefold())
