"""Reference data on law: instruments, when they applied, their paragraphs, which conduct these bear on, and who says what of it.

What a paragraph bears on is our table's suggestion. It is never what a speaker says (``claims.instrument_asserted``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from schemas.record import Row

_CODE = Field(pattern=r"^(any|designated|[A-Z]{2}(;[A-Z]{2})*)$")
_EDTF = Field(pattern=r"^\d{4}(-\d\d(-\d\d(/\d{4}-\d\d-\d\d)?)?)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument(Row):
    """One row per legal instrument: a resolution, regulation, order, law or treaty."""

    TABLE: ClassVar[str] = "instruments"
    KEY: ClassVar[tuple[str, ...]] = ("instrument_id",)

    instrument_id: Annotated[str, "UNSCR-1718, EU-833/2014, US-EO-13551 …", Field(pattern=r"^[A-Z][\w/-]+$")]
    issuer: Annotated[str, "Who made it"]
    jurisdiction: Annotated[str, "UN, EU, or ISO 3166-1 alpha-2"]
    targets: Annotated[list[str], "States that it is about, ISO 3166-1 alpha-2; empty when it is not about one state"]
    adopted: Annotated[str, "Day or year in which it was adopted, ISO 8601", _EDTF]
    binding: Annotated[str, "Whom it binds, in words"]
    short_title: Annotated[str, "What it is about, in words"]
    opensanctions_program: Annotated[str | None, "Id of the programme at OpenSanctions"] = None
    verification: Annotated[str, "How far the row was verified"]
    source: Annotated[str | None, "Where that can be seen"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentPeriod(Row):
    """One row per instrument and period in which it applies; several where it was suspended, terminated or re-imposed."""

    TABLE: ClassVar[str] = "instrument_periods"
    KEY: ClassVar[tuple[str, ...]] = ("instrument_id", "applies_from")

    instrument_id: Annotated[str, "The instrument"]
    applies_from: Annotated[date, "First day (UTC)"]
    applies_until: Annotated[date | None, "Last day (UTC); null when it still applies"] = None
    contested_by: Annotated[list[str], "States that hold that it does not apply in this period"]
    note: Annotated[str | None, "Why it began or ended"] = None
    verification: Annotated[str, "How far the row was verified"]
    source: Annotated[str | None, "Where that can be seen"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Row):
    """One row per instrument and paragraph: what it orders, about what goes from whom to whom."""

    TABLE: ClassVar[str] = "measures"
    KEY: ClassVar[tuple[str, ...]] = ("instrument_id", "paragraph")

    instrument_id: Annotated[str, "The instrument"]
    paragraph: Annotated[str, "Paragraph, article or annex"]
    measure: Annotated[str, "What it orders, in our own words"]
    flow_from: Annotated[str | None, "Who gives: codes of states, any, or designated (listed parties); null: no flow", _CODE] = None
    flow_to: Annotated[str | None, "Who gets: the same", _CODE] = None
    applies_from: Annotated[date | None, "First day, where the paragraph begins later than its instrument"] = None
    applies_until: Annotated[date | None, "Last day, where the paragraph ends before its instrument"] = None
    invoked_by: Annotated[str | None, "Who has invoked it, in words"] = None
    verification: Annotated[str, "How far the row was verified"]
    source: Annotated[str | None, "Where that can be seen"] = None
    note: Annotated[str | None, "Note of those who keep the file"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureKind(Row):
    """One row per paragraph and kind of conduct that it bears on."""

    TABLE: ClassVar[str] = "measure_kinds"
    KEY: ClassVar[tuple[str, ...]] = ("instrument_id", "paragraph", "kind")

    instrument_id: Annotated[str, "The instrument"]
    paragraph: Annotated[str, "The paragraph"]
    kind: Annotated[str, "Kind of conduct, of the codebook", Field(pattern=r"^[a-z]+(_[a-z]+)*$")]
    bearing: Annotated[
        str,
        "direct; indirect; contested (whether it covers such conduct is disputed); defence (parties rely on it); context (never suggested)",
        Field(pattern=r"^(direct|indirect|contested|defence|context)$"),
    ]
    confidence: Annotated[str, "How sure we are: high, medium or low", Field(pattern=r"^(high|medium|low)$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalPosition(Row):
    """One row per public statement on which law conduct of a kind breaks or does not break."""

    TABLE: ClassVar[str] = "legal_positions"
    KEY: ClassVar[tuple[str, ...]] = ("kind", "who", "date")

    kind: Annotated[str, "Kind of conduct, of the codebook", Field(pattern=r"^[a-z]+(_[a-z]+)*$")]
    who: Annotated[str, "Who holds it"]
    date: Annotated[str, "When they said so, EDTF", _EDTF]
    holds: Annotated[
        str,
        "breach (the conduct breaks the rules), other_rule (something else about it does), lawful",
        Field(pattern=r"^(breach|other_rule|lawful)$"),
    ]
    words: Annotated[str, "What they say, in our own words"]
    instruments: Annotated[list[str], "Instruments that they name"]
    reading: Annotated[str | None, "How we read it"] = None
    verification: Annotated[str, "How far the row was verified"]
    source: Annotated[str | None, "Where that can be seen"] = None
