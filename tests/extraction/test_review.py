"""The review queue: what the rules met and did not understand waits with its sentence, and nothing else does."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from flows.extraction.batch import Text, packs, read_with_notes
from flows.extraction.engine import read
from flows.ingest import Batch, take_in
from flows.reviewing import review
from flows.sources import Still, arrivals, chosen
from schemas.review import REASONS, Note
from schemas.settings import Settings
from tests import stages
from warehouse.connect import open_working
from warehouse.migrate import migrate
from warehouse.publish import publish

SEEDS = Settings().seeds / "languages"
GOLDEN = Path(__file__).resolve().parent.parent / "golden"


@pytest.mark.parametrize(
    ("language", "sentence", "reason"),
    [
        ("pl", "Wysłano tysiące pocisków do Rosji.", "party_unknown"),
        ("en", "Thousands of shells were shipped to Russia.", "party_unknown"),
        ("pl", "Iran wysłał setki dronów.", "party_unknown"),
        ("en", "Arms deliveries between Russia and Iran are continuing.", "direction_unclear"),
        ("pl", "Dostawy broni między Rosją a Koreą Północną trwają.", "direction_unclear"),
        (
            "en",
            "Myanmar's generals put jets on display, saying that with them the delivery by Russia of all six aircraft was complete.",
            "unjoined",
        ),
        ("pl", "Minister zagulgotał, że Iran przekazał Rosji 200 pocisków.", "cue_unknown"),
        ("en", "Smith gurgled that Iran delivered 200 missiles to Russia.", "cue_unknown"),
        ("en", "One of those present said that Iran gave Russia 200 missiles.", "speaker_unknown"),
        # understood, or nothing that anybody should look at
        ("pl", "Iran przekazał Rosji 200 pocisków.", ""),
        ("en", "Blinken said that Iran delivered 200 missiles to Russia.", ""),
        ("en", "A fishmonger told reporters that Iran gave Russia 200 missiles.", ""),
        ("en", "Thousands of shells were shipped to Poland.", ""),
        ("en", "Did North Korea send shells?", ""),
        ("pl", "Rosja odmówiła komentarza w sprawie dostaw broni.", ""),
    ],
)
def test_a_sentence_waits_for_the_reason_it_was_not_understood(language: str, sentence: str, reason: str) -> None:
    notes: list[Note] = []
    read(None, sentence, date(2025, 6, 5), packs(SEEDS)[language], notes)
    assert {note.reason for note in notes if note.reason} == ({reason} if reason else set())
    assert all(sentence[note.start : note.end] == sentence for note in notes)


def test_where_the_direction_is_not_said_both_states_act_and_nobody_receives() -> None:
    (claim,) = read(None, "Arms deliveries between Russia and Iran are continuing.", date(2025, 6, 5), packs(SEEDS)["en"])
    assert (claim.kind, claim.actors, claim.recipients, claim.actor_basis) == ("arms_transfer", ["RU", "IR"], [], "inferred")


def test_the_queue_stays_readable() -> None:
    articles = [json.loads(line) for path in GOLDEN.glob("*/dev.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [
        Text(article["title"], article["text"], date.fromisoformat(article["published"]), article["lang"])
        for article in articles
        if article["lang"] in packs(SEEDS)
    ]
    waiting = sum(any(note.reason for note in notes) for _, notes in read_with_notes(texts, SEEDS))
    assert waiting <= len(texts) / 4


def loaded(settings: Settings, run_id: str) -> int:
    """Reads and loads what was taken in; returns how many sentences came to the queue."""
    stages.extract(settings)
    return sum(part["review_new"] for part in stages.load(settings, run_id))


def test_the_queue_is_loaded_once_and_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SANCTIONWATCH_DATA", str(tmp_path / "data"))
    settings = Settings.load()
    working = settings.state / "warehouse.duckdb"
    article = tmp_path / "article.jsonl"
    article.write_text(
        json.dumps({"id": "a", "lang": "en", "published": "2024-11-01", "text": "Weather.\n\nThousands of shells were shipped to Russia."}),
        encoding="utf-8",
    )
    with open_working(working) as connection:
        migrate(connection)
    (source,) = chosen((str(article),), ())
    assert isinstance(source, Still)
    counts = []
    for run_id in ("r1", "r2"):
        take_in.fn(Batch(list(arrivals(source, settings))), settings, run_id, 1)
        counts.append(loaded(settings, run_id))
    with open_working(working) as connection:
        table: pl.DataFrame = connection.sql("SELECT * FROM review").pl()
        sentence = connection.sql("SELECT text[sentence_start + 1 : sentence_end] FROM review JOIN articles USING (article_id)").fetchall()
    assert counts == [1, 0]
    assert table.select("reason", "kind", "recipients", "trigger", "sentence_in", "run_id").rows() == [
        ("party_unknown", "arms_transfer", ["RU"], "shipped", "text", "r1")
    ]
    assert sentence == [(table["sentence"].item(),)]
    publish(working, settings.warehouse)
    review(10, as_json=False)
    printed = capsys.readouterr().out
    assert "Thousands of shells were shipped to Russia." in printed
    assert REASONS["party_unknown"] in printed
    assert "1 of 1 sentence(s)" in printed
    review(10, as_json=True)
    assert json.loads(capsys.readouterr().out)["trigger"] == "shipped"
