"""What a page's head says: meta elements, canonical link, language, publisher."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from schemas.article import LANGUAGES

_MAX = 2_000
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl", "citation_author")
_BY = re.compile(r"^(?:by|autor|author|автор|von|par|por)\s*:?\s+", re.IGNORECASE)
_NOT_LATIN = frozenset({
    "am", "ar", "as", "be", "bg", "bn", "dz", "el", "fa", "gu", "he", "hi", "hy", "ja", "ka", "kk", "km", "kn", "ko", "ky", "lo", "mk", "ml", "mn",
    "mr", "my", "ne", "or", "pa", "ps", "ru", "sa", "sd", "si", "sr", "ta", "te", "tg", "th", "ti", "ug", "uk", "ur", "yi", "zh",
})  # fmt: skip
_MAY_BE_LATIN = frozenset({"kk", "mn", "sr", "tg", "ug"})
_SAMPLE = 500
_POLISH, _MANY_POLISH = re.compile("[ąćęłńśźż]", re.IGNORECASE), 0.03  # running Polish has 6 % of them; English names Polish people
_LETTERS, _LATIN = re.compile(r"[^\W\d_]"), re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_CODE = re.compile(r"^\s*([A-Za-z]{2})(?:[-_](?:[A-Za-z]{4}[-_])?([A-Za-z]{2})?[A-Za-z-]*)?\s*$")
_OF_THE_ANSWER = frozenset({"date", "last-modified", "expires"})  # times of the server, not of the article


@dataclass(frozen=True, slots=True)
class Head:
    """Meta elements by lower-case name (the first of each), the title element, the address, the declared language and its region."""

    meta: dict[str, str]
    title: str | None
    canonical: str | None
    language: str | None
    region: str | None = None

    def first(self, *names: str) -> str | None:
        """The first meta element of these names that says something."""
        return next((self.meta[name] for name in names if self.meta.get(name)), None)


def read_head(tree: Any, url: str | None) -> Head:
    """The head of a page. ``url`` is where it came from; a relative canonical link counts from there."""
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "")[:_MAX].split())
        for key in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := element.get(key)) and not (key == "http-equiv" and name.lower() in _OF_THE_ANSWER):
                meta.setdefault(name.strip().lower(), content)
    title = next((" ".join("".join(element.itertext()).split()) for element in tree.iter("title") if _is_of_page(element)), None)
    return Head(meta, title or None, _canonical(tree, meta, url), *_language(tree, meta))


def _is_of_page(element: Any) -> bool:
    return next(element.iterancestors("svg"), None) is None


def _canonical(tree: Any, meta: dict[str, str], url: str | None) -> str | None:
    links = (element.get("href") for element in tree.iter("link") if "canonical" in (element.get("rel") or "").lower().split())
    base = url or meta.get("og:url") or ""
    for given in (*links, meta.get("og:url"), url):
        address = web_address(given, base)
        # A template that names the front page on every page says nothing about this one.
        if address and (not is_front(address) or url is None or is_front(url)):
            return address
    return None


def web_address(given: str | None, base: str = "") -> str | None:
    """An absolute http(s) address without fragment and credentials; None for anything else."""
    if not given or len(given) > _MAX:
        return None
    try:
        parts = urlsplit(urljoin(base, given.strip()))
        host = parts.hostname
        if parts.scheme not in {"http", "https"} or not host or "." not in host or len(parts.geturl().split()) != 1:
            return None
        netloc = host if parts.port is None else f"{host}:{parts.port}"
    except ValueError:  # "http://[", a port that is no number
        return None
    return parts._replace(netloc=netloc, fragment="").geturl()


def is_front(address: str) -> bool:
    """Whether an address is that of a site's front page."""
    parts = urlsplit(address)
    return parts.path.strip("/") in {"", "index.html", "index.php"} and not parts.query


def _language(tree: Any, meta: dict[str, str]) -> tuple[str | None, str | None]:
    root = tree if tree.tag == "html" else tree.getroottree().getroot()
    given = (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang"))
    for value in (*given, meta.get("og:locale"), meta.get("content-language"), meta.get("language"), meta.get("dc.language")):
        if value and (found := _CODE.match(value)) and found.group(1).lower() in LANGUAGES:
            return found.group(1).lower(), (found.group(2) or "").lower() or None
    return None, None


def host(address: str | None) -> str | None:
    """The host of an address, without "www."."""
    return (urlsplit(address).hostname or "").removeprefix("www.") or None if address else None


def authors(head: Head) -> tuple[str, ...]:
    """Who a page's meta elements name as its author; addresses of profiles are no names."""
    given = (_BY.sub("", head.meta.get(name, "")) for name in _AUTHORS)
    return next(((name,) for name in given if name and len(name) < 120 and "://" not in name), ())


def is_written_in(text: str, language: str | None) -> bool:
    """Whether the letters of a text are those of a language; templates often declare "en" on every page."""
    if language is None or language in _MAY_BE_LATIN:
        return True
    letters = _LETTERS.findall(text[:_SAMPLE])
    polish = len(_POLISH.findall("".join(letters)))
    if (language == "en" and polish > _MANY_POLISH * len(letters)) or (language == "pl" and len(letters) > _SAMPLE // 2 and not polish):
        return False
    latin = len(_LATIN.findall("".join(letters)))
    return not letters or (2 * latin < len(letters)) == (language in _NOT_LATIN)
