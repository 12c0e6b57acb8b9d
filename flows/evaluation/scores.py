"""Precision, recall, F1 and slot accuracy, micro-averaged, with 95 % intervals by resampling articles.

conduct: per article, the set of kind, actors, recipients. claim: matched claims. strict: matched claims whose actors, recipients,
status and speaker are all right. An article without gold claims in which one is found is a false alarm.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from flows.evaluation.gold import Claim, GoldArticle
from flows.evaluation.matching import SLOTS, conducts, match, same, strictly, unverified

SAMPLES = 500

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Tally:
    """What happened in one article, as counts that add up."""

    language: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure between 0 and 1 with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of a group of articles; ``figures`` by name: ``claim f1``, ``strict f1``, ``conduct precision`` …"""

    counts: Counts
    figures: dict[str, Figure] = field(default_factory=dict)


def tally(article: GoldArticle, got: Sequence[Claim]) -> Tally:
    """Counts hits, misses and slots of one article."""
    counts: Counter[str] = Counter(articles=1)
    pairs = match(article, got)
    wanted, found = conducts(article.claims), conducts(got)
    counts.update(
        {
            "claim hit": len(pairs), "claim got": len(got), "claim gold": len(article.claims),
            "strict hit": sum(strictly(article.claims[i], got[j]) for i, j in pairs), "strict got": len(got), "strict gold": len(article.claims),
            "conduct hit": len(wanted & found), "conduct got": len(found), "conduct gold": len(wanted),
            "negative": not article.claims, "alarm": not article.claims and bool(got),
            "unverified": sum(unverified(article, claim) for claim in got),
        }
    )  # fmt: skip
    for name, claims in (("gold", article.claims), ("got", got), ("hit", [article.claims[i] for i, _ in pairs])):
        counts.update(f"{claim.get('kind')} {name}" for claim in claims)
    for i, j in pairs:
        for slot in SLOTS:
            verdict = same(slot, article.claims[i], got[j])
            if verdict is not None:
                counts.update({f"{slot} right": verdict, f"{slot} scored": 1})
    return Tally(article.language, {name: count for name, count in counts.items() if count})


def measures(kinds: Iterable[str] = ()) -> dict[str, Callable[[Counts], float]]:
    """Every figure by name, as a function of summed counts; those of some kinds of claim too."""
    found: dict[str, Callable[[Counts], float]] = {}
    for what in ("conduct", "claim", "strict", *kinds):
        found[f"{what} precision"] = partial(_share, part=f"{what} hit", whole=f"{what} got", empty=1.0)
        found[f"{what} recall"] = partial(_share, part=f"{what} hit", whole=f"{what} gold", empty=1.0)
        found[f"{what} f1"] = partial(_f1, what=what)
    found["false alarms"] = partial(_share, part="alarm", whole="negative", empty=0.0)
    for slot in SLOTS:
        found[slot] = partial(_share, part=f"{slot} right", whole=f"{slot} scored", empty=1.0)
    return found


def score(tallies: Sequence[Tally], kinds: Iterable[str] = (), samples: int = SAMPLES) -> Score:
    """The figures of some articles; without samples the intervals are the figures themselves."""
    wanted = measures(kinds)
    totals = _sum(tallies)
    draw = random.Random(0).randrange  # noqa: S311 - the same intervals in every run
    resampled = [_sum([tallies[draw(len(tallies))] for _ in tallies]) for _ in range(samples)] or [totals]
    figures = {}
    for name, measure in wanted.items():
        spread = sorted(measure(sample) for sample in resampled)
        figures[name] = Figure(measure(totals), spread[len(spread) // 40], spread[-1 - len(spread) // 40])
    return Score(totals, figures)


def by_language(tallies: Sequence[Tally], kinds: Iterable[str] = ()) -> dict[str, Score]:
    """The figures of all articles (``all``) and of each language."""
    languages = sorted({tally.language for tally in tallies})
    kinds = tuple(kinds)
    return {"all": score(tallies, kinds)} | {
        language: score([tally for tally in tallies if tally.language == language], kinds) for language in languages
    }


def _sum(tallies: Iterable[Tally]) -> Counts:
    totals: dict[str, int] = {}
    for entry in tallies:
        for name, count in entry.counts.items():
            totals[name] = totals.get(name, 0) + count
    return totals


def _share(counts: Counts, part: str, whole: str, empty: float) -> float:
    return counts.get(part, 0) / counts[whole] if counts.get(whole) else empty


def _f1(counts: Counts, what: str) -> float:
    precision, recall = (_share(counts, f"{what} hit", f"{what} {side}", 1.0) for side in ("got", "gold"))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
