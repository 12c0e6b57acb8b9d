"""Tables for the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

_PIPED = 200  # characters of a line where there is no terminal to measure


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
