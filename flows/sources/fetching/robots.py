"""robots.txt: what a host asks of us (RFC 9309), read once a run for each host."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from protego import Protego

from flows.sources.fetching.answer import AGENT, Answer, FetchFailed

_LIMIT = 500 * 1024  # bytes that RFC 9309 asks to be read at least
_LONGEST_DELAY = 60.0  # seconds; a longer Crawl-delay would starve every other page of the source


class Robots:
    """Knows the rules of the hosts that were asked. ``ask`` fetches an address without asking for permission."""

    def __init__(self, ask: Callable[[str], Awaitable[Answer]]) -> None:
        self._ask = ask
        self._rules: dict[str, asyncio.Task[Protego]] = {}

    async def delay(self, url: str) -> float:
        """Seconds that the host wants between requests, if we may fetch this address.

        Raises:
            FetchFailed: if robots.txt forbids it, or cannot be read (then nothing may be fetched, RFC 9309 2.3.1.4).
        """
        rules = await self._of(url)
        if not rules.can_fetch(url, AGENT):
            raise FetchFailed(f"robots.txt of {urlsplit(url).netloc} forbids {url}", "blocked", url=url)
        return min(float(rules.crawl_delay(AGENT) or 0.0), _LONGEST_DELAY)

    async def _of(self, url: str) -> Protego:
        parts = urlsplit(url)
        address = f"{parts.scheme}://{parts.netloc}/robots.txt"
        if address not in self._rules:
            self._rules[address] = asyncio.create_task(self._read(address))
        return await asyncio.shield(self._rules[address])

    async def _read(self, address: str) -> Protego:
        try:
            answer = await self._ask(address)
        except FetchFailed as problem:
            # A refusal for good means that there are no rules; a host that is down or asks to wait keeps its rules to itself.
            if problem.status is not None and 400 <= problem.status < 500 and problem.status != 429:
                return Protego.parse("")
            raise FetchFailed(
                f"{problem} (when asked for its robots.txt, without which nothing may be fetched)",
                problem.trouble,
                url=address,
                status=problem.status,
                wait=problem.wait,
            ) from problem
        return Protego.parse(answer.body[:_LIMIT].decode("utf-8-sig", "replace"))
