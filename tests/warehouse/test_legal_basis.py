"""Which law is asserted, which is only inferred, which is contested: three columns that are never mixed, by the day of the conduct."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.warehouse.claims import Desk, article, says
from warehouse.query import answer, shipped
from warehouse.reference import load_reference


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    load_reference(desk.connection, ROOT / "seeds" / "reference", datetime(2026, 1, 1))
    return desk


def _iran(day: str, **slots: Any) -> dict[str, Any]:
    return says("assessed", "NIS", "arms_transfer", actors=["IR"], recipients=["RU"], event_start=day, event_end=day) | slots


def _basis(desk: Desk) -> dict[str, dict[str, Any]]:
    return {str(row["day"]): row for row in desk.named("FROM legal_basis")}


def test_the_snapback_of_september_2025_decides_by_the_day_of_the_conduct(desk: Desk) -> None:
    desk.load([article("a", "2025-12-01", *(_iran(day) for day in ("2015-06-01", "2022-10-10", "2024-03-01", "2025-09-27", "2025-09-28")))])
    basis = {day: [rule for rule in row["inferred"] if rule.startswith("UNSCR")] for day, row in _basis(desk).items()}
    assert basis["2015-06-01"] == ["UNSCR-1737 7", "UNSCR-1747 5"]
    assert basis["2022-10-10"] == ["UNSCR-2231 Annex B 4"], "the arms embargo of Annex B had ended in 2020, the missile rules had not"
    assert basis["2024-03-01"] == basis["2025-09-27"] == [], "2231 still stood, but no paragraph of it bore on arms any more"
    contested = {day: (row["contested"], row["contested_by"]) for day, row in _basis(desk).items()}
    assert contested["2025-09-27"] == ([], [])
    assert contested["2025-09-28"] == (["UNSCR-1737 7", "UNSCR-1747 5"], ["CN", "IR", "RU"])
    assert basis["2025-09-28"] == [], "whose application is disputed is in one column only"
    assert "EU-2023/1529 art 3 + Annex III" in _basis(desk)["2025-09-28"]["inferred"]


def test_1929_bears_on_help_with_missiles_before_the_deal_and_again_after_the_snapback(desk: Desk) -> None:
    days = ("2015-06-01", "2020-06-01", "2023-10-19", "2025-09-27", "2025-09-28")
    helped = [says("assessed", "NIS", "arms_transfer", actors=["RU"], recipients=["IR"], event_start=day, event_end=day) for day in days]
    desk.load([article("a", "2025-12-01", *helped)])
    rules = {day: (row["inferred"], row["contested"]) for day, row in _basis(desk).items()}
    assert rules["2015-06-01"] == (["UNSCR-1747 6", "UNSCR-1929 8"], [])
    assert rules["2020-06-01"] == (["UNSCR-2231 Annex B 4", "UNSCR-2231 Annex B 5"], [])
    assert "2023-10-19" not in rules
    assert "2025-09-27" not in rules
    assert rules["2025-09-28"] == ([], ["UNSCR-1747 6", "UNSCR-1929 8"])


def test_a_deployment_s_basis_is_contested_and_the_treaty_is_a_defence_since_it_is_in_force(desk: Desk) -> None:
    desk.load(
        [article("a", "2025-06-01", *(says("assessed", "NIS", event_start=day, event_end=day) for day in ("2024-10-18", "2025-04-26")))]
    )
    basis = _basis(desk)
    rules = ["UNSCR-1718 8(c)", "UNSCR-1874 9", "UNSCR-2270 8", "UNSCR-2270 9"]
    assert basis["2024-10-18"]["contested"] == rules
    assert basis["2025-04-26"]["contested"] == ["RU-KP-TREATY-2024 4", *rules]
    assert basis["2025-04-26"]["inferred"] == ["UNSCR-2321 15"]


def test_what_a_speaker_asserts_stays_in_his_words_and_apart(desk: Desk) -> None:
    desk.load(
        [
            article(
                "a",
                "2025-05-29",
                says("assessed", "MSMT", "violation_finding", instrument_asserted="UN sanctions", actors=["RU"], recipients=["KP"]),
            )
        ]
    )
    (row,) = desk.named("FROM legal_basis")
    assert (row["asserted"], row["inferred"], row["contested"]) == ("UN sanctions", [], [])


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (says("denied", "Dmitry Peskov", event_start="2024-10-18"), "what is denied breaks nothing"),
        (says("assessed", "NIS", actors=["FR"], recipients=["DE"], event_start="2024-10-18"), "no target takes part"),
        (says("assessed", "NIS", "designation", actors=["JP"], recipients=["KP"], event_start="2024-10-18"), "no instrument of ours is Japan's"),
        (says("assessed", "NIS", "arms_transfer", actors=["KP"], recipients=["RU"]), "without a date no law is inferred"),
    ],
)  # fmt: skip
def test_nothing_is_inferred_where_nothing_applies(desk: Desk, claim: dict[str, Any], why: str) -> None:
    desk.load([article("a", None, claim)])
    assert desk.named("FROM legal_basis") == [], why


def test_a_listing_rests_on_the_law_of_the_authority_that_lists(desk: Desk) -> None:
    desk.load(
        [
            article(
                "a",
                "2025-02-24",
                says("confirmed_by_parties", "EU", "designation", actors=["EU"], recipients=["KP", "RU"], event_start="2025-02-24"),
            )
        ]
    )
    (row,) = desk.named("FROM legal_basis")
    assert row["inferred"] == ["EU-269/2014 Annex I"]


def test_the_question_of_instruments_keeps_asserted_inferred_and_contested_apart(desk: Desk) -> None:
    desk.load(
        [
            article("a", "2025-05-29", says("assessed", "MSMT", "violation_finding", instrument_asserted="rezolucja nr 2270 z 2016 roku", actors=["RU"], recipients=["KP"])),
            article("b", "2025-05-30", says("assessed", "NIS", "arms_transfer", event_start="2025-01-05"), says("assessed", "NIS", event_start="2025-01-05")),
        ]
    )  # fmt: skip
    query = shipped()["instruments"]
    found = {(row["kind"], row["rule"]): row for row in answer(desk.connection, query.sql, query.parameters).iter_rows(named=True)}
    assert {row["basis"] for row in found.values()} == {"asserted", "inferred", "contested"}
    asserted = found["violation_finding", "rezolucja nr 2270 z 2016 roku"]
    assert (asserted["basis"], asserted["said_by"], asserted["measure"]) == ("asserted", "MSMT", None)
    named, unnamed = found["arms_transfer", "UNSCR-2270 7"], found["arms_transfer", "UNSCR-1718 8(b)"]
    assert (named["basis"], named["claims"], named["claims_naming_it"]) == ("inferred", 1, 1)
    assert (unnamed["claims_naming_it"], unnamed["said_by"]) == (0, None)
    assert found["troop_deployment", "UNSCR-2270 9"]["basis"] == "contested"
    only = answer(desk.connection, query.sql, {"basis": "asserted"})
    assert only["basis"].to_list() == ["asserted"]
