"""How often a host is asked: a few requests at a time, with a pause between them, and not before it said to come back."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Politeness:
    """Takes turns by host. Waiting for a host does not hold up requests to others."""

    def __init__(self, *, at_a_time: int, per_host: int, delay: float) -> None:
        self._all = asyncio.Semaphore(at_a_time)
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))
        self._free: dict[str, float] = {}
        self._delay = delay

    @asynccontextmanager
    async def turn(self, host: str, *, own: bool = False, delay: float = 0.0) -> AsyncIterator[None]:
        """One request's turn at ``host``; ``own`` hosts are asked without pauses, ``delay`` is what the host asks for."""
        if own:
            async with self._all:
                yield
            return
        async with self._hosts[host]:
            await self._pause(host, max(self._delay, delay))
            async with self._all:
                yield

    async def _pause(self, host: str, delay: float) -> None:
        now = asyncio.get_running_loop().time()
        start = max(now, self._free.get(host, 0.0))
        self._free[host] = start + delay
        await asyncio.sleep(start - now)

    def not_before(self, host: str, seconds: float) -> None:
        """The host asked to be left alone for so long."""
        until = asyncio.get_running_loop().time() + seconds
        self._free[host] = max(until, self._free.get(host, 0.0))
