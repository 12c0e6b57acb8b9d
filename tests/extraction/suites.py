"""The suites that may not fall: development corpora, minimal pairs, hard negatives, scrambled order; their figures and floors.

``python -m tests.extraction.suites`` prints every figure with its floor and target; with ``--raise`` it writes higher floors to
``tests/golden/floors.toml``. A floor is never lowered by the program: who lowers one by hand says why in the commit.
"""

from __future__ import annotations

import argparse
import json
import math
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flows.evaluating import extracted
from flows.evaluation.gold import load_gold
from flows.evaluation.scores import score, tally
from flows.extraction.batch import packs
from flows.extraction.engine import read
from schemas.settings import Settings

TESTS = Path(__file__).resolve().parent.parent
FLOORS = TESTS / "golden" / "floors.toml"
SEEDS = Settings().seeds / "languages"

# Figures that a suite must reach; a floor in floors.toml stands in for one until it does.
TARGETS = {
    "dev": {"claim f1": 0.92, "strict f1": 0.80, "conduct f1": 0.94, "silent on negatives": 0.98, "evidence verbatim": 1.0},
    "pairs": {"right": 1.0},
    "negatives": {"silent": 1.0},
    "scrambled": {"claim f1": 0.90},
}


@dataclass(frozen=True, slots=True)
class Suite:
    """A file of a language and what is measured on it."""

    language: str
    type: str
    path: Path

    @property
    def name(self) -> str:
        """How floors.toml calls it."""
        return f"{self.language}.{self.path.stem.removeprefix(self.language + '-')}"


def suites() -> list[Suite]:
    """Every development corpus and every file in ``tests/gates``.

    Raises:
        ValueError: for a file in ``tests/gates`` whose name tells no language or type.
    """
    found = [
        Suite(path.parent.name, "dev", path) for path in sorted((TESTS / "golden").glob("*/dev.jsonl")) if path.parent.name in packs(SEEDS)
    ]
    for path in sorted((TESTS / "gates").glob("*.jsonl")):
        language, _, rest = path.stem.partition("-")
        type_ = next((name for word, name in _NAMES.items() if word in rest), None)
        if type_ is None or language not in packs(SEEDS):
            raise ValueError(f"{path}: a gate file is named LANGUAGE-pairs, LANGUAGE-negatives or LANGUAGE-scrambled")
        found.append(Suite(language, type_, path))
    return found


_NAMES = {"pair": "pairs", "negative": "negatives", "scramble": "scrambled"}


def figures(suite: Suite) -> dict[str, float]:
    """What the suite measures."""
    if suite.type == "pairs":
        sides = list(_sides(suite.path))
        return {"right": sum(not wrong for _, wrong in sides) / len(sides)}
    gold = load_gold([suite.path])
    found = score([tally(article, extracted(article, SEEDS)[0]) for article in gold], samples=0)
    silent = 1 - found.figures["false alarms"].value
    if suite.type == "negatives":
        return {"silent": silent}
    measured = {name: found.figures[name].value for name in ("claim f1", "strict f1", "conduct f1")}
    if suite.type == "scrambled":
        return {"claim f1": measured["claim f1"]}
    verbatim = 1 - found.counts.get("unverified", 0) / max(found.counts.get("claim got", 0), 1)
    return measured | {"silent on negatives": silent, "evidence verbatim": verbatim}


def wrong_pairs(suite: Suite) -> list[str]:
    """The sides of minimal pairs that are read wrongly, in words."""
    return [wrong for _, wrong in _sides(suite.path) if wrong]


def _sides(path: Path) -> Iterator[tuple[str, str]]:
    """Name of each side of each pair, with what is wrong about it or nothing."""
    language = path.stem.partition("-")[0]
    for line in path.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        published = date.fromisoformat(pair["published"]) if pair.get("published") else None
        for side in ("a", "b"):
            text: str = pair[side]["text"]
            wanted = {_words(claim) for claim in pair[side]["claims"]}
            got = {
                f"{claim.kind} {','.join(sorted(claim.actors))} → {','.join(sorted(claim.recipients))} {claim.status}"
                for claim in read(None, text, published, packs(SEEDS)[language])
            }
            name = f"{pair['id']}{side}"
            yield name, "" if got == wanted else f"{name} “{text}”: wanted {sorted(wanted) or 'nothing'}, read {sorted(got) or 'nothing'}"


def _words(claim: dict[str, Any]) -> str:
    actors, recipients = (",".join(sorted(claim.get(side) or ())) for side in ("actors", "recipients"))
    return f"{claim['kind']} {actors} → {recipients} {claim['status']}"


def floors() -> dict[str, dict[str, float]]:
    """The floors that are set, by suite and figure."""
    given = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    return {f"{language}.{suite}": values for language, by_suite in given.items() for suite, values in by_suite.items()}


def _raised() -> str:
    set_before = floors()
    lines = ["# Below these no figure may fall: what is reached, rounded down. Raise them: python -m tests.extraction.suites --raise"]
    for suite in suites():
        lines += ["", f"[{suite.name}]"]
        for name, value in figures(suite).items():
            floor = max(set_before.get(suite.name, {}).get(name, 0.0), math.floor(value * 100 + 1e-9) / 100)
            lines.append(f'"{name}" = {floor:.2f}')
    return "\n".join(lines) + "\n"


def main() -> None:
    """Prints figures, floors and targets; raises the floors when asked to."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--raise", dest="higher", action="store_true", help="write higher floors where figures rose")
    if parser.parse_args().higher:
        FLOORS.write_text(_raised(), encoding="utf-8")
    for suite in suites():
        for name, value in figures(suite).items():
            floor = floors().get(suite.name, {}).get(name)
            print(
                f"{suite.name:<20} {name:<22} {value:.3f}   floor {'none' if floor is None else f'{floor:.2f}'}   target {TARGETS[suite.type][name]:.2f}"
            )


if __name__ == "__main__":
    main()
