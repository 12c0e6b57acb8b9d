"""WARC: records and articles a second on one core, and memory, against a plain fastwarc + trafilatura loop over the same file.

    python -m benchmarks.warc                 writes an archive of made-up pages and measures both
    python -m benchmarks.warc FILE.warc.gz    measures both on a real one, such as a file of CC-NEWS

The loops take turns, each in a process of its own; the best of three runs counts. The plain loop reads the text of every HTML
response with status 200 (``trafilatura.extract``), and with ``--metadata`` title and date too, as the product always does.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flows.sources.warc import Warc, read_warc
from schemas.article import Arrival
from schemas.settings import Settings

_PAGES, _RUNS = 400, 3


def write(path: Path, pages: int) -> None:
    """An archive as crawlers write them: request and response records, one gzip member each."""
    from tests.pages.layouts import LAYOUTS
    from tests.pages.stories import STORIES

    draw = random.Random(4)
    with path.open("wb") as file:
        for number in range(pages):
            layout, story = draw.choice(LAYOUTS), draw.choice(STORIES)
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + layout(story).encode()
            for sort, block in (("request", b"GET / HTTP/1.1\r\n\r\n"), ("response", answer)):
                head = (
                    f"WARC/1.0\r\nWARC-Type: {sort}\r\nWARC-Record-ID: <urn:uuid:{number}-{sort}>\r\nWARC-Date: 2025-06-01T00:00:00Z\r\n"
                    f"WARC-Target-URI: {story.url}?{number}\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
                )
                file.write(gzip.compress(head.encode() + block + b"\r\n\r\n"))


def ours(path: Path) -> tuple[int, int]:
    """Pages and articles that the product reads."""
    found = [isinstance(entry, Arrival) for entry in read_warc(Warc(name="benchmark", type="warc", path=path), Settings())]
    return len(found), sum(found)


def plain(path: Path, metadata: bool = False) -> tuple[int, int]:
    """The same by the shortest loop there is."""
    import trafilatura
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    pages = articles = 0
    with path.open("rb") as file:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True, auto_decode="all"):
            if record.http_headers.status_code == 200 and record.http_content_type == "text/html":
                body = record.reader.read()
                pages += 1
                articles += bool(trafilatura.bare_extraction(body, with_metadata=True) if metadata else trafilatura.extract(body))
    return pages, articles


_LOOPS: dict[str, Callable[[Path], tuple[int, int]]] = {"product": ours, "plain": plain, "plain-metadata": lambda path: plain(path, True)}


def _measure(name: str, path: Path) -> dict[str, float]:
    done = subprocess.run([sys.executable, "-m", "benchmarks.warc", str(path), "--loop", name], check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--metadata", action="store_true", help="the plain loop reads title and date too")
    parser.add_argument("--pages", type=int, default=_PAGES)
    parser.add_argument("--loop", choices=sorted(_LOOPS), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.loop:
        _LOOPS[given.loop](given.file) if given.file.stat().st_size < 1_000_000 else None  # imports and caches are warm, as in a long run
        started = time.process_time()
        pages, articles = _LOOPS[given.loop](given.file)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"pages": pages, "articles": articles, "seconds": time.process_time() - started, "mb": memory}))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = given.file or Path(folder) / "made-up.warc.gz"
        if given.file is None:
            write(path, given.pages)
        names = ("product", "plain-metadata" if given.metadata else "plain")
        runs = [{name: _measure(name, path) for name in names} for _ in range(_RUNS)]
    best = {name: min((run[name] for run in runs), key=lambda found: found["seconds"]) for name in names}
    for name, found in best.items():
        rate = found["pages"] / found["seconds"], found["articles"] / found["seconds"]
        print(
            f"{name:16} {found['pages']:6.0f} pages {found['articles']:6.0f} articles {rate[0]:7.1f} pages/s {rate[1]:7.1f} articles/s {found['mb']:6.0f} MB"
        )
    print(f"product against {names[1]}: {best[names[1]]['seconds'] / best['product']['seconds']:.2f}")


if __name__ == "__main__":
    main()
