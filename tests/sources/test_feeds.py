"""Feeds, page lists and GDELT against a real server: every flavour, every way of being broken."""

from __future__ import annotations

import contextlib
import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.sources.archive import get
from flows.sources.entries import NotAListing
from flows.sources.feed import Feed, listing_of
from flows.sources.fetching.answer import Answer
from flows.sources.gathered import Gathered
from flows.sources.gdelt import Gdelt, address_of
from flows.sources.harvest import visit_one
from flows.sources.markup import text_of
from flows.sources.pagelist import PageList
from flows.sources.visit import Memory
from schemas.article import article_id, place_id
from schemas.settings import Settings
from tests.sources.flavours import FULL, TEASER, atom, json_feed, page, rdf, rss, sitemap
from tests.sources.web import Web, raw, redirect, reply


def visit(settings: Settings, web: Web, memory: Memory | None = None, path: str = "/feed", **keys: Any) -> Gathered:
    feed = Feed(name="kurier", type="feed", url=web.url(path), **keys)
    return visit_one(feed, settings, memory or Memory(), "run")


@pytest.mark.parametrize("flavour", [rss, rdf, atom, json_feed])
def test_every_flavour_gives_the_same_articles(flavour: Callable[[str], bytes], web: Web, settings: Settings) -> None:
    web.pages["/feed"] = reply(flavour(web.url("")), content_type="text/plain")  # the wrong type is no reason to refuse
    found = visit(settings, web)
    assert (found.trouble, found.refusals, found.entries) == (None, [], 2)
    first = found.arrivals[0]
    assert first.url is not None and first.url.startswith(web.url("/a/1"))
    assert first.title is not None and first.title.startswith("Wiadomość 1")
    assert first.text == f"{FULL} (1)"
    assert (first.language, first.published, first.published_at) == ("pl", date(2024, 10, 24), datetime(2024, 10, 24, 7, 30))
    assert first.published_source == "feed"
    assert web.asked == {"/robots.txt": 1, "/feed": 1}


def test_the_raw_feed_is_archived_with_its_facts(web: Web, settings: Settings) -> None:
    body = rss(web.url(""))
    web.pages |= {"/old": redirect("/feed"), "/feed": reply(body, content_type="application/rss+xml", etag='"1"', set_cookie="a=b")}
    found = visit(settings, web, path="/old")
    (fetch,) = found.fetches
    assert (fetch.url, fetch.final_url, fetch.redirects, fetch.status) == (web.url("/old"), web.url("/feed"), [web.url("/feed")], 200)
    assert json.loads(fetch.headers or "") == {"content-type": "application/rss+xml", "etag": '"1"'}
    assert fetch.sha256 is not None and get(settings.archive, fetch.sha256) == body
    assert {arrival.fetched for arrival in found.arrivals} == {fetch.sha256}
    assert found.problem == f"moved for good to {web.url('/feed')}: change its address"


def test_summaries_only_send_for_the_pages(web: Web, settings: Settings) -> None:
    web.pages |= {"/feed": reply(rss(web.url(""), body="")), "/a/1?utm_source=rss": reply(page(1), content_type="text/html"), "/a/2?utm_source=rss": reply(page(2), content_type="text/html")}  # fmt: skip
    found = visit(settings, web)
    assert [arrival.title for arrival in found.arrivals] == ["Wiadomość 1", "Wiadomość 2"]
    assert all(FULL[:60] in arrival.text and "Start" not in arrival.text for arrival in found.arrivals)
    assert [fetch.role for fetch in found.fetches] == ["list", "page", "page"]
    assert {arrival.fetched for arrival in found.arrivals} == {fetch.sha256 for fetch in found.fetches if fetch.role == "page"}


def test_a_known_page_is_not_fetched_again_and_one_that_failed_is(web: Web, settings: Settings) -> None:
    web.pages |= {"/feed": reply(rss(web.url(""), body=""), etag='"1"'), "/a/2?utm_source=rss": reply(b"", "503 Later")}
    known = frozenset({place_id(web.url("/a/1"))})
    found = visit(replace(settings, tries=1), web, Memory(known=known))
    assert (found.unchanged, found.seen, found.overlap) == (1, list(known), True)
    assert [refusal.reason for refusal in found.refusals] == ["status 503"]
    assert found.fetches[0].etag is None  # else the next visit would be told that nothing changed


def test_pages_over_the_limit_wait_for_the_next_run(web: Web, settings: Settings) -> None:
    web.pages["/feed"] = reply(rss(web.url(""), body="", items=5), etag='"1"')
    web.pages |= {f"/a/{number}?utm_source=rss": reply(page(number)) for number in range(1, 6)}
    found = visit(replace(settings, max_pages=2), web)
    assert (len(found.arrivals), found.waiting, found.fetches[0].etag) == (2, 3, None)


def test_not_modified_is_not_empty(web: Web, settings: Settings) -> None:
    web.pages["/feed"] = reply(status="304 Not Modified", content_length="")
    memory = Memory(validators={web.url("/feed"): ('"1"', "Thu, 24 Oct 2024 07:30:00 GMT")})
    found = visit(settings, web, memory)
    sent = web.requests[-1].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"1"', "Thu, 24 Oct 2024 07:30:00 GMT")
    assert (found.not_modified, found.trouble, found.arrivals) == (True, None, [])


def test_a_headline_source_keeps_no_text_and_no_body(web: Web, settings: Settings) -> None:
    web.pages["/feed"] = reply(rss(web.url("")))
    found = visit(settings, web, keep="headline")
    assert [(arrival.text, arrival.extent) for arrival in found.arrivals] == [(TEASER, "headline")] * 2
    assert not found.fetches[0].archived
    assert not list(settings.archive.glob("??/*"))
    assert FULL[:50] not in str(found)


def test_the_publisher_behind_an_aggregator_is_the_origin(web: Web, settings: Settings) -> None:
    extra = '<source url="https://www.pap.pl">PAP</source>'
    web.pages["/feed"] = reply(rss("https://pap.example", extra=extra))
    found = visit(settings, web, publisher="Aggregator", origin_group="aggregator")
    assert {(arrival.publisher, arrival.origin_group) for arrival in found.arrivals} == {("PAP", "pap.example")}


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (rss("http://x.example"), "text/xml; charset=iso-8859-1"),  # the header lies
        (rss("http://x.example", encoding="iso-8859-2"), "text/xml"),
        (rss("http://x.example", encoding="iso-8859-2").replace(b'encoding="iso-8859-2"', b""), "text/xml; charset=ISO-8859-2"),
        (rss("http://x.example", encoding="utf-16"), "text/xml"),
        (rss("http://x.example").replace(b"utf-8", b"us-ascii"), "text/xml; charset=no-such"),
        (b"\xef\xbb\xbf" + rss("http://x.example"), "text/xml; charset=windows-1250"),
    ],
)
def test_the_encoding_is_found_whoever_lies(body: bytes, header: str, web: Web, settings: Settings) -> None:
    web.pages["/feed"] = reply(body, content_type=header)
    assert [arrival.text for arrival in visit(settings, web).arrivals] == [f"{FULL} (1)", f"{FULL} (2)"]


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><rss version="2.0"><channel><item><title>&l9;</title></item></channel></rss>'.encode()


_FILE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&f;</title></item></channel></rss>'


@pytest.mark.parametrize(
    ("body", "trouble", "word"),
    [
        (_laughs(), "dead", "declares XML entities"),
        (_FILE, "dead", "declares XML entities"),
        (b'<html><head><meta http-equiv="refresh" content="0;url=/"></head><body>' + b"x" * 200 + b"</body></html>", "dead", "a web page is there"),
        (b"<html><body>Just a moment... checking your browser" + b" " * 100 + b"</body></html>", "blocked", "a wall in front"),
        (b"<html><body>We value your privacy: give your consent to cookies" + b"." * 100 + b"</body></html>", "blocked", "a wall in front"),
        (b"hello world", "empty", "11 bytes"),
        (b"", "empty", "0 bytes"),
        (b'{"items": ' + b"[" * 100_000, "dead", "begins like JSON"),
        (b"\x00\x01\x02" * 100, "dead", "not XML"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_told_apart(body: bytes, trouble: str, word: str, web: Web, settings: Settings) -> None:
    web.pages["/feed"] = reply(body, content_type="application/rss+xml")
    found = visit(settings, web)
    assert (found.trouble, found.arrivals) == (trouble, [])
    assert word in (found.problem or "")


def test_a_feed_without_entries_is_no_trouble_of_its_own(web: Web, settings: Settings) -> None:
    web.pages["/feed"] = reply(rss(web.url(""), items=0))
    found = visit(settings, web)
    assert (found.trouble, found.entries) == (None, 0)


def test_a_feed_that_was_cut_gives_its_whole_entries_and_says_so(web: Web, settings: Settings) -> None:
    web.pages["/feed"] = reply(rss(web.url(""), items=3)[:-400])
    found = visit(settings, web)
    assert len(found.arrivals) == 2
    assert "cut off" in found.refusals[0].reason


def test_deep_nesting_and_html_entities(web: Web, settings: Settings) -> None:
    deep = b"<a>" * 100_000
    web.pages["/feed"] = reply(rss(web.url("")).replace(b"<language>", deep + b"<language>", 1))
    assert visit(settings, web).trouble == "dead"
    web.pages["/feed"] = reply(rss(web.url(""), body="Wiadomo&sacute;&cacute; dnia. " + FULL).replace(b"&amp;", b"&nbsp;&oacute;"))
    found = visit(settings, web)
    assert found.refusals == []
    assert found.arrivals[0].title == "Wiadomość 1 ó więcej"
    assert found.arrivals[0].text.startswith("Wiadomość dnia.")


def test_dates_that_cannot_be_read_stay_out(web: Web, settings: Settings) -> None:
    web.pages["/feed"] = reply(rss(web.url(""), date="wczoraj po południu"))
    assert {(arrival.published, arrival.published_source) for arrival in visit(settings, web).arrivals} == {(None, None)}


def test_more_entries_than_are_read_are_told(web: Web, settings: Settings) -> None:
    web.pages["/feed"] = reply(rss(web.url(""), items=30))
    found = visit(replace(settings, max_entries=10), web)
    assert len(found.arrivals) == 10
    assert "20 entries over the 10" in found.refusals[0].reason


def test_a_source_is_cut_off_in_time_and_keeps_what_it_gave(web: Web, settings: Settings) -> None:
    web.pages |= {"/feed": reply(rss(web.url(""), body="")), "/a/1?utm_source=rss": reply(page(1)), "/a/2?utm_source=rss": raw(b"HTTP/1.1 200 OK\r\n\r\n", pause=30)}  # fmt: skip
    found = visit(replace(settings, source_seconds=0.7, request_seconds=20), web)
    assert [arrival.title for arrival in found.arrivals] == ["Wiadomość 1"]
    assert "cut off after 0.7 s" in found.refusals[0].reason


def _pages(web: Web, settings: Settings, memory: Memory | None = None, **keys: Any) -> Gathered:
    return visit_one(PageList(name="kurier", type="pages", url=web.url("/map"), **keys), settings, memory or Memory(), "run")


@pytest.mark.parametrize("packed", [False, True])
def test_a_news_sitemap_sends_for_its_pages(packed: bool, web: Web, settings: Settings) -> None:
    body = sitemap(web.url(""))
    web.pages |= {"/map": reply(gzip.compress(body) if packed else body), "/a/1": reply(page(1)), "/a/2": reply(page(2))}
    found = _pages(web, settings)
    assert [(arrival.title, arrival.published_source, str(arrival.published)) for arrival in found.arrivals] == [
        ("Wiadomość 1", "sitemap", "2024-10-24"),
        ("Wiadomość 2", "sitemap", "2024-10-24"),
    ]


def test_pages_seen_lately_are_asked_whether_they_changed(web: Web, settings: Settings) -> None:
    web.pages |= {"/map": reply(sitemap(web.url(""), (1, 2, 3))), "/a/1": reply(status="304 Not Modified"), "/a/2": reply(page(2)), "/a/3": reply(page(3))}  # fmt: skip
    known = frozenset(place_id(web.url(f"/a/{number}")) for number in (1, 2, 3))
    lately = {web.url("/a/1"): ('"1"', None), web.url("/a/2"): ('"2"', None)}
    found = _pages(web, settings, Memory(known=known, lately=lately))
    assert [arrival.title for arrival in found.arrivals] == ["Wiadomość 2"]
    assert (found.unchanged, set(found.seen), found.refusals) == (2, {place_id(web.url(f"/a/{number}")) for number in (1, 3)}, [])
    assert {request.path: request.headers.get("if-none-match") for request in web.requests if request.path.startswith("/a/")} == {"/a/1": '"1"', "/a/2": '"2"'}  # fmt: skip


def test_a_known_page_that_is_gone_stays_known(web: Web, settings: Settings) -> None:
    web.pages |= {"/map": reply(sitemap(web.url(""), (1,))), "/a/1": reply(status="404 Not Found")}
    known = frozenset([place_id(web.url("/a/1"))])
    found = _pages(web, settings, Memory(known=known, lately={web.url("/a/1"): ('"1"', None)}))
    assert (found.unchanged, found.trouble, found.refusals) == (1, None, [])
    assert [fetch.status for fetch in found.fetches if fetch.role == "page"] == [404]


def test_an_index_of_sitemaps_is_followed(web: Web, settings: Settings) -> None:
    index = f"<sitemapindex><sitemap><loc>{web.url('/m1')}</loc></sitemap><sitemap><loc>{web.url('/m2')}</loc></sitemap></sitemapindex>"
    web.pages |= {"/map": reply(index.encode()), "/m1": reply(sitemap(web.url(""), (1,))), "/m2": reply(sitemap(web.url(""), (2,)))}
    web.pages |= {"/a/1": reply(page(1)), "/a/2": reply(page(2))}
    assert len(_pages(web, settings).arrivals) == 2


def test_a_page_of_links_needs_a_pattern(web: Web, settings: Settings) -> None:
    web.pages |= {"/map": reply(b'<html><body><a href="/a/1#top">1</a><a href="/a/1">1</a><a href="/about">x</a><a href="javascript:x()">y</a></body></html>' + b" " * 100), "/a/1": reply(page(1))}  # fmt: skip
    assert "say in `links`" in (_pages(web, settings).problem or "")
    assert [arrival.url for arrival in _pages(web, settings, links="/a/[0-9]+$").arrivals] == [web.url("/a/1")]


def test_a_gzip_file_that_is_a_bomb_is_refused(web: Web, settings: Settings) -> None:
    web.pages["/map"] = reply(gzip.compress(b"<urlset>" + bytes(50_000_000)))
    found = _pages(web, settings)
    assert found.trouble == "dead"
    assert "after decompression" in (found.problem or "")


def test_pages_that_are_no_articles_are_refused_each_with_its_reason(web: Web, settings: Settings) -> None:
    web.pages |= {
        "/map": reply(sitemap(web.url(""), (1, 2, 3, 4))),
        "/robots.txt": reply(b"User-agent: *\nDisallow: /a/3\n"),
        "/a/1": reply(b"%PDF-1.7", content_type="application/pdf"),
        "/a/2": reply(b"<html><body></body></html>", content_type="text/html"),
        "/a/4": reply(page(4)),
    }
    found = _pages(web, settings)
    assert [arrival.title for arrival in found.arrivals] == ["Wiadomość 4"]
    reasons = {refusal.origin.rpartition("/")[2]: refusal.reason for refusal in found.refusals}
    assert "application/pdf" in reasons["1"]
    assert reasons["2"]
    assert "robots.txt" in reasons["3"]


def test_gdelt_discovers_pages_and_its_date_is_not_theirs(web: Web, settings: Settings) -> None:
    query = Gdelt(
        name="gdelt", type="gdelt", url=web.url("/doc"), query='"North Korea" Russia', languages=("polish", "english"), delay_seconds=0
    )
    path = address_of(query).removeprefix(web.url(""))
    assert "sourcelang%3Apolish+OR+sourcelang%3Aenglish" in path
    found = {
        "articles": [
            {"url": web.url("/a/1"), "title": "Wiadomość  1", "seendate": "20261124T101500Z", "language": "Polish"},
            {"url": "javascript:x"},
        ]
    }
    web.pages |= {path: reply(json.dumps(found).encode()), "/a/1": reply(page(1))}
    (arrival,) = visit_one(query, settings, Memory(), "run").arrivals
    assert (arrival.title, str(arrival.published), arrival.published_source) == ("Wiadomość 1", "2024-10-24", "meta")
    web.pages[path] = reply(b"Your query was too short or too long.")
    found_nothing = visit_one(query, settings, Memory(), "run")
    assert "too short or too long" in (found_nothing.problem or "")


def test_a_cookie_wall_in_front_of_every_page_blocks_the_source(web: Web, settings: Settings) -> None:
    words = "Szanujemy Twoją prywatność. My i nasi partnerzy używamy plików cookie, aby wyświetlać reklamy. Kliknij „Akceptuję”, aby wyrazić zgodę."
    wall = f'<html lang="pl"><head><meta charset="utf-8"><title>Zgoda</title></head><body><div><p>{words}</p></div><button>Akceptuję</button></body></html>'.encode()
    web.pages |= {"/map": reply(sitemap(web.url(""))), "/a/1": reply(wall, content_type="text/html"), "/a/2": reply(b"", "403 Forbidden")}
    found = _pages(web, settings)
    assert (found.trouble, found.arrivals) == ("blocked", [])
    assert "none of its 2 pages" in (found.problem or "")


def test_entries_without_addresses_and_ids_are_articles_of_their_own(web: Web, settings: Settings) -> None:
    items = "".join(f"<item><title>Wiadomość {number}</title><description>{FULL} ({number})</description></item>" for number in (1, 2))
    web.pages["/feed"] = reply(f'<rss version="2.0"><channel>{items}</channel></rss>'.encode())
    found = visit(settings, web)
    ids = [article_id(arrival) for arrival in found.arrivals]
    assert len(set(ids)) == 2
    assert visit(settings, web, Memory(known=frozenset(ids))).overlap is True


@given(st.integers(0, 3), st.lists(st.tuples(st.integers(0, 4_000), st.binary(max_size=4)), max_size=8))
@hypothesis.settings(max_examples=150, deadline=None)
def test_mutated_feeds_are_read_or_refused_and_nothing_else(flavour: int, changes: list[tuple[int, bytes]]) -> None:
    body = bytearray((rss, rdf, atom, json_feed)[flavour]("https://x.example"))
    for place, piece in changes:
        body[place : place + len(piece)] = piece
    answer = Answer(url="https://x.example/f", final_url="https://x.example/f", hops=(), moved=None, status=200, headers={}, body=bytes(body), at=datetime(2026, 1, 1), seconds=0)  # fmt: skip
    with contextlib.suppress(NotAListing):
        listing = listing_of(answer, 100)
        assert len(listing.entries) <= 3
        for entry in listing.entries:
            assert text_of(entry.content or "") is not None
            assert entry.url is None or entry.url.startswith(("http://", "https://"))
