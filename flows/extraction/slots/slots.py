"""The slots of a claim beside its parties, and which are filled for which kind."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter
from typing import Any


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
        return dict(zip(_NAMES, _VALUES(self), strict=True))

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


_NAMES = tuple(field.name for field in fields(Slots))
_VALUES = attrgetter(*_NAMES)
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
