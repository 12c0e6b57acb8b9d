"""The page of figures can be made at any time, and publishes every blind run."""

from __future__ import annotations

import csv

import pytest

from benchmarks import quality
from tests.extraction.suites import suites


def test_the_page_has_every_blind_run_and_every_suite() -> None:
    page = quality.page()
    with quality.RUNS.open(encoding="utf-8", newline="") as rows:
        runs = list(csv.DictReader(rows))
    assert runs
    for run in runs:
        assert f"| `{run['file']}` | {run['date']} | `{run['commit']}` | {run['articles']} | {run['claims']} | {run['claim_f1']} " in page
    for suite in suites():
        assert suite.type == "dev" or f"| {suite.name} |" in page


def test_a_blind_set_is_run_once() -> None:
    with quality.RUNS.open(encoding="utf-8", newline="") as rows:
        known = next(csv.DictReader(rows))["file"]
    with pytest.raises(SystemExit, match="a set is blind once"):
        quality.record(known)
