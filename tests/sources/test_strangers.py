"""Servers and lists that once stopped a run, hid a loss, or got where they should not: each stays alone and is told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from flows.sources.gathered import Gathered, kept
from flows.sources.gdelt import Gdelt, address_of
from flows.sources.harvest import harvest, visit_one
from flows.sources.pagelist import PageList
from flows.sources.visit import Memory
from schemas.settings import Settings
from tests.sources.flavours import page, rss, sitemap
from tests.sources.test_feeds import visit
from tests.sources.test_fetching import failure, fetch
from tests.sources.web import Web, raw, reply


def _listed(web: Web, settings: Settings, **keys: Any) -> Gathered:
    return visit_one(PageList(name="mapa", type="pages", url=web.url("/map"), **keys), settings, Memory(), "run")


def _gdelt(web: Web, said: str) -> Gdelt:
    gdelt = Gdelt(name="gdelt", type="gdelt", url=web.url("/doc"), query="x", delay_seconds=0)
    web.pages[address_of(gdelt).removeprefix(web.url(""))] = reply(said.encode())
    return gdelt


@pytest.mark.parametrize("host", ["127。0。0。1", "①②⑦.⓪.⓪.①", "１２７.０.０.１", "127.0.0.1\u00ad"])
def test_signs_that_become_an_address_are_checked_as_that_address(host: str, web: Web, settings: Settings) -> None:
    with Web() as inside:
        web.pages["/"] = raw(f"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://{host}:{inside.port}/secret\r\n\r\n".encode())
        assert "not on the public internet" in str(failure(settings, web.url("/")))
        assert not inside.asked


def test_bytes_in_a_header_that_are_no_text_stop_nothing(web: Web, settings: Settings) -> None:
    body = rss(web.url(""))
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\nServer: ".encode() + b'\xff\xe9\r\nETag: "\xff"\r\n\r\n'
    web.pages["/feed"] = raw(head + body)
    found = visit(settings, web)
    assert (found.trouble, found.entries, found.fetches[0].etag) == (None, 2, None)
    json.dumps(found.fetches[0].headers).encode()


def test_half_a_character_in_one_source_stops_no_other(web: Web, settings: Settings) -> None:
    entry = {"id": "1", "url": "http://[", "title": "Pół \ud800 znaku", "content_text": "Zdanie. " * 100}
    web.pages["/feed"] = reply(json.dumps({"items": [entry]}).encode())
    gdelt = _gdelt(web, json.dumps({"articles": [{"url": web.url("/a/1"), "title": "\udfff"}]}))
    harvest([gdelt], settings, Memory(), "run", settings.data)
    assert [gathered.entries for gathered in kept(settings.data)] == [1]
    assert [(arrival.title, arrival.url) for arrival in visit(settings, web).arrivals] == [("Pół \ufffd znaku", None)]


def test_what_cannot_be_written_down_is_the_trouble_of_its_source_alone(web: Web, settings: Settings) -> None:
    web.pages["/feed"] = reply(rss(web.url("")))
    feed = Gdelt(name="gdelt", type="gdelt", url=web.url("/feed"), query="\ud800", delay_seconds=0)
    harvest([feed], settings, Memory(), "run", settings.data)
    assert [gathered.trouble for gathered in kept(settings.data)] == ["dead"]


def test_not_modified_that_nobody_asked_for_is_no_quiet_week(web: Web, settings: Settings) -> None:
    web.pages["/feed"] = reply(status="304 Not Modified")
    found = visit(settings, web)
    assert found.trouble == "dead" and "without a condition" in (found.problem or "")
    assert fetch(settings, web.url("/feed"), {"If-None-Match": '"1"'}).status == 304


def test_a_wall_where_a_feed_was_is_told_from_a_page(web: Web, settings: Settings) -> None:
    wall = "<h1>We value your privacy</h1><p>We and our partners use cookies to store information on your device.</p>"
    web.pages["/feed"] = reply(f"<!doctype html><html><head><title>Kurier</title></head><body>{wall}</body></html>".encode())
    assert visit(settings, web).trouble == "blocked"
    web.pages["/feed"] = reply(page(1))
    found = visit(settings, web)
    assert (found.trouble, found.problem) == ("dead", "not a feed: a web page is there")


def test_ampersands_that_nobody_escaped_stay_what_they_are(web: Web, settings: Settings) -> None:
    web.pages["/feed"] = reply(rss(web.url(""), items=1).replace(b"<title>Wiadomo", b"<title>R&D & S&P &bogus; wiadomo"))
    found = visit(settings, web)
    assert (found.arrivals[0].title or "").startswith("R&D & S&P &bogus; wiadomo")
    assert "malformed" in found.refusals[0].reason


@pytest.mark.parametrize("date", ["Tue, 24 Nov 2099 10:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT"])
def test_a_date_that_cannot_be_is_none_and_the_article_is_kept(date: str, web: Web, settings: Settings) -> None:
    web.pages["/feed"] = reply(rss(web.url(""), date=date))
    found = visit(settings, web)
    assert [(arrival.published, arrival.published_source) for arrival in found.arrivals] == [(None, None)] * 2
    assert "a date that cannot be" in (found.problem or "") and not found.moments


def test_languages_that_do_not_exist_are_not_believed(web: Web, settings: Settings) -> None:
    web.pages["/feed"] = reply(rss(web.url("")).replace(b"pl-PL", b"xx-zz"))
    assert {arrival.language for arrival in visit(settings, web).arrivals} == {None}


def test_one_sitemap_that_fails_does_not_take_the_index_with_it(web: Web, settings: Settings) -> None:
    maps = "".join(f"<sitemap><loc>{web.url(path)}</loc></sitemap>" for path in ("/gone", "/nested", "/good"))
    index = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}<sitemap><loc>http://[</loc></sitemap></sitemapindex>'
    web.pages |= {"/map": reply(index.encode()), "/nested": reply(index.encode()), "/good": reply(sitemap(web.url("")))}
    web.pages |= {f"/a/{number}": reply(page(number), content_type="text/html") for number in (1, 2)}
    found = _listed(web, settings)
    assert (found.trouble, len(found.arrivals)) == (None, 2)
    assert sorted(refusal.reason for refusal in found.refusals) == [
        "an index inside an index of sitemaps; its sitemaps are not read", "status 404"
    ]  # fmt: skip
    web.pages["/map"] = reply(index.replace("/good", "/gone").replace("/nested", "/gone").encode())
    assert _listed(web, settings).trouble == "dead"


def test_a_sitemap_may_be_lines_of_text(web: Web, settings: Settings) -> None:
    web.pages["/map"] = reply(f"{web.url('/a/1')}\n{web.url('/a/2')}\n".encode(), content_type="text/plain")
    web.pages |= {f"/a/{number}": reply(page(number), content_type="text/html") for number in (1, 2)}
    assert len(_listed(web, settings).arrivals) == 2


def test_an_expression_that_would_search_for_years_is_cut_off(web: Web, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.sources.pagelist._LONGEST_SEARCH", 0.05)
    web.pages["/map"] = reply(f'<html><body><a href="/{"a" * 60}!">x</a></body></html>'.encode())
    found = _listed(web, settings, links="(a|aa)+$")
    assert found.trouble == "dead" and "write it simpler" in (found.problem or "")


@pytest.mark.parametrize(
    ("said", "trouble"),
    [("Please limit requests to one every 5 seconds", "blocked"), ("Your query was too short.", "dead"), ('{"articles":[{"url":', "dead")],
)
def test_complaints_of_gdelt_are_no_empty_lists(said: str, trouble: str, web: Web, settings: Settings) -> None:
    assert visit_one(_gdelt(web, said), settings, Memory(), "run").trouble == trouble
