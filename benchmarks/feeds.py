"""1,000 feeds on loopback, 10 ms away each: how near a visit to all of them comes to what the network alone would take.

``python -m benchmarks.feeds [FEEDS] [MILLISECONDS]``. The server runs in a process of its own. The network's bound is the number of
requests times the latency over the requests under way at a time; beside it stands a bare client that only fetches.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import aiohttp

from flows.sources.feed import Feed
from flows.sources.gathered import kept
from flows.sources.harvest import harvest
from flows.sources.visit import Memory
from schemas.settings import Settings

_SERVER = """
import asyncio, sys
from tests.sources.flavours import rss
template = rss("http://host0.example", items=10)
async def talk(reader, writer):
    try:
        while True:
            path = (await reader.readuntil(b"\\r\\n\\r\\n")).split(b" ")[1]
            await asyncio.sleep(float(sys.argv[1]) / 1000)
            if path == b"/robots.txt":
                writer.write(b"HTTP/1.1 404 Not Found\\r\\nContent-Length: 0\\r\\n\\r\\n")
                continue
            body = template.replace(b"host0", b"host" + path.strip(b"/"))
            writer.write(b"HTTP/1.1 200 OK\\r\\nContent-Type: application/rss+xml\\r\\nContent-Length: %d\\r\\n\\r\\n" % len(body) + body)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()
async def main():
    server = await asyncio.start_server(talk, "127.0.0.1", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""


def main(feeds: int = 1_000, milliseconds: float = 10.0) -> None:
    """Prints one line per measure."""
    with subprocess.Popen([sys.executable, "-c", _SERVER, str(milliseconds)], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        try:
            _measure(port, feeds, milliseconds)
        finally:
            server.kill()


def _measure(port: int, feeds: int, milliseconds: float) -> None:
    plain = Settings()
    bound = feeds * milliseconds / 1000 / plain.fetch_concurrency
    urls = [f"http://127.0.0.1:{port}/{number}" for number in range(feeds)]
    started = time.monotonic()
    asyncio.run(_bare(urls, plain.fetch_concurrency))
    bare = time.monotonic() - started
    sources = [Feed(name=f"feed-{number}", type="feed", url=url) for number, url in enumerate(urls)]
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(plain, data=Path(folder), allow_hosts=f"127.0.0.1:{port}")
        started = time.monotonic()
        harvest(sources, settings, Memory(), "run", Path(folder) / "arrived")
        ours = time.monotonic() - started
        found = list(kept(Path(folder) / "arrived"))
    articles = sum(len(gathered.arrivals) for gathered in found)
    assert all(gathered.trouble is None for gathered in found), next(gathered for gathered in found if gathered.trouble)
    print(f"{feeds} feeds, {milliseconds:g} ms each, {plain.fetch_concurrency} at a time")
    print(f"network bound  {bound:6.2f} s")
    print(f"bare client    {bare:6.2f} s")
    print(f"harvest        {ours:6.2f} s  ({ours / bound:.2f} x bound, {ours / bare:.2f} x bare), {articles} articles, raw feeds archived")


async def _bare(urls: list[str], at_a_time: int) -> None:
    gate = asyncio.Semaphore(at_a_time)

    async def fetch(session: aiohttp.ClientSession, url: str) -> int:
        async with gate, session.get(url) as response:
            return len(await response.read())

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        await asyncio.gather(*(fetch(session, url) for url in urls))


if __name__ == "__main__":
    main(*(int(value) for value in sys.argv[1:]))
