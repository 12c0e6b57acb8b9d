"""The compiled pack at run time: a lexicon that finds the longest phrase at a word, and the switches of the language."""

from __future__ import annotations

import hashlib
import json
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from flows.extraction.packs import forms as f
from schemas.kinds import WATCHED


class Sense:
    """One meaning of a phrase. ``t`` is its type (country, person, theme, verb, cue …), ``k`` its class within the type."""

    __slots__ = (
        "adjective",
        "also",
        "among",
        "c",
        "code",
        "container",
        "form",
        "frame_themes",
        "id",
        "implies",
        "item",
        "k",
        "name",
        "organ",
        "place_type",
        "programme",
        "role",
        "t",
        "unit",
        "unnamed",
        "v",
        "weak",
    )

    def __init__(self, given: dict[str, Any]) -> None:
        get = given.get
        self.t: str = given["t"]
        self.k: str = get("k", "")
        self.c: str = get("c", "")
        self.id: str = get("id", "")
        self.name: str = get("name", "")
        self.adjective: str = get("adjective", "")
        self.role: str = get("role", "")
        self.form: str = get("form", "")
        self.item: str = get("item", "")
        self.unit: str = get("unit", "")
        self.programme: str = get("programme", "")
        self.container: bool = get("container", False)
        self.weak: bool = get("weak", False)
        self.among: tuple[str, ...] = tuple(get("among", ()))
        self.also: str = get("also", "")
        self.implies: str = get("implies", "")
        self.frame_themes: tuple[str, ...] = tuple(get("themes", ()))
        self.organ: str = get("organ", "")
        self.unnamed: str = get("unnamed", "")
        self.place_type: str = get("type", "")
        self.code: str = get("code", "")
        self.v: Any = get("v")

    def __repr__(self) -> str:
        return f"<{self.t}:{self.k or self.id or self.c or self.name}>"


class Phrase:
    """A phrase of the lexicon: its remaining words and what it can mean, by type."""

    __slots__ = ("length", "rest", "senses")

    def __init__(self, rest: list[str], senses: list[tuple[Sense, int]]) -> None:
        self.rest = rest
        self.length = len(rest) + 1
        self.senses = senses


class Pack:
    """A compiled language pack."""

    def __init__(self, compiled: dict[str, Any]) -> None:
        self.code: str = compiled["code"]
        self.name: str = compiled["name"]
        self.made_from: str = compiled["made_from"]
        self.has_cases: bool = compiled["case_marking"] != "none"
        self.quotes: list[str] = compiled["quotes"]
        self.relative_commas: bool = compiled["relative_commas"]
        self.ordinal_dot: bool = compiled["ordinal_dot"]
        self.adjective_endings: tuple[str, ...] = tuple(compiled["adjective_endings"])
        self.members = [(name, country, role, frozenset(states)) for name, country, role, states in compiled["members"]]
        self.abbreviations = frozenset(compiled["abbreviations"])
        self.thousands: str = compiled["thousands"]
        self.decimal: str = compiled["decimal"]
        self.bodies = {(role, country): name for role, country, name in compiled["bodies"]}
        self._raw_senses: list[dict[str, Any]] = compiled["senses"]
        self._senses: dict[int, Sense] = {}
        self._raw: dict[str, list[list[Any]]] = compiled["lexicon"]
        self._phrases: dict[str, tuple[Phrase, ...]] = {}
        self.country_names = {raw["c"]: (raw["name"], raw.get("adjective", "")) for raw in self._raw_senses if raw["t"] == "country"}

    def phrases(self, word: str) -> tuple[Phrase, ...]:
        """The phrases that begin with this word, longest first; built when first asked for."""
        known = self._phrases.get(word)
        if known is None:
            raw = self._raw.get(word)
            known = (
                () if raw is None else tuple(Phrase(rest, [(self._sense(number), bits) for number, bits in pairs]) for rest, pairs in raw)
            )
            self._phrases[word] = known
        return known

    @cached_property
    def function_words(self) -> frozenset[str]:
        """Words that say nothing about the world and much about the language."""
        return frozenset(
            word for word, phrases in self._raw.items() if any(not rest and self._is(pairs, "word", "prep") for rest, pairs in phrases)
        )

    @cached_property
    def triggers(self) -> frozenset[str]:
        """First words of everything that can evoke a frame."""
        return frozenset(word for word, phrases in self._raw.items() if any(self._is(pairs, "verb", "noun") for _, pairs in phrases))

    @cached_property
    def parties(self) -> frozenset[str]:
        """First words of the names of watched states, their people and institutions."""
        return frozenset(
            word for word, phrases in self._raw.items()
            if any(self._raw_senses[number].get("c") in WATCHED for _, pairs in phrases for number, _ in pairs)
        )  # fmt: skip

    def _is(self, pairs: list[list[int]], *types: str) -> bool:
        return any(self._raw_senses[number]["t"] in types for number, _ in pairs)

    def _sense(self, number: int) -> Sense:
        sense = self._senses.get(number)
        if sense is None:
            sense = self._senses[number] = Sense(self._raw_senses[number])
        return sense


class PackNotCompiled(RuntimeError):
    """The pack was edited after it was compiled, or never compiled."""


def languages(folder: Path) -> tuple[str, ...]:
    """Codes of the languages that have a pack."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


@cache
def load_pack(folder: Path, code: str) -> Pack:
    """The compiled pack of a language.

    Raises:
        PackNotCompiled: if the compiled file is missing or was not made from the pack as it is now.
    """
    source, compiled = folder / f"{code}.toml", folder / f"{code}.json"
    advice = f"run: sanctionwatch pack {code} --compile"
    if not compiled.exists():
        raise PackNotCompiled(f"{compiled} is missing; {advice}")
    pack = Pack(json.loads(compiled.read_bytes()))
    digest = hashlib.sha256(source.read_bytes())
    digest.update((folder.parent / "reference" / "entities.csv").read_bytes())
    if digest.hexdigest()[:16] != pack.made_from:
        raise PackNotCompiled(f"{source} or the reference entities changed after {compiled} was made; {advice}")
    return pack


def allowed(bits: int, raws: list[str]) -> bool:
    """Whether words as written may be this form: names keep their capitals, abbreviations all of theirs."""
    if bits & f.CAPITALS:
        return raws[0].isupper()
    if bits & f.INNER_CAPITAL:
        return any(raw[:1].isupper() for raw in raws[1:])
    return not bits & f.CAPITAL or raws[0][:1].isupper()
