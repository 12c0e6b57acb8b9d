"""What a text must contain before anything can be claimed in it: somebody watched, a trigger, and a thing the trigger can be about.

These are the engine's own conditions, weakened: whatever they refuse, the engine would read without finding a claim. A kind that only
needs an authority (designations) needs its trigger and its thing, whoever is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from flows.extraction.packs.load import Sense
from schemas.kinds import EVOKED, WATCHED

_RUN = re.compile(r"[^\W\d_]+")
_CLASSES = {theme: 1 << bit for bit, theme in enumerate(sorted({theme for _, theme in EVOKED}))}
_OF_FRAME: dict[str, int] = {}
for _frame, _theme in EVOKED:
    _OF_FRAME[_frame] = _OF_FRAME.get(_frame, 0) | _CLASSES[_theme]

UNWATCHED = sum(_CLASSES[theme] for theme in {theme for (_, theme), kind in EVOKED.items() if kind == "designation"})
WATCHED_PARTY, KOREA, NORTH = 1, 2, 4


class Signs(NamedTuple):
    """What a sense says about its text, as bits: what can be done to which things, which things there are, and who there is."""

    evokes: int = 0
    things: int = 0
    parties: int = 0


def signs(sense: Sense) -> Signs:
    """The signs of one sense."""
    evokes = things = parties = 0
    match sense.t:
        case "verb" | "noun":
            evokes = _OF_FRAME.get(sense.k, 0)
            if sense.frame_themes:
                evokes &= sum(_CLASSES.get(theme, 0) for theme in sense.frame_themes)
            things = evokes & _CLASSES.get(sense.implies, 0)  # it brings its thing along
        case "theme":
            things = _CLASSES.get(sense.k, 0)
        case "country" if sense.form == "people":
            things = _CLASSES["troops"]  # "North Koreans are fighting"
        case "organ" if sense.role == "military":
            things = _CLASSES["troops"]  # an army is trained
        case "currency":
            things = _CLASSES["loot"]  # "stole some $800 million"
        case "word" if sense.k == "north":
            parties = NORTH
    if sense.c in WATCHED:
        parties |= WATCHED_PARTY
    elif sense.c == "KR":
        parties |= KOREA  # "the North" of an article about Korea
    return Signs(evokes, things, parties)


def enough(evokes: int, things: int, parties: int) -> bool:
    """Whether a text with all these signs can hold a claim."""
    both = evokes & things
    if both & UNWATCHED:
        return True
    return bool(both) and (bool(parties & WATCHED_PARTY) or parties & (KOREA | NORTH) == KOREA | NORTH)


def gate_words(phrases: Iterable[tuple[tuple[str, ...], list[Sense]]]) -> list[str]:
    """Phrases of which every text that can hold a claim has at least one, as runs of letters.

    The first run of each is one that few phrases need; an empty phrase means that there is no such list.
    """
    needed = sorted({_runs(words) for words, senses in phrases if any(_opens(signs(sense)) for sense in senses)})
    first = {runs[0] for runs in needed if len(runs) == 1}
    found = []
    for runs in sorted(needed, key=len):
        known = first & set(runs)
        rarest = min(known) if known else max(runs, key=len, default="")
        first.add(rarest)
        found.append(" ".join([rarest, *(run for run in runs if run != rarest)]))
    return sorted(set(found))


def _runs(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(run for word in words for run in _RUN.findall(word))


def _opens(found: Signs) -> bool:
    """A party, or what stands in for one; of a trigger and its thing for designations the thing is the rarer word."""
    return bool(
        found.parties & (WATCHED_PARTY | KOREA) or found.things & UNWATCHED & ~_CLASSES["targets"] or (found.evokes & _CLASSES["targets"])
    )
