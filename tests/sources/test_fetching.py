"""The client against a real server that misbehaves."""

from __future__ import annotations

import asyncio
import gzip
import time
import zlib
from dataclasses import replace
from itertools import pairwise

import brotli
import pytest
from backports import zstd

from flows.sources.fetching.addresses import Addresses, AddressRefused, is_public
from flows.sources.fetching.answer import Answer, FetchFailed
from flows.sources.fetching.client import client
from flows.sources.fetching.politeness import Politeness
from schemas.settings import Settings
from tests.sources.web import Request, Web, in_turn, raw, redirect, reply


def fetch(settings: Settings, url: str, headers: dict[str, str] | None = None, robots: bool = False) -> Answer:
    async def run() -> Answer:
        async with client(settings) as asking:
            return await asking.get(url, headers=headers, robots=robots)

    return asyncio.run(run())


def failure(settings: Settings, url: str, robots: bool = False) -> FetchFailed:
    with pytest.raises(FetchFailed) as caught:
        fetch(settings, url, robots=robots)
    return caught.value


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.192",
        "168.63.129.16", "224.0.0.1", "255.255.255.255", "240.0.0.1", "198.18.0.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://example.org/x", "only http and https"),
        ("http://user:secret@example.org/", "credentials"),
        ("http://127.0.0.1/", "public internet"),
        ("http://[::1]/", "public internet"),
        ("http://[::ffff:10.0.0.1]/", "public internet"),
        ("http://2130706433/", "public internet"),
        ("http://0x7f.1/", "public internet"),
        ("http://localhost/", "public internet"),
        ("https:///nothing", "no host"),
    ],
)
def test_forbidden_targets_are_refused_and_say_why(url: str, word: str, settings: Settings) -> None:
    problem = failure(settings, url)
    assert problem.trouble == "blocked"
    assert word in str(problem)
    assert "secret" not in str(problem)


def test_a_socket_goes_only_to_an_address_that_was_checked() -> None:
    addresses = Addresses("")
    with pytest.raises(AddressRefused):
        addresses.socket((2, 1, 6, "", ("10.0.0.1", 80)))


def test_an_ordinary_answer_has_its_facts_and_an_honest_agent(web: Web, settings: Settings) -> None:
    web.pages["/a"] = reply(b"hej", content_type="text/html; charset=iso-8859-2", etag='"1"')
    answer = fetch(replace(settings, contact="https://desk.example"), web.url("/a"))
    assert (answer.status, answer.body, answer.media_type, answer.charset) == (200, b"hej", "text/html", "iso-8859-2")
    assert answer.headers["etag"] == '"1"'
    assert web.requests[0].headers["user-agent"] == "Sanctionwatch/0.1 (+https://desk.example)"


def test_validators_are_sent_and_not_modified_comes_back(web: Web, settings: Settings) -> None:
    async def conditional(request: Request, out: asyncio.StreamWriter) -> None:
        same = request.headers.get("if-none-match") == '"1"'
        await (reply(status="304 Not Modified", content_length="") if same else reply(b"new"))(request, out)

    web.pages["/feed"] = conditional
    answer = fetch(settings, web.url("/feed"), {"If-None-Match": '"1"'})
    assert (answer.status, answer.body) == (304, b"")


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(b"hej" * 100, mtime=0)),
        ("deflate", zlib.compress(b"hej" * 100)),
        ("br", brotli.compress(b"hej" * 100)),
        ("zstd", zstd.compress(b"hej" * 100)),
    ],
)
def test_content_codings_are_undone(coding: str, packed: bytes, web: Web, settings: Settings) -> None:
    web.pages["/x"] = reply(packed, content_encoding=coding)
    assert fetch(settings, web.url("/x")).body == b"hej" * 100
    assert coding in web.requests[0].headers["accept-encoding"]


def test_a_chunked_answer_is_put_together(web: Web, settings: Settings) -> None:
    web.pages["/x"] = raw(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"3\r\nhej\r\n", b"1\r\n!\r\n", b"0\r\n\r\n", pause=0.01
    )
    assert fetch(settings, web.url("/x")).body == b"hej!"


def test_a_truncated_answer_fails_after_its_tries(web: Web, settings: Settings) -> None:
    web.pages["/x"] = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf of it")
    problem = failure(settings, web.url("/x"))
    assert problem.trouble == "failing"
    assert "broke off" in str(problem)
    assert web.asked["/x"] == settings.tries


def test_a_slow_answer_is_cut_off(web: Web, settings: Settings) -> None:
    web.pages["/x"] = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", *[b"x"] * 50, pause=0.1)
    problem = failure(replace(settings, request_seconds=0.3, tries=1), web.url("/x"))
    assert "within 0.3 s" in str(problem)


def test_a_bomb_of_ten_gigabytes_is_cut_off_at_the_limit(web: Web, settings: Settings) -> None:
    sent = 0

    async def bomb(request: Request, out: asyncio.StreamWriter) -> None:
        nonlocal sent
        out.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n")
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        while sent < 10_000_000_000:
            packed = packer.compress(bytes(10_000_000))
            sent += 10_000_000
            if packed:
                out.write(f"{len(packed):x}\r\n".encode() + packed + b"\r\n")
            await out.drain()

    web.pages["/bomb"] = bomb
    problem = failure(settings, web.url("/bomb"))
    assert "more than 1,000,000 bytes after decompression" in str(problem)
    assert sent < 2_000_000_000
    assert web.asked["/bomb"] == 1


def test_redirects_are_followed_and_a_permanent_move_is_told(web: Web, settings: Settings) -> None:
    web.pages |= {"/1": redirect("/2"), "/2": redirect("/3", "308 Permanent Redirect"), "/3": reply(b"hej")}
    answer = fetch(settings, web.url("/1"))
    assert (answer.body, answer.hops, answer.moved) == (b"hej", (web.url("/2"), web.url("/3")), web.url("/3"))
    web.pages["/2"] = redirect("/3", "302 Found")
    assert fetch(settings, web.url("/1")).moved is None


@pytest.mark.parametrize(
    ("target", "word"),
    [
        ("/1", "in a circle"),
        ("http://169.254.169.254/latest/meta-data/", "public internet"),
        ("http://[::1]:80/", "public internet"),
        ("file:///etc/passwd", "only http and https"),
        ("http://a:b@example.org/", "credentials"),
        ("http://[broken/", "no address"),
        ("", "without a Location"),
    ],
)
def test_bad_redirects_end_it(target: str, word: str, web: Web, settings: Settings) -> None:
    web.pages["/1"] = redirect(target)
    assert word in str(failure(settings, web.url("/1")))


def test_a_chain_of_redirects_ends(web: Web, settings: Settings) -> None:
    web.pages |= {f"/{number}": redirect(f"/{number + 1}") for number in range(20)}
    assert "more than 5 redirects" in str(failure(settings, web.url("/0")))
    assert web.asked["/6"] == 0


def test_a_server_error_then_an_answer(web: Web, settings: Settings) -> None:
    web.pages["/x"] = in_turn(reply(b"", "503 Service Unavailable"), reply(b"", "500 Oops"), reply(b"hej"))
    assert fetch(settings, web.url("/x")).body == b"hej"


def test_retry_after_is_waited_for(web: Web, settings: Settings) -> None:
    web.pages["/x"] = in_turn(reply(b"", "429 Too Many Requests", retry_after="1"), reply(b"hej"))
    started = time.monotonic()
    assert fetch(replace(settings, max_retry_wait_seconds=2.0), web.url("/x")).body == b"hej"
    assert time.monotonic() - started >= 1.0  # the wait asked for, not a measure of speed


def test_a_retry_after_that_is_too_long_ends_the_tries(web: Web, settings: Settings) -> None:
    web.pages["/x"] = reply(b"", "429 Too Many Requests", retry_after="3600")
    problem = failure(settings, web.url("/x"))
    assert (problem.trouble, problem.wait, web.asked["/x"]) == ("blocked", 3600.0, 1)


@pytest.mark.parametrize(
    ("status", "trouble"), [("403 Forbidden", "blocked"), ("451 Law", "blocked"), ("404 No", "gone"), ("410 Gone", "gone")]
)
def test_refusals_are_not_tried_again(status: str, trouble: str, web: Web, settings: Settings) -> None:
    web.pages["/x"] = reply(b"", status)
    assert (failure(settings, web.url("/x")).trouble, web.asked["/x"]) == (trouble, 1)


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n", b"hello\r\n\r\n", b""])
def test_what_is_not_http_fails_with_words(head: bytes, web: Web, settings: Settings) -> None:
    web.pages["/x"] = raw(head)
    assert failure(replace(settings, tries=1), web.url("/x")).trouble == "failing"


def test_a_name_that_does_not_exist_is_gone(settings: Settings) -> None:
    problem = failure(replace(settings, tries=1), "http://no-such-host.invalid/feed")
    assert (problem.trouble, "cannot be resolved" in str(problem)) == ("gone", True)


def test_robots_are_asked_once_and_kept(web: Web, settings: Settings) -> None:
    web.pages |= {"/robots.txt": reply(b"User-agent: Sanctionwatch\nDisallow: /private\n"), "/a": reply(b"a"), "/private/b": reply(b"b")}

    async def run() -> str:
        async with client(settings) as asking:
            await asyncio.gather(*(asking.get(web.url("/a")) for _ in range(5)))
            with pytest.raises(FetchFailed) as caught:
                await asking.get(web.url("/private/b"))
            return f"{caught.value.trouble}: {caught.value}"

    assert asyncio.run(run()).startswith("blocked: robots.txt")
    assert (web.asked["/robots.txt"], web.asked["/private/b"]) == (1, 0)


def test_robots_that_fail_forbid_everything_and_none_allow_everything(web: Web, settings: Settings) -> None:
    web.pages |= {"/robots.txt": reply(b"", "500 Oops"), "/a": reply(b"a")}
    assert "robots.txt" in str(failure(settings, web.url("/a"), robots=True))
    assert web.asked["/a"] == 0
    web.pages["/robots.txt"] = reply(b"", "404 Not Found")
    assert fetch(settings, web.url("/a"), robots=True).body == b"a"


def test_hosts_are_asked_a_few_requests_at_a_time(web: Web, settings: Settings) -> None:
    working = most = 0

    async def busy(request: Request, out: asyncio.StreamWriter) -> None:
        nonlocal working, most
        working += 1
        most = max(most, working)
        await asyncio.sleep(0.02)
        working -= 1
        await reply(b"x")(request, out)

    web.pages["/x"] = busy

    async def run(limits: Settings) -> None:
        async with client(limits) as asking:
            await asyncio.gather(*(asking.get(web.url("/x"), robots=False) for _ in range(12)))

    asyncio.run(run(replace(settings, fetch_concurrency=3)))
    assert most == 3


def test_a_host_is_given_its_pause_and_others_do_not_wait_for_it() -> None:
    async def run() -> list[tuple[str, float]]:
        politeness = Politeness(at_a_time=8, per_host=2, delay=0.1)
        began: list[tuple[str, float]] = []
        loop = asyncio.get_running_loop()
        start = loop.time()

        async def ask(host: str, **keys: float) -> None:
            async with politeness.turn(host, **keys):  # type: ignore[arg-type]
                began.append((host, loop.time() - start))

        politeness.not_before("waits", 0.3)
        await asyncio.gather(*(ask("slow") for _ in range(4)), ask("crawl"), ask("crawl", delay=0.2), ask("crawl"), ask("waits"))
        return began

    began = asyncio.run(run())
    times = {host: [at for name, at in began if name == host] for host in ("slow", "crawl", "waits")}
    # Least distances between starts; a busy machine only makes them longer.
    assert all(later - earlier > 0.09 for earlier, later in pairwise(times["slow"]))
    assert times["crawl"][2] - times["crawl"][1] > 0.19
    assert times["waits"][0] > 0.29
    assert [host for host, _ in began[:2]] == ["slow", "crawl"]
