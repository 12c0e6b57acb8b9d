"""``sanctionwatch backup`` and ``restore``: one file with the warehouse and the raw archive, taken while runs go on."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from flows.orchestration.lock import only_run
from flows.running import VERSION
from flows.sources.archive import path_of
from schemas.problems import BadInput
from schemas.settings import Settings
from warehouse.connect import open_published
from warehouse.sources import archived_bodies

_WAREHOUSE, _MANIFEST = "warehouse.duckdb", "manifest.json"
_MEMBER = re.compile(r"warehouse\.duckdb|archive/[0-9a-f]{2}/[0-9a-f]{62}\.zst")


class NotABackup(BadInput):
    """A backup cannot be written there, or the file is none; the message says what to do."""


def backup(target: Path, settings: Settings) -> list[Path]:
    """Writes the published warehouse, every body that it records, and a manifest with their SHA-256 to a tar file.

    A run may be under way: the published warehouse is whole at any moment, and what it records of the archive is never changed.
    Articles that were taken in but not published yet are not in it. Returns the bodies that are missing from the archive.

    Raises:
        NotABackup: if the file is there already, or its folder is not.
        NoWarehouse: if nothing was published yet.
        WarehouseBroken: if the published file is no warehouse.
    """
    if target.exists():
        raise NotABackup(f"{target} is there already; a backup never replaces another one")
    if not target.absolute().parent.is_dir():
        raise NotABackup(f"{target.absolute().parent} is not a folder")
    missing: list[Path] = []
    with _beside(target) as folder:
        snapshot = folder / _WAREHOUSE
        with open_published(settings.warehouse):
            shutil.copyfile(settings.warehouse, snapshot)
        with open_published(snapshot) as connection:
            digests = archived_bodies(connection)
        hashes: dict[str, str] = {}
        with tarfile.open(folder / "backup.tar", "w", format=tarfile.PAX_FORMAT) as tar:
            hashes[_WAREHOUSE] = _add(tar, snapshot, _WAREHOUSE)
            for path in (path_of(settings.archive, digest) for digest in digests):
                name = f"archive/{path.parent.name}/{path.name}"
                try:
                    hashes[name] = _add(tar, path, name)
                except FileNotFoundError:
                    missing.append(path)
            manifest = {"program": VERSION, "made_at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", "sha256": hashes}
            _add_text(tar, _MANIFEST, json.dumps(manifest, indent=1))
        (folder / "backup.tar").replace(target)
    return missing


def restore(source: Path, settings: Settings) -> int:
    """Puts a backup in the place of the data folder, which must be empty, not there, or left by runs that brought nothing. Returns how many archived bodies came with it.

    Everything is unpacked beside it and hashed first: a backup that is not whole changes nothing.

    Raises:
        NotABackup: if the data folder holds something that was brought in, or the file is no whole backup.
        AnotherRun: if a run is at work there.
        WarehouseBroken: if its warehouse cannot be opened.
    """
    data = settings.data.absolute()
    if not source.is_file():
        raise NotABackup(f"{source}: there is no such file")
    if data.exists() and any(data.iterdir()) and not _brought_nothing(data):
        raise NotABackup(f"{data} is not empty; move it away, or name another folder with SANCTIONWATCH_DATA")
    data.parent.mkdir(parents=True, exist_ok=True)
    with _beside(data) as folder:
        unpacked = folder / "data"
        unpacked.mkdir()
        try:
            with tarfile.open(source, "r:") as tar:
                _unpack(tar, unpacked, source)
        except (tarfile.TarError, OSError, EOFError) as problem:
            raise NotABackup(f"{source} cannot be read as a backup: {problem}") from problem
        with open_published(unpacked / _WAREHOUSE) as connection:
            bodies = len(archived_bodies(connection))
        if data.exists():
            with only_run(data / "state" / "run.lock", 0):
                data.replace(folder / "old")
        unpacked.replace(data)
    return bodies


def _brought_nothing(data: Path) -> bool:
    """Whether a data folder is what runs leave that took in nothing: reports and empty warehouses, and nothing else."""
    if {entry.name for entry in data.iterdir()} - {_WAREHOUSE, "state", "reports", "quality"} or any((data / "state").glob("staged/*")):
        return False
    for warehouse in filter(Path.exists, (data / _WAREHOUSE, data / "state" / _WAREHOUSE)):
        with open_published(warehouse) as connection:
            ((articles, lists),) = connection.execute(
                "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM list_versions)"
            ).fetchall()
        if articles or lists:
            return False
    return True


def _unpack(tar: tarfile.TarFile, folder: Path, source: Path) -> None:
    found: dict[str, str] = {}
    manifest: dict[str, Any] | None = None
    for member in tar:
        content = tar.extractfile(member) if member.isreg() else None
        if content is not None and member.name == _MANIFEST:
            manifest = json.load(content)
        elif content is not None and _MEMBER.fullmatch(member.name):
            path = folder / member.name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                found[member.name] = _copy(content, file)
        else:
            raise NotABackup(f"{source} is no backup of Sanctionwatch: it holds {member.name[:80]!r}")
    if manifest is None or manifest.get("sha256") != found or _WAREHOUSE not in found:
        raise NotABackup(f"{source} is not whole: its files are not those of its manifest")


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A folder for unfinished work on the disk of the target; gone at the end."""
    folder = target.absolute().with_name(f".{target.name}.new")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _add(tar: tarfile.TarFile, path: Path, name: str) -> str:
    with path.open("rb") as file:
        info = tar.gettarinfo(arcname=name, fileobj=file)
        info.uid = info.gid = 0
        info.uname = info.gname = ""
        read = _Hashed(file)
        tar.addfile(info, read)
        return read.digest.hexdigest()


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(text.encode())
    tar.addfile(info, io.BytesIO(text.encode()))


def _copy(source: Iterable[bytes] | Any, target: BinaryIO) -> str:
    read = _Hashed(source)
    shutil.copyfileobj(read, target, 1 << 20)
    return read.digest.hexdigest()


class _Hashed:
    """A file whose bytes are hashed as they are read."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk: bytes = self._file.read(size)
        self.digest.update(chunk)
        return chunk
