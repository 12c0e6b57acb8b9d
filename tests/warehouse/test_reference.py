"""Reference data: loaded whole when a file changed, never with a bad row."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from schemas.kinds import KINDS
from schemas.reference_files import FILES, BadReferenceFile, read_all
from tests.conftest import ROOT, Run
from warehouse.migrate import migrate
from warehouse.reference import load_reference

_NOW = datetime(2026, 1, 1)


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        migrate(opened)
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files, to break."""
    return Path(shutil.copytree(ROOT / "seeds" / "reference", tmp_path / "reference"))


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[object, ...]]:
    return connection.execute(sql).fetchall()


def test_a_changed_file_is_loaded_and_an_unchanged_one_is_not(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    assert load_reference(connection, folder, _NOW) == len(FILES)
    assert load_reference(connection, folder, _NOW) == 0
    with (folder / "entities.csv").open("a", encoding="utf-8") as file:
        file.write("org:made-up,agency,Made Up Agency,,kp,,,none,,,imo:9074729;tax:123,,a test\n")
    assert load_reference(connection, folder, _NOW) == 1
    assert _rows(connection, "SELECT country, other_ids FROM entities WHERE entity_id = 'org:made-up'") == [
        ("KP", ["imo:9074729", "tax:123"])
    ]
    assert _rows(connection, "SELECT count(*) FROM reference_files") == [(len(FILES),)]


@pytest.mark.parametrize(
    ("file", "line", "words"),
    [
        ("entities.csv", "org:x,agency,X,,kp,,,none,Qx,,,,", "row {last}, wikidata_qid"),
        ("entities.csv", "org:x,agency,,,kp,,,none,,,,,", "row {last}, name_en"),
        ("entities.csv", "org:x,agency,X,,kp,,,loud,,,,,", "no such role"),
        ("entities.csv", "terr:kp,country,North Korea,,kp,,,none,,,,,", "row {last}: terr:kp is there twice"),
        ("entities.csv", "org:x,agency", "row {last}: more or fewer cells"),
        ("aliases.csv", "org:nobody,en,name,Nobody", "org:nobody is not in entities.csv"),
        ("instrument_periods.csv", "UNSCR-1718,soon,,,,,", "applies_from"),
        ("measures.csv", "UNSCR-1,1,x,any,KP,,,,recalled,,", "UNSCR-1 is not in instruments.csv"),
        ("measure_kinds.csv", "UNSCR-1718,99,arms_transfer,direct,high", "UNSCR-1718 99 is not in measures.csv"),
        ("measure_kinds.csv", "UNSCR-1718,12,arms_transfer,surely,high", "bearing"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_and_nothing_is_written(
    connection: duckdb.DuckDBPyConnection, folder: Path, file: str, line: str, words: str
) -> None:
    load_reference(connection, folder, _NOW)
    before = _rows(connection, "FROM reference_files ORDER BY ALL")
    with (folder / file).open("a", encoding="utf-8") as lines:
        lines.write(line + "\n")
    last = len((folder / file).read_text(encoding="utf-8").splitlines())
    with pytest.raises(BadReferenceFile) as problem:
        load_reference(connection, folder, _NOW)
    assert file in str(problem.value)
    assert words.format(last=last) in str(problem.value)
    assert _rows(connection, "FROM reference_files ORDER BY ALL") == before


def test_a_missing_file_and_a_missing_column_are_named(folder: Path) -> None:
    (folder / "icd203.csv").write_text("term,low_pct\nlikely,55\n", encoding="utf-8")
    with pytest.raises(BadReferenceFile, match=r"icd203\.csv: the columns are term, low_pct; wanted: term, synonym"):
        read_all(folder)
    (folder / "icd203.csv").unlink()
    with pytest.raises(BadReferenceFile, match=r"icd203\.csv is not there"):
        read_all(folder)


def test_a_run_refuses_bad_reference_data_before_it_starts(cli: Run, folder: Path, tmp_path: Path) -> None:
    seeds = folder.parent
    for name in ("languages", "sources.toml"):
        (seeds / name).symlink_to(ROOT / "seeds" / name)
    (folder / "admiralty.csv").write_text("code,axis,meaning\nG,source,Splendid\n", encoding="utf-8")
    done = cli("facts", code=2, SANCTIONWATCH_SEEDS=str(seeds))
    assert "admiralty.csv, row 2, code" in done.stderr


def test_every_instrument_has_a_period_and_every_kind_with_a_flow_a_paragraph() -> None:
    files = read_all(ROOT / "seeds" / "reference")
    periods = {period.instrument_id for period in files["instrument_periods.csv"]}
    assert {instrument.instrument_id for instrument in files["instruments.csv"]} == periods
    assert {kind.kind for kind in files["measure_kinds.csv"]} >= set(KINDS) - {"violation_finding"}
    for one in files["instrument_periods.csv"]:
        assert one.applies_until is None or one.applies_from <= one.applies_until
