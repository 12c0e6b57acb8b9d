"""Kills runs of ``monitor`` at random moments and shows that nothing is lost: for people, not part of the test suite.

``uv run python -m tests.soak.kills [--kills 200] [--a-row 5] [--seed 1] [--folder soak]``

Twenty slow sources on loopback give 500 articles, half of them with their full text in the feed, half on pages of their own. An
undisturbed run says what must come out. Most runs share one Prefect server, every fourth brings its own. Then, in rows: on an empty data folder a run is killed with SIGKILL again and again, each time
at a random moment, with its whole process group and everything that it started; what was killed goes on with the next run. The last run
of a row is left alone, and then the tables must equal those of the undisturbed run, nothing may be left over in the state folder, and
``archive verify`` must find every body whole and none too many. The first difference ends the soak with exit code 1; its data folder is
kept. With 200 kills it takes about half an hour on two cores.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import duckdb

from flows.orchestration.server import server
from tests.conftest import ROOT, environment_of
from tests.sources.flavours import page
from tests.sources.web import Answering, Request, Web, reply

_SOURCES, _ARTICLES = 20, 500
# When and by which run rows came differs between any two runs; so does how often a source had to be asked.
_WHEN = {"first_seen", "last_seen", "run_id", "loaded_at", "quarantined_at", "computation", "fetched_at", "applied_at"}
_TABLES = ("articles", "appearances", "signatures", "claims", "article_readings", "review", "quarantine", "facts", "fact_claims", "changes")
_NAMES = ("Pjongjang", "Korea Północna", "Rosja", "Moskwa", "Iran", "Teheran")
_DONE = (
    "przekazał Rosji {} rakiet balistycznych",
    "wysłał do Rosji {} żołnierzy",
    "dostarczyła Korei Północnej {} systemów obrony powietrznej",
)
_SAID = ("podała południowokoreańska agencja wywiadowcza NIS", "powiedział rzecznik Pentagonu", "oświadczył minister obrony Ukrainy")


class Differs(Exception):
    """What came out of the killed runs is not what came out of the undisturbed one."""


def main() -> int:
    """Soaks; returns 0 when nothing was lost."""
    options = _options()
    shutil.rmtree(options.folder, ignore_errors=True)
    options.folder.mkdir(parents=True)
    chance = random.Random(options.seed)
    with Web() as web, server(options.folder / "prefect") as prefect:
        prefect.wait()
        shared = {"PREFECT_API_URL": os.environ.pop("PREFECT_API_URL")}
        web.pages |= _served(web, random.Random(500))
        environment = _watch_list(options.folder.resolve(), web)
        started = time.monotonic()
        _through(options.folder / "undisturbed", environment | shared)
        takes = time.monotonic() - started
        expected = _rows(options.folder / "undisturbed")
        print(f"undisturbed: {takes:.1f} s, " + ", ".join(f"{len(rows)} {name}" for name, rows in expected.items()), flush=True)
        killed, finished, row = 0, 0, 0
        where: Counter[str] = Counter()
        while killed < options.kills:
            data = options.folder / f"row-{row}"
            for _ in range(min(options.a_row, options.kills - killed)):
                moment = chance.uniform(0.2, takes)
                if _kill_after(moment, data, environment | (shared if chance.random() < 0.75 else {})):
                    killed += 1
                    where[_stage(data)] += 1
                else:
                    finished += 1
            _through(data, environment | shared)
            try:
                _compare(data, expected, environment)
            except Differs as problem:
                print(f"row {row}, seed {options.seed}: {problem}; its data: {data}", file=sys.stderr)
                return 1
            shutil.rmtree(data)
            row += 1
            met = ", ".join(f"{count} {name}" for name, count in where.most_common())
            print(
                f"{killed} kills ({met}), {finished} runs ended before theirs; {row} rows equal; {time.monotonic() - started:.0f} s",
                flush=True,
            )
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--a-row", type=int, default=5, help="kills in a row before a run is left alone and everything is compared")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path("soak"), help="emptied first")
    return parser.parse_args()


def _served(web: Web, chance: random.Random) -> dict[str, Answering]:
    """Feeds with their articles; every answer takes its time, and every seventh page comes in pieces."""
    answers: dict[str, Answering] = {}
    number = 0
    for source in range(_SOURCES):
        items = []
        for _ in range(_ARTICLES // _SOURCES):
            number += 1
            text = _article(number, chance)
            address = web.url(f"/{source}/{number}")
            body = f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded>" if source % 2 else "<description>Więcej…</description>"
            items.append(
                f"<item><title>Depesza {number}</title><link>{address}</link><pubDate>Thu, 24 Oct 2024 09:30:00 +0200</pubDate>{body}</item>"
            )
            answers[f"/{source}/{number}"] = _slow(page(number, text=text), chance.uniform(0.0, 0.2), pieces=4 if number % 7 == 0 else 1)
        feed = (
            '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
            f"<title>Kurier {source}</title><language>pl</language>{''.join(items)}</channel></rss>"
        )
        answers[f"/feed-{source}"] = _slow(feed.encode(), chance.uniform(0.0, 1.0))
    answers["/robots.txt"] = reply(b"", "404 Not Found")
    return answers


def _article(number: int, chance: random.Random) -> str:
    """An article of eight sentences that no other one repeats, some with claims."""
    sentences = [
        f"{chance.choice(_NAMES)} {chance.choice(_DONE).format(chance.randint(2, 9_000))}, {chance.choice(_SAID)} w depeszy numer {number}."
        for _ in range(chance.randint(1, 3))
    ]
    filler = [
        "rzeka",
        "most",
        "szkoła",
        "ulica",
        "teatr",
        "muzeum",
        "pogoda",
        "tramwaj",
        "park",
        "biblioteka",
        "koncert",
        "jezioro",
        "las",
        "zamek",
    ]
    sentences += [f"Mieszkańcy miasta oglądali {' '.join(chance.sample(filler, 6))} numer {number * 10 + line}." for line in range(7)]
    return " ".join(sentences)


def _slow(body: bytes, seconds: float, pieces: int = 1) -> Answering:
    async def answer(request: Request, out: asyncio.StreamWriter) -> None:
        await asyncio.sleep(seconds)
        out.write(f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n".encode())
        size = -(-len(body) // pieces)
        for start in range(0, len(body), size):
            out.write(body[start : start + size])
            await out.drain()
            await asyncio.sleep(0.05 if pieces > 1 else 0)

    return answer


def _watch_list(folder: Path, web: Web) -> dict[str, str]:
    seeds = folder / "seeds"
    seeds.mkdir()
    for name in ("languages", "reference"):
        (seeds / name).symlink_to(ROOT / "seeds" / name)
    pages = {0: "auto", 1: "never"}
    entries = [
        f'[[source]]\nname = "feed-{number}"\ntype = "feed"\nurl = "{web.url(f"/feed-{number}")}"\nlanguage = "pl"\npages = "{pages[number % 2]}"\n'
        for number in range(_SOURCES)
    ]
    (seeds / "sources.toml").write_text("\n".join(entries), encoding="utf-8")
    return {
        "SANCTIONWATCH_SEEDS": str(seeds),
        "SANCTIONWATCH_ALLOW_HOSTS": f"{web.host}:{web.port}",
        "SANCTIONWATCH_FETCH_CONCURRENCY": "30",
        "SANCTIONWATCH_HOST_CONCURRENCY": "30",
        "SANCTIONWATCH_BATCH": "250",
    }


def _start(data: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    data.mkdir(parents=True, exist_ok=True)
    with (data.parent / f"{data.name}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "flows", "monitor", "--live", "--quiet"],
            cwd=ROOT,
            env=environment_of(data.resolve(), **environment),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _through(data: Path, environment: dict[str, str]) -> None:
    """A run that is left alone. Sources of old articles are stale, which is what exit code 3 says."""
    code = _start(data, environment).wait(600)
    if code not in (0, 3):
        raise Differs(f"a run that was left alone ended with code {code}; see {data}.log")


def _kill_after(seconds: float, data: Path, environment: dict[str, str]) -> bool:
    """Kills a run with all that it started; says whether it was still running."""
    run = _start(data, environment)
    try:
        code = run.wait(seconds)
    except subprocess.TimeoutExpired:
        family = [run.pid, *_children(data)]
        for process in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        run.wait()
        while _children(data):
            time.sleep(0.01)
        return True
    if code not in (0, 3):
        raise Differs(f"a run failed with code {code} before its kill; see {data}.log")
    return False


def _children(data: Path) -> list[int]:
    """Living processes whose environment names the data folder: the run, its Prefect server, its workers."""
    found = []
    wanted = f"SANCTIONWATCH_DATA={data.resolve()}\0".encode()
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):  # it has just ended
            if wanted in environment.read_bytes():
                found.append(int(environment.parent.name))
    return found


def _stage(data: Path) -> str:
    """How far the killed run had come, by what lies in the state folder."""
    state = data / "state"
    if any((state / "staged").glob("*")):
        return "with claims staged"
    if any((state / "arrived").glob("*.jsonl")):
        return "with visits kept"
    return "with nothing under way"


def _rows(data: Path) -> dict[str, list[str]]:
    """Every row of the tables, as text and in order, without when and by which run it came."""
    found = {}
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        for name in _TABLES:
            columns = [column for column in connection.sql(f"SELECT * FROM {name} LIMIT 0").columns if column not in _WHEN]
            found[name] = sorted(map(repr, connection.sql(f"SELECT {', '.join(columns)} FROM {name}").fetchall()))
    return found


def _compare(data: Path, expected: dict[str, list[str]], environment: dict[str, str]) -> None:
    for name, rows in _rows(data).items():
        if rows != expected[name]:
            missing, extra = Counter(expected[name]) - Counter(rows), Counter(rows) - Counter(expected[name])
            raise Differs(
                f"{name}: {missing.total()} rows are missing and {extra.total()} are too many, such as {next(iter((missing | extra).keys()))[:600]}"
            )
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        if connection.execute("SELECT count(*) FROM runs WHERE outcome = 'working'").fetchall() != [(0,)]:
            raise Differs("a killed run is still said to be working")
    left = [str(path) for folder in ("arrived", "staged") for path in (data / "state" / folder).glob("*")]
    left += [str(path) for path in data.rglob("*.new") if path.parent.parent.name != "archive"]
    if left:
        raise Differs(f"left over: {left}")
    verified = subprocess.run(
        [sys.executable, "-m", "flows", "archive", "verify"],
        cwd=ROOT,
        env=environment_of(data.resolve(), **environment),
        capture_output=True,
        text=True,
        check=False,
    )
    if verified.returncode != 0:
        raise Differs(f"archive verify: {verified.stdout} {verified.stderr}")


if __name__ == "__main__":
    sys.exit(main())
