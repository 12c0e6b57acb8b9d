"""``sanctionwatch quarantine``: what was left out and what is held back; a person who has looked at it may let it in all the same."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import TypeAdapter, ValidationError

from flows.ingest import Batch, take_in
from flows.lists.names import comparable
from flows.load import WAIVED, batches
from flows.orchestration.lock import only_run
from flows.reporting.terminal import blocks_text, table_text
from flows.reporting.words import plain
from flows.running import recorded
from schemas.article import Arrival
from schemas.claim import Claim
from schemas.expectations import EXPECTATIONS
from schemas.problems import BadInput
from schemas.settings import Settings
from warehouse.columns import polars_schema, table_frame
from warehouse.connect import open_working, transaction
from warehouse.corrections import note_retracted
from warehouse.parties import note_parties
from warehouse.quarantine import left_out, mark_released
from warehouse.query import ask, ask_shipped
from warehouse.store import insert_new

_WAIVABLE = {expectation.name for expectation in EXPECTATIONS if expectation.waivable}
_DATES = [name for name, kind in polars_schema(Claim).items() if kind == pl.Date]
_SHOWN = 20  # claims of a batch that is held back


def list_all(as_json: bool) -> None:
    """Prints the batches that are held back, and what is in quarantine, the newest first.

    Raises:
        NoWarehouse: if nothing was published yet.
    """
    settings = Settings.load()
    found = ask_shipped(settings.warehouse, "quarantine", {})
    held = batches(settings)
    if as_json:
        sys.stdout.writelines(json.dumps({"batch": batch.name, "claims": _claims(batch).height}) + "\n" for batch in held)
        sys.stdout.write(found.write_ndjson())
        return
    for batch in held:
        print(f"batch {batch.name}: {_claims(batch).height} claim(s) wait to be loaded: sanctionwatch quarantine show {batch.name}")
    rows = [
        [row["quarantine_id"][:8], row["stage"], plain(row["source"]), plain(row["origin"], 60), plain(row["reasons"], 120), _released(row)]
        for row in found.iter_rows(named=True)
    ]
    print(table_text(("id", "stage", "source", "where", "reasons", "released"), rows) if rows else "nothing is in quarantine")


def show(name: str) -> None:
    """Prints everything about one quarantined row, or a batch that is held back.

    Raises:
        BadInput: if there is no such row or batch, or several rows whose id begins so.
    """
    settings = Settings.load()
    batch = next((batch for batch in batches(settings) if batch.name.startswith(name)), None)
    if batch is not None:
        _show_batch(batch, settings)
        return
    (row,) = _rows([name], settings)
    told = {column: str(value) for column, value in row.items() if value is not None and column not in ("payload", "reasons")}
    told |= {f"reason {number}": reason for number, reason in enumerate(row["reasons"], start=1)}
    payload = json.loads(row["payload"]) if row["payload"] else {}
    told |= {column: value if isinstance(value, str) else json.dumps(value) for column, value in payload.items() if value not in (None, [])}
    print(blocks_text(list(told), [[plain(value, 4_000) for value in told.values()]]), end="")
    obstacle = _obstacle(row)
    print(obstacle or f'to let it in all the same: sanctionwatch quarantine release {row["quarantine_id"][:8]} --because "…"')


def release(names: Sequence[str], because: str) -> None:
    """Lets rows and batches in, each with the reason given.

    A claim is in the table at once, an article too, and is read by the next run; a batch is loaded by the next run, without the rows that
    are quarantined in it.

    Raises:
        BadInput: for the first that is not there or may not be released; nothing was released.
        AnotherRun: if another run holds the warehouse.
    """
    settings = Settings.load()
    if not because.strip():
        raise BadInput("say why: --because must not be empty")
    with only_run(settings.state / "run.lock", settings.lock_wait_seconds):
        held = {name: batch for name in names for batch in batches(settings) if batch.name.startswith(name)}
        single = [name for name in names if name not in held]
        rows = _rows(single, settings) if single else []
        for row in rows:
            if obstacle := _obstacle(row):
                raise BadInput(f"{row['quarantine_id'][:8]}: {obstacle}")
        for batch in held.values():
            told = {"because": because, "at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"}
            (batch / WAIVED).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        if rows:
            recorded("release", lambda run_id: _let_in(rows, because, settings, run_id), settings)
    print(f"released: {len(rows)} row(s), {len(held)} batch(es); next: sanctionwatch monitor")


def _let_in(rows: list[dict[str, Any]], because: str, settings: Settings, run_id: str) -> dict[str, Any]:
    now = datetime.now(UTC).replace(tzinfo=None)
    articles = [TypeAdapter(Arrival).validate_json(row["payload"]) for row in rows if row["stage"] == "articles"]
    claims = [_dated(json.loads(row["payload"])) | {"run_id": run_id, "loaded_at": now} for row in rows if row["stage"] == "claims"]
    with open_working(settings.state / "warehouse.duckdb") as connection, transaction(connection):
        mark_released(connection, [row["quarantine_id"] for row in rows], because=because, now=now)
        fresh = table_frame(Claim, claims)
        new = insert_new(connection, Claim, fresh)
        note_retracted(connection, fresh.select("article_id"))
        note_parties(connection, comparable, since=now)
    # Articles go the way of all articles; should the run die here, they can be released again.
    taken = take_in.fn(Batch(list(articles)), settings, run_id, 1) if articles else {"articles_new": 0}
    return {"released": len(rows), "claims_new": new, "articles_new": taken["articles_new"]}


def _dated(claim: dict[str, Any]) -> dict[str, Any]:
    """A claim from JSON, with its dates as dates."""
    return claim | {name: date.fromisoformat(claim[name]) for name in _DATES if claim.get(name)}


def _rows(names: Sequence[str], settings: Settings) -> list[dict[str, Any]]:
    working = settings.state / "warehouse.duckdb"
    if not working.exists():
        raise BadInput("nothing was taken in yet; run: sanctionwatch monitor")
    with open_working(working) as connection:
        found = left_out(connection, names)
    for name in names:
        begin = [row["quarantine_id"] for row in found if row["quarantine_id"].startswith(name)]
        if len(begin) != 1 or len(name) < 4:
            raise BadInput(
                f"{name}: {f'{len(begin)} rows begin so' if begin else 'no such row or batch'}; see: sanctionwatch quarantine list"
            )
    return found


def _obstacle(row: dict[str, Any]) -> str | None:
    """Why a row may not be released, or nothing."""
    if row["released_at"] and row["stage"] == "claims":
        return f"it was released on {row['released_at']:%Y-%m-%d}: {row['released_because']}"
    if row["stage"] not in ("articles", "claims"):
        return "it could not be read, so there is nothing to let in: mend it at its source and give it again"
    firm = sorted({reason.partition(":")[0] for reason in row["reasons"]} - _WAIVABLE)
    if firm:
        return f"cannot be released: {', '.join(firm)} must hold for every row (see schemas/expectations)"
    try:
        payload = TypeAdapter(dict[str, Any]).validate_json(row["payload"] or "")
    except ValidationError:
        payload = {}
    if not payload or payload.get("shortened") or ("text" if row["stage"] == "articles" else "claim_id") not in payload:
        return "it was not kept whole: give it again"
    return None


def _claims(batch: Path) -> pl.DataFrame:
    return pl.read_parquet(batch / "claims.parquet")


def _show_batch(batch: Path, settings: Settings) -> None:
    claims = _claims(batch)
    print(f"batch {batch.name}: {claims.height} claim(s), in {batch / 'claims.parquet'}")
    broken = ask(
        settings.warehouse,
        "SELECT expectation, unexpected, checked, why FROM quality_results WHERE suite = 'claims' AND scope = 'batch' AND severity = 'critical' AND NOT success ORDER BY run_id DESC LIMIT 5",
    )
    rows = [[plain(cell) for cell in row] for row in broken.iter_rows()]
    if rows:
        print(table_text(("fails", "rows", "of", "why it must hold"), rows), end="")
    some = claims.select("kind", "status", "speaker", "evidence").head(_SHOWN)
    print(table_text(some.columns, [[plain(cell, 200) for cell in row] for row in some.iter_rows()]), end="")
    if claims.height > _SHOWN:
        print(f"… {claims.height - _SHOWN} more")
    print(f'to load it all the same: sanctionwatch quarantine release {batch.name} --because "…", then: sanctionwatch monitor')


def _released(row: dict[str, Any]) -> str:
    return f"{row['released_at']:%Y-%m-%d}" if row["released_at"] else ""
