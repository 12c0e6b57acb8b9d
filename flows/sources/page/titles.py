"""The headline of a page: of the places that name it, what most of them say, without the site's name."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from flows.sources.page.head import Head, is_front
from flows.sources.page.jsonld import Described
from flows.sources.page.tree import shown_text

_SEPARATOR = re.compile(r"\s+[|\-–—·•:»«›/~]{1,2}\s+|\s*\|\s*|:\s+(?=[^\s]+$)|(?<=\w):\s+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_HEADLINE = re.compile(r"headline|(?:entry|post|article|news|story|page)[-_]{0,2}title|tytul|(?:^|\s)title", re.IGNORECASE)
_HIDDEN = re.compile(
    r"(?:^|[\s_-])(?:aural|sr-only|visually-?hidden|screen-reader(?:-text)?|site-?title|site-?name|logo)(?:$|[\s_-])", re.IGNORECASE
)
_KICKER = re.compile(
    r"kicker|overline|topline|eyebrow|dachzeile|rubri[ck]|super-?title|sur-?titre|ante-?titulo|nadtytu|pre-?title|label", re.IGNORECASE
)
_NO_NAMES = frozenset({"co", "com", "org", "net", "gov", "edu", "ac", "or", "go", "m", "amp", "en", "news", "ww", "www"})
_WORDS = re.compile(r"[^\W_]+")
_MAX, _SHORT, _FEW, _MOST, _PARTS, _FEW_LETTERS, _NAME = 500, 10, 3, 0.65, 10, 15, 6
_CUT = ("…", "...")
_ONE_WORD = re.compile("[A-Za-z\u00c0-\u024f-]+")  # "Verbraucherportal": what a section is called, not an article
_SPACED = re.compile(r" [:;,.](?= |$)")  # a space that layout, not the writer, put before a sign


def headline_element(tree: Any, head: Head, described: Described | None, url: str | None = None) -> Any:
    """The element that shows the headline: an h1 (else h2) that agrees with what the page says its title is; None if there is none."""
    named = _spoken([described.headline if described else None, head.meta.get("og:title"), head.meta.get("twitter:title")])
    titled = _spoken([head.title])
    sites = _site_names(head, described, url)
    sides = _SEPARATOR.split(head.title or "")
    named_sides = [_key(side) for side in {sides[0], sides[-1]} if len(sides) > 1 and _is_site(side, sites)]
    site = named_sides[0] if len(named_sides) == 1 else None
    best, most = None, 0.0
    for level, tag in ((2, "h1"), (-3, "h2"), (-4, "h3")):
        for element in tree.iter(tag):
            text = shown_text(element)
            shown, name = _key(text), f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
            if len(shown) < 4 or shown in sites or _HIDDEN.search(name) or any(above.tag == "nav" for above in element.iterancestors()):
                continue
            if any(_leads_home(link) and _key(shown_text(link)) == shown for link in element.iter("a")):
                continue
            agrees = max((_agreement(shown, text, key, said) for key, said in named.items()), default=0)
            if not agrees and not any(key in whole for key in named for whole in titled):
                # Where the title names the article and the site, what is not in the article's other titles is the site.
                agrees = max((_agreement(shown, text, key, said) for key, said in titled.items()), default=0)
            if shown == site:
                continue
            if not agrees and (len(shown) < _FEW_LETTERS or _ONE_WORD.fullmatch(text)) and (named or titled):
                continue
            score = agrees * 3 + bool(_HEADLINE.search(name)) + level + (len(shown) >= _FEW_LETTERS)
            if score > most:
                best, most = element, score
    if best is None and (named or titled):
        # Old sites set headlines in bold type. Of the elements that say no more than the title the longest counts, the innermost of them.
        said = max({**named, **titled}, key=len)
        for element in tree.iter("b", "strong", "font", "p", "td", "div", "span"):
            if len(element) < 3 and len(element.text or "") <= 2 * len(said):
                shown = _key(shown_text(element))
                if len(shown) >= most and shown not in sites and _agreement(shown, "", said, "") > 1:
                    best, most = element, len(shown)
    return best


def _leads_home(link: Any) -> bool:
    """Whether a link leads to the site's front page, as the site's name does."""
    href = (link.get("href") or "").strip()
    return href in {"./", "../"} or (href.startswith(("/", "http")) and is_front(href))


def _spoken(texts: list[str | None]) -> dict[str, str]:
    """Titles by their letters."""
    return {key: text for text in texts if text and (key := _key(text))}


def _agreement(shown: str, text: str, key: str, said: str) -> int:
    """3 for the same words, 2 if one holds the other, as a title holds the site's name too, 1 for mostly the same words."""
    if shown == key:
        return 3
    if len(shown) > 10 and (shown in key or (len(key) > 10 and key in shown)):
        return 2
    if any(_key(part) == shown for part in _SEPARATOR.split(said)):
        return 2
    one, two = set(_WORDS.findall(text.casefold())), set(_WORDS.findall(said.casefold()))
    return int(min(len(one), len(two)) >= _FEW and len(one & two) >= _MOST * min(len(one), len(two)))


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
    given.append(_without_part(headline, given) if headline is not None and len(headline) else None)
    given = [text if text and len(text) <= _MAX else None for text in given]
    candidates = [
        (place, clean(text, names, [shown, *(other for other in given if other is not text)])) for place, text in enumerate(given) if text
    ]
    candidates = [(place, text) for place, text in candidates if _key(text) and _key(text) not in names]
    if not candidates:
        return None
    votes = Counter(_key(text) for _, text in candidates)
    # The headline that readers see wins a draw: the others are often shortened, or written for search engines.
    order = {5: 0, 1: 1, 0: 2, 2: 3, 3: 4, 4: 5}
    _, best = min(candidates, key=lambda entry: (-votes[_key(entry[1])], order[entry[0]]))
    if best.endswith(_CUT):
        stem = _key(best.rstrip("….").rstrip())
        best = next((text for _, text in candidates if _key(text).startswith(stem) and not text.endswith(_CUT)), best)
    # Of one wording the form with all its spaces, and not in capitals only.
    same = [best, *(text for _, text in candidates if _key(text) == _key(best))]
    return max(
        same, key=lambda text: (not text.isupper(), -len(_SPACED.findall(text)), len(_WORDS.findall(text)), len(text.replace(" ", "")))
    )


def _without_part(headline: Any, others: list[str | None]) -> str | None:
    """The headline without the small line above or below it, where that is part of its element."""
    whole = shown_text(headline)
    said = {_key(other) for other in others if other}
    for part in islice(headline.iter("span", "small", "div", "a", "em", "strong"), _PARTS):
        words = shown_text(part)
        rest = whole.removeprefix(words).removesuffix(words).strip(" :|–-•/")
        if words and rest != whole and len(rest) > _SHORT and (_KICKER.search(part.get("class") or "") or _key(rest) in said):
            return rest
    return None


def clean(text: str, names: frozenset[str], others: Sequence[str | None]) -> str:
    """A title without the name of the site before or behind it; ``others`` are the page's other titles, the one that readers see first."""
    text = " ".join(html.unescape(text).split())
    keys = [key for place, other in enumerate(others) if other and len(key := _key(other)) > (_SHORT if place else 3)]
    for _ in range(3):
        if keys and others[0] and _key(text) == keys[0]:
            return text
        cuts = [found.span() for found in _SEPARATOR.finditer(text)]
        if not cuts:
            return text
        beginnings, ends = [text[:start] for start, _ in cuts], [text[end:] for _, end in cuts]
        named = next((part for part in (*beginnings, *ends) for key in keys if _key(part) == key), None)
        # The name of the site, and what follows it.
        before = [begun for begun, rest in zip(beginnings, ends, strict=True) if _is_site(_SEPARATOR.split(rest, maxsplit=1)[0], names)]
        if named is not None:
            text = named
        elif (before and len(_key(before[0])) > _SHORT) or _is_site(ends[-1], names):
            shorter = before[0] if before and len(_key(before[0])) > _SHORT else beginnings[-1]
            if len(_key(shorter)) < 4:
                return text
            text = shorter
        elif _is_site(beginnings[0], names) and len(_key(ends[0])) >= 4:
            text = ends[0]
        elif "|" in text[cuts[-1][0] : cuts[-1][1]] and len(_key(beginnings[-1])) > _FEW_LETTERS and len(ends[-1].split()) <= _NAME:
            text = beginnings[-1]  # nobody writes that sign in a headline
        else:
            return text
    return text


def _is_site(part: str, names: frozenset[str]) -> bool:
    key, words = _key(part), part.split()
    if words and len(words) <= _FEW and _key(words[0]) in names:
        return True  # "BBC News"
    return bool(key) and any(
        key == name or (len(name) > 4 and len(key) > 4 and (key in name or name in key) and len(part.split()) <= 6) for name in names
    )


def _site_names(head: Head, described: Described | None, url: str | None) -> frozenset[str]:
    host = urlsplit(url or head.canonical or "").hostname or ""
    labels = host.removeprefix("www.").split(".")
    parts = {_key(host), _key(host.removeprefix("www.")), *(_key(label) for label in labels[:-1] if label not in _NO_NAMES)}
    said = (
        head.meta.get("og:site_name"),
        head.meta.get("application-name"),
        head.meta.get("apple-mobile-web-app-title"),
        head.meta.get("twitter:site"),
        described and described.publisher,
    )
    return frozenset(key for key in (*parts, *(_key(text) for text in said if text)) if len(key) > 1)


@lru_cache(maxsize=1_000)
def _key(text: str) -> str:
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())
