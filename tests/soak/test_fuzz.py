"""A small part of the fuzz (``tests.soak.fuzz`` runs as many items as wanted): the same items every time."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from flows.evaluation.gold import load_gold
from flows.extraction.batch import Text, read_texts
from flows.extraction.packs.build import read_pack
from flows.extraction.packs.errors import PackError
from schemas.problems import BadInput
from tests.soak.fuzz import feed_giants, feed_items
from tests.soak.targets import FOLDER, TARGETS


def test_damaged_input_is_read_or_refused_and_nothing_else() -> None:
    result = feed_items(range(400), seed=1)
    assert result.findings == []
    assert set(result.items) == set(TARGETS)


def test_giants_of_every_kind_are_read_or_refused() -> None:
    assert feed_giants(600).findings == []


@pytest.mark.parametrize("day", [date.min, date.max])
def test_no_date_is_counted_from_a_day_at_the_end_of_the_calendar(day: date) -> None:
    text = Text(None, "W ubiegłym roku Pjongjang wysłał do Rosji 3000 żołnierzy. Za rok wyśle we wtorek 5000 żołnierzy.", day, "pl")
    claims = next(read_texts([text], FOLDER))
    assert claims
    assert {(claim.event_start, claim.event_end) for claim in claims} == {(None, None)}


def test_gold_and_packs_say_what_is_wrong_with_them(tmp_path: Path) -> None:
    gold = {"id": "a", "lang": "pl", "text": "Zdanie\u2028drugie.", "claims": []}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    assert load_gold([path])[0].text == gold["text"]
    for claim in ({"kind": [], "status": "denied", "quote": "a"}, {"kind": "designation", "status": "denied", "quote": 1}):
        path.write_text(json.dumps(gold | {"claims": [claim]}), encoding="utf-8")
        with pytest.raises(BadInput, match="claim 1"):
            load_gold([path])
    path.write_bytes(b'code = "\xff"')
    with pytest.raises(PackError, match=r"gold\.jsonl: not valid TOML"):
        read_pack(path)
