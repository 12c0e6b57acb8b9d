"""Migrations run once, their record commits with them, and the tables have the columns that the schemas describe."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from schemas.kinds import KINDS
from warehouse import migrate as migrating
from warehouse.columns import ColumnsDiffer, check_columns, tables
from warehouse.connect import WarehouseBroken, open_working
from warehouse.migrate import migrate, view_texts


def _fresh() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    migrate(connection)
    return connection


def test_tables_have_the_described_columns() -> None:
    check_columns(_fresh())


def test_a_column_that_differs_is_named() -> None:
    connection = _fresh()
    connection.execute("ALTER TABLE runs ADD COLUMN surprise VARCHAR")
    with pytest.raises(ColumnsDiffer, match=r"table runs, column surprise"):
        check_columns(connection)


def test_a_second_migration_changes_nothing() -> None:
    connection = _fresh()
    before = connection.execute("FROM migrations ORDER BY name").fetchall()
    migrate(connection)
    assert connection.execute("FROM migrations ORDER BY name").fetchall() == before


def test_a_failing_migration_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = _fresh()
    (tmp_path / "migrations").mkdir()
    for path in (migrating._FOLDER / "migrations").glob("*.sql"):
        (tmp_path / "migrations" / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "migrations" / "9999_half.sql").write_text("CREATE TABLE half (n BIGINT); SELECT no_such_function();", encoding="utf-8")
    monkeypatch.setattr(migrating, "_FOLDER", tmp_path)
    with pytest.raises(duckdb.Error):
        migrate(connection)
    assert connection.execute("SELECT count(*) FROM information_schema.tables WHERE table_name = 'half'").fetchall() == [(0,)]
    assert connection.execute("SELECT count(*) FROM migrations WHERE name = '9999_half'").fetchall() == [(0,)]


def test_a_warehouse_from_a_newer_version_is_refused() -> None:
    connection = _fresh()
    connection.execute("INSERT INTO migrations VALUES ('9999_later', 'x', now() AT TIME ZONE 'UTC')")
    with pytest.raises(WarehouseBroken, match="newer version"):
        migrate(connection)


def test_a_migration_that_was_edited_after_it_ran_is_refused() -> None:
    connection = _fresh()
    connection.execute("UPDATE migrations SET fingerprint = 'other' WHERE name = '0001_tables'")
    with pytest.raises(WarehouseBroken, match="changed after it ran"):
        migrate(connection)


@pytest.mark.parametrize("name", sorted(view_texts()))
def test_every_view_says_its_grain_and_answers(name: str) -> None:
    assert view_texts()[name].startswith("-- One row per ")
    _fresh().sql(f'SELECT * FROM "{name}" LIMIT 1').fetchall()


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_every_table_says_its_grain_and_has_a_key(table: object) -> None:
    from schemas.record import Table

    assert isinstance(table, Table)
    assert table.grain.startswith("One row per ")
    assert table.key


def test_each_kind_has_a_view_with_only_the_columns_that_mean_something() -> None:
    connection = _fresh()
    columns = {kind.name: set(connection.sql(f"SELECT * FROM {kind.view} LIMIT 0").columns) for kind in KINDS.values()}
    assert {"quantity_min", "losses_min", "place"} <= columns["troop_deployment"]
    assert "amount_min" not in columns["troop_deployment"]
    assert {"amount_min", "programme"} <= columns["missile_funding"]
    assert "losses_min" not in columns["missile_funding"]
    assert {"item", "programme"} <= columns["technology_transfer"]
    assert "amount_min" not in columns["technology_transfer"]


def test_a_file_that_is_no_warehouse_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    path.write_bytes(b"not a database" * 1000)
    with pytest.raises(WarehouseBroken, match=r"warehouse\.duckdb"), open_working(path):
        pass


def test_articles_from_before_there_were_sources_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A warehouse with rows of the first version comes up to date with its rows."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    first = migrating._FOLDER / "migrations" / "0001_tables.sql"
    (folder / first.name).write_text(first.read_text())
    connection = duckdb.connect(str(tmp_path / "w.duckdb"))
    with monkeypatch.context() as patched:
        patched.setattr(migrating, "_FOLDER", tmp_path)
        patched.setattr(migrating, "check_columns", lambda _: None)
        patched.setattr(migrating, "_create_views", lambda _: None)
        migrate(connection)
    connection.execute(
        "INSERT INTO articles BY NAME SELECT 'a' AS article_id, 1 AS version, 'h' AS content_hash, 's' AS source, 'o' AS origin, 'text' AS text, TIMESTAMP '2026-01-01' AS first_seen, 'r' AS run_id"
    )
    migrate(connection)
    assert connection.execute("SELECT extent, last_seen = first_seen FROM articles").fetchall() == [("text", True)]
    assert connection.execute("SELECT place_id, article_id, version FROM appearances").fetchall() == [("a", "a", 1)]
