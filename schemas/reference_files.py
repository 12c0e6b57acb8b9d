"""Files of reference data → checked rows. A row that breaks its shape is an error that names file and line."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from schemas.instruments import Instrument, InstrumentPeriod, LegalPosition, Measure, MeasureKind
from schemas.problems import BadInput
from schemas.record import Row, table_of
from schemas.reference import AdmiraltyGrade, Alias, Entity, LikelihoodBand

FILES: dict[str, type[Row]] = {
    "entities.csv": Entity,
    "aliases.csv": Alias,
    "instruments.csv": Instrument,
    "instrument_periods.csv": InstrumentPeriod,
    "measures.csv": Measure,
    "measure_kinds.csv": MeasureKind,
    "legal_positions.csv": LegalPosition,
    "admiralty.csv": AdmiraltyGrade,
    "icd203.csv": LikelihoodBand,
}

R = TypeVar("R", bound=Row)

# A file, its columns, and the file whose key they are.
_REFERS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("aliases.csv", ("entity_id",), "entities.csv"),
    ("instrument_periods.csv", ("instrument_id",), "instruments.csv"),
    ("measures.csv", ("instrument_id",), "instruments.csv"),
    ("measure_kinds.csv", ("instrument_id", "paragraph"), "measures.csv"),
)


class BadReferenceFile(BadInput):
    """A file of reference data that cannot be used; the message names file and line."""


def read_all(folder: Path) -> dict[str, list[Any]]:
    """The rows of every file by its name, checked one by one and against each other.

    Raises:
        BadReferenceFile: if a file is missing or has a wrong, repeated or dangling row.
    """
    found = {name: read_rows(folder / name, row) for name, row in FILES.items()}
    for name, columns, other in _REFERS:
        there = {key for key, _ in _keyed(found[other], table_of(FILES[other]).key)}
        for key, line in _keyed(found[name], columns):
            if key not in there:
                raise BadReferenceFile(f"{folder / name}, row {line}: {' '.join(map(str, key))} is not in {other}")
    return found


def read_rows(path: Path, row: type[R]) -> list[R]:
    """The rows of one file. Empty cells are null, or empty lists; lists are parted by ";".

    Raises:
        BadReferenceFile: if it is missing, has other columns, or a row breaks its shape or repeats a key.
    """
    table = table_of(row)
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            if set(reader.fieldnames or ()) != set(table.names) or len(reader.fieldnames or ()) != len(table.names):
                raise BadReferenceFile(
                    f"{path}: the columns are {', '.join(reader.fieldnames or ['none'])}; wanted: {', '.join(table.names)}"
                )
            lists = {column.name for column in table.columns if column.type == "texts"}
            shape = TypeAdapter(row)
            rows = [_row(path, number, shape, cells, lists) for number, cells in enumerate(reader, start=2)]
    except FileNotFoundError as problem:
        raise BadReferenceFile(f"{path} is not there; copy it from the shipped seeds") from problem
    except (UnicodeDecodeError, csv.Error) as problem:
        raise BadReferenceFile(f"{path}: no UTF-8 CSV: {problem}") from problem
    met: set[tuple[Any, ...]] = set()
    for key, number in _keyed(rows, table.key):
        if key in met:
            raise BadReferenceFile(f"{path}, row {number}: {' '.join(map(str, key))} is there twice")
        met.add(key)
    return rows


def _row(path: Path, number: int, shape: TypeAdapter[R], cells: Mapping[str | None, Any], lists: set[str]) -> R:
    if None in cells or None in cells.values():
        raise BadReferenceFile(f"{path}, row {number}: more or fewer cells than columns")
    given = {name: _cell(value, name in lists) for name, value in cells.items() if name is not None}
    try:
        return shape.validate_python(given)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise BadReferenceFile(f"{path}, row {number}, {where}: {first['msg']} (it is {first['input']!r})") from problem


def _cell(value: str, is_list: bool) -> str | list[str] | None:
    if is_list:
        return [part.strip() for part in value.split(";") if part.strip()]
    return value.strip() or None


def _keyed(rows: list[Any], columns: tuple[str, ...]) -> list[tuple[tuple[Any, ...], int]]:
    return [(tuple(getattr(row, name) for name in columns), number) for number, row in enumerate(rows, start=2)]
