"""A clause: a stretch of a sentence with one predication, and what opened it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Clause:
    """Mentions ``first`` to ``last``, and what opens it: that, if, relative …, or a mark, or nothing.

    ``rest`` is where it goes on behind an aside ("soldiers who, he said, | fought"); ``aside`` marks such an insertion.
    """

    first: int
    last: int
    opener: str
    rest: tuple[int, int] | None = None
    aside: bool = False

    def __contains__(self, at: int) -> bool:
        return self.first <= at <= self.last or (self.rest is not None and self.rest[0] <= at <= self.rest[1])

    def positions(self) -> Iterator[int]:
        """The mentions of the clause, in order."""
        yield from range(self.first, self.last + 1)
        if self.rest is not None:
            yield from range(self.rest[0], self.rest[1] + 1)

    def before(self, at: int) -> Sequence[int]:
        """Its mentions before one that stands in it or behind it."""
        if self.rest is None or at <= self.rest[0]:
            return range(self.first, min(self.last + 1, at))
        return [*range(self.first, self.last + 1), *range(self.rest[0], min(self.rest[1] + 1, at))]

    @property
    def end(self) -> int:
        """Its last mention."""
        return self.rest[1] if self.rest is not None else self.last
