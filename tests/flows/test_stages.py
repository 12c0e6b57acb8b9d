"""Ingest, extract and load: versions, idempotence, quarantine. Without Prefect; ``test_monitor`` runs the whole."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from schemas.settings import Settings
from tests import stages
from tests.conftest import write_lines

_SENT = "Korea Północna wysłała do Rosji około 1500 żołnierzy, poinformował w piątek wywiad Korei Południowej."
_OTHER = "Korea Północna wysłała do Rosji około 3000 żołnierzy, poinformował w piątek wywiad Korei Południowej."


def _article(text: str = _SENT, **more: str) -> dict[str, str]:
    return {
        "id": "a1",
        "lang": "pl",
        "url": "https://kurier.example/a1",
        "published": "2024-10-18",
        "title": "Żołnierze",
        "text": text,
    } | more


def _all(settings: Settings, path: Path, run_id: str = "r1") -> None:
    stages.ingest(settings, path, run_id=run_id)
    stages.extract(settings)
    stages.load(settings, run_id)


def test_the_same_input_again_changes_no_row(settings: Settings, tmp_path: Path) -> None:
    stages.ready(settings)
    path = write_lines(tmp_path / "in.jsonl", [_article()])
    _all(settings, path)
    questions = {
        "articles": "SELECT * EXCLUDE (last_seen) FROM articles ORDER BY ALL",  # the one thing that a run without news writes
        "appearances": "SELECT * EXCLUDE (last_seen) FROM appearances ORDER BY ALL",
    } | {name: f"FROM {name} ORDER BY ALL" for name in ("claims", "article_readings", "quarantine")}
    before = {name: stages.table(settings, question) for name, question in questions.items()}
    assert len(before["claims"]) == 1
    _all(settings, path, "r2")
    for name, rows in before.items():
        assert stages.table(settings, questions[name]).equals(rows), name


def test_a_text_in_another_language_than_it_declares_is_told(settings: Settings, tmp_path: Path) -> None:
    stages.ready(settings)
    english = "The soldiers were sent to the north of the country, and it was said that they would stay there for a year with the others."
    counts = stages.ingest(
        settings, write_lines(tmp_path / "in.jsonl", [_article(english), _article() | {"id": "a2", "url": "https://kurier.example/a2"}])
    )
    (told,) = [warning for warning in counts["warnings"] if "language pl" in warning]
    assert told.endswith("declares language pl and reads as en: it was read as pl")


def test_a_language_tag_with_a_region_is_its_language(settings: Settings, tmp_path: Path) -> None:
    stages.ready(settings)
    stages.ingest(
        settings,
        write_lines(tmp_path / "in.jsonl", [_article(lang="pl-PL"), _article(lang="xx", url="https://kurier.example/a2", text=_OTHER)]),
    )
    assert stages.table(settings, "SELECT language FROM articles ORDER BY 1").rows() == [("pl",), ("xx",)]


def test_a_changed_article_is_a_new_version_and_the_old_one_stays(settings: Settings, tmp_path: Path) -> None:
    stages.ready(settings)
    _all(settings, write_lines(tmp_path / "in.jsonl", [_article()]))
    _all(settings, write_lines(tmp_path / "in.jsonl", [_article(_OTHER)]), "r2")
    assert stages.table(settings, "SELECT version, text FROM articles ORDER BY version").rows() == [(1, _SENT), (2, _OTHER)]
    assert stages.table(settings, "SELECT article_version, quantity_min FROM claims ORDER BY 1").rows() == [(1, 1500.0), (2, 3000.0)]
    assert stages.table(settings, "SELECT how, fields FROM retractions").rows() == [("corrected", ["quantity"])]
    assert stages.table(settings, "SELECT quantity_min FROM current_claims").rows() == [(3000.0,)]


def test_two_versions_in_one_batch_are_both_kept(settings: Settings, tmp_path: Path) -> None:
    stages.ready(settings)
    counts = stages.ingest(settings, write_lines(tmp_path / "in.jsonl", [_article(), _article(_OTHER), _article()]))
    assert (counts["articles_new"], counts["articles_known"]) == (2, 1)
    assert stages.table(settings, "SELECT version FROM articles ORDER BY 1").rows() == [(1,), (2,)]


def test_a_batch_staged_by_a_killed_run_is_loaded_once(settings: Settings, tmp_path: Path) -> None:
    stages.ready(settings)
    stages.ingest(settings, write_lines(tmp_path / "in.jsonl", [_article()]))
    assert stages.extract(settings) == (1, 1)
    assert stages.extract(settings) == (1, 1)  # what the next run does: it finds the batch there
    assert [part["claims_new"] for part in stages.load(settings)] == [1]
    assert stages.load(settings) == []


def test_a_bad_claim_is_quarantined_with_every_reason_and_the_good_one_loads(settings: Settings, tmp_path: Path) -> None:
    stages.ready(settings)
    stages.ingest(settings, write_lines(tmp_path / "in.jsonl", [_article(), _article(_OTHER, id="a2", url="https://kurier.example/a2")]))
    stages.extract(settings)
    (batch,) = (settings.state / "staged").iterdir()
    claims = pl.read_parquet(batch / "claims.parquet")
    spoiled = claims.with_columns(
        evidence=pl.when(pl.col("quantity_min") == 3000).then(pl.lit("invented")).otherwise("evidence"),
        status=pl.when(pl.col("quantity_min") == 3000).then(pl.lit("certain")).otherwise("status"),
    )
    spoiled.write_parquet(batch / "claims.parquet")
    (part,) = stages.load(settings)
    assert (part["claims_new"], part["claims_left_out"]) == (1, 1)
    ((stage, origin, reasons),) = stages.table(settings, "SELECT stage, subject, reasons FROM quarantine").rows()
    assert stage == "claims"
    assert origin == claims.filter(pl.col("quantity_min") == 3000)["claim_id"].item()
    assert {reason.partition(":")[0] for reason in reasons} == {"evidence-verbatim", "status-known"}
    assert stages.table(settings, "SELECT quantity_min FROM claims").rows() == [(1500.0,)]


def test_every_result_of_a_check_can_be_queried(settings: Settings, tmp_path: Path) -> None:
    from schemas.expectations import EXPECTATIONS

    stages.ready(settings)
    _all(settings, write_lines(tmp_path / "in.jsonl", [_article()]))
    stages.facts(settings)
    found = stages.table(settings, "SELECT expectation, success FROM quality_results WHERE run_id = 'r1'")
    assert set(found["expectation"]) >= {entry.name for entry in EXPECTATIONS if entry.suite != "drift"}
    assert stages.table(settings, "SELECT suite FROM quality_by_run ORDER BY 1")["suite"].to_list() == ["articles", "claims", "facts"]


def test_articles_in_a_language_without_a_pack_wait_and_are_read_when_there_is_one(settings: Settings, tmp_path: Path) -> None:
    stages.ready(settings)
    stages.ingest(settings, write_lines(tmp_path / "in.jsonl", [_article(lang="xx", text="Zzz zzz zzz zzz zzz zzz zzz.")]))
    assert stages.extract(settings) == (0, 0)
    assert stages.table(settings, "SELECT language FROM articles").rows() == [("xx",)]
