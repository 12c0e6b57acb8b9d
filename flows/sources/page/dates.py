"""When a page was published: a day as the publisher counts days, with where it stood. Never a guess, never the day of download."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from itertools import chain
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from flows.sources.page.head import Head
from flows.sources.page.jsonld import Described
from flows.sources.page.months import Written, written_days

Basis = Literal["json-ld", "meta", "time", "url", "text", "htmldate"]
EARLIEST = date(1995, 1, 1)  # older pages are on the web, but none that was published there
_LATEST = date(2100, 1, 1)

# Names of meta elements that hold the day of first publication, the most specific first.
_META = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "article:publicationdate",
    "datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "cxenseparse:publishedtime",
    "bt:pubdate", "article.published", "article_date_original", "publication_date", "publication-date", "publicationdate", "publishdate",
    "publish-date", "publish_date", "published_time", "published-date", "published_at", "pubdate", "dcterms.issued", "dc.date.issued", "dc.issued",
    "dcterms.date", "dc.date", "dc.date.created", "dcterms.created", "citation_publication_date", "citation_date", "citation_online_date",
    "og:pubdate", "ptime", "displaydate", "release_date", "rnews:datepublished", "vr:published_time", "datecreated", "created", "creation_date",
    "article:create_at", "weibo:article:create_at", "date",
)  # fmt: skip
_STAMP = re.compile(
    r"^\s*((?:19|20)\d\d)[-/.]?(\d\d)[-/.]?(\d\d)(?:[T\s]*(\d\d)[:.]?(\d\d)(?:[:.]?(\d\d))?[\d.,]*\s*(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?(?=$|\s|[TZ+-])"
)
_EPOCH = re.compile(r"^\s*(1\d{9})(?:\d{3})?\s*$|^\s*([89]\d{8})(?:\d{3})?\s*$")
_URL_DAYS = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)[/-](\d\d)(?!\d)"),
    re.compile(r"(?:^|[^\d])[A-Z]{0,4}((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?:\d{6,13})?(?!\d)"),
)
_URL_NAMED = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(\d{1,2})(?:/|$)")
_UPDATED = re.compile(
    r"updat|modif|revis|edited|correct|aktuali|zmienion|оновл|обновл|измен|змінен|mis(?:e)? à jour|actualiz|aggiorn|bijgewerkt|upraven|수정|更新|最終|atualiz|güncel",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?<![a-z])(?:relat|sidebar|comment|recommend|teaser|promo(?!te)|popular|trending|latest|most-?read|widget|card|also|more-|upcoming|events|archive|calendar|copyright|footer|next-|prev)",
    re.IGNORECASE,
)
_BEFORE, _AFTER, _LONG_TEXT = 40, 120, 160
_HIGH, _FEW = 6, 3
_PARTS = ("aside", "nav", "footer", "div", "section", "ul")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Published:
    """The day, as written, where it stood, and the moment in UTC if there is one. ``utc_hour`` if it was written in UTC, not in local time."""

    day: date
    words: str
    basis: Basis
    at: datetime | None = None
    utc_hour: int | None = None


def published(
    tree: Any, described: Described | None, page: Described | None, head: Head, headline: Any, url: str | None, latest: date | None
) -> Published | None:
    """The day of first publication: from JSON-LD, else meta, time elements, the URL, the date printed by the headline, htmldate.

    Args:
        tree: the page.
        described: its article in JSON-LD.
        page: the page itself in JSON-LD.
        head: its head.
        headline: the element of its headline, where there is one.
        url: its address.
        latest: the day it was fetched; later dates are not believed.
    """
    last = latest + _DAY if latest else _LATEST
    language = head.language
    months_first = "us" in (head.meta.get("og:locale") or "").lower() or language is None or language == "en"
    in_url = day_in_url(url) or day_in_url(head.canonical)
    stated = [found for found in _stated(described, page, head, language) if EARLIEST <= found.day <= last]
    if in_url and not EARLIEST <= in_url.day <= last:
        in_url = None
    if stated:
        chosen = _agreed(stated, described, in_url, last)
        if chosen.utc_hour is None:
            return chosen
        # Written in UTC: the publisher's own day may be the next or the one before. Another place on the page may show it.
        elsewhere = _printed(headline, tree, language, months_first) if _far_from_noon(chosen.utc_hour) else ()
        near = chain((in_url,), stated, elsewhere)
        return next((_moved(chosen, other) for other in near if other and _is_local_day(chosen, other)), chosen)
    # Times come before words; looking at words takes longest and is left out where it cannot matter.
    for found in _printed(headline, tree, language, months_first):
        if found.basis != "time" and in_url:
            break
        if EARLIEST <= found.day <= last and (in_url is None or abs(found.day - in_url.day) <= _DAY):
            return found
    return in_url or _searched(tree, headline, last)


def _stated(described: Described | None, page: Described | None, head: Head, language: str | None) -> Iterator[Published]:
    if described and described.published and (found := parse(described.published, "json-ld", language)):
        yield found
    for name in _META:
        if (words := head.meta.get(name)) and (found := parse(words, "meta", language)):
            yield found
    if page and page.published and (found := parse(page.published, "json-ld", language)):
        yield found


def _agreed(stated: list[Published], described: Described | None, in_url: Published | None, last: date) -> Published:
    """The first one, unless it is contradicted: later than its own change, or another one agrees with the URL and it does not."""
    first = stated[0]
    if in_url and abs(first.day - in_url.day) > _DAY:
        return next((other for other in stated[1:] if abs(other.day - in_url.day) <= _DAY), first)
    changed = parse(described.modified, "json-ld", None) if described and described.modified else None
    if first.basis == "json-ld" and changed and first.day > changed.day + _DAY:
        return next((other for other in stated[1:] if other.day <= changed.day), first)
    return first


def parse(words: str, basis: Basis, language: str | None) -> Published | None:
    """A date as machines or people write it; None if it is none, or does not name the day."""
    words = words.strip().strip("\"'")[:80]
    if found := _STAMP.match(words):
        return _stamped(found, words, basis)
    if found := _EPOCH.match(words):
        return _told(datetime.fromtimestamp(int(found.group(1) or found.group(2)), UTC), words, basis)
    try:
        return _told(parsedate_to_datetime(words), words, basis)
    except ValueError:  # not an e-mail date
        pass
    written = next((found for found in written_days(words, language) if found.sure), None)
    return Published(written.day, words, basis) if written else None


def _stamped(found: re.Match[str], words: str, basis: Basis) -> Published | None:
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        local = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
        if zone is None:
            return Published(local.date(), words, basis)
        digits = "0000" if zone in {"Z", "UTC", "GMT"} else zone[1:].replace(":", "").ljust(4, "0")
        ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:])) * (-1 if zone.startswith("-") else 1)
        return _told(local.replace(tzinfo=timezone(ahead)), words, basis)
    except (ValueError, OverflowError):  # 2024-13-01, a zone 30 hours ahead
        return None


def _told(moment: datetime, words: str, basis: Basis) -> Published:
    """Midnight sharp in UTC is how many systems write a day without a time."""
    if moment.tzinfo is None:
        return Published(moment.date(), words, basis)
    if moment.utcoffset() == timedelta(0) and moment.time() == time(0):
        return Published(moment.date(), words, basis)
    at = moment.astimezone(UTC).replace(tzinfo=None)
    return Published(moment.date(), words, basis, at, moment.hour if moment.utcoffset() == timedelta(0) else None)


def day_in_url(url: str | None) -> Published | None:
    """The day in an address, such as ``/2024/05/03/``; None for none and for one with only a month."""
    if not url:
        return None
    parts = urlsplit(url)
    path = unquote(parts.path)
    for place in (path, parts.query):
        for pattern in _URL_DAYS:
            for found in pattern.finditer(place):
                try:
                    return Published(date(*map(int, found.groups())), found.group().strip("/"), "url")
                except ValueError:  # /2024/13/01/
                    continue
    if (spelt := _URL_NAMED.search(path.lower())) and (written := next(written_days(f"{spelt[3]} {spelt[2]} {spelt[1]}", "en"), None)):
        return Published(written.day, spelt.group().strip("/"), "url")
    return None


def _far_from_noon(hour: int) -> bool:
    """Whether some inhabited time zone's publishers may count another day: Korea is 9 hours ahead, California 8 behind."""
    return hour >= 15 or hour < 8


def _is_local_day(chosen: Published, other: Published) -> bool:
    assert chosen.utc_hour is not None
    if other.utc_hour is not None:
        return False
    return (other.day == chosen.day + _DAY and chosen.utc_hour >= 10) or (other.day == chosen.day - _DAY and chosen.utc_hour < 12)


def _moved(chosen: Published, other: Published) -> Published:
    return Published(other.day, chosen.words, chosen.basis, chosen.at)


def _printed(headline: Any, tree: Any, language: str | None, month_first: bool) -> Iterator[Published]:
    """Dates shown by the headline, in time elements first; then time elements marked as the day of publication anywhere."""
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    at = elements.index(headline) if headline is not None and headline in elements else None
    near = [] if at is None else [*elements[at : at + _AFTER], *reversed(elements[max(0, at - _BEFORE) : at])]
    marked = [
        e
        for e in elements
        if e.get("itemprop") == "datePublished"
        or (e.tag == "time" and (e.get("pubdate") is not None or "publish" in (e.get("class") or "").lower()))
    ]
    kept = _above(headline)
    shown = [element for element in near if element.tag == "time"]
    alone = [e for e in elements if e.tag == "time"] if at is None else []
    for element in (*shown, *marked, *alone):
        if not _is_elsewhere(element, kept) and not _says_updated(element) and (found := _of_time(element, language, month_first)):
            yield found
    for element in near:
        yield from _in_words(element, kept, language, month_first)


def _of_time(element: Any, language: str | None, month_first: bool) -> Published | None:
    text = " ".join("".join(element.itertext()).split())
    shown = next((found for found in written_days(text, language, month_first=month_first) if found.sure), None)
    stamp = element.get("datetime") or element.get("content")
    given = parse(stamp, "time", language) if stamp else None
    if shown and (given is None or given.day != shown.day):
        # Readers are shown the day of publication; the attribute is often that of the last change, or in UTC.
        return Published(shown.day, shown.words, "time")
    return given


def _in_words(element: Any, kept: set[Any], language: str | None, month_first: bool) -> Iterator[Published]:
    if element.tag in {"script", "style", "option"} or len(element) > 8:
        return
    text = " ".join("".join(element.itertext()).split()) if len(element) else (element.text or "").strip()
    for words in (text, (element.tail or "").strip()):
        if not 6 <= len(words) <= _LONG_TEXT:
            continue
        for found in written_days(words, language, month_first=month_first):
            if (
                found.sure
                and not _UPDATED.search(words[max(0, found.start - 40) : found.start])
                and not _is_prose(words, found)
                and not _is_elsewhere(element, kept)
                and not _says_updated(element)
            ):
                yield Published(found.day, found.words, "text")


def _is_prose(words: str, found: Written) -> bool:
    """Whether the date is part of a sentence: "on 3 May 2024 the ministry said"."""
    return len(words) - len(found.words) > 90 or (bool(re.search(r"[^\W\d_]{3,}[.!?]\s", words)) and len(words) > 60)


def _says_updated(element: Any) -> bool:
    above = element.getparent()
    said = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.text or ''}"
    before = element.getprevious()
    said += f" {(before.tail or '' if before is not None else (above.text or '') if above is not None else '')[-40:]}"
    if before is not None and not (before.tail or "").strip() and before.tag in {"span", "b", "strong", "label", "dt"}:
        said += "".join(before.itertext())[-40:]
    return bool(_UPDATED.search(said))


def _above(headline: Any) -> set[Any]:
    return set() if headline is None else {headline, *headline.iterancestors()}


def _is_apart(element: Any) -> bool:
    """Whether its tag sets it apart; the footer of an article belongs to it."""
    return element.tag in {"nav", "aside"} or (
        element.tag == "footer" and next(element.iterancestors("article"), None) is None and "entry" not in (element.get("class") or "")
    )


def _is_elsewhere(element: Any, kept: set[Any]) -> bool:
    """Whether it belongs to something else on the page than what holds the headline: a teaser, a comment, a list of events."""
    for depth, above in enumerate((element, *element.iterancestors())):
        if above.tag == "body" or depth > _HIGH or above in kept:
            return False
        if _is_apart(above) or _ELSEWHERE.search(f"{above.get('class') or ''} {above.get('id') or ''}"[:200]):
            return True
        if above.tag == "li" and len(above.getparent()) > _FEW and above.find(".//a") is not None:
            return True
    return False


def _searched(tree: Any, headline: Any, last: date) -> Published | None:
    """What htmldate finds when the parts that belong to something else are left out.

    Its extensive search stays off: of the 20 pages of its own tests on which nothing better is found, 9 get a wrong day.
    """
    from htmldate import find_date  # 50 ms; only pages whose date stands nowhere else need it

    kept = _above(headline)
    rest = copy.deepcopy(tree)
    for element, twin in zip(tree.iter(*_PARTS), list(rest.iter(*_PARTS)), strict=True):
        is_other = _is_apart(element) or _ELSEWHERE.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:200])
        if is_other and element not in kept and (above := twin.getparent()) is not None:
            above.remove(twin)
    found = find_date(
        rest,
        extensive_search=False,
        original_date=True,
        outputformat="%Y-%m-%d",
        min_date=EARLIEST.isoformat(),
        max_date=last.isoformat(),
    )
    return Published(date.fromisoformat(found), found, "htmldate") if found else None
