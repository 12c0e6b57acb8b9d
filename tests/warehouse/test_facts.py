"""Facts do not depend on the order in which claims come, keep their ids, and say what changed."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.warehouse.claims import Desk, article, says

_STORY = [
    article("kremlin", "2024-10-10", says("denied", "Dmitry Peskov", speaker_country="RU"), says("officially_asserted", "Kim Yong-hyun", speaker_country="KR", asserted_date="2024-10-08")),
    article("nis", "2024-10-18", says("assessed", "NIS", speaker_country="KR", speaker_role="intelligence", quantity_min=1500.0, quantity_max=1500.0, unit="soldiers", quantity_precision="approximate")),
    article("pentagon", "2024-10-29", says("officially_asserted", "Pentagon", quantity_min=10000.0, quantity_max=10000.0, unit="soldiers", quantity_precision="approximate")),
    article("agency", "2025-04-26", says("confirmed_by_parties", "Valery Gerasimov", confirmed_by="recipient", speaker_country="RU", place="Kursk Oblast", place_country="RU")),
    article("party", "2025-04-28", says("confirmed_by_parties", "Central Military Commission", confirmed_by="actor", speaker_country="KP"), says("confirmed_by_parties", "Dmitry Peskov", confirmed_by="recipient", speaker_country="RU")),
    article("background", "2025-06-05", says("reported", event_start="2024-09-01", event_precision="open", quantity_min=1000.0, quantity_precision="order_of_magnitude", unit="soldiers")),
    article("sappers", "2025-06-17", says("planned", "Sergei Shoigu", unit="sappers", quantity_min=1000.0, quantity_max=1000.0, quantity_precision="exact")),
    article("dateless", None, says("alleged", "unnamed sources (a source)", speaker_role="unnamed_source")),
    article("long-ago", "2025-02-01", says("reported", event_start="2019-05-01", event_end="2019-05-31", event_precision="month")),
    article("items", "2024-03-03", says("assessed", "NIS", "arms_transfer", item="artillery shells; missiles"), says("denied", "Maria Zakharova", "arms_transfer", item="weapons")),
    article("rockets", "2024-05-03", says("officially_asserted", "Pentagon", "arms_transfer", item="ballistic missiles"), says("reported", None, "arms_transfer", item="missiles")),
    article("bridge", "2024-09-03", says("officially_asserted", "Pentagon", "arms_transfer", item="ballistic missiles", event_start="2021-01-01", event_precision="open")),
    article("old", "2022-03-03", says("alleged", None, "arms_transfer", item="missiles")),
    article("training", "2024-06-01", says("denied", "IRNA", "military_training", actors=["IR"], speaker_role="state_media", speaker_country="IR")),
    article("theft", "2025-02-27", says("assessed", "FBI", "cyber_theft", recipients=[], event_start="2025-02-21", event_end="2025-02-21", event_precision="day")),
    article("theft-2", "2025-07-27", says("assessed", "FBI", "cyber_theft", recipients=[])),
    article("both", "2025-05-29", says("assessed", "MSMT", "violation_finding", actors=["RU", "KP"], recipients=[]), publisher=["a.example", "b.example"]),
    article("both-again", "2025-05-30", says("assessed", "MSMT", "violation_finding", actors=["KP", "RU"], recipients=[])),
]  # fmt: skip


def _state(desk: Desk) -> dict[str, list[Any]]:
    """Everything that must not depend on order: facts, links, the history by the words, and all changes from the start, net."""
    return {
        "facts": desk.rows("FROM facts ORDER BY ALL"),
        "links": desk.rows("FROM fact_claims ORDER BY ALL"),
        "history": desk.rows("FROM fact_history ORDER BY ALL"),
        "origins": desk.rows("FROM fact_origins ORDER BY ALL"),
        "figures": desk.rows("FROM fact_figures ORDER BY ALL"),
        "pieces": desk.rows("FROM fact_pieces ORDER BY ALL"),
        "voices": desk.rows("FROM fact_voices ORDER BY ALL"),
        "claims": desk.rows("SELECT subject_id, field, change, old, new FROM changes WHERE subject = 'claim' ORDER BY ALL"),
    }


def _copy(desk: Desk) -> dict[str, dict[str, Any]]:
    """What a reader has who applies the change feed in order."""
    import json

    facts: dict[str, dict[str, Any]] = {}
    for key, field, change, new in desk.rows(
        "SELECT subject_id, field, change, new FROM changes WHERE subject = 'fact' ORDER BY computation, subject_id, field"
    ):
        if change == "added":
            facts[key] = json.loads(new)
        elif change == "altered":
            facts[key][field] = new
        elif change != "split":
            del facts[key]
    return facts


@pytest.fixture(scope="module")
def at_once() -> dict[str, list[Any]]:
    desk = Desk()
    desk.load(_STORY)
    return _state(desk)


@pytest.mark.parametrize("seed", range(5))
def test_any_order_in_any_batches_gives_the_same(seed: int, at_once: dict[str, list[Any]]) -> None:
    rng = random.Random(seed)
    shuffled = rng.sample(_STORY, len(_STORY))
    size = 1 if seed == 0 else rng.choice([6, 9, 18])
    desk = Desk()
    for start in range(0, len(shuffled), size):
        desk.load(shuffled[start : start + size])
    for name, rows in _state(desk).items():
        assert rows == at_once[name], name
    _assert_a_copy_does_not_drift(desk)
    _assert_old_ids_lead_somewhere(desk)


def _assert_a_copy_does_not_drift(desk: Desk) -> None:
    kept = _copy(desk)
    for fact in desk.named(
        "SELECT fact_id, status_best, claim_count, independent_origins, first_reported::VARCHAR AS first_reported FROM facts"
    ):
        mine = kept.pop(fact["fact_id"])
        assert {name: None if mine[name] is None else str(mine[name]) for name in fact} == {
            name: None if value is None else str(value) for name, value in fact.items()
        }
    assert kept == {}


def _assert_old_ids_lead_somewhere(desk: Desk) -> None:
    ever = {key for (key,) in desk.rows("SELECT DISTINCT subject_id FROM changes WHERE subject = 'fact' AND change = 'added'")}
    living = {key for (key,) in desk.rows("SELECT fact_id FROM facts")}
    led = dict(desk.rows("SELECT fact_id, redirect_to FROM fact_redirects"))
    assert ever - living == set(led)
    assert set(led.values()) <= living


def test_the_story_of_the_deployment() -> None:
    desk = Desk()
    desk.load(_STORY[:7])
    done, planned = desk.named("SELECT * FROM facts WHERE kind = 'troop_deployment' ORDER BY phase")
    assert (done["status_best"], done["confirmed_by"], str(done["confirmed_date"])) == ("confirmed_by_parties", "both", "2025-04-26")
    assert (str(done["first_reported"]), done["claim_count"], done["denial_count"]) == ("2024-10-10", 7, 1)
    assert not done["contested"], "the one who denied has confirmed since"
    assert done["conflicts"] == ["number"], "1500 and 10000 in one month"
    assert (planned["status_best"], planned["thing"], planned["claim_count"]) == ("planned", "engineers", 1)


def test_a_denial_contests_until_the_same_speaker_affirms() -> None:
    desk = Desk()
    desk.load([_STORY[0], _STORY[1]])
    assert desk.rows("SELECT contested, contested_by, status_best FROM facts") == [(True, ["Dmitry Peskov"], "assessed")]
    desk.load([_STORY[3]])  # another Russian confirms
    assert desk.rows("SELECT contested, status_best FROM facts") == [(True, "confirmed_by_parties")]
    desk.load([_STORY[4]])
    assert desk.rows("SELECT contested, contested_by FROM facts") == [(False, [])]
    changed = desk.rows(
        "SELECT field, old, new FROM changes WHERE change = 'altered' AND field IN ('contested', 'status_best') ORDER BY computation, field"
    )
    assert changed == [("status_best", "assessed", "confirmed_by_parties"), ("contested", "true", "false")]


def test_a_denial_with_nothing_to_deny_is_a_fact_until_there_is_something() -> None:
    desk = Desk()
    desk.load([article("d", "2024-10-10", says("denied", "Dmitry Peskov"))])
    ((alone, phase),) = desk.rows("SELECT fact_id, phase FROM facts")
    assert phase == "denied"
    desk.load([_STORY[1]])
    ((fact, phase),) = desk.rows("SELECT fact_id, phase FROM facts")
    assert phase == "done"
    assert desk.rows("SELECT fact_id, redirect_to, reason FROM fact_redirects") == [(alone, fact, "renamed")]


def test_a_denial_of_weapons_means_each_of_them_and_one_of_missiles_only_these() -> None:
    desk = Desk()
    sent = [says("assessed", "NIS", "arms_transfer", item=item) for item in ("artillery shells", "ballistic missiles", "drones")]
    desk.load([article("a", "2024-05-01", *sent), article("b", "2024-05-02", says("denied", "Peskov", "arms_transfer", item="missiles"))])
    assert desk.rows("SELECT thing FROM facts WHERE contested ORDER BY 1") == [("missiles",)]
    desk.load([article("c", "2024-05-03", says("denied", "Zakharova", "arms_transfer", item="weapons"))])
    assert desk.rows("SELECT thing, contested_by FROM facts ORDER BY 1") == [
        ("ammunition", ["Zakharova"]), ("drones", ["Zakharova"]), ("missiles", ["Peskov", "Zakharova"]),
    ]  # fmt: skip


def test_two_descriptions_of_one_weapon_are_one_fact_with_a_conflict() -> None:
    desk = Desk()
    desk.load([
        article("a", "2025-05-29", says("assessed", "MSMT", "arms_transfer", item="air defence system")),
        article("b", "2025-05-30", says("assessed", "NIS", "arms_transfer", item="anti-aircraft missiles")),
    ])  # fmt: skip
    assert desk.rows("SELECT thing, claim_count, conflicts FROM facts") == [("air defence", 2, ["item"])]


def test_a_bridge_joins_two_facts_and_its_retraction_parts_them_again() -> None:
    desk = Desk()
    early = article("early", "2020-01-10", says("reported"))
    late = article("late", "2024-10-10", says("reported"))
    desk.load([early])
    desk.load([late])
    ids = dict(desk.rows("SELECT year(first_reported), fact_id FROM facts"))
    assert len(ids) == 2
    bridge = article("bridge", "2024-11-01", says("assessed", "NIS", event_start="2020-03-01", event_precision="open"))
    desk.load([bridge])
    assert desk.rows("SELECT fact_id FROM facts") == [(ids[2020],)]
    assert desk.rows("SELECT fact_id, redirect_to, reason FROM fact_redirects") == [(ids[2024], ids[2020], "merged")]
    desk.load([bridge | {"version": 2, "claims": ()}])
    assert dict(desk.rows("SELECT year(first_reported), fact_id FROM facts")) == ids
    assert desk.rows("FROM fact_redirects") == []
    assert desk.rows("SELECT change, subject_id, old FROM changes WHERE change IN ('split', 'withdrawn') AND subject = 'fact'") == [
        ("split", ids[2024], ids[2020])
    ]
    assert len(desk.rows("FROM claims")) == 3, "nothing is deleted"


def test_a_correction_alters_the_claim_and_the_fact_keeps_its_id() -> None:
    desk = Desk()
    first = article("a", "2024-10-18", says("assessed", "NIS", unit="soldiers", quantity_min=1500.0, quantity_max=1500.0))
    desk.load([first])
    ((fact,),) = desk.rows("SELECT fact_id FROM facts")
    desk.load([first | {"version": 2, "claims": (says("assessed", "NIS", unit="soldiers", quantity_min=12000.0, quantity_max=12000.0),)}])
    assert desk.rows("SELECT fact_id, claim_count FROM facts") == [(fact, 1)]
    assert desk.rows("SELECT quantity_min FROM fact_figures") == [(12000.0,)]
    changed = dict(
        desk.rows(
            "SELECT field, concat(old, ' → ', new) FROM changes WHERE subject = 'claim' AND change = 'altered' AND field <> 'claim_id'"
        )
    )
    assert changed == {"quantity_min": "1500.0 → 12000.0", "quantity_max": "1500.0 → 12000.0"}


def test_the_retraction_of_the_last_claim_withdraws_the_fact() -> None:
    desk = Desk()
    first = article("a", "2024-10-18", says("assessed", "NIS"))
    desk.load([first])
    ((fact,),) = desk.rows("SELECT fact_id FROM facts")
    desk.load([first | {"version": 2, "claims": ()}])
    assert desk.rows("FROM facts") == []
    assert desk.rows("SELECT fact_id, redirect_to, reason FROM fact_redirects") == [(fact, None, "withdrawn")]
    assert desk.rows("SELECT subject, change FROM changes ORDER BY computation, subject") == [
        ("claim", "added"),
        ("fact", "added"),
        ("claim", "withdrawn"),
        ("fact", "withdrawn"),
    ]


def test_a_claim_loaded_under_a_clock_that_was_set_back_is_not_missed() -> None:
    desk = Desk()
    desk.load([_STORY[1]])
    desk.batches -= 1000
    desk.load([_STORY[2]])
    assert desk.rows("SELECT claim_count FROM facts") == [(2,)]


def test_nothing_new_changes_nothing() -> None:
    desk = Desk()
    desk.load(_STORY)
    before = desk.rows("SELECT count(*) FROM changes")
    assert desk.load([])["facts_altered"] == 0
    assert desk.rows("SELECT count(*) FROM changes") == before
