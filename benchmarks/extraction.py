"""How fast articles are read: ``uv run python -m benchmarks.extraction``, with spaCy's figures if ``--group bench`` is installed.

Articles per second of processor time, so that other programs on the machine disturb little; the spread over the repeats is shown.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.mixes import CODES, Mix, mixes
from flows.extraction import engine
from flows.extraction.batch import read_texts
from flows.extraction.packs.load import load_pack
from schemas.settings import Settings

_ROOT = Path(__file__).parent.parent
_FIRST = {
    "pl": "Korea Północna wysłała do Rosji 3 tys. żołnierzy – podała NIS.",
    "en": "North Korea sent 3,000 soldiers to Russia, the NIS said.",
}
_COLD = """
import sys, time
wall, cpu = time.perf_counter(), time.process_time()
from datetime import date
from pathlib import Path
from flows.extraction.batch import Text, read_texts
claims = next(read_texts([Text(None, sys.argv[2], date(2025, 6, 5), sys.argv[1])], Path(sys.argv[3])))
assert len(claims) == 1, claims
print(time.perf_counter() - wall, time.process_time() - cpu)
"""
_MEMORY = """
import sys
from pathlib import Path
from benchmarks.mixes import mixes
from flows.extraction import engine
from flows.extraction.batch import read_texts
folder = Path(sys.argv[2])
texts = [text for mix in mixes(folder, float(sys.argv[3])) for text in mix.texts if text.language == sys.argv[1]]
for readings in read_texts(texts, folder):
    pass
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def main(arguments: list[str] | None = None) -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description="How fast articles are read.")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the mixes; 1 is 2,000 articles of each of the first two")
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--without-spacy", action="store_true", help="leave the comparison out")
    options = parser.parse_args(arguments)
    folder = Settings.load().seeds / "languages"
    how = "plain Python" if str(engine.__file__).endswith(".py") else "compiled by mypyc"
    print(f"{how}, {platform.python_version()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; medians of {options.repeats}")
    print(f"this machine, now: {_loops():.0f} million turns of an empty loop a second (compare figures only where this one is alike)")
    made = mixes(folder, options.scale)
    for mix in made:
        _speed(mix, folder, options.repeats)
    for code in CODES:
        _cold_start(code, folder, options.repeats)
        print(f"{code}: {_memory(code, folder, options.scale):.0f} MB resident at most after reading all of it (target 60)")
    if options.without_spacy:
        return
    if importlib.util.find_spec("spacy") is None:
        print("spaCy is not installed: for the comparison run uv run --group bench python -m benchmarks.extraction")
    else:
        _against_spacy(made, folder, options.repeats)


def _seconds(work: Callable[[], object], repeats: int) -> list[float]:
    """Processor seconds of each repeat, after one that is not counted."""
    work()
    taken = []
    for _ in range(repeats):
        gc.collect()
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return taken


def _loops() -> float:
    turns = 5_000_000
    start = time.process_time()
    for _ in range(turns):
        pass
    return turns / (time.process_time() - start) / 1e6


def _speed(mix: Mix, folder: Path, repeats: int) -> None:
    claims = 0

    def work() -> None:
        nonlocal claims
        claims = sum(len(readings) for readings in read_texts(mix.texts, folder))

    taken = _seconds(work, repeats)
    median = statistics.median(taken)
    rates = sorted(len(mix.texts) / seconds for seconds in taken)
    mean = sum(len(text.text) for text in mix.texts) / len(mix.texts)
    print(
        f"{mix.name}: {len(mix.texts) / median:,.0f} articles/s ({rates[0]:,.0f} to {rates[-1]:,.0f}; target {mix.target:,}), "
        f"{mix.size / median / 1e6:.1f} MB/s; {len(mix.texts):,} articles of {mean:,.0f} characters, {claims:,} claims"
    )


def _cold_start(code: str, folder: Path, repeats: int) -> None:
    runs = [_fresh(_COLD, code, _FIRST[code], str(folder)) for _ in range(repeats + 1)][1:]  # the first one compiles to bytecode
    wall, cpu = (statistics.median(float(run.split()[at]) * 1e3 for run in runs) for at in (0, 1))
    print(f"{code}: cold start {cpu:.0f} ms of processor time, {wall:.0f} ms by the clock, import and pack to first claim (target 100)")


def _memory(code: str, folder: Path, scale: float) -> float:
    return int(_fresh(_MEMORY, code, str(folder), str(scale))) / 1024


def _fresh(program: str, *arguments: str) -> str:
    """What a program prints in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=_ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def _against_spacy(made: list[Mix], folder: Path, repeats: int) -> None:
    from benchmarks.spacy_matching import matcher

    match = {code: matcher(load_pack(folder, code)) for code in CODES}
    for mix in made:
        texts = mix.texts[:: max(1, len(mix.texts) // 60)]
        theirs = statistics.median(_seconds(lambda texts=texts: [match[text.language](text.text) for text in texts], repeats))  # type: ignore[misc]
        ours = statistics.median(_seconds(lambda mix=mix: list(read_texts(mix.texts, folder)), repeats))  # type: ignore[misc]
        ratio = (theirs / len(texts)) / (ours / len(mix.texts))
        print(f"{mix.name}: spaCy finds the words of {len(texts) / theirs:,.0f} articles/s; reading them is {ratio:.1f} times as fast")


if __name__ == "__main__":
    main()
