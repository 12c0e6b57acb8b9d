"""The data dictionary in the repository is the one the schemas describe."""

from __future__ import annotations

from tests.conftest import ROOT
from warehouse.columns import tables
from warehouse.dictionary import dictionary


def test_the_committed_dictionary_is_up_to_date() -> None:
    committed = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert committed == dictionary(), "run: uv run sanctionwatch dictionary > docs/data-dictionary.md"


def test_every_column_is_in_it() -> None:
    text = dictionary()
    for table in tables():
        for column in table.columns:
            assert f"| `{column.name}` |" in text
            assert len(column.meaning) > 5
