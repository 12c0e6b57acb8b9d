"""JSON-LD: what a page says of its article in schema.org's words (https://schema.org/NewsArticle)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flows.sources.safejson import without_halves

ARTICLE_TYPES = frozenset({
    "Article", "NewsArticle", "AnalysisNewsArticle", "AskPublicNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle",
    "ReportageNewsArticle", "ReviewNewsArticle", "AdvertiserContentArticle", "SatiricalArticle", "Report", "ScholarlyArticle",
    "TechArticle", "BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "DiscussionForumPosting", "Review", "PressRelease",
    "GovernmentAnnouncement", "SpecialAnnouncement", "Recipe", "PodcastEpisode",
})  # fmt: skip
_LIST_TYPES = frozenset({"CollectionPage", "SearchResultsPage", "ItemList"})
_PAGE_TYPES = frozenset({"WebPage", "ItemPage", "AboutPage", "VideoObject", "CreativeWork", "NewsMediaOrganization"})
# Other articles hang below these.
_ELSEWHERE = frozenset({
    "itemListElement", "mentions", "relatedLink", "citation", "comment", "liveBlogUpdate", "review", "blogPost", "blogPosts",
    "breadcrumb", "potentialAction", "significantLink", "isBasedOn", "workExample", "exampleOfWork", "publication", "dataFeedElement",
})  # fmt: skip
_MAX_NODES = 5_000
_FIELD = re.compile(r'"(headline|datePublished|dateModified|inLanguage|url|@type)"\s*:\s*"((?:[^"\\\n]|\\.){1,500})"')
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/|;)\s*$"
)
_TRAILING_COMMA = re.compile(r",\s*([}\]])")


@dataclass(frozen=True, slots=True)
class Described:
    """An article as JSON-LD describes it; None or empty where it is silent. Dates as written."""

    types: frozenset[str] = frozenset()
    headline: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    body: str | None = None
    free: bool = True
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """All JSON-LD of a page: its articles in the order they stand, what describes the page itself, and what could not be read."""

    articles: tuple[Described, ...] = ()
    page: Described | None = None
    is_list: bool = False
    notes: tuple[str, ...] = ()


def read_jsonld(tree: Any) -> Linked:
    """The articles described in a page's JSON-LD. Broken JSON yields the fields that can still be told, and a note."""
    articles: list[Described] = []
    pages: list[Described] = []
    notes: list[str] = []
    is_list = False
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not (script.text or "").strip():
            continue
        try:
            nodes = list(_nodes(without_halves(_parsed(script.text))))
        except (ValueError, RecursionError) as problem:
            notes.append(f"JSON-LD cannot be read: {problem}")
            nodes = [found] if (found := _salvaged(script.text)) else []
        for node in nodes:
            types = _types(node)
            if types & ARTICLE_TYPES:
                articles.append(_described(node, types))
            elif types & _LIST_TYPES:
                is_list = True
            elif types & _PAGE_TYPES:
                pages.append(_described(node, types))
    page = next((page for page in pages if page.published), None)
    return Linked(tuple(articles), page, is_list, tuple(notes))


def _parsed(text: str) -> list[Any]:
    """The JSON values of a script: usually one; some sites write several after each other."""
    text = _WRAPPING.sub("", _WRAPPING.sub("", text)).strip()
    try:
        return [json.loads(text, strict=False)]
    except json.JSONDecodeError:
        text = _TRAILING_COMMA.sub(r"\1", text)
    decoder = json.JSONDecoder(strict=False)
    values, at = [], 0
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        values.append(value)
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1
    return values


def _nodes(values: list[Any]) -> Iterator[dict[str, Any]]:
    waiting = values[::-1]
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            yield value
            waiting.extend(below for name, below in reversed(value.items()) if name not in _ELSEWHERE and isinstance(below, dict | list))


def _types(node: dict[str, Any]) -> frozenset[str]:
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return frozenset(name.rpartition("/")[2].rpartition(":")[2] for name in names if isinstance(name, str))


def _described(node: dict[str, Any], types: frozenset[str]) -> Described:
    return Described(
        types=types,
        headline=_words(node.get("headline")) or _words(node.get("name")),
        published=_words(node.get("datePublished")) or _words(node.get("dateCreated")) or _words(node.get("uploadDate")),
        modified=_words(node.get("dateModified")),
        authors=tuple(dict.fromkeys(_names(node.get("author")) or _names(node.get("creator")))),
        publisher=next(iter(_names(node.get("publisher")) or _names(node.get("sourceOrganization"))), None),
        language=_words(node.get("inLanguage")) or next(iter(_names(node.get("inLanguage"))), None),
        url=_address(node.get("url")) or _address(node.get("mainEntityOfPage")) or _address(node.get("@id")),
        body=_body(node),
        free=str(node.get("isAccessibleForFree", True)).lower()
        not in {"false", "0", "no", "http://schema.org/false", "https://schema.org/false"},
        description=_words(node.get("description")),
    )


def _body(node: dict[str, Any]) -> str | None:
    text = node.get("articleBody") or node.get("text")
    if isinstance(text, list):
        text = "\n".join(part for part in text if isinstance(part, str))
    return _whole(text) if isinstance(text, str) and text.strip() else None


def _whole(text: str) -> str:
    """Half a surrogate pair, from a text that was cut inside a character, is no character and cannot be stored."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _words(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return (" ".join(html.unescape(html.unescape(_whole(value))).split()) or None) if isinstance(value, str) else None


def _names(value: Any) -> list[str]:
    given = value if isinstance(value, list) else [value]
    found = [_words(entry.get("name") or entry.get("alternateName")) if isinstance(entry, dict) else _words(entry) for entry in given]
    return [name for name in found if name and not name.startswith(("http://", "https://"))]


def _address(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    if isinstance(value, list):
        value = value[0] if value else None
    return value.strip() if isinstance(value, str) and value.strip().startswith(("http://", "https://", "/")) else None


def _salvaged(text: str) -> dict[str, Any] | None:
    """The first of each plain field in JSON that does not parse, if it is about an article."""
    found: dict[str, Any] = {}
    for name, value in _FIELD.findall(text):
        if name == "@type":
            if value in ARTICLE_TYPES:
                found.setdefault(name, value)
        else:
            found.setdefault(name, value.replace('\\"', '"').replace("\\/", "/"))
    return found if "@type" in found else None
