"""What the sections of the report show, from the answers of the queries: grouped, counted, put in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.reporting.words import many
from schemas.kinds import KINDS
from schemas.statuses import STATUSES

Row = Mapping[str, Any]
Rows = Sequence[Row]
ASSERTED = tuple(name for name, status in STATUSES.items() if status.rung is not None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line of what the run can be trusted for. ``level`` is good, look or bad."""

    level: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One expectation over the last runs: per run held, failed, or not checked."""

    suite: str
    expectation: str
    severity: str
    runs: tuple[tuple[str, str, int], ...]  # run_id; held, warning, critical or none; rows that failed


def grouped(claims: Iterable[Row]) -> list[tuple[str, list[tuple[str, list[Row]]]]]:
    """Claims by kind, then by status from the firmest down, in the order of the codebook."""
    found: dict[str, dict[str, list[Row]]] = {}
    for claim in claims:
        found.setdefault(claim["kind"], {}).setdefault(claim["status"], []).append(claim)
    return [(kind, [(status, found[kind][status]) for status in STATUSES if status in found[kind]]) for kind in KINDS if kind in found]


def matrix(rows: Rows) -> tuple[list[str], list[tuple[str, str, int, dict[str, Row]]]]:
    """Kinds that occur, and per pair of parties its claims of each kind; the pair with most claims first."""
    pairs: dict[tuple[str, str], dict[str, Row]] = {}
    for row in rows:
        pairs.setdefault((row["actor"], row["recipient"]), {})[row["kind"]] = row
    counted = [(actor, recipient, sum(map(_all, cells.values())), cells) for (actor, recipient), cells in pairs.items()]
    return [kind for kind in KINDS if any(row["kind"] == kind for row in rows)], sorted(
        counted, key=lambda pair: (-pair[2], pair[0], pair[1])
    )


def _all(cell: Row) -> int:
    return int(cell["claims"] + cell["planned"] + cell["denied"])


def strips(rows: Rows) -> tuple[list[str], list[Strip]]:
    """The runs that checked something, oldest first, and the expectations that failed in any of them; what failed last comes first."""
    runs = sorted({row["run_id"] for row in rows})
    by: dict[tuple[str, str], dict[str, Row]] = {}
    for row in rows:
        by.setdefault((row["suite"], row["expectation"]), {})[row["run_id"]] = row
    found = []
    for (suite, expectation), of_run in by.items():
        if all(row["held"] for row in of_run.values()):
            continue
        severity = next(iter(of_run.values()))["severity"]
        cells = [(run, _fared(of_run.get(run)), of_run[run]["unexpected"] if run in of_run else 0) for run in runs]
        found.append(Strip(suite, expectation, severity, tuple(cells)))
    return runs, sorted(
        found, key=lambda strip: ([fared for _, fared, _ in strip.runs[::-1]].index(strip.severity), strip.suite, strip.expectation)
    )


def _fared(row: Row | None) -> str:
    if row is None:
        return "none"
    return "held" if row["held"] else str(row["severity"])


def verdicts(answers: Mapping[str, Rows], unread: Mapping[str, int], expected: int) -> list[Verdict]:
    """What the run can be trusted for, the main risk first: silence, then checks, then what was left out or not understood."""
    sources, quality = answers["sources"], answers["quality"]
    unwell = [row for row in sources if row["state"] != "ok"]
    lines = []
    if unwell:
        named = ", ".join(f"{row['source']} ({row['state']})" for row in unwell[:3]) + (" …" if len(unwell) > 3 else "")
        lines.append(Verdict("bad", f"{len(unwell)} of {len(sources)} sources are not well: {named}", "#sources"))
    elif sources:
        lines.append(Verdict("good", f"{many(len(sources), 'source')} asked, all well", "#sources"))
    else:
        lines.append(Verdict("look", "no source was asked in this run", "#sources"))
    lines += [
        Verdict("bad", f"{many(count, 'article')} in {language}: no language pack reads them", "#coverage")
        for language, count in unread.items()
    ]
    critical = [row for row in quality if not row["success"] and row["severity"] == "critical"]
    warned = [row for row in quality if not row["success"] and row["severity"] != "critical"]
    if not quality:
        lines.append(Verdict("good", "no new rows, so nothing to check", "#quality"))
    elif critical:
        lines.append(Verdict("bad", f"{len(critical)} of {len(quality)} checks failed that must hold", "#quality"))
    else:
        told = f"{len(warned)} gave a warning" if warned else "all held"
        lines.append(Verdict("look" if warned else "good", f"{len(quality)} checks, {told}", "#quality"))
    left_out = len(answers["quarantine"])
    if left_out:
        lines.append(
            Verdict(
                "look" if left_out > expected else "good",
                f"{many(left_out, 'item')} left out" + (f", {min(expected, left_out)} as expected" if expected else ""),
                "#left-out",
            )
        )
    else:
        lines.append(Verdict("good", "nothing was left out that was not known", "#left-out"))
    review = answers["headline"][0]["review"]
    if review:
        lines.append(Verdict("look", f"not understood, waiting to be looked at: {many(review, 'sentence')}", "#review"))
    return lines
