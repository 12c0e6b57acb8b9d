"""Parties that claims name, made comparable with lists: their names and the ids in their evidence, and near names as candidates for review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb

from schemas.listed import PartyName
from warehouse.columns import table_frame
from warehouse.lists import newest_version
from warehouse.mentions import note_mentions
from warehouse.store import insert_new

_FOLDER = Path(__file__).parent / "parties"
_EVER = datetime(1, 1, 1)


def note_parties(connection: duckdb.DuckDBPyConnection, comparable: Callable[[str], tuple[str, str]], since: datetime = _EVER) -> int:
    """Notes names and ids of the parties of claims loaded since then, and listed names in their evidence; ``comparable`` gives key and bag of a name. Returns how many names are new."""
    names = connection.execute((_FOLDER / "names.sql").read_text(encoding="utf-8"), {"since": since}).fetchall()
    rows = [dict(zip(("name", "key", "bag", "compared"), (name, *comparable(name), 0), strict=True)) for (name,) in names]
    connection.execute((_FOLDER / "ids.sql").read_text(encoding="utf-8"), {"since": since})
    note_mentions(connection, lambda word: comparable(word)[0], since)
    return insert_new(connection, PartyName, table_frame(PartyName, rows))


def note_candidates(connection: duckdb.DuckDBPyConnection, run_id: str, now: datetime, since: datetime = _EVER) -> int:
    """Puts names that are near a listed one, but not the same, into ``review``: names that the newest lists were not compared with, of claims loaded since then. Returns how many."""
    newest = newest_version(connection)
    ((waiting,),) = connection.execute("SELECT EXISTS (FROM party_names WHERE compared < $newest)", {"newest": newest}).fetchall()
    if not waiting:
        return 0
    given = {"run_id": run_id, "now": now, "newest": newest, "since": since}
    ((count,),) = connection.execute((_FOLDER / "candidates.sql").read_text(encoding="utf-8"), given).fetchall()
    connection.execute("UPDATE party_names SET compared = $newest WHERE compared < $newest", {"newest": newest})
    return int(count)
