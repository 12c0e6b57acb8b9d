"""Enumerations: parties with parties, things with things."""

from __future__ import annotations

from flows.extraction.mentions.mention import Mention
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f


def coordinate(found: list[Nominal], mentions: list[Mention]) -> None:
    """Gives members of an enumeration one group number: parties with parties, things with things."""
    previous: Nominal | None = None
    group = 0
    outer = [nominal for nominal in found if nominal.inside is None]
    for number, nominal in enumerate(outer):
        if previous is not None and _same_list(previous, nominal, mentions) and not _passing(outer, number, mentions):
            if previous.group < 0:
                group += 1
                previous.group = group
            nominal.group = previous.group
            if previous.negated and previous.themes and mentions[nominal.left - 1].is_word("or"):
                nominal.negated = True  # "no machine tools or chips"
            if not nominal.prep:
                nominal.prep = previous.prep
            if not nominal.countries and nominal.themes and previous.themes and previous.owned == "adjective":
                nominal.countries, nominal.owned = previous.countries, previous.owned
            if (
                nominal.themes
                and nominal.countries
                and nominal.owned in ("genitive", "from")
                and previous.themes
                and not previous.countries
            ):
                previous.countries, previous.owned = nominal.countries, nominal.owned
        previous = nominal


def _passing(outer: list[Nominal], number: int, mentions: list[Mention]) -> bool:
    """ "to Russia, the NIS said": a comma alone makes no list of parties; one with a conjunction or further members does."""
    nominal, previous = outer[number], outer[number - 1]
    if (nominal.themes and not nominal.is_agent) or any(not mention.mark for mention in mentions[previous.last + 1 : nominal.left]):
        return False
    if previous.group >= 0 and previous.type == nominal.type:
        return False
    if (
        nominal.type != previous.type
        or previous.prep & {"according"}
        or (previous.prep and not nominal.prep and _speak(outer, number, mentions))
    ):
        return True
    return not (number + 1 < len(outer) and _same_list(nominal, outer[number + 1], mentions))


def _speak(outer: list[Nominal], number: int, mentions: list[Mention]) -> bool:
    """ "to Russia, France and Germany said": those who say it are no more of those who get it."""
    last = number
    while last + 1 < len(outer) and _same_list(outer[last], outer[last + 1], mentions):
        last += 1
    after = outer[last].last + 1
    return after < len(mentions) and mentions[after].has("cue", "say") and bool(mentions[after].bits("cue") & f.FINITE)


def _contrasted(between: list[Mention]) -> bool:
    """ ", ale nie", "a nie": what follows is what it was not."""
    words = [mention for mention in between if not mention.mark]
    return len(between) <= 3 and len(words) == 2 and words[0].is_word("but", "and") and words[1].is_word("not")


def _same_list(previous: Nominal, nominal: Nominal, mentions: list[Mention]) -> bool:
    parties = previous.type in ("country", "place") and nominal.type in ("country", "place")
    things = bool(previous.themes) and bool(nominal.themes)
    agents = previous.is_agent and nominal.is_agent and not previous.pronoun and not nominal.pronoun
    if (
        things
        and nominal.possessor
        and not previous.possessor
        and all(mention.mark for mention in mentions[previous.last + 1 : nominal.left])
    ):
        return False  # "odbiera sprzęt, jego żołnierze …": somebody's own begin a clause of their own
    if things and _contrasted(mentions[previous.last + 1 : nominal.left]):
        nominal.negated = True
        return True
    if not (parties or things or agents) or (nominal.prep and nominal.prep != previous.prep):
        return False
    between = mentions[previous.last + 1 : nominal.left]
    if not between or len(between) > 4:
        return False
    words = ("and", "or", "but") if "between" in previous.prep else ("and", "or")  # "między Rosją a Koreą"
    joints = [mention for mention in between if mention.mark == "," or mention.is_word(*words)]
    if len(joints) == len(between):
        return True
    # "components, cameras and raw materials": a thing that nobody listed between two that are
    return things and len(joints) == len(between) - 1 == 2 and between[0].mark == "," and not between[1].senses and not between[1].mark
