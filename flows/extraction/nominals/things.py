"""Two things side by side: compounds, containers with their content, programmes with their purpose."""

from __future__ import annotations

from flows.extraction.nominals.nominal import Nominal, into
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Pack


def compound(previous: Nominal, nominal: Nominal) -> bool:
    """ "Houthi operatives", "tank makers": the first noun only qualifies the second."""
    if previous.type == "org" and nominal.type == "theme" and nominal.theme("troops", "arms", "targets") and not previous.office_role:
        nominal.countries, nominal.owned = nominal.countries or previous.countries, nominal.owned or "adjective"
    elif previous.type == "org" and nominal.type == "document" and not nominal.organ:
        nominal.organ, nominal.organ_role, nominal.proper = previous.organ, previous.organ_role, True  # "a Reuters investigation"
        nominal.sense = previous.sense
    elif not (
        previous.type == "theme"
        and not previous.quantity
        and (
            nominal.type == "document"
            or (nominal.type == "organ" and nominal.organ_role == "group")
            or (nominal.type == "office" and nominal.office_role == "official")
            or (not previous.plural and nominal.theme("targets") is not None)
        )
    ):
        return False
    nominal.countries = nominal.countries or previous.countries
    nominal.owned = nominal.owned or previous.owned
    nominal.quantity = nominal.quantity or previous.quantity
    nominal.left, nominal.first, nominal.prep = previous.left, previous.first, previous.prep
    previous.inside = nominal
    return True


def contained(nominal: Nominal, pack: Pack) -> bool:
    if nominal.prep:
        return bool(nominal.prep & {"of", "with"})
    return pack.has_cases and bool(nominal.cases & f.GEN)


def two_things(previous: Nominal, nominal: Nominal, pack: Pack) -> bool:
    """ "missile technology", "komponenty do rakiet", "data on missiles": one thing qualifies the other."""
    if not pack.has_cases and not nominal.prep and nominal.first == nominal.head:
        if previous.quantity and not nominal.quantity:
            nominal.quantity = previous.quantity
        if previous.countries and not nominal.countries:
            nominal.countries, nominal.owned = previous.countries, previous.owned
        nominal.left, nominal.first, nominal.prep = previous.left, previous.first, previous.prep
        nominal.content = previous if nominal.container else None
        if _battery(previous, nominal):
            nominal.themes = previous.themes
        previous.inside = nominal
        nominal.negated = nominal.negated or previous.negated
        return True
    if (
        pack.has_cases
        and not nominal.prep
        and nominal.cases & f.GEN
        and previous.theme("troops")
        and nominal.theme("troops")
        and not previous.countries
        and not nominal.quantity
    ):
        previous.countries, previous.owned = nominal.countries, "genitive" if nominal.countries else ""
        return into(nominal, previous)
    qualifies = nominal.prep & {"of", "for", "about", "to"} or (pack.has_cases and not nominal.prep and nominal.cases & f.GEN)
    if nominal.quantity is not None and not nominal.prep and nominal.cases & f.NOM:
        qualifies = False  # "objął sankcjami | dwie osoby"
    if pack.has_cases and nominal.theme("programme") and previous.theme("money") and not nominal.cases & f.GEN:
        qualifies = False  # "przeznacza pieniądze | na program"
    if qualifies and previous.theme("technology", "programme", "money", "rules") is not None:
        previous.topic = nominal
        if nominal.countries and not previous.countries:
            previous.countries, previous.owned = nominal.countries, nominal.owned
        return into(nominal, previous)
    return False


def _battery(weapon: Nominal, unit: Nominal) -> bool:
    """ "two S-400 divisions": units of a system that is bought are the system."""
    return any(sense.item == "military units" for sense in unit.themes) and any(
        sense.item in ("air defence system", "Iskander missile system", "anti-aircraft missiles") for sense in weapon.themes
    )
