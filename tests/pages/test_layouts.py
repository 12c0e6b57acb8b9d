"""Every layout with every story: text, title, day, language."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from flows.sources.pages import read_page
from tests.pages.layouts import LAYOUTS, NO_DATE, Layout
from tests.pages.stories import STORIES

_TOKENS = re.compile(r"[^\W_]+")


def agreement(found: str, expected: str) -> float:
    """F1 over words."""
    first, second = Counter(_TOKENS.findall(found.lower())), Counter(_TOKENS.findall(expected.lower()))
    shared = (first & second).total()
    return 2 * shared / (first.total() + second.total()) if shared else 0.0


@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout.__name__ for layout in LAYOUTS])
def test_layout(layout: Layout) -> None:
    for story in STORIES:
        page = read_page(layout(story).encode())
        assert agreement(page.text, story.text) >= 0.93, (story.language, page.text)
        assert [words for words in story.furniture if words in page.text] == [], (story.language, page.text)
        assert page.title == story.title
        assert page.published == (None if layout.__name__ in NO_DATE else story.day), (
            story.language,
            page.published_basis,
            page.published_text,
        )
        assert page.language == story.language
