"""What stands before a head, and adjectives behind it: numbers, countries, owners, prepositions."""

from __future__ import annotations

from flows.extraction.mentions.mention import Mention
from flows.extraction.nominals.names import QUOTES
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Pack
from flows.extraction.quantities import Quantity

_MAX_UNKNOWN = 2
_PASSED = frozenset({"determiner", "regional", "anonymous"})
_ADJECTIVE_TYPES = ("office", "organ", "org", "theme", "document", "place", "country", "site")


def look_left(
    nominal: Nominal, mentions: list[Mention], numbers: dict[int, Quantity], taken: set[int], found: list[Nominal], pack: Pack
) -> None:
    """Takes in the modifiers before the head: number, country adjective, possessor, unknown adjectives; then the preposition."""
    border = found[-1].last if found else -1
    at, unknown = nominal.head - 1, 0
    while at > border:
        mention = mentions[at]
        if at in numbers:
            if nominal.quantity is None:
                nominal.quantity = numbers[at]
            nominal.first = numbers[at].first
            at = nominal.first - 1
            continue
        if at in taken:
            break
        if mention.word == "'s":
            at = -2
            break
        seated = mentions[at + 1].hyphened and mentions[at + 1].is_word("seat")  # the Pyongyang-based company
        adjective = None
        if "country" in mention.types:
            adjective = next((sense for sense, _ in mention.senses if sense.t == "country" and (sense.form == "adjective" or seated)), None)
        roles = mention.roles
        if adjective is not None and pack.has_cases and nominal.cases and not nominal.cases & (mention.bits("country") or f.CASES):
            break  # another case: it qualifies what stands before it
        if adjective is not None and seated and nominal.type == "place":
            nominal.countries = (adjective.c,)  # "Russian-occupied Donetsk"
        elif adjective is not None:
            if not nominal.countries or (nominal.owned == "self" and nominal.type == "org" and nominal.organ_role == "intelligence"):
                if nominal.owned == "self":
                    nominal.countries = ()  # "południowokoreańska DIA": another state has an agency of that name
                nominal.countries, nominal.owned = (adjective.c, *nominal.countries), "adjective"
            elif nominal.owned == "adjective":
                nominal.countries = (adjective.c, *nominal.countries)
            nominal.cases = nominal.cases & mention.bits("country") or nominal.cases
        elif "possessive" in roles:
            nominal.possessor = mention.word
        elif "local" in roles:
            nominal.possessor = "local"
        elif "no" in roles:
            nominal.negated = True
        elif "such" in roles:
            nominal.such = True
        elif unknown < _MAX_UNKNOWN and nominal.type in _ADJECTIVE_TYPES and _may_qualify(mention, at, pack):
            unknown += 1
        elif not (
            not _PASSED.isdisjoint(roles)
            or (mention.is_word("joined", "seat") and (mention.hyphened or nominal.type == "place"))
            or ("amount" in mention.types and not mention.has("prep"))
            or (mention.mark in QUOTES and mention.mark)
        ):
            break
        nominal.first = at
        at -= 1
    nominal.left = nominal.first
    if at == -2:
        return
    if at > border + 1 and nominal.quantity is None and mentions[at].has("prep", "of") and at - 1 in numbers and not pack.has_cases:
        nominal.quantity = numbers[at - 1]  # "150 of the weapons"
        nominal.left = nominal.first = nominal.quantity.first
        at = nominal.first - 1
    if nominal.quantity is not None and nominal.quantity.precision == "range" and at >= 0 and mentions[at].has("time", "between"):
        return  # "od 10 do 12 tysięcy": no preposition of the noun
    if at >= 0 and mentions[at].is_word("quote") and pack.relative_commas and (at == 0 or mentions[at - 1].mark == ","):
        return  # "po tym, jak delegat powiedział": it opens a clause
    if at >= 0 and at > border and "prep" in mentions[at].types and at not in taken:
        counted = mentions[nominal.quantity.first].bits("number") & f.CASES if nominal.quantity is not None else 0
        cases = counted or nominal.cases  # "z tysiącem żołnierzy": the number has the case that the preposition asks for
        roles = frozenset(
            sense.k for sense, bits in mentions[at].senses if sense.t == "prep" and (not bits & f.CASES or not cases or bits & cases)
        )
        if roles:
            nominal.prep, nominal.left = roles, at
            needed = 0
            for sense, bits in mentions[at].senses:
                if sense.t == "prep":
                    needed |= bits & f.CASES
            nominal.cases = nominal.cases & needed or nominal.cases


def _may_qualify(mention: Mention, at: int, pack: Pack) -> bool:
    if mention.senses or mention.mark or (mention.capital and at):
        return False
    return not pack.adjective_endings or mention.word.endswith(pack.adjective_endings)


def trailing_adjectives(found: list[Nominal], mentions: list[Mention]) -> None:
    """ "żołnierzy północnokoreańskich": the adjective behind its noun."""
    for nominal in found:
        at = nominal.last + 1
        if (
            nominal.countries
            or nominal.inside is not None
            or nominal.type not in ("theme", "organ", "office", "document", "site")
            or at >= len(mentions)
        ):
            continue
        for step in (at, at + 1):
            if step >= len(mentions):
                break
            adjective = next((sense for sense, _ in mentions[step].senses if sense.t == "country" and sense.form == "adjective"), None)
            if adjective is None:
                if mentions[step].senses or mentions[step].mark:
                    break
                continue
            following = step + 1 < len(mentions) and mentions[step + 1].types & {"theme", "organ", "office", "person"}
            if not following and (
                not nominal.cases or not mentions[step].bits("country") & f.CASES or nominal.cases & mentions[step].bits("country")
            ):
                nominal.countries, nominal.owned, nominal.last = (adjective.c,), "adjective", step
            break
