"""Institutions that are named twice or by those who work for them: brackets, bodies, holders, employers."""

from __future__ import annotations

from flows.extraction.mentions.mention import Mention
from flows.extraction.nominals.nominal import Nominal, into, merge
from flows.extraction.nominals.owners import finite
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Pack


def bracketed(found: list[Nominal], mentions: list[Mention]) -> None:
    for nominal in found:
        if nominal.type == "org" and nominal.inside is None and nominal.left and mentions[nominal.left - 1].mark == "(":
            described = [
                other for other in found if other.inside is None and other.last < nominal.left and other.type in ("office", "organ")
            ]
            if described:
                _named_in_brackets(described[-1], nominal, mentions)


def _named_in_brackets(previous: Nominal, nominal: Nominal, mentions: list[Mention]) -> bool:
    """ "zespół jedenastu państw monitorujących sankcje (MSMT)": the name of what was described stands behind it in brackets."""
    if nominal.type != "org" or nominal.prep or previous.type not in ("office", "organ") or previous.person or nominal.left == 0:
        return False
    closed = nominal.last + 1 < len(mentions) and mentions[nominal.last + 1].mark == ")"
    gap = mentions[previous.last + 1 : nominal.left - 1]
    if not closed or mentions[nominal.left - 1].mark != "(" or len(gap) > 6 or any(mention.mark or finite(mention) for mention in gap):
        return False
    merge(previous, nominal)
    previous.type, previous.sense, previous.office_role, previous.last = "org", nominal.sense, "", nominal.last + 1
    return True


def working_for(previous: Nominal, nominal: Nominal, mentions: list[Mention], pack: Pack) -> bool:
    """ "hackers working for Pyongyang", "hakerzy działający na zlecenie Korei Północnej": whose people they are."""
    group = previous.organ_role == "group" or previous.office_role == "generic"
    described = nominal.pronoun in ("north", "south")
    if previous.countries or not group or not (nominal.countries or described) or nominal.type == "theme":
        return False
    gap = mentions[previous.last + 1 : nominal.left]
    if not gap or len(gap) > 3 or any(mention.mark or "word" in mention.types or finite(mention) for mention in gap):
        return False
    if not (nominal.prep & {"for", "to", "by", "with"} or (pack.has_cases and not nominal.prep and nominal.cases & f.GEN)):
        return False
    previous.countries, previous.owned = nominal.countries, "genitive"
    if described:
        previous.possessor = nominal.pronoun
    return into(nominal, previous)


def named_body(previous: Nominal, nominal: Nominal, mentions: list[Mention], pack: Pack) -> bool:
    """ "firma doradcza | Trznadel": an adjective that nobody listed stands between a body and its name."""
    gap = mentions[previous.last + 1 : nominal.left]
    body = previous.type == "office" and previous.office_role in ("generic", "research", "monitoring_body", "media")
    if not body or len(gap) != 1 or nominal.type not in ("name", "org") or nominal.prep or previous.person:
        return False
    if gap[0].senses or gap[0].mark or not gap[0].word.endswith(pack.adjective_endings):
        return False
    merge(previous, nominal)
    previous.type, previous.sense = nominal.type, nominal.sense
    return True


def held_by(previous: Nominal, nominal: Nominal, mentions: list[Mention]) -> bool:
    """ "companies controlled by the Guards": whose they are."""
    gap = mentions[previous.last + 1 : nominal.left]
    if len(gap) != 1 or previous.countries or not nominal.countries or "by" not in nominal.prep or not gap[0].is_word("seat", "joined"):
        return False
    if previous.theme("targets") is None and previous.organ_role != "group":
        return False
    previous.countries, previous.owned = nominal.countries, "genitive"
    return into(nominal, previous)
