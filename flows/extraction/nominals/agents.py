"""An office with its institution, its country and its holder are one agent; so is a name with its title set off by commas."""

from __future__ import annotations

from flows.extraction.mentions.mention import Mention
from flows.extraction.nominals.nominal import Nominal, into, merge
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Pack


def agents(previous: Nominal, nominal: Nominal, pack: Pack) -> bool:
    """An office with its institution, its country and its holder are one agent."""
    if nominal.prep:
        titled = previous.type == "name" and previous.office_role == "expert" and nominal.type == "org"  # "dr X z PISM"
        if (
            previous.type != "office" and not titled and not (previous.type == "organ" and nominal.type == "country")
        ) or not nominal.prep & {
            "of",
            "for",
            "at",
            "in",
            "to",
            *(("with",) if previous.office_role in ("expert", "research", "unnamed_source") and nominal.type in ("org", "name") else ()),
        }:
            return False
        if nominal.type in ("person", "name"):
            return False
    elif pack.has_cases and nominal.type in ("organ", "org", "country") and previous.type in ("office", "organ"):
        if not nominal.cases & f.GEN and nominal.cases:
            return False
    elif pack.has_cases and previous.type == "org" and nominal.type in ("office", "organ", "org") and not previous.office_role:
        return False  # "powiedział BBC | przedstawiciel": to whom, and who
    elif pack.has_cases and not _agree(previous, nominal):
        return False  # "dziennikarzom | rzeczniczka": one is spoken to, the other speaks
    elif nominal.type in ("organ", "org") and previous.type in ("office", "organ", "org"):
        if previous.type != "organ":
            return False
    elif (
        nominal.type == "country"
        or (previous.type == "country" and (nominal.type in ("person", "name") or pack.has_cases or previous.prep & {"in"}))
        or (previous.type == "org" and nominal.type in ("person", "name") and not previous.office_role)
    ):
        return False
    if nominal.quantity and not nominal.prep:
        return False
    merge(previous, nominal)
    return True


def _agree(first: Nominal, second: Nominal) -> bool:
    """Whether a title and what follows it can be one phrase: the same case, or the second in the genitive."""
    return not first.cases or not second.cases or bool(first.cases & second.cases) or bool(second.cases & f.GEN)


def apposition(previous: Nominal, nominal: Nominal, mentions: list[Mention], mark: str) -> bool:
    """ "John Kirby, the White House spokesman, said"; "the minister, Andrei Belousov, has"; "the agency (NIS)"."""
    if mark == "(" and nominal.last + 1 < len(mentions) and mentions[nominal.last + 1].mark == ")":
        if previous.type not in ("org", "organ", "office") or not (
            nominal.type == "org" or (previous.organ and nominal.type in ("name", "organ"))
        ):
            return False
        if nominal.type == "name":
            into(nominal, previous)
        else:
            merge(previous, nominal)
        previous.last = nominal.last + 1
        return True
    if mark != "," or nominal.prep or not previous.is_agent or previous.pronoun:
        return False
    if previous.type == "name" and nominal.plural and nominal.unnamed:
        return False  # "… a firm called Vektor, the officials said"
    closed = (
        nominal.last + 1 >= len(mentions)
        or mentions[nominal.last + 1].mark != ""
        or bool(mentions[nominal.last + 1].types & {"cue", "verb"})
        or mentions[nominal.last + 1].is_word("have", "relative", "be")
    )
    named_first = (
        previous.type in ("person", "name")
        and nominal.type in ("office", "organ", "org")
        and (nominal.office_role or nominal.type == "office" or "office" in mentions[nominal.head].types)
    )
    titled_first = previous.type in ("office", "organ") and not previous.person and nominal.type in ("person", "name") and closed
    if titled_first and previous.unnamed == "sources" and nominal.person_id:
        return False  # "took two soldiers prisoner, Volodymyr Zelensky said"
    if not (named_first or titled_first):
        return False
    if (
        previous.type == "person"
        and previous.person_id
        and nominal.countries
        and previous.countries
        and set(nominal.countries) != set(previous.countries)
    ):
        return False
    type_before = previous.type
    merge(previous, nominal)
    if named_first:
        previous.type = type_before
    after = nominal.last + 1
    if after + 1 < len(mentions) and mentions[after].mark == "," and _predicate_follows(mentions[after + 1]):
        previous.last = after  # the comma closes the apposition, it does not open a clause
    return True


def _predicate_follows(mention: Mention) -> bool:
    return (bool(mention.types & {"cue", "verb", "act"}) and "theme" not in mention.types) or mention.is_word("have", "be", "would")
