"""Figures may not fall: development corpora, minimal pairs, hard negatives and scrambled order, by the floors of ``golden/floors.toml``."""

from __future__ import annotations

import pytest

from tests.extraction.suites import FLOORS, TARGETS, TESTS, Suite, figures, floors, suites, wrong_pairs


@pytest.mark.parametrize("suite", suites(), ids=lambda suite: suite.name)
def test_no_figure_falls_below_its_floor(suite: Suite) -> None:
    path = suite.path.relative_to(TESTS.parent)
    see = "\n".join(wrong_pairs(suite)) if suite.type == "pairs" else f"see the misses: uv run sanctionwatch evaluate {path} --explain"
    fallen = []
    for name, value in figures(suite).items():
        target = TARGETS[suite.type][name]
        floor = floors().get(suite.name, {}).get(name, target)
        if value + 1e-9 < floor:
            fallen.append(f"{name} is {value:.3f}, the floor is {floor:.2f} (target {target:.2f})")
    assert not fallen, (
        f"{suite.name}: {'; '.join(fallen)}\n{see}\na new suite gets its floor with: uv run python -m tests.extraction.suites --raise"
    )


def test_every_floor_belongs_to_a_suite() -> None:
    measured = {(suite.name, name) for suite in suites() for name in TARGETS[suite.type]}
    stray = {(name, figure) for name, values in floors().items() for figure in values} - measured
    assert not stray, f"{FLOORS.name} sets floors for what nothing measures: {sorted(stray)}"
