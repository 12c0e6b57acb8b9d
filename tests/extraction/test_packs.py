"""Every language pack proves itself: each word on its example, and the compiled file is what the pack compiles to."""

from __future__ import annotations

import pytest

from flows.extraction.packs.command import check
from flows.extraction.packs.load import languages
from schemas.settings import Settings


@pytest.mark.parametrize("language", languages(Settings().seeds / "languages"))
def test_every_word_is_proved_and_a_rebuild_gives_the_same_file(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = check(language)
    assert code == 0, capsys.readouterr().err
