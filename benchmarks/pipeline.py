"""How long ``sanctionwatch monitor`` takes, and where: the samples, a second run with nothing new, and made-up articles by the thousand.

    uv run python -m benchmarks.pipeline 1000 10000

Made-up articles are the samples with other numbers and ids; one in four is about sanctions, the others are news from elsewhere.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_SEEDS = Path(__file__).resolve().parent.parent / "seeds"
_ELSEWHERE = (
    ("pl", "Rada miasta przyjęła w środę budżet na przyszły rok. Najwięcej pieniędzy trafi do szkół i na remont mostu.", "Radni opozycji wstrzymali się od głosu. Prezydent miasta zapowiedział nowe ścieżki rowerowe."),
    ("en", "The city council passed next year's budget on Wednesday. Most of the money goes to schools and a bridge.", "Opposition members abstained. The mayor announced new cycle lanes and a later closing time for libraries."),
)  # fmt: skip


def made_up(count: int, path: Path) -> None:
    """Writes ``count`` articles, the same ones every time, no two of them alike."""
    rng = random.Random(1)
    samples = [
        json.loads(line) for name in ("polish.jsonl", "english.jsonl") for line in (_SEEDS / "articles" / name).read_text().splitlines()
    ]
    words = {language: " ".join(paragraphs).split() for language, *paragraphs in _ELSEWHERE}
    with path.open("w", encoding="utf-8") as lines:
        for number in range(count):
            language = rng.choice(("pl", "en"))
            filler = "\n\n".join(" ".join(rng.choices(words[language], k=60)).capitalize() + "." for _ in range(4))
            article = {
                "lang": language,
                "publisher": "elsewhere.example",
                "published": "2025-05-05",
                "title": f"Budget {number}",
                "text": filler,
            }
            if number % 4 == 0:
                article = dict(rng.choice([sample for sample in samples if sample["lang"] == language]))
                article["text"] = re.sub(r"\b1[05]00\b", lambda _: str(rng.randrange(500, 5000)), article["text"]) + "\n\n" + filler
            article |= {"id": f"made-up-{number}", "url": f"https://made-up.example/{number}"}
            lines.write(json.dumps(article, ensure_ascii=False) + "\n")


def timed(data: Path, *sources: str) -> tuple[float, list[str]]:
    """Wall seconds of one run and its own account of where they went."""
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "flows", "monitor", *sources],
        env={**os.environ, "SANCTIONWATCH_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - started
    if done.returncode not in (0, 3):
        sys.exit(done.stderr)
    return seconds, [line.strip() for line in done.stderr.splitlines() if line.endswith(" s)")]


def main() -> None:
    """Prints one line per case."""
    with tempfile.TemporaryDirectory() as folder:
        cases: list[tuple[str, Path, tuple[str, ...]]] = [("samples", Path(folder, "a"), ()), ("samples again", Path(folder, "a"), ())]
        for count in map(int, sys.argv[1:]):
            articles = Path(folder, f"{count}.jsonl")
            made_up(count, articles)
            cases += [
                (f"{count:,} articles", Path(folder, str(count)), (str(articles),)),
                (f"{count:,} again", Path(folder, str(count)), (str(articles),)),
            ]
        for name, data, sources in cases:
            seconds, steps = timed(data, *sources)
            print(f"{name:<18} {seconds:6.1f} s   {'; '.join(steps)}", flush=True)
    print(f"largest process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
