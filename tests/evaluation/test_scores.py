"""The figures equal those of the scorer the corpus came with; ``known/`` holds articles, claims and what it said of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from flows.evaluation.explain import differences
from flows.evaluation.gold import GoldArticle, load_claims, load_gold
from flows.evaluation.scores import Score, by_language, tally
from schemas.kinds import KINDS
from schemas.problems import BadInput
from schemas.review import Note

KNOWN = Path(__file__).parent / "known"
EXPECTED: dict[str, Any] = json.loads((KNOWN / "scores.json").read_text(encoding="utf-8"))
GROUPS = [name for name, value in EXPECTED.items() if isinstance(value, dict) and "conduct" in value]


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    gold = load_gold([KNOWN / "gold.jsonl"])
    claims = load_claims(KNOWN / "claims.jsonl", {article.id for article in gold})
    return by_language([tally(article, claims.get(article.id, [])) for article in gold], KINDS)


@pytest.mark.parametrize("group", GROUPS)
def test_figures_by_language_equal_the_reference_scorer(scores: dict[str, Score], group: str) -> None:
    counts, figures, expected = scores[group].counts, scores[group].figures, EXPECTED[group]
    for what in ("conduct", "claim", "strict"):
        assert [round(figures[f"{what} {name}"].value, 3) for name in ("precision", "recall", "f1")] == expected[what]
    assert (counts["articles"], counts.get("claim gold", 0), counts.get("claim got", 0)) == (
        expected["articles"],
        expected["gold_claims"],
        expected["got_claims"],
    )
    assert f"{counts.get('alarm', 0)}/{counts['negative']}" == expected["false_alarms"]
    assert counts.get("unverified", 0) == expected["unverified_evidence"]


def test_slots_kinds_and_interval_equal_the_reference_scorer(scores: dict[str, Score]) -> None:
    counts, figures = scores["all"].counts, scores["all"].figures
    slots = {slot: f"{counts.get(f'{slot} right', 0)}/{counts[f'{slot} scored']}" for slot in EXPECTED["slots"]}
    kinds = {
        kind: {
            **{short: round(figures[f"{kind} {name}"].value, 2) for short, name in (("P", "precision"), ("R", "recall"), ("F", "f1"))},
            "gold": counts.get(f"{kind} gold", 0),
        }
        for kind in EXPECTED["kinds"]
    }
    interval = figures["claim f1"]
    assert slots == EXPECTED["slots"]
    assert kinds == EXPECTED["kinds"]
    assert [round(interval.low, 3), round(interval.high, 3)] == EXPECTED["claim_f1_95"]


ARTICLE = GoldArticle(
    "a",
    "en",
    None,
    "Iran sent drones. Russia paid.",
    None,
    ({"kind": "arms_transfer", "actors": ["IR"], "recipients": ["RU"], "status": "reported", "quote": "Iran sent drones"},),
)


def _claim(**changed: Any) -> dict[str, Any]:
    return {
        "kind": "arms_transfer", "actors": ["IR"], "recipients": ["RU"], "status": "reported", "speaker": None,
        "evidence": "Iran sent drones", "evidence_start": 0, "evidence_end": 16, "evidence_in": "text", **changed,
    }  # fmt: skip


def _note(stage: Any, start: int = 0) -> Note:
    return Note(
        stage=stage,
        kind="arms_transfer",
        actors=("IR",),
        recipients=(),
        trigger="sent",
        why="why",
        reason="",
        start=start,
        end=start + 17,
        in_title=False,
    )


@pytest.mark.parametrize(
    ("claims", "notes", "stage"),
    [
        ([], [], "looked"),
        ([], [_note("party")], "party"),
        ([], [_note("party"), _note("status")], "status"),
        ([], [_note("status", start=17)], "looked"),
        ([_claim(recipients=["BY"])], [], "party"),
        ([_claim(recipients=["BY"])], [_note("merge")], "merge"),
        ([_claim(kind="military_training")], [], "kind"),
    ],
)
def test_a_miss_is_explained_by_the_furthest_stage_it_reached(claims: list[dict[str, Any]], notes: list[Note], stage: str) -> None:
    missed = [one for one in differences(ARTICLE, claims, notes, lambda *_: ("looked", "nothing")) if one.type == "missed"]
    assert [one.stage for one in missed] == [stage]


def test_spurious_claims_and_wrong_slots_are_told() -> None:
    found = list(differences(ARTICLE, [_claim(status="planned"), _claim(kind="cyber_theft")], [], lambda *_: ("", "")))
    assert [(one.type, one.kind, one.slot, one.gold, one.got) for one in found] == [
        ("spurious", "cyber_theft", "", "", "cyber_theft IR → RU reported (outlet)"),
        ("slot", "arms_transfer", "status", "reported", "planned"),
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "gold.jsonl:1: not JSON"),
        ("[]", "gold.jsonl:1: not a JSON object"),
        ('{"id": "a", "lang": "pl"}', "needs the text 'text'"),
        ('{"id": "a", "lang": "pl", "text": "x", "published": "June"}', "published 'June' is not an ISO 8601 date"),
        ('{"id": "a", "lang": "pl", "text": "x", "claims": [{"kind": "war"}]}', "claim 1: unknown kind 'war'"),
        ('{"id": "a", "lang": "pl", "text": "x", "claims": [{"knid": "war"}]}', "claim 1: unknown key 'knid'"),
        ('{"id": "a", "lang": "pl", "text": "x"}\n{"id": "a", "lang": "pl", "text": "x"}', "gold.jsonl:2: article 'a' was there before"),
    ],
)
def test_gold_that_cannot_be_used_is_refused_with_its_place(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / "gold.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        load_gold([tmp_path / "gold.jsonl"])
    assert told in str(refused.value)


def test_the_command_prints_figures_and_says_what_it_could_not_read(tmp_path: Path) -> None:
    articles = [
        {"id": "a", "lang": "en", "published": "2024-11-01", "text": "Iran delivered 200 ballistic missiles to Russia.", "claims": [
            {"kind": "arms_transfer", "actors": ["IR"], "recipients": ["RU"], "status": "reported", "quote": "Iran delivered 200 ballistic missiles to Russia"}]},
        {"id": "b", "lang": "tlh", "text": "nuqneH", "claims": []},
    ]  # fmt: skip
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(json.dumps(article) for article in articles), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "flows", "evaluate", str(gold), "--explain", "--json"], capture_output=True, encoding="utf-8", check=False
    )
    answer = json.loads(done.stdout)
    assert done.returncode == 3
    assert "no language pack for tlh" in done.stderr
    assert answer["scores"]["en"]["figures"]["claim f1"]["value"] == 1.0
    assert [one for one in answer["differences"] if one["type"] != "slot"] == []
