"""An export is whole or not there, loses nothing, runs nothing in a spreadsheet, and says what it is."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.exporting import export_to
from schemas.problems import BadInput
from schemas.settings import Settings
from tests.warehouse.claims import Desk, article, says
from warehouse.connect import open_published
from warehouse.export import export
from warehouse.reference import load_reference

_HOSTILE = ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "'quoted", "", "\t=1", " =1", "\r\n=1", "＝1", "plain", 'a "b", c\nd', "Łódź"]
_ARTICLES = [
    *(article(f"hostile{number}", "2025-05-29", says("reported", text, place=text)) for number, text in enumerate(_HOSTILE)),
    article("listing", "2025-06-01", says("confirmed_by_parties", "European Commission", "designation", actors=["EU"], recipients=["KP"], confirmed_by="actor", instrument_asserted="UNSCR 1718",
        recipient_names=["Korea Mining Development Trading Corporation", "Nobody Knows LLC"], event_start="2025-05-30", event_end="2025-05-30", event_precision="day")),
    article("feared", "2025-06-02", says("possible_concern", None, "designation", actors=["EU"], recipients=["RU"], recipient_names=["Perhaps LLC"])),
    article("denial", "2025-06-03", says("denied", "Dmitry Peskov", speaker_country="RU")),
    article("general", "2025-06-04", says("officially_asserted", "Pentagon", actor_names=["Kim Yong Bok", "Somebody Else"], quantity_min=11000.0, quantity_max=12000.0, unit="soldiers")),
]  # fmt: skip


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "warehouse.duckdb"
    desk = Desk(path)
    load_reference(desk.connection, Settings().seeds / "reference", datetime(2026, 1, 1))
    desk.load(_ARTICLES)
    desk.connection.execute(
        "UPDATE articles SET title = '=HYPERLINK(\"http://evil.example\")', language = 'pl', url = 'https://w.example/' || article_id"
    )
    desk.connection.close()
    return path


@pytest.fixture(scope="module")
def folder(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("it's here")
    export(published, folder, "test")
    return folder


@pytest.fixture(scope="module")
def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def entities(folder: Path) -> dict[str, dict[str, Any]]:
    lines = (folder / "followthemoney" / "entities.ftm.json").read_text(encoding="utf-8").splitlines()
    found = {entity["id"]: entity for entity in map(json.loads, lines)}
    assert len(found) == len(lines), "two entities with one id"
    return found


def _cells(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _restored(cell: str, kind: str) -> Any:
    """What docs/exports.md says: an empty cell is null, lists are JSON, and of an apostrophe in front one is taken away."""
    if cell == "":
        return None
    return json.loads(cell) if kind.endswith("[]") else cell.removeprefix("'") if kind == "VARCHAR" else cell


def test_csv_and_parquet_have_every_row_of_the_warehouse(published: Path, folder: Path, manifest: dict[str, Any]) -> None:
    with open_published(published) as connection:
        for name, table in manifest["tables"].items():
            columns = table["columns"]
            shown = ", ".join(
                f'"{column}"' if kind.endswith("[]") else f'"{column}"::VARCHAR AS "{column}"' for column, kind in columns.items()
            )
            wanted = sorted(connection.execute(f'SELECT {shown} FROM "{name}"').fetchall(), key=repr)
            restored = [tuple(_restored(row[column], kind) for column, kind in columns.items()) for row in _cells(folder, name)]
            assert sorted(restored, key=repr) == wanted, name
            parquet = duckdb.execute(
                f"SELECT {shown} FROM read_parquet($path)", {"path": str(folder / "parquet" / f"{name}.parquet")}
            ).fetchall()
            assert sorted(parquet, key=repr) == wanted, name
            assert table["rows"] == len(wanted)


def test_no_cell_is_a_formula(folder: Path) -> None:
    met = 0
    for path in (folder / "csv").iterdir():
        for row in _cells(folder, path.stem):
            for column, cell in row.items():
                assert not re.match(r"[\s\x00]*[=+@＝＋－＠]|[\t\r\n]", cell), (path.stem, column, cell)
                assert not cell.startswith("-") or re.fullmatch(r"-[\d.e+]+", cell), (path.stem, column, cell)
                met += cell.startswith("'")
    assert met > len(_HOSTILE)


def test_the_same_warehouse_gives_the_same_bytes(published: Path, folder: Path, tmp_path: Path) -> None:
    export(published, tmp_path, "test")
    written = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
    assert {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*")} == written


def test_the_manifest_proves_every_file(folder: Path, manifest: dict[str, Any]) -> None:
    there = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*") if path.name != "manifest.json"}
    assert {name: file["sha256"] for name, file in manifest["files"].items()} == {
        name: hashlib.sha256(text).hexdigest() for name, text in there.items()
    }
    assert manifest["packs"] == [{"language": "en", "extractor": "test", "pack": "test", "claims": len(_ARTICLES)}]
    assert "0001_tables" in manifest["schema"]


def test_facts_are_events_that_texts_document(entities: dict[str, dict[str, Any]]) -> None:
    (event,) = (
        one["properties"]
        for one in entities.values()
        if one["schema"] == "Event" and "Pentagon: 11000 to 12000 soldiers" in one["properties"]["summary"][0]
    )
    assert event["name"][0].startswith("troop deployment: North Korea to Russia")
    assert event["involved"] == ["per-kim-yong-bok"]
    (denial,) = (one["properties"] for one in entities.values() if one["properties"].get("status") == ["denied"])
    assert denial["role"] == ["denies"]
    assert denial["description"] == ["Speaker: Dmitry Peskov (RU, official)"]
    assert entities[denial["document"][0]]["properties"]["language"] == ["pol"]
    assert {"Somebody Else", "Nobody Knows LLC", "Perhaps LLC"} == {
        one["properties"]["name"][0] for one in entities.values() if one["schema"] == "Mention"
    }


def test_only_who_is_said_to_be_listed_has_a_sanction(entities: dict[str, dict[str, Any]]) -> None:
    listed = {
        entities[one["properties"]["entity"][0]]["properties"]["name"][0]: one["properties"]
        for one in entities.values()
        if one["schema"] == "Sanction"
    }
    assert set(listed) == {"Korea Mining Development Trading Corporation", "Nobody Knows LLC"}
    sanction = listed["Nobody Knows LLC"]
    assert (sanction["program"], sanction["listingDate"], sanction["status"], sanction["country"]) == (
        ["UNSCR 1718"],
        ["2025-05-30"],
        ["confirmed_by_parties"],
        ["eu"],
    )


def test_followthemoney_accepts_every_entity_and_loses_no_value(entities: dict[str, dict[str, Any]]) -> None:
    ftm = pytest.importorskip("followthemoney", reason="uv sync --group ftm")
    for entity in entities.values():
        schema = ftm.model.get(entity["schema"])
        schema.validate(entity)
        assert set(schema.required) <= set(entity["properties"]), entity
        for name, values in entity["properties"].items():
            slot = schema.get(name)
            for value in values:
                assert slot.type.clean(value) is not None, (entity["schema"], name, value)
                assert len(value) <= (slot.type.max_length or len(value))
                if slot.range is not None:
                    assert ftm.model.get(entities[value]["schema"]).is_a(slot.range.name), (entity["schema"], name)


@pytest.fixture
def settings(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANCTIONWATCH_DATA", str(published.parent))


@pytest.mark.usefixtures("settings")
def test_an_export_replaces_an_earlier_one_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "today"
    assert f"{len(_ARTICLES)} claims" in export_to(target, "test")
    (target / "csv" / "claims.csv").write_text("stale")
    (tmp_path / "latest").symlink_to(target)
    export_to(tmp_path / "latest", "test")
    assert (target / "csv" / "claims.csv").read_text() != "stale"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["latest", "today"]
    assert (tmp_path / "latest").is_symlink()
    (target / "csv" / "mine.txt").write_text("years of work")
    with pytest.raises(BadInput, match=r"mine\.txt does not belong"):
        export_to(target, "test")
    assert (target / "csv" / "mine.txt").exists()
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work")
    for foreign in (None, '{"name": "my web app"}', '{"files": {"thesis.txt": ""}}', "[]"):
        if foreign is not None:
            (mine / "manifest.json").write_text(foreign)
        with pytest.raises(BadInput, match="no earlier export"):
            export_to(mine, "test")
    assert (mine / "thesis.txt").read_text() == "years of work"


@pytest.mark.usefixtures("settings")
def test_an_export_that_dies_leaves_the_earlier_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "today"
    export_to(target, "test")

    def dies(published: Path, folder: Path, program: str) -> None:
        (folder / "half").write_text("")
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("flows.exporting.export", dies)
        with pytest.raises(KeyboardInterrupt):
            export_to(target, "test")
    assert (target / "manifest.json").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["today"]
    # Killed with the earlier one put aside and the new one half there.
    target.replace(tmp_path / ".today.old")
    (tmp_path / ".today.new").mkdir()
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("flows.exporting.export", dies)
        export_to(target, "test")
    assert (target / "manifest.json").exists()
    export_to(target, "test")
    assert [path.name for path in tmp_path.iterdir()] == ["today"]
