"""How many, and how much money."""

from __future__ import annotations

from flows.extraction.frames.frame import Frame
from flows.extraction.frames.measures import is_target
from flows.extraction.parse import Parse
from flows.extraction.quantities import Quantity
from flows.extraction.slots.slots import Slots


def fill_quantity(slots: Slots, frame: Frame, parsed: Parse) -> None:
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


def fill_amount(slots: Slots, frame: Frame, parsed: Parse) -> None:
    clause = parsed.clauses[frame.clause]
    money = [number for number in parsed.numbers if number.currency]
    near = [number for number in money if number.first in clause] or (money if frame.kind == "cyber_theft" else [])
    if near:
        number = min(near, key=lambda number: abs(number.first - frame.at))
        slots.amount_min, slots.amount_max, slots.currency = number.low, number.high, number.currency
