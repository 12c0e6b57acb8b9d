"""The benchmark of extraction runs, on a size that takes a moment."""

from __future__ import annotations

import pytest

from benchmarks.extraction import main
from benchmarks.mixes import mixes
from flows.extraction.batch import read_texts
from schemas.settings import Settings

LANGUAGES = Settings().seeds / "languages"


def test_it_prints_a_figure_for_each_target(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--scale", "0.005", "--repeats", "1", "--without-spacy"])
    printed = capsys.readouterr().out
    for wanted in (
        "irrelevant news: ",
        "typical feed",
        "every sentence holds a claim: ",
        "target 20,000",
        "pl: cold start",
        "en: cold start",
        "MB resident",
    ):
        assert wanted in printed


def test_the_mixes_are_what_they_are_called() -> None:
    silent, irrelevant, typical, relevant = mixes(LANGUAGES, 0.05)
    assert mixes(LANGUAGES, 0.05) == [silent, irrelevant, typical, relevant]
    assert {text.language for text in silent.texts} == {"pl", "en"}
    assert not any(read_texts(irrelevant.texts, LANGUAGES))
    speaking = sum(bool(claims) for claims in read_texts(typical.texts, LANGUAGES))
    assert 0 < speaking <= len(typical.texts) / 15
    assert all(len(claims) > 5 for claims in read_texts(relevant.texts, LANGUAGES))
