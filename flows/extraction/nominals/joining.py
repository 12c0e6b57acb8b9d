"""Neighbours that are one phrase: which rule of joining is asked when."""

from __future__ import annotations

from itertools import pairwise

from flows.extraction.mentions.mention import Mention
from flows.extraction.nominals.agents import agents, apposition
from flows.extraction.nominals.institutions import bracketed, held_by, named_body, working_for
from flows.extraction.nominals.modifiers import trailing_adjectives
from flows.extraction.nominals.nominal import Nominal, into, merge
from flows.extraction.nominals.owners import belongs, firm_from, made, made_in, owner, place_in, possessive, whose
from flows.extraction.nominals.things import compound, contained, two_things
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Pack


def join(found: list[Nominal], mentions: list[Mention], pack: Pack) -> None:
    """Joins neighbours, then appositions, then what stands behind an apposition ("Shin, minister obrony | Korei Południowej")."""
    previous: Nominal | None = None
    for nominal in found:
        if previous is not None and (
            possessive(previous, nominal, mentions)
            or (
                previous.last + 1 == nominal.left
                and not (pack.has_cases and _addressed(previous, nominal, mentions))
                and _adjacent(previous, nominal, pack)
            )
        ):
            if nominal.inside is None:
                previous = nominal
            continue
        if previous is not None and working_for(previous, nominal, mentions, pack):
            continue
        if previous is not None and (made_in(previous, nominal, mentions) or held_by(previous, nominal, mentions)):
            continue
        if (
            previous is not None
            and pack.has_cases
            and (named_body(previous, nominal, mentions, pack) or firm_from(previous, nominal, mentions))
        ):
            continue
        previous = nominal
    previous = tail = None
    for nominal in [nominal for nominal in found if nominal.inside is None]:
        if previous is not None:
            gap = nominal.left - previous.last - 1
            if working_for(previous, nominal, mentions, pack):
                continue
            if gap == 1 and _rank(previous, nominal, mentions, pack):
                continue
            if gap == 1 and apposition(previous, nominal, mentions, mentions[previous.last + 1].mark):
                tail = nominal
                continue
            if gap == 0 and tail is not None and owner(tail, nominal, pack):
                previous.last = tail.last
                if not previous.countries or previous.owned == "in":
                    previous.countries, previous.owned = tail.countries, tail.owned
                continue
        previous, tail = nominal, None
    trailing_adjectives(found, mentions)
    if pack.has_cases:
        bracketed(found, mentions)
    for first, second in pairwise([nominal for nominal in found if nominal.inside is None]):
        beside = first.last + 1 == second.left and not second.prep and first.themes and not first.countries
        if pack.has_cases and beside and second.type == "site" and second.countries and second.cases & f.GEN:
            made(first, second)  # "rakietą produkcji północnokoreańskiej"


def _addressed(previous: Nominal, nominal: Nominal, mentions: list[Mention]) -> bool:
    """ "wyjaśnił kongresmenom | adm. Paparo", "przez TASS | rzecznik": who hears it and who passes it on are not who says it."""
    if nominal.prep or nominal.type not in ("person", "name", "org", "organ", "office"):
        return False
    if previous.type == "org" and nominal.type == "office" and nominal.office_role in ("official", "spokesperson"):
        return True
    told = previous.left > 0 and "cue" in mentions[previous.left - 1].types and _says(mentions[previous.left - 1])
    heard = previous.type == "office" and bool(previous.cases & f.DAT) and not previous.cases & (f.NOM | f.GEN | f.ACC)
    return told and heard and (not nominal.cases or bool(nominal.cases & f.NOM))


def _says(mention: Mention) -> bool:
    return bool(mention.bits("cue") & f.FINITE)


def _rank(previous: Nominal, nominal: Nominal, mentions: list[Mention], pack: Pack) -> bool:
    """ "gen. Pat Ryder": a full stop behind a short title parts nothing."""
    short = mentions[previous.last].word in pack.abbreviations and mentions[previous.last + 1].mark == "."
    if not short or previous.type not in ("office", "organ", "org") or nominal.type not in ("person", "name") or nominal.prep:
        return False
    merge(previous, nominal)
    return True


def _adjacent(previous: Nominal, nominal: Nominal, pack: Pack) -> bool:
    """Joins two nominals that stand side by side; true when one went into the other."""
    if previous.may_contain and nominal.themes and not nominal.container and contained(nominal, pack):
        previous.content = nominal
        previous.themes = [sense for sense in previous.themes if sense.container]
        if previous.quantity is None and not any(sense.unit for sense in previous.themes):
            previous.quantity = nominal.quantity  # "a group of 240 builders"
        previous.type = "theme"
        previous.countries, previous.owned = (
            (previous.countries, previous.owned) if previous.countries else (nominal.countries, nominal.owned)
        )
        return into(nominal, previous)
    if previous.themes and nominal.themes and not nominal.is_agent:
        return two_things(previous, nominal, pack)
    if not pack.has_cases and not nominal.prep and nominal.first == nominal.head and not nominal.quantity and compound(previous, nominal):
        return True
    if (
        previous.type in ("office", "organ")
        and previous.office_role in ("research", "media", "monitoring_body", "generic")
        and nominal.type in ("org", "name")
        and not nominal.prep
    ):
        merge(previous, nominal)
        previous.type, previous.sense = nominal.type, nominal.sense
        return True
    if (
        pack.has_cases
        and previous.themes
        and nominal.type == "organ"
        and not nominal.prep
        and nominal.cases & f.GEN
        and previous.theme("troops", "rules", "programme", "technology")
    ):
        if nominal.countries and not previous.countries:
            previous.countries, previous.owned = nominal.countries, "genitive"
        previous.content = None
        return into(nominal, previous)
    if (
        previous.type == "document"
        and nominal.type in ("org", "organ", "office", "country")
        and (nominal.prep & {"of", "by", "from"} or (pack.has_cases and not nominal.prep and nominal.cases & f.GEN))
    ):
        previous.organ, previous.organ_role, previous.sense = nominal.organ, nominal.organ_role, nominal.sense
        previous.countries, previous.owned = nominal.countries, "genitive"
        previous.person, previous.person_id, previous.office_role, previous.unnamed = (
            nominal.person,
            nominal.person_id,
            nominal.office_role,
            nominal.unnamed,
        )
        return into(nominal, previous)
    if (
        previous.type == "office"
        and not previous.countries
        and nominal.type == "theme"
        and nominal.theme("targets")
        and (nominal.prep & {"of", "from", "at"} or (pack.has_cases and nominal.cases & f.GEN))
    ):
        previous.countries, previous.owned = nominal.countries, "genitive" if nominal.countries else ""
        return into(nominal, previous)
    if (
        previous.type == "office"
        and nominal.type == "org"
        and not nominal.prep
        and previous.office_role in ("expert", "research", "unnamed_source", "unnamed_official")
    ):
        merge(previous, nominal)
        previous.type, previous.office_role, previous.unnamed = "org", nominal.organ_role, ""
        return True
    if nominal.type in ("country", "place") and not previous.pronoun and previous.type not in ("country", "place", "person", "name"):
        return owner(previous, nominal, pack)
    if (
        nominal.pronoun == "this_country"
        and not nominal.prep
        and pack.has_cases
        and previous.type in ("organ", "office")
        and not previous.countries
    ):
        previous.possessor = nominal.pronoun  # "przedstawiciel misji tego kraju"
        return into(nominal, previous)
    if nominal.pronoun in ("north", "south") and "from" in nominal.prep and not previous.countries and (previous.themes or previous.organ):
        previous.possessor = previous.possessor or nominal.pronoun  # whose it is, the story says
        return into(nominal, previous)
    if nominal.type == "site" and previous.themes and not nominal.prep and pack.has_cases and nominal.cases & f.GEN:
        return made(previous, nominal)
    if nominal.type in ("person", "org") and nominal.countries and previous.type in ("theme", "site"):
        return whose(previous, nominal, pack)
    if nominal.type in ("country", "place") and previous.type in ("place", "site"):
        return place_in(previous, nominal)
    if (
        previous.type in ("name", "person")
        and nominal.type in ("org", "organ")
        and nominal.prep & {"of", "from", "at", "with"}
        and nominal.organ
    ):
        return belongs(previous, nominal)
    if previous.type in ("office", "organ", "org", "country") and nominal.type in ("office", "organ", "org", "person", "name", "country"):
        return agents(previous, nominal, pack)
    alone = nominal.person_id and not nominal.prep and nominal.first == nominal.head and previous.first == previous.last
    if previous.type == "name" and nominal.type == "person" and alone and nominal.surname and not previous.prep & {"in", "to", "on"}:
        nominal.left, nominal.first, nominal.prep = previous.left, previous.first, previous.prep
        previous.inside = nominal  # "Kyryły | Budanowa": a first name in a form that nobody listed
        return True
    return False
