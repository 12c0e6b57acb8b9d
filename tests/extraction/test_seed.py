"""The article that the product was asked for with: what an expert coded in it, no more and no less.

The article is not ours, so it is not here; the test runs where it lies beside the project.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from flows.extraction.batch import packs
from flows.extraction.engine import read
from schemas.claim import Reading
from schemas.settings import Settings

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "euronews-pl-shoigu-kim.txt"
PUBLISHED = date(2025, 6, 5)

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed article is not part of the project")


def readings(published: date | None) -> list[Reading]:
    return read(None, SEED.read_text(encoding="utf-8"), published, packs(Settings().seeds / "languages")["pl"])


def test_the_seed_article_has_its_eight_claims() -> None:
    got = [(claim.kind, "".join(sorted(claim.actors)), "".join(claim.recipients), claim.status) for claim in readings(PUBLISHED)]
    assert sorted(got) == sorted(
        [
            ("troop_deployment", "KP", "RU", "reported"),
            ("troop_deployment", "KP", "RU", "reported"),
            ("troop_deployment", "KP", "RU", "alleged"),
            ("troop_deployment", "KP", "RU", "officially_asserted"),
            ("troop_deployment", "KP", "RU", "confirmed_by_parties"),
            ("missile_funding", "RU", "KP", "assessed"),
            ("technology_transfer", "RU", "KP", "possible_concern"),
            ("violation_finding", "KPRU", "", "assessed"),
        ]
    )


def test_the_seed_article_gives_the_slots_that_an_expert_coded() -> None:
    by = {(claim.kind, claim.status, claim.place): claim for claim in readings(PUBLISHED)}
    sent = [(claim.quantity_min, claim.quantity_max, claim.quantity_precision) for claim in by.values() if claim.status == "reported"]
    assert (1000, None, "order_of_magnitude") in sent
    assert ("troop_deployment", "reported", "Kursk Oblast") in by
    alleged = next(claim for claim in by.values() if claim.status == "alleged")
    assert (alleged.event_start, alleged.event_end) == (date(2024, 10, 1), date(2024, 12, 31))
    accused = next(claim for claim in by.values() if claim.status == "officially_asserted")
    assert {"Volodymyr Zelenskyy", "South Korean officials"} <= set((accused.speaker or "").replace(" and ", ", ").split(", "))
    confirmed = next(claim for claim in by.values() if claim.status == "confirmed_by_parties")
    assert (confirmed.event_start, confirmed.event_end, confirmed.confirmed_by) == (date(2025, 4, 1), date(2025, 4, 30), "both")
    funded = next(claim for claim in by.values() if claim.kind == "missile_funding")
    assert funded.programme == "ballistic missile"
    shared = next(claim for claim in by.values() if claim.kind == "technology_transfer")
    assert shared.programme == "nuclear"
    for kind in ("missile_funding", "technology_transfer", "violation_finding"):
        assert "MSMT" in str(next(claim for claim in by.values() if claim.kind == kind).speaker)


def test_without_a_publication_date_relative_dates_stay_open() -> None:
    dated = [claim for claim in readings(None) if claim.date_text]
    assert dated
    assert [claim.date_text for claim in dated if "2024" not in str(claim.date_text) and (claim.event_start or claim.event_end)] == []
