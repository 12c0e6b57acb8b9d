"""Live sources from the watch list to the report: one failing never stops another, nothing is fetched twice, nothing is lost."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.conftest import ROOT, Run, environment_of
from tests.sources.flavours import page, rss
from tests.sources.web import Request, Web, reply


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as running:
        yield running


def _list(tmp_path: Path, web: Web, *names: str) -> dict[str, str]:
    """A watch list of live sources, and the environment in which it is used."""
    seeds = tmp_path / "seeds"
    seeds.mkdir(exist_ok=True)
    if not (seeds / "languages").exists():
        (seeds / "languages").symlink_to(ROOT / "seeds" / "languages")
        (seeds / "reference").symlink_to(ROOT / "seeds" / "reference")
    entries = [f'[[source]]\nname = "{name}"\ntype = "feed"\nurl = "{web.url(f"/{name}")}"\nlanguage = "pl"\n' for name in names]
    (seeds / "sources.toml").write_text("\n".join(entries))
    return {
        "SANCTIONWATCH_SEEDS": str(seeds),
        "SANCTIONWATCH_ALLOW_HOSTS": f"{web.host}:{web.port}",
        "SANCTIONWATCH_TRIES": "1",
        "SANCTIONWATCH_REQUEST_SECONDS": "5",
    }


def _rows(tmp_path: Path, sql: str) -> list[Any]:
    with duckdb.connect(str(tmp_path / "data" / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_from_the_watch_list_to_the_report(cli: Run, tmp_path: Path, prefect_url: str, web: Web) -> None:
    async def feed(request: Request, out: asyncio.StreamWriter) -> None:
        same = request.headers.get("if-none-match") == '"1"'
        await (reply(status="304 Not Modified", content_length="") if same else reply(rss(web.url("/full")), etag='"1"'))(request, out)

    web.pages |= {
        "/full": feed,
        "/teasers": reply(rss(web.url("/t"), body="")),
        "/t/a/1?utm_source=rss": reply(page(1)),
        "/t/a/2?utm_source=rss": reply(page(2)),
        "/shut": reply(b"", "403 Forbidden"),
        "/hollow": reply(rss(web.url(""), items=0)),
    }
    environment = _list(tmp_path, web, "full", "teasers", "gone", "shut", "hollow") | {"PREFECT_API_URL": prefect_url}
    assert "no source is enabled" in cli("monitor", code=2, **environment).stderr  # live sources are off until asked for
    done = cli("monitor", "--live", "--json", code=3, **environment)
    counts = json.loads(done.stdout)
    assert counts["sources_failing"] == ["gone", "hollow", "shut"]
    assert (counts["articles_new"], counts["sources"]["full"]["new"], counts["sources"]["teasers"]["new"]) == (4, 2, 2)
    states = dict(_rows(tmp_path, "SELECT source, state FROM source_health"))
    # Two articles of 2024 are no sign of life today.
    assert states == {"full": "stale", "teasers": "stale", "gone": "dead", "shut": "blocked", "hollow": "empty"}
    report = (tmp_path / "data" / "reports" / "latest.md").read_text()
    assert report.index("5 of 5 sources are not well") < report.index("## New claims")
    assert _rows(tmp_path, "SELECT published_source, published_precision, count(*) FROM articles GROUP BY ALL") == [("feed", "second", 4)]
    assert _rows(
        tmp_path, "SELECT count(DISTINCT article_id) FROM articles JOIN fetches ON fetches.sha256 = articles.fetched WHERE archived"
    ) == [(4,)]

    web.asked.clear()
    counts = json.loads(cli("monitor", "--live", "--json", code=3, **environment).stdout)
    assert (counts["articles_new"], counts["articles_known"]) == (0, 0)
    assert web.asked["/t/a/1?utm_source=rss"] == 0
    assert _rows(tmp_path, "SELECT status FROM fetches WHERE url LIKE '%/full' ORDER BY fetched_at") == [(200,), (304,)]
    since = _rows(tmp_path, "SELECT count(DISTINCT since), count(*) FROM source_health WHERE source = 'gone'")
    assert since == [(1, 2)]  # dead since the first time

    assert "5 bodies whole" in cli("archive", "verify", **environment).stdout
    victim = next((tmp_path / "data" / "archive").glob("??/*.zst"))
    victim.write_bytes(b"something else")
    assert "1 changed" in cli("archive", "verify", code=4, **environment).stdout
    victim.unlink()
    assert "1 missing" in cli("archive", "verify", code=4, **environment).stdout
    listed = cli("sources", **environment).stdout
    assert all(word in listed for word in ("full", "stale", "blocked", "--live"))
    checked = cli("sources", "check", "full", code=3, **environment).stdout
    assert "status 200" in checked and "entries   2, articles 2 (2 dated)" in checked and "full: stale" in checked
    assert "no source 'nobody'" in cli("sources", "check", "nobody", code=2, **environment).stderr


def test_what_was_fetched_survives_kill_9(tmp_path: Path, cli: Run, prefect_url: str, web: Web) -> None:
    """One feed is complete when the run dies waiting for another; the feed has moved on when the next run comes."""
    hung = asyncio.Event()

    async def hang(request: Request, out: asyncio.StreamWriter) -> None:
        hung.set()
        await asyncio.sleep(30)

    web.pages |= {"/quick": reply(rss(web.url("/q"))), "/slow": hang}
    environment = _list(tmp_path, web, "quick", "slow") | {"PREFECT_API_URL": prefect_url, "SANCTIONWATCH_REQUEST_SECONDS": "60"}
    run = subprocess.Popen(
        [sys.executable, "-m", "flows", "ingest", "--live", "--quiet"],
        cwd=ROOT,
        env=environment_of(tmp_path / "data", **environment),
        stderr=subprocess.DEVNULL,
    )
    arrived = tmp_path / "data" / "state" / "arrived"
    while not (any(b"quick" in path.read_bytes() for path in arrived.glob("*")) and hung.is_set()):
        assert run.poll() is None
        time.sleep(0.05)
    run.send_signal(signal.SIGKILL)
    run.wait()
    web.pages |= {"/quick": reply(rss(web.url("/q"), first=10, items=1)), "/slow": reply(rss(web.url("/s"), items=1))}
    cli("ingest", "--live", code=0, **environment)
    ids = _rows(tmp_path, "SELECT url FROM appearances ORDER BY url")
    assert [url.removeprefix(web.url("")) for (url,) in ids] == [
        f"/{path}?utm_source=rss" for path in ("q/a/10", "q/a/1", "q/a/2", "s/a/1")
    ]
    assert list(arrived.iterdir()) == []
