"""The compiled pack at run time: a lexicon that finds the longest phrase at a word, and the switches of the language."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from flows.extraction.packs import forms as f
from flows.extraction.packs.errors import PackNotCompiled


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
        "joins",
        "k",
        "losses",
        "maker",
        "name",
        "only_passive",
        "organ",
        "place_type",
        "programme",
        "role",
        "serving",
        "stated",
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
        self.serving: bool = get("serving", False)
        self.only_passive: bool = get("only_passive", False)
        self.stated: bool = get("stated", False)
        self.maker: str = get("maker", "")
        self.also: str = get("also", "")
        self.implies: str = get("implies", "")
        self.frame_themes: tuple[str, ...] = tuple(get("themes", ()))
        self.organ: str = get("organ", "")
        self.unnamed: str = get("unnamed", "")
        self.place_type: str = get("type", "")
        self.code: str = get("code", "")
        self.joins: frozenset[str] = frozenset(get("joins", ()))
        self.losses: bool = get("losses", False)
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
    """A compiled language pack. Senses and phrases are made when a text first asks for them."""

    def __init__(self, compiled: bytes) -> None:
        head, senses, self._lexicon = compiled.split(b"\n\n", 2)
        switches: dict[str, Any] = json.loads(head)
        self.code: str = switches["code"]
        self.name: str = switches["name"]
        self.made_from: str = switches["made_from"]
        self.has_cases: bool = switches["case_marking"] != "none"
        self.has_reflexives: bool = switches["reflexives"]
        self.quotes: list[str] = switches["quotes"]
        self.ordinal_dot: bool = switches["ordinal_dot"]
        self.relative_commas: bool = switches["relative_commas"]
        self.adjective_endings: tuple[str, ...] = tuple(switches["adjective_endings"])
        self.members = [(name, country, role, frozenset(states)) for name, country, role, states in switches["members"]]
        self.closing_abbreviations = frozenset(switches["closing_abbreviations"])
        self.abbreviations = frozenset(switches["abbreviations"])
        self.thousands: str = switches["thousands"]
        self.decimal: str = switches["decimal"]
        self.bodies = {(role, country): name for role, country, name in switches["bodies"]}
        self.likelihoods: dict[str, str] = switches["likelihoods"]
        self.country_names: dict[str, tuple[str, str]] = {
            code: (name, adjective) for code, (name, adjective) in switches["countries"].items()
        }
        # They say much about the language and nothing about the world.
        self.function_words: frozenset[str] = frozenset(switches["function_words"])
        self.gate: list[list[list[str]]] = switches["gate"]  # what a text with a claim contains: flows/extraction/packs/gate.py
        self._said: dict[str, str] = dict(line.split("\t", 1) for line in senses.decode().split("\n"))
        self._senses: dict[str, Sense] = {}
        self._phrases: dict[str, tuple[Phrase, ...]] = {}

    def words(self) -> Iterable[str]:
        """The first words of all phrases."""
        return (line.partition(b"\t")[0].decode() for line in self._lexicon.splitlines())

    bare_transfer = Sense({"t": "noun", "k": "send"})  # evokes a transfer that no word names

    def phrases(self, word: str) -> tuple[Phrase, ...]:
        """The phrases that begin with this word, longest first."""
        known = self._phrases.get(word)
        if known is None:
            line = _line(self._lexicon, word.encode("utf-8", "surrogatepass"))
            if line is None:
                return ()
            known = self._phrases[word] = tuple(self._phrase(text) for text in line.decode().split("\t"))
        return known

    def _phrase(self, text: str) -> Phrase:
        senses, *rest = text.split(" ")
        pairs = (pair.split(":") for pair in senses.split(","))
        return Phrase(rest, [(self._sense(key), int(bits)) for key, bits in pairs])

    def _sense(self, key: str) -> Sense:
        sense = self._senses.get(key)
        if sense is None:
            sense = self._senses[key] = Sense(json.loads(self._said[key]))
        return sense


def _line(lexicon: bytes, word: bytes) -> bytes | None:
    """What stands behind a word in sorted lines: to part them all would take longer than to read the first articles."""
    low, high = 0, len(lexicon)
    while low < high:
        start = lexicon.rfind(b"\n", low, (low + high) // 2) + 1 or low
        tab = lexicon.index(b"\t", start)
        end = lexicon.index(b"\n", tab)
        found = lexicon[start:tab]
        if found == word:
            return lexicon[tab + 1 : end]
        if found < word:
            low = end + 1
        else:
            high = start
    return None


def languages(folder: Path) -> tuple[str, ...]:
    """Codes of the languages that have a pack."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def compiled_file(source: Path) -> Path:
    """Where the compiled form of a pack lies."""
    return source.with_suffix(".forms")


@cache
def load_pack(folder: Path, code: str) -> Pack:
    """The compiled pack of a language.

    Raises:
        PackNotCompiled: if the compiled file is missing or was not made from the pack as it is now.
    """
    source = folder / f"{code}.toml"
    compiled = compiled_file(source)
    advice = f"run: sanctionwatch pack {code} --compile"
    if not compiled.exists():
        raise PackNotCompiled(f"{compiled} is missing; {advice}")
    pack = Pack(compiled.read_bytes())
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
