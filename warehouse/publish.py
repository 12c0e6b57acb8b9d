"""Publishes the warehouse: readers get a whole, consistent copy, never the file that is being written."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from warehouse.connect import open_working


def publish(working: Path, published: Path) -> None:
    """Copies the working warehouse over the published one in one step; readers of the old copy keep it until they close it."""
    with open_working(working) as connection:
        connection.execute("CHECKPOINT")
    fresh = published.with_name(published.name + ".new")
    shutil.copyfile(working, fresh)
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())
    fresh.replace(published)
