"""A mention: one token, or several that mean one thing, with all the meanings that the lexicon knows."""

from __future__ import annotations

from flows.extraction.mentions.words import NOTHING, Meaning
from flows.extraction.packs.load import Sense


class Mention:
    """A stretch of tokens and what it may mean. ``start`` and ``end`` are positions in the clean text."""

    __slots__ = (
        "_bits",
        "_classes",
        "_name_like",
        "end",
        "hyphened",
        "mark",
        "meaning",
        "raw",
        "roles",
        "senses",
        "start",
        "types",
        "word",
    )

    def __init__(self, start: int, end: int, raw: str, word: str, meaning: Meaning, mark: str, name_like: bool) -> None:
        self.start = start
        self.end = end
        self.raw = raw
        self.word = word
        self.hyphened = False  # joined to the word before it: "London-based"
        self.mark = mark  # the word, if it is punctuation
        self._name_like = name_like
        self.become(meaning)

    def means(self, senses: list[tuple[Sense, int]]) -> None:
        """Decides for these of its meanings and against all others."""
        if len(senses) != len(self.senses):
            self.become(Meaning(senses) if senses else NOTHING)

    def become(self, meaning: Meaning) -> None:
        """Decides for a meaning."""
        self.meaning = meaning
        self.senses = meaning.senses
        self.types = meaning.types
        self._bits = meaning.bits
        self._classes = meaning.classes
        self.roles = meaning.roles

    def has(self, kind: str, k: str = "") -> bool:
        """Whether it may be of this type (and class)."""
        return (kind, k) in self._classes if k else kind in self.types

    def sense(self, kind: str) -> Sense | None:
        """The first meaning of this type."""
        if kind in self.types:
            for sense, _ in self.senses:
                if sense.t == kind:
                    return sense
        return None

    def all(self, kind: str) -> list[tuple[Sense, int]]:
        """All meanings of this type with their features."""
        return [pair for pair in self.senses if pair[0].t == kind] if kind in self.types else []

    def bits(self, kind: str) -> int:
        """The features of all its meanings of this type."""
        return self._bits.get(kind, 0)

    def is_word(self, *roles: str) -> bool:
        """Whether it may be a function word of one of these roles."""
        return not self.roles.isdisjoint(roles)

    def keep(self, *kinds: str) -> None:
        """Decides for meanings of these types."""
        self.become(self.meaning.only(kinds))

    def drop(self, *kinds: str) -> None:
        """Decides against meanings of these types."""
        self.become(self.meaning.without(kinds))

    def drop_verbs(self) -> None:
        """Decides that it is no verb; a cue that is no verb ("reports of") stays."""
        self.become(self.meaning.without_verbs())

    @property
    def capital(self) -> bool:
        """An unknown word that is written like a name."""
        return self._name_like and not self.senses

    def __repr__(self) -> str:
        return f"{self.raw}{sorted(self.types)}"
