"""Copies of the published warehouse for other tools: Parquet, CSV, FollowTheMoney, and a manifest. docs/exports.md says what is in them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from schemas.claim import CODEBOOK_VERSION
from schemas.kinds import KINDS
from warehouse.columns import tables
from warehouse.connect import open_published

_FOLDER = Path(__file__).parent / "followthemoney"
_MAIN_VIEWS = ("current_claims", "fact_claims", "fact_figures", "fact_history", "fact_origins", "legal_basis", "retractions")

# Spreadsheets take a text for a formula that begins so, some after trimming it. The apostrophe is here so that taking one away restores
# every text, and the empty text so that an empty cell is null and nothing else.
_GUARDED = r"^$|^''|^[\s\x00-\x1f]*[=+\-@＝＋－＠]|^[\t\r\n]"


@dataclass(frozen=True, slots=True)
class Exported:
    """One table or view that is written: its columns with their DuckDB types, and what its rows are ordered by."""

    name: str
    columns: dict[str, str]
    key: tuple[str, ...]


def export(published: Path, folder: Path, program: str) -> dict[str, Any]:
    """Writes everything into ``folder``, which is there and empty; the same warehouse gives the same bytes. Returns the manifest.

    Raises:
        NoWarehouse: if nothing was published yet.
        WarehouseBroken: if the published file is damaged.
    """
    for kind in ("parquet", "csv", "followthemoney"):
        (folder / kind).mkdir()
    with open_published(published, writes_into=folder) as connection:
        written = _exported(connection)
        rows = {table.name: _write_table(connection, table, folder) for table in written}
        entities = _write_entities(connection, folder / "followthemoney" / "entities.ftm.json")
        manifest = {
            "program": program,
            "duckdb": duckdb.__version__,
            "codebook": CODEBOOK_VERSION,
            **_provenance(connection),
            "csv": "UTF-8; lists are JSON arrays; an empty cell is null; a text that begins with an apostrophe has one more in front than it should",
            "tables": {table.name: {"rows": rows[table.name], "columns": table.columns} for table in written},
            "followthemoney": entities,
            "files": _fingerprints(folder),
        }
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return manifest


def _exported(connection: duckdb.DuckDBPyConnection) -> list[Exported]:
    keys = {table.name: table.key for table in tables()}
    names = [*keys, *_MAIN_VIEWS, *(kind.view for kind in KINDS.values())]
    found = []
    for name in names:
        columns = {column: kind for column, kind, *_ in connection.execute(f'DESCRIBE "{name}"').fetchall()}
        found.append(Exported(name, columns, keys.get(name, ())))
    return found


def _write_table(connection: duckdb.DuckDBPyConnection, table: Exported, folder: Path) -> int:
    order = ", ".join(table.key) or "ALL"
    parquet = {"path": str(folder / "parquet" / f"{table.name}.parquet")}
    connection.execute(f'COPY (FROM "{table.name}" ORDER BY {order}) TO $path (FORMAT parquet, COMPRESSION zstd)', parquet)
    texts = [name for name, kind in table.columns.items() if kind == "VARCHAR" or kind.endswith("[]")]
    cells = ", ".join(_cell(name, kind) for name, kind in table.columns.items())
    # From the file just written, whose order is kept: sorting costs more than reading.
    ((rows,),) = connection.execute(
        f"COPY (SELECT {cells} FROM read_parquet($source)) TO $path (FORMAT csv, HEADER true, FORCE_QUOTE ({', '.join(texts)}))",
        {"source": parquet["path"], "path": str(folder / "csv" / f"{table.name}.csv")},
    ).fetchall()
    return int(rows)


def _cell(name: str, kind: str) -> str:
    if kind == "VARCHAR":
        return f'CASE WHEN regexp_matches("{name}", \'{_GUARDED}\') THEN concat(\'\'\'\', "{name}") ELSE "{name}" END AS "{name}"'
    return f'to_json("{name}")::VARCHAR AS "{name}"' if kind.endswith("[]") else f'"{name}"'


def _write_entities(connection: duckdb.DuckDBPyConnection, path: Path) -> dict[str, int]:
    """One FollowTheMoney entity a line; returns how many there are of each schema."""
    shared, *statements = [step.read_text(encoding="utf-8") for step in sorted(_FOLDER.glob("*.sql"))]
    connection.execute(shared)
    everything = " UNION ALL ".join(f"({statement})" for statement in statements)
    connection.execute(f"CREATE TEMP TABLE ftm AS {everything}")
    connection.execute("COPY (SELECT id, schema, properties FROM ftm ORDER BY schema, id) TO $path (FORMAT json)", {"path": str(path)})
    return dict(connection.execute("SELECT schema, count(*) FROM ftm GROUP BY schema ORDER BY schema").fetchall())


def _provenance(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Which run the warehouse is of, what its schema is, and what has read the articles in it."""
    run = connection.execute(
        "SELECT run_id, flow, started_at::VARCHAR, outcome, program FROM runs ORDER BY started_at DESC, run_id DESC LIMIT 1"
    ).fetchall()
    migrations = connection.execute("SELECT name, fingerprint FROM migrations ORDER BY name").fetchall()
    packs = connection.execute("SELECT language, extractor, pack, count(*) FROM claims GROUP BY ALL ORDER BY ALL").fetchall()
    return {
        "run": dict(zip(("run_id", "flow", "started_at", "outcome", "program"), run[0], strict=True)) if run else None,
        "schema": dict(migrations),
        "packs": [dict(zip(("language", "extractor", "pack", "claims"), pack, strict=True)) for pack in packs],
    }


def _fingerprints(folder: Path) -> dict[str, dict[str, Any]]:
    found = {}
    for path in sorted(folder.rglob("*.*")):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        found[path.relative_to(folder).as_posix()] = {"bytes": path.stat().st_size, "sha256": digest}
    return found
