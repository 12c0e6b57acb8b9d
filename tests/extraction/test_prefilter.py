"""The prefilter drops nothing: whatever it refuses, the engine reads without finding a claim."""

from __future__ import annotations

import json
import random
import sys
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from flows.extraction.engine import read
from flows.extraction.packs.load import Pack, load_pack
from flows.extraction.prefilter import prefilter
from flows.extraction.sentences import sentences
from schemas.settings import Settings

LANGUAGES = Settings().seeds / "languages"
GOLDEN = Path(__file__).parent.parent / "golden"
DAY = date(2025, 6, 5)
CODES = ("pl", "en")


def articles(code: str) -> Iterator[tuple[str | None, str]]:
    for path in sorted((GOLDEN / code).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            yield article.get("title"), article["text"]


def golden_sentences(code: str, pack: Pack) -> list[str]:
    return [text[start:end] for _, text in articles(code) for start, end in sentences(text, pack)]


@pytest.mark.parametrize("code", CODES)
def test_whole_articles(code: str) -> None:
    pack = load_pack(LANGUAGES, code)
    refused = [pair for pair in articles(code) if not prefilter(pack).passes(*pair)]
    assert refused, "the golden files hold unrelated articles too"
    assert [read(title, text, DAY, pack) for title, text in refused] == [[]] * len(refused)


@pytest.mark.parametrize("code", CODES)
def test_sentences_with_words_left_out(code: str) -> None:
    """Each sentence alone and with a third of its words gone: parties, triggers and things are missing in every combination."""
    pack, chance = load_pack(LANGUAGES, code), random.Random(7)
    refused = 0
    for sentence in golden_sentences(code, pack):
        thinned = " ".join(word for word in sentence.split() if chance.random() > 0.3)
        for text in (sentence, thinned):
            if text and not prefilter(pack).passes(None, text):
                refused += 1
                assert read(None, text, DAY, pack) == [], text
    assert refused > 100


@pytest.mark.parametrize("code", CODES)
def test_articles_with_sentences_left_out(code: str) -> None:
    """What a sentence needs may stand in another one, and that one may be missing."""
    pack, chance = load_pack(LANGUAGES, code), random.Random(11)
    for title, text in articles(code):
        kept = " ".join(text[start:end] for start, end in sentences(text, pack) if chance.random() > 0.5)
        if not prefilter(pack).passes(title, kept):
            assert read(title, kept, DAY, pack) == [], kept


def _entity_k(text: str) -> str:
    return text.replace("K", "&#8490;", 1)


def _glued(text: str) -> str:
    return f"Koniec.{text}Then"


MUTATIONS: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "quoted words": lambda text: " ".join(f"„{word}”" for word in text.split()),
    "tags": lambda text: " ".join(f"<b>{word}</b>" for word in text.split()),
    "dashes": lambda text: text.replace(" ", "—"),
    "digits": lambda text: text.replace(" ", "1"),
    "glued to its neighbours": _glued,
    "another capital K": _entity_k,
    "foreign letters around it": lambda text: f"Пекин 北京 {text} Ωmega ﬁn",
    "unknown dots": lambda text: text.replace(",", ".x."),
}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", MUTATIONS)
def test_mutated_sentences(code: str, name: str) -> None:
    pack = load_pack(LANGUAGES, code)
    for sentence in golden_sentences(code, pack)[::3]:
        text = MUTATIONS[name](sentence)
        if not prefilter(pack).passes(None, text):
            assert read(None, text, DAY, pack) == [], text


@pytest.mark.parametrize(
    "text",
    [
        "The D.P.R.K. sent 3,000 soldiers to the front, officials said.",
        "Officials said that 3,000 soldiers were sent to help Moscow by the then.D.P.R.K.",
        "NORTH KOREA SENT SOLDIERS TO RUSSIA.",
        "The U.S. imposed sanctions on a Chinese bank.",
        "“Iran’s missiles were delivered to Russia.”",
    ],
)
def test_names_in_every_spelling_pass(text: str) -> None:
    assert prefilter(load_pack(LANGUAGES, "en")).passes(None, text)


@pytest.mark.parametrize("code", CODES)
def test_every_character_that_is_read_as_a_letter_of_the_gate_is_known(code: str) -> None:
    """A capital that the prefilter does not know would hide a name from it."""
    pack = load_pack(LANGUAGES, code)
    letters = {char for pair in pack.gate for phrases in pair for phrase in phrases for char in phrase.lower() if char.isalpha()}
    for char in map(chr, range(sys.maxunicode + 1)):
        if char.isalpha() and char.lower() in letters:
            assert prefilter(pack).gate.knows(char), f"{char} {ord(char):x}"
