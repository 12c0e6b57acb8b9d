"""Every difference between gold and extraction: misses with the stage where they were lost, spurious claims, wrong slots."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from flows.evaluation.gold import Claim, GoldArticle
from flows.evaluation.matching import NOWHERE, SLOTS, TITLE, Span, evidence_span, match, overlap, quote_span, same, stored_span
from schemas.review import Note

# What the reader says of a stretch of text that left no note: the stage where it was lost, and why.
Look = Callable[[str, int, int, bool], tuple[str, str]]

# A claim is lost at the furthest stage that any of its frames reached.
_FURTHEST = ("frame", "party", "codable", "history", "status", "merge")


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. ``stage`` says where a miss was lost; ``slot`` names a wrong slot."""

    article: str
    type: Literal["missed", "spurious", "slot"]
    kind: str
    stage: str
    slot: str
    gold: str
    got: str
    why: str
    evidence: str


def differences(article: GoldArticle, got: Sequence[Claim], notes: Sequence[Note], look: Look) -> Iterator[Difference]:
    """Everything that is not as in gold, misses first."""
    pairs = match(article, got)
    hit_gold, hit_got = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, gold in enumerate(article.claims):
        if i not in hit_gold:
            stage, why = _stage(article, gold, got, notes, look)
            yield Difference(article.id, "missed", gold["kind"], stage, "", claim_words(gold), "", why, gold["quote"])
    for j, claim in enumerate(got):
        if j not in hit_got:
            why = _likeness(article, claim) + f"rule {claim.get('rule') or 'unknown'}"
            yield Difference(
                article.id, "spurious", str(claim.get("kind")), "", "", "", claim_words(claim), why, str(claim.get("evidence"))
            )
    for i, j in pairs:
        for slot in SLOTS:
            if same(slot, article.claims[i], got[j]) is False:
                gold, claim = article.claims[i], got[j]
                yield Difference(
                    article.id, "slot", gold["kind"], "", slot, slot_words(gold, slot), slot_words(claim, slot), "", gold["quote"]
                )


def claim_words(claim: Claim) -> str:
    """A claim on one line."""
    actors, recipients = (",".join(claim.get(side) or ()) or "?" for side in ("actors", "recipients"))
    return f"{claim.get('kind')} {actors} → {recipients} {claim.get('status')} ({claim.get('speaker') or 'outlet'})"


def slot_words(claim: Claim, slot: str) -> str:
    """The value of a slot, its bounds together."""
    values = [claim.get(slot)] if slot in claim else [claim[name] for name in sorted(claim) if name.startswith(f"{slot}_m")]
    if slot == "event":
        values = [claim.get("event_start"), claim.get("event_end")]
    return " … ".join(_plain(value) for value in values) or "–"


def _plain(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ",".join(value) or "–"
    return "–" if value is None else str(value)


def _stage(article: GoldArticle, gold: Claim, got: Sequence[Claim], notes: Sequence[Note], look: Look) -> tuple[str, str]:
    span = quote_span(article, gold["quote"])
    if span == NOWHERE:
        return "gold", "the quote does not stand in the article"
    here = [claim for claim in got if overlap(span, evidence_span(article, claim)) > 0]
    same_kind = [claim for claim in here if claim.get("kind") == gold["kind"]]
    near = [note for note in notes if note.kind == gold["kind"] and _meets(note, span) and note.stage in _FURTHEST]
    if same_kind:
        read = "; ".join(claim_words(claim) for claim in same_kind)
        merged = [note for note in near if note.stage == "merge"]
        return ("merge", f"one claim for several: {read}") if merged else ("party", f"read as {read}")
    if near:
        furthest = max(near, key=lambda note: _FURTHEST.index(note.stage))
        return furthest.stage, f"“{furthest.trigger}”: {furthest.why}"
    if here:
        return "kind", "read as " + "; ".join(claim_words(claim) for claim in here)
    in_title = span[0] < 0
    start, end = (span[0] - TITLE, span[1] - TITLE) if in_title else span
    return look(gold["kind"], start, end, in_title)


def _meets(note: Note, span: Span) -> bool:
    return overlap(stored_span(note.start, note.end, note.in_title), span) > 0


def _likeness(article: GoldArticle, claim: Claim) -> str:
    """What in gold it may have been meant to be."""
    span = evidence_span(article, claim)
    like = [gold for gold in article.claims if overlap(quote_span(article, gold["quote"]), span) > 0]
    return f"gold here: {'; '.join(claim_words(gold) for gold in like)}; " if like else "nothing in gold here; "
