"""The Data Docs open without a network and are not swamped by old runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flows.validation import check as checking
from flows.validation.docs import build_docs
from tests.validation.test_expectations import _ARTICLE, _check

_LOADED = re.compile(r"<(?:link|script|img)\b[^>]*?(?:href|src)=\"([^\"]+)\"")


def test_pages_load_nothing_from_elsewhere(tmp_path: Path) -> None:
    _check("articles", [_ARTICLE], tmp_path)
    index = build_docs(tmp_path)
    assert index is not None
    pages = list(index.parent.rglob("*.html"))
    assert len(pages) >= 3  # index, suite, validation
    for page in pages:
        for address in _LOADED.findall(page.read_text(encoding="utf-8")):
            assert not address.startswith(("http:", "https:", "//")), f"{page.name} loads {address}"
            if address.endswith((".css", ".js")):
                assert (page.parent / address).exists(), f"{page.name} loads {address}, which is not there"


def test_nothing_checked_means_no_docs(tmp_path: Path) -> None:
    assert build_docs(tmp_path) is None


def test_docs_keep_the_latest_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "gx" / "uncommitted" / "validations" / "claims"
    for day in range(1, 6):
        (store / f"2025010{day}T000000-abcd").mkdir(parents=True)
    monkeypatch.setattr(checking, "_KEPT_RUNS", 2)
    checking.prune(tmp_path)
    assert sorted(entry.name for entry in store.iterdir()) == ["20250104T000000-abcd", "20250105T000000-abcd"]
