"""Institutions that speak: bodies of states, of several states, and those described by their members."""

from __future__ import annotations

from flows.extraction.attribution.predication import definite
from flows.extraction.discourse import Discourse, Speaker
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f
from flows.extraction.parse import Parse
from schemas.speakers import ANALYTIC_ROLES


def institution(nominal: Nominal, country: str, words: str, parse: Parse, discourse: Discourse) -> Speaker | None:
    if nominal.organ == "junta" and not country:
        country = discourse.junta()
    if nominal.type == "org" and nominal.owned == "adjective" and nominal.sense is not None and nominal.sense.c not in ("", country):
        return Speaker(f"{parse.pack.country_names.get(country, ('', ''))[1]} {nominal.organ}", country, nominal.organ_role, words)
    if nominal.office_role == "official" and nominal.type == "office" and nominal.organ:
        holder = next((speaker for speaker in reversed(discourse.people) if speaker.organ == nominal.organ), None)
        if holder is not None:
            return holder  # "szef HUR", once he has been named
    if nominal.type == "org" or (nominal.organ and nominal.organ_role and _is_proper(nominal)):
        return Speaker(nominal.organ, country, nominal.organ_role or "none", words)
    if nominal.office_role == "generic" and nominal.plural and nominal.possessor and discourse.bodies and parse.pack.has_cases:
        return discourse.bodies[-1]  # "jak ustalili jego członkowie"
    name, adjective = parse.pack.country_names.get(country, ("", ""))
    body = parse.pack.bodies.get((nominal.organ_role, country)) if nominal.organ and country else None
    if body is not None:
        return Speaker(body, country, nominal.organ_role, words)
    if nominal.office_role in ("generic", "monitoring_body"):
        described = _by_members(nominal, parse)
        if described is not None:
            return described
    if nominal.office_role == "generic":
        known = _matching(nominal, discourse)
        mine = country and nominal.owned in ("adjective", "possessive", "genitive") and not nominal.plural
        if mine and (known is None or known.country != country) and not parse.pack.has_cases:
            return Speaker(words, country, "official", words)  # "Pyongyang's mission in Geneva"
        return known
    if nominal.unnamed and country:
        role = "official" if nominal.office_role == "unnamed_official" else nominal.office_role
        if nominal.plural:
            return Speaker(f"{adjective or name} {nominal.unnamed}", country, role, words)
        return Speaker(f"{adjective or name} {nominal.unnamed.removesuffix('s')}" if parse.pack.has_cases else words, country, role, words)
    if nominal.unnamed and definite(nominal, parse) and nominal.office_role == "unnamed_official":
        known = next(
            (speaker for speaker in reversed(discourse.speakers) if speaker.role in ("official", "unnamed_official", "intelligence")), None
        )
        if known is not None:
            return known  # "the official" is who was just quoted
    if nominal.unnamed:
        return _matching(nominal, discourse) or Speaker(f"unnamed {nominal.unnamed} ({words})", "", nominal.office_role, words)
    if nominal.organ and country:
        return Speaker(
            f"Government of {name}" if nominal.organ in ("government", "regime", "junta") else f"{nominal.organ} of {name}",
            country,
            nominal.organ_role,
            words,
        )
    if nominal.organ or nominal.office_role:
        previous = _matching(nominal, discourse)
        several = _several(nominal, parse) and (nominal.office_role == "official" or (previous is not None and previous.role == "official"))
        if previous is not None and ((country and previous.country != country) or several):
            previous = None  # "South Korean lawmakers" are not the spokeswoman in Moscow
        if previous is not None and not (
            nominal.organ and nominal.organ_role == "government" and nominal.type == "organ" and previous.role == "official"
        ):
            return previous
        if (
            nominal.organ
            and nominal.organ_role == "government"
            and nominal.type == "organ"
            and not country
            and nominal.organ not in ("government", "regime", "junta")
        ):
            return Speaker(words, "", "government", words)  # "the defence ministry", nobody says whose
        if (
            nominal.organ
            and not country
            and not nominal.office_role
            and not definite(nominal, parse)
            and nominal.organ_role in ANALYTIC_ROLES
        ):
            return Speaker(words, "", nominal.organ_role, words)  # "a European intelligence service"
        if country:
            role = nominal.office_role if nominal.office_role in ANALYTIC_ROLES else "official"  # "a Seoul think tank" finds
            return Speaker(f"{adjective or name} {words}" if not nominal.office_role else words, country, role, words)
        if nominal.office_role in ("official", "spokesperson") and not nominal.organ and (nominal.plural or not parse.pack.has_cases):
            ours = definite(nominal, parse) or bool(nominal.possessor)
            return Speaker(words, "", "official" if ours else "unnamed_source", words)  # of whom nobody says whose he is
        if nominal.organ and nominal.organ_role in ANALYTIC_ROLES:
            return Speaker(words, "", nominal.organ_role, words)  # "the public prosecutor"
        if nominal.office_role == "intelligence" and not parse.pack.has_cases and not definite(nominal, parse):
            return Speaker(words, "", "unnamed_source", words)  # "an unnamed intelligence official"
        return Speaker(words, country, _office_role(nominal), words) if nominal.office_role in ("research", "monitoring_body") else None
    if country in ("EU", "UN"):
        return Speaker(name, country, "international_organisation", words)
    if nominal.type == "country" and nominal.owned == "adjective":
        return Speaker(words, country, "expert", words)  # "rosyjski bloger": somebody of that country
    if nominal.type == "country":
        if nominal.sense is not None and nominal.sense.form == "people" and (not parse.pack.has_cases or nominal.quantity is not None):
            return None
        return Speaker(f"Government of {name}", country, "government", words)
    return None


def _by_members(nominal: Nominal, parse: Parse) -> Speaker | None:
    """ "a group of South Korea, the US, Japan and eight others": the body with these members, if the reference knows exactly one."""
    listed = [
        other
        for other in parse.nominals
        if other.type == "country"
        and nominal.head < other.head <= nominal.head + 20
        and other.sense is not None
        and other.sense.form == "name"
    ]
    states = {code for other in listed for code in other.countries}
    others = next(
        (
            int(number.low)
            for number in parse.numbers
            if number.low and nominal.head < number.first <= nominal.head + 24 and number.low < 40
        ),
        0,
    )
    found = [
        entry
        for entry in parse.pack.members
        if len(states & entry[3]) >= 2
        and (not others or any(len(part & entry[3]) + others == len(entry[3]) for part in _initial_parts(listed)))
    ]
    if len(found) != 1:
        return None
    name, country, role, _ = found[0]
    return Speaker(name, country, role, parse.words(nominal.first, nominal.last))


def _initial_parts(listed: list[Nominal]) -> list[set[str]]:
    """The first two, three, … states of a list: what follows the list may name states too."""
    return [{code for nominal in listed[:count] for code in nominal.countries} for count in range(2, len(listed) + 1)]


def _several(nominal: Nominal, parse: Parse) -> bool:
    """ "Two diplomats": more than one, also where the plural is a word of its own in the pack."""
    counted = nominal.quantity is not None and nominal.quantity.low != 1
    return nominal.plural or counted or (not parse.pack.has_cases and bool(parse.mentions[nominal.head].bits("office") & f.PLURAL))


def _is_proper(nominal: Nominal) -> bool:
    return nominal.proper or (nominal.sense is not None and nominal.sense.t == "org")


def _office_role(nominal: Nominal) -> str:
    return {"official": "official", "spokesperson": "official"}.get(nominal.office_role, nominal.office_role or nominal.organ_role)


_COMPATIBLE = {
    "media": ("intelligence", "media", "state_media"),
    "official": ("official",),
    "spokesperson": ("official", "government", "authority", "military"),
    "research": ("research", "monitoring_body", "investigator"),
    "monitoring_body": ("monitoring_body", "research"),
    "expert": ("research", "monitoring_body", "expert"),
    "unnamed_official": ("unnamed_official",),
    "unnamed_source": ("unnamed_source", "unnamed_official"),
    "intelligence": ("intelligence",),
    "government": ("government", "official", "authority"),
    "authority": ("authority", "government"),
    "investigator": ("investigator", "authority", "intelligence"),
    "military": ("military",),
    "generic": (
        "monitoring_body",
        "research",
        "intelligence",
        "investigator",
        "authority",
        "government",
        "military",
        "international_organisation",
        "media",
        "company",
        "state_media",
    ),
    "state_media": ("state_media",),
}


def _matching(nominal: Nominal, discourse: Discourse) -> Speaker | None:
    """ "the agency", "the minister", "the group": the latest speaker of that sort."""
    wanted = _COMPATIBLE.get(nominal.office_role or nominal.organ_role, ())
    found = next((speaker for speaker in reversed(discourse.speakers) if speaker.role in wanted), None)
    if found is None and discourse.speaker is not None and discourse.speaker.role in wanted:
        return discourse.speaker
    if found is None and nominal.office_role == "generic":
        found = next((speaker for speaker in reversed(discourse.bodies) if speaker.role in ANALYTIC_ROLES), None)
    if found is None and nominal.office_role == "official":
        return next(reversed(discourse.people), None)
    return found
