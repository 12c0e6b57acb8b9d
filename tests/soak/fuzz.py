"""Feeds damaged articles, lines, feeds, pages, gold lines and packs to what reads them: for people; the test suite runs a small part.

``uv run python -m tests.soak.fuzz [--items 100000] [--seed 1] [--only page] [--giants 100000]``

Every item comes from its number and the seed alone, so a finding is repeated by ``--from NUMBER --items 1``. What is looked for: any
error but the documented ones, more than five seconds of processor time for one item, evidence that is not verbatim at its offsets, and
two readings of the same article that differ. ``--giants`` feeds inputs of that many characters of one hostile kind each instead. Ends
with a fingerprint of everything that was answered, the same whenever code, libraries and seed are the same, and exit code 1 if anything was found.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from tests.soak.giants import giants
from tests.soak.targets import TARGETS

_PATIENCE = 5.0  # seconds of processor time


class Hangs(BaseException):
    """An item takes too long; no ``except Exception`` on the way may swallow that."""


@dataclass(slots=True)
class Result:
    """What a run over many items gave: how many by target, how long the slowest took, what was found, and a fingerprint of all answers."""

    items: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, tuple[float, str]] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)


def feed_items(numbers: range, seed: int, only: str | None = None) -> Result:
    """Feeds the items of these numbers."""
    result = Result()
    names, shares = list(TARGETS), [target.share for target in TARGETS.values()]
    for number in numbers:
        chance = random.Random(f"{seed} {number}")
        name = only or chance.choices(names, shares)[0]
        _feed(name, f"item {number}", TARGETS[name].make(chance), chance, result)
    return result


def feed_giants(length: int, only: str | None = None) -> Result:
    """Feeds every kind of giant."""
    result = Result()
    for name, target, body in giants(length):
        if only in (None, target):
            _feed(target, name, body, random.Random(name), result)
    return result


def _feed(name: str, label: str, body: bytes, chance: random.Random, result: Result) -> None:
    started = time.process_time()
    try:
        with _limited():
            answer = TARGETS[name].check(body, chance)
    except (Exception, Hangs) as problem:  # noqa: BLE001 - whatever comes out is the finding
        answer = f"{type(problem).__name__}: {problem}"[:300]
        place = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(traceback.extract_tb(problem.__traceback__)[-4:]))
        finding = f"{name}, {label}: {answer} at {place}".encode("utf-8", "backslashreplace").decode()
        print(finding, flush=True)
        result.findings.append(finding)
    taken = time.process_time() - started
    result.items[name] += 1
    result.slowest[name] = max(result.slowest.get(name, (0.0, "")), (taken, label))
    result.digest.update(answer.encode("utf-8", "surrogatepass"))


@contextmanager
def _limited() -> Iterator[None]:
    def too_long(number: int, frame: FrameType | None) -> None:
        raise Hangs(f"more than {_PATIENCE:g} s")

    before = signal.signal(signal.SIGPROF, too_long)
    signal.setitimer(signal.ITIMER_PROF, _PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def main() -> int:
    """Feeds, tells; returns 1 if anything was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=list(TARGETS))
    parser.add_argument("--giants", type=int, metavar="CHARACTERS")
    options = parser.parse_args()
    started = time.monotonic()
    if options.giants:
        result = feed_giants(options.giants, options.only)
    else:
        result = feed_items(range(options.first, options.first + options.items), options.seed, options.only)
    for name, count in result.items.items():
        taken, label = result.slowest[name]
        print(f"{name:<8} {count:>7,} items, the slowest {taken:.2f} s ({label})")
    print(f"{len(result.findings)} findings in {time.monotonic() - started:.0f} s; fingerprint {result.digest.hexdigest()[:16]}")
    return 1 if result.findings else 0


if __name__ == "__main__":
    sys.exit(main())
