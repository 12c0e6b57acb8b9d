"""What is fed with damaged input, and what must hold of the answer: the errors that are documented, or a sound result."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from flows.evaluation.gold import load_gold
from flows.evaluation.scores import tally
from flows.extraction.batch import Text, detect, packs, read_with_notes
from flows.extraction.packs.build import read_pack
from flows.sources.entries import Listing, NotAListing
from flows.sources.feed import listing_of
from flows.sources.fetching.answer import Answer
from flows.sources.markup import text_of
from flows.sources.pagelist import PageList, _read
from flows.sources.pages import NotAPage, read_page
from flows.sources.rows import NotAnArticle, arrival_of
from flows.sources.safejson import NotJson, parsed
from flows.sources.watched import Watched
from schemas.problems import BadInput
from schemas.settings import Settings
from tests.conftest import ROOT
from tests.pages.layouts import LAYOUTS
from tests.pages.stories import STORIES
from tests.soak.mutations import damaged, damaged_bytes
from tests.sources import flavours

FOLDER = Settings().seeds / "languages"
_BASE = "https://news.example"
_WATCHED = Watched(name="fuzz", enabled=True)
_PAGES = PageList(name="fuzz", type="pages", url=f"{_BASE}/map", enabled=False, links="/a/")


class Unsound(AssertionError):
    """The answer breaks a promise; the message says which."""


@dataclass(frozen=True, slots=True)
class Target:
    """``make`` damages one of the samples; ``check`` feeds it in and returns what came out, as text, for comparing two runs."""

    share: int  # of a hundred
    make: Callable[[random.Random], bytes]
    check: Callable[[bytes, random.Random], str]


@cache
def _articles() -> tuple[str, ...]:
    """Titles and texts of the golden and the sample articles, of all languages."""
    files = sorted((ROOT / "tests" / "golden").glob("*/dev.jsonl")) + sorted((ROOT / "seeds" / "articles").glob("*.jsonl"))
    rows = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(f"{row.get('title') or ''}\n{row['text']}" for row in rows)


@cache
def _feeds() -> tuple[bytes, ...]:
    index = f"<sitemapindex><sitemap><loc>{_BASE}/1.xml</loc><lastmod>2024-10-24</lastmod></sitemap></sitemapindex>".encode()
    made = (
        flavours.rss(_BASE),
        flavours.rss(_BASE, encoding="iso-8859-2"),
        flavours.rdf(_BASE),
        flavours.atom(_BASE),
        flavours.json_feed(_BASE),
    )
    return (*made, flavours.sitemap(_BASE), index)


@cache
def _pages() -> tuple[bytes, ...]:
    return tuple(render(story).encode() for render in LAYOUTS for story in STORIES[:2])


@cache
def _gold() -> tuple[bytes, ...]:
    files = sorted((ROOT / "tests" / "golden").glob("*/dev.jsonl"))
    return tuple(line for path in files for line in path.read_bytes().splitlines()[:60])


@cache
def _packs() -> tuple[bytes, ...]:
    """Excerpts: a whole pack takes a tenth of a second to read. The head of a pack, and some of its groups."""
    made = []
    for path in sorted(FOLDER.glob("*.toml")):
        head, *groups = path.read_text(encoding="utf-8").split("\n[[")
        made += [f"{head}\n[[".encode() + "\n[[".join(groups[start : start + 8]).encode() for start in range(0, len(groups), 60)]
    return tuple(made)


def _article(chance: random.Random) -> bytes:
    texts = _articles()
    return damaged(chance.choice(texts), texts, chance).encode("utf-8", "surrogatepass")


def _check_article(body: bytes, chance: random.Random) -> str:
    title, _, text = body.decode("utf-8", "surrogatepass").partition("\n")
    language = detect(text, FOLDER) or chance.choice(sorted(packs(FOLDER)))
    published = chance.choice((None, date(2024, 10, 24), date(1, 1, 1), date(9999, 12, 31)))
    given = Text(title or None, text, published, language)
    [(readings, notes)] = read_with_notes([given], FOLDER)
    for reading in readings:
        inside = title if reading.evidence_in == "title" else text
        if inside[reading.evidence_start : reading.evidence_end] != reading.evidence or not reading.evidence:
            raise Unsound(f"evidence {reading.evidence!r} is not what stands at {reading.evidence_start}–{reading.evidence_end}")
    for note in notes:
        if not 0 <= note.start < note.end <= len(title if note.in_title else text):
            raise Unsound(f"a note on {note.start}–{note.end}, where there is no text")
    if readings and next(read_with_notes([given], FOLDER)) != (readings, notes):
        raise Unsound("read twice, two answers")
    return repr((readings, notes))


def _line(chance: random.Random) -> bytes:
    """A line of JSON, broken in its values, or broken as JSON."""
    text = chance.choice(_articles())
    row: dict[str, object] = {
        "id": "a",
        "lang": chance.choice(("pl", "en-GB", "xx", "")),
        "published": "2024-10-24T09:30:00+02:00",
        "text": text,
    }
    if chance.random() < 0.5:
        key = chance.choice((*row, "title", "url", "publisher"))
        row[key] = chance.choice(
            (
                None,
                0,
                -1,
                10**400,
                1.5,
                float("inf"),
                True,
                [],
                {},
                "",
                "\ud800",
                "9999-12-31T23:59:59-23:59",
                damaged(text[:200], _articles(), chance),
            )
        )
        return json.dumps(row).encode()
    return damaged_bytes(
        json.dumps(row, ensure_ascii=chance.random() < 0.5).encode(), [b"[" * 3000, b'{"a":' * 2000, b"9" * 5000, b"\\ud800"], chance
    )


def _gold_line(chance: random.Random) -> bytes:
    """A gold line, broken in a value of its article or of a claim, or broken anyhow."""
    line = chance.choice(_gold())
    if chance.random() < 0.5:
        return damaged_bytes(line, _gold(), chance)
    article = json.loads(line)
    place = chance.choice([article, *article["claims"]])
    place[chance.choice([*place, "title", "published", "quote", "event_start", "quantity_min"])] = chance.choice(
        (
            None,
            0,
            10**400,
            1.5,
            True,
            [],
            [1],
            [[]],
            {},
            "",
            "\ud800",
            "a\u2028b",
            "2024-99-99",
            damaged(line.decode()[:200], _articles(), chance),
        )
    )
    return json.dumps(article, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _read_gold(path: Path) -> str:
    """Gold that is read can be scored: against nothing, and against itself."""
    gold = load_gold([path])
    return repr(
        [(tally(article, []), tally(article, [{**claim, "evidence": claim["quote"]} for claim in article.claims])) for article in gold]
    )


def _check_line(body: bytes, chance: random.Random) -> str:
    try:
        arrival = arrival_of(parsed(body.decode("utf-8", "replace")), "fuzz:1", _WATCHED)
    except (NotJson, NotAnArticle) as problem:
        return str(problem)
    for part in (arrival.text, arrival.title, arrival.url, arrival.declared_id, arrival.publisher, arrival.language):
        (part or "").encode()
    return repr(arrival)


def _check_feed(body: bytes, chance: random.Random) -> str:
    answer = Answer(
        url=f"{_BASE}/f", final_url=f"{_BASE}/f", hops=(), moved=None, status=200, headers={"content-type": chance.choice(("", "text/xml; charset=utf-8", "text/xml; charset=nonsense"))},
        body=body, at=datetime(2026, 1, 1), seconds=0.0,
    )  # fmt: skip
    told = []
    readers: tuple[Callable[[], Listing], ...] = (lambda: listing_of(answer, 100), lambda: _read(answer, _PAGES, 100, 1_000_000)[0])
    for read in readers:
        try:
            listing = read()
        except NotAListing as problem:
            told.append(str(problem))
            continue
        for entry in listing.entries:
            if entry.url is not None and not entry.url.startswith(("http://", "https://")):
                raise Unsound(f"an address that is none of the web: {entry.url!r}")
            for part in (entry.url, entry.id, entry.title, entry.author, text_of(entry.content or ""), text_of(entry.summary or "")):
                (part or "").encode()
        told.append(repr(listing))
    return repr(told)


def _check_page(body: bytes, chance: random.Random) -> str:
    charset = chance.choice((None, "utf-8", "iso-8859-2", "windows-1251", "nonsense"))
    try:
        page = read_page(body, url=f"{_BASE}/2024/10/24/a", charset=charset, fetched=date(2025, 1, 1))
    except NotAPage as problem:
        return str(problem)
    for part in (page.text, page.title, page.url, page.publisher, page.published_text, *page.authors):
        (part or "").encode()
    return repr(page)


def _from_file(read: Callable[[Path], object], suffix: str) -> Callable[[bytes, random.Random], str]:
    def check(body: bytes, chance: random.Random) -> str:
        with tempfile.NamedTemporaryFile(suffix=suffix) as file:
            file.write(body)
            file.flush()
            try:
                return repr(read(Path(file.name)))
            except BadInput as problem:
                if Path(file.name).name not in str(problem):
                    raise Unsound(f"the error does not name its file: {problem}") from problem
                return str(problem).replace(file.name, "")

    return check


def _damaged(samples: Callable[[], Sequence[bytes]]) -> Callable[[random.Random], bytes]:
    return lambda chance: damaged_bytes(chance.choice(samples()), samples(), chance)


TARGETS: dict[str, Target] = {
    "article": Target(60, _article, _check_article),
    "line": Target(10, _line, _check_line),
    "feed": Target(13, _damaged(_feeds), _check_feed),
    "page": Target(10, _damaged(_pages), _check_page),
    "gold": Target(4, _gold_line, _from_file(_read_gold, ".jsonl")),
    "pack": Target(3, _damaged(_packs), _from_file(read_pack, ".toml")),
}
