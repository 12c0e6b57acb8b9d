"""From claims to facts, set-based and incrementally: the statements of ``facts/``, in order. The definition: docs/facts.md."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from schemas.kinds import KINDS
from schemas.speakers import OFFICIAL_ROLES
from schemas.statuses import STATUSES

_FOLDER = Path(__file__).parent / "facts"
_BEGINNING = datetime(1, 1, 1)
_GROWING = {"articles": "first_seen", "appearances": "first_seen", "claims": "loaded_at"}


def compute_facts(
    connection: duckdb.DuckDBPyConnection, reference: Mapping[str, pl.DataFrame], run_id: str, now: datetime
) -> dict[str, int]:
    """Brings the facts up to date with what came in since the last computation. The caller holds the transaction.

    ``reference`` has ``things`` (``item``, ``family``, ``broad``) and ``outlets`` (``name`` in lower case, ``house``). Returns how many
    facts were added, altered and gone: ``facts_added``, ``facts_altered``, ``facts_gone``, and how many there are: ``facts``.
    """
    steps = [path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob("*.sql"))]
    kinds = pl.DataFrame([{"kind": kind.name, "pause": kind.pause, "told_apart_by": kind.told_apart_by} for kind in KINDS.values()])
    rungs = pl.DataFrame([{"status": status.name, "rung": status.rung} for status in STATUSES.values()])
    tables = {"kinds": kinds, "rungs": rungs, **reference}
    rules = hashlib.sha256(repr([steps, [table.rows() for table in tables.values()], sorted(OFFICIAL_ROLES)]).encode()).hexdigest()[:16]
    there = _there(connection)
    mark = _mark(connection, there)
    things = reference["things"]
    variables = {
        "run_id": run_id,
        "computation": mark["computation"] + 1,
        "official_roles": sorted(OFFICIAL_ROLES),
        "broad_items": things.filter("broad")["item"].to_list(),
        "anew": mark["rules"] not in (None, rules),
        "beginning": _BEGINNING,
        **{f"{name}_until": mark[f"{name}_until"] for name in _GROWING},
    }
    for name, value in variables.items():
        connection.execute(f"SET VARIABLE {name} = $value", {"value": value})
    for name, table in tables.items():
        connection.register(f"given_{name}", table)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM given_{name}")
        connection.unregister(f"given_{name}")
    connection.execute(steps[0])
    if connection.execute("SELECT EXISTS (FROM fresh) OR EXISTS (FROM torn)").fetchall() == [(False,)] and mark["rules"] == rules:
        return {"facts_added": 0, "facts_altered": 0, "facts_gone": 0, "facts": _total(connection)}
    for step in steps[1:]:
        connection.execute(step)
    connection.execute(
        """
        INSERT INTO fact_computations BY NAME
        SELECT $computation AS computation, $run_id AS run_id, $now AS computed_at, $rules AS rules, $articles AS articles, $articles_until AS articles_until,
            $appearances AS appearances, $appearances_until AS appearances_until, $claims AS claims, $claims_until AS claims_until
        """,
        {"computation": variables["computation"], "run_id": run_id, "now": now, "rules": rules, **there},
    )
    return _counts(connection)


def _there(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """How many rows each growing table has, and when its newest came."""
    found: dict[str, Any] = {}
    for name, came in _GROWING.items():
        ((found[name], until),) = connection.execute(f"SELECT count(*), max({came}) FROM {name}").fetchall()
        found[f"{name}_until"] = until or _BEGINNING
    return found


def _mark(connection: duckdb.DuckDBPyConnection, there: Mapping[str, Any]) -> dict[str, Any]:
    """How far the last computation had read. Where the clock was set back, so that not all that is new is later: from the beginning."""
    last = connection.execute(
        "SELECT computation, rules, articles, articles_until, appearances, appearances_until, claims, claims_until FROM fact_computations ORDER BY computation DESC LIMIT 1"
    ).fetchall()
    names = ("computation", "rules", *(part for name in _GROWING for part in (name, f"{name}_until")))
    mark: dict[str, Any] = dict(zip(names, last[0], strict=True)) if last else {"computation": 0, "rules": None}
    for name, came in _GROWING.items():
        until = mark.get(f"{name}_until", _BEGINNING)
        ((later,),) = connection.execute(f"SELECT count(*) FROM {name} WHERE {came} > $until", {"until": until}).fetchall()
        mark[f"{name}_until"] = until if there[name] - mark.get(name, 0) == later else _BEGINNING
    return mark


def _counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    ((added, altered, gone),) = connection.execute(
        """
        SELECT count(*) FILTER (NOT was), count(*) FILTER (was AND stays), count(*) FILTER (NOT stays) FROM before_and_after
        """
    ).fetchall()
    return {"facts_added": added, "facts_altered": altered, "facts_gone": gone, "facts": _total(connection)}


def _total(connection: duckdb.DuckDBPyConnection) -> int:
    return int(connection.execute("SELECT count(*) FROM facts").fetchall()[0][0])
