"""Sentences of a clean text. Quoted speech is not cut: what is said and who says it belong together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from flows.extraction.packs.load import Pack

# "SEOUL, Oct. 18 (Hanbada) -- ", "Kursk (AC) - ", "LONDON — ": where a report was filed, not what it says.
_DATELINE = re.compile(
    r"(?:[A-ZŁŚŻŹĆÓ][^\W\d_A-ZŁŚŻŹĆÓ]*[ ,.]?[^()\n–—]{0,40}\([^()\n]{2,24}\)|[A-ZŁŚŻŹĆÓ]{3}[^()\n–—]{0,40}(?:\([^()\n]{2,24}\))?|[A-Z][^()\n–—]{2,30}, \d{1,2} [^\W\d_]{3,10})\s*(?:--|–|—|-)\s+"
)
_LONG_ENOUGH = 60  # characters: what stands before an abbreviation that may close a sentence
_LONGEST_QUOTE = 700  # a quotation mark that finds no partner within so many characters opens nothing
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”“’»)\]]*+(?=\s)|\n+")  # a row of stops is looked at once
_OPENER = re.compile(r"\s*[\"„“”‚‘»«(\[–—-]?\s*(\w)")


def sentences(text: str, pack: Pack) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, without the white space around it."""
    spans = sorted(_quoted(text, pack))
    quoted = [opened for opened, _ in spans], list(accumulate((closed for _, closed in spans), max))
    start = 0
    for end in _END.finditer(text):
        if text[end.start()] != "\n" and not _ends(text, start, end.start(), end.end(), quoted, pack):
            continue
        yield from _trimmed(text, start, end.end())
        start = end.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if left < len(piece):
        yield start + left, start + len(piece.rstrip())


def _ends(text: str, start: int, at: int, after: int, quoted: tuple[list[int], list[int]], pack: Pack) -> bool:
    opened = bisect_left(quoted[0], at)
    if opened and quoted[1][opened - 1] > at:
        return False
    follows = _OPENER.match(text, after)
    if follows is None:
        return True
    letter = follows.group(1)
    if letter.islower():
        return False
    if text[at] != ".":
        return True
    before = re.search(r"[\w.]*\Z", text[max(0, at - 24) : at])
    word = before.group() if before else ""
    if word.isdecimal():
        return not (pack.ordinal_dot and len(word) <= 2)
    if len(word) == 1 and word.isalpha() and word.isupper():
        return word == "X" and re.search(r"\b[a-z]+ X\Z", text[max(0, at - 24) : at]) is not None  # "wrote on X.", no initial
    if word.lower() in pack.closing_abbreviations and at - start > _LONG_ENOUGH:
        return True  # "… w marcu 2023 r. Część trafiła": an opening "W 2023 r. Rosja" is shorter
    return word.lower() not in pack.abbreviations


def _quoted(text: str, pack: Pack) -> list[tuple[int, int]]:
    """Spans inside quotation marks, within one paragraph."""
    spans: list[tuple[int, int]] = []
    for opening, closing in ((pair[0], pair[1]) for pair in pack.quotes):
        at = text.find(opening)
        while at >= 0:
            limit = text.find("\n", at, at + _LONGEST_QUOTE)
            close = text.find(closing, at + 1, at + _LONGEST_QUOTE if limit < 0 else limit)
            if close < 0:
                at = text.find(opening, at + 1)
                continue
            spans.append((at, close))
            at = text.find(opening, close + 1)
    return spans


def past_dateline(text: str, start: int, end: int) -> int:
    """Where a sentence really begins, behind the dateline it may open with."""
    found = _DATELINE.match(text, start, end)
    return found.end() if found is not None else start
