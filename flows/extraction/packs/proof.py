"""Proves a pack: every word of every group stands in the group's example, and the example must be read as the pack says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from flows.extraction.engine import read
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Pack
from flows.extraction.tokens import words_of
from schemas.claim import Reading
from schemas.language import Cue, Group, Language, Noun, Theme, Verb

Inflect = Callable[[str], set[tuple[str, int]]]

_SLOT = re.compile(r"\{([a-z.]*)\}")
_FEATURES = {
    "past": f.PAST, "pres": f.PRESENT, "inf": f.INFINITIVE, "ing": f.GERUND, "ppart": f.PASSIVE, "passive": f.PASSIVE, "fut": f.FUTURE,
    "sg": f.SINGULAR, "pl": f.PLURAL, **f.CASE_NAMES,
}  # fmt: skip
_NUMBERS = f.SINGULAR | f.PLURAL


@dataclass(frozen=True, slots=True)
class Failure:
    """A word that does not read as its example says."""

    section: str
    word: str
    example: str
    wanted: str
    got: str

    def __str__(self) -> str:
        return f"{self.section}: {self.word!r} in {self.example!r}: wanted {self.wanted}, read {self.got}"


def unproved(language: Language, pack: Pack, inflections: dict[type[Group], Inflect]) -> Iterator[Failure]:
    """Every word that fails its example, and every group that has none."""
    for section, groups in (("theme", language.theme), ("verb", language.verb), ("noun", language.noun), ("cue", language.cue)):
        for group in groups:
            if group.example is None or group.expect is None:
                yield Failure(section, group.words[0], "", "an example", "none")
                continue
            inflect = inflections[
                Noun if isinstance(group, Noun) else Verb if isinstance(group, Verb) else Theme if isinstance(group, Theme) else Cue
            ]
            if isinstance(group, Cue) and not group.verbs:
                inflect = _as_it_is
            for word in group.words:
                yield from _try(section, word, group, inflect, pack)
    for proof in language.proof:
        got = said(read(None, proof.text, date.fromisoformat(proof.published) if proof.published else None, pack))
        if got != _wanted(proof.expect):
            yield Failure("proof", "", proof.text, proof.expect, " + ".join(sorted(got)) or "none")


def _as_it_is(word: str) -> set[tuple[str, int]]:
    return {(word, 0)}


def _try(section: str, word: str, group: Group, inflect: Inflect, pack: Pack) -> Iterator[Failure]:
    example, expect = group.example or "", group.expect or ""
    left_out = {words_of(form) for form in group.except_forms}
    forms = {(form, bits) for form, bits in inflect(word) if words_of(form) not in left_out}
    slot = _SLOT.search(example)
    if slot is None:
        yield Failure(section, word, example, "a place for the word: {}", "none")
        return
    form = _form(word, slot.group(1), forms)
    if form is None or words_of(form) in left_out:
        return  # the word lacks this form (a plural-only noun has no singular); another word of the group has it
    if any(bits & f.REFLEXIVE for _, bits in forms):
        form += word[word.rindex(" ") :]  # the reflexive word, which the forms leave out
    text = _SLOT.sub(form, example)
    text = text[0].upper() + text[1:]
    got = said(read(None, text, date(2025, 6, 5), pack))
    if got != _wanted(expect):
        yield Failure(section, word, text, expect, " + ".join(sorted(got)) or "none")


def _form(word: str, wanted: str, forms: set[tuple[str, int]]) -> str | None:
    if not wanted:
        return word.partition("+")[0]
    needed = [_FEATURES[name] for name in wanted.split(".")]
    fitting = sorted(form for form, bits in forms if all(bits & feature for feature in needed))
    if not fitting and not any(bits & _NUMBERS == _NUMBERS for _, bits in forms):
        loose = [feature for feature in needed if feature not in (f.SINGULAR, f.PLURAL)]
        fitting = sorted(form for form, bits in forms if all(bits & feature for feature in loose)) if loose or len(forms) == 1 else []
    return fitting[0] if fitting else None


def said(readings: list[Reading]) -> set[str]:
    """Claims in the words of ``expect``: kind, actors > recipients, status."""
    return {f"{claim.kind} {','.join(sorted(claim.actors))}>{','.join(sorted(claim.recipients))} {claim.status}" for claim in readings}


def _wanted(expect: str) -> set[str]:
    return set() if expect == "none" else {" ".join(part.split()) for part in expect.split(" + ")}
