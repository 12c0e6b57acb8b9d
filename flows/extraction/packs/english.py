"""English inflection by rule; the pack lists what the rules get wrong. Used when a pack is compiled, never at run time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.extraction.packs import forms as f

Forms = set[tuple[str, int]]

_LINKS = (" of ", " for ", " to ", " in ", " with ", " on ", " from ")


def verb(lemma: str, irregular: Mapping[str, Sequence[str]]) -> Forms:
    """Base, third person, past, participle and -ing; the words after the verb are kept ("hand over" gives "handed over")."""
    head, _, rest = lemma.partition(" ")
    past, participle, gerund = _principal(head, irregular.get(head, ()))
    doubled = head[-1:] == "l" and head[-2:-1] in "aeo" and head[-3:-2] not in "aeiou" and len(head) > 4 and head not in irregular
    found = [
        *((((head + "led", f.PAST | f.PASSIVE), (head + "ling", f.GERUND | f.ACTIVE))) if doubled else ()),  # travelled, traveled
        (head, f.INFINITIVE | f.PRESENT),
        (head + "es" if head.endswith("o") else _s(head), f.PRESENT | f.SINGULAR),
        (past, f.PAST),
        (participle, f.PASSIVE),
        (gerund, f.GERUND | f.ACTIVE),
    ]
    joined: dict[str, int] = {}
    for form, bits in found:
        phrase = f"{form} {rest}".strip()
        joined[phrase] = joined.get(phrase, 0) | bits
    return set(joined.items())


def noun(lemma: str, plurals: Mapping[str, str]) -> Forms:
    """Singular and plural of a noun phrase; the head is the last word before "of", "for" …"""
    link = min((at for at in map(lemma.find, _LINKS) if at > 0), default=len(lemma))
    before, _, head = lemma[:link].rpartition(" ")
    plural = plurals.get(head) or _s(head)
    return {(lemma, f.SINGULAR), (f"{before} {plural}".strip() + lemma[link:], f.PLURAL)}


def _principal(head: str, listed: Sequence[str]) -> tuple[str, str, str]:
    past = listed[0] if listed else _ed(head)
    participle = listed[1] if len(listed) > 1 else past
    return past, participle, listed[2] if len(listed) > 2 else _ing(head)


def _s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _ed(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ied"
    return (word + word[-1] if _doubles(word) else word) + "ed"


def _ing(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        return word[:-1] + "ing"
    return (word + word[-1] if _doubles(word) else word) + "ing"


def _doubles(word: str) -> bool:
    """One syllable that ends in consonant, vowel, consonant: ship, plan; longer ones are listed in the pack."""
    vowels = [letter in "aeiou" for letter in word]
    return len(word) > 2 and sum(vowels) == 1 and vowels[-3:] == [False, True, False] and word[-1] not in "wxy"
