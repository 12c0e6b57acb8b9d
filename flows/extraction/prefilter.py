"""Tells in microseconds that an article holds no claim. It never refuses one in which the engine would find something.

First the words of the text against the few of which every article with a claim has one: each character becomes a byte, letters in
lower case and all else a space, so that two calls of the standard library cut the text. What passes is looked up in the lexicon.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from flows.extraction.mentions.words import Word, words_in
from flows.extraction.packs.gate import Signs, all_signs, enough
from flows.extraction.packs.load import Pack, allowed
from flows.extraction.sentences import sentences
from flows.extraction.text import Text

_SEVERAL_CAPITALS = "\u212a\u212b\u2126\u1e9e\u03f4"  # further capitals of k, å, ω, ß, θ
_COMMON = "„“”‘’–—…«»\u00a0"  # so that they need no error handler
_SPACE, _DOT = ord(" "), ord(".")
_UNUSED = "\ufffe"


class _Phrase(NamedTuple):
    """What belongs to the first run of a phrase of the gate: its other runs, and words of which one must stand somewhere."""

    others: frozenset[bytes]
    digits: list[bytes]
    beside: frozenset[bytes]


class Prefilter:
    """The prefilter of one pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._words = words_in(pack)
        letters = {letter for pair in pack.gate for phrases in pair for letter in set("".join(phrases).lower())}
        charset = _charset(letters)
        self._open = charset is None or any("" in phrases for phrases, _ in pack.gate)
        if charset is None or self._open:
            return
        self._encoding = codecs.charmap_build(charset)
        self._table = bytes(_folded(char, charset) for char in charset)
        self._names: dict[bytes, str] = {}  # first runs of phrases that are only names with a capital
        self._gate: dict[bytes, list[_Phrase]] = {}
        common: set[bytes] = set()  # first runs that are common words in one of the lists
        for phrases, words in filter(itemgetter(0), pack.gate):
            beside = frozenset(self._bytes(" ".join(words)).split())
            alone = _Phrase(frozenset(), [], beside)
            for phrase, encoded in zip(phrases, self._bytes("\n".join(phrases).lower()).split(b"\n"), strict=True):
                first, *others = encoded.split()
                digits = [run for run in others if run.isdigit()]
                belongs = _Phrase(frozenset(others) - frozenset(digits), digits, beside) if others else alone
                self._gate.setdefault(first, []).append(belongs)
                if phrase[0].isupper():
                    self._names[first] = phrase.split(" ", 1)[0]
                else:
                    common.add(first)
        for first in common:
            self._names.pop(first, None)
        self._first = frozenset(self._gate)
        self._dotted = re.compile(rb"(?=((?:[^.]\.){2,%d}))" % max(map(len, self._first)))

    def _bytes(self, text: str) -> bytes:
        return codecs.charmap_encode(text, "replace", self._encoding)[0]

    def passes(self, title: str | None, text: str) -> bool:
        """Whether the article can hold a claim."""
        whole = Text(text).clean if not title else f"{Text(title).clean}\n{Text(text).clean}"  # no sentence goes over a line's end
        return (self._open or self._has_gate_phrase(whole)) and self._can_claim(whole)

    def knows(self, letter: str) -> bool:
        """Whether a letter, in this case, is one that the gate's phrases have."""
        return self._open or self._bytes(letter).translate(self._table) != b" "

    def _has_gate_phrase(self, text: str) -> bool:
        encoded = text.encode() if text.isascii() else self._bytes(text)
        folded = encoded.translate(self._table)
        dots = folded.count(b".")
        if dots == folded.count(b". ") + folded.endswith(b"."):  # every dot ends its word
            dots = 0
            words = folded.replace(b".", b" ").split()
        else:
            words = folded.split()
            words += [part for word in words if b"." in word for part in self._around_dots(word)]
        hits = self._first.intersection(words)
        if not hits:
            return False
        there = set(words)
        return any(
            phrase.others <= there
            and all(number in encoded for number in phrase.digits)
            and (not phrase.beside or not phrase.beside.isdisjoint(there))
            and (first not in self._names or bool(dots) or self._has_capital(self._names[first], text))
            for first in hits
            for phrase in self._gate[first]
        )

    @staticmethod
    def _has_capital(name: str, text: str) -> bool:
        return name in text or any(found[0].isupper() for found in re.findall(name, text, re.IGNORECASE))

    def _around_dots(self, word: bytes) -> list[bytes]:
        """ "u.s.": the abbreviation is one word; "end.then" is two."""
        return [*word.split(b"."), *(found.replace(b".", b"") for found in self._dotted.findall(word + b"."))]

    def _can_claim(self, text: str) -> bool:
        """Whether a trigger and a thing for it stand in one sentence, and the parties anywhere."""
        done = parties = 0
        for start, end in sentences(text, self._pack):
            evokes = things = 0
            for told in self._signs(self._words.sequence(text[start:end])):
                evokes, things, parties = evokes | told[0], things | told[1], parties | told[2]
            done |= evokes & things
        return enough(done, parties)

    def _signs(self, words: list[Word]) -> Iterator[Signs]:
        for at, word in enumerate(words):
            if word.signs is not None:
                yield word.signs
            if word.long and at + 1 < len(words) and (phrases := word.long.get(words[at + 1].key)):
                for phrase in phrases:
                    if [after.key for after in words[at + 1 : at + phrase.length]] == phrase.rest:
                        raws = [part.raw for part in words[at : at + phrase.length]]
                        told = all_signs(sense for sense, bits in phrase.senses if allowed(bits, raws))
                        if told is not None:
                            yield told


@cache
def prefilter(pack: Pack) -> Prefilter:
    """The prefilter of a pack, made once."""
    return Prefilter(pack)


def _charset(letters: set[str]) -> str | None:
    """At most 256 characters that tell the words of the gate apart, in both cases; None for a script that has more."""
    chars = {other for char in letters for other in (char, char.upper(), char.title()) if len(other) == 1}
    chars |= {char for char in _SEVERAL_CAPITALS if char.lower() in letters}
    extra = sorted((chars | set(_COMMON)) - set(map(chr, range(128))))
    if len(extra) > 128:
        return None
    return "".join(map(chr, range(128))) + "".join(extra) + _UNUSED * (128 - len(extra))


def _folded(char: str, charset: str) -> int:
    if char == ".":
        return _DOT
    if not char.isalpha():
        return _SPACE
    lower = char.lower()
    return charset.index(lower) if lower in charset else _SPACE
