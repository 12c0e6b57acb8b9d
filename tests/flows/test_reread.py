"""Stored articles are read again with newer packs: what is found no more is withdrawn, what stays keeps its row, and a kill changes nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.validation.check import Verdict
from schemas.settings import Settings
from tests import stages
from tests.conftest import Run, write_lines
from warehouse.connect import open_working
from warehouse.publish import publish

_SAID = (
    "North Korea has sent about 10,000 soldiers to Russia, the Pentagon said on Monday. Iran delivered 200 ballistic missiles to Russia."
)
_ARTICLES = [
    {"id": str(number), "lang": "en", "url": f"https://wire.example/{number}", "published": f"2024-1{number}-29", "text": _SAID.replace("200", f"2{number}0")}
    for number in range(3)
]  # fmt: skip
_STAMPS = ("run_id", "loaded_at", "withdrawn_at", "withdrawn_by", "computation")
# Of article 1 an older pack read something else; of article 2 it did not find the missiles.
_AS_AN_OLDER_PACK_READ = (
    "UPDATE article_readings SET pack = 'older', run_id = '1'",  # ids of runs begin with their time
    "UPDATE claims SET claim_id = 'gone', speaker = 'Nobody', pack = 'older' WHERE kind = 'troop_deployment' AND reported_date = '2024-11-29'",
    "DELETE FROM claims WHERE kind = 'arms_transfer' AND reported_date = '2024-12-29'",
)


@pytest.fixture
def older(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A warehouse whose articles were read with an older pack, with its facts. Only the command line's run checks rows, which takes seconds."""
    for module in ("flows.ingest", "flows.load"):
        monkeypatch.setattr(f"{module}.check", lambda *_: Verdict({}, []))
    stages.ready(settings)
    stages.ingest(settings, write_lines(tmp_path / "in.jsonl", _ARTICLES))
    stages.extract(settings)
    stages.load(settings)
    with open_working(settings.state / "warehouse.duckdb") as connection:
        for statement in _AS_AN_OLDER_PACK_READ:
            connection.execute(statement)
    stages.facts(settings)
    return settings


def _state(settings: Settings) -> dict[str, Any]:
    """Everything that an undisturbed run leaves, without when and by which run."""
    found = {}
    for name in ("claims", "current_claims", "article_readings", "facts", "fact_claims", "changes", "review", "quarantine"):
        rows = stages.table(settings, f"FROM {name} ORDER BY ALL")
        found[name] = rows.drop([column for column in _STAMPS if column in rows.columns]).unique().sort(pl.all()).rows()
    return found | {"withdrawn": stages.table(settings, "SELECT claim_id FROM claims WHERE withdrawn_at IS NOT NULL").rows()}


def test_what_is_found_no_more_is_withdrawn_and_the_rest_stays(older: Settings) -> None:
    before = stages.table(older, "FROM claims ORDER BY ALL")
    counts = stages.reread(older)
    assert {name: counts[name] for name in ("articles_read", "claims_new", "claims_withdrawn", "claims_restored")} == {
        "articles_read": 3, "claims_new": 2, "claims_withdrawn": 1, "claims_restored": 0}  # fmt: skip
    after = stages.table(older, "FROM claims ORDER BY ALL")
    kept = before.filter(pl.col("claim_id") != "gone")
    assert after.join(kept, on="claim_id", how="semi").equals(kept), "an unchanged claim keeps its row"
    assert after.filter(pl.col("withdrawn_at").is_not_null()).select("claim_id", "withdrawn_by").rows() == [("gone", "r2")]
    assert stages.table(older, "SELECT claim_id FROM current_claims WHERE claim_id = 'gone'").is_empty()
    assert stages.table(older, "SELECT * FROM fact_claims WHERE claim_id = 'gone'").is_empty()
    told = stages.table(older, "SELECT change FROM changes WHERE subject = 'claim' AND run_id = 'r2' ORDER BY 1")["change"].to_list()
    assert told == ["added", "added", "withdrawn"]
    assert counts["claims_by"] == {"arms_transfer/reported": 1, "troop_deployment/officially_asserted": 1}
    again = stages.reread(older, "r3")
    assert (again["articles_read"], again["claims_new"], again["claims_withdrawn"]) == (0, 0, 0)


def test_facts_are_those_of_a_warehouse_that_was_read_with_todays_packs_at_once(older: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    stages.reread(older)
    monkeypatch.setenv("SANCTIONWATCH_DATA", str(tmp_path / "fresh"))
    fresh = Settings.load()
    stages.ready(fresh)
    stages.ingest(fresh, write_lines(tmp_path / "in.jsonl", _ARTICLES))
    stages.extract(fresh)
    stages.load(fresh)
    stages.facts(fresh)
    for name in ("facts", "fact_claims", "fact_pieces", "fact_voices"):
        assert stages.table(older, f"FROM {name} ORDER BY ALL").rows() == stages.table(fresh, f"FROM {name} ORDER BY ALL").rows(), name


def test_a_claim_that_is_found_again_stands_again(older: Settings) -> None:
    stages.reread(older)
    _forget(older, "UPDATE claims SET withdrawn_at = now() WHERE kind = 'arms_transfer'")
    stages.facts(older, "r3")
    assert stages.table(older, "SELECT kind FROM facts")["kind"].to_list() == ["troop_deployment"]
    counts = stages.reread(older, "r4")
    assert (counts["claims_new"], counts["claims_restored"]) == (0, 3)
    assert stages.table(older, "SELECT DISTINCT kind FROM facts ORDER BY 1")["kind"].to_list() == ["arms_transfer", "troop_deployment"]
    assert stages.table(older, "SELECT count(*) FROM claims WHERE kind = 'arms_transfer'").item() == 3


def _forget(settings: Settings, *statements: str) -> None:
    with open_working(settings.state / "warehouse.duckdb") as connection:
        for statement in ("UPDATE article_readings SET pack = concat(pack, '-once')", *statements):
            connection.execute(statement)


def test_only_what_was_published_since_then_is_read(older: Settings) -> None:
    assert stages.reread(older, since=date(2024, 11, 29))["articles_read"] == 2
    assert stages.reread(older, "r3", since=date(2024, 11, 29))["articles_read"] == 0
    assert stages.reread(older, "r4")["articles_read"] == 1


def test_a_doubt_that_is_solved_leaves_the_queue(older: Settings) -> None:
    _forget(older, "INSERT INTO review BY NAME SELECT 'solved' AS review_id, article_id, 1 AS article_version, 'unjoined' AS reason, '' AS explanation, kind, actors, recipients, '' AS trigger, evidence AS sentence, 0 AS sentence_start, 1 AS sentence_end, 'text' AS sentence_in, language, extractor, pack, run_id, loaded_at FROM claims LIMIT 1")  # fmt: skip
    stages.reread(older)
    assert stages.table(older, "SELECT review_id FROM current_review WHERE review_id = 'solved'").is_empty()
    assert stages.table(older, "SELECT withdrawn_by FROM review WHERE review_id = 'solved'").item() == "r2"


class _Killed(BaseException):
    """As sudden as a signal: nothing catches it."""


@pytest.mark.parametrize(
    ("module", "name", "moment"),
    [
        ("flows.staging", "_frame", "before"),
        ("flows.extract", "_stage", "after"),
        ("flows.load", "withdraw", "after"),
        ("flows.load", "_gone", "before"),
        ("flows.load", "_gone", "after"),
    ],
)
def test_a_run_that_is_killed_anywhere_is_made_up_for(older: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, name: str, moment: str) -> None:  # fmt: skip
    monkeypatch.setenv("SANCTIONWATCH_BATCH", "2")
    shutil.copytree(older.data, tmp_path / "undisturbed")
    undisturbed = Settings(data=tmp_path / "undisturbed")
    monkeypatch.setenv("SANCTIONWATCH_DATA", str(undisturbed.data))
    stages.reread(undisturbed)
    monkeypatch.setenv("SANCTIONWATCH_DATA", str(older.data))
    with monkeypatch.context() as deadly:
        deadly.setattr(import_module(module), name, _deadly(getattr(import_module(module), name), moment))
        with pytest.raises(_Killed):
            stages.reread(older)
    stages.reread(older, "r3")
    expected = _state(undisturbed)
    for table, rows in _state(older).items():
        assert rows == expected[table], table
    assert not list((older.state / "staged").iterdir())


def _deadly(function: Callable[..., Any], moment: str) -> Callable[..., Any]:
    def wrapped(*arguments: Any, **keywords: Any) -> Any:
        if moment == "before":
            raise _Killed
        function(*arguments, **keywords)
        raise _Killed

    return wrapped


def test_a_batch_that_was_staged_with_packs_of_yesterday_is_dropped(older: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as deadly:
        deadly.setattr("flows.extract._stage", _deadly(import_module("flows.extract")._stage, "after"))
        with pytest.raises(_Killed):
            stages.reread(older)
    (batch,) = (older.state / "staged").iterdir()
    readings = pl.read_parquet(batch / "readings.parquet")
    readings.with_columns(pack=pl.lit("yesterday")).write_parquet(batch / "readings.parquet")
    assert stages.reread(older, "r3")["articles_read"] == 3
    assert "yesterday" not in stages.table(older, "SELECT pack FROM article_readings")["pack"].to_list()
    assert not list((older.state / "staged").iterdir())


def test_the_status_names_the_verb_and_the_verb_does_it(older: Settings, cli: Run, prefect_url: str) -> None:
    publish(older.state / "warehouse.duckdb", older.warehouse)
    assert "3 in en article versions were read with another extractor or pack than today's: sanctionwatch reread" in cli("status").stdout
    done = cli("reread", "--since", "2024-11-01", "--json", PREFECT_API_URL=prefect_url)
    counts = json.loads(done.stdout)
    assert (counts["outcome"], counts["articles_read"], counts["claims_new"], counts["claims_withdrawn"]) == ("done", 2, 2, 1)
    assert json.loads(cli("status", "--json").stdout)["read_otherwise"] == {"en": 1}
    assert "is not a day" in cli("reread", "--since", "soon", code=2).stderr
