"""CSV lists, row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from flows.lists.entry import NotAList

_LONGEST_CELL = 1_000_000


def records(path: Path, delimiter: str) -> Iterator[dict[str, str]]:
    """Rows by the names of the first line; empty where a row is short.

    Raises:
        NotAList: if a row has more cells than the first line, or the file is no UTF-8 CSV.
    """
    rows = plain_rows(path, delimiter)
    header = next(rows, [])
    for number, row in enumerate(rows, start=2):
        if len(row) > len(header) and any(row[len(header) :]):
            raise NotAList(f"{path}, row {number}: {len(row)} cells under {len(header)} columns; download it again")
        if any(row):
            yield dict(zip(header, [*row, *[""] * (len(header) - len(row))], strict=False))


def plain_rows(path: Path, delimiter: str) -> Iterator[list[str]]:
    """All rows as cells without space around them. Raises like ``records``."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file, delimiter=delimiter):
                if row and row != ["\x1a"]:  # OFAC ends its files with a control character
                    yield [cell.strip() for cell in row]
    except UnicodeDecodeError as problem:
        raise NotAList(f"{path}: not UTF-8 at byte {problem.start}") from problem
    except csv.Error as problem:
        raise NotAList(f"{path}: no CSV that can be read: {problem}") from problem
