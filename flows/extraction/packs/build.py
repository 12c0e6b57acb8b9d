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
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from flows.extraction.packs import load
from flows.extraction.packs.entries import add_dates, add_grammar, add_names, add_numbers, add_vocabulary, only_bodies
from flows.extraction.packs.errors import PackError
from flows.extraction.packs.gate import gate
from flows.extraction.packs.lexicon import Lexicon, Sense
from schemas.language import Language
from schemas.reference import Entity
from schemas.reference_files import read_rows


def read_pack(path: Path) -> Language:
    """The pack as written.

    Raises:
        PackError: for what is not UTF-8 or TOML, unknown keys, wrong types.
    """
    try:
        return Language.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as problem:
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
    lexicon = Lexicon(language, pack)
    reference = read_entities(entities)
    add_names(language, reference, lexicon, pack)
    add_grammar(language, lexicon)
    add_vocabulary(language, lexicon)
    add_dates(language, lexicon)
    add_numbers(language, lexicon)
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
        "bodies": only_bodies(reference.values()),
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
