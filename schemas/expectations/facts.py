"""What must be true of facts. They are computed: a fact that breaks one means that the computation is wrong, and nothing of it is kept."""

from __future__ import annotations

from schemas.expectations.expectation import Expectation
from schemas.kinds import KINDS
from schemas.statuses import STATUSES

_ORDERED = {"or_equal": True, "ignore_row_if": "either_value_is_missing"}

FACTS: tuple[Expectation, ...] = (
    Expectation(
        name="fact-id-unique",
        suite="facts",
        protects="integrity",
        type="ExpectColumnValuesToBeUnique",
        kwargs={"column": "fact_id"},
        why="one row per fact; other tables lead to it by its id",
        scope="batch",
        rejects={"__twice__": True},
    ),
    Expectation(
        name="fact-rests-on-claims",
        suite="facts",
        protects="integrity",
        type="ExpectColumnValuesToBeBetween",
        kwargs={"column": "claims_behind", "min_value": 1},
        why="a fact that no current claim supports or denies is invented",
        scope="batch",
        rejects={"claim_count": 0, "denial_count": 0},
    ),
    Expectation(
        name="fact-kind-known",
        suite="facts",
        protects="codebook",
        type="ExpectColumnValuesToBeInSet",
        kwargs={"column": "kind", "value_set": sorted(KINDS)},
        why="codebook section 3: exactly one of its kinds",
        scope="batch",
        rejects={"kind": "troop_movement"},
    ),
    Expectation(
        name="fact-phase-known",
        suite="facts",
        protects="codebook",
        type="ExpectColumnValuesToBeInSet",
        kwargs={"column": "phase", "value_set": ["denied", "done", "planned"]},
        why="plans and denials never mix with what is said to have happened",
        scope="batch",
        rejects={"phase": "done and planned"},
    ),
    *(
        Expectation(
            name=f"fact-{column.replace('_', '-')}-known",
            suite="facts",
            protects="codebook",
            type="ExpectColumnValuesToBeInSet",
            kwargs={"column": column, "value_set": sorted(STATUSES)},
            why="codebook section 4: exactly one of its statuses",
            scope="batch",
            rejects={column: "probable"},
        )
        for column in ("status_best", "status_latest")
    ),
    Expectation(
        name="origins-within-claims",
        suite="facts",
        protects="integrity",
        type="ExpectColumnPairValuesAToBeGreaterThanB",
        kwargs={"column_A": "claims_behind", "column_B": "independent_origins", **_ORDERED},
        why="a fact cannot have more independent origins than claims; such a figure would feign corroboration",
        scope="batch",
        rejects={"claim_count": 1, "independent_origins": 5},
    ),
    Expectation(
        name="contested-by-somebody",
        suite="facts",
        protects="codebook",
        type="ExpectColumnPairValuesToBeEqual",
        kwargs={"column_A": "contested", "column_B": "somebody_contests"},
        why="a contested fact names who contests it, and only a contested one does",
        scope="batch",
        rejects={"contested": True, "contested_by": []},
    ),
    Expectation(
        name="confirmation-has-day-and-side",
        suite="facts",
        protects="codebook",
        type="ExpectColumnPairValuesToBeEqual",
        kwargs={"column_A": "is_confirmed", "column_B": "says_who_confirmed"},
        why="the best status is a confirmation exactly when a party confirmed it",
        scope="batch",
        rejects={"status_best": "confirmed_by_parties", "confirmed_by": None},
    ),
    Expectation(
        name="reports-in-order",
        suite="facts",
        protects="freshness",
        type="ExpectColumnPairValuesAToBeGreaterThanB",
        kwargs={"column_A": "last_reported", "column_B": "first_reported", **_ORDERED},
        why="the last report cannot come before the first",
        scope="batch",
        rejects={"first_reported": "2025-06-05", "last_reported": "2025-06-01"},
    ),
    Expectation(
        name="fact-event-in-order",
        suite="facts",
        protects="freshness",
        type="ExpectColumnPairValuesAToBeGreaterThanB",
        kwargs={"column_A": "event_end", "column_B": "event_start", **_ORDERED},
        why="a conduct that ends before it starts is computed wrongly",
        scope="batch",
        rejects={"event_start": "2025-06-05", "event_end": "2025-06-01"},
    ),
    Expectation(
        name="facts-not-one-heap",
        suite="facts",
        protects="volume",
        type="ExpectColumnValuesToBeBetween",
        kwargs={"column": "claim_count", "max_value": 50_000},
        why="tens of thousands of claims in one fact mean that different conduct was heaped together",
        severity="warning",
        scope="batch",
        rejects={"claim_count": 60_000},
    ),
)
