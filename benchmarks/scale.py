"""What ``sanctionwatch monitor`` costs as the input grows: processor seconds by step, memory of all its processes, bytes on disk.

    uv run python -m benchmarks.scale 1000 10000 100000 --limit-mb 1000 --batch 5000 --memory-mb 250

Memory is the sum of the resident sizes of the run, its workers and its Prefect server, looked at four times a second; shared pages count
once for each process, so the truth is lower. A run that goes over the limit is ended, and that is the result.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.pipeline import made_up

_TICK, _PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")


def tree(root: int) -> list[int]:
    """A process and all its descendants."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(entry.parent.name)] = int(entry.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has just ended
            continue
    found = [root]
    for process in found:
        found += [child for child, parent in parents.items() if parent == process]
    return found


def resident(processes: list[int]) -> int:
    """Megabytes that they hold."""
    pages = 0
    for process in processes:
        try:
            pages += int(Path(f"/proc/{process}/statm").read_text().split()[1])
        except OSError:
            continue
    return pages * _PAGE // 1_000_000


def measured(articles: Path, data: Path, given: argparse.Namespace, verb: str = "monitor") -> str:
    """Runs once and tells what it cost."""
    environment = os.environ | {
        "SANCTIONWATCH_DATA": str(data),
        "SANCTIONWATCH_BATCH": str(given.batch),
        "SANCTIONWATCH_MEMORY_MB": str(given.memory_mb),
        "SANCTIONWATCH_WORKERS": str(given.workers),
    }
    started, before = time.monotonic(), os.times()
    with subprocess.Popen([sys.executable, "-m", "flows", verb, str(articles)], env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as run:  # fmt: skip
        most = 0
        while run.poll() is None:
            most = max(most, resident(tree(run.pid)))
            if most > given.limit_mb:
                run.kill()
                return f"ended: {most} MB are more than the {given.limit_mb} that were allowed, after {time.monotonic() - started:.0f} s"
            time.sleep(0.25)
        told = run.stderr.read() if run.stderr else ""
    after = os.times()
    if run.returncode not in (0, 3):
        sys.exit(told)
    steps = "; ".join(line.strip() for line in told.splitlines() if line.endswith(" s)"))
    used = after.children_user + after.children_system - before.children_user - before.children_system
    size = sum(path.stat().st_size for path in data.rglob("*") if path.is_file()) / 1e6
    return f"{time.monotonic() - started:.0f} s, {used:.0f} of processors, at most {most} MB, {size:.0f} MB on disk: {steps}"


def main() -> None:
    """Prints one line per size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("articles", nargs="+", type=int)
    parser.add_argument("--limit-mb", type=int, default=1_000_000)
    parser.add_argument("--batch", type=int, default=20_000)
    parser.add_argument("--memory-mb", type=int, default=1_000)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in given.articles:
            articles = Path(folder, f"{count}.jsonl")
            made_up(count, articles)
            told = measured(articles, Path(folder, str(count)), given)
            print(f"{count:>9,} articles, {articles.stat().st_size / 1e6:.0f} MB: {told}", flush=True)


if __name__ == "__main__":
    main()
