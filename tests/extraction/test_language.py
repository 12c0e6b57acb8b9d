"""The language of a text that does not say which: told where it is clear, left open where it is not."""

from __future__ import annotations

import json

import pytest

from flows.extraction.batch import detect
from schemas.settings import Settings
from tests.conftest import ROOT

_FOLDER = Settings().seeds / "languages"
_GOLDEN = ROOT / "tests" / "golden"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Pjongjang wysłał do Rosji 1500 żołnierzy – poinformował NIS.", "pl"),
        ("North Korea has sent 3,000 soldiers to Russia, the Pentagon said.", "en"),
        ("Nordkorea hat Soldaten nach Russland geschickt, teilte der Geheimdienst mit.", None),
        ("Північна Корея відправила до Росії тисячі солдатів, повідомила розвідка.", None),
        ("Severní Korea vyslala do Ruska vojáky, uvedla rozvědka.", None),
        ("Corea del Norte ha enviado soldados a Rusia, según Seúl.", None),
        ("Moskwa, Seul, Pjongjang", None),
        ("", None),
    ],
)
def test_short_texts(text: str, language: str | None) -> None:
    assert detect(text, _FOLDER) == language


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_article_of_the_corpus_is_told(language: str) -> None:
    for line in (_GOLDEN / language / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        assert detect(article["text"], _FOLDER) == language, article["id"]


def test_articles_in_other_languages_are_nobodys() -> None:
    for line in (_GOLDEN / "multi" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        assert detect(article["text"], _FOLDER) is None, article["id"]
