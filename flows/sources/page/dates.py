"""When a page was published: a day as the publisher counts days, with where it stood. Never a guess, never the day of download."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from flows.sources.page.day import EARLIEST, Published, parse
from flows.sources.page.head import Head
from flows.sources.page.jsonld import Described
from flows.sources.page.months import Habit
from flows.sources.page.printed import above, by_headline, called_published, in_text, is_apart
from flows.sources.page.urldays import day_in_url

_LATEST = date(2100, 1, 1)
# Names of meta elements that hold the day of first publication, without their signs, the most specific first.
_META = (
    "articlepublishedtime", "articlepublished", "articlepublisheddate", "ogarticlepublishedtime", "ogpublishedtime", "articlepublicationdate",
    "datepublished", "originalpublicationdate", "firstpublished", "firstpublishedat", "firstpublicationdate", "parselypubdate", "sailthrudate",
    "cxenseparserecspublishtime", "cxenseparsepublishtime", "cxenseparsepublishedtime", "shareaholicarticlepublishedtime", "mediatorpublishedtime",
    "btpubdate", "articledateoriginal", "publicationdate", "publishdate", "publisheddate", "publishedtime", "publishtime", "publishedat", "published",
    "pubdate", "pubtime", "dateofpublication", "datepublication", "dctermsissued", "dcdateissued", "dcissued", "dateissued", "issuedate",
    "dctermsdate", "dcdate", "dcdatecreated", "dctermscreated", "dccreated", "citationpublicationdate", "citationdate", "citationonlinedate",
    "ogpubdate", "ptime", "displaydate", "releasedate", "ogreleasedate", "rnewsdatepublished", "vrpublishedtime", "articledate", "newsdate", "postdate",
    "datecreated", "created", "creationdate", "articlecreatedat", "articlecreateat", "weiboarticlecreateat", "eomportalissuedate", "date",
)  # fmt: skip
_SIGNS = re.compile(r"[\W_]+")
# What scripts that draw the page call it.
_IN_SCRIPT = re.compile(
    r"""["']?(?:date_?published|(?:first_?)?published_?(?:at|date|time|on)|(?:first_?)?publish_?(?:date|time)|publication_?date|pub_?date|first_?published)["']?\s*[:=]\s*(?:["']((?:19|20)\d\d-?\d\d-?\d\d[^"']{0,30})["']|(1\d{9}(?:\d{3})?)\b)""",
    re.IGNORECASE,
)
_SLASHES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:(?:19|20)\d\d|\d\d)(?![\d/])")
_MONTH_FIRST, _NEITHER = frozenset({"us", "gov", "mil", "ph"}), frozenset({"ca", "io", "tv", "co", "me", "ai", "fm", "cc"})
_PARTS = ("aside", "nav", "footer", "div", "section", "ul")
_MONTHS, _SCRIPTS = 12, 300_000
_DAY = timedelta(days=1)
_CHANGED = re.compile("modif|updat", re.IGNORECASE)
# Names that many systems use for the day on which the page, not the article, was made.
_WEAK = frozenset({"dcdatecreated", "dctermscreated", "dccreated", "datecreated", "created", "creationdate", "articlecreatedat", "date"})
_FIRST = r"(?<!\d)0?1(?!\d).{{0,20}}{0:%Y}|{0:%Y}.{{0,20}}(?<!\d)0?1(?!\d)"  # the first of any month, with its year


def published(
    tree: Any, described: Described | None, page: Described | None, head: Head, headline: Any, url: str | None, latest: date | None
) -> Published | None:
    """The day of first publication: from JSON-LD, else meta, time elements, the URL, the date printed by the headline, one that is called so.

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
    in_url = day_in_url(url) or day_in_url(head.canonical)
    if in_url and not EARLIEST <= in_url.day <= last:
        in_url = None
    habit = Habit(head.language, _month_first(head, url))
    stated = [found for found in _stated(described, page, head, habit) if EARLIEST <= found.day <= last]
    if stated:
        chosen = _agreed(stated, described, in_url, habit)
        if chosen.basis == "meta" and _is_weak(head):
            printed = next(by_headline(headline, list(tree.iter()), habit), None)
            if printed and EARLIEST <= printed.day < chosen.day - _DAY:
                return printed
        if chosen.utc_hour is None:
            return chosen
        # Written in UTC: the publisher's own day may be the next or the one before. Another place on the page may show it.
        elsewhere = by_headline(headline, list(tree.iter()), habit) if _far_from_noon(chosen.utc_hour) else ()
        near = chain((in_url,), stated, elsewhere)
        return next((_moved(chosen, other) for other in near if other and _is_local_day(chosen, other)), chosen)
    habit = habit if habit.month_first is not None else Habit(head.language, _month_first_in(tree))
    elements = list(tree.iter())
    # Times come before words; looking at words takes longest and is left out where it cannot matter.
    for found in by_headline(headline, elements, habit):
        if found.basis != "time" and in_url:
            break
        if EARLIEST <= found.day <= last and (in_url is None or abs(found.day - in_url.day) <= _DAY):
            return found
    if in_url:
        return in_url
    for other in (_in_scripts(tree, habit), called_published(headline, elements, habit)):
        if other and EARLIEST <= other.day <= last:
            return other
    return None


def published_by_text(tree: Any, text: str, head: Head, headline: Any, url: str | None, latest: date | None) -> Published | None:
    """The day that only the article's own text names, by its dateline or at its foot; else what htmldate finds."""
    last = latest + _DAY if latest else _LATEST
    found = in_text(text, Habit(head.language, _month_first(head, url)))
    return found if found and EARLIEST <= found.day <= last else _searched(tree, headline, last)


def _is_weak(head: Head) -> bool:
    """Whether the page's meta elements only say when something was made."""
    return not {_SIGNS.sub("", name) for name in head.meta} & (set(_META) - _WEAK)


def _stated(described: Described | None, page: Described | None, head: Head, habit: Habit) -> Iterator[Published]:
    if described and described.published and (found := parse(described.published, "json-ld", habit)):
        yield found
    named: dict[str, str] = {}
    for name, words in head.meta.items():
        named.setdefault(_SIGNS.sub("", name), words)
    for name in _META:
        if (said := named.get(name)) and (found := parse(said, "meta", habit)):
            yield found
    if page and page.published and (found := parse(page.published, "json-ld", habit)):
        yield found


def _agreed(stated: list[Published], described: Described | None, in_url: Published | None, habit: Habit) -> Published:
    """The first one, unless it is contradicted: later than its own change, or another one agrees with the URL and it does not."""
    first = stated[0]
    if in_url and abs(first.day - in_url.day) > _DAY:
        return next((other for other in stated[1:] if abs(other.day - in_url.day) <= _DAY), first)
    changed = parse(described.modified, "json-ld", habit) if described and described.modified else None
    if first.basis == "json-ld" and changed and first.day > changed.day + _DAY:
        return next((other for other in stated[1:] if other.day <= changed.day), first)
    return first


def _in_scripts(tree: Any, habit: Habit) -> Published | None:
    """The one day that scripts on the page call that of publication."""
    days: dict[date, Published] = {}
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            continue  # read as such; what is left there is about other articles
        for written, seconds in _IN_SCRIPT.findall((script.text or "")[:_SCRIPTS]):
            if found := parse(written or seconds, "meta", habit):
                days.setdefault(found.day, found)
    return next(iter(days.values())) if len(days) == 1 else None


def _month_first(head: Head, url: str | None) -> bool | None:
    """Whether 3/4/2024 is the fourth of March on this page, by its language, its host and the region it names; None if they do not tell."""
    if head.language not in {None, "en"}:
        return False
    ending = (urlsplit(url or head.canonical or "").hostname or "").rpartition(".")[2]
    if ending in _MONTH_FIRST or (len(ending) == len("uk") and ending not in _NEITHER):
        return ending in _MONTH_FIRST
    return head.region in _MONTH_FIRST if head.region and head.region not in _NEITHER else None


def _month_first_in(tree: Any) -> bool | None:
    """The same by the page's other dates: 3/25/2024 can be read in one way only."""
    found = {(int(one) > _MONTHS, int(two) > _MONTHS) for one, two in _SLASHES.findall("\n".join(tree.itertext()))}
    found -= {(False, False), (True, True)}
    return next(iter(found))[1] if len(found) == 1 else None


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


def _searched(tree: Any, headline: Any, last: date) -> Published | None:
    """What htmldate finds when the parts that belong to something else are left out.

    Its extensive search stays off: of the 20 pages of its own tests on which nothing better is found, 9 get a wrong day.
    """
    from htmldate import find_date  # 50 ms; only pages whose date stands nowhere else need it

    kept = above(headline)
    rest = copy.deepcopy(tree)
    for element, twin in zip(tree.iter(*_PARTS), list(rest.iter(*_PARTS)), strict=True):
        if is_apart(element) and element not in kept and (above_it := twin.getparent()) is not None:
            above_it.remove(twin)
    for meta in list(rest.iter("meta")):
        if (
            _CHANGED.search(meta.get("name") or meta.get("property") or meta.get("http-equiv") or "")
            and (head := meta.getparent()) is not None
        ):
            head.remove(meta)
    found = find_date(
        rest,
        extensive_search=False,
        original_date=True,
        outputformat="%Y-%m-%d",
        min_date=EARLIEST.isoformat(),
        max_date=last.isoformat(),
    )
    if not found:
        return None
    day = date.fromisoformat(found)
    # Where it finds no more than a month, it makes that its first day.
    if day.day == 1 and not re.search(_FIRST.format(day), "\n".join(tree.itertext())) and f"{day}" not in _attributes(tree):
        return None
    return Published(day, found, "htmldate")


def _attributes(tree: Any) -> str:
    return " ".join(value.replace("/", "-") for element in tree.iter() for value in element.attrib.values())
