"""The entries of a pack, block by block: names, words of grammar, vocabulary, dates, numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from flows.extraction.packs import forms as f
from flows.extraction.packs.errors import PackError
from flows.extraction.packs.lexicon import Forms, Lexicon, Sense
from schemas.language import Group, Language
from schemas.reference import Entity


def _with_case(word: str) -> Forms:
    """A preposition, with the case it takes in this role where the pack says so: "z+gen"."""
    plain, _, case = word.partition("+")
    return {(plain, f.CASE_NAMES[case] if case else 0)}


def add_names(language: Language, entities: dict[str, Entity], lexicon: Lexicon, path: Path) -> None:
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


def only_bodies(entities: Iterable[Entity]) -> list[list[str]]:
    """Bodies that a description names without doubt, for their country has just one ("South Korea's spy agency")."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entity in entities:
        if entity.type == "agency" and entity.speaker_role == "intelligence":
            found[entity.speaker_role, entity.country or ""].append(entity.name_en)
    return [[role, country, names[0]] for (role, country), names in sorted(found.items()) if len(names) == 1]


def add_grammar(language: Language, lexicon: Lexicon) -> None:
    for role, words in language.words.items():
        lexicon.add({"t": "word", "k": role}, words, lexicon.fixed)
    for described in language.described:
        lexicon.add({"t": "word", "k": "this_country", "among": described.among}, described.words, lexicon.fixed)
    lexicon.add({"t": "aside"}, language.ignore, lexicon.fixed)
    for preposition, words in language.prepositions.items():
        lexicon.add({"t": "prep", "k": preposition}, words, _with_case)


def add_vocabulary(language: Language, lexicon: Lexicon) -> None:
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


def _group(group: Group, sense: Sense, lexicon: Lexicon, inflect: Callable[[str], Forms]) -> None:
    lexicon.add(sense, group.words, inflect, group.except_forms)


def add_dates(language: Language, lexicon: Lexicon) -> None:
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


def add_numbers(language: Language, lexicon: Lexicon) -> None:
    numbers = language.numbers
    for kind, entries in (("number", numbers.words), ("multiplier", numbers.multipliers), ("vague", numbers.vague)):
        for entry in entries:
            lexicon.add({"t": "number", "k": kind, "v": entry.value}, entry.words, lexicon.numeral)
    for kind in ("about", "at_least", "at_most", "more_than", "less_than", "ordinal", "total", "more", "percent"):
        lexicon.add({"t": "amount", "k": kind}, getattr(numbers, kind), lexicon.fixed)
    for currency in language.currency:
        lexicon.add({"t": "currency", "code": currency.code}, currency.words, lexicon.noun)
