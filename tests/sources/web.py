"""A web server on loopback that behaves as badly as the real web: every answer is written byte by byte by the test."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

Answering = Callable[["Request", asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Request:
    """What the client sent: path with query, and headers with names in lower case."""

    path: str
    headers: dict[str, str]


def reply(body: bytes = b"", status: str = "200 OK", **headers: str) -> Answering:
    """An ordinary answer. Header names are written with underscores."""
    named = {"content_length": str(len(body)), **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in named.items() if value)

    async def answer(request: Request, out: asyncio.StreamWriter) -> None:
        out.write(f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body)

    return answer


def raw(*pieces: bytes, pause: float = 0.0) -> Answering:
    """Bytes as they are, the connection closed behind them."""

    async def answer(request: Request, out: asyncio.StreamWriter) -> None:
        for piece in pieces:
            out.write(piece)
            await out.drain()
            await asyncio.sleep(pause)
        out.close()

    return answer


def redirect(to: str, status: str = "301 Moved Permanently") -> Answering:
    """A redirect."""
    return reply(status=status, location=to)


def in_turn(*answers: Answering) -> Answering:
    """The first answer to the first request, and so on; the last one for ever."""
    left = list(answers)

    async def answer(request: Request, out: asyncio.StreamWriter) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(request, out)

    return answer


@dataclass
class Web:
    """A server that runs in a thread of its own. ``pages`` maps paths to answers; ``asked`` counts requests."""

    pages: dict[str, Answering] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    requests: list[Request] = field(default_factory=list)
    host: str = "127.0.0.1"
    port: int = 0
    latency: float = 0.0

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://{self.host}:{self.port}{path}"

    def __enter__(self) -> Web:
        self._loop = asyncio.new_event_loop()
        started = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(started,), daemon=True)
        self._thread.start()
        if not started.wait(10):
            raise RuntimeError("the test server did not start")
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _serve(self, started: threading.Event) -> None:
        async def listen() -> asyncio.Server:
            server = await asyncio.start_server(self._talk, self.host, 0)
            self.port = server.sockets[0].getsockname()[1]
            return server

        server = self._loop.run_until_complete(listen())
        started.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.01))
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    async def _talk(self, reader: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        try:
            while not out.is_closing():
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                line, *rest = head.split("\r\n")
                path = line.split(" ")[1]
                headers = {name.lower(): value.strip() for name, _, value in (entry.partition(":") for entry in rest if entry)}
                self.asked[path] += 1
                self.requests.append(request := Request(path, headers))
                if self.latency:
                    await asyncio.sleep(self.latency)
                await self.pages.get(path, reply(b"not here", "404 Not Found"))(request, out)
                await out.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # the client went away, or the test ended
        finally:
            out.close()
