"""How much faster two workers read than one, on each engine that is installed: ``uv run python -m benchmarks.engines``.

By the clock, for that is what workers are for: on a machine that others use, take the best of several repeats.
Workers are started, and have read a few articles, before the clock runs.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import polars as pl

from benchmarks.mixes import mixes
from flows import extract
from flows.engines import engine
from flows.orchestration.server import server
from schemas.settings import Settings

_EXTRA = {"processes": "polars", "dask": "prefect_dask"}


def articles(folder: Path, count: int) -> pl.DataFrame:
    """A typical feed, 5 % on the subject, as the warehouse hands it over."""
    texts = mixes(folder)[2].texts
    rows = [
        (f"{number:024}", 1, f"{number:064}", text.title, text.text, text.published, text.language)
        for number, text in enumerate(texts * (count // len(texts) + 1))
    ][:count]
    names = ("article_id", "version", "content_hash", "title", "text", "published", "language")
    return pl.DataFrame(rows, schema=list(names), orient="row")


def seconds(settings: Settings, given: pl.DataFrame) -> tuple[float, dict[str, pl.DataFrame]]:
    """How long reading takes on workers that are warm, and what was read."""
    folder = settings.seeds / "languages"
    with engine(settings) as workers:
        extract.read_all(given[: 4 * extract._WORTH_A_WORKER], folder, workers)
        started = time.perf_counter()
        tables = extract.read_all(given, folder, workers)
        return time.perf_counter() - started, tables


def main() -> None:
    """Prints the seconds of each pair and the best ratio of each engine."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, default=40_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--engines", nargs="*", default=[name for name, module in _EXTRA.items() if importlib.util.find_spec(module)])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as data, server(Path(data) / "prefect") as prefect:
        prefect.wait()
        settings = replace(Settings.load(), data=Path(data))
        given = articles(settings.seeds / "languages", options.articles)
        first: dict[str, pl.DataFrame] = {}
        for name in options.engines:
            pairs = []
            for _ in range(options.repeats):
                pair = []
                for workers in (1, 2):
                    taken, tables = seconds(replace(settings, engine=name, workers=workers), given)
                    first = first or tables
                    assert all(table.equals(first[part]) for part, table in tables.items()), name
                    pair.append(taken)
                pairs.append(pair)
                print(
                    f"{name}: {len(given):,} articles, 1 worker {pair[0]:.1f} s, 2 workers {pair[1]:.1f} s: {pair[0] / pair[1]:.2f} times, load {os.getloadavg()[0]:.1f}",
                    flush=True,
                )
            one, two = (min(taken) for taken in zip(*pairs, strict=True))
            print(f"{name}: best of one worker against best of two {one / two:.2f} times; same rows as the others")


if __name__ == "__main__":
    main()
