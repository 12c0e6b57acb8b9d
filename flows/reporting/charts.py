"""Charts as places on a drawing: templates draw them as SVG. Across, places are per cent of the width, so that they fit every screen; down, pixels.

No chart library: bars and ranges need none, a template prints, follows light and dark, and costs no import; every mark is a link.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flows.reporting.words import explore, figure, many

_MONTHS = 48  # that a chart shows at most, the newest
_LANE = 34  # pixels of a lane's highest bar
_PANEL, _MARGIN = 220, 14  # pixels of a panel of figures, and its margin above and below
_WIDE, _HIGH = 18.0, 14  # what a label takes, per cent and pixels

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Bar:
    """A month of a lane: ``high`` pixels, of which ``contested`` are for contested facts."""

    x: float
    wide: float
    high: float
    contested: float
    says: str
    href: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One kind over time."""

    kind: str
    facts: int
    most: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes of one scale. ``ticks`` are (place, words) of the axis; ``earlier`` and ``undated`` count facts that are not drawn."""

    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]
    most: int
    earlier: int
    undated: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A speaker's figure: from ``low`` (below) to ``high`` (above) pixels; open where the speaker sets no bound."""

    x: float
    low: float
    high: float
    open_above: bool
    open_below: bool
    vague: bool
    status: str
    label: str
    side: str  # of the mark on which its label has room: right, left, or empty
    says: str
    href: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Figures that count in the same way. ``lines`` are (place, words) of the logarithmic axis."""

    counted_as: str
    rows: Rows
    marks: tuple[Mark, ...]
    lines: tuple[tuple[float, str], ...]
    ticks: tuple[tuple[float, str], ...]
    high: int


def timeline(rows: Rows, kinds: Iterable[str]) -> Timeline:
    """Facts by kind and month of the first report (rows of ``facts-by-month``)."""
    dated = [row for row in rows if row["month"] is not None]
    undated = sum(row["facts"] for row in rows if row["month"] is None)
    last = max((_number(row["month"]) for row in dated), default=0)
    first = max(min((_number(row["month"]) for row in dated), default=0), last - _MONTHS + 1)
    shown = [row for row in dated if _number(row["month"]) >= first]
    most = max((row["facts"] for row in shown), default=1)
    step = 100 / (last - first + 1)
    lanes = []
    for kind in kinds:
        own = [row for row in shown if row["kind"] == kind]
        if own:
            bars = tuple(_bar(row, (_number(row["month"]) - first) * step, step, most) for row in own)
            lanes.append(Lane(kind, sum(row["facts"] for row in own), max(row["facts"] for row in own), bars))
    return Timeline(
        tuple(lanes), _ticks(first, last), most, sum(row["facts"] for row in dated) - sum(row["facts"] for row in shown), undated
    )


def _bar(row: Mapping[str, Any], x: float, step: float, most: int) -> Bar:
    high = row["facts"] / most * _LANE
    says = f"{row['month']:%B %Y}: {many(row['facts'], 'fact')} on {row['kind'].replace('_', ' ')}" + (
        f", {row['contested']} contested" if row["contested"] else ""
    )
    wide = min(step * 0.78, 4.0)
    return Bar(
        round(x + (step - wide) / 2, 2), round(wide, 2), round(max(high, 2), 1), round(row["contested"] / row["facts"] * high, 1), says,
        explore(kind=row["kind"], first=f"{row['month']:%Y-%m}"),
    )  # fmt: skip


def panels(rows: Rows, order: Iterable[str]) -> list[Panel]:
    """Troop figures (rows of ``troop-figures``) by what they count: numbers in all, so many more, not said which, losses. Never one scale for two."""
    return [_panel(counted_as, own) for counted_as in order if (own := [row for row in rows if row["counted_as"] == counted_as])]


def _panel(counted_as: str, rows: Rows) -> Panel:
    dated = [row for row in rows if row["month"] is not None]
    numbers = [bound for row in dated for bound in (row["quantity_min"], row["quantity_max"]) if bound]
    if not numbers:
        return Panel(counted_as, rows, (), (), (), 0)
    least, most = math.floor(math.log10(min(numbers))), math.ceil(math.log10(max(numbers)))
    most = max(most, least + 1)
    last = max(_number(row["month"]) for row in dated)
    first = max(min(_number(row["month"]) for row in dated), last - _MONTHS + 1)
    step = 100 / (last - first + 1)

    def down(number: float) -> float:
        return round(_MARGIN + (_PANEL - 2 * _MARGIN) * (1 - (math.log10(max(number, 1)) - least) / (most - least)), 1)

    marks: list[Mark] = []
    taken: list[tuple[float, float, float]] = []
    together: dict[int, int] = {}
    beside = Counter(_number(row["month"]) for row in dated)
    for row in dated:
        month = _number(row["month"])
        low, high = row["quantity_min"], row["quantity_max"]
        if month < first or not (low or high):
            continue
        place = together[month] = together.get(month, 0) + 1
        x = round((month - first) * step + step * place / (beside[month] + 1), 2)
        below, above = down(low if low is not None else high), down(high if high is not None else low)
        side = _side(x, above, taken)
        taken += [(x, x, above), *([(x, x + _WIDE, above)] if side == "right" else [(x - _WIDE, x, above)] if side == "left" else [])]
        says = f"{row['month']:%B %Y}, {row['speaker']}: {figure(low, high)} {row['unit'] or ''}{' (vague)' if row['vague'] else ''}, {row['status'].replace('_', ' ')}"
        marks.append(
            Mark(x, below, above, high is None, low is None, row["vague"], row["status"], row["speaker"], side, says, figure_link(row))
        )
    lines = tuple((down(10**power), f"{10**power:,}") for power in range(least, most + 1))
    return Panel(counted_as, rows, tuple(marks), lines, _ticks(first, last), _PANEL)


def _side(x: float, level: float, taken: list[tuple[float, float, float]]) -> str:
    for side, start, end in (("right", x, x + _WIDE), ("left", x - _WIDE, x)):
        if start >= 0 and end <= 100 and not any(abs(level - at) < _HIGH and left < end and right > start for left, right, at in taken):
            return side
    return ""


def figure_link(row: Mapping[str, Any]) -> str:
    """The claims behind a row of ``troop-figures``."""
    speaker = "-" if row["speaker"].startswith("(") else row["speaker"]
    return explore(kind="troop_deployment", fact=row["fact_id"] or "", speaker=speaker, status=row["status"])


def _number(month: date) -> int:
    return month.year * 12 + month.month - 1


def _ticks(first: int, last: int) -> tuple[tuple[float, str], ...]:
    """Years where they begin; quarters too, where there is room; months of a short span."""
    step = 100 / (last - first + 1)
    every = 1 if last - first < 12 else 3 if last - first < 24 else 12
    return tuple(
        (round((month - first) * step, 2), str(month // 12) if month % 12 == 0 else f"{date(month // 12, month % 12 + 1, 1):%b}")
        for month in range(first, last + 1)
        if month % every == 0
    )
