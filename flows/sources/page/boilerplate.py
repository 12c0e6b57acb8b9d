"""What stands in and around an article without belonging to it: read-also boxes, captions, share bars, bios, comments, banners."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Literal

from flows.sources.page.tree import shown_text

_BLOCKS = frozenset(
    {
        "div",
        "section",
        "aside",
        "ul",
        "ol",
        "p",
        "table",
        "figure",
        "figcaption",
        "dl",
        "nav",
        "header",
        "footer",
        "form",
        "details",
        "span",
        "article",
        "li",
        "h2",
        "h3",
        "h4",
        "h5",
        "blockquote",
    }
)
# Words in class and id, at the borders of words, so that "share" is not found in "shareholders", nor in the modifiers "has-ads" and
# "section--ads".
_BEFORE = r"(?:^|[\s_]|(?<![-\s])(?<!\bhas)(?<!\bno)(?<!\bwith)(?<!\bis)(?<!\bshow)(?<!\bhide)-)"
_AFTER = r"(?:$|[\s_-](?!content|body|article))"
_NAMED = re.compile(
    _BEFORE
    + r"(?:related\w*|recommend\w*|recirc\w*|read-?(?:more|also|next|too)|see-?also|also-?read|more-(?:news|stories|from|on|like|articles)|"
    r"most-?(?:read|popular|viewed)|trending|popular(?:-\w+)?|latest-?news|outbrain|taboola|newsletter(?:-\w+)?|"
    r"cookie\w*|consent\w*|gdpr|rodo|onetrust\w*|comments?(?:-?(?:list|area|section|form|container|wrapper))?|disqus\w*|respond|breadcrumbs?|"
    r"author-?(?:bio|box|info|card|description|about)|about-?(?:the-?)?author|jp-relatedposts|sharedaddy|addtoany\w*|addthis\w*|"
    r"polecane|polecamy|czytaj\w*|zobacz\w*|powiazane|podobne|infobox-?related)" + _AFTER,
    re.IGNORECASE,
)
# Words that are small things' names, and now and then a large one's: "article ads-enabled".
_NAMED_SMALL = re.compile(
    _BEFORE
    + r"(?:promo(?:box|tion|-box)?|subscribe\w*|sign-?up|share(?:bar|-bar|-buttons|-links|-tools|s)?|sharing|social(?:-?(?:share|media|links|bar|icons|buttons))?|"
    r"pagination|pager|byline|figcaption|caption(?:-text)?|wp-caption-text|photo-?(?:caption|credit)|image-?(?:caption|credit)|"
    r"credits?|copyright|ads?|advert\w*|ad-?(?:slot|container|wrapper|unit)|sponsor\w*|paywall-?(?:promo|offer)|donat\w+|support-us|"
    r"reklama|tagi?|tags?(?:-?(?:list|links|cloud))?|prev-?next|post-?navigation|nav-links|wpulike|tooltip|sr-only|screen-reader-text|"
    r"visually-?hidden|print-only|toc|table-of-contents)" + _AFTER,
    re.IGNORECASE,
)
_CUE = re.compile(
    r"^\W*(?:(?:read|see|watch|listen|learn)\s+(?:also|more|next|too|this)\b|also\s+(?:read|see)\b|related(?:\s+(?:articles?|stories|news|posts?|content|coverage|topics?|links?|reading))?\s*(?::|$)|more\s+(?:on\s+this|from|stories|about)\b|recommended(?:\s+(?:stories|for\s+you|reading))?\s*(?::|$)|you\s+(?:may|might)\s+also\b|"
    r"(?:prze)?czytaj(?:\s+(?:też|także|również|więcej|takze))?\s*(?::|$|[„\"])|(?:prze)?czytaj\s+(?:też|także|również|więcej|takze)\b|zobacz\s+(?:też|także|również|więcej|takze)\b|zobacz\s*:|(?:więcej|wiecej)\s+(?:na\s+ten\s+temat|o|przeczytasz)\b|polecamy|warto\s+przeczytać|dowiedz\s+się\s+więcej|"
    r"чита(?:йте|ть|й)\s*(?:также|також|ещё|еще|ще|больше|також:)?\s*(?::|$)|чита(?:йте|й)\s+(?:также|також|ещё|еще|ще|больше|більше)\b|по\s+теме\s*(?::|$)|за\s+темою|див(?:іться|\.)\s+також|смотрите\s+также|"
    r"lesen\s+sie\s+(?:auch|mehr|hier)\b|mehr\s+zum\s+thema|auch\s+interessant|lire\s+aussi|à\s+lire\s+aussi|voir\s+aussi|lea\s+también|leer\s+también|lee\s+también|te\s+puede\s+interesar|más\s+información\s*(?::|$)|leggi\s+anche|čtěte\s+také|přečtěte\s+si|mohlo\s+by\s+vás|관련\s?기사|相关(?:新闻|阅读|文章)|関連記事)",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"^\W*(?:advertisement|advertising|reklama|dalsza\s+część\s+(?:artykułu|tekstu)\s.{0,40}|реклама|anzeige|werbung|publicité|publicidad|pubblicità|광고|"
    r"share(?:\s+(?:this|on|via))?(?:\s+\w+){0,3}|udostępnij|поделиться|поділитися|print(?:\s+this)?|drukuj|follow\s+us\b.{0,80}|subscribe\s+to\s+our\b.{0,120}|sign\s+up\s+(?:for|to)\s+our\b.{0,120}|"
    r"(?:image|photo|picture|foto|fot|zdjęcie|фото)\s*(?:credit|source|caption|:|\.)\s?.{0,120}|(?:source|źródło|źródło\s+zdjęcia|getty\s+images|reuters|ap\s+photo|pap)\W*$|"
    r"(?:©|copyright|\(c\)\s).{0,160}|all\s+rights\s+reserved.{0,80}|wszelkie\s+prawa\s+zastrzeżone.{0,120}|"
    r"\d+\s+(?:comments?|komentarz\w*|комментари\w*|коментар\w*)|(?:leave|post|add)\s+a\s+(?:comment|reply)|loading\W*|tags?\s*:.{0,200}|tagi\s*:.{0,200})\W*$",
    re.IGNORECASE,
)
_MAY_BE_THE_REST = re.compile(r"(?:^|[\s_-])(?:read-?more|more-|czytaj|zobacz)", re.IGNORECASE)
_INLINE = frozenset({"a", "b", "strong", "i", "em", "span", "u", "font", "small", "sup", "sub", "mark", "abbr", "cite", "q", "time", "br"})
_SHORT, _SMALL, _BOX = 300, 600, 1_500
_LOOSE, _REST = 40, 3
_HOLDERS = frozenset({"div", "section", "article", "main", "td", "body"})
_BREAK = re.compile(r"\s*\n\s*")
_LONG_NAME = 1_000


def without_code(tree: Any) -> str:
    """Takes scripts, styles and drawings out of a page; gives what is left of it as text."""
    for element in list(tree.iter("script", "style", "noscript", "template", "svg", "iframe")):
        _drop(element)
    body = tree.find("body")
    return " ".join("\n".join(tree.itertext() if body is None else body.itertext()).split())


def prune(tree: Any, headline: Any) -> None:
    """Takes out of a page what is named or introduced as no part of its article. What holds much of the page's text stays."""
    above_headline = set() if headline is None else {headline, *headline.iterancestors()}
    for table in list(tree.iter("table")):
        _unroll(table)
    running, prose = _length(tree), _prose(tree)
    doomed: list[Any] = []
    for element in tree.iter():
        if (text := element.text) and _CUE.match(text):
            _introduced(element, above_headline, doomed)
        name, given = element.get("class"), element.get("id")
        if not (name or given) or element.tag not in _BLOCKS:
            continue
        words = f"{name or ''} {given or ''}"
        if len(words) > _LONG_NAME:
            element.attrib.pop("class", None)
            element.attrib.pop("id", None)
        elif (size := _size_named(words)) and element not in above_headline:
            is_small = _length(element) < (running / 3 if size == "any" else _SMALL)
            # "read-more-content" may be the rest of the article, behind a button.
            if is_small and (not _MAY_BE_THE_REST.search(words) or _REST * _prose(element) < prose):
                doomed.append(element)
    for element in doomed:
        _drop(element)
    for element in tree.iter():
        _unbreak(element)
        if element.tag in _HOLDERS and len(element):
            _wrap_loose(element)


def _unbreak(element: Any) -> None:
    """A line break in the source is a space; trafilatura would begin a paragraph with it."""
    if (text := element.text) and "\n" in text and not text.isspace() and element.tag != "pre":
        element.text = _BREAK.sub(" ", text)
    if (text := element.tail) and "\n" in text and not text.isspace():
        element.tail = _BREAK.sub(" ", text)


def _wrap_loose(element: Any) -> None:
    """Makes paragraphs of text that stands between blocks without an element of its own: it would be lost."""
    pieces = (element.text, *[child.tail for child in element])
    if not any(text and len(text) >= _LOOSE and not text.isspace() for text in pieces):
        return
    runs: list[list[Any]] = [[]]
    texts = [element.text or ""]
    for child in element:
        if child.tag in _INLINE and not any(below.tag in _BLOCKS - _INLINE for below in child.iter()):
            runs[-1].append(child)
            texts[-1] += "".join(child.itertext()) + (child.tail or "")
        else:
            runs.append([child])  # a block, and what follows it
            texts.append(child.tail or "")
    if len(runs) == 1:
        return
    for number, (run, text) in enumerate(zip(runs, texts, strict=True)):
        block, inline = (run[0], run[1:]) if number else (None, run)
        if len(text.strip()) < _LOOSE:
            continue
        paragraph = element.makeelement("p")
        if block is None:
            paragraph.text, element.text = element.text, None
            element.insert(0, paragraph)
        else:
            paragraph.text, block.tail = block.tail, None
            block.addnext(paragraph)
        paragraph.extend(inline)


def _prose(tree: Any) -> int:
    """The characters of long paragraphs."""
    return sum(length for paragraph in tree.iter("p") if (length := len(paragraph.text or "")) >= _LOOSE)


@lru_cache(maxsize=20_000)
def _size_named(words: str) -> Literal["any", "small"] | None:
    """How large a thing so named may be and still be no part of the article. Class names repeat, on a page and from page to page."""
    return "any" if _NAMED.search(words) else "small" if _NAMED_SMALL.search(words) else None


def _unroll(table: Any) -> None:
    """Makes blocks of a table that only arranges the page: one with a single column, or with paragraphs in its cells."""
    rows = list(table.iter("tr"))
    is_layout = table.find(".//table") is not None or all(len(row) < 2 for row in rows)
    if not is_layout:
        is_layout = any(len(cell.findall(".//br")) > 3 or len(cell.findall(".//p")) > 2 for cell in table.iter("td"))
    if is_layout:
        for element in (table, *table.iter("tbody", "tr", "td", "th", "center", "font")):
            if element.tag != "font" and next(element.iterancestors("table"), table) is table:
                element.tag = "div"


def _introduced(first: Any, above_headline: set[Any], doomed: list[Any]) -> None:
    """The boxes and lines that begin with "Read also", and the links after a heading that says so."""
    element = first
    while element is not None and element not in above_headline:
        if element.tag in _BLOCKS and element.tag not in {"article", "table"} and not _is_box(element, doomed):
            return
        if element.getprevious() is not None:
            return
        element = element.getparent()
        if element is not None and element.text and not element.text.isspace():
            return


def _is_box(element: Any, doomed: list[Any]) -> bool:
    """Whether an element that begins with a cue may be a box; it is doomed if it is one of links, and so is the list after a heading."""
    text = shown_text(element)
    has_link = element.find(".//a") is not None
    if len(text) > (_BOX if element.tag in {"div", "section", "aside", "ul", "ol"} else _SHORT):
        return False
    if has_link and linked_length(element) * 2 >= len(text) - 30:
        doomed.append(element)
    elif not has_link and len(text) < 60:
        after = element.getnext()
        if after is not None and after.find(".//a") is not None and linked_length(after) * 3 >= 2 * len(shown_text(after)):
            doomed += [element, after]
    return True


def _length(element: Any) -> int:
    return sum(map(len, element.itertext()))


def linked_length(element: Any) -> int:
    """The characters of an element that are links."""
    return sum(len(shown_text(link)) for link in element.iter("a"))


def _drop(element: Any) -> None:
    above = element.getparent()
    if above is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + " " + element.tail
        else:
            above.text = (above.text or "") + " " + element.tail
    above.remove(element)


def without_filler(lines: list[str]) -> list[str]:
    """Lines of a text without those that advertise, share, credit or lead elsewhere."""
    return [
        line
        for line in lines
        if not (len(line) <= _SHORT and (_FILLER.match(line) or (_CUE.match(line) and not line.rstrip().endswith("."))))
    ]
