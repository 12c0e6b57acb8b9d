"""Compiles a language pack: from lemmas to all the forms an article may contain, in one file that loads in milliseconds.

The compiled file is committed beside the pack. It carries the fingerprint of what it was made from, so a pack that was edited but not
compiled is an error and not a silent old reading. It is text in three blocks: the switches (JSON), the senses (a line each: key, JSON),
the lexicon (a line for each first word: the word, then its phrases, longest first). A sense's key comes from its content, so that a
new word adds lines and changes none.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from flows.extraction.packs import english, load, polish
from flows.extraction.packs import forms as f
from flows.extraction.packs.gate import gate
from flows.extraction.tokens import words_of
from schemas.language import Group, Language
from schemas.problems import BadInput
from schemas.reference import Entity
from schemas.reference_files import read_rows

Forms = set[tuple[str, int]]
Sense = dict[str, Any]


class PackError(BadInput):
    """A pack that cannot be used; the message names the file and the entry."""


def read_pack(path: Path) -> Language:
    """The pack as written.

    Raises:
        PackError: for TOML that does not parse, unknown keys, wrong types.
    """
    try:
        return Language.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as problem:
        raise PackError(f"{path}: not valid TOML: {problem}") from problem
    except ValidationError as problem:
        first = problem.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise PackError(f"{path}: {where}: {first['msg']} ({problem.error_count()} problem(s) in all)") from problem


def read_entities(path: Path) -> dict[str, Entity]:
    """The reference entities by id."""
    return {entity.entity_id: entity for entity in read_rows(path, Entity)}


def fingerprint(pack: Path, entities: Path) -> str:
    """What a compiled pack was made from: the pack's text and the reference entities."""
    digest = hashlib.sha256(pack.read_bytes())
    digest.update(entities.read_bytes())
    return digest.hexdigest()[:16]


def compile_pack(pack: Path, entities: Path) -> str:
    """The compiled pack as text: the same input gives the same bytes.

    Raises:
        PackError: if an id is not in the reference data, or no form can be made of a word.
    """
    language = read_pack(pack)
    lexicon = _Lexicon(language, pack)
    reference = read_entities(entities)
    _names(language, reference, lexicon, pack)
    _grammar(language, lexicon)
    _vocabulary(language, lexicon)
    _dates(language, lexicon)
    _numbers(language, lexicon)
    senses = lexicon.senses
    made = [load.Sense(sense) for sense in senses]
    switches = {
        "code": language.code,
        "name": language.name,
        "made_from": fingerprint(pack, entities),
        "case_marking": language.case_marking,
        "reflexives": "reflexive" in language.words,
        "quotes": language.quotes,
        "ordinal_dot": language.ordinal_dot,
        "relative_commas": language.relative_commas,
        "adjective_endings": language.adjective_endings,
        "closing_abbreviations": sorted({word.lower() for word in language.closing_abbreviations}),
        "abbreviations": sorted({word.lower() for word in language.abbreviations}),
        "thousands": language.numbers.thousands,
        "decimal": language.numbers.decimal,
        "bodies": _only_bodies(reference.values()),
        "members": [
            [entity.name_en, entity.country or "", entity.speaker_role, entity.members] for entity in reference.values() if entity.members
        ],
        "likelihoods": _likelihoods(language, pack),
        "countries": {sense["c"]: [sense["name"], sense.get("adjective", "")] for sense in senses if sense["t"] == "country"},
        "function_words": sorted(lexicon.words("word", "prep")),
        "gate": gate({words: [(made[number], bits) for number, bits in numbers.items()] for words, numbers in lexicon.phrases()}),
    }
    keys = _keys(senses)
    blocks = (
        [_json(switches)],
        [f"{key}\t{_json(sense)}" for key, sense in zip(keys, senses, strict=True)],
        lexicon.lines(keys),
    )
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _likelihoods(language: Language, pack: Path) -> dict[str, str]:
    """Probability words with their ICD 203 band; each must be a cue, or it would never be met."""
    cues = {word for cue in language.cue if cue.cue == "possible" for word in cue.words}
    for words in language.likelihood.values():
        missing = next((word for word in words if word not in cues), None)
        if missing is not None:
            raise PackError(f"{pack}: likelihood: {missing!r} is no word of a cue 'possible'")
    return {word.lower(): band for band, words in language.likelihood.items() for word in words}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _keys(senses: list[Sense]) -> list[str]:
    """A short key for each sense, made from what it says; senses that say the same are told apart by their order."""
    keys: dict[str, None] = {}
    for sense in senses:
        said, again = _json(sense), 0
        while (key := hashlib.sha256(f"{again}{said}".encode()).hexdigest()[:5]) in keys:
            again += 1
        keys[key] = None
    return list(keys)


class _Lexicon:
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


def _with_case(word: str) -> Forms:
    """A preposition, with the case it takes in this role where the pack says so: "z+gen"."""
    plain, _, case = word.partition("+")
    return {(plain, f.CASE_NAMES[case] if case else 0)}


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


def _names(language: Language, entities: dict[str, Entity], lexicon: _Lexicon, path: Path) -> None:
    for code, words in language.country.items():
        territory = entities.get(f"terr:{code.lower()}")
        if territory is None:
            raise PackError(f"{path}: country {code} is not in the reference entities")
        called = {"name": territory.name_en, "adjective": territory.adjective_en or ""}
        lexicon.add({"t": "country", "c": code, "form": "name"} | called, words.names, lexicon.name)
        lexicon.add({"t": "country", "c": code, "form": "adjective"} | called, words.adjectives, lexicon.adjective)
        lexicon.add({"t": "country", "c": code, "form": "metonym"} | called, words.metonyms, lexicon.name)
        lexicon.add(
            {"t": "country", "c": code, "form": "people"} | called,
            words.people,
            lexicon.noun if language.inflection == "morfeusz" else lexicon.fixed,
        )
    for kind, section, inflect in (
        ("person", language.person, lexicon.person),
        ("org", language.organisation, lexicon.name),
        ("place", language.place, lexicon.name),
    ):
        for entity_id, names in section.items():
            if entity_id not in entities:
                raise PackError(f"{path}: {entity_id} is not in the reference entities")
            entity = entities[entity_id]
            lexicon.add(
                {
                    "t": kind,
                    "id": entity_id,
                    "name": entity.name_en,
                    "c": entity.country or "",
                    "role": entity.speaker_role,
                    "type": entity.type,
                },
                names,
                inflect,
            )


def _only_bodies(entities: Iterable[Entity]) -> list[list[str]]:
    """Bodies that a description names without doubt, for their country has just one ("South Korea's spy agency")."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entity in entities:
        if entity.type == "agency" and entity.speaker_role == "intelligence":
            found[entity.speaker_role, entity.country or ""].append(entity.name_en)
    return [[role, country, names[0]] for (role, country), names in sorted(found.items()) if len(names) == 1]


def _grammar(language: Language, lexicon: _Lexicon) -> None:
    for role, words in language.words.items():
        lexicon.add({"t": "word", "k": role}, words, lexicon.fixed)
    for described in language.described:
        lexicon.add({"t": "word", "k": "this_country", "among": described.among}, described.words, lexicon.fixed)
    lexicon.add({"t": "aside"}, language.ignore, lexicon.fixed)
    for preposition, words in language.prepositions.items():
        lexicon.add({"t": "prep", "k": preposition}, words, _with_case)


def _vocabulary(language: Language, lexicon: _Lexicon) -> None:
    for organ in language.organ:
        lexicon.add({"t": "organ", "name": organ.name, "role": organ.role}, organ.words, lexicon.noun)
    for office in language.office:
        lexicon.add({"t": "office", "role": office.role, "organ": office.organ, "unnamed": office.unnamed}, office.words, lexicon.noun)
    lexicon.add({"t": "document"}, language.document, lexicon.noun)
    lexicon.add({"t": "civil"}, language.civil, lexicon.noun)
    lexicon.add({"t": "fiction"}, language.fiction, lexicon.noun)
    lexicon.add({"t": "site"}, language.site, lexicon.noun)
    for theme in language.theme:
        sense = {
            "t": "theme",
            "k": theme.theme,
            "item": theme.item,
            "unit": theme.unit,
            "programme": theme.programme,
            "also": theme.also,
            "maker": theme.maker,
            "serving": theme.serving,
        }
        _group(theme, sense | {"container": theme.container, "weak": theme.weak}, lexicon, lexicon.noun)
    for verb in language.verb:
        _group(
            verb,
            {"t": "verb", "k": verb.frame, "themes": verb.themes, "implies": verb.implies, "item": verb.item}
            | {"joins": verb.joins, "losses": verb.losses, "stated": verb.stated, "only_passive": verb.only_passive},
            lexicon,
            lexicon.verb,
        )
    for noun in language.noun:
        _group(
            noun, {"t": "noun", "k": noun.frame, "themes": noun.themes, "implies": noun.implies, "item": noun.item}, lexicon, lexicon.noun
        )
    lexicon.add({"t": "act"}, language.other_verbs, lexicon.verb)
    for cue in language.cue:
        _group(cue, {"t": "cue", "k": cue.cue}, lexicon, lexicon.verb if cue.verbs else lexicon.fixed)


def _group(group: Group, sense: Sense, lexicon: _Lexicon, inflect: Callable[[str], Forms]) -> None:
    lexicon.add(sense, group.words, inflect, group.except_forms)


def _dates(language: Language, lexicon: _Lexicon) -> None:
    dates = language.dates

    def time(kind: str, value: Any, words: Iterable[str], inflect: Callable[[str], Forms] = lexicon.noun) -> None:
        lexicon.add({"t": "time", "k": kind, "v": value}, words, inflect)

    for month in dates.months:
        time("month", month.month, month.words)
    for weekday in dates.weekdays:
        time("weekday", weekday.weekday, weekday.words)
    for season in dates.seasons:
        time("season", season.season, season.words)
    for unit in dates.units:
        time("unit", unit.unit, unit.words)
    for shift in dates.shifts:
        time("shift", shift.shift, shift.words, lexicon.adjective)
    for day in dates.days:
        time("day", day.days, day.words, lexicon.fixed)
    for edge in dates.edges:
        time("edge", edge.edge, edge.words)
    for kind in ("since", "until", "between", "ago", "during", "before", "after", "of_year"):
        time(kind, kind, getattr(dates, kind), lexicon.fixed)


def _numbers(language: Language, lexicon: _Lexicon) -> None:
    numbers = language.numbers
    for kind, entries in (("number", numbers.words), ("multiplier", numbers.multipliers), ("vague", numbers.vague)):
        for entry in entries:
            lexicon.add({"t": "number", "k": kind, "v": entry.value}, entry.words, lexicon.numeral)
    for kind in ("about", "at_least", "at_most", "more_than", "less_than", "ordinal", "total", "more", "percent"):
        lexicon.add({"t": "amount", "k": kind}, getattr(numbers, kind), lexicon.fixed)
    for currency in language.currency:
        lexicon.add({"t": "currency", "code": currency.code}, currency.words, lexicon.noun)
