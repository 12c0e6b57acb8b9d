"""Words that are noun and verb alike are decided by what stands beside them."""

from __future__ import annotations

from flows.extraction.mentions.mention import Mention
from flows.extraction.mentions.words import PARTED, Meaning
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Pack

_NOMINAL = frozenset({"theme", "noun", "organ", "office", "document"})
_VERBAL = frozenset({"verb", "cue"})
_ACTIONS = frozenset({"verb", "cue", "act"})


def disambiguate(found: list[Mention], pack: Pack) -> None:
    """Words that are noun and verb alike are decided by what stands before them."""
    for at, mention in enumerate(found):
        if not mention.senses:
            continue
        if "verb" in mention.types and pack.has_cases:
            _parted(at, mention, found, pack)
        if pack.has_reflexives and not mention.types.isdisjoint(_ACTIONS):
            _reflexive(at, mention, found)
        if "time" in mention.types and mention.raw[0].isupper() and mention.has("time", "month") and not pack.has_cases:
            mention.keep("time")  # May and March are months, may and march are not
        if {"country", "word"} <= mention.types and mention.raw.isupper():
            mention.drop("word")  # the US, not us
        types = mention.types
        if (
            "amount" in types
            and types & _VERBAL
            and at + 1 < len(found)
            and (found[at + 1].word[0].isdecimal() or "number" in found[at + 1].types)
        ):
            mention.drop("verb", "cue", "act")  # przeszło 11 tys.
        if not pack.has_cases and {"amount", "prep"} <= types and at + 1 < len(found) and found[at + 1].word[0].isdecimal():
            mention.drop("prep")  # "provides about 90 % of"
        if at and "account" in mention.roles and types & _ACTIONS and _expects_noun(found[at - 1], owned=True):
            mention.drop_verbs()  # "by the ministry's count"
        if not pack.has_cases and "verb" in types and at > 1 and _is_compound(mention, found, at):
            mention.drop_verbs()
        if not pack.has_cases and types & _VERBAL and not types & _NOMINAL and at and at + 1 < len(found):
            _adjectival(mention, found[at - 1], found[at + 1])
        if ("verb" not in types and "cue" not in types) or types.isdisjoint(_NOMINAL):
            continue
        if pack.has_cases:
            if _only_locative(mention) and not (at and "prep" in found[at - 1].types | (found[at - 2].types if at > 1 else set())):
                mention.drop("theme", "noun", "organ", "office", "document")  # "Korea pośle": no poseł without his preposition
                continue
            if types & {"theme", "organ", "office", "document"} and not mention.bits("verb") & f.GERUND:
                mention.drop_verbs()
            continue
        before = found[at - 1] if at else None
        after = found[at + 1] if at + 1 < len(found) else None
        object_follows = after is not None and (after.types & {"country", "number"} or after.is_word("determiner", "possessive"))
        doing = before is not None and (before.types & {"verb", "act"} or (before.has("prep", "by") and mention.bits("verb") & f.GERUND))
        if object_follows and mention.bits("verb") & f.GERUND and doing:
            mention.drop("theme", "noun", "organ", "office", "document")  # "ends up financing Pyongyang's programme"
            continue
        if _expects_verb(before, found, at):
            if mention.bits("verb") & ~(f.GERUND | f.ACTIVE) or "cue" in types:
                mention.drop("theme", "noun", "organ", "office", "document")
        elif _expects_noun(before) or not mention.bits("verb") & (f.PAST | f.PASSIVE | f.GERUND):
            mention.drop_verbs()


def _is_compound(mention: Mention, found: list[Mention], at: int) -> bool:
    """ "drilled for trench assaults", "in border attacks": a noun, behind a preposition and an unlisted noun."""
    before, beyond = found[at - 1], found[at + 1] if at + 1 < len(found) else None
    if before.senses or before.mark or not before.raw.islower() or before.word[-1:] == "s" or not found[at - 2].types & {"prep"}:
        return False
    object_follows = beyond is not None and (beyond.types & {"country", "number", "theme"} or beyond.is_word("determiner", "possessive"))
    return mention.word[-1:] == "s" and bool(mention.bits("verb") & f.PRESENT) and not mention.bits("verb") & f.PAST and not object_follows


_HEADS = frozenset({"theme", "organ", "office", "org", "country", "number"})
_UNSAID = frozenset({"ask", "withhold", "suppose", "stop", "plan"})


def _adjectival(mention: Mention, before: Mention, after: Mention) -> None:
    """ "trained mobilised soldiers", "CAR field teams", "the questioning": words that are verbs elsewhere."""
    verb = mention.bits("verb")
    if mention.hyphened and mention.bits("verb") & f.PASSIVE and before.types & {"country", "org"}:
        mention.means([])  # "the U.S.-sanctioned firms"
        return
    goes = verb & f.GERUND and all(sense.k in ("move", "return", "serve") for sense, _ in mention.all("verb"))
    if goes and after.types & {"theme"} and not before.is_word("be"):
        mention.drop("verb")  # "returning combatants"
        return
    origin = any(sense.t == "country" and sense.form == "adjective" for sense, _ in before.senses)
    if origin and mention.bits("verb") & f.PASSIVE and mention.hyphened and after.types & _HEADS:
        mention.means([])  # "Iranian-made drones": whose they are, nothing more
        return
    if verb & f.PASSIVE and after.types & _HEADS:
        names = (
            before.types & {"country"} and before.has("country") and any(sense.form != "adjective" for sense, _ in before.all("country"))
        )
        qualified = before.is_word("determiner", "possessive", "no") or bool(before.types & {"number", "prep"} and not names)
        active = bool((before.bits("verb") | before.bits("cue")) & (f.FINITE | f.GERUND)) and not before.is_word("have", "be")
        if qualified or (active and not before.has("cue", "possible")):
            mention.drop("verb")
    elif verb and not verb & (f.PASSIVE | f.PAST | f.GERUND | f.SINGULAR) and before.types & {"org", "person"} and before.raw[-1:] != "s":
        mention.drop("verb")
    if before.is_word("determiner") and mention.bits("cue") & f.GERUND:
        mention.means([pair for pair in mention.senses if not (pair[0].t == "cue" and pair[0].k in _UNSAID)])


def _parted(at: int, mention: Mention, found: list[Mention], pack: Pack) -> None:
    """ "wziął w piątek udział": a verb and its noun with other words between them mean what they mean side by side."""
    for phrase in pack.phrases(mention.word):
        if phrase.length != 2 or not all(sense.t == "verb" for sense, _ in phrase.senses):
            continue
        for later in range(at + PARTED.start, min(at + PARTED.stop, len(found))):
            if found[later].mark:
                break
            if (found[later].word,) == tuple(phrase.rest) and " " not in found[later].raw:
                mention.become(Meaning(phrase.senses))
                if not found[later].has("noun", "train"):
                    found[later].drop("noun", "theme")
                return


def _only_locative(mention: Mention) -> bool:
    cases = 0
    for kind in _NOMINAL:
        cases |= mention.bits(kind)
    return cases & f.CASES == f.LOC and bool((mention.bits("verb") | mention.bits("cue")) & f.FINITE)


def _reflexive(at: int, mention: Mention, found: list[Mention]) -> None:
    """Verbs that mean something else with a reflexive word ("szkolić", "szkolić się") are decided by whether one stands near."""
    marked = [bool(bits & f.REFLEXIVE) for _, bits in mention.senses]
    if not any(marked):
        return
    near = _near_reflexive(found, range(at + 1, min(at + 4, len(found)))) or _near_reflexive(found, range(at - 1, max(at - 5, -1), -1))
    mention.means(
        [pair for pair, needs in zip(mention.senses, marked, strict=True) if needs == near or pair[0].t not in ("verb", "cue", "act")]
    )


def _near_reflexive(found: list[Mention], steps: range) -> bool:
    for step in steps:
        if found[step].is_word("reflexive"):
            return True
        if found[step].mark or found[step].bits("verb") & f.FINITE or found[step].bits("cue") & f.FINITE:
            return False
    return False


def _expects_verb(before: Mention | None, found: list[Mention], at: int) -> bool:
    if before is None:
        return False
    if before.word == "to" or before.is_word("he", "she", "they", "it", "we", "would", "have", "not", "relative"):
        return True
    if before.has("cue", "plan") or before.has("cue", "possible"):
        return True
    inflected = bool(
        found[at].bits("verb") & (f.PAST | f.PASSIVE | f.SINGULAR) or found[at].bits("cue") & (f.PAST | f.PASSIVE | f.SINGULAR)
    )
    if before.has("country"):
        sense = before.sense("country")
        return inflected and sense is not None and sense.form != "adjective"
    if before.types & {"person", "org"}:
        return inflected
    following = found[at + 1] if at + 1 < len(found) else None
    helps = found[at].bits("verb") & f.PRESENT and found[at].has("verb", "help")
    if helps and following is not None and following.word == "to" and at + 2 < len(found) and found[at + 2].bits("verb") & f.INFINITIVE:
        return True  # "help to finance"
    if before.types & {"theme", "organ", "office", "site"} and following is not None:
        plural = any(bits & f.PLURAL for _, bits in before.senses) or (before.has("site") and before.word.endswith("s"))
        bare = found[at].bits("verb") & f.PRESENT and plural
        if following.is_word("determiner", "possessive") or (bare and following.types & {"country", "org", "person"}):
            return True  # "workers support its programme", "enterprises supply Moscow"
    if before.types & {"document", "organ", "office"} and found[at].bits("cue") & (f.PAST | f.SINGULAR):
        return following is None or bool(following.mark) or following.is_word("that")  # "the study states."
    return before.has("theme") and found[at].bits("verb") & (f.PAST | f.PASSIVE) > 0


def _expects_noun(before: Mention | None, owned: bool = False) -> bool:
    if before is None:
        return True
    if owned:
        return before.word == "'s" or before.is_word("determiner", "possessive", "definite")
    return bool(before.types & {"prep", "country", "number", "verb", "theme", "noun"}) or before.is_word(
        "determiner", "possessive", "no", "and", "or"
    )
