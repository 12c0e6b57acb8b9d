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
    rows = plain_rows(path, delimiter)
    header = next(rows, [])
    ended = _is_ended(path)
    row: list[str] = header
    for number, row in enumerate(rows, start=2):
        if len(row) > len(header) and any(row[len(header) :]):
            raise NotAList(f"{path}, row {number}: {len(row)} cells under {len(header)} columns; download it again")
        if any(row):
            yield dict(zip(header, [*row, *[""] * (len(header) - len(row))], strict=False))
    if not ended and len(row) < len(header):
        raise NotAList(f"{path} is cut off in its last row; download it again")


class _Lines:
    """The lines of a file, of which the last one is remembered."""

    def __init__(self, file: Iterable[str]) -> None:
        self._file = file
        self.last = "\n"

    def __iter__(self) -> Iterator[str]:
        for line in self._file:
            self.last = line
            yield line


def _check_closed(path: Path, line: str, delimiter: str) -> None:
    """A last line without an end that stops inside quotation marks was cut off."""
    try:
        list(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error as problem:
        raise NotAList(f"{path} is cut off in its last row ({problem}); download it again") from problem


def _is_ended(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - 1))
        return file.read(1) in b"\r\n\x1a"


def plain_rows(path: Path, delimiter: str) -> Iterator[list[str]]:
    """All rows as cells without space around them. Raises like ``records``."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = _Lines(file)
            for row in csv.reader(lines, delimiter=delimiter):
                if row and row != ["\x1a"]:  # OFAC ends its files with a control character
                    yield [cell.strip() for cell in row]
            if not lines.last.endswith(("\n", "\r")):
                _check_closed(path, lines.last, delimiter)
    except UnicodeDecodeError as problem:
        raise NotAList(f"{path}: not UTF-8 at byte {problem.start}") from problem
    except csv.Error as problem:
        raise NotAList(f"{path}: no CSV that can be read: {problem}") from problem
