"""Archives read by several workers: each writes what one file holds as Parquet, and the loader takes that in, a part at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, fields
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from flows.sources.warc import Warc, read_warc
from schemas.article import Arrival, Refusal
from schemas.settings import Settings

_PART = 500  # articles that are in memory at a time
_TYPES: dict[str, Any] = {
    "date | None": pa.date32(),
    "datetime | None": pa.timestamp("us"),
    "bool": pa.bool_(),
}
_COLUMNS = {field.name: _TYPES.get(str(field.type), pa.string()) for row in (Arrival, Refusal) for field in fields(row)}
_SCHEMA = pa.schema(list(_COLUMNS.items()))
_ARRIVAL, _REFUSAL = ([field.name for field in fields(row)] for row in (Arrival, Refusal))


def parcel(path: Path, source: Warc, settings: Settings, folder: Path) -> Path:
    """Reads one archive of a source and writes its articles, and what could not be read, to a file in ``folder``; returns that file."""
    target = folder / f"{hashlib.sha256(str(path).encode()).hexdigest()[:24]}.parquet"
    entries = read_warc(source.model_copy(update={"path": path}), settings)
    with pq.ParquetWriter(target, _SCHEMA, compression="zstd") as writer:
        while part := list(islice(entries, _PART)):
            writer.write_table(pa.Table.from_pylist([asdict(entry) for entry in part], schema=_SCHEMA))
    return target


def unpacked(path: Path) -> Iterator[Arrival | Refusal]:
    """What a parcel holds, in order; the file is gone afterwards."""
    with pq.ParquetFile(path) as file:
        for part in file.iter_batches(batch_size=_PART):
            for row in part.to_pylist():
                is_refusal = row["reason"] is not None
                yield (Refusal if is_refusal else Arrival)(**{name: row[name] for name in (_REFUSAL if is_refusal else _ARRIVAL)})
    path.unlink()
