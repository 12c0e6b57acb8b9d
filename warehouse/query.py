"""Questions to the published warehouse: free SQL and the shipped queries, always read-only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from schemas.problems import BadInput
from warehouse.connect import open_published
from warehouse.parameters import Parameter, parameters_of, refusal

_FOLDER = Path(__file__).parent / "queries"


class QueryError(BadInput):
    """A query that cannot be asked: no such name, unknown parameter, wrong SQL."""


@dataclass(frozen=True, slots=True)
class Query:
    """A shipped query: its question is the first comment; parameters have defaults."""

    name: str
    question: str
    sql: str
    allowed: dict[str, Parameter]

    @property
    def parameters(self) -> dict[str, str]:
        """The defaults."""
        return {name: parameter.default for name, parameter in self.allowed.items()}


def shipped() -> dict[str, Query]:
    """The queries of ``warehouse/queries`` by name."""
    found = {}
    for path in sorted(_FOLDER.glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        name = path.stem.split("_", 1)[1].replace("_", "-")
        found[name] = Query(name, text.splitlines()[0].removeprefix("-- "), text, parameters_of(text))
    return found


def ask(warehouse: Path, sql: str, parameters: dict[str, str] | None = None) -> pl.DataFrame:
    """The answer to one SELECT.

    Raises:
        QueryError: if the SQL is wrong, is more than one statement, or does anything but read.
        NoWarehouse: if nothing was published yet.
    """
    with open_published(warehouse) as connection:
        return answer(connection, sql, parameters)


def answer(connection: duckdb.DuckDBPyConnection, sql: str, parameters: dict[str, str] | None = None) -> pl.DataFrame:
    """The answer on an open connection; raises like ``ask``."""
    try:
        statements = connection.extract_statements(sql)
        if len(statements) != 1:
            raise QueryError(f"one statement is wanted, {len(statements)} were given")
        if statements[0].type not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
            raise QueryError(f"only SELECT is possible here, not {statements[0].type.name}; the warehouse is read-only")
        found: pl.DataFrame = connection.sql(sql, params=parameters or None).pl()
    except duckdb.Error as problem:
        raise QueryError(str(problem)) from problem
    return found


def ask_shipped(warehouse: Path, name: str, given: dict[str, str]) -> pl.DataFrame:
    """The answer to a shipped query.

    Raises:
        QueryError: if there is no such query or parameter, or a value is not one of those that are allowed.
    """
    queries = shipped()
    if name not in queries:
        raise QueryError(f"no query {name!r}; there are: {', '.join(queries)}")
    query = queries[name]
    unknown = sorted(set(given) - set(query.parameters))
    if unknown:
        raise QueryError(f"query {name!r} has no parameter {unknown[0]!r}; it has: {', '.join(query.parameters) or 'none'}")
    with open_published(warehouse) as connection:
        for parameter, value in given.items():
            allowed = refusal(connection, query.allowed[parameter], value)
            if allowed is not None:
                raise QueryError(f"query {name!r}: {parameter}={value} is not possible; possible: {allowed}")
        return answer(connection, query.sql, query.parameters | given)
