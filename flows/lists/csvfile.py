"""CSV lists, row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from flows.lists.entry import NotAList

_LONGEST_CELL = 1_000_000


def records(path: Path, delimiter: str) -> Iterator[dict[str, str]]:
    """Rows by the names of the first line; empty where a row is short.

    Raises:
        NotAList: if a row has more cells than the first line, or the file is no UTF-8 CSV.
    """
    lines = _Lines()
    rows = _rows(path, delimiter, lines)
    header = next(rows, [])
    row: list[str] = header
    for number, row in enumerate(rows, start=2):
        if len(row) > len(header) and any(row[len(header) :]):
            raise NotAList(f"{path}, row {number}: {len(row)} cells under {len(header)} columns; download it again")
        if any(row):
            yield dict(zip(header, [*row, *[""] * (len(header) - len(row))], strict=False))
    if not lines.ended and len(row) < len(header):
        raise NotAList(f"{path} is cut off in its last row; download it again")


class _Lines:
    """The lines of a file, of which the last one is remembered."""

    last = "\n"

    def of(self, file: Iterable[str]) -> Iterator[str]:
        for line in file:
            self.last = line
            yield line

    @property
    def ended(self) -> bool:
        """Whether the last line was a whole one."""
        return self.last.endswith(("\n", "\r", "\x1a"))


def _check_closed(path: Path, line: str, delimiter: str) -> None:
    """A last line without an end that stops inside quotation marks was cut off."""
    try:
        list(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error as problem:
        raise NotAList(f"{path} is cut off in its last row ({problem}); download it again") from problem


def plain_rows(path: Path, delimiter: str) -> Iterator[list[str]]:
    """All rows as cells without space around them. Raises like ``records``."""
    return _rows(path, delimiter, _Lines())


def _rows(path: Path, delimiter: str, lines: _Lines) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(lines.of(file), delimiter=delimiter):
                if row and row != ["\x1a"]:  # OFAC ends its files with a control character
                    yield [cell.strip() for cell in row]
            if not lines.ended:
                _check_closed(path, lines.last, delimiter)
    except UnicodeDecodeError as problem:
        raise NotAList(f"{path}: not UTF-8 at byte {problem.start}") from problem
    except csv.Error as problem:
        raise NotAList(f"{path}: no CSV that can be read: {problem}") from problem
