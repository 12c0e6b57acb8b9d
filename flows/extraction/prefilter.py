"""Tells in microseconds that an article holds no claim. It never refuses one in which the engine would find something.

First the phrases of which every article with a claim has one; what has them is looked up in the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING

from flows.extraction.mentions.words import PARTED, Word, words_in
from flows.extraction.packs.gate import Signs, all_signs, enough
from flows.extraction.packs.load import Pack, allowed
from flows.extraction.sentences import sentences
from flows.extraction.text import Text

if TYPE_CHECKING:
    from flows.extraction.gate import Gate

_OPENING = 4  # sentences
_FEW = 50  # so many articles are looked up at once: to make the gate takes longer


class Prefilter:
    """The prefilter of one pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._words = words_in(pack)
        self._met = 0

    @cached_property
    def gate(self) -> Gate:
        """The gate of the pack, made when it is first asked."""
        from flows.extraction.gate import Gate

        return Gate(self._pack.gate)

    def passes(self, title: str | None, text: str) -> bool:
        """Whether the article can hold a claim."""
        whole = Text(text).clean if not title else f"{Text(title).clean}\n{Text(text).clean}"  # no sentence goes over a line's end
        self._met += 1
        return (self._met <= _FEW or self.gate.lets_pass(whole)) and self._can_claim(whole)

    def _can_claim(self, text: str) -> bool:
        """Whether a trigger and a thing for it stand in one sentence, and the parties anywhere."""
        done = parties = 0
        for start, end in islice(sentences(text, self._pack), _OPENING):
            evokes = things = 0
            for told in self._signs(self._words.sequence(text[start:end])):
                evokes, things, parties = evokes | told[0], things | told[1], parties | told[2]
            done |= evokes & things
            if done and enough(done, parties):
                return True  # as most that hold one do
        evokes = things = 0
        for told in self._signs(self._words.sequence(text)):
            evokes, things, parties = evokes | told[0], things | told[1], parties | told[2]
        if not enough(evokes & things, parties):
            return False
        for start, end in sentences(text, self._pack):
            evokes = things = 0
            for told in self._signs(self._words.sequence(text[start:end])):
                evokes, things = evokes | told[0], things | told[1]
            done |= evokes & things
            if done and enough(done, parties):
                return True
        return False

    def _signs(self, words: list[Word]) -> Iterator[Signs]:
        for at, word in enumerate(words):
            if not word.telling:
                continue
            if word.signs is not None:
                yield word.signs
            if word.long and at + 1 < len(words) and (phrases := word.long.get(words[at + 1].key)):
                for phrase in phrases:
                    if phrase.length == 2 or [after.key for after in words[at + 1 : at + phrase.length]] == phrase.rest:
                        raws = [part.raw for part in words[at : at + phrase.length]]
                        told = all_signs(sense for sense, bits in phrase.senses if allowed(bits, raws))
                        if told is not None:
                            yield told
            if word.long:
                yield from _parted(word, words[at + PARTED.start : at + PARTED.stop])


def _parted(word: Word, later: list[Word]) -> Iterator[Signs]:
    """ "zajęli już pozycje": a verb and its noun mean the same with other words between them."""
    for other in later:
        for phrase in word.long.get(other.key, ()):
            if phrase.length == 2 and (told := all_signs(sense for sense, _ in phrase.senses)) is not None:
                yield told


@cache
def prefilter(pack: Pack) -> Prefilter:
    """The prefilter of a pack, made once."""
    return Prefilter(pack)
