"""The figures of an evaluation as text for a terminal and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from flows.evaluation.explain import Difference
from flows.evaluation.matching import SLOTS
from flows.evaluation.scores import Figure, Score

_WIDEST = 150


def as_text(scores: Mapping[str, Score], kinds: Sequence[str]) -> str:
    """The figures by language, by kind and by slot."""
    lines = [
        f"{'':<8}{'articles':>8}{'claims':>8}   {'claim F1':<18}{'P':<6}{'R':<6}{'strict F1':<18}{'conduct F1':<18}{'false alarms':<14}unverified"
    ]
    for name, score in scores.items():
        counts, figures = score.counts, score.figures
        alarms = f"{counts.get('alarm', 0)}/{counts.get('negative', 0)}"
        lines.append(
            f"{name:<8}{counts.get('articles', 0):>8}{counts.get('claim gold', 0):>8}   {_cell(figures['claim f1'])}"
            f"{figures['claim precision'].value:<6.2f}{figures['claim recall'].value:<6.2f}{_cell(figures['strict f1'])}{_cell(figures['conduct f1'])}"
            f"{alarms:<14}{counts.get('unverified', 0)}"
        )  # fmt: skip
    whole = scores["all"]
    lines += ["", f"{'kind':<22}{'gold':>5}{'read':>6}   {'F1':<18}{'P':<6}R"]
    for kind in sorted(kinds, key=lambda kind: (-whole.counts.get(f"{kind} gold", 0), kind)):
        if whole.counts.get(f"{kind} gold") or whole.counts.get(f"{kind} got"):
            figures = whole.figures
            lines.append(
                f"{kind:<22}{whole.counts.get(f'{kind} gold', 0):>5}{whole.counts.get(f'{kind} got', 0):>6}   {_cell(figures[f'{kind} f1'])}"
                f"{figures[f'{kind} precision'].value:<6.2f}{figures[f'{kind} recall'].value:.2f}"
            )
    lines += ["", f"{'slot':<22}" + "".join(f"{name:<26}" for name in scores)]
    for slot in SLOTS:
        cells = [
            f"{score.counts.get(f'{slot} right', 0)}/{score.counts.get(f'{slot} scored', 0)} {_cell(score.figures[slot])}"
            if score.counts.get(f"{slot} scored")
            else "–"
            for score in scores.values()
        ]
        lines.append(f"{slot:<22}" + "".join(f"{cell:<26}" for cell in cells).rstrip())
    return "\n".join(lines)


def as_json(scores: Mapping[str, Score]) -> dict[str, Any]:
    """The figures by language; each with its value and interval."""
    return {
        name: {
            "counts": dict(score.counts),
            "figures": {label: {key: round(number, 4) for key, number in asdict(figure).items()} for label, figure in score.figures.items()},
        }
        for name, score in scores.items()
    }  # fmt: skip


def explained(found: Iterable[Difference]) -> str:
    """Differences as text, misses counted by stage at the end."""
    lines: list[str] = []
    stages: Counter[str] = Counter()
    for one in found:
        match one.type:
            case "missed":
                stages[one.stage] += 1
                lines.append(f"{one.article} MISSED at {one.stage}: {one.gold}")
            case "spurious":
                lines.append(f"{one.article} SPURIOUS: {one.got}")
            case "slot":
                lines.append(f"{one.article} SLOT {one.slot}: gold {one.gold} | read {one.got}")
        lines.append(f"    “{_short(one.evidence)}”")
        if one.why:
            lines.append(f"    {one.why}")
    lines.append("misses by stage: " + (", ".join(f"{stage} {count}" for stage, count in stages.most_common()) or "none"))
    return "\n".join(lines)


def _cell(figure: Figure) -> str:
    return f"{f'{figure.value:.3f} [{figure.low:.2f}–{figure.high:.2f}]':<18} "


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _WIDEST else words[: _WIDEST - 1] + "…"
