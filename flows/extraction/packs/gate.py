"""What a text must contain before anything can be claimed in it: somebody watched, a trigger, and a thing the trigger can be about.

These are the engine's own conditions, weakened: whatever they refuse, the engine would read without finding a claim. Designations and
findings of violations need their trigger and their thing, whoever is named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Sense
from schemas.kinds import EVOKED
from schemas.kinds import WATCHED as _WATCHED

_RUN = re.compile(r"[^\W\d_]+|\d+")
WATCHED = frozenset(_WATCHED)
CLASSES = {theme: 1 << bit for bit, theme in enumerate(sorted({theme for _, theme in EVOKED}))}


def _bits(themes: Iterable[str]) -> int:
    found = 0
    for theme in themes:
        found |= CLASSES.get(theme, 0)
    return found


OF_FRAME = {frame: _bits(theme for other, theme in EVOKED if other == frame) for frame, _ in EVOKED}
UNWATCHED = _bits(theme for (_, theme), kind in EVOKED.items() if kind in ("designation", "violation_finding"))
PARTY, WATCHED_PARTY, KOREA, NORTH, EXPORTER = 1, 2, 4, 8, 16


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
            evokes = OF_FRAME.get(sense.k, 0)
            if sense.frame_themes:
                evokes &= _bits(sense.frame_themes)
            if sense.k == "finance":
                evokes |= _bits(["arms", "technology"])  # "spends the money on missiles"
            things = evokes & _bits([sense.implies])  # it brings its thing along
        case "theme":
            things = _bits([sense.k, sense.also])
        case "country" if sense.form == "people":
            things = CLASSES["troops"] | CLASSES["workers"]  # "North Koreans are fighting", "hired North Koreans"
        case "organ" if sense.role == "military":
            things = CLASSES["troops"]  # an army is trained
        case "currency":
            things = CLASSES["loot"]  # "stole some $800 million"
        case "cue" if sense.k == "deny":
            evokes = _bits(["troops", "arms", "technology"])  # "called the reports of North Korean soldiers in Russia a hoax"
        case "word" if sense.k in ("be", "have"):
            evokes = CLASSES["troops"]  # "there are soldiers in Kursk"
        case "word" if sense.k == "north":
            parties = NORTH
    if sense.c or sense.among:
        parties |= PARTY
    if sense.c in WATCHED or not WATCHED.isdisjoint(sense.among):
        parties |= WATCHED_PARTY  # "the hermit kingdom" means one country, mentioned or not
    if sense.c == "KP" or "KP" in sense.among:
        parties |= EXPORTER  # of labour, the only one that is coded
    if sense.c == "KR":
        parties |= KOREA  # "the North" of an article about Korea
    return Signs(evokes, things, parties)


def all_signs(senses: Iterable[Sense]) -> Signs | None:
    """The signs of several senses together; None where there are none."""
    evokes = things = parties = 0
    for sense in senses:
        told = signs(sense)
        evokes, things, parties = evokes | told.evokes, things | told.things, parties | told.parties
    return Signs(evokes, things, parties) if evokes or things or parties else None


def enough(done: int, parties: int) -> bool:
    """Whether a text can hold a claim: ``done`` are the classes of things that stand in one sentence with a trigger for them."""
    north = bool(parties & NORTH and parties & (KOREA | WATCHED_PARTY))
    if not (north or parties & EXPORTER):
        done &= ~CLASSES["workers"]
    if done & UNWATCHED and parties & PARTY:
        return True
    return bool(done) and (north or bool(parties & WATCHED_PARTY))


Phrases = dict[tuple[str, ...], list[tuple[Sense, int]]]

# A text that can hold a claim has a phrase of the first sort, and one of the second where there is one. The first is the rarer one.
_PAIRS: tuple[tuple[Callable[[Signs], int], Callable[[Signs], int] | None], ...] = (
    (lambda told: told.parties & WATCHED_PARTY, None),
    (lambda told: told.parties & KOREA, lambda told: told.parties & NORTH),
    (lambda told: told.things & _bits(["measures"]), lambda told: told.evokes & _bits(["measures"])),
    (lambda told: told.things & _bits(["listing"]), lambda told: told.evokes & _bits(["listing"])),
    (lambda told: told.evokes & _bits(["targets"]), lambda told: told.things & _bits(["targets"])),
    (lambda told: told.evokes & _bits(["rules"]), lambda told: told.things & _bits(["rules"])),
)


def gate(phrases: Phrases) -> list[list[list[str]]]:
    """Pairs of lists: every text that can hold a claim has a phrase of a first list and one of the second beside it, if that has any.

    Phrases are runs of letters and of digits. The first run of each is one that few phrases need; with a capital where it has to be
    written so; an empty one means that the phrase cannot be looked for in this way.
    """
    return [
        [
            _keyed(_with(phrases, rare)),
            sorted({key.lower() for key in _keyed(_with(phrases, other))} if other else []),
        ]
        for rare, other in _PAIRS
    ]


def _with(phrases: Phrases, sign: Callable[[Signs], int]) -> dict[tuple[str, ...], bool]:
    """The phrases with a sign, as runs, and whether each is always written with a capital."""
    found: dict[tuple[str, ...], bool] = {}
    for words, senses in phrases.items():
        for sense, bits in senses:
            if sign(signs(sense)):
                runs = _runs(words)
                capital = bool(bits & (f.CAPITAL | f.CAPITALS)) and runs[:1] == words[:1]
                found[runs] = found.get(runs, True) and capital
    return found


def _keyed(needed: dict[tuple[str, ...], bool]) -> list[str]:
    """Each phrase with the run first by which it is looked for: one that is enough alone, or the longest."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for runs in sorted(sorted(needed), key=len):
        letters = [run for run in runs if run.isalpha()]
        alone = [run for run in letters if (run,) in needed]
        rarest = min(alone or letters, key=lambda run: (-len(run), run), default="")
        found.setdefault(rarest, []).append(runs)
    keyed = []
    for rarest, belonging in found.items():
        name = all(needed[runs] and runs[0] == rarest for runs in belonging)
        # Where the run alone is enough, the longer phrases with it say nothing more.
        for runs in [(rarest,)] if (rarest,) in belonging else belonging:
            keyed.append(" ".join([rarest.capitalize() if name else rarest, *(run for run in runs if run != rarest)]))
    return sorted(keyed)


def _runs(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(run for word in words for run in _RUN.findall(word))
