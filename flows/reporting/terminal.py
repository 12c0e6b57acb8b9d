"""Tables for the terminal."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence

_PIPED = 200  # characters of a line where there is no terminal to measure
_LEAST, _BETWEEN = 20, 3  # characters that a cell gets at least, if it has as many, and that lie between two cells


def table_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as wide as the terminal; cells are shown as they are, without markup."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console = Console(width=None if sys.stdout.isatty() else _PIPED, highlight=False)
    with console.capture() as captured:
        console.print(table)
    return captured.get()


def blocks_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Row by row, a column a line: for rows too wide for a table. Empty cells are left out."""
    name_width = max(map(len, columns), default=0)
    width = max(_line() - name_width - 2, _LEAST)
    lines: list[str] = []
    for number, row in enumerate(rows, start=1):
        lines.append(f"── {number} ".ljust(name_width + 2, "─"))
        for column, cell in zip(columns, row, strict=True):
            parts = [cell[start : start + width] for start in range(0, len(cell), width)]
            lines += [f"{column if not place else '':<{name_width}}  {part}" for place, part in enumerate(parts)]
    return "".join(f"{line}\n" for line in lines)


def fits(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table can give every column a readable width."""
    widths = [max([len(column), *(min(len(row[place]), _LEAST) for row in rows)]) for place, column in enumerate(columns)]
    return sum(widths) + _BETWEEN * len(widths) <= _line()


def _line() -> int:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPED
