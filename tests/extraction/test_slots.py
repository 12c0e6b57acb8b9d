"""Slots that the gold corpora do not score: exchanges and losses."""

from __future__ import annotations

from datetime import date

import pytest

from flows.extraction.batch import packs
from flows.extraction.engine import read
from schemas.claim import Reading
from schemas.settings import Settings

SEEDS = Settings().seeds / "languages"


def readings(language: str, text: str) -> list[Reading]:
    return read(None, text, date(2025, 6, 5), packs(SEEDS)[language])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "North Korea sent shells to Russia and received air defence systems in return."),
        ("pl", "Korea Północna wysłała Rosji pociski, a w zamian otrzymała systemy obrony powietrznej."),
        ("pl", "Korea Północna wysłała Rosji pociski. W zamian Moskwa dostarczyła Pjongjangowi systemy obrony powietrznej."),
    ],
)
def test_both_directions_of_an_exchange_have_one_group(language: str, text: str) -> None:
    there, back = readings(language, text)
    assert (there.actors, there.recipients) == (back.recipients, back.actors) == (["KP"], ["RU"])
    assert there.exchange_group == back.exchange_group == "exchange 1"


def test_deliveries_that_nobody_calls_an_exchange_have_none() -> None:
    assert [claim.exchange_group for claim in readings("en", "Iran sent drones to Russia. Russia supplied Su-35 fighters to Iran.")] == [
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Around 300 North Korean soldiers have been killed in Russia."),
        ("pl", "W Rosji zginęło około 300 północnokoreańskich żołnierzy."),
    ],
)
def test_the_dead_are_losses_not_the_size_of_a_deployment(language: str, text: str) -> None:
    (claim,) = readings(language, text)
    assert (claim.kind, claim.losses_min, claim.losses_max, claim.quantity_min) == ("troop_deployment", 300, 300, None)


@pytest.mark.parametrize(
    ("language", "text", "band", "words"),
    [
        ("en", "It is highly likely that Russia gave North Korea satellite technology, the NIS assesses.", "very_likely", "highly likely"),
        ("pl", "Rosja najpewniej przekazała Korei Północnej technologie satelitarne, ocenia NIS.", "likely", "najpewniej"),
        ("en", "Russia may have given North Korea satellite technology.", None, None),
        ("pl", "Rosja przekazała Korei Północnej technologie satelitarne.", None, None),
    ],
)
def test_a_probability_word_is_kept_with_its_band(language: str, text: str, band: str | None, words: str | None) -> None:
    (claim,) = readings(language, text)
    assert (claim.likelihood, claim.likelihood_text) == (band, words)


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "Iran delivered missiles to Russia in September, Antony Blinken said on Tuesday.", date(2025, 6, 3)),
        ("pl", "Iran przekazał Rosji rakiety we wrześniu – oświadczył we wtorek Antony Blinken.", date(2025, 6, 3)),
        ("en", "Antony Blinken said that Iran delivered missiles to Russia on Tuesday.", None),
        ("pl", "Iran przekazał we wtorek Rosji rakiety – oświadczył Antony Blinken.", None),
        ("en", "Iran delivered missiles to Russia on Tuesday.", None),
    ],
)
def test_the_day_of_the_words_is_not_the_day_of_the_conduct(language: str, text: str, day: date | None) -> None:
    (claim,) = readings(language, text)
    assert claim.asserted_date == day
    assert claim.event_start == (date(2024, 9, 1) if day else date(2025, 6, 3))
