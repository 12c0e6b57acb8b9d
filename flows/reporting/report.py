"""The report of a run, as HTML and Markdown: what is new, who says it, how good the data are, what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.reporting.words import markdown, plain, web_address
from schemas.kinds import KINDS
from schemas.source import STATES
from schemas.statuses import STATUSES

_TEMPLATES = Path(__file__).parent / "templates"
_MOST_FACTS = 200
_MOST_CLAIMS = 2_000  # in one page; more are in the warehouse, and the page says so

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a report is made of. Rows are those of the shipped queries of the same names."""

    run_id: str
    made_at: str
    counts: Mapping[str, Any]
    totals: Mapping[str, int]
    new_claims: Rows
    changed_facts: Rows
    by_speaker: Rows
    quality: Rows
    quarantine: Rows
    sources: Rows
    warehouse: Path
    docs: str = ""
    unread: Mapping[str, int] = field(default_factory=dict)


def render(material: Material) -> tuple[str, str]:
    """The report as HTML and as Markdown."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    html = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    text = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=False,  # noqa: S701 - Markdown; the filter `words` escapes it
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for environment, words in ((html, plain), (text, markdown)):
        environment.filters |= {"words": words, "address": web_address, "when": when, "moment": moment}
    context = _context(material)
    return html.get_template("report.html").render(context), text.get_template("report.md").render(context)


def _context(material: Material) -> dict[str, Any]:
    groups = _grouped(material.new_claims[:_MOST_CLAIMS])
    failed = [row for row in material.quality if not row["success"]]
    return {
        "material": material,
        "groups": groups,
        "facts": [row for row in material.changed_facts if row["what"] != "more claims"][:_MOST_FACTS],
        "more": sum(row["what"] == "more claims" for row in material.changed_facts),
        "shown": min(len(material.new_claims), _MOST_CLAIMS),
        "unwell": [row for row in material.sources if row["state"] != "ok"],
        "states": STATES,
        "failed": failed,
        "kinds": KINDS,
        "statuses": STATUSES,
    }


def _grouped(claims: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[tuple[str, list[Mapping[str, Any]]]]]]:
    """Claims by kind, then by status from the firmest down, in the order of the codebook."""
    found: dict[str, dict[str, list[Mapping[str, Any]]]] = {}
    for claim in claims:
        found.setdefault(claim["kind"], {}).setdefault(claim["status"], []).append(claim)
    return [(kind, [(status, found[kind][status]) for status in STATUSES if status in found[kind]]) for kind in KINDS if kind in found]


def when(claim: Mapping[str, Any]) -> str:
    """The time of the conduct as EDTF: a day, an interval, or open on one side."""
    start, end = claim["event_start"], claim["event_end"]
    if start is None and end is None:
        return ""
    if start == end:
        return str(start)
    return f"{start or '..'}/{end or '..'}"


def moment(at: datetime | None) -> str:
    """A moment to the minute (UTC); nothing where there is none."""
    return f"{at:%Y-%m-%d %H:%M}" if at is not None else ""
