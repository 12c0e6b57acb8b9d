"""Whose a thing or an institution is: of, from, in, the genitive, the possessive; and where it was made."""

from __future__ import annotations

from flows.extraction.mentions.mention import Mention
from flows.extraction.nominals.nominal import Nominal, into
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Pack


def made_in(previous: Nominal, nominal: Nominal, mentions: list[Mention]) -> bool:
    """ "ammunition made in China": whose make it is; the thing's own verb comes later."""
    gap = mentions[previous.last + 1 : nominal.left]
    if len(gap) != 1 or not previous.themes or previous.countries or not nominal.countries or not nominal.prep & {"in", "by"}:
        return False
    if not gap[0].has("verb", "make") or not gap[0].bits("verb") & f.PASSIVE:
        return False
    if "by" in nominal.prep:
        previous.countries, previous.owned = nominal.countries, "from"
        return into(nominal, previous)
    if nominal.type != "country" or not any(
        finite(mention) or mention.is_word("be", "have") for mention in mentions[nominal.last + 1 : nominal.last + 4]
    ):
        return False
    previous.countries, previous.owned = nominal.countries, "from"
    return into(nominal, previous)


def finite(mention: Mention) -> bool:
    bits = mention.bits("verb") | mention.bits("act")
    return bool(bits) and not bits & (f.ACTIVE | f.GERUND | f.PASSIVE)


def possessive(owner: Nominal, nominal: Nominal, mentions: list[Mention]) -> bool:
    """ "Russia's Kursk region", "South Korea's spy agency": the owner's country goes to what is owned."""
    at = owner.last + 1
    if at >= len(mentions) or mentions[at].word != "'s" or nominal.first > at + 4:
        return False
    if nominal.first != at + 1 and any(
        mentions[step].mark or mentions[step].types & {"verb", "prep"} for step in range(at + 1, nominal.first)
    ):
        return False
    if not nominal.countries or nominal.type in ("theme", "organ", "office"):
        nominal.countries, nominal.owned = owner.countries, "possessive"
    if nominal.type in ("office", "organ") and owner.organ and not nominal.organ:
        nominal.organ, nominal.organ_role = owner.organ, owner.organ_role
    if owner.pronoun or not owner.countries:
        nominal.possessor = nominal.possessor or owner.pronoun or "their"
        nominal.among = owner.among
        nominal.owner = owner if owner.type == "name" else None
    nominal.left, nominal.first, nominal.prep = owner.left, owner.first, owner.prep
    owner.inside = nominal
    return True


def belongs(person: Nominal, institution: Nominal) -> bool:
    """ "Lin Jian of the Foreign Ministry", "Oliwia Piesek z Polskiego Instytutu …": whose person it is."""
    if person.organ:
        return False
    person.organ, person.organ_role = institution.organ, institution.organ_role
    if not person.countries:
        person.countries, person.owned = institution.countries, "in"
    return into(institution, person)


def owner(previous: Nominal, nominal: Nominal, pack: Pack) -> bool:
    """The country behind a thing or an institution: of, from, in, or the genitive."""
    if nominal.prep & {"of"} or (pack.has_cases and not nominal.prep and nominal.cases & f.GEN and nominal.type == "country"):
        how = "genitive"
    elif nominal.prep & {"from"} and previous.themes and not previous.countries:
        how = "from"
    elif (
        "in" in nominal.prep
        and previous.type in ("organ", "org", "office", "site")
        and not previous.countries
        and (not previous.themes or previous.type == "office")
    ):
        how = "in"
    else:
        return False
    if previous.type == "org" and previous.countries:  # "Narodowa Służba Wywiadowcza Korei Południowej (NIS)" names it twice
        return pack.has_cases and how == "genitive" and nominal.countries == previous.countries and into(nominal, previous)
    if previous.owned in ("adjective", "possessive") and previous.countries:
        return False
    previous.countries, previous.owned = nominal.countries, how
    return into(nominal, previous)


def made(previous: Nominal, site: Nominal) -> bool:
    """ "rakiety północnokoreańskiej produkcji", "technologia budowy okrętów": whose make it is; else the word only leads on."""
    if site.countries and not previous.countries:
        previous.countries, previous.owned = site.countries, "genitive"
    elif previous.theme("technology", "money") is None:
        return False
    return into(site, previous)


_OWNED = ("troops", "arms", "technology", "programme", "workers", "listing", "measures")


def whose(previous: Nominal, nominal: Nominal, pack: Pack) -> bool:
    """ "żołnierze Kim Dzong Una", "fighters of the Africa Corps": a leader's or a unit's people are those of its state."""
    genitive = "of" in nominal.prep or (pack.has_cases and not nominal.prep and nominal.cases & f.GEN)
    if not genitive or previous.countries or (previous.theme(*_OWNED) is None and previous.type != "site"):
        return False
    previous.countries, previous.owned = nominal.countries, "genitive"
    return into(nominal, previous)


def place_in(previous: Nominal, nominal: Nominal) -> bool:
    """ "Ałabuga w Tatarstanie", "Kharkiv, Ukraine": the wider place adds nothing."""
    if previous.type == "site" and not nominal.prep & {"to", "from"}:
        previous.countries, previous.owned, previous.place = (
            nominal.countries,
            "genitive",
            nominal.place or (nominal.sense if nominal.type == "place" else None),
        )
        return into(nominal, previous)
    if nominal.prep & {"in", "of"} and set(nominal.countries) <= set(previous.countries):
        return into(nominal, previous)
    return False


def firm_from(firm: Nominal, where: Nominal, mentions: list[Mention]) -> bool:
    """ "firmy budowlane z Władywostoku", "firma Altex z okolic Łodzi": whose a firm is, by the place it is from."""
    if firm.countries or firm.prep & {"in", "to"} or where.type not in ("place", "country") or not where.countries:
        return False
    if firm.theme("targets") is None and firm.type != "site":
        return False
    gap = mentions[firm.last + 1 : where.first]
    named = [mention for mention in gap if not mention.types & {"prep"}]
    if not 0 < len(named) < len(gap) + 1 or len(gap) > 3 or any(mention.mark for mention in gap):
        return False
    preps = [mention for mention in gap if mention.has("prep", "from") or mention.has("prep", "in")] or (
        [mentions[where.left]] if where.prep & {"from", "in"} else []
    )
    if not preps or any(mention.types - {"prep", "site", "word"} for mention in gap):
        return False
    firm.countries, firm.owned = where.countries, "from"
    return into(where, firm)
