"""``sanctionwatch sql``: answers as a table, CSV, JSON or Parquet."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.reporting.terminal import blocks_text, fits, table_text
from flows.reporting.words import plain
from schemas.settings import Settings
from warehouse import query

if TYPE_CHECKING:
    import polars as pl

_WIDEST = 80  # characters of a cell in a table; other formats give all of them


def ask(options: argparse.Namespace) -> None:
    """Prints an answer or the list of shipped queries.

    Raises:
        QueryError: for a wrong query, name or parameter.
        NoWarehouse: if nothing was published yet.
    """
    if options.out is not None and not options.out.absolute().parent.is_dir():
        raise query.QueryError(f"--out {options.out}: {options.out.absolute().parent} is not a folder")
    if options.format == "parquet" and options.out is None and sys.stdout.isatty():
        raise query.QueryError("Parquet is not for a terminal; name a file with --out FILE")
    if options.list:
        for shipped in query.shipped().values():
            given = "".join(f"  --set {name}={value}" for name, value in shipped.parameters.items())
            print(f"{shipped.name:<20} {shipped.question}{given}")
        return
    if (options.statement is None) == (options.query is None):
        raise query.QueryError("give one SELECT statement, or --query NAME (see --list)")
    settings = Settings.load()
    parameters = _parameters(options.set)
    answer = (
        query.ask(settings.warehouse, options.statement, parameters)
        if options.query is None
        else query.ask_shipped(settings.warehouse, options.query, parameters)
    )
    _print(answer, options.format, options.out)


def _parameters(given: list[str]) -> dict[str, str]:
    pairs = [entry.partition("=") for entry in given]
    wrong = next((name for name, sign, _ in pairs if not sign or not name), None)
    if wrong is not None:
        raise query.QueryError(f"--set {wrong}: NAME=VALUE is wanted")
    twice = next((name for place, (name, _, _) in enumerate(pairs) if name in {before for before, _, _ in pairs[:place]}), None)
    if twice is not None:
        raise query.QueryError(f"--set {twice} is given twice")
    return {name: value for name, _, value in pairs}


def _print(answer: pl.DataFrame, kind: str, path: Path | None) -> None:
    if kind == "table":
        _write(_table(answer), path)
    elif kind == "csv":
        _write(_flat(answer).write_csv(), path)
    elif kind == "json":
        _write("".join(f"{line}\n" for line in answer.write_ndjson().splitlines()), path)
    else:
        answer.write_parquet(path if path is not None else sys.stdout.buffer)


def _write(text: str, path: Path | None) -> None:
    if path is None:
        sys.stdout.write(text)
    else:
        path.write_text(text, encoding="utf-8")


def _flat(answer: pl.DataFrame) -> pl.DataFrame:
    """Lists joined with "; ", and no cell that a spreadsheet would take for a formula."""
    import polars as pl

    lists = [pl.col(name).list.join("; ") for name, kind in answer.schema.items() if kind == pl.List(pl.String)]
    flat = answer.with_columns(lists)
    texts = [name for name, kind in flat.schema.items() if kind == pl.String]
    return flat.with_columns(
        [pl.when(pl.col(name).str.contains(r"^[=+\-@\t\r]")).then("'" + pl.col(name)).otherwise(pl.col(name)).alias(name) for name in texts]
    )


def _table(answer: pl.DataFrame) -> str:
    rows = [[_cell(value) for value in row] for row in answer.iter_rows()]
    told = f"{len(answer)} row(s)\n"
    if not fits(answer.columns, rows):
        return blocks_text(answer.columns, rows) + told
    widest = 0 if sys.stdout.isatty() else _WIDEST
    return table_text(answer.columns, [[plain(cell, widest) for cell in row] for row in rows]) + told


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(plain(entry) for entry in value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))  # counts are stored as numbers with fractions, for ranges; "1500.0 soldiers" reads badly
    return plain(value)
