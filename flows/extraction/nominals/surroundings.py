"""What nominals are by what stands around them: a border, a place named after a thing, soldiers of a body, a lesson, firms of several states."""

from __future__ import annotations

from itertools import pairwise

from flows.extraction.mentions.mention import Mention
from flows.extraction.nominals.nominal import Nominal, into
from flows.extraction.packs.load import Pack, Sense

_SOLDIERS = Sense({"t": "theme", "k": "troops", "item": "soldiers", "unit": "soldiers"})
ARMED = frozenset({"military", "group"})


def refine(found: list[Nominal], mentions: list[Mention], pack: Pack) -> list[Nominal]:
    """The nominals, with what only their surroundings tell."""
    _borders(found, mentions)
    if not pack.has_cases:
        for nominal in found:
            _premises(nominal, mentions)
            _members(nominal, mentions)
            _lesson(nominal, mentions)
        _several_states(found, mentions)
    return found


def _borders(found: list[Nominal], mentions: list[Mention]) -> None:
    """ "the border with Belarus", "the Belarusian border": who is sent there goes to no other state."""
    for border, beyond in pairwise([*(nominal for nominal in found if nominal.inside is None), None]):
        if border is None or border.type != "site" or not mentions[border.head].is_word("border"):
            continue
        if border.owned in ("adjective", "genitive", "in"):
            border.countries, border.owned = (), ""
        while beyond is not None and beyond.left == border.last + 1 and beyond.countries and beyond.prep & {"with", "between"}:
            into(beyond, border)
            beyond = next((nominal for nominal in found if nominal.inside is None and nominal.left == border.last + 1), None)


def _premises(nominal: Nominal, mentions: list[Mention]) -> None:
    """ "to Russia's artillery parks": the noun that nobody listed is the head, and the thing before it says what kind of place it is."""
    after = nominal.last + 1
    if nominal.type != "theme" or not nominal.countries or not nominal.prep & {"to"} or after >= len(mentions):
        return
    head = mentions[after]
    if not head.senses and not head.mark and head.word[-1:] == "s" and head.raw.islower():
        nominal.type, nominal.themes, nominal.last = "site", [], after


def _members(nominal: Nominal, mentions: list[Mention]) -> None:
    """ "members of the Revolutionary Guards": people of an armed body are soldiers."""
    armed = nominal.type == "office" and nominal.office_role == "generic" and nominal.organ_role in ARMED
    if armed and not nominal.themes and mentions[nominal.head].is_word("member"):
        nominal.themes, nominal.type = [_SOLDIERS], "theme"


def _lesson(nominal: Nominal, mentions: list[Mention]) -> None:
    """ "received infantry training": who or what the training is about is not what was received."""
    before = mentions[nominal.left - 1] if nominal.left else None
    after = nominal.last + 1
    if nominal.type != "theme" or nominal.inside is not None or after >= len(mentions) or before is None:
        return
    if mentions[after].has("noun", "train") and (before.types & {"verb", "prep"} or before.is_word("and")) and not nominal.countries:
        nominal.type, nominal.themes = "site", []


def _several_states(found: list[Nominal], mentions: list[Mention]) -> None:
    """ "companies in China, Iran and Russia": what stands behind the first state belongs to the enumeration too."""
    outer = [nominal for nominal in found if nominal.inside is None]
    for number, nominal in enumerate(outer):
        if nominal.owned not in ("in", "from", "genitive") or nominal.type in ("country", "place") or len(nominal.countries) != 1:
            continue
        members: list[Nominal] = []
        closed, last = False, nominal.last
        for other in outer[number + 1 :]:
            between = mentions[last + 1 : other.left]
            if other.type != "country" or other.prep or not 1 <= len(between) <= 2 or closed:
                break
            if not all(mention.mark == "," or mention.is_word("and") for mention in between):
                break
            closed, last = any(mention.is_word("and") for mention in between), other.last
            members.append(other)
        if not closed or (mentions[last + 1].mark if last + 1 < len(mentions) else ".") == "":
            following = mentions[last + 1] if last + 1 < len(mentions) else None
            if (
                not closed
                or following is None
                or not (following.types & {"verb", "cue", "act"} or following.is_word("have", "be", "would"))
            ):
                continue
        for member in members:
            nominal.countries = (*nominal.countries, *member.countries)
            into(member, nominal)


__all__ = ["refine"]
