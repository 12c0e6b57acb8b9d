"""The client: one request at a time, every hop checked, everything limited, retried only where that may help."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import aiohttp
import stamina
import stamina.instrumentation
from yarl import URL

from flows.sources.fetching.addresses import Addresses, AddressRefused, ascii_host
from flows.sources.fetching.answer import AGENT, VERSION, Answer, FetchFailed, Trouble
from flows.sources.fetching.politeness import Politeness
from flows.sources.fetching.robots import Robots
from schemas.settings import Settings

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_BLOCKED = frozenset({401, 402, 403, 407, 429, 451})
_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
_CODINGS = frozenset({"", "identity", "gzip", "deflate", "br", "zstd"})
_CHUNK = 64 * 1024
_CONDITIONS = frozenset({"If-None-Match", "If-Modified-Since"})
_NOT_TEXT = re.compile("[\ud800-\udfff]")  # bytes that are no UTF-8, as aiohttp hands them over
_AS_IT_IS = "%/:?#[]@!$&'()*+,;=-._~|{}^`\\"
# Larger header blocks are no news site's; the parser refuses them.
_HEADER_LINE, _HEADER_FIELD = 8_190, 16_380


class Client:
    """Fetches addresses; made by ``client``."""

    def __init__(self, session: aiohttp.ClientSession, addresses: Addresses, settings: Settings) -> None:
        self._session = session
        self._addresses = addresses
        self._settings = settings
        self._politeness = Politeness(
            at_a_time=settings.fetch_concurrency, per_host=settings.host_concurrency, delay=settings.host_delay_seconds
        )
        self._robots = Robots(self._ask_robots)

    async def get(self, url: str, *, headers: Mapping[str, str] | None = None, delay: float = 0.0, robots: bool = True) -> Answer:
        """The answer from an address, after up to ``settings.tries`` tries.

        ``delay`` is the pause in seconds that the source's terms ask for between requests.

        Raises:
            FetchFailed: if there is no 2xx or 304.
        """
        attempts = stamina.retry_context(
            on=self._whether_again,
            attempts=max(1, self._settings.tries),
            timeout=None,
            wait_initial=self._settings.retry_wait_seconds,
            wait_max=self._settings.max_retry_wait_seconds,
            wait_jitter=self._settings.retry_wait_seconds,
        )
        async for attempt in attempts:
            with attempt:
                return await self._follow(url, headers or {}, delay, robots)
        raise AssertionError("stamina ends with an answer or an exception")

    async def _ask_robots(self, url: str) -> Answer:
        return await self.get(url, robots=False)

    def _whether_again(self, problem: Exception) -> bool | float:
        if not isinstance(problem, FetchFailed) or not problem.again:
            return False
        if problem.wait is None:
            return True
        return problem.wait if problem.wait <= self._settings.max_retry_wait_seconds else False

    async def _follow(self, url: str, headers: Mapping[str, str], delay: float, robots: bool) -> Answer:
        """Follows redirects. An address that was seen, a step down from https, and one too many end it."""
        started, at = time.monotonic(), datetime.now(UTC).replace(tzinfo=None)
        hops: list[str] = [url]
        permanent = True
        while True:
            here = hops[-1]
            try:
                here = hops[-1] = ascii_host(here)  # what is checked is what is asked: "127。0。0。1" is an address, too
                self._addresses.check_url(here)
                pause = max(delay, await self._robots.delay(here)) if robots else delay
                status, got, body = await self._request(here, headers, pause)
            except AddressRefused as problem:
                raise FetchFailed(_via(str(problem), hops), "blocked", url=url, final_url=here, at=at) from problem
            except FetchFailed as problem:
                if problem.url == url:
                    raise
                raise FetchFailed(
                    _via(str(problem), hops), problem.trouble, url=url, final_url=here, status=problem.status, wait=problem.wait,
                    again=problem.again, at=at,
                ) from problem  # fmt: skip
            if status not in _REDIRECTS:
                return Answer(
                    url=url,
                    final_url=here,
                    hops=tuple(hops[1:]),
                    moved=here if permanent and len(hops) > 1 else None,
                    status=status,
                    headers=got,
                    body=body,
                    at=at,
                    seconds=time.monotonic() - started,
                )
            permanent = permanent and status in _FOR_GOOD
            hops.append(self._next_hop(url, hops, got.get("location", ""), status, at))

    def _next_hop(self, url: str, hops: list[str], location: str, status: int, at: datetime) -> str:
        def failed(reason: str) -> FetchFailed:
            return FetchFailed(_via(reason, hops), "gone", url=url, final_url=hops[-1], status=status, at=at)

        if not location:
            raise failed(f"status {status} without a Location")
        try:
            target = urljoin(hops[-1], location)
            scheme = urlsplit(target).scheme
        except ValueError as problem:
            raise failed(f"redirects to something that is no address: {location[:200]}") from problem
        if hops[-1].startswith("https:") and scheme == "http":
            raise failed(f"redirects from https to http: {target}")
        if target in hops:
            raise failed(f"redirects in a circle, back to {target}")
        if len(hops) > self._settings.max_redirects:
            raise failed(f"more than {self._settings.max_redirects} redirects (SANCTIONWATCH_MAX_REDIRECTS)")
        return target

    async def _request(self, url: str, headers: Mapping[str, str], delay: float) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        async with self._politeness.turn(parts.netloc, own=self._addresses.own(host, port), delay=delay):
            try:
                async with self._session.get(_wire(url), headers=headers, allow_redirects=False) as response:
                    got = {name.lower(): _NOT_TEXT.sub("\ufffd", value) for name, value in response.headers.items()}
                    if response.status in _REDIRECTS:
                        return response.status, got, b""
                    if response.status != 304 and not 200 <= response.status < 300:
                        raise self._status_failed(url, response.status, got, parts.netloc)
                    if response.status == 304 and not _CONDITIONS & headers.keys():
                        raise FetchFailed("status 304 (not modified) to a request without a condition", "failing", url=url, status=304)
                    if got.get("content-encoding", "").lower().strip() not in _CODINGS:
                        raise FetchFailed(f"unknown Content-Encoding {got['content-encoding'][:60]!r}", "failing", url=url)
                    return response.status, got, await self._body(url, response)
            except (aiohttp.ClientError, TimeoutError, OSError, UnicodeError) as problem:
                raise self._failed(url, problem) from problem

    async def _body(self, url: str, response: aiohttp.ClientResponse) -> bytes:
        limit = self._settings.max_body_bytes
        body = bytearray()
        async for chunk in response.content.iter_chunked(_CHUNK):
            body += chunk
            if len(body) > limit:
                response.close()
                raise FetchFailed(
                    f"more than {limit:,} bytes after decompression (SANCTIONWATCH_MAX_BODY_BYTES); cut off", "failing", url=url
                )
        return bytes(body)

    def _status_failed(self, url: str, status: int, headers: Mapping[str, str], host: str) -> FetchFailed:
        wait = _retry_after(headers.get("retry-after"))
        if wait is not None:
            self._politeness.not_before(host, min(wait, self._settings.max_retry_wait_seconds))
        trouble: Trouble = "blocked" if status in _BLOCKED else "failing" if status >= 500 or status in _LATER else "gone"
        asked = f", asks to wait {wait:.0f} s" if wait is not None else ""
        return FetchFailed(f"status {status}{asked}", trouble, url=url, status=status, wait=wait, again=status in _LATER)

    def _failed(self, url: str, problem: Exception) -> FetchFailed:
        cause: BaseException | None = problem
        while cause is not None:
            if isinstance(cause, AddressRefused):
                return FetchFailed(str(cause), "blocked", url=url)
            cause = cause.__cause__
        if isinstance(problem, TimeoutError):
            return FetchFailed(
                f"no whole answer within {self._settings.request_seconds:g} s (SANCTIONWATCH_REQUEST_SECONDS)",
                "failing",
                url=url,
                again=True,
            )
        if isinstance(problem, aiohttp.ClientConnectorDNSError):
            return FetchFailed(f"the name {urlsplit(url).hostname} cannot be resolved", "gone", url=url, again=True)
        if isinstance(problem, aiohttp.ClientPayloadError):
            return FetchFailed(f"the answer broke off or cannot be decompressed: {_first_line(problem)}", "failing", url=url, again=True)
        if isinstance(problem, aiohttp.ClientResponseError):
            return FetchFailed(f"not a proper HTTP answer: {_first_line(problem)}", "failing", url=url)
        if isinstance(problem, (aiohttp.InvalidURL, UnicodeError)):
            return FetchFailed(f"not a web address: {url[:200]}", "gone", url=url)
        return FetchFailed(f"cannot be reached: {_first_line(problem)}", "failing", url=url, again=True)


@asynccontextmanager
async def client(settings: Settings) -> AsyncIterator[Client]:
    """A client for the time of a run; no cookies, no proxies from the environment, no retries that are not ours."""
    stamina.instrumentation.set_on_retry_hooks([])  # tries are told in the outcome of the source, not on the log
    addresses = Addresses(settings.allow_hosts)
    connector = aiohttp.TCPConnector(
        resolver=addresses, socket_factory=addresses.socket, limit=0, limit_per_host=0, ttl_dns_cache=300, happy_eyeballs_delay=None
    )
    contact = f" (+{settings.contact})" if settings.contact else ""
    async with aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=settings.request_seconds),
        headers={"User-Agent": f"{AGENT}/{VERSION}{contact}", "Accept": "*/*"},
        max_line_size=_HEADER_LINE,
        max_field_size=_HEADER_FIELD,
        trust_env=False,
    ) as session:
        yield Client(session, addresses, settings)


def _wire(url: str) -> URL:
    """The address as it goes over the wire: nothing that is encoded is decoded or encoded again, only what no address may hold."""
    parts = urlsplit(url)
    return URL(
        urlunsplit((parts.scheme, parts.netloc, quote(parts.path or "/", _AS_IT_IS), quote(parts.query, _AS_IT_IS), "")), encoded=True
    )


def _retry_after(value: str | None) -> float | None:
    """Seconds of a Retry-After header, which is a number or a date; nothing when it is neither."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value.strip()[:9])
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _via(reason: str, hops: list[str]) -> str:
    return reason if len(hops) == 1 else f"{reason} (redirected from {hops[0]}, step {len(hops) - 1})"


def _first_line(problem: BaseException) -> str:
    return (str(problem) or type(problem).__name__).splitlines()[0][:200]
