"""What an expectation is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["critical", "warning"]
Scope = Literal["row", "batch"]
Suite = Literal["articles", "claims", "facts", "drift"]
Protects = Literal["integrity", "codebook", "freshness", "volume", "drift"]

PROTECTS: dict[Protects, str] = {
    "integrity": "rows can be found again, joined and shown without harm; the words stand where a claim says",
    "codebook": "values are those that the codebook defines, and agree with each other",
    "freshness": "dates are plausible, and what comes in is new",
    "volume": "as much as it should be, not less and not a flood",
    "drift": "like the days before: sources, languages and kinds neither dry up nor jump",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One expectation. ``when`` limits it to rows where a column has a value (or is not null, given None).

    ``protects`` says what would be lost without it. ``waivable`` ones doubt a value rather than the row: a person who has looked at what
    was left out may release it.
    """

    name: str
    suite: Suite
    protects: Protects
    type: str
    kwargs: dict[str, Any]
    why: str
    severity: Severity = "critical"
    scope: Scope = "row"
    when: tuple[str, Any] | None = None
    waivable: bool = False
    rejects: dict[str, Any] = field(default_factory=dict)

    @property
    def columns(self) -> set[str]:
        """The columns it looks at."""
        named = [self.kwargs[key] for key in ("column", "column_A", "column_B") if key in self.kwargs]
        return {*named, *self.kwargs.get("column_list", ()), *([self.when[0]] if self.when else ())}
