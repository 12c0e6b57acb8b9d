"""Which extracted claim is which gold claim, and which slots agree.

One gold claim is one extracted claim of the same kind whose evidence overlaps its quote and whose actors and recipients agree: they
share a code, or both are empty. Where several are possible, the pair with more slots right wins, then the larger overlap.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from flows.evaluation.gold import Claim, GoldArticle

SLOTS = ("actors", "recipients", "status", "speaker", "place", "quantity", "amount", "event", "item", "programme")
STRICT = ("actors", "recipients", "status", "speaker")
_NAMES = frozenset({"speaker", "place", "item", "programme"})  # the same head words will do
_PAIRS = {"quantity": ("quantity_min", "quantity_max"), "amount": ("amount_min", "amount_max"), "event": ("event_start", "event_end")}
TITLE = -1_000_000  # where the title stands: left of every text
NOWHERE = (-9, -9)

Span = tuple[int, int]


def quote_span(article: GoldArticle, words: str) -> Span:
    """Where words stand in an article, text before title; ``NOWHERE`` if they do not."""
    at = article.text.find(words)
    if at >= 0:
        return at, at + len(words)
    at = (article.title or "").find(words)
    return (TITLE + at, TITLE + at + len(words)) if at >= 0 else NOWHERE


def stored_span(start: int, end: int, in_title: bool) -> Span:
    """Offsets in title or text as a span of the whole article."""
    return (TITLE + start, TITLE + end) if in_title else (start, end)


def evidence_span(article: GoldArticle, claim: Claim) -> Span:
    """Where an extracted claim says its evidence stands."""
    if claim.get("evidence_start") is None:
        return quote_span(article, claim.get("quote") or claim.get("evidence") or "")
    return stored_span(claim["evidence_start"], claim["evidence_end"], claim.get("evidence_in") == "title")


def unverified(article: GoldArticle, claim: Claim) -> bool:
    """Whether the evidence does not stand verbatim at its offsets."""
    if claim.get("evidence_start") is None:
        return evidence_span(article, claim) == NOWHERE
    source = (article.title or "") if claim.get("evidence_in") == "title" else article.text
    return bool(source[claim["evidence_start"] : claim["evidence_end"]] != claim.get("evidence"))


def overlap(one: Span, other: Span) -> int:
    """How many characters two spans share; zero or less for none."""
    return min(one[1], other[1]) - max(one[0], other[0])


def agree(one: Iterable[str] | None, other: Iterable[str] | None) -> bool:
    """Whether two lists of codes share one, or are both empty."""
    a, b = set(one or ()), set(other or ())
    return bool(a & b) or (not a and not b)


def same(slot: str, gold: Claim, got: Claim) -> bool | None:
    """Whether a slot is right; None where neither side fills it."""
    if slot in ("actors", "recipients"):
        codes = set(gold.get(slot) or ()), set(got.get(slot) or ())
        return None if not any(codes) else codes[0] == codes[1]
    if slot in _PAIRS:
        a, b = (tuple(side.get(name) for name in _PAIRS[slot]) for side in (gold, got))
        return None if a == b == (None, None) else a == b
    one, two = folded(gold.get(slot)), folded(got.get(slot))
    if not one and not two:
        return None
    return bool(set(one.split()) & set(two.split())) if slot in _NAMES else one == two


def folded(words: Any) -> str:
    """Words without case, accents and punctuation."""
    text = unicodedata.normalize("NFKD", str(words or "")).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in text if not unicodedata.combining(c)).split())


def strictly(gold: Claim, got: Claim) -> bool:
    """Whether a matched claim has actors, recipients, status and speaker exactly right."""
    return all(same(slot, gold, got) in (True, None) for slot in STRICT)


def match(article: GoldArticle, got: Sequence[Claim]) -> list[tuple[int, int]]:
    """Pairs of gold and extracted claims, by their positions."""
    pairs = []
    for i, gold in enumerate(article.claims):
        for j, claim in enumerate(got):
            if gold["kind"] != claim.get("kind") or not all(agree(gold.get(side), claim.get(side)) for side in ("actors", "recipients")):
                continue
            shared = overlap(quote_span(article, gold["quote"]), evidence_span(article, claim))
            if shared > 0:
                pairs.append((sum(bool(same(slot, gold, claim)) for slot in SLOTS), shared, i, j))
    chosen: list[tuple[int, int]] = []
    for _, _, i, j in sorted(pairs, reverse=True):
        if all(i != other_i and j != other_j for other_i, other_j in chosen):
            chosen.append((i, j))
    return chosen


def conducts(claims: Iterable[Claim]) -> set[tuple[Any, tuple[str, ...], tuple[str, ...]]]:
    """The conducts claimed: kind, actors, recipients."""
    return {(claim.get("kind"), tuple(sorted(claim.get("actors") or ())), tuple(sorted(claim.get("recipients") or ()))) for claim in claims}
