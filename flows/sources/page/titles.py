"""The headline of a page: of the places that name it, what most of them say, without the site's name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from flows.sources.page.head import Head
from flows.sources.page.jsonld import Described
from flows.sources.page.tree import shown_text

_SEPARATOR = re.compile(r"\s+[|\-–—·•:»«›/~]{1,2}\s+|\s*\|\s*|:\s+(?=[^\s]+$)|(?<=\w):\s+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_HEADLINE = re.compile(r"headline|(?:entry|post|article|news|story|page)[-_]{0,2}title|tytul|(?:^|\s)title", re.IGNORECASE)
_MAX = 500
_CUT = ("…", "...")


def headline_element(tree: Any, head: Head, described: Described | None) -> Any:
    """The element that shows the headline: an h1 (else h2) that agrees with what the page says its title is; None if there is none."""
    said = {
        _key(text)
        for text in (described and described.headline, head.meta.get("og:title"), head.meta.get("twitter:title"), head.title)
        if text
    }
    said.discard("")
    best, most = None, 0
    for level, tag in ((2, "h1"), (-3, "h2"), (-4, "h3")):
        for element in tree.iter(tag):
            shown = _key(shown_text(element))
            if len(shown) < 4:
                continue
            agrees = max((_agreement(shown, text) for text in said), default=0)
            marked = bool(_HEADLINE.search(f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"))
            score = agrees * 3 + marked + level + (len(shown) > 15)
            if score > most:
                best, most = element, score
    if best is None and said:
        # Old sites set headlines in bold type. The innermost element that says no more than the title counts.
        longest = max(map(len, said))
        bold = [
            element
            for element in tree.iter("b", "strong", "font", "p", "td", "div", "span")
            if len(element) < 3 and len(element.text or "") <= 2 * longest
        ]
        best = next((element for element in bold if _agreement(_key(shown_text(element)), max(said, key=len))), None)
    return best


def _agreement(shown: str, said: str) -> int:
    """3 for the same words, 2 if one holds the other, as a title holds the site's name too."""
    if shown == said:
        return 3
    return 2 if len(shown) > 10 and (shown in said or (len(said) > 10 and said in shown)) else 0


def title(head: Head, described: Described | None, headline: Any, url: str | None) -> str | None:
    """The headline; None if the page does not name one."""
    names = _site_names(head, described, url)
    shown = shown_text(headline) if headline is not None else None
    given = [
        described.headline if described else None,
        shown,
        head.meta.get("og:title"),
        head.meta.get("twitter:title") or head.meta.get("title") or head.meta.get("dc.title") or head.meta.get("parsely-title"),
        head.title,
    ]
    candidates = [(place, clean(text, names, shown)) for place, text in enumerate(given) if text and len(text) <= _MAX]
    candidates = [(place, text) for place, text in candidates if _key(text) and _key(text) not in names]
    if not candidates:
        return None
    votes = Counter(_key(text) for _, text in candidates)
    # The headline that readers see wins a draw: the others are often shortened, or written for search engines.
    order = {1: 0, 0: 1, 2: 2, 3: 3, 4: 4}
    _, best = min(candidates, key=lambda entry: (-votes[_key(entry[1])], order[entry[0]]))
    if best.endswith(_CUT):
        stem = _key(best.rstrip("….").rstrip())
        best = next((text for _, text in candidates if _key(text).startswith(stem) and not text.endswith(_CUT)), best)
    return best


def clean(text: str, names: frozenset[str], shown: str | None) -> str:
    """A title without the name of the site before or behind it."""
    text = " ".join(text.split())
    shown_key = _key(shown or "")
    for _ in range(3):
        if shown_key and _key(text) == shown_key:
            return text
        cuts = [found.span() for found in _SEPARATOR.finditer(text)]
        if not cuts:
            return text
        head, tail = text[: cuts[-1][0]], text[cuts[-1][1] :]
        first, rest = text[: cuts[0][0]], text[cuts[0][1] :]
        if _is_site(tail, names) and len(_key(head)) >= 4:
            text = head
        elif _is_site(first, names) and len(_key(rest)) >= 4:
            text = rest
        elif shown_key and len(shown_key) > 10 and _key(text).startswith(shown_key):
            return next((text[:start] for start, _ in cuts if _key(text[:start]) == shown_key), text)
        elif shown_key and len(shown_key) > 10 and _key(text).endswith(shown_key):
            return next((text[end:] for _, end in cuts if _key(text[end:]) == shown_key), text)
        else:
            return text
    return text


def _is_site(part: str, names: frozenset[str]) -> bool:
    key = _key(part)
    return bool(key) and any(
        key == name or (len(name) > 4 and len(key) > 4 and (key in name or name in key) and len(part.split()) <= 6) for name in names
    )


def _site_names(head: Head, described: Described | None, url: str | None) -> frozenset[str]:
    host = urlsplit(url or head.canonical or "").hostname or ""
    labels = host.removeprefix("www.").split(".")
    parts = {_key(host), _key(host.removeprefix("www.")), *(_key(label) for label in labels[:-1] if len(label) > 3)}
    said = (
        head.meta.get("og:site_name"),
        head.meta.get("application-name"),
        head.meta.get("apple-mobile-web-app-title"),
        head.meta.get("twitter:site"),
        described and described.publisher,
    )
    return frozenset(key for key in (*parts, *(_key(text) for text in said if text)) if len(key) > 1)


def _key(text: str) -> str:
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())
