"""``sanctionwatch export``: copies of the published warehouse in a folder that is whole or not there."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from schemas.problems import BadInput
from schemas.settings import Settings
from warehouse.export import export


def export_to(target: Path, program: str) -> str:
    """Writes an export beside ``target`` and puts it there in one step; an earlier export is replaced. Returns a sentence on it.

    Raises:
        BadInput: if something else than an earlier export is there.
        NoWarehouse: if nothing was published yet.
    """
    target = target.resolve()  # a link to an earlier export stays a link
    fresh, old = (target.with_name(f".{target.name}.{part}") for part in ("new", "old"))
    if old.exists() and not target.exists():  # killed between the two steps below
        old.replace(target)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        _only_ours(target)
    for left in (fresh, old):
        if left.exists():
            shutil.rmtree(left)
    fresh.mkdir(parents=True)
    try:
        manifest = export(Settings.load().warehouse, fresh, program)
    except BaseException:
        shutil.rmtree(fresh)
        raise
    _on_disk(fresh)
    if target.exists():
        target.replace(old)
    fresh.replace(target)
    if old.exists():
        shutil.rmtree(old)
    rows = {name: table["rows"] for name, table in manifest["tables"].items()}
    entities = sum(manifest["followthemoney"].values())
    return f"{target}: {rows['claims']} claims, {rows['facts']} facts, {len(rows)} tables and views, {entities} FollowTheMoney entities"


def _only_ours(target: Path) -> None:
    """An earlier export may go, and nothing else: every file must be one that its manifest lists.

    Raises:
        BadInput: if there is no manifest of an export, or a file that it does not list; names the file.
    """
    try:
        manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
        listed = {*manifest["files"], "manifest.json"}
        manifest["followthemoney"], manifest["codebook"]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise BadInput(f"{target} is there and is no earlier export (it has no manifest of one); give an empty or new folder") from problem
    for path in sorted(target.rglob("*")):
        if not path.is_dir() and path.relative_to(target).as_posix() not in listed:
            raise BadInput(f"{path} does not belong to the earlier export, which would be replaced; move it away, or give a new folder")


def _on_disk(folder: Path) -> None:
    """Everything in the folder is on the disk before its name says that it is whole."""
    for path in (*folder.rglob("*"), folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
