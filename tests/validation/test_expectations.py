"""Every expectation rejects the row that its entry names, and a sound row passes them all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.validation.check import Verdict, check
from flows.validation.derived import articles_to_check, claims_to_check, drift_to_check, facts_to_check
from schemas.article import Article
from schemas.claim import Claim
from schemas.expectations import DERIVED, EXPECTATIONS, PROTECTS, Expectation, suite
from schemas.fact import Fact
from schemas.record import table_of
from warehouse.columns import table_frame

_TEXT = "Pjongjang wysłał do Rosji tysiące żołnierzy, poinformowało w piątek ministerstwo obrony w Seulu."
_TODAY = date(2025, 6, 6)
_ARTICLE: dict[str, Any] = {
    "article_id": "a", "version": 1, "content_hash": "c", "source": "test", "origin": "test.jsonl:1", "declared_id": None,
    "url": "https://kurier.example/a", "publisher": "kurier.example", "language": "pl", "language_basis": "declared",
    "published": date(2025, 6, 5), "published_text": "2025-06-05", "title": "Żołnierze", "text": _TEXT, "first_seen": datetime(2025, 6, 6), "run_id": "r",
}  # fmt: skip
_CLAIM: dict[str, Any] = {column.name: None for column in table_of(Claim).columns} | {
    "claim_id": "k", "article_id": "a", "article_version": 1, "kind": "troop_deployment", "actors": ["KP"], "recipients": ["RU"],
    "actor_names": [], "recipient_names": [], "relayed_by": [], "actor_basis": "stated", "status": "officially_asserted", "speaker": "Ministry of Defence",
    "speaker_country": "KR", "reported_date": date(2025, 6, 5), "evidence": _TEXT[:43], "evidence_start": 0, "evidence_end": 43, "evidence_in": "text",
    "language": "pl", "rule": "test", "extractor": "rules/1", "pack": "p", "extraction_confidence": 0.9, "codebook": "1.1", "run_id": "r",
    "loaded_at": datetime(2025, 6, 6),
}  # fmt: skip
_FACT: dict[str, Any] = {column.name: None for column in table_of(Fact).columns} | {
    "fact_id": "f", "kind": "troop_deployment", "phase": "done", "actors": ["KP"], "recipients": ["RU"], "status_best": "confirmed_by_parties",
    "status_latest": "assessed", "contested": True, "contested_by": ["Kremlin"], "first_reported": date(2025, 6, 1), "last_reported": date(2025, 6, 5),
    "confirmed_date": date(2025, 6, 2), "confirmed_by": "actor", "event_start": date(2025, 5, 1), "event_end": date(2025, 5, 9), "items": [], "places": [],
    "conflicts": [], "claim_count": 3, "denial_count": 1, "publisher_count": 2, "independent_origins": 2,
}  # fmt: skip
_SERIES: dict[str, Any] = {"counts": "claims", "series": "kind", "latest": 40, "least": 30, "most": 50, "judged": True}
_SOUND = {"articles": _ARTICLE, "claims": _CLAIM, "facts": _FACT, "drift": _SERIES}
_KEYS = {"articles": "article_id", "claims": "claim_id", "facts": "fact_id", "drift": "series"}


_DATES = ("published", "event_start", "event_end", "reported_date", "first_reported", "last_reported")


def _row(expectation: Expectation, number: int) -> dict[str, Any]:
    """The sound row with what the expectation rejects."""
    changed = {name: _typed(name, value) for name, value in expectation.rejects.items() if not name.startswith("__")}
    return _SOUND[expectation.suite] | {_KEYS[expectation.suite]: f"k{number}"} | changed


def _typed(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name in _DATES and value else value


def _check(name: str, rows: list[dict[str, Any]], folder: Path) -> Verdict:
    if name == "articles":
        table = articles_to_check(_frame(Article, rows), _TODAY)
    elif name == "facts":
        table = facts_to_check(_frame(Fact, rows))
    elif name == "drift":
        table = drift_to_check(pl.DataFrame(rows))
    else:
        table = claims_to_check(_frame(Claim, rows), _frame(Article, [_ARTICLE]).select("article_id", "version", "title", "text"))
    return check(name, table, folder, "run")


def _frame(row: Any, rows: list[dict[str, Any]]) -> pl.DataFrame:
    return table_frame(row, rows)


@pytest.mark.parametrize("name", ["articles", "claims"])
def test_every_row_expectation_rejects_its_row(name: str, tmp_path: Path) -> None:
    wanted = [entry for entry in suite(name) if entry.scope == "row" and entry.severity == "critical"]
    rows = [_SOUND[name]]
    spoiled: dict[str, int] = {}
    for number, entry in enumerate(wanted, start=1):
        spoiled[entry.name] = len(rows)
        rows += [_row(entry, number)] * (2 if "__twice__" in entry.rejects else 1)
    verdict = _check(name, rows, tmp_path)
    assert 0 not in verdict.reasons, f"the sound row was rejected: {verdict.reasons.get(0)}"
    for entry in wanted:
        reasons = verdict.reasons.get(spoiled[entry.name], [])
        assert f"{entry.name}: {entry.why}" in reasons, f"{entry.name} let its row pass; found {reasons}"


@pytest.mark.parametrize("entry", [entry for entry in EXPECTATIONS if entry.scope == "batch"], ids=lambda entry: entry.name)
def test_every_batch_expectation_fails_on_its_batch(entry: Expectation, tmp_path: Path) -> None:
    if "__none__" in entry.rejects:
        rows = []
    elif "__many__" in entry.rejects:
        rows = [_row(entry, number) for number in range(50)]
    elif "__twice__" in entry.rejects:
        rows = [_row(entry, 1)] * 2
    else:
        rows = [_row(entry, number) for number in range(3)]
    verdict = _check(entry.suite, rows, tmp_path)
    failed = [result["expectation"] for result in verdict.results if not result["success"]]
    assert entry.name in failed
    assert (entry.name in verdict.failed) == (entry.severity == "critical")
    assert any(warning.startswith(entry.name) for warning in verdict.warnings) == (entry.severity == "warning")


@pytest.mark.parametrize("name", list(_SOUND))
def test_a_sound_batch_passes_everything(name: str, tmp_path: Path) -> None:
    verdict = _check(name, [_SOUND[name]], tmp_path)
    assert verdict.reasons == {}
    assert [result["expectation"] for result in verdict.results if not result["success"]] == []
    assert {result["expectation"] for result in verdict.results} == {entry.name for entry in suite(name)}


def test_expectations_look_at_columns_that_exist() -> None:
    columns = {name: set(table_of(row).names) for name, row in (("articles", Article), ("claims", Claim), ("facts", Fact))} | {
        "drift": set()
    }
    for entry in EXPECTATIONS:
        known = columns[entry.suite] | set(DERIVED[entry.suite])
        used = {value for key, value in entry.kwargs.items() if key.startswith("column") and isinstance(value, str)}
        used |= set(entry.kwargs.get("column_list", ()))
        used |= {entry.when[0]} if entry.when else set()
        assert used <= known, f"{entry.name} looks at {used - known}"


def test_names_are_unique_and_every_expectation_says_why() -> None:
    names = [entry.name for entry in EXPECTATIONS]
    assert len(names) == len(set(names))
    assert all(len(entry.why) > 10 and entry.rejects and entry.protects in PROTECTS for entry in EXPECTATIONS)


def test_an_expectation_that_cannot_be_evaluated_stops_the_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.validation import check as module

    broken = replace(suite("articles")[0], kwargs={"column": "no_such_column"})
    monkeypatch.setattr(module, "suite", lambda _: (broken,))
    with pytest.raises(module.QualityFailed, match=broken.name):
        _check("articles", [_ARTICLE], tmp_path)
