"""The lexicon while it is built: senses and all the forms that have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from flows.extraction.packs import english, polish
from flows.extraction.packs import forms as f
from flows.extraction.packs.errors import PackError
from flows.extraction.tokens import words_of
from schemas.language import Language

Forms = set[tuple[str, int]]
Sense = dict[str, Any]


class Lexicon:
    """Collects senses and the forms that have them."""

    def __init__(self, language: Language, path: Path) -> None:
        self.senses: list[Sense] = []
        self._path = path
        self._entries: dict[tuple[str, ...], dict[int, int]] = defaultdict(dict)
        self._inflection = language.inflection
        self._irregular = language.irregular
        self._plurals = language.plurals
        self._abbreviations = frozenset(language.abbreviations)

    def add(self, sense: Sense, words: Iterable[str], inflect: Callable[[str], Forms], skip: Iterable[str] = ()) -> None:
        """One sense with all forms of its words."""
        number = len(self.senses)
        self.senses.append(
            {key: value for key, value in sense.items() if value is not None and value is not False and value != "" and value != []}
        )
        left_out = {words_of(form) for form in skip}
        for word in words:
            try:
                made = inflect(word)
            except ValueError as problem:
                raise PackError(f"{self._path}: {word!r}: {problem}") from problem
            for form, bits in made:
                key = words_of(form)
                if not key:
                    raise PackError(f"{self._path}: {word!r}: no word in it")
                if key not in left_out:
                    self._entries[key][number] = _joined(self._entries[key].get(number), bits | _case_bits(form))

    def verb(self, word: str) -> Forms:
        if self._inflection == "morfeusz":
            return polish.verb(word)
        return english.verb(word, self._irregular) if self._inflection == "english" else {(word, f.PRESENT)}

    def noun(self, word: str) -> Forms:
        if self._inflection == "morfeusz":
            return polish.noun(word)
        return english.noun(word, self._plurals) if self._inflection == "english" else {(word, 0)}

    def name(self, word: str) -> Forms:
        """A name of an institution or place: singular or plural, as it is written."""
        return polish.noun(word) if self._inflection == "morfeusz" else {(word, 0)}

    def person(self, word: str) -> Forms:
        return polish.name(word) if self._inflection == "morfeusz" else {(word, 0)}

    def adjective(self, word: str) -> Forms:
        return polish.adjective(word) if self._inflection == "morfeusz" else {(word, 0)}

    def numeral(self, word: str) -> Forms:
        if word in self._abbreviations:
            return {(word, 0)}
        return {(word, 0)} | (polish.number_word(word) if self._inflection == "morfeusz" else self.noun(word))

    def either(self, word: str) -> Forms:
        """A verb where the language knows it as one, else a fixed phrase."""
        try:
            return self.verb(word)
        except ValueError:
            return self.fixed(word)

    @staticmethod
    def fixed(word: str) -> Forms:
        return {(word, 0)}

    def phrases(self) -> Iterator[tuple[tuple[str, ...], dict[int, int]]]:
        """Every phrase with its senses, by their numbers, and the features each has in it."""
        yield from self._entries.items()

    def words(self, *types: str) -> set[str]:
        """The single words that have a sense of one of these types."""
        return {key[0] for key, numbers in self._entries.items() if len(key) == 1 and any(self.senses[at]["t"] in types for at in numbers)}

    def lines(self, keys: list[str]) -> list[str]:
        """A line for each first word: the word, and its phrases, the longest first, each with its senses and the rest of its words."""
        table: dict[str, list[str]] = defaultdict(list)
        for words in sorted(self._entries, key=lambda words: (-len(words), words)):
            senses = ",".join(f"{keys[number]}:{bits}" for number, bits in sorted(self._entries[words].items()))
            table[words[0]].append(" ".join((senses, *words[1:])))
        return ["\t".join((word, *phrases)) for word, phrases in sorted(table.items())]


def _joined(there: int | None, bits: int) -> int:
    """Features of two spellings of one form: all that either has, but capitals and a reflexive only if both need them."""
    if there is None:
        return bits
    capitals = f.CAPITAL | f.CAPITALS | f.INNER_CAPITAL | f.REFLEXIVE
    return ((there | bits) & ~capitals) | (there & bits & capitals)


def _case_bits(form: str) -> int:
    letters = [char for char in form if char.isalpha()]
    if len(letters) > 1 and all(char.isupper() for char in letters):
        return f.CAPITALS
    if form[:1].isupper():
        return f.CAPITAL
    return f.INNER_CAPITAL if any(word[:1].isupper() for word in form.split()) else 0
