"""What was left out can be looked at and let in by a person, with a reason; what must hold for every row cannot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows import releasing
from flows.load import _staged
from flows.validation.check import QualityFailed
from schemas.problems import BadInput
from schemas.settings import Settings
from tests import stages
from tests.conftest import write_lines
from warehouse.publish import publish

_TEXT = "Pjongjang wysłał do Rosji 1500 żołnierzy, poinformowało w piątek ministerstwo obrony Korei Południowej."


@pytest.fixture
def ready(settings: Settings) -> Settings:
    stages.ready(settings)
    return settings


def _article(**changed: Any) -> dict[str, Any]:
    return {"id": "a", "text": _TEXT, "lang": "pl", "published": "2024-10-18"} | changed


def _ids(settings: Settings) -> list[str]:
    found = stages.table(settings, "SELECT quarantine_id FROM quarantine ORDER BY quarantined_at, quarantine_id")
    publish(settings.state / "warehouse.duckdb", settings.warehouse)
    return [key for (key,) in found.rows()]


def test_an_old_article_is_shown_released_and_read(ready: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = write_lines(tmp_path / "in.jsonl", [_article(published="1985-03-01", title="Archiwum")])
    stages.ingest(ready, old)
    (key,) = _ids(ready)
    releasing.list_all(as_json=False)
    assert key[:8] in capsys.readouterr().out
    releasing.show(key[:8])
    shown = capsys.readouterr().out
    assert "published-not-before-the-web" in shown
    assert "1500 żołnierzy" in shown
    releasing.release([key[:8]], "archiwum redakcji, data sprawdzona")
    assert stages.table(ready, "SELECT title, published FROM articles").rows()[0][0] == "Archiwum"
    assert stages.table(ready, "SELECT released_because FROM quarantine").item() == "archiwum redakcji, data sprawdzona"
    assert stages.extract(ready)[0] == 1
    assert stages.ingest(ready, old)["left_out"] == 0  # the same file again: known by now
    releasing.release([key], "again")
    assert stages.table(ready, "SELECT count(*) FROM articles").item() == 1


def _doubtful_claim(settings: Settings, tmp_path: Path, **changed: Any) -> str:
    stages.ingest(settings, write_lines(tmp_path / "in.jsonl", [_article()]))
    stages.extract(settings)
    (batch,) = _staged(settings)
    claims = pl.read_parquet(batch / "claims.parquet")
    claims.with_columns(**{name: pl.lit(value, dtype=claims.schema[name]) for name, value in changed.items()}).write_parquet(
        batch / "claims.parquet"
    )
    stages.load(settings)
    (key,) = _ids(settings)
    return key


def test_a_claim_that_a_person_vouches_for_is_loaded_whole(ready: Settings, tmp_path: Path) -> None:
    key = _doubtful_claim(ready, tmp_path, quantity_min=3e6, quantity_max=3e6)
    assert stages.table(ready, "FROM claims").is_empty()
    releasing.release([key], "the number is in the article")
    ((kind, number, evidence, reported),) = stages.table(ready, "SELECT kind, quantity_min, evidence, reported_date FROM claims").rows()
    assert (kind, number, str(reported)) == ("troop_deployment", 3e6, "2024-10-18")
    assert evidence in _TEXT
    with pytest.raises(BadInput, match="it was released on"):
        releasing.release([key], "twice")


def test_what_must_hold_for_every_row_is_not_released(ready: Settings, tmp_path: Path) -> None:
    key = _doubtful_claim(ready, tmp_path, evidence="words that are not there")
    with pytest.raises(BadInput, match="evidence-verbatim must hold for every row"):
        releasing.release([key], "please")
    assert stages.table(ready, "FROM claims").is_empty()
    assert stages.table(ready, "SELECT released_at FROM quarantine").item() is None


def test_what_was_never_readable_and_what_is_not_there_cannot_be_released(ready: Settings, tmp_path: Path) -> None:
    broken = tmp_path / "in.jsonl"
    broken.write_text('{"id": "a", "text": \n', encoding="utf-8")
    stages.ingest(ready, broken)
    (key,) = _ids(ready)
    with pytest.raises(BadInput, match="mend it at its source"):
        releasing.release([key], "why not")
    with pytest.raises(BadInput, match="no such row or batch"):
        releasing.release(["ffffffff"], "why not")
    with pytest.raises(BadInput, match="say why"):
        releasing.release([key], " ")


def test_a_batch_that_fails_as_a_whole_waits_and_can_be_loaded_all_the_same(
    ready: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stages.ingest(ready, write_lines(tmp_path / "in.jsonl", [_article(id=str(n), text=f"{_TEXT} Depesza {n}.") for n in range(20)]))
    stages.extract(ready)
    (batch,) = _staged(ready)
    claims = pl.read_parquet(batch / "claims.parquet").with_row_index("n")
    spoiled = pl.when(pl.col("n") < 3).then(pl.lit("invented")).otherwise("evidence")
    claims.with_columns(evidence=spoiled).drop("n").write_parquet(batch / "claims.parquet")
    with pytest.raises(QualityFailed, match=f"most-evidence-verbatim.*quarantine show {batch.name}"):
        stages.load(ready)
    assert stages.table(ready, "FROM claims").is_empty()
    assert stages.table(ready, "SELECT unexpected FROM quality_results WHERE expectation = 'most-evidence-verbatim'").item() == 3
    publish(ready.state / "warehouse.duckdb", ready.warehouse)
    releasing.show(batch.name)
    assert "most-evidence-verbatim" in capsys.readouterr().out
    releasing.release([batch.name], "three broken claims are known")
    (part,) = stages.load(ready, run_id="r2")
    assert (part["claims_new"], part["claims_left_out"]) == (17, 3)
