"""Rows and the tables they belong to.

Each table is one frozen dataclass: its docstring opens with the grain ("One row per …"), each field carries its meaning in
``Annotated``. DuckDB's columns, the Polars types and the data dictionary all come from here, so a column is described once.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date, datetime
from typing import Any, ClassVar, Literal

ColumnType = Literal["text", "integer", "real", "boolean", "date", "timestamp", "texts"]

_TYPES: dict[Any, ColumnType] = {
    str: "text",
    int: "integer",
    float: "real",
    bool: "boolean",
    date: "date",
    datetime: "timestamp",
    list[str]: "texts",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type, whether it may be null, and what it means."""

    name: str
    type: ColumnType
    required: bool
    meaning: str


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """One table: its grain is the first sentence of the row's docstring."""

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple(column.name for column in self.columns)


class Row:
    """Base of every table's dataclass; ``TABLE`` names it and ``KEY`` says what makes a row unique."""

    TABLE: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]]


def table_of(row: type[Row]) -> Table:
    """The table that a row class describes.

    Raises:
        TypeError: if a field has no meaning or a type that no column can hold.
    """
    known = _DESCRIBED.get(row.TABLE)
    if known is not None:
        return known
    grain = (row.__doc__ or "").strip()
    if not grain.startswith("One row per "):
        raise TypeError(f"{row.__name__}: the docstring must start with its grain, 'One row per …'")
    hints = typing.get_type_hints(row, include_extras=True)
    columns = [_column(row, field.name, hints[field.name]) for field in dataclasses.fields(row)]  # type: ignore[arg-type]
    columns.sort(key=lambda column: column.name not in row.KEY)  # the key first, the rest as written
    return _DESCRIBED.setdefault(row.TABLE, Table(row.TABLE, " ".join(grain.split()), row.KEY, tuple(columns)))


_DESCRIBED: dict[str, Table] = {}


def _column(row: type[Row], name: str, hint: Any) -> Column:
    if typing.get_origin(hint) is not typing.Annotated:
        raise TypeError(f"{row.__name__}.{name}: say what it means with Annotated[type, 'meaning']")
    kind, meaning, *_ = typing.get_args(hint)  # what follows checks values
    options = typing.get_args(kind) if isinstance(kind, types.UnionType) else (kind,)
    plain = [option for option in options if option is not type(None)]
    if len(plain) != 1 or plain[0] not in _TYPES:
        raise TypeError(f"{row.__name__}.{name}: no column type for {kind}")
    return Column(name, _TYPES[plain[0]], type(None) not in options, str(meaning))
