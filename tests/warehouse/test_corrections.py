"""A corrected article is a new version: its claims say which ones they take the place of, and what was taken back is there to see."""

from __future__ import annotations

from typing import Any

import pytest

from tests.warehouse.claims import Desk, article, says

_NIS = {"unit": "soldiers", "quantity_precision": "exact"}
_FIRST = article("a", "2024-10-18",
    says("assessed", "NIS", quantity_min=12000.0, quantity_max=12000.0, **_NIS), says("reported", item="x"), says("denied", "Dmitry Peskov"))  # fmt: skip
_SECOND = _FIRST | {
    "version": 2,
    "claims": (says("assessed", "NIS", quantity_min=10000.0, quantity_max=10000.0, **_NIS), says("reported", item="x")),
}


def _retracted(desk: Desk) -> list[Any]:
    return desk.rows("SELECT speaker, how, fields, retracted_in FROM retractions ORDER BY speaker")


@pytest.mark.parametrize("batches", [[[_FIRST], [_SECOND]], [[_FIRST, _SECOND]]])
def test_a_correction_names_the_claim_it_corrects(batches: list[list[dict[str, Any]]]) -> None:
    desk = Desk()
    for batch in batches:
        desk.load(batch)
    pairs = desk.rows(
        "SELECT now.speaker, old.quantity_max, now.quantity_max FROM claims AS now JOIN claims AS old ON old.claim_id = now.retracts ORDER BY now.speaker"
    )
    assert pairs == [("NIS", 12000.0, 10000.0), (None, None, None)]
    assert _retracted(desk) == [("Dmitry Peskov", "withdrawn", [], 2), ("NIS", "corrected", ["quantity"], 2)], (
        "what is said again is no retraction"
    )
    assert desk.rows("SELECT count(*) FROM claims") == [(5,)], "nothing is deleted"
    assert desk.rows("SELECT contested, claim_count FROM facts") == [(False, 2)]


def test_what_comes_back_after_it_was_withdrawn_takes_the_place_of_nothing() -> None:
    desk = Desk()
    for version, claims in ((1, _FIRST["claims"]), (2, ()), (3, _SECOND["claims"])):
        desk.load([_FIRST | {"version": version, "claims": claims}])
    assert desk.rows("SELECT count(*) FROM claims WHERE retracts IS NOT NULL") == [(0,)]
    assert len(_retracted(desk)) == 3
