"""The data dictionary, written from the schemas: every table, view, column, kind and status in words."""

from __future__ import annotations

from schemas.kinds import KINDS
from schemas.statuses import STATUSES
from warehouse.columns import tables
from warehouse.migrate import view_texts


def dictionary() -> str:
    """The whole dictionary as Markdown."""
    lines = [
        "# Data dictionary",
        "",
        "Written from `schemas/` by `sanctionwatch dictionary`; do not edit. Times are UTC; `null` means that the text does not say.",
        "",
    ]
    for table in tables():
        lines += [
            f"## Table `{table.name}`",
            "",
            table.grain,
            "",
            f"Key: {', '.join(f'`{key}`' for key in table.key)}",
            "",
            "| column | type | may be null | meaning |",
            "|---|---|---|---|",
        ]
        lines += [
            f"| `{column.name}` | {column.type} | {'no' if column.required else 'yes'} | {_cell(column.meaning)} |"
            for column in table.columns
        ]
        lines.append("")
    lines += ["## Views", "", "| view | one row per |", "|---|---|"]
    lines += [
        f"| `{name}` | {_cell(text.splitlines()[0].removeprefix('-- One row per '))} |" for name, text in sorted(view_texts().items())
    ]
    lines += ["", "## Kinds", "", "| kind | meaning | its view |", "|---|---|---|"]
    lines += [f"| `{kind.name}` | {kind.meaning} | `{kind.view}` |" for kind in KINDS.values()]
    lines += ["", "## Statuses", "", "| status | rung | meaning |", "|---|---|---|"]
    lines += [f"| `{status.name}` | {status.rung or '–'} | {status.meaning} |" for status in STATUSES.values()]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
