"""What every list comes down to: a listed party with its names and ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from schemas.problems import BadInput

PartyType = Literal["person", "organisation", "vessel", "aircraft", "other"]

MOST_NAMES = 1_000  # of one entry, and of its ids
LONGEST = 1_000  # characters of a name or id

_IMO = re.compile(r"^(?:IMO)?\D{0,3}(\d{7})$", re.IGNORECASE)
_QID = re.compile(r"^Q[1-9]\d*$")
_LEI = re.compile(r"^[A-Z0-9]{18}\d\d$")
_NO_SIGN = re.compile(r"[^0-9A-Za-zА-Яа-яЁё]+")


class NotAList(BadInput):
    """A file that is none of the lists that can be read, or is not whole; the message says what was seen."""


@dataclass(slots=True)
class Listed:
    """One party on a list. ``names`` says of each name whether it is a weak alias; the first is the main one.

    ``ids`` are scheme and value: imo, wikidata, lei, tax, registration, or other. ``problem`` says why the entry cannot be used.
    """

    entry_id: str
    type: PartyType = "other"
    names: dict[str, bool] = field(default_factory=dict)
    ids: set[tuple[str, str]] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    programmes: set[str] = field(default_factory=set)
    datasets: set[str] = field(default_factory=set)
    listed_on: date | None = None

    def name(self, text: str | None, *, weak: bool = False) -> None:
        """Adds a name. Of a person "FAMILY, Given" is added with the family name last too, for both orders are in use."""
        words = " ".join((text or "").split()).strip(" ;")
        if not words:
            return
        self.names[words] = self.names.get(words, True) and weak
        family, comma, given = words.partition(", ")
        if comma and self.type == "person" and "," not in given:
            turned = f"{given} {family}"
            self.names[turned] = self.names.get(turned, True) and weak

    def id(self, scheme: str, text: str | None) -> None:
        """Adds an id. A ship's number must pass its check digit; an untyped id gets the scheme that its form shows without doubt."""
        value = " ".join((text or "").split())
        imo, bare = _IMO.match(value), _NO_SIGN.sub("", value).upper()
        if scheme == "imo" or (scheme == "other" and value[:3].upper() == "IMO"):
            if imo and is_imo(imo.group(1)):
                self.ids.add(("imo", imo.group(1)))
        elif scheme == "wikidata" or (scheme == "other" and _QID.match(value)):
            if _QID.match(value):
                self.ids.add(("wikidata", value))
        elif scheme == "other" and _LEI.match(bare):
            self.ids.add(("lei", bare))
        elif len(bare) > 3:
            self.ids.add((scheme, bare))

    def since(self, text: str | None) -> None:
        """Takes the earliest of the days that a list gives."""
        day = as_day(text)
        if day and (self.listed_on is None or day < self.listed_on):
            self.listed_on = day

    @property
    def problem(self) -> str | None:
        """Why the entry cannot be used, or nothing."""
        if not self.entry_id or not self.names:
            return "no id" if not self.entry_id else "no name"
        if len(self.names) > MOST_NAMES or len(self.ids) > MOST_NAMES:
            return f"more than {MOST_NAMES} names or ids"
        if max(map(len, [self.entry_id, *self.names, *(value for _, value in self.ids)])) > LONGEST:
            return f"a name or id of more than {LONGEST} characters"
        return None


@dataclass(frozen=True, slots=True)
class Reading:
    """A list being read: what it is, its files, the day it was made, and its entries, which are read as they are asked for."""

    name: str
    format: str
    files: tuple[Path, ...]
    published: date | None
    entries: Iterator[Listed]


def is_imo(digits: str) -> bool:
    """Whether seven digits are an IMO number: the last is the units digit of the others weighted 7 to 2."""
    return digits[0] != "0" and sum(int(digit) * weight for digit, weight in zip(digits[:6], range(7, 1, -1), strict=True)) % 10 == int(
        digits[6]
    )


def as_day(text: str | None) -> date | None:
    """A day as lists write it: ISO 8601, with or without a time. Anything vaguer is no day."""
    found = re.match(r"\d{4}-\d\d-\d\d", text or "")
    return _day(found.group(), "%Y-%m-%d") if found else None


def as_local_day(text: str | None, pattern: str) -> date | None:
    """A day written otherwise: ``%m/%d/%Y`` at OFAC, ``%d/%m/%Y`` in CSV files of the EU."""
    return as_day(text) or _day((text or "").strip(), pattern)


def _day(text: str, pattern: str) -> date | None:
    try:
        return datetime.strptime(text, pattern).date()
    except ValueError:
        return None
