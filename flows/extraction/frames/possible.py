"""Which triggers can be about something in their sentence: asked before any rule looks for it, and wider than the rules."""

from __future__ import annotations

from collections.abc import Iterable

from flows.extraction.mentions.mention import Mention
from flows.extraction.mentions.words import Meaning
from flows.extraction.nominals.surroundings import ARMED
from flows.extraction.packs.gate import CLASSES, OF_FRAME, signs
from flows.extraction.packs.load import Sense

ELLIPTIC = frozenset({"send", "receive", "serve", "move", "return", "harm", "employ"})  # verbs whose thing may have been said before
_ALL = -1  # every class of things
_TAUGHT = frozenset({"train", "undergo"})  # who is taught may be nothing but a name
_HELPED = frozenset({"help", "finance"})  # what it goes into may be of another class
_THERE = frozenset({"be", "have"})  # being somewhere, being of somebody's make


def evoked(mentions: Iterable[Mention]) -> tuple[int, int]:
    """Which classes of things the words can be about, and which they are, as bits."""
    evokes = things = 0
    for mention in mentions:
        if mention.senses:
            told = mention.meaning.evoked or _tell(mention.meaning)
            evokes, things = evokes | told[0], things | told[1]
    return evokes, things


def _tell(meaning: Meaning) -> tuple[int, int]:
    evokes = things = 0
    for sense, _ in meaning.senses:
        told = signs(sense)
        evokes, things = evokes | told.evokes, things | told.things
        if sense.t in ("verb", "noun"):
            evokes |= _classes(sense)
            things |= _ALL if sense.k in _TAUGHT else 0
        elif sense.t == "word" and sense.k in _THERE:
            evokes = _ALL
        elif sense.role in ARMED:
            things |= CLASSES["troops"]  # "members of the Revolutionary Guards"
    meaning.evoked = evokes, things
    return evokes, things


def _classes(sense: Sense) -> int:
    """Wider than what this word can be about: for what people should look at, the class of its frame is enough."""
    return _ALL if sense.k in _HELPED | _TAUGHT else OF_FRAME.get(sense.k, 0)


def has_thing(sense: Sense, things: int, recalls: bool) -> bool:
    """Whether a trigger can find a thing among these classes, brings it along, or may mean one said before, if there is one."""
    return bool(_classes(sense) & things) or bool(sense.implies) or (recalls and sense.t == "verb" and sense.k in ELLIPTIC)
