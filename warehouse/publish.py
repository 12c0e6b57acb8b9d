"""Publishes the warehouse: readers get a whole, consistent copy, never the file that is being written."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from warehouse.connect import open_published, open_working


def publish(working: Path, published: Path) -> None:
    """Copies the working warehouse over the published one in one step; readers of the old copy keep it until they close it."""
    with open_working(working) as connection:
        connection.execute("CHECKPOINT")
    _copy(working, published)


def adopt(published: Path, working: Path) -> None:
    """A published warehouse without a working one, restored from a backup or moved here, becomes the working one: publishing must not bury it.

    Raises:
        WarehouseBroken: if the published file is no warehouse; it stays as it is.
    """
    if working.exists() or not published.exists():
        return
    with open_published(published):
        pass
    working.parent.mkdir(parents=True, exist_ok=True)
    _copy(published, working)


def _copy(source: Path, target: Path) -> None:
    """Puts a copy of one file in the other's place in one step, when it is whole on the disk."""
    fresh = target.with_name(target.name + ".new")
    shutil.copyfile(source, fresh)
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())
    fresh.replace(target)
