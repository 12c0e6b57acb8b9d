"""Fills the slots of a claim: place, number, money, item, programme, dates, losses."""

from __future__ import annotations

from flows.extraction.discourse import Discourse
from flows.extraction.frames.frame import Frame
from flows.extraction.parse import Parse
from flows.extraction.slots.counts import fill_amount, fill_quantity
from flows.extraction.slots.events import UNDATED, fill_event
from flows.extraction.slots.items import fill_item, fill_programme
from flows.extraction.slots.places import fill_place
from flows.extraction.slots.slots import Slots
from schemas.kinds import KINDS


def slots_of(frame: Frame, parsed: Parse, discourse: Discourse) -> Slots:
    """Fills the slots that mean something for the frame's kind."""
    slots = Slots()
    wanted = KINDS[frame.kind].slots
    if "place" in wanted:
        fill_place(slots, frame, parsed, discourse)
    if "quantity_min" in wanted:
        fill_quantity(slots, frame, parsed)
    if "amount_min" in wanted:
        fill_amount(slots, frame, parsed)
    if "item" in wanted:
        fill_item(slots, frame, parsed)
    if "programme" in wanted:
        fill_programme(slots, frame, parsed)
    if "instrument_asserted" in wanted:
        rules = next((nominal for nominal in frame.themes if nominal.theme("rules") is not None), None)
        if rules is not None:
            slots.instrument_asserted = parsed.words(rules.first, rules.last)
    if frame.frame not in UNDATED:
        fill_event(slots, frame, parsed)
    return slots
