"""The slots of a claim beside its parties: place, number, money, item, programme, dates, losses."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from flows.extraction.dates.when import When
from flows.extraction.discourse import Discourse
from flows.extraction.frames.frame import Frame
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f
from flows.extraction.parse import Parse
from flows.extraction.quantities import Quantity
from schemas.kinds import KINDS

_PLACE_TYPES = {"country": "country", "territory": "region", "region": "region", "city": "city", "point": "point"}
_PEOPLE = frozenset({"troop_deployment", "labour_export", "military_training"})
_COUNTRY = 4  # how precise a place a whole country is, after points, cities and regions
_UNDATED = frozenset({"make", "use", "seize"})  # rule 35: debris and use say nothing about when the thing was handed over


@dataclass(slots=True)
class Slots:
    """What a claim says beside who and how firmly; null where the text does not say."""

    place: str | None = None
    place_country: str | None = None
    place_precision: str | None = None
    quantity_min: float | None = None
    quantity_max: float | None = None
    unit: str | None = None
    quantity_text: str | None = None
    quantity_precision: str | None = None
    quantity_type: str | None = None
    amount_min: float | None = None
    amount_max: float | None = None
    currency: str | None = None
    item: str | None = None
    item_text: str | None = None
    programme: str | None = None
    event_start: date | None = None
    event_end: date | None = None
    event_precision: str | None = None
    date_text: str | None = None
    losses_min: float | None = None
    losses_max: float | None = None
    losses_text: str | None = None
    instrument_asserted: str | None = None
    exchange_group: str | None = None

    def columns(self) -> dict[str, Any]:
        """Name and value of each slot."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def fill(self, other: Slots) -> None:
        """Takes from another reading of the same conduct what this one lacks."""
        for group in _TOGETHER:
            if all(getattr(self, name) is None for name in group):
                for name in group:
                    setattr(self, name, getattr(other, name))

    def covers(self, other: Slots) -> bool:
        """Whether the other says nothing that this one does not."""
        names = ("place", "quantity_text", "amount_min", "item", "programme", "date_text", "losses_text")
        return all(getattr(other, name) in (None, getattr(self, name)) for name in names)


_TOGETHER = (
    ("place", "place_country", "place_precision"),
    ("quantity_min", "quantity_max", "unit", "quantity_text", "quantity_precision", "quantity_type"),
    ("amount_min", "amount_max", "currency"),
    ("item", "item_text"),
    ("programme",),
    ("event_start", "event_end", "event_precision", "date_text"),
    ("losses_min", "losses_max", "losses_text"),
    ("instrument_asserted",),
)


def slots_of(frame: Frame, parsed: Parse, discourse: Discourse) -> Slots:
    """Fills the slots that mean something for the frame's kind."""
    slots = Slots()
    wanted = KINDS[frame.kind].slots
    if "place" in wanted:
        _place(slots, frame, parsed, discourse)
    if "quantity_min" in wanted:
        _quantity(slots, frame, parsed)
    if "amount_min" in wanted:
        _amount(slots, frame, parsed)
    if "item" in wanted:
        _item(slots, frame, parsed)
    if "programme" in wanted:
        _programme(slots, frame, parsed)
    if "instrument_asserted" in wanted:
        rules = next((nominal for nominal in frame.themes if nominal.theme("rules") is not None), None)
        if rules is not None:
            slots.instrument_asserted = parsed.words(rules.first, rules.last)
    if frame.frame not in _UNDATED:
        _event(slots, frame, parsed)
    return slots


def _place(slots: Slots, frame: Frame, parsed: Parse, discourse: Discourse) -> None:
    if frame.frame in _UNDATED:
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


def _quantity(slots: Slots, frame: Frame, parsed: Parse) -> None:
    if frame.kind == "designation":
        _listed(slots, frame, parsed)
        return
    nominal = next((nominal for nominal in frame.themes if nominal.quantity is not None), None)
    number: Quantity | None = None
    unit = ""
    if nominal is not None and nominal in parsed.nominals:
        number = nominal.quantity
        unit = next((sense.unit for sense in nominal.themes if sense.unit), "")
    elif frame.themes and (frame.themes[0] not in parsed.nominals or frame.frame == "count"):
        clause = parsed.clauses[frame.clause]
        counted = {id(nominal.quantity) for nominal in parsed.nominals if nominal.quantity is not None}
        number = next(
            (number for number in parsed.numbers if number.first in clause and not number.currency and id(number) not in counted), None
        )
        unit = next((sense.unit for sense in frame.themes[0].themes if sense.unit), "")
    if number is None or number.currency:
        return
    if frame.losses:
        slots.losses_min, slots.losses_max, slots.losses_text = number.low, number.high, parsed.words(number.first, number.last)
        return
    slots.quantity_min, slots.quantity_max = number.low, number.high
    others = [other.quantity for other in frame.themes if other is not nominal and other.quantity is not None]
    if others and frame.kind == "troop_deployment" and all(other.precision == number.precision != "order_of_magnitude" for other in others):
        slots.quantity_min = _sum(number.low, *(other.low for other in others))
        slots.quantity_max = _sum(number.high, *(other.high for other in others))
    slots.unit = unit or None
    slots.quantity_text = parsed.words(number.first, number.last)
    slots.quantity_precision = number.precision
    slots.quantity_type = "flow" if number.more else "stock" if number.total else None


def _sum(*parts: float | None) -> float | None:
    return None if None in parts else sum(part for part in parts if part is not None)


def is_target(nominal: Nominal) -> bool:
    """Whether it can be on a list: persons, firms, ships, or people of a country."""
    people = nominal.type == "country" and nominal.sense is not None and nominal.sense.form == "people"
    return people or nominal.theme("targets") is not None


def _listed(slots: Slots, frame: Frame, parsed: Parse) -> None:
    """How many persons or entities the authority listed: the first number of them in the clause."""
    clause = parsed.clauses[frame.clause]
    counted = [nominal for nominal in parsed.nominals if nominal.quantity is not None and is_target(nominal) and nominal.head in clause]
    own = [nominal for nominal in frame.themes if nominal.quantity is not None and is_target(nominal)]
    counted = own or counted
    if counted and counted[0].quantity is not None:
        number = counted[0].quantity
        slots.quantity_min, slots.quantity_max, slots.quantity_precision = number.low, number.high, number.precision
        slots.unit = next((sense.unit for sense in counted[0].themes if sense.unit), None) or "persons"
        slots.quantity_text = parsed.words(number.first, number.last)


def _amount(slots: Slots, frame: Frame, parsed: Parse) -> None:
    clause = parsed.clauses[frame.clause]
    money = [number for number in parsed.numbers if number.currency]
    near = [number for number in money if number.first in clause] or (money if frame.kind == "cyber_theft" else [])
    if near:
        number = min(near, key=lambda number: abs(number.first - frame.at))
        slots.amount_min, slots.amount_max, slots.currency = number.low, number.high, number.currency


def _item(slots: Slots, frame: Frame, parsed: Parse) -> None:
    items: list[str] = []
    words: list[str] = []
    for nominal in frame.themes:
        source = nominal.content or nominal
        sense = next((sense for sense in source.themes if sense.item and not sense.container), None)
        if sense is not None and frame.kind != "military_training":
            items.append(sense.item)
        if nominal in parsed.nominals:
            words.append(parsed.words(nominal.head, nominal.last))
    if not items and frame.item:
        items.append(frame.item)
    slots.item = "; ".join(dict.fromkeys(items)) or None
    slots.item_text = "; ".join(dict.fromkeys(words)) or None if items else None


def _programme(slots: Slots, frame: Frame, parsed: Parse) -> None:
    for nominal in frame.themes:
        for part in (nominal, nominal.content):
            if part is None:
                continue
            sense = next((sense for sense in part.themes if sense.programme), None)
            if sense is not None:
                slots.programme = sense.programme
                if frame.kind == "technology_transfer" and slots.item is None:
                    slots.item = f"{sense.programme} technology"
                return
    near = parsed.clauses[frame.clause : frame.clause + 2]
    clauses = [clause for clause in near if clause is near[0] or clause.opener in ("purpose", "where")]
    for nominal in parsed.nominals:
        sense = nominal.theme("programme")
        if sense is not None and any(nominal.head in clause for clause in clauses) and sense.programme:
            slots.programme = sense.programme
            return


def _event(slots: Slots, frame: Frame, parsed: Parse) -> None:
    when = _own_date(frame, parsed)
    if when is None and frame.kind == "designation":
        when = next((when for when in parsed.whens if when.precision == "day"), None)  # said on the day it was done
    if when is None:
        return
    slots.date_text = parsed.words(when.first, when.last)
    slots.event_start, slots.event_end = when.start, when.end
    slots.event_precision = when.precision if when.start or when.end else None


def lies_ahead(slots: Slots, published: date) -> None:
    """A plan's date lies ahead: "in January" is the next one, "before the end of the year" begins today."""
    start, end = slots.event_start, slots.event_end
    if (
        start is not None
        and end is not None
        and end < published
        and not any(char.isdigit() and len(word) == 4 for word in (slots.date_text or "").split() for char in word)
    ):
        try:
            slots.event_start, slots.event_end = start.replace(year=start.year + 1), end.replace(year=end.year + 1)
        except ValueError:  # the 29th of February
            slots.event_start, slots.event_end = None, None
    elif start is None and end is not None and end >= published:
        slots.event_start = published


def said_on(cues: list[int], parsed: Parse) -> date | None:
    """The day on which it was said: a date that stands nearest to one of these verbs of saying, in its clause."""
    for cue in cues:
        clause = parsed.clauses[parsed.clause_of(cue)]
        rivals = [at for at in clause.positions() if at != cue and _predicate(parsed, at)]
        for when in parsed.whens:
            near = when.first in clause and all(_distance(when, cue) < _distance(when, rival) for rival in rivals)
            if near and when.precision == "day" and when.start is not None and when.start == when.end:
                return when.start
    return None


def _own_date(frame: Frame, parsed: Parse) -> When | None:
    """The date that stands nearer to the trigger than to any other verb of its clause."""
    if not parsed.whens:
        return None
    clause = parsed.clauses[frame.clause]
    rivals = [
        at
        for at in clause.positions()
        if at != frame.at
        and _predicate(parsed, at)
        and not any(when.first <= at <= when.last for when in parsed.whens)
        and not (frame.noun and (parsed.mentions[at].has("cue", "occur") or parsed.mentions[at].has("cue", "light")))
    ]
    found = []
    for when in parsed.whens:
        if when.first not in clause:
            continue
        distance = _distance(when, frame.at)
        if frame.noun and when.precision not in ("day", "week"):
            found.append((distance, when))  # a noun has no tense: the month in which it was reported bounds it too
        elif all(distance <= _distance(when, rival) for rival in rivals):
            found.append((distance, when))
    if found:
        return min(found, key=lambda pair: pair[0])[1]
    return None


def _distance(when: When, at: int) -> int:
    return when.first - at if at < when.first else at - when.last


def _predicate(parsed: Parse, at: int) -> bool:
    mention = parsed.mentions[at]
    if mention.types & {"theme", "prep"}:
        return False
    bits = mention.bits("verb") | mention.bits("cue") | mention.bits("act")
    return bool(bits & (f.FINITE | f.PASSIVE))


def is_counted(nominal: Nominal) -> bool:
    """Whether the text gives a number of it."""
    return nominal.quantity is not None
