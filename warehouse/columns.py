"""From the tables described in ``schemas`` to the types of DuckDB and Polars, and back to check that the warehouse agrees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from schemas.article import Appearance, Article, Signature
from schemas.claim import Claim
from schemas.fact import Change, ClaimPiece, Computation, Fact, FactPiece, FactRedirect, FactVoice, PieceFact
from schemas.instruments import Instrument, InstrumentPeriod, LegalPosition, Measure, MeasureKind
from schemas.ledger import ArticleReading, QualityResult, Quarantined, Run
from schemas.listed import ClaimId, ClaimMention, ListEntry, ListId, ListName, ListVersion, PartyName
from schemas.record import ColumnType, Row, Table, table_of
from schemas.reference import AdmiraltyGrade, Alias, Entity, LikelihoodBand, ReferenceFile
from schemas.review import Review
from schemas.source import Fetch, Source, SourceHealth

if TYPE_CHECKING:
    import duckdb  # workers need the types of columns, and no database

ROWS: tuple[type[Row], ...] = (
    *(Article, Appearance, Signature, Claim, Review, ArticleReading, Quarantined, Run, QualityResult),
    *(Source, SourceHealth, Fetch),
    *(Fact, FactRedirect, Change, ClaimPiece, FactPiece, PieceFact, FactVoice, Computation),
    *(Entity, Alias, Instrument, InstrumentPeriod, Measure, MeasureKind, LegalPosition, AdmiraltyGrade, LikelihoodBand, ReferenceFile),
    *(ListVersion, ListEntry, ListName, ListId, PartyName, ClaimId, ClaimMention),
)

_DUCKDB: dict[ColumnType, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "real": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "texts": "VARCHAR[]",
}
_POLARS: dict[ColumnType, Any] = {
    "text": pl.String,
    "integer": pl.Int64,
    "real": pl.Float64,
    "boolean": pl.Boolean,
    "date": pl.Date,
    "timestamp": pl.Datetime("us"),
    "texts": pl.List(pl.String),
}


class ColumnsDiffer(RuntimeError):
    """A table of the warehouse does not have the columns that its schema describes."""


def tables() -> tuple[Table, ...]:
    """Every table of the warehouse."""
    return tuple(table_of(row) for row in ROWS)


def polars_schema(row: type[Row]) -> dict[str, Any]:
    """Column names and Polars types of a row class, in the order of its fields."""
    return {column.name: _POLARS[column.type] for column in table_of(row).columns}


def table_frame(row: type[Row], rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Rows as a Polars table with the row class's columns and types."""
    return pl.DataFrame(list(rows), schema=polars_schema(row), orient="row")


def check_columns(connection: duckdb.DuckDBPyConnection) -> None:
    """Compares every table with its schema.

    Raises:
        ColumnsDiffer: naming the table and the first column that differs.
    """
    for table in tables():
        found = {
            name: (kind, nullable == "YES")
            for name, kind, nullable in connection.execute(
                "SELECT column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = 'main' AND table_name = $table",
                {"table": table.name},
            ).fetchall()
        }
        described = {column.name: (_DUCKDB[column.type], not column.required) for column in table.columns}
        for name in sorted(found.keys() | described.keys()):
            if found.get(name) != described.get(name):
                raise ColumnsDiffer(
                    f"table {table.name}, column {name}: the warehouse has {found.get(name)}, the schema says {described.get(name)}; write a migration"
                )
