"""Polish inflection with Morfeusz, the generator of the SGJP dictionary. Used when a pack is compiled, never at run time."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

from flows.extraction.packs import forms as f

Forms = set[tuple[str, int]]

_CASES = {"nom": f.NOM, "gen": f.GEN, "dat": f.DAT, "acc": f.ACC, "inst": f.INS, "loc": f.LOC}
_NUMBERS = {"sg": f.SINGULAR, "pl": f.PLURAL}
_VERBS = {"inf": f.INFINITIVE, "imps": f.IMPERSONAL, "pcon": f.ADVERBIAL, "pant": f.ADVERBIAL, "praet": f.PAST, "cond": f.CONDITIONAL}
_VERBAL = frozenset({*_VERBS, "fin", "ppas", "pact", "ger"})
_NOUNS = frozenset({"subst", "depr"})
_ADJECTIVES = frozenset({"adj", "ppas", "pact"})


@cache
def _morfeusz() -> Any:
    import morfeusz2

    return morfeusz2.Morfeusz()


@cache
def _analyses(token: str) -> tuple[tuple[str, list[str]], ...]:
    """Lemma (without its homonym mark) and split tag of each reading of a form."""
    return tuple((entry[1].split(":")[0], entry[2].split(":")) for _, _, entry in _morfeusz().analyse(token))


@cache
def _paradigm(lemma: str, classes: frozenset[str]) -> tuple[tuple[str, list[str]], ...]:
    """Forms and split tags of a lemma within the given word classes.

    Of homonymous verbs those are kept whose forms stay close to the lemma: ``wysłać`` gives *wysłał*, never *wyścielił*.
    """
    lexemes: dict[str, list[tuple[str, list[str]]]] = {}
    for form, lexeme, tag, *_ in _morfeusz().generate(lemma):
        parts = tag.split(":")
        if parts[0] in classes and not {"neg", "com", "sup"} & set(parts):
            lexemes.setdefault(lexeme, []).append((form, parts))
    closeness = {name: sum(_shared(lemma, form) for form, _ in pairs) / len(pairs) for name, pairs in lexemes.items()}
    bar = 0.7 * max(closeness.values(), default=0.0) if "inf" in classes else 0.0
    return tuple(pair for name in sorted(lexemes) if closeness[name] >= bar for pair in lexemes[name])


def _shared(a: str, b: str) -> int:
    return next((at for at, (x, y) in enumerate(zip(a.lower(), b.lower(), strict=False)) if x != y), min(len(a), len(b)))


def _bits(names: str, table: dict[str, int]) -> int:
    return sum(table[name] for name in names.split(".") if name in table)


def _matches(tag: list[str], number: str, case: str, gender: str | None = None) -> bool:
    return number in tag[1].split(".") and case in tag[2].split(".") and (gender is None or gender in tag[3].split("."))


def verb(lemma: str) -> Forms:
    """All forms of a verb: finite, impersonal, infinitive, participles with case, gerund with case, conditional.

    Words after the verb are kept as they are: "brać udział" gives "brał udział". "się" may stand anywhere near the verb: its forms
    are marked as reflexive instead.

    A verb phrase that never changes ends in ``+fixed``.

    Raises:
        ValueError: if Morfeusz does not know the verb.
    """
    if lemma.endswith("+fixed"):
        return {(lemma.removesuffix("+fixed"), f.PRESENT)}
    head, _, rest = lemma.removesuffix(" się").partition(" ")
    reflexive = f.REFLEXIVE if lemma.endswith(" się") else 0
    found = {
        (f"{form} {rest}".strip(), bits | reflexive)
        for listed, tag in _paradigm(head, _VERBAL)
        for form, bits in _personal(listed, tag)
        if bits
    }
    if not found:
        raise ValueError(f"{lemma!r}: Morfeusz knows no verb {head!r}")
    return merge(found)


def _personal(form: str, tag: list[str]) -> list[tuple[str, int]]:
    """A form and, of past forms, those of the first person that the generator leaves out: wysłali, wysłaliśmy."""
    bits = _verb_bits(tag)
    if tag[0] == "praet" and tag[1] == "pl":
        return [(form, bits), (form + "śmy", bits | f.FIRST)]
    if tag[0] == "fin" and tag[2] == "pri":
        bits |= f.FIRST
    return [(form, bits)]


def _verb_bits(tag: list[str]) -> int:
    kind = tag[0]
    if kind == "praet":
        return f.PAST | _bits(tag[1], _NUMBERS)
    if kind in _VERBS:
        return _VERBS[kind]
    if kind == "fin":
        return (f.FUTURE if tag[3] == "perf" else f.PRESENT) | _bits(tag[1], _NUMBERS)
    voice = {"ppas": f.PASSIVE, "pact": f.ACTIVE, "ger": f.GERUND}[kind]
    return voice | _bits(tag[1], _NUMBERS) | _bits(tag[2], _CASES)


def noun(lemma: str) -> Forms:
    """All case forms of a noun phrase in its nominative: the head noun and the adjectives that agree with it inflect.

    ``pocisk balistyczny`` gives ``pociskami balistycznymi``; ``wyrzutnia rakiet`` gives ``wyrzutniami rakiet``. A word that is
    meant as a plural although it could be a singular too ends in ``+pl``; one that never changes ends in ``+indecl``.
    """
    lemma, _, only = lemma.partition("+")
    if only == "indecl":
        return {(lemma, f.CASES | f.SINGULAR | f.PLURAL)}
    tokens = lemma.split(" ")
    reading = _best_reading(tokens, only)
    if reading is None:
        return name(lemma) | (_people(lemma) if lemma.endswith("czyk") else set())
    head, number, gender, agreeing = reading
    found: Forms = set()
    for count in ("sg", "pl") if number == "sg" else ("pl",):
        for case, bit in _CASES.items():
            choices = [
                _noun_forms(token, number, count, case) if at == head
                else _adjective_forms(agreeing[at], count, case, gender) if at in agreeing
                else [token]
                for at, token in enumerate(tokens)
            ]  # fmt: skip
            found |= {(" ".join(choice), bit | _NUMBERS[count]) for choice in product(*choices)}
    return merge(found)


def _people(lemma: str) -> Forms:
    """The plural of a people that the dictionary does not know: Malijczyk, Malijczycy."""
    stem = lemma[:-1]
    endings = {"cy": f.NOM, "ków": f.GEN | f.ACC, "kom": f.DAT, "kami": f.INS, "kach": f.LOC}
    return {(stem + ending, bits | f.PLURAL) for ending, bits in endings.items()}


def adjective(lemma: str) -> Forms:
    """All forms of an adjective (or of an adjectival participle given by its nominative)."""
    found = {
        (form.capitalize() if lemma[:1].isupper() else form, _bits(tag[1], _NUMBERS) | _bits(tag[2], _CASES))
        for form, tag in _paradigm(lemma.lower(), frozenset({"adj"}))
    }
    return merge(found) if found else noun(lemma)


def number_word(lemma: str) -> Forms:
    """All forms of a numeral, or of a number noun (tysiąc, setki)."""
    if " " in lemma:
        return noun(lemma)
    found = {(form, _bits(tag[2], _CASES) | _bits(tag[1], _NUMBERS)) for form, tag in _paradigm(lemma, frozenset({"num", "subst", "adj"}))}
    return merge(found | {(lemma, 0)}) if found else noun(lemma)


def name(lemma: str) -> Forms:
    """A proper name that the dictionary may not know. Of Korean names (three words, or a hyphen) only the last word inflects."""
    tokens = lemma.split(" ")
    first = len(tokens) - 1 if len(tokens) > 2 or "-" in lemma else 0
    last = tokens[-1]
    fixed = last[-1] not in "ab" and last[-1] not in "cćdfghjklłmnńpqrsśtvwxzźż" and not _paradigm(last, _NOUNS)
    found: Forms = {(lemma, (f.CASES if fixed else f.NOM) | f.SINGULAR)}  # Niamey, Tobruk: foreign vowels stay as they are
    for case, bit in _CASES.items():
        if case != "nom":
            choices = [_name_forms(token, case) if at >= first else [token] for at, token in enumerate(tokens)]
            found |= {(" ".join(choice), bit | f.SINGULAR) for choice in product(*choices)}
    return merge(found)


def merge(found: Forms) -> Forms:
    """One entry per form, its features joined."""
    joined: dict[str, int] = {}
    for form, bits in found:
        joined[form] = joined.get(form, 0) | bits
    return set(joined.items())


def _best_reading(tokens: list[str], only: str) -> tuple[int, str, str, dict[int, str]] | None:
    """Head position, its number and gender, and the adjectives that agree with it: the reading in which most words agree."""
    readings = []
    for at, token in enumerate(tokens):
        if token.isupper() and len(token) > 1:
            continue
        for _lemma, tag in _analyses(token):
            if tag[0] == "subst" and "nom" in tag[2].split(".") and len(tag[2].split(".")) < 7:
                for number in tag[1].split("."):
                    if only and number != only:
                        continue
                    gender = tag[3].split(".")[0]
                    agreeing = _agreeing(tokens, at, number, gender)
                    readings.append((len(agreeing), -at, number == "sg", gender, agreeing))
        if readings and not any(tag[0] in _ADJECTIVES for _, tag in _analyses(token)):
            break
    if not readings:
        return None
    _, at, singular, gender, agreeing = max(readings, key=lambda reading: reading[:4])
    return -at, "sg" if singular else "pl", gender, agreeing


def _agreeing(tokens: list[str], head: int, number: str, gender: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for step in (-1, 1):
        at = head + step
        while 0 <= at < len(tokens):
            lemma = next(
                (lemma for lemma, tag in _analyses(tokens[at]) if tag[0] in _ADJECTIVES and _matches(tag, number, "nom", gender)), None
            )
            if lemma is None:
                break
            found[at] = lemma.capitalize() if tokens[at][:1].isupper() else lemma
            at += step
    return found


def _noun_forms(token: str, lemma_number: str, number: str, case: str) -> list[str]:
    lemmas = {lemma for lemma, tag in _analyses(token) if tag[0] == "subst" and _matches(tag, lemma_number, "nom")}
    found = {
        form.capitalize() if token[:1].isupper() else form
        for lemma in lemmas
        if lemma.lower() == token.lower() or lemma_number == "pl"
        for form, tag in _paradigm(lemma, _NOUNS)
        if _matches(tag, number, case)
    }
    return sorted(found)


def _adjective_forms(lemma: str, number: str, case: str, gender: str) -> list[str]:
    found = {
        form.capitalize() if lemma[:1].isupper() else form
        for form, tag in _paradigm(lemma.lower(), _ADJECTIVES)
        if _matches(tag, number, case, gender)
    }
    return sorted(found) or [lemma]


def _name_forms(token: str, case: str) -> list[str]:
    if token.isupper() or not token[-1].isalpha():
        return [token]
    known = {
        form
        for form, tag in _paradigm(token, frozenset({"subst", "adj"}))
        if tag[0] == "subst" and _matches(tag, "sg", case) and tag[3][:1] in "mf" and len(tag[2].split(".")) < 7
    }
    return sorted(known) or _foreign(token, case)


def _foreign(token: str, case: str) -> list[str]:
    """Endings of names that no dictionary lists: the commonest masculine and feminine patterns."""
    stem, end = token[:-1], token[-1]
    if token.endswith(("owa", "ewa", "ska", "cka")):
        return [stem + {"acc": "ą", "inst": "ą"}.get(case, "ej")]
    if token.endswith("ko"):
        return [token[:-2] + {"gen": "ki", "dat": "ce", "acc": "kę", "inst": "ką", "loc": "ce"}[case], token]
    if end in "iy":
        adjectival = {"gen": "ego", "acc": "ego", "dat": "emu", "inst": "m", "loc": "m"}
        return [token + adjectival.get(case, "") if end == "i" else stem + "y" * (case in ("inst", "loc")) + adjectival.get(case, "y")]
    if end == "a":
        soft = "i" if stem[-1:] in "gkjl" else "y"
        tails = {"gen": (soft,), "acc": ("ę",), "inst": ("ą",)}.get(case)
        return [stem + tail for tail in tails] if tails else [_softened(stem) or stem + soft, stem + "i"]
    if end in "eouéáó":
        return [token]
    instrumental = "iem" if end in "kg" else "em"
    if case == "loc":
        return [token + "u" if end in "kgjlhcż" else _softened(token) or token + "u"]
    endings = {"gen": "a", "acc": "a", "dat": "owi", "inst": instrumental}
    found = [token + endings[case]]
    return [*found, token + "u"] if case == "gen" else [*found, token] if case == "acc" else found


_SOFTENED = {"ch": "sze", "st": "ście", "g": "dze", "k": "ce", "r": "rze", "t": "cie", "d": "dzie", "ł": "le"}


def _softened(stem: str) -> str:
    """The stem as it stands before the locative "e": Ałabug- gives Ałabudze, Kursk- would give its u elsewhere."""
    for hard, soft in _SOFTENED.items():
        if stem.endswith(hard):
            return stem[: -len(hard)] + soft
    return stem + "ie" if stem[-1:] in "bfmnpswz" else ""
