"""Tells in microseconds that an article holds no claim. It never refuses one in which the engine would find something.

First the words of the text against the few of which every article with a claim has one: each character becomes a byte, letters in
lower case and all else a space, so that two calls of the standard library cut the text. What passes is looked up in the lexicon.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

from flows.extraction.packs.gate import enough, signs
from flows.extraction.packs.load import Pack, allowed
from flows.extraction.text import Text
from flows.extraction.tokens import TOKEN, key_of

_SEVERAL_CAPITALS = "\u212a\u212b\u2126\u1e9e\u03f4"  # further capitals of k, å, ω, ß, θ
_COMMON = "„“”‘’–—…«»\u00a0"  # so that they need no error handler
_SPACE, _DOT = ord(" "), ord(".")
_UNUSED = "\ufffe"


class Prefilter:
    """The prefilter of one pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._signs: dict[str, list[tuple[list[str], list[tuple[int, int, int, int]]]]] = {}
        charset = _charset("".join(pack.gate))
        self._open = charset is None or "" in pack.gate
        if charset is None or self._open:
            return
        self._encoding = codecs.charmap_build(charset)
        self._table = bytes(_folded(char, charset) for char in charset)
        self._gate: dict[bytes, list[frozenset[bytes]]] = {}
        for phrase in pack.gate:
            first, *others = codecs.charmap_encode(phrase, "strict", self._encoding)[0].split()
            self._gate.setdefault(first, []).append(frozenset(others))
        self._first = frozenset(self._gate)
        self._dotted = re.compile(rb"(?=((?:[^.]\.){2,%d}))" % max(map(len, pack.gate)))

    def passes(self, title: str | None, text: str) -> bool:
        """Whether the article can hold a claim."""
        parts = [Text(part).clean for part in (title, text) if part]
        if not self._open and not any(self._has_gate_phrase(part) for part in parts):
            return False
        return self._can_claim(parts)

    def knows(self, letter: str) -> bool:
        """Whether a letter, in this case, is one that the gate's phrases have."""
        folded = codecs.charmap_encode(letter, "replace", self._encoding)[0].translate(self._table)
        return self._open or folded != b" "

    def _has_gate_phrase(self, text: str) -> bool:
        encoded = text.encode() if text.isascii() else codecs.charmap_encode(text, "replace", self._encoding)[0]
        words = (encoded.translate(self._table) + b" ").replace(b". ", b" ").split()
        if b"." in encoded:
            words += [part for word in words if b"." in word for part in self._around_dots(word)]
        if self._first.isdisjoint(words):
            return False
        there = set(words)
        return any(others <= there for first in self._first & there for others in self._gate[first])

    def _around_dots(self, word: bytes) -> list[bytes]:
        """ "u.s.": the abbreviation is one word; "end.then" is two."""
        return [*word.split(b"."), *(found.replace(b".", b"") for found in self._dotted.findall(word + b"."))]

    def _can_claim(self, texts: list[str]) -> bool:
        evokes = things = parties = 0
        for text in texts:
            raws = [raw for raw in TOKEN.findall(text) if raw != "-"]
            words = [key_of(raw) for raw in raws]
            for at, word in enumerate(words):
                for rest, senses in self._signs.get(word) or self._look_up(word):
                    if rest and words[at + 1 : at + 1 + len(rest)] != rest:
                        continue
                    for bits, evoked, thing, party in senses:
                        if allowed(bits, raws[at : at + 1 + len(rest)]):
                            evokes, things, parties = evokes | evoked, things | thing, parties | party
                            if enough(evokes, things, parties):
                                return True
        return False

    def _look_up(self, word: str) -> list[tuple[list[str], list[tuple[int, int, int, int]]]]:
        phrases = self._pack.phrases(word)
        if not phrases:
            return []
        found = [(phrase.rest, [(bits, *told) for sense, bits in phrase.senses if any(told := signs(sense))]) for phrase in phrases]
        self._signs[word] = kept = [(rest, senses) for rest, senses in found if senses]
        return kept


@cache
def prefilter(pack: Pack) -> Prefilter:
    """The prefilter of a pack, made once."""
    return Prefilter(pack)


def _charset(gate: str) -> str | None:
    """At most 256 characters that tell the words of the gate apart, in both cases; None for a script that has more."""
    letters = set(gate)
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
