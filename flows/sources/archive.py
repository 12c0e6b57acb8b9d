"""The raw archive: every body that was fetched, compressed, under the SHA-256 of its bytes.

``ab/cdef….zst`` holds a body whose hash is ``abcdef…``. A file is written whole or not at all, and never changed afterwards.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import get_ident

from backports import zstd

_LEVEL = 3
_CHUNK = 1 << 20
_DAY = 86_400


class NotArchived(LookupError):
    """A body that should be there is not, or is damaged; the message names the file."""


@dataclass(slots=True)
class Verified:
    """What re-hashing found: how many bodies are whole, and the hashes of those that are not."""

    whole: int = 0
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)


def digest_of(body: bytes) -> str:
    """SHA-256 of a body, hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def put(archive: Path, digest: str, body: bytes) -> None:
    """Stores a body under its hash, ``digest_of(body)``. The same body is stored once."""
    path = path_of(archive, digest)
    if path.exists():
        return
    fresh = path.with_name(f"{path.name}.{os.getpid()}-{get_ident()}.new")
    packed = zstd.compress(body, _LEVEL)
    try:
        fresh.write_bytes(packed)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(packed)
    fresh.replace(path)


def get(archive: Path, digest: str) -> bytes:
    """The body with this SHA-256.

    Raises:
        NotArchived: if it is not there, or not what it was.
    """
    path = path_of(archive, digest)
    try:
        body = b"".join(_read(path))
    except FileNotFoundError as problem:
        raise NotArchived(f"{path} is not in the archive") from problem
    except (zstd.ZstdError, EOFError) as problem:
        raise NotArchived(f"{path} is damaged: {problem}") from problem
    if hashlib.sha256(body).hexdigest() != digest:
        raise NotArchived(f"{path} was changed: its bytes no longer have that SHA-256")
    return body


def flush(archive: Path, digests: Iterable[str]) -> None:
    """Forces bodies to the disk, so that no record of a body outlives a power cut that the body did not."""
    for digest in set(digests):
        with path_of(archive, digest).open("rb") as file:
            os.fsync(file.fileno())


def verify(archive: Path, recorded: Iterable[str]) -> Verified:
    """Hashes every body again and compares with the recorded hashes. What killed runs left half-written is removed after a day."""
    for unfinished in archive.glob("??/*.new"):
        if time.time() - unfinished.stat().st_mtime > _DAY:
            unfinished.unlink()
    found = Verified()
    expected = set(recorded)
    for path in sorted(archive.glob("??/*.zst")):
        digest = path.parent.name + path.name.removesuffix(".zst")
        if digest not in expected:
            found.orphans.append(digest)
        expected.discard(digest)
        try:
            seen = hashlib.sha256()
            for chunk in _read(path):
                seen.update(chunk)
        except (zstd.ZstdError, EOFError):
            found.changed.append(digest)
            continue
        if seen.hexdigest() == digest:
            found.whole += 1
        else:
            found.changed.append(digest)
    found.missing = sorted(expected)
    return found


def path_of(archive: Path, digest: str) -> Path:
    return archive / digest[:2] / f"{digest[2:]}.zst"


def _read(path: Path) -> Iterator[bytes]:
    with zstd.open(path, "rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
