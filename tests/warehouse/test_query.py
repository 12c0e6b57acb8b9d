"""Questions are read-only, parameters are parameters, every shipped query answers on an empty and on a full warehouse."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.settings import Settings
from tests import stages
from warehouse.connect import NoWarehouse
from warehouse.publish import publish
from warehouse.query import QueryError, ask, ask_shipped, shipped


@pytest.fixture
def full(samples: Settings) -> Path:
    """A published warehouse with the samples in it."""
    return samples.warehouse


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published warehouse without rows."""
    settings = Settings(data=tmp_path_factory.mktemp("warehouse"))
    publish(stages.ready(settings), settings.warehouse)
    return settings.warehouse


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_query_answers(name: str, full: Path, empty: Path) -> None:
    query = shipped()[name]
    assert query.question.endswith(("?", ".")), "the first comment is the question"
    assert ask_shipped(empty, name, {}).columns == ask_shipped(full, name, {}).columns


def test_queries_find_what_the_samples_say(full: Path) -> None:
    assert {"KP"} in [set(row) for row in ask(full, "SELECT actors FROM troop_deployments")["actors"].to_list()]
    denied = ask_shipped(full, "denials", {"show": "all"})
    assert len(denied) >= 2
    assert denied.filter(denied["claims_to_the_contrary"] > 0).height >= 1
    assert len(ask_shipped(full, "new-claims", {"run": "r1"})) == ask(full, "SELECT count(*) FROM claims").item()


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM claims",
        "CREATE TABLE t (n INT)",
        "DROP TABLE claims",
        "SELECT 1; SELECT 2",
        "",
        "SELEC 1",
        "SELECT * FROM no_such_table",
        "COPY claims TO 'x.csv'",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT getenv('HOME')",
    ],
)
def test_anything_but_reading_the_warehouse_is_refused(sql: str, full: Path) -> None:
    with pytest.raises(QueryError):
        ask(full, sql)


def test_parameters_are_values_never_sql(full: Path) -> None:
    assert ask(full, "SELECT $name AS given", {"name": "'; DROP TABLE claims; --"}).item() == "'; DROP TABLE claims; --"


def test_unknown_names_and_parameters_are_told_what_there_is(full: Path) -> None:
    with pytest.raises(QueryError, match="denials"):
        ask_shipped(full, "denial", {})
    with pytest.raises(QueryError, match="has no parameter 'since'"):
        ask_shipped(full, "denials", {"since": "2025"})


@pytest.mark.parametrize(
    ("name", "given", "possible"),
    [
        ("origins", {"show": "onestate"}, "all, one-state"),
        ("new-claims", {"run": "nope"}, "latest, r1"),
        ("changes", {"after": "2025"}, "previous, r1"),
        ("technology-transfers", {"since": "2025"}, "a day as YYYY-MM-DD"),
        ("technology-transfers", {"since": "2025-02-30"}, "a day as YYYY-MM-DD"),
        ("technology-transfers", {"status": "confirmed"}, "all, confirmed_by_parties, assessed"),
        ("listed", {"list": "un"}, "all"),
        ("review", {"limit": "-1"}, "a whole number"),
    ],
)
def test_values_that_mean_nothing_are_refused_with_what_is_possible(name: str, given: dict[str, str], possible: str, full: Path) -> None:
    with pytest.raises(QueryError, match=f"is not possible; possible: {possible}"):
        ask_shipped(full, name, given)


def test_every_parameter_says_what_is_possible() -> None:
    for name, query in shipped().items():
        assert query.sql.count("-- parameter ") == len(query.allowed), name
        for parameter in query.allowed.values():
            assert parameter.default in parameter.allowed or len(parameter.allowed) == 1, name


def test_before_the_first_run_the_way_to_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoWarehouse, match="sanctionwatch monitor"):
        ask(tmp_path / "warehouse.duckdb", "SELECT 1")
