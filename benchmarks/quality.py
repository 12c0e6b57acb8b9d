"""Writes ``docs/quality.md``: every figure of the extraction, measured now, with intervals, corpora, pack fingerprints and limits.

``uv run python -m benchmarks.quality`` writes the page; ``--record LANGUAGE/FILE.jsonl`` first adds the first run on a blind set to
``tests/golden/blind-runs.csv``, from which it is published for good: a set is blind once.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from flows.evaluating import extracted
from flows.evaluation.gold import GoldArticle, load_gold
from flows.evaluation.matching import SLOTS
from flows.evaluation.scores import Figure, Score, by_language, tally
from flows.extraction.batch import Text, fingerprints, packs, read_with_notes
from schemas.claim import CODEBOOK_VERSION
from schemas.kinds import KINDS
from tests.extraction.suites import SEEDS, TARGETS, figures, suites

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
PAGE = ROOT / "docs" / "quality.md"
RUNS = GOLDEN / "blind-runs.csv"
LIMITS = Path(__file__).with_name("limits.toml")


def page() -> str:
    """The whole page."""
    development = [GOLDEN / language / "dev.jsonl" for language in packs(SEEDS)]
    gold = load_gold(development)
    scores = _scores(gold)
    lines = [
        "# How good the extraction is",
        "",
        f"Measured on {date.today().isoformat()} with `uv run python -m benchmarks.quality`, which wrote this page. Codebook {CODEBOOK_VERSION}; "
        + "; ".join(f"`{language}` read with `{fingerprint}`" for language, fingerprint in sorted(fingerprints(SEEDS).items()))
        + ".",
        "",
        "A *claim* found is one that matches a gold claim: same kind, overlapping evidence, actors and recipients that agree. *Strict* wants actors, "
        "recipients, status and speaker exactly right. *Conduct* asks per article whether the right kind, actors and recipients are found at all. Brackets "
        "are 95 % intervals from 500 resamplings of the articles. The same figures for any file: `sanctionwatch evaluate FILE --explain`.",
        "",
        *_blind(),
        "## Development corpora",
        "",
        "The rules were written with these articles in sight, so these figures say what the rules can do, not what they will do.",
        "",
        *_by_language(scores),
        *_kinds(scores["all"]),
        *_slots(scores),
        *_gates(),
        *_queue(gold),
        *_limits(),
    ]
    return "\n".join(lines) + "\n"


def _scores(gold: Sequence[GoldArticle]) -> dict[str, Score]:
    return by_language([tally(article, extracted(article, SEEDS)[0]) for article in gold], KINDS)


def _blind() -> Iterator[str]:
    yield from (
        "## Blind sets",
        "",
        "Articles by people who had not seen the rules, about stories and in wordings that the rules had not seen. The first run is the honest figure and "
        "stays; afterwards the misses are studied, so that *now* is one more development figure.",
        "",
        "| set | first run | commit | articles | claims | claim F1 | strict F1 | conduct F1 | false alarms | claim F1 now | strict F1 now |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    )
    with RUNS.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            now = _scores(load_gold([GOLDEN / row["file"]]))["all"].figures
            first = [f"{row[f'{what}_f1']} [{row[f'{what}_f1_low']}–{row[f'{what}_f1_high']}]" for what in ("claim", "strict", "conduct")]
            yield (
                f"| `{row['file']}` | {row['date']} | `{row['commit']}` | {row['articles']} | {row['claims']} | {' | '.join(first)} "
                f"| {row['false_alarms']} of {row['negatives']} | {_cell(now['claim f1'])} | {_cell(now['strict f1'])} |"
            )
    yield ""


def _by_language(scores: dict[str, Score]) -> Iterator[str]:
    yield "| | articles | claims | claim F1 | precision | recall | strict F1 | conduct F1 | false alarms | evidence not verbatim |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for name, one in scores.items():
        cells = [_cell(one.figures[what]) for what in ("claim f1", "claim precision", "claim recall", "strict f1", "conduct f1")]
        yield (
            f"| {name} | {one.counts['articles']} | {one.counts['claim gold']} | {' | '.join(cells)} "
            f"| {one.counts.get('alarm', 0)} of {one.counts.get('negative', 0)} | {one.counts.get('unverified', 0)} |"
        )
    yield ""


def _kinds(whole: Score) -> Iterator[str]:
    yield from ("| kind | gold | found | F1 | precision | recall |", "|---|---|---|---|---|---|")
    for kind in sorted(KINDS, key=lambda kind: -whole.counts.get(f"{kind} gold", 0)):
        cells = [_cell(whole.figures[f"{kind} {what}"]) for what in ("f1", "precision", "recall")]
        yield f"| {kind.replace('_', ' ')} | {whole.counts.get(f'{kind} gold', 0)} | {whole.counts.get(f'{kind} got', 0)} | {' | '.join(cells)} |"
    yield ""


def _slots(scores: dict[str, Score]) -> Iterator[str]:
    yield "How often a slot is right, over matched claims where gold or extraction fills it:"
    yield ""
    yield f"| slot | {' | '.join(scores)} |"
    yield f"|---|{'---|' * len(scores)}"
    for slot in SLOTS:
        cells = [
            f"{one.counts.get(f'{slot} right', 0)} of {one.counts.get(f'{slot} scored', 0)}, {_cell(one.figures[slot])}"
            for one in scores.values()
        ]
        yield f"| {slot} | {' | '.join(cells)} |"
    yield ""


def _gates() -> Iterator[str]:
    yield from (
        "## Gates",
        "",
        "Suites that CI does not let fall: minimal pairs (one phrase turns the claim), hard negatives (trigger words, nothing to code), scrambled order "
        "(object first, dative first, verb last).",
        "",
        "| suite | figure | now | target |",
        "|---|---|---|---|",
    )
    for suite in suites():
        if suite.type != "dev":
            for name, value in figures(suite).items():
                yield f"| {suite.name} | {name} | {value:.3f} | {TARGETS[suite.type][name]:.2f} |"
    yield ""


def _queue(gold: Sequence[GoldArticle]) -> Iterator[str]:
    notes = [note for article in gold for note in extracted(article, SEEDS)[1] if note.reason]
    places = {(note.in_title, note.start, note.reason, note.end) for note in notes}
    yield from (
        "## Review queue",
        "",
        f"Wording that the rules meet and do not understand waits in the table `review` instead of becoming a guess: {len(places)} sentences of "
        f"{len(gold)} development articles.",
        "",
    )


def _limits() -> Iterator[str]:
    yield from (
        "## What is not understood",
        "",
        "Tried when this page was written. *Waits* means that the sentence comes to the review queue.",
        "",
        "| language | limit | sentence | an expert codes | read as |",
        "|---|---|---|---|---|",
    )
    for limit in tomllib.loads(LIMITS.read_text(encoding="utf-8"))["limit"]:
        found, notes = next(read_with_notes([Text(None, limit["text"], date(2025, 6, 5), limit["language"])], SEEDS))
        got = "; ".join(f"{claim.kind} {','.join(claim.actors)} > {','.join(claim.recipients)} {claim.status}" for claim in found)
        if got == limit["coded"]:
            print(f"understood by now, take it out of {LIMITS.name}: {limit['text']}", file=sys.stderr)
            continue
        waits = ", waits" if any(note.reason for note in notes) else ""
        yield f"| {limit['language']} | {limit['about']} | {limit['text']} | {limit['coded']} | {got or 'nothing'}{waits} |"
    yield from (
        "",
        "Beyond single sentences: irony, opinion and fiction are not told from news; a claim spread over two sentences is found only where a pronoun, a "
        "description or the story so far carries it; casualties without a stated service are no claim (codebook, rule 33); photographs, maps and tables "
        "are not read. One annotator made the gold, so its own errors are in every figure.",
    )  # fmt: skip


def record(name: str) -> None:
    """Adds the first run on a blind set; a second one is refused."""
    with RUNS.open(encoding="utf-8", newline="") as rows:
        known = list(csv.DictReader(rows))
    if any(row["file"] == name for row in known):
        raise SystemExit(f"{name} was run before: a set is blind once")
    whole = _scores(load_gold([GOLDEN / name]))["all"]
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    row: dict[str, object] = {"date": datetime.now(UTC).date(), "file": name, "commit": commit}
    row |= {"articles": whole.counts["articles"], "claims": whole.counts["claim gold"]}
    row |= {f"claim_{what}": f"{whole.figures[f'claim {what}'].value:.2f}" for what in ("precision", "recall")}
    for what in ("claim", "strict", "conduct"):
        figure = whole.figures[f"{what} f1"]
        row |= {f"{what}_f1": f"{figure.value:.3f}", f"{what}_f1_low": f"{figure.low:.2f}", f"{what}_f1_high": f"{figure.high:.2f}"}
    row |= {
        name: whole.counts.get(key, 0) for name, key in (("false_alarms", "alarm"), ("negatives", "negative"), ("unverified", "unverified"))
    }
    with RUNS.open("a", encoding="utf-8", newline="") as out:
        csv.DictWriter(out, list(known[0]), lineterminator="\n").writerow(row)


def _cell(figure: Figure) -> str:
    return f"{figure.value:.3f} [{figure.low:.2f}–{figure.high:.2f}]"


def main() -> None:
    """Writes the page."""
    parser = argparse.ArgumentParser(description="Measures the extraction and writes docs/quality.md.")
    parser.add_argument("--record", metavar="FILE", help="first run on a blind set, as LANGUAGE/FILE.jsonl under tests/golden")
    options = parser.parse_args()
    if options.record:
        record(options.record)
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)


if __name__ == "__main__":
    main()
