"""``sanctionwatch lake``: articles and claims as partitioned Parquet in a folder or an object store, which DuckDB and others read in place.

Files have the fingerprint of their rows in their names and are never changed; the manifest says which belong together and is written last.
So a writer that dies leaves what was there, and a second run writes only what changed. Readers start from the manifest.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from flows.orchestration.lock import only_run
from flows.running import VERSION
from schemas.problems import BadInput
from schemas.settings import Settings
from warehouse.connect import open_published
from warehouse.partitions import Part, parts, write_part

_MANIFEST = "manifest.json"
_OURS = re.compile(r"(?:articles|claims)/(?:[^/]+/)*[0-9a-f]{32}\.parquet(?:\.new)?")


def lake(url: str, settings: Settings) -> str:
    """Brings the Parquet files at a folder or fsspec URL up to date with the published warehouse. Returns a sentence on it.

    Raises:
        BadInput: if the URL cannot be used, or something else lies there.
        NoWarehouse: if nothing was published yet.
        AnotherRun: if another process of this machine does the same.
    """
    store, root = _store(url)
    unfinished = settings.state / "lake"
    with only_run(settings.state / "lake.lock", settings.lock_wait_seconds):
        before = _manifest(store, root, url)
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        there = {file for name in ("articles", "claims") for file in before.get(name, {}).get("files", [])}
        with open_published(settings.warehouse, writes_into=unfinished.absolute()) as connection:
            found = list(parts(connection))
            fresh = [part for part in found if part.file not in there]
            for part in fresh:
                path = unfinished.absolute() / "part.parquet"
                write_part(connection, part, path)
                _put(store, path, f"{root}/{part.file}")
        now = _described(found)
        if {name: now[name] for name in ("articles", "claims")} != {name: before.get(name) for name in ("articles", "claims")}:
            text = unfinished / _MANIFEST
            text.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
            _put(store, text, f"{root}/{_MANIFEST}")
        # Readers that took the last manifest a moment ago find its files until the next time.
        removed = _sweep(store, root, {part.file for part in found} | there)
        shutil.rmtree(unfinished)
    rows = {name: sum(part.rows for part in found if part.table == name) for name in ("articles", "claims")}
    return f"{url}: {rows['articles']:,} articles, {rows['claims']:,} claims in {len(found)} files; {len(fresh)} written, {removed} removed"


def _store(url: str) -> tuple[AbstractFileSystem, str]:
    try:
        store, root = url_to_fs(url)
    except (ImportError, ValueError) as problem:  # fsspec's words for a package that is missing, and for a protocol that it does not know
        raise BadInput(f"{url}: {problem}; a folder, or an address that fsspec knows, such as s3://bucket/folder, is wanted") from problem
    return store, str(root).rstrip("/")


def _manifest(store: AbstractFileSystem, root: str, url: str) -> dict[str, Any]:
    """What was written there last; nothing if nothing was."""
    try:
        given = json.loads(store.cat_file(f"{root}/{_MANIFEST}"))
        if given:
            given["articles"]["files"], given["claims"]["files"]
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError) as problem:
        raise BadInput(f"{url}/{_MANIFEST} is none of ours; name another folder") from problem
    found: dict[str, Any] = given
    return found


def _described(found: Iterable[Part]) -> dict[str, Any]:
    tables: dict[str, Any] = {name: {"rows": 0, "files": []} for name in ("articles", "claims")}
    for part in found:
        tables[part.table]["rows"] += part.rows
        tables[part.table]["files"].append(part.file)
    return tables | {"program": VERSION}


def _put(store: AbstractFileSystem, source: Path, target: str) -> None:
    """One file, whole or not at all: object stores do so, and here it is put in its place in one step."""
    if not isinstance(store, LocalFileSystem):
        store.put_file(str(source), target)
        return
    place = Path(target)
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(place.name + ".new")
    shutil.copyfile(source, fresh)
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())
    fresh.replace(place)


def _sweep(store: AbstractFileSystem, root: str, kept: set[str]) -> int:
    """Removes files of ours that neither this manifest nor the one before has, those of a writer that died included. Returns how many."""
    names = [str(path).removeprefix(f"{root}/") for name in ("articles", "claims") for path in store.find(f"{root}/{name}")]
    gone = [name for name in names if _OURS.fullmatch(name) and name not in kept]
    for name in gone:
        store.rm_file(f"{root}/{name}")
    return len(gone)
