"""One sentence taken apart: mentions, dates, numbers, nominals, clauses. Nothing here knows what a claim is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flows.extraction.clauses.clause import Clause
from flows.extraction.clauses.find import clauses
from flows.extraction.dates.find import dates
from flows.extraction.dates.when import When
from flows.extraction.mentions.mention import Mention
from flows.extraction.nominals.find import nominals
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.nominals.surroundings import refine
from flows.extraction.packs.load import Pack
from flows.extraction.quantities import Quantity, quantities


@dataclass(slots=True)
class Parse:
    """A sentence: ``start`` and ``end`` are positions in the clean text."""

    text: str
    start: int
    end: int
    pack: Pack
    mentions: list[Mention]
    whens: list[When]
    numbers: list[Quantity]
    nominals: list[Nominal]
    clauses: list[Clause]
    question: bool
    in_title: bool
    cues: list[int]  # the mentions that may be cues
    triggers: list[int]  # the mentions that may be verbs or nouns of conduct
    free: list[Nominal]  # the nominals that are part of no other
    _words: dict[str, list[int]]
    _clause_numbers: list[int]
    published: date | None

    def clause_of(self, at: int) -> int:
        """Index of the clause that holds a mention."""
        return self._clause_numbers[at]

    def at_word(self, role: str) -> Sequence[int]:
        """The mentions that may be a function word of this role: rules that look for a rare one ask here instead of looking at all."""
        return self._words.get(role, ())

    def words(self, first: int, last: int) -> str:
        """The clean text from one mention to another."""
        return self.text[self.mentions[first].start : self.mentions[last].end]


def parse(text: str, start: int, end: int, mentions: list[Mention], pack: Pack, published: date | None, in_title: bool) -> Parse:
    """Takes a sentence apart."""
    whens = dates(mentions, published)
    taken = {at for when in whens for at in range(when.first, when.last + 1)}
    numbers = quantities(mentions, taken, text, pack)
    found = refine(nominals(mentions, {number.last: number for number in numbers}, taken, pack), mentions, pack)
    within = {at for when in whens for at in range(when.first + 1, when.last + 1)}
    parts = clauses(mentions, found, pack.relative_commas, within, pack.abbreviations)
    question = text[start:end].rstrip('"”“’») ').endswith("?") or (in_title and _asks(mentions))
    cues: list[int] = []
    triggers: list[int] = []
    words: dict[str, list[int]] = {}
    for at, mention in enumerate(mentions):
        types = mention.types
        if "cue" in types:
            cues.append(at)
        if "verb" in types or "noun" in types:
            triggers.append(at)
        for role in mention.roles:
            words.setdefault(role, []).append(at)
    free = [nominal for nominal in found if nominal.inside is None]
    numbers_of = _numbered(parts, len(mentions))
    return Parse(
        text, start, end, pack, mentions, whens, numbers, found, parts, question, in_title,
        cues, triggers, free, words, numbers_of, published,
    )  # fmt: skip


def _asks(title: list[Mention]) -> bool:
    """ "How ships …", "Leaked papers: how …": a headline that promises an explanation states nothing yet."""
    return any(mention.is_word("asking") and (not at or title[at - 1].mark == ":") for at, mention in enumerate(title))


def _numbered(parts: list[Clause], count: int) -> list[int]:
    """For each mention the first clause that holds it; a mark between clauses belongs to the next one."""
    numbers = [-1] * count
    for number in range(len(parts) - 1, -1, -1):
        clause = parts[number]
        for first, last in ((clause.first, clause.last), clause.rest or (0, -1)):
            numbers[first : last + 1] = [number] * (last + 1 - first)
    for at, known in enumerate(numbers):
        if known < 0:
            numbers[at] = next((number for number, clause in enumerate(parts) if at <= clause.last), len(parts) - 1)
    return numbers
