"""``sanctionwatch export``: copies of the published warehouse in a folder that is whole or not there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from schemas.settings import Settings
from warehouse.export import export


class BadInput(ValueError):
    """A folder that may not be written over."""


def export_to(target: Path, program: str) -> str:
    """Writes an export beside ``target`` and puts it there in one step; an earlier export is replaced. Returns a sentence on it.

    Raises:
        BadInput: if something else than an earlier export is there.
        NoWarehouse: if nothing was published yet.
    """
    target = target.absolute()
    fresh, old = (target.with_name(f".{target.name}.{part}") for part in ("new", "old"))
    if old.exists() and not target.exists():  # killed between the two steps below
        old.replace(target)
    if target.exists() and not (target / "manifest.json").is_file() and (not target.is_dir() or any(target.iterdir())):
        raise BadInput(f"{target} is there and is no earlier export (it has no manifest.json); give an empty or new folder")
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


def _on_disk(folder: Path) -> None:
    """Everything in the folder is on the disk before its name says that it is whole."""
    for path in (*folder.rglob("*"), folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
