"""The report of a run, as HTML and Markdown: what is new, who says it, how far the run can be trusted, and every claim to look through."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.reporting.charts import figure_link, panels, timeline
from flows.reporting.embed import packed
from flows.reporting.sections import ASSERTED, Rows, grouped, matrix, strips, verdicts
from flows.reporting.words import explore, figure, many, markdown, plain, web_address
from schemas.kinds import KINDS
from schemas.review import REASONS
from schemas.source import STATES
from schemas.statuses import STATUSES

if TYPE_CHECKING:
    import polars as pl
    from jinja2 import Environment

_HERE = Path(__file__).parent
# Written out in the page; the page says so, and Explore or the warehouse has the rest.
_MOST = {"claims": 300, "facts": 200, "pairs": 60, "rows": 200}
_COUNTED = ("stock", "flow", "not said", "losses")
EXPLORED = 50_000  # claims that Explore holds at most, the newest

# The queries whose answers the sections show, and whether they take the run: its own, or where there is none the last that has an answer.
QUERIES = {
    "headline": False,
    "sources": True,
    "new-claims": True,
    "changed-facts": True,
    "denials": False,
    "facts-by-month": False,
    "troop-figures": False,
    "party-matrix": False,
    "coverage": False,
    "quality": True,
    "quality-trend": False,
    "quarantine": True,
    "review": False,
    "runs": False,
    "countries": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a report is made of. ``answers`` are those of the shipped queries in ``QUERIES``; ``claims`` and ``facts`` those for Explore."""

    run_id: str
    made_at: str
    counts: Mapping[str, Any]
    answers: Mapping[str, Rows]
    claims: pl.DataFrame
    facts: pl.DataFrame
    warehouse: Path
    docs: str = ""
    unread: Mapping[str, int] = field(default_factory=dict)


def render(material: Material) -> tuple[str, str]:
    """The report as HTML and as Markdown."""
    context = _context(material)
    html = _templates(markup=True).get_template("report.html").render(context | _inlined(material, context))
    return html, _templates(markup=False).get_template("report.md").render(context)


@cache
def _templates(*, markup: bool) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=markup,  # noqa: S701 - Markdown has its own escapes: the filter `words`
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "words": plain if markup else markdown,
        "address": web_address,
        "when": when,
        "moment": moment,
        "label": label,
        "many": many,
    }
    environment.globals |= {"explore": explore, "figure": figure, "figure_link": figure_link}
    return environment


def _context(material: Material) -> dict[str, Any]:
    answers = material.answers
    changed = [row for row in answers["changed-facts"] if row["what"] != "more claims"]
    kinds, pairs = matrix(answers["party-matrix"])
    runs, trend = strips(answers["quality-trend"])
    return {
        "material": material,
        "answers": answers,
        "run": answers["new-claims"][0]["run_id"] if answers["new-claims"] else material.run_id,
        "most": _MOST,
        "headline": answers["headline"][0],
        "verdicts": verdicts(answers, material.unread, material.counts.get("acknowledged", 0)),
        "groups": grouped(answers["new-claims"][: _MOST["claims"]]),
        "restated": [row for row in changed if row["what"] == "changed"],
        "fresh": [row for row in changed if row["what"] == "new"],
        "grown": sum(row["what"] == "more claims" for row in answers["changed-facts"]),
        "contested": [row for row in answers["denials"] if row["contested"]],
        "timeline": timeline(answers["facts-by-month"], KINDS),
        "panels": panels(answers["troop-figures"], _COUNTED),
        "matrix_kinds": kinds,
        "matrix_columns": ["actor", "recipient", *(f"#{label(kind)}" for kind in kinds), "#all"],
        "pairs": pairs,
        "hottest": max((row["claims"] for row in answers["party-matrix"]), default=1),
        "asserted": ",".join(ASSERTED),
        "quality_runs": runs,
        "trend": trend,
        "failed": [row for row in answers["quality"] if not row["success"]],
        "names": {row["code"]: row["name"] for row in answers["countries"]},
        "states": STATES,
        "kinds": KINDS,
        "statuses": STATUSES,
        "reasons": REASONS,
    }


def _inlined(material: Material, context: Mapping[str, Any]) -> dict[str, Any]:
    """Style, program and data of the page, and the hashes that alone are allowed to run (Content-Security-Policy)."""
    style = "\n".join(path.read_text(encoding="utf-8") for path in sorted((_HERE / "page").glob("*.css")))
    parts = "\n".join(path.read_text(encoding="utf-8") for path in sorted((_HERE / "page").glob("*.js")))
    program = f'(() => {{\n"use strict";\n{parts}}})();'
    about = {
        "run": context["run"],
        "total": context["headline"]["claims"],
        "names": context["names"],
        "kinds": {name: kind.meaning for name, kind in KINDS.items()},
        "statuses": {name: {"rung": status.rung, "meaning": status.meaning} for name, status in STATUSES.items()},
    }
    return {
        "style": style,
        "program": program,
        "policy": f"default-src 'none'; style-src '{_allowed(style)}'; script-src '{_allowed(program)}'; base-uri 'none'; form-action 'none'",
        "data": packed(material.claims, material.facts, about),
    }


def _allowed(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def label(name: object) -> str:
    """A name of the schemas as words: ``troop_deployment`` is "troop deployment"."""
    return plain(name).replace("_", " ")


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
