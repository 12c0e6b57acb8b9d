"""``sanctionwatch lists``: sanctions lists from files into the warehouse, and what is loaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from flows.lists.entry import Listed, NotAList, Reading
from flows.lists.names import comparable, telling
from flows.lists.recognise import read_lists
from flows.orchestration.lock import only_run
from flows.reporting.terminal import table_text
from flows.reporting.words import plain
from flows.running import recorded
from schemas.ledger import Quarantined, quarantine_id
from schemas.settings import Settings
from warehouse.columns import table_frame
from warehouse.connect import open_working, transaction
from warehouse.lists import Batch, is_loaded, repeated, replace_list
from warehouse.parties import note_candidates, note_parties
from warehouse.query import ask
from warehouse.store import insert_new

_BATCH = 20_000


def load(paths: Sequence[Path], name: str | None) -> bool:
    """Loads the lists in these files, each in one transaction, and compares them with the parties of all claims. Whether an entry was left out.

    Raises:
        NotAList: for the first file that is none or is not whole; lists before it are loaded.
        AnotherRun: if another run holds the warehouse.
    """
    settings = Settings.load()
    found = read_lists(paths, settings.max_list_bytes)
    names = [name or reading.name for reading in found]
    twice = next((one for one in names if names.count(one) > 1), None)
    if twice is not None:
        raise NotAList(f"several files of the list {twice}; load one, or give each a name of its own with --as, one file at a time")
    with only_run(settings.state / "run.lock", settings.lock_wait_seconds):
        outcome, counts = recorded("lists", lambda run_id: _load_all(zip(names, found, strict=True), settings, run_id), settings)
    print(f"{counts['candidates']} new candidate(s) for review: sanctionwatch review")
    print("claims that touch a listed party: sanctionwatch sql --query listed")
    return outcome == "left_out"


def show() -> None:
    """Prints every list that is loaded, with its newest version.

    Raises:
        NoWarehouse: if nothing was published yet.
    """
    found = ask(
        Settings.load().warehouse,
        "SELECT list_name, format, file, published, loaded_at, entries, entries_new, entries_gone FROM list_versions QUALIFY row_number() OVER (PARTITION BY list_name ORDER BY version DESC) = 1 ORDER BY list_name",
    )
    if found.is_empty():
        print("no list is loaded; load one with: sanctionwatch lists load FILE (docs/lists.md says where they are)")
        return
    rows = [[plain(cell) for cell in (*row[:4], f"{row[4]:%Y-%m-%d %H:%M}", *row[5:])] for row in found.iter_rows()]
    print(table_text(("list", "format", "file", "made", "loaded (UTC)", "entries", "new", "gone"), rows), end="")


def _load_all(lists: Iterable[tuple[str, Reading]], settings: Settings, run_id: str) -> dict[str, Any]:
    counts: dict[str, Any] = {"lists": {}, "left_out": 0, "candidates": 0}
    for name, reading in lists:
        now = _now()
        with open_working(settings.state / "warehouse.duckdb") as connection, transaction(connection):
            about: dict[str, Any] = {
                "format": reading.format,
                "file": " ".join(path.name for path in reading.files),
                "sha256": _fingerprint(reading.files),
                "published": reading.published,
            }
            if is_loaded(connection, name, about["sha256"]):
                print(f"{name}: {plain(about['file'])} is loaded already")
                continue
            left_out: list[dict[str, Any]] = []
            version = replace_list(connection, name, _batches(name, reading, left_out, run_id, now), about=about, run_id=run_id, now=now)
            if not version["entries"]:
                raise NotAList(f"{reading.files[0]}: {reading.format}, but without an entry that can be used; download it again")
            insert_new(connection, Quarantined, table_frame(Quarantined, left_out))
            twice = repeated(connection, name)
        counts["lists"][name] = {key: version[key] for key in ("entries", "entries_new", "entries_gone")}
        counts["left_out"] += len(left_out)
        made = f", made {reading.published}" if reading.published else ""
        print(
            f"{name}: {reading.format}{made}: {version['entries']} entries, {version['entries_new']} new or changed, {version['entries_gone']} gone or changed"
        )
        if twice:
            print(f"{name}: {len(twice)} id(s) stand there more than once, such as {plain(twice[0])}: each entry is kept as one of its own")
        if left_out:
            print(f"{name}: {len(left_out)} entries left out: sanctionwatch sql --query quarantine")
    with open_working(settings.state / "warehouse.duckdb") as connection, transaction(connection):
        note_parties(connection, comparable)
        counts["candidates"] = note_candidates(connection, run_id, _now())
    return counts


def _batches(name: str, reading: Reading, left_out: list[dict[str, Any]], run_id: str, now: datetime) -> Iterator[Batch]:
    """Rows for the tables; entries that cannot be used go to ``left_out``."""
    while some := list(islice(reading.entries, _BATCH)):
        entries, names, ids = list[dict[str, Any]](), list[dict[str, Any]](), list[dict[str, Any]]()
        for listed in some:
            if listed.problem:
                left_out.append(_quarantined(name, reading, listed, run_id, now))
                continue
            entry = _entry(name, listed)
            entries.append(entry)
            for called, weak in listed.names.items():
                made, bag = comparable(called)
                names.append(
                    {
                        "entry_key": entry["entry_key"],
                        "name": called,
                        "weak": weak,
                        "telling": telling(made, listed.type),
                        "key": made,
                        "bag": bag,
                    }
                )
            ids += [{"entry_key": entry["entry_key"], "scheme": scheme, "value": value} for scheme, value in sorted(listed.ids)]
        yield entries, names, ids


def _entry(list_name: str, listed: Listed) -> dict[str, Any]:
    said: dict[str, Any] = {
        "list_name": list_name,
        "entry_id": listed.entry_id,
        "type": listed.type,
        "name": next(iter(listed.names)),
        "countries": sorted(listed.countries),
        "programmes": sorted(listed.programmes),
        "datasets": sorted(listed.datasets),
        "listed_on": listed.listed_on,
    }
    content = repr((said, list(listed.names.items()), sorted(listed.ids)))
    return {"entry_key": hashlib.sha256(content.encode()).hexdigest()[:24]} | said


def _quarantined(list_name: str, reading: Reading, listed: Listed, run_id: str, now: datetime) -> dict[str, Any]:
    payload = json.dumps({"id": listed.entry_id[:200], "names": list(listed.names)[:5]}, ensure_ascii=False)[:2_000]
    reasons = [str(listed.problem)]
    origin = reading.files[0].name
    return {
        "quarantine_id": quarantine_id("lists", list_name, payload, reasons),
        "stage": "lists",
        "source": list_name,
        "origin": origin,
        "subject": listed.entry_id[:200] or None,
        "reasons": reasons,
        "payload": payload,
        "run_id": run_id,
        "quarantined_at": now,
    }


def _fingerprint(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
