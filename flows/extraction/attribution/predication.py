"""How a nominal and a verb stand to each other: whether the one can be the subject of the other."""

from __future__ import annotations

from flows.extraction.attribution.governors import REPORTING
from flows.extraction.clauses.verbs import finite
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Pack
from flows.extraction.parse import Parse

_QUOTES = frozenset("„“”\"'‘’«»‚")


def leads(nominal: Nominal, at: int, parse: Parse) -> bool:
    """Whether a verb can be the nominal's own: no mark and no other finite verb between them, and no noun that it only qualifies."""
    between = parse.mentions[nominal.last + 1 : at]
    if between and (
        between[0].is_word("evidence") or (not between[0].senses and between[0].word.endswith("s") and between[0].raw.islower())
    ):
        return False  # "customs | records show"
    return not any(
        (mention.mark and mention.mark not in _QUOTES)
        or (finite(mention) and not mention.is_word("have", "briefed") and "theme" not in mention.types)
        for mention in between
    )


def tells(nominal: Nominal, parse: Parse) -> bool:
    """Whether a verb of saying is the nominal's own."""
    return any(
        nominal.last < at <= nominal.last + 8
        and parse.mentions[at].bits("cue") & f.FINITE
        and any(sense.t == "cue" and sense.k in REPORTING for sense, _ in parse.mentions[at].senses)
        and leads(nominal, at, parse)
        for at in parse.cues
    )


def right_before(nominal: Nominal, at: int, parse: Parse) -> bool:
    """Whether nothing but adverbs and auxiliaries stands between a subject and its verb."""
    between = parse.mentions[nominal.last + 1 : at]
    return len(between) <= 4 and not any(mention.mark or mention.types & {"verb", "act", "prep"} for mention in between)


def before_verb(nominal: Nominal, parse: Parse) -> bool:
    clause = parse.clauses[parse.clause_of(nominal.head)]
    return not any(finite(parse.mentions[at]) for at in clause.before(nominal.left))


def nominative(nominal: Nominal, pack: Pack) -> bool:
    return (
        not pack.has_cases
        or not nominal.cases
        or bool(nominal.cases & f.NOM)
        or (nominal.quantity is not None and bool(nominal.cases & f.GEN))
    )


def acts(nominal: Nominal, parse: Parse) -> bool:
    """Whether a verb follows: then it is the subject of what is said, not the one who says it."""
    return any(finite(mention) for mention in parse.mentions[nominal.last + 1 : nominal.last + 4] if not mention.mark)


def is_inverted(at: int, nominal: Nominal, loose: bool = False) -> bool:
    return nominal.left - at <= (14 if loose else 2)


def definite(nominal: Nominal, parse: Parse) -> bool:
    return not nominal.plural and parse.mentions[nominal.first].is_word("definite")


def passive(at: int, parse: Parse) -> bool:
    """ "they were told", "findings published by": who did it stands behind "by"."""
    mention = parse.mentions[at]
    bits = mention.bits("cue")
    if not bits & f.PASSIVE:
        return False
    if not bits & f.PAST:
        return True
    for step in range(at - 1, max(at - 4, -1), -1):
        before = parse.mentions[step]
        if before.is_word("be"):
            return True
        if before.senses and not before.is_word("not"):
            break
    if at + 1 >= len(parse.mentions):
        return False
    following = parse.mentions[at + 1]
    reduced = bool(at and parse.mentions[at - 1].types & {"document"}) and "prep" in following.types  # "a report published on Thursday by"
    return reduced or following.has("prep", "by")


def owns_unlisted(nominal: Nominal, parse: Parse) -> bool:
    """ "Ukraine's coordination headquarters": the owner of a body that nobody listed does not speak."""
    return nominal.last + 1 < len(parse.mentions) and parse.mentions[nominal.last + 1].word == "'s"
