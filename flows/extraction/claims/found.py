"""A claim while the article is still being read, and the words that prove it."""

from __future__ import annotations

from dataclasses import dataclass

from flows.extraction.attribution.speech import Attribution
from flows.extraction.frames.frame import Frame
from flows.extraction.parse import Parse
from flows.extraction.slots.slots import Slots
from schemas.statuses import StatusName


@dataclass(slots=True)
class Found:
    """A claim while the article is still being read."""

    frame: Frame
    attribution: Attribution
    status: StatusName
    slots: Slots
    start: int
    end: int
    sentence: int
    in_title: bool
    parsed: Parse


def evidence(frame: Frame, attribution: Attribution, parsed: Parse) -> tuple[int, int]:
    """The clauses that hold the frame and its attribution, without the punctuation around them."""
    points = [frame.at, *frame.span, *attribution.span]
    points += [nominal.head for nominal in (frame.actor, frame.recipient) if nominal is not None and nominal in parsed.nominals]
    numbers = [parsed.clause_of(at) for at in points]
    first = parsed.mentions[parsed.clauses[min(numbers)].first]
    last = parsed.mentions[max(parsed.clauses[number].end for number in numbers)]
    start, end = first.start, last.end
    text = parsed.text
    while end > start and text[end - 1] in " .,;:–—-":
        end -= 1
    while start < end and text[start] in " .,;:–—-":
        start += 1
    return start, end


def same_voice(one: Found, other: Found) -> bool:
    a, b = one.attribution.speaker, other.attribution.speaker
    return (a.name if a else None) == (b.name if b else None)
