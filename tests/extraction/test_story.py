"""Leaving sentences and triggers unread changes nothing: what is read with every sentence taken apart is read without."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from flows.extraction.engine import read
from flows.extraction.packs.load import load_pack
from schemas.claim import Reading
from schemas.review import Note
from schemas.settings import Settings

LANGUAGES = Settings().seeds / "languages"
GOLDEN = Path(__file__).parent.parent / "golden"


def readings(code: str, name: str) -> list[tuple[list[Reading], list[Note]]]:
    pack, done = load_pack(LANGUAGES, code), []
    for line in (GOLDEN / code / name).read_text(encoding="utf-8").splitlines():
        article, notes = json.loads(line), list[Note]()
        done.append((read(article["title"], article["text"], date.fromisoformat(article["published"]), pack, notes), notes))
    return done


@pytest.mark.parametrize("code", ["pl", "en"])
@pytest.mark.parametrize("name", ["dev.jsonl", "blind-a.jsonl"])
def test_what_is_left_unread_holds_nothing(code: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_shortcuts = readings(code, name)
    monkeypatch.setattr("flows.extraction.claims.story.can_state", lambda *_: True)
    monkeypatch.setattr("flows.extraction.frames.find.has_thing", lambda *_: True)
    assert with_shortcuts == readings(code, name)
