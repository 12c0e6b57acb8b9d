"""The phrases of which every article with a claim has one, looked for in one pass.

Each character becomes a byte, letters in lower case and all else a space, so that an automaton finds the words between their spaces.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from itertools import permutations
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

_SEVERAL_CAPITALS = "\u212a\u212b\u2126\u1e9e\u03f4"  # further capitals of k, å, ω, ß, θ
_COMMON = "„“”‘’–—…«»\u00a0"  # so that they need no error handler
_SPACE, _DOT = ord(" "), ord(".")
_UNUSED = "\ufffe"
_SHORT = 3  # letters


class _Runs:
    """Runs of a phrase: whether all stand in a text. Short ones stand in most texts, so they are not looked for in the one pass."""

    __slots__ = ("_short", "long")

    def __init__(self, runs: list[bytes]) -> None:
        self.long = {run for run in runs if len(run) > _SHORT}
        self._short = [b" %b " % run for run in runs if len(run) <= _SHORT]

    def are_in(self, there: set[bytes], folded: bytes) -> bool:
        return self.long <= there and all(run in folded for run in self._short)


class _Rest(NamedTuple):
    """What a phrase needs beside its first run: other runs, digits, the capital of a name; runs with digits between them in a row."""

    others: _Runs
    digits: list[str]
    name: re.Pattern[str] | None
    rows: list[re.Pattern[bytes]]


class _Beside:
    """Phrases of which one must stand in a text with another phrase of the gate, if there are any."""

    def __init__(self, phrases: list[list[bytes]]) -> None:
        self._phrases: dict[bytes, list[list[bytes]]] = {}  # by their first runs, the others
        for first, *others in phrases:
            self._phrases.setdefault(first, []).append(others)

    def firsts(self) -> Iterable[bytes]:
        return self._phrases.keys()

    def is_in(self, there: set[bytes], folded: bytes) -> bool:
        return not self._phrases or any(
            _Runs(others).are_in(there, folded) for first in self._phrases.keys() & there for others in self._phrases[first]
        )


class Gate:
    """The gate of a pack: pairs of phrases, and phrases of which one must stand beside them, if there are any."""

    def __init__(self, pairs: list[list[list[str]]]) -> None:
        letters = {letter for pair in pairs for phrases in pair for letter in set("".join(phrases).lower())}
        charset = _charset(letters)
        self.open = charset is None or any("" in phrases for phrases, _ in pairs)  # nothing can be looked for in this way
        if charset is None or self.open:
            return
        self._encoding = codecs.charmap_build(charset)
        self._table = bytes(_folded(char, charset) for char in charset)
        self._phrases: dict[bytes, list[tuple[str, _Beside]]] = {}  # by their first runs
        words: set[bytes] = set()  # those that are looked for
        for phrases, needed in pairs:
            encoded, beside = self._bytes("\n".join(phrases).lower()), self._bytes("\n".join(needed))
            words.update(run for run in (encoded + b" " + beside).split() if len(run) > _SHORT and not run.isdigit())
            firsts = [runs.partition(b" ")[0] for runs in encoded.splitlines()]
            others = _Beside([[run for run in runs.split() if not run.isdigit()] for runs in beside.splitlines()])
            words.update(firsts, others.firsts())
            for first, phrase in zip(firsts, phrases, strict=True):
                self._phrases.setdefault(first, []).append((phrase, others))
        self._words = sorted(words)
        self._finder = BytesAhoCorasick([b" %b " % word for word in self._words], implementation=Implementation.ContiguousNFA)
        self._rests: dict[str, _Rest] = {}
        self._dotted = re.compile(rb"(?=((?:[^.]\.){2,%d}))" % max(map(len, self._phrases)))

    def _bytes(self, text: str) -> bytes:
        return codecs.charmap_encode(text, "replace", self._encoding)[0]

    def knows(self, letter: str) -> bool:
        """Whether a letter, in this case, is one that the gate's phrases have."""
        return self.open or self._bytes(letter).translate(self._table) != b" "

    def lets_pass(self, text: str) -> bool:
        """Whether a clean text has a phrase of the gate, and what must stand beside it."""
        if self.open:
            return True
        folded = (text.encode() if text.isascii() else self._bytes(text)).translate(self._table)
        dotted = folded.count(b".") != folded.count(b". ") + folded.endswith(b".")  # a dot within a word
        words = b" ".join([part for word in folded.split() for part in self._around_dots(word)]) if dotted else folded.replace(b".", b" ")
        folded = b" %b " % words
        there = {self._words[found] for found, _, _ in self._finder.find_matches_as_indexes(folded, overlapping=True)}
        return any(
            self._has(phrase, text, there, folded, dotted) and beside.is_in(there, folded)
            for first in self._phrases.keys() & there
            for phrase, beside in self._phrases[first]
        )

    def _has(self, phrase: str, text: str, there: set[bytes], folded: bytes, dotted: bool) -> bool:
        """Whether the rest of a phrase is there too, when its first run is."""
        rest = self._rests.get(phrase)
        if rest is None:
            rest = self._rests[phrase] = self._rest(phrase)
        return (
            rest.others.are_in(there, folded)
            and all(number in text for number in rest.digits)
            and (dotted or rest.name is None or rest.name.search(text) is not None)
            and (dotted or not rest.rows or any(row.search(folded) for row in rest.rows))
        )

    def _rest(self, phrase: str) -> _Rest:
        runs = phrase.split(" ")
        digits = [run for run in runs if run.isdigit()]
        first, *others = [self._bytes(run.lower()) for run in runs if run not in digits]
        # "S2W": its runs stand in many texts, but not side by side
        rows = [re.compile(rb" %b +%b " % pair) for pair in permutations((first, *others))] if digits and len(others) == 1 else []
        name = _capitalised(runs[0]) if runs[0][0].isupper() else None
        return _Rest(_Runs(others), digits, name, rows)

    def _around_dots(self, word: bytes) -> list[bytes]:
        """ "u.s.": the abbreviation is one word; "end.then" is two."""
        if b"." not in word:
            return [word]
        return [*word.split(b"."), *(found.replace(b".", b"") for found in self._dotted.findall(word + b"."))]


def _capitalised(name: str) -> re.Pattern[str]:
    """Finds a name whose first letter is a capital; the others may be of any size."""
    capitals = "".join(char for char in name[0] + _SEVERAL_CAPITALS if char.lower() == name[0].lower())
    return re.compile(f"[{capitals}](?i:{name[1:]})")


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
