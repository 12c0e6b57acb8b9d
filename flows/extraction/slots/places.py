"""Where it happened."""

from __future__ import annotations

from flows.extraction.discourse import Discourse
from flows.extraction.frames.frame import Frame
from flows.extraction.parse import Parse
from flows.extraction.slots.events import UNDATED
from flows.extraction.slots.slots import Slots

_PLACE_TYPES = {"country": "country", "territory": "region", "region": "region", "city": "city", "point": "point"}
_PEOPLE = frozenset({"troop_deployment", "labour_export", "military_training"})
_COUNTRY = 4  # how precise a place a whole country is, after points, cities and regions


def fill_place(slots: Slots, frame: Frame, parsed: Parse, discourse: Discourse) -> None:
    if frame.frame in UNDATED:
        return
    clause = parsed.clauses[frame.clause]
    parties = {*frame.actors, *frame.recipients}
    found = []
    for nominal in parsed.nominals:
        if (
            nominal.head not in clause
            or not nominal.prep & {"in", "to", "from", "via"}
            or (nominal.inside is not None and nominal.inside.type not in ("place", "site"))
        ):
            continue
        sense = nominal.place or (nominal.sense if nominal.type == "place" else None)
        if sense is not None and (sense.c in parties or not sense.c or sense.c == "UA"):
            rank = {"point": 0, "city": 1, "region": 2, "territory": 2}.get(sense.place_type, 3)
            aside = not nominal.prep & ({"in", "from"} if frame.frame == "return" else {"in", "to"})
            found.append((aside, rank, abs(nominal.head - frame.at), sense.name, sense.c, sense.place_type))
        elif (
            nominal.type == "country"
            and nominal.sense is not None
            and nominal.sense.form == "name"
            and (nominal.inside is None or nominal.inside.type == "site")
            and nominal.countries[0] in parties
            and nominal.group < 0  # several states are no place
            and ("in" in nominal.prep or (nominal.prep & ({"from"} if frame.frame == "return" else {"to"}) and frame.kind in _PEOPLE))
        ):
            found.append((False, _COUNTRY, abs(nominal.head - frame.at), nominal.sense.name, nominal.countries[0], "country"))
    if not any(rank < _COUNTRY for _, rank, *_ in found) and discourse.place is not None and discourse.place[1] in parties:
        meant = [other for other in parsed.nominals if other.pronoun in ("that_place", "here") and other.head in clause]
        if meant and (meant[0].pronoun == "here" or meant[0].prep & {"in", "to"}):
            found = [(False, 2, 0, *discourse.place)]  # "in the region": the one named before
    if found:
        _, _, _, name, country, kind = min(found)
        slots.place, slots.place_country, slots.place_precision = name, country or None, _PLACE_TYPES.get(kind, "region")
