"""Reference data into the warehouse: whole files, and only when one of them changed."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import duckdb

from schemas.record import table_of
from schemas.reference import ReferenceFile
from schemas.reference_files import FILES, read_all
from warehouse.columns import table_frame
from warehouse.connect import transaction


def load_reference(connection: duckdb.DuckDBPyConnection, folder: Path, now: datetime) -> int:
    """Brings the tables of reference data up to date with the files of ``folder``; returns how many files had changed.

    All files are checked and written together: one refers to another.

    Raises:
        BadReferenceFile: if a file is missing or has a bad row; then nothing is written.
    """
    loaded = dict(connection.execute("SELECT file, sha256 FROM reference_files").fetchall())
    there = {name: _fingerprint(folder / name) for name in FILES}
    if loaded == there:
        return 0
    rows = read_all(folder)
    with transaction(connection):
        for name, row in FILES.items():
            _replace(connection, table_of(row).name, table_frame(row, [asdict(entry) for entry in rows[name]]))
        files = [{"file": name, "sha256": fingerprint, "rows": len(rows[name]), "loaded_at": now} for name, fingerprint in there.items()]
        _replace(connection, ReferenceFile.TABLE, table_frame(ReferenceFile, files))
    return sum(loaded.get(name) != fingerprint for name, fingerprint in there.items())


def _fingerprint(path: Path) -> str | None:
    """SHA-256 of the file; nothing if it is not there, which reading it will say."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None


def _replace(connection: duckdb.DuckDBPyConnection, table: str, rows: object) -> None:
    connection.register("incoming", rows)
    try:
        connection.execute(f"DELETE FROM {table}")
        connection.execute(f"INSERT INTO {table} BY NAME FROM incoming")
    finally:
        connection.unregister("incoming")
