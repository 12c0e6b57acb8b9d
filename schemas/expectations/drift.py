"""What must be true of the last day against the days before, by source, language and kind of claim."""

from __future__ import annotations

from schemas.expectations.expectation import Expectation

DRIFT: tuple[Expectation, ...] = (
    Expectation(
        name="not-far-above-its-days",
        suite="drift",
        protects="drift",
        type="ExpectColumnValuesToBeBetween",
        kwargs={"column": "times_the_most", "max_value": 3},
        why="more than three times the busiest of the days before: a flood, an archive dumped, or something read twice",
        severity="warning",
        scope="batch",
        rejects={"series": "source kcna-watch", "latest": 400, "most": 20},
    ),
    Expectation(
        name="not-far-below-its-days",
        suite="drift",
        protects="drift",
        type="ExpectColumnValuesToBeBetween",
        kwargs={"column": "share_of_the_least", "min_value": 0.2},
        why="less than a fifth of the quietest of the days before: a source that changed its pages, or a rule that stopped to fire",
        severity="warning",
        scope="batch",
        rejects={"series": "kind arms_transfer", "latest": 1, "least": 30},
    ),
)
