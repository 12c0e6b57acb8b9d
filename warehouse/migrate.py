"""Brings a warehouse to the schema of this version: migrations once each, views always anew."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb

from schemas.kinds import KINDS, Kind
from schemas.statuses import STATUSES
from warehouse.columns import check_columns
from warehouse.connect import WarehouseBroken, transaction

_FOLDER = Path(__file__).parent
_COMMON = ("actors", "recipients", "actor_names", "recipient_names", "actor_basis")
_SAID = (
    "status", "likelihood", "stance", "confirmed_by", "speaker", "speaker_country", "speaker_role", "event_start", "event_end", "event_precision", "date_text", "asserted_date", "reported_date",
    "evidence", "evidence_in", "evidence_start", "evidence_end", "extraction_confidence",
)  # fmt: skip


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Runs what has not run yet; each migration and its record commit together.

    Raises:
        WarehouseBroken: if the warehouse has migrations that this version does not know, or one was changed after it ran.
        ColumnsDiffer: if the tables do not have the columns that the schemas describe.
    """
    connection.execute(
        "CREATE TABLE IF NOT EXISTS migrations (name VARCHAR PRIMARY KEY, fingerprint VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL)"
    )
    applied = dict(connection.execute("SELECT name, fingerprint FROM migrations").fetchall())
    known = sorted((_FOLDER / "migrations").glob("*.sql"))
    newer = sorted(set(applied) - {path.stem for path in known} - {"~views"})
    if newer:
        raise WarehouseBroken(f"the warehouse was written by a newer version (migration {newer[0]}); update Sanctionwatch")
    changed = False
    for path in known:
        text = path.read_text(encoding="utf-8")
        fingerprint = hashlib.sha256(text.encode()).hexdigest()[:16]
        if path.stem in applied:
            if applied[path.stem] != fingerprint:
                raise WarehouseBroken(f"migration {path.name} was changed after it ran; write a new one instead")
            continue
        changed = True
        with transaction(connection):
            connection.execute(text)
            connection.execute(
                "INSERT INTO migrations VALUES ($name, $fingerprint, now() AT TIME ZONE 'UTC')",
                {"name": path.stem, "fingerprint": fingerprint},
            )
    if changed:
        check_columns(connection)
    _create_views(connection)


def view_texts() -> dict[str, str]:
    """Name and SQL of every view: one per kind and the scale of statuses from ``schemas``, the others from ``views/``."""
    texts = {path.stem.split("_", 1)[1]: path.read_text(encoding="utf-8") for path in sorted((_FOLDER / "views").glob("*.sql"))}
    return texts | {kind.view: _kind_view(kind) for kind in KINDS.values()} | {"status_scale": _status_scale()}


def _kind_view(kind: Kind) -> str:
    columns = ", ".join(("claim_id", "article_id", *_COMMON, *kind.slots, *_SAID))
    return f"-- One row per claim of {kind.name} in the current version of its article: {kind.meaning}.\nSELECT {columns} FROM current_claims WHERE kind = '{kind.name}'"


def _status_scale() -> str:
    steps = ", ".join(
        f"({place}, '{status.name}', {status.rung or 'NULL'}, '{_quoted(status.meaning)}')"
        for place, status in enumerate(STATUSES.values(), start=1)
    )
    return f"-- One row per status of the codebook, the firmest first: its rung on the ladder for facts, null for planned and denied, which stand outside.\nSELECT * FROM (VALUES {steps}) AS steps(place, status, rung, meaning)"


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def _create_views(connection: duckdb.DuckDBPyConnection) -> None:
    texts = view_texts()
    fingerprint = hashlib.sha256(repr(sorted(texts.items())).encode()).hexdigest()[:16]
    if connection.execute("SELECT fingerprint FROM migrations WHERE name = '~views'").fetchall() == [(fingerprint,)]:
        return
    with transaction(connection):
        for name, text in texts.items():
            connection.execute(f'CREATE OR REPLACE VIEW "{name}" AS {text}')
            grain = _quoted(text.splitlines()[0].removeprefix("-- "))
            connection.execute(f"COMMENT ON VIEW \"{name}\" IS '{grain}'")
        connection.execute("DELETE FROM migrations WHERE name = '~views'")
        connection.execute("INSERT INTO migrations VALUES ('~views', $fingerprint, now() AT TIME ZONE 'UTC')", {"fingerprint": fingerprint})
