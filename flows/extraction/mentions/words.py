"""Words as written, and what each can mean on its own: made when a text first has them, then remembered.

A text is cut at white space first: most of its pieces were met before, and no word reaches across white space.
"""

from __future__ import annotations

import re
from functools import cache

from flows.extraction.packs import forms as f
from flows.extraction.packs.gate import all_signs
from flows.extraction.packs.load import Pack, Phrase, Sense, allowed
from flows.extraction.tokens import TOKEN, key_of

_PIECE = re.compile(r"\S+")
_REMEMBERED = 30_000  # pieces; a text without end must not fill the memory
_LONGEST_PIECE = 40
_VERB_FORMS = f.FINITE | f.INFINITIVE | f.PASSIVE | f.ACTIVE | f.GERUND | f.ADVERBIAL
PARTED = range(2, 6)  # words behind a verb among which its noun may stand apart from it: "wziął w piątek udział"
_DATED = frozenset({"month", "weekday", "season", "unit", "day", "shift", "edge"})  # words that can be a date; others lead to one


class Meaning:
    """Senses with their features, and what the rules ask of them most, worked out once: types, classes, features by type."""

    __slots__ = ("_parts", "bits", "classes", "dated", "evoked", "finite", "roles", "senses", "types")

    def __init__(self, senses: list[tuple[Sense, int]]) -> None:
        self.senses = senses
        self.bits: dict[str, int] = {}
        for sense, bits in senses:
            self.bits[sense.t] = self.bits.get(sense.t, 0) | bits
        self.types = frozenset(self.bits)
        self.classes = frozenset([(sense.t, sense.k) for sense, _ in senses])
        self.roles = frozenset([sense.k for sense, _ in senses if sense.t == "word"])
        self.dated = "time" in self.bits and any(sense.t == "time" and sense.k in _DATED for sense, _ in senses)
        self.finite: bool | None = None  # told by flows/extraction/clauses/verbs.py when first asked
        self.evoked: tuple[int, int] | None = None  # told by flows/extraction/frames/possible.py when first asked
        self._parts: dict[tuple[str, ...], Meaning] = {}

    def only(self, kinds: tuple[str, ...]) -> Meaning:
        """The senses of these types."""
        return self._part(("only", *kinds), [pair for pair in self.senses if pair[0].t in kinds])

    def without(self, kinds: tuple[str, ...]) -> Meaning:
        """The senses of other types."""
        known = self._parts.get(kinds)
        return known or self._part(kinds, [pair for pair in self.senses if pair[0].t not in kinds])

    def without_verbs(self) -> Meaning:
        """The senses that are no verbs; a cue that is no verb ("reports of") stays."""
        known = self._parts.get(("verbs",))
        return known or self._part(
            ("verbs",),
            [pair for pair in self.senses if pair[0].t not in ("verb", "act") and not (pair[0].t == "cue" and pair[1] & _VERB_FORMS)],
        )

    def _part(self, name: tuple[str, ...], senses: list[tuple[Sense, int]]) -> Meaning:
        if name not in self._parts:
            self._parts[name] = self if len(senses) == len(self.senses) else Meaning(senses) if senses else NOTHING
        return self._parts[name]


NOTHING = Meaning([])


class Word:
    """A word: as written, as it is looked up, the phrases it begins, what it means alone, and what it is a sign of."""

    __slots__ = ("alone", "determiner", "key", "long", "mark", "name_like", "raw", "signs", "telling")

    def __init__(self, raw: str, pack: Pack) -> None:
        self.raw = raw
        self.key = key_of(raw)
        phrases = pack.phrases(self.key)
        alone = [pair for phrase in phrases if phrase.length == 1 for pair in phrase.senses]
        self.long: dict[str, list[Phrase]] = {}  # by the word that comes next, the longest first
        for phrase in phrases:
            if phrase.rest:
                self.long.setdefault(phrase.rest[0], []).append(phrase)
        written = [pair for pair in alone if allowed(pair[1], [raw])]
        self.alone = Meaning(written) if written else NOTHING
        self.mark = self.key if not written and not self.key[0].isalnum() else ""
        self.name_like = raw[:1].isupper() and raw[-1:].isalpha()
        # An article stands for all its meanings where it does not begin a longer name.
        determiner = any(sense.t == "word" and sense.k == "determiner" for sense, _ in alone)
        self.determiner = Meaning(alone) if determiner else None
        self.signs = all_signs(sense for sense, _ in (alone if determiner else written))
        self.telling = self.signs is not None or bool(self.long)


Token = tuple[int, int, Word]


class Words:
    """The words of one pack's language."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._words: dict[str, Word] = {}
        self._pieces: dict[str, tuple[Token, ...]] = {}
        self._written: dict[tuple[Phrase, bool, bool, bool], Meaning] = {}

    def tokens(self, text: str, start: int, end: int) -> list[Token]:
        """Start, end and word of each token of a stretch of text that begins and ends at white space."""
        found: list[Token] = []
        known = self._pieces
        for piece in _PIECE.finditer(text, start, end):
            at = piece.start()
            tokens = known.get(piece.group()) or self._cut(piece.group())
            for first, last, word in tokens:
                found.append((at + first, at + last, word))
        return found

    def sequence(self, text: str) -> list[Word]:
        """The words of a text, in order."""
        known = self._pieces
        return [word for piece in text.split() for _, _, word in known.get(piece) or self._cut(piece)]

    def as_written(self, phrase: Phrase, tokens: list[Token], at: int) -> Meaning:
        """What a phrase that begins at a token means as it is written there: all that ``allowed`` looks at is its capitals."""
        first = tokens[at][2].raw
        inner = any([word.raw[:1].isupper() for _, _, word in tokens[at + 1 : at + phrase.length]])  # noqa: C419 - of one or two words
        key = (phrase, first[:1].isupper(), first.isupper(), inner)
        known = self._written.get(key)
        if known is None:
            raws = [word.raw for _, _, word in tokens[at : at + phrase.length]]
            known = self._written[key] = Meaning([pair for pair in phrase.senses if allowed(pair[1], raws)])
        return known

    def _cut(self, piece: str) -> tuple[Token, ...]:
        tokens = tuple(
            (token.start(), token.end(), self._word(token.group()))
            for token in TOKEN.finditer(piece)
            if token.group() != "-" or not _inside(piece, token.start())
        )
        if len(piece) <= _LONGEST_PIECE:
            if len(self._pieces) >= _REMEMBERED:
                self._pieces.clear()
                self._words.clear()
            self._pieces[piece] = tokens
        return tokens

    def _word(self, raw: str) -> Word:
        word = self._words.get(raw)
        if word is None:
            word = Word(raw, self._pack)
            if len(raw) <= _LONGEST_PIECE:
                self._words[raw] = word
        return word


def _inside(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


@cache
def words_in(pack: Pack) -> Words:
    """The words of a pack's language, remembered as long as the pack."""
    return Words(pack)
