"""The dates that readers are shown: by the headline, marked or called the day of publication, at the beginning or end of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from flows.sources.page.day import Published, parse
from flows.sources.page.months import Habit, Written, written_days
from flows.sources.page.tree import shown_text

_UPDATED = re.compile(
    r"updat|modif|revis|edited|correct|aktuali|zmienion|оновл|обновл|измен|змінен|mis(?:e)? à jour|actualiz|aggiorn|bijgewerkt|upraven|수정|更新|最終|atualiz|güncel|senast|sidst",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?<![^\W\d_])(?:publi(?:sh|c|k|é|ée|eret|cerad|sert)\w*|pubbl\w*|posted|issued|released|first appeared|created|date(?=\s*:|$)|release date|opublikowan\w*|data (?:publikacji|dodania|wydania|utworzenia)|data(?=\s*:|$)|dodan[oya]|utworzon[oya]|"
    r"опублик\w*|опублік\w*|публик\w*|публік\w*|дата(?=\s*:|$)|создано|створено|розміщено|размещено|veröffentlicht\w*|erstellt\w*|erschienen|datum(?=\s*:|$)|eingestellt|geschrieben|verfasst|artikel wurde|mis en ligne|paru|rédigé|fecha|escrito|creado|inserito|scritto|"
    r"zveřejněno|vydáno|vloženo|vytvořeno|datum vydání|dátum|zverejnené|paskelbta|avaldatud|julkaistu|yayın\w*|eklenme|objavljeno|objavlj\w*|közzét\w*|megjelen\w*|geplaatst|gepubliceerd|lagt ut|등록|입력|게재|작성일|승인|기사입력|发布\w*|发表\w*|發布\w*|掲載\w*|公開日?|配信|تاريخ النشر|نشر)",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(
    r"^[\s,.:|]*(?:[\d:.]{4,5}\s*(?:h|uhr|um)?\s*)?(?:veröffentlicht|publish|posted|опублик|erstellt|게재|등록|입력)", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"(?<![a-z])(?:relat|sidebar|comment|recommend|teaser|promo(?!te)|popular|trending|latest|most-?read|widget|card|also|more-|upcoming|events|archive|calendar|copyright|top-?bar|masthead|site-?header|today|current-?date|weather|clock|(?:(?<![\w-])|(?<=site-)|(?<=site_)|(?<=page-)|(?<=main-)|(?<=global-))footer|next-|prev)",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"(?<![a-z])(?:relat|comment|respon[ds]|recommend|popular|trending|latest|most-?read|upcoming)", re.IGNORECASE)
_HEADS = re.compile(r"entry|article|post|story|news|title", re.IGNORECASE)
_TODAY = re.compile(r"(?<![^\W\d_])(?:today|dziś|dzisiaj|сегодня|сьогодні|heute|aujourd|hoy|oggi|dnes|오늘|今天|今日)", re.IGNORECASE)
_DATED = re.compile(
    r"(?:^|[\s_-])(?:date|datum|data|dateline|timestamp|pub-?date|posted-?on|published|article-?info|asset-?meta|entry-?meta|post-?meta|article-?meta)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MARKS = frozenset({"datepublished", "dc:date", "dc:created", "dcterms:created", "dcterms:issued", "article:published_time", "datecreated"})
_DATA = (
    "data-published",
    "data-publish-date",
    "data-publication-date",
    "data-pubdate",
    "data-date-published",
    "data-published-at",
    "data-published-time",
    "data-publish-time",
    "data-timestamp",
)
_MARKING, _TIMES = frozenset({"itemprop", "property", *_DATA}), frozenset({"time", "abbr"})
# What stands before and after the date of a dateline.
_PLACE = re.compile(r"[(\[„\"']?(?:[^\W\d_a-z][\w.'/-]*(?:,\s*|\s+)?){0,5}(?:\([^)]{2,20}\)[,\s]*)?")
_DASH = re.compile(r"\s*(?:r\.|roku|года?|р\.|року)?\s*(?:[(\[][^)\]]{2,30}[)\]])?\s*(?:[-–—)\]:.]|/[A-Z])")
_NOT_ALONE = re.compile(
    _UPDATED.pattern
    + r"|(?<![^\W\d_])(?:ab|am|bis|vom|seit|from|on|by|until|till|since|od|do|na|w|с|от|до|на|з|від|по|desde|hasta|dal|du|au|jusqu|le)\s*$",
    re.IGNORECASE,
)
_MAY, _YEAR = re.compile(r"\d{4}|\d[./]\d"), re.compile(r"\d{4}")
_NOT_SHOWN = frozenset({"script", "style", "option", "head", "html", "noscript", "template", "title"})
_BEFORE, _AFTER, _LONG_TEXT = 40, 120, 160
_HIGH, _FEW, _PIECES = 6, 3, 8
_OPENING, _EDGE, _ALONE = 70, 3, 30  # characters in which a dateline ends; lines at the edges of a text; what else a line of a date has


def by_headline(headline: Any, elements: list[Any], habit: Habit) -> Iterator[Published]:
    """Dates by the headline, in time elements first; then those marked as the day of publication anywhere; then those in words."""
    at = elements.index(headline) if headline is not None and headline in elements else None
    near = [] if at is None else [*elements[at : at + _AFTER], *reversed(elements[max(0, at - _BEFORE) : at])]
    kept = above(headline)
    shown = [element for element in near if element.tag == "time"]
    alone = [element for element in elements if element.tag == "time"] if at is None else []
    for element in (*shown, *_marked(elements), *alone):
        if not is_elsewhere(element, kept) and not _says_updated(element, element.text or "") and (found := _of_time(element, habit)):
            yield found
    for element in near:
        for words in _texts(element):
            for written in written_days(words, habit):
                if written.sure and not _is_prose(words, written) and _is_own(element, words, written, kept):
                    yield Published(written.day, written.words, "text")


def called_published(headline: Any, elements: list[Any], habit: Habit) -> Published | None:
    """The one day that the page calls that of publication, wherever that stands; else the one below the headline in what is named as a date."""
    kept = above(headline)
    called: list[Published] = []
    named: list[Published] = []
    is_below = headline is None
    for element in elements:
        is_below = is_below or element is headline
        for words in _texts(element):
            for written in written_days(words, habit):
                before, end = _before(words, written), written.start + len(written.words)
                if not written.sure or _says_updated(element, before):
                    continue
                found = Published(written.day, written.words, "text")
                if _CALLED.search(_label(element, before)) or _SAID_AFTER.search(words[end : end + 40]):
                    if not any(_OTHERS.search(_name(each)) for each in (element, *element.iterancestors())):
                        called.append(found)
                elif is_below and any(_DATED.search(_name(each)) for each in _two(element)) and not _is_prose(words, written):
                    named += [] if is_elsewhere(element, kept) else [found]
    return next((each[0] for each in (called, named) if len({found.day for found in each}) == 1), None)


def in_text(text: str, habit: Habit) -> Published | None:
    """The day with which a text opens ("SEOUL, 3 May 2024 –", "(03.05.2024)"), or which is a line of its own at its edges."""
    lines = text.split("\n")
    for written in written_days(lines[0][:_OPENING], habit):
        before, after = lines[0][: written.start], lines[0][written.start + len(written.words) :]
        if written.sure and _PLACE.fullmatch(before) and _DASH.match(after):
            return Published(written.day, written.words, "text")
    for line in (*lines[:_EDGE], *lines[: -_EDGE - 1 : -1]):
        for written in written_days(line, habit):
            if written.sure and len(line) - len(written.words) <= _ALONE and not _NOT_ALONE.search(line[: written.start]):
                return Published(written.day, written.words, "text")
    return None


def _marked(elements: list[Any]) -> Iterator[Any]:
    """Elements marked as the day of publication: microdata, RDFa, microformats, attributes for scripts."""
    for element in elements:
        names = element.attrib
        if _MARKING.isdisjoint(names.keys()) and element.tag not in _TIMES and "dt-published" not in names.get("class", ""):
            continue  # nearly all of them
        given = element.get("itemprop") or element.get("property")
        if given is not None and element.tag != "meta":
            if any(mark.lower().removeprefix("schema:") in _MARKS for mark in given.split()):
                yield element
        elif element.tag in _TIMES:
            if element.get("pubdate") is not None or "publish" in names.get("class", "").lower():
                yield element
        elif "dt-published" in names.get("class", "") or any(map(element.get, _DATA)):
            yield element


def _of_time(element: Any, habit: Habit) -> Published | None:
    text = " ".join("".join(element.itertext()).split())
    shown = next((found for found in written_days(text, habit) if found.sure), None)
    stamp = element.get("datetime") or element.get("content") or element.get("title") or next(filter(None, map(element.get, _DATA)), None)
    given = parse(stamp, "time", habit) if stamp else None
    if shown and (given is None or given.day != shown.day):
        # Readers are shown the day of publication; the attribute is often that of the last change, or in UTC.
        return Published(shown.day, shown.words, "time")
    return given


def _texts(element: Any) -> Iterator[str]:
    """The pieces of text of an element and after it in which a date may stand by itself."""
    if element.tag in _NOT_SHOWN:
        return
    text, tail = element.text or "", element.tail or ""
    pieces = [text]
    if 0 < len(element) <= _PIECES:
        for below in element:
            pieces += below.text or "", below.tail or ""
    if any(map(_MAY.search, pieces)):
        has_pieces = len(pieces) > 1 and not any(below.tag in _NOT_SHOWN for below in element)
        words = " ".join("".join(element.itertext()).split()) if has_pieces else text.strip()
        if len("1.1.24") <= len(words) <= _LONG_TEXT:
            yield words
    if _MAY.search(tail) and len("1.1.24") <= len(tail := tail.strip()) <= _LONG_TEXT:
        yield tail


def _is_own(element: Any, words: str, found: Written, kept: set[Any]) -> bool:
    """Whether a date is neither that of a change nor that of something else on the page."""
    before = _before(words, found)
    return not _TODAY.search(before) and not is_elsewhere(element, kept) and not _says_updated(element, before)


def _before(words: str, found: Written) -> str:
    """The words before a date, after another date."""
    return _YEAR.split(words[: found.start][-40:])[-1]


def _is_prose(words: str, found: Written) -> bool:
    """Whether the date is part of a sentence: "on 3 May 2024 the ministry said"."""
    return len(words) - len(found.words) > 90 or (bool(re.search(r"[^\W\d_]{3,}[.!?]\s", words)) and len(words) > 60)


def _label(element: Any, before: str) -> str:
    """What introduces a date: the words before it, or the element before its own."""
    earlier = element.getprevious()
    if len(before.strip()) < len("data") and earlier is not None and not (earlier.tail or "").strip() and len(earlier) <= _FEW:
        before = shown_text(earlier)[-40:] + " " + before
    return before.strip()


def _name(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:200]


def _two(element: Any) -> tuple[Any, ...]:
    above_it = element.getparent()
    return (element,) if above_it is None else (element, above_it)


def _says_updated(element: Any, before: str) -> bool:
    """Whether the words before a date, the name of its element or what introduces that speak of a change."""
    above_it, earlier = element.getparent(), element.getprevious()
    said = f"{element.get('class') or ''} {element.get('itemprop') or ''} {before}"
    said += f" {(earlier.tail or '' if earlier is not None else (above_it.text or '') if above_it is not None else '')[-40:]}"
    if earlier is not None and not (earlier.tail or "").strip() and earlier.tag in {"span", "b", "strong", "label", "dt"}:
        said += "".join(earlier.itertext())[-40:]
    return bool(_UPDATED.search(said))


def above(headline: Any) -> set[Any]:
    """What holds the headline: never something else on the page."""
    return set() if headline is None else {headline, *headline.iterancestors()}


def is_apart(element: Any) -> bool:
    """Whether its tag or name sets it apart; the footer of an article belongs to it."""
    if element.tag in {"nav", "aside"}:
        return True
    if element.tag == "header" and next(element.iterancestors("article", "main"), None) is None and not _HEADS.search(_name(element)):
        return True  # of the site; it shows the day of the visit
    if element.tag == "footer" and next(element.iterancestors("article"), None) is None and "entry" not in (element.get("class") or ""):
        return True
    return bool(_ELSEWHERE.search(_name(element)))


def is_elsewhere(element: Any, kept: set[Any]) -> bool:
    """Whether it belongs to something else on the page than what holds the headline: a teaser, a comment, a list of events."""
    for depth, above_it in enumerate((element, *element.iterancestors())):
        if above_it.tag == "body" or depth > _HIGH or above_it in kept:
            return False
        if is_apart(above_it):
            return True
        if above_it.tag == "li" and len(above_it.getparent()) > _FEW and above_it.find(".//a") is not None:
            return True
    return False
