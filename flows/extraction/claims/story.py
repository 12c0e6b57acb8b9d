"""The sentences of an article before they are read, and which of them have to be.

A sentence that states nothing is taken apart only when a later one may build on it, so the news below the last claim costs little.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flows.extraction.attribution import turns
from flows.extraction.claims.found import Found
from flows.extraction.claims.stating import can_state
from flows.extraction.discourse import Discourse
from flows.extraction.mentions.find import find
from flows.extraction.mentions.mention import Mention
from flows.extraction.packs.load import Pack
from flows.extraction.parse import Parse, parse
from flows.extraction.sentences import past_dateline, sentences


class Sentence:
    """A sentence with its words, taken apart when that is asked for. ``paragraph`` is the number of the one that opens its paragraph."""

    __slots__ = (
        "_countries",
        "_parsed",
        "_span",
        "_text",
        "in_title",
        "mentions",
        "number",
        "opens",
        "pack",
        "paragraph",
        "published",
        "states",
    )

    def __init__(
        self,
        text: str,
        span: tuple[int, int],
        mentions: list[Mention],
        number: int,
        paragraph: int,
        in_title: bool,
        published: date | None,
        pack: Pack,
    ) -> None:
        self._text = text
        self._span = span
        self._parsed: Parse | None = None
        self._countries: set[str] = set()
        self.mentions = mentions
        self.number = number
        self.paragraph = paragraph
        self.opens = number == paragraph
        self.in_title = in_title
        self.published = published
        self.pack = pack
        self.states = False

    def parsed(self) -> Parse:
        if self._parsed is None:
            self._parsed = parse(self._text, *self._span, self.mentions, self.pack, self.published, self.in_title)
            self._countries = {code for nominal in self._parsed.nominals for code in nominal.countries}
        return self._parsed

    def countries(self) -> set[str]:
        """The countries that the sentence itself names."""
        self.parsed()
        return self._countries

    def matters(self, discourse: Discourse, found: list[Found]) -> bool:
        """Whether it may state something, or say something about the claims found so far; says also which of the two."""
        self.states = can_state(self.mentions, discourse)
        return (
            self.states
            or any("fiction" in mention.types or "invented" in mention.roles for mention in self.mentions)
            or self._touches(found)
        )

    def _touches(self, found: list[Found]) -> bool:
        """Whether it may deny earlier claims, or say who made them (``claims/backwards.py``, and names for titles in ``claims/memory.py``)."""
        if not found:
            return False
        roles = {role for mention in self.mentions for role in mention.roles}
        if roles & {"backward", "accusation", "nothing_such"} or any(mention.has("cue", "deny") for mention in self.mentions):
            return True
        speakers = [claim.attribution.speaker for claim in found]
        unnamed = any(speaker is not None and speaker.role == "official" and speaker.name == speaker.words for speaker in speakers)
        tells = "account" in roles or any("cue" in mention.types or mention.has("prep", "according") for mention in self.mentions)
        unowned = any(claim.sentence == self.number - 1 and claim.attribution.how == "outlet" for claim in found)
        return ((unnamed or unowned) and tells) or any(claim.sentence >= self.paragraph and turns.spoken(claim.parsed) for claim in found)


def told(text: str, in_title: bool, published: date | None, pack: Pack, discourse: Discourse) -> Iterator[Sentence]:
    """The sentences of a clean text, in order, behind the dateline; what stands there may say that all of it is fiction."""
    before = paragraph = 0
    for number, (opening, end) in enumerate(sentences(text, pack)):
        start = opening if in_title or number > 1 else past_dateline(text, opening, end)
        if opening < start and any("fiction" in mention.types for mention in find(text, opening, start, pack)):
            discourse.fiction.append((in_title, number))  # "SATIRE — North Korea has sent …"
        paragraph = number if number == 0 or "\n" in text[before:start] else paragraph
        yield Sentence(text, (start, end), find(text, start, end, pack), number, paragraph, in_title, published, pack)
        before = end
