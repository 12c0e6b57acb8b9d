"""Articles in tables: CSV and Parquet, one article a row, in columns named as in JSON lines."""

from __future__ import annotations

import codecs
import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flows.sources.rows import NAMES, NotAnArticle

_ROWS = 1_000  # of Parquet held at a time
_HEADER = 10_000  # characters


def csv_rows(path: Path, longest: int) -> Iterator[tuple[int, dict[str, Any] | NotAnArticle]]:
    """Line number and row, or why the row is none; a cell of more than ``longest`` characters ends the file.

    Raises:
        NotAnArticle: if the header has no ``text`` column.
        UnicodeDecodeError: if the file is not UTF-8, nor UTF-16 with its mark.
    """
    csv.field_size_limit(min(longest, sys.maxsize))
    with path.open("rb") as file:
        encoding = "utf-16" if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
    with path.open(encoding=encoding, newline="") as file:
        header = file.readline(_HEADER)
        # The separator whose header names the column; spreadsheets of many countries write semicolons.
        separator = next((sign for sign in ",;\t" if "text" in _cells(header, sign)), None)
        if separator is None:
            raise NotAnArticle(
                f"no column 'text' in the header {header.strip()[:80]!r}; columns are {', '.join(NAMES)}, separated by commas"
            )
        file.seek(0)
        reader = csv.DictReader(file, strict=True, delimiter=separator)
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as problem:
                yield reader.line_num, NotAnArticle(f"not CSV from here on: {problem}")
                return
            if None in row:
                yield reader.line_num, NotAnArticle("more cells than the header has columns")
            else:
                yield reader.line_num, {name: value or None for name, value in row.items()}


def _cells(header: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([header], delimiter=separator), [])
    except csv.Error:
        return []


def parquet_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Row number from 1 and row, a thousand rows in memory at a time.

    Raises:
        NotAnArticle: if it is no Parquet file, or has no ``text`` column.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
    except pa.ArrowException as problem:
        raise NotAnArticle(f"not a Parquet file: {str(problem).splitlines()[0]}") from problem
    with file:
        columns = [name for name in NAMES if name in file.schema_arrow.names]
        if "text" not in columns:
            raise NotAnArticle(f"no column 'text'; columns are {', '.join(NAMES)}")
        number = 0
        try:
            for batch in file.iter_batches(batch_size=_ROWS, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    yield number, row
        except pa.ArrowException as problem:
            raise NotAnArticle(f"damaged after row {number}: {str(problem).splitlines()[0]}") from problem
