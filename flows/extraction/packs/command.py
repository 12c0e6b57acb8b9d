"""``sanctionwatch pack``: compiles a language pack, or checks that it is compiled and that every entry proves itself."""

from __future__ import annotations

import sys
from pathlib import Path

from flows.extraction.packs import english, polish
from flows.extraction.packs.build import compile_pack, read_pack
from flows.extraction.packs.errors import PackError
from flows.extraction.packs.load import compiled_file, load_pack
from flows.extraction.packs.proof import Inflect, unproved
from schemas.language import Cue, Group, Language, Noun, Theme, Verb
from schemas.settings import Settings

_SHOWN = 40


def compile_to_file(code: str) -> int:
    """Writes the compiled pack; returns 0.

    Raises:
        PackError: if there is no such pack, it cannot be used, or the inflection library is not installed.
    """
    source, entities = _paths(code)
    compiled = compiled_file(source)
    text = _compiled(source, entities)
    fresh = compiled.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(compiled)
    print(f"{compiled}: {len(text):,} characters")
    return 0


def check(code: str) -> int:
    """Tells what is wrong with a pack; returns 0 when nothing is, 2 otherwise."""
    source, entities = _paths(code)
    compiled = compiled_file(source)
    if not compiled.exists() or compiled.read_text(encoding="utf-8") != _compiled(source, entities):
        print(f"{compiled} is not what {source} compiles to; run: sanctionwatch pack {code} --compile", file=sys.stderr)
        return 2
    language = read_pack(source)
    failures = list(unproved(language, load_pack(source.parent, code), inflections(language)))
    for failure in failures[:_SHOWN]:
        print(failure, file=sys.stderr)
    words = sum(len(group.words) for groups in (language.theme, language.verb, language.noun, language.cue) for group in groups)
    print(f"{source}: {words - len(failures)} of {words} words proved" + (f", {len(failures)} not" if failures else ""))
    return 2 if failures else 0


def inflections(language: Language) -> dict[type[Group], Inflect]:
    """How the words of each group are inflected in this language."""
    if language.inflection == "morfeusz":
        return {Theme: polish.noun, Noun: polish.noun, Verb: polish.verb, Cue: polish.verb}
    if language.inflection == "english":
        return {
            Theme: lambda word: english.noun(word, language.plurals),
            Noun: lambda word: english.noun(word, language.plurals),
            Verb: lambda word: english.verb(word, language.irregular),
            Cue: lambda word: english.verb(word, language.irregular),
        }
    return dict.fromkeys((Theme, Noun, Verb, Cue), lambda word: {(word, 0)})


def _paths(code: str) -> tuple[Path, Path]:
    seeds = Settings.load().seeds
    source = seeds / "languages" / f"{code}.toml"
    if not source.exists():
        there = ", ".join(sorted(path.stem for path in source.parent.glob("*.toml")))
        raise PackError(f"no language pack {code!r}; there are: {there}")
    return source, seeds / "reference" / "entities.csv"


def _compiled(source: Path, entities: Path) -> str:
    try:
        return compile_pack(source, entities)
    except ModuleNotFoundError as problem:
        raise PackError(f"{problem.name} is needed to inflect the words; install the development dependencies: uv sync") from problem
