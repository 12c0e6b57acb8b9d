"""The raw archive: content-addressed, whole or not there, and every change is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.sources import archive
from flows.sources.archive import NotArchived, digest_of, get, verify


def put(folder: Path, body: bytes) -> str:
    archive.put(folder, digest_of(body), body)
    return digest_of(body)


def test_a_body_is_stored_once_under_its_hash(tmp_path: Path) -> None:
    digest = put(tmp_path, b"hej" * 1000)
    assert put(tmp_path, b"hej" * 1000) == digest == digest_of(b"hej" * 1000)
    (path,) = [entry for entry in tmp_path.rglob("*") if entry.is_file()]
    assert path == tmp_path / digest[:2] / f"{digest[2:]}.zst"
    assert get(tmp_path, digest) == b"hej" * 1000


def test_every_kind_of_damage_is_told_apart(tmp_path: Path) -> None:
    kept, lost, cut, swapped, stray = (put(tmp_path, body * 500) for body in (b"a", b"b", b"c", b"d", b"e"))
    (tmp_path / lost[:2] / f"{lost[2:]}.zst").unlink()
    path = tmp_path / cut[:2] / f"{cut[2:]}.zst"
    path.write_bytes(path.read_bytes()[:-3])
    (tmp_path / swapped[:2] / f"{swapped[2:]}.zst").write_bytes((tmp_path / kept[:2] / f"{kept[2:]}.zst").read_bytes())
    found = verify(tmp_path, [kept, lost, cut, swapped])
    assert (found.missing, sorted(found.changed), found.orphans) == ([lost], sorted([cut, swapped]), [stray])
    for digest in (lost, cut, swapped):
        with pytest.raises(NotArchived):
            get(tmp_path, digest)


def test_what_a_killed_run_left_half_written_is_no_body(tmp_path: Path) -> None:
    digest = digest_of(b"x")
    (tmp_path / digest[:2]).mkdir()
    (tmp_path / digest[:2] / f"{digest[2:]}.zst.1.new").write_bytes(b"half")
    assert verify(tmp_path, []).changed == []
    assert get(tmp_path, put(tmp_path, b"x")) == b"x"
