"""Articles and claims as partitioned Parquet: which parts there are, what each is made of, and one part as a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

_UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class _Table:
    """A table that is written in parts: its rows, the day that they go by, what else they go by, and what makes a row unique."""

    rows: str
    day: str
    by: tuple[str, ...]
    key: str
    told_by_others: tuple[str, ...] = ()  # long columns that change only if another one does


_TABLES = {
    # When an article was last seen changes with every visit and would write every part anew.
    "articles": _Table("SELECT * EXCLUDE (last_seen) FROM articles", "published", (), "article_id, version", ("title", "text")),
    "claims": _Table(
        "SELECT *, claim_id IN (SELECT claim_id FROM current_claims) AS is_current FROM claims", "reported_date", ("kind",), "claim_id"
    ),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a table: ``file`` is where it lies, with its partition and a fingerprint of its rows in the name."""

    table: str
    file: str
    rows: int
    month: date | None
    values: tuple[str, ...]


def parts(connection: duckdb.DuckDBPyConnection) -> Iterator[Part]:
    """Every part of every table, in order. The same rows give the same names, so that what is there already need not be written."""
    for name, table in _TABLES.items():
        columns = connection.execute(f"DESCRIBE ({table.rows})").fetchall()
        compared = ", ".join(f'"{column[0]}"' for column in columns if column[0] not in table.told_by_others)
        groups = ", ".join(("month", *table.by))
        found = connection.execute(
            f"""
            SELECT {groups}, count(*), bit_xor(row_hash)::VARCHAR, sum(row_hash::HUGEINT)::VARCHAR
            FROM (SELECT date_trunc('month', {table.day})::DATE AS month, *, hash({compared}) AS row_hash FROM ({table.rows}))
            GROUP BY {groups} ORDER BY {groups} NULLS LAST
            """
        ).fetchall()
        for month, *values, rows, mixed, total in found:
            made_of = hashlib.sha256(repr((duckdb.__version__, columns, rows, mixed, total)).encode()).hexdigest()[:32]
            places = [f"{column}={value}" for column, value in zip(table.by, values, strict=True)]
            places.append(f"month={month:%Y-%m}" if month else f"month={_UNDATED}")
            yield Part(name, "/".join((name, *places, f"{made_of}.parquet")), rows, month, tuple(values))


def write_part(connection: duckdb.DuckDBPyConnection, part: Part, path: Path) -> None:
    """Writes the rows of a part to a Parquet file, in the order of their key; what its place says is not in it."""
    table = _TABLES[part.table]
    left_out = f" EXCLUDE ({', '.join(table.by)})" if table.by else ""
    wanted = [f"{column} = $by{number}" for number, column in enumerate(table.by)]
    given: dict[str, Any] = {f"by{number}": value for number, value in enumerate(part.values)}
    if part.month is None:
        wanted.append(f"{table.day} IS NULL")
    else:
        wanted.append(f"{table.day} >= $first AND {table.day} < $first + INTERVAL 1 MONTH")
        given["first"] = part.month
    connection.execute(
        f"COPY (SELECT *{left_out} FROM ({table.rows}) WHERE {' AND '.join(wanted)} ORDER BY {table.key}) TO $path (FORMAT parquet, COMPRESSION zstd)",
        given | {"path": str(path)},
    )
