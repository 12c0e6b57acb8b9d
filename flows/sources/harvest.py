"""Visits every source that is asked over the network, many at a time. One that fails, hangs or misbehaves is cut off alone."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic_core import PydanticSerializationError

from flows.sources.entries import NotAListing
from flows.sources.feed import Feed, visit_feed
from flows.sources.fetching.answer import FetchFailed
from flows.sources.fetching.client import Client, client
from flows.sources.gathered import Gathered, Trouble, keeping
from flows.sources.gdelt import Gdelt, visit_gdelt
from flows.sources.pagelist import PageList, visit_pages
from flows.sources.visit import Memory, Visit
from schemas.settings import Settings

Live = Feed | PageList | Gdelt

_PAGE = re.compile(rb"<!doctype html|<html", re.IGNORECASE)
_SLOWER = re.compile(r"limit requests|too many requests", re.IGNORECASE)
_WAITING = 4  # visits under way for each request that may be: most of them wait for the pause of their host
_TINY = 100  # bytes; a shorter answer that is no list says nothing at all


def harvest(sources: Sequence[Live], settings: Settings, memory: Memory, run_id: str, folder: Path) -> None:
    """Visits the sources and keeps what each of them gave under ``folder``, as soon as it is complete."""
    with keeping(folder, run_id) as done:
        asyncio.run(_all(sources, settings, memory, run_id, done))


def visit_one(source: Live, settings: Settings, memory: Memory, run_id: str) -> Gathered:
    """Visits one source and returns what it gave."""
    found: list[Gathered] = []
    asyncio.run(_all([source], settings, memory, run_id, found.append))
    return found[0]


async def _all(sources: Sequence[Live], settings: Settings, memory: Memory, run_id: str, done: Callable[[Gathered], None]) -> None:
    gate = asyncio.Semaphore(_WAITING * settings.fetch_concurrency)  # the time of a source runs only once its visit has begun

    async def admitted(source: Live, asking: Client) -> None:
        async with gate:
            await _one(source, asking, settings, memory, run_id, done)

    async with client(settings) as asking, asyncio.TaskGroup() as group:
        for source in sources:
            group.create_task(admitted(source, asking))


async def _one(source: Live, asking: Client, settings: Settings, memory: Memory, run_id: str, done: Callable[[Gathered], None]) -> None:
    visit = Visit(source, asking, settings, memory, run_id)
    gathered = visit.gathered
    try:
        async with asyncio.timeout(settings.source_seconds):
            await _visit(source, visit)
    except FetchFailed as problem:
        gathered.trouble, gathered.problem = "blocked" if problem.trouble == "blocked" else "dead", str(problem)
    except NotAListing as problem:
        gathered.trouble, gathered.problem = _no_list(visit, str(problem))
    except TimeoutError:
        reason = f"cut off after {settings.source_seconds:g} s (SANCTIONWATCH_SOURCE_SECONDS)"
        if gathered.entries == 0:
            gathered.trouble, gathered.problem = "dead", reason
        else:
            visit.ask_again()
            visit.refuse(source.url, f"{reason}; the rest of its entries waits for the next run")
    except Exception as problem:  # noqa: BLE001 - an error of ours in one source must not stop the others; its state tells it
        gathered.trouble, gathered.problem = "dead", f"an error of the program: {type(problem).__name__}: {problem}"[:500]
    if gathered.trouble is not None:
        visit.ask_again()
    try:
        done(gathered)
    except PydanticSerializationError as problem:  # half a character that came in by a road we do not know: nothing of it can be kept
        reason = f"an error of the program: what it gave cannot be written down: {problem}"[:500]
        done(
            Gathered(
                source=gathered.source, run_id=run_id, at=gathered.at, trouble="dead", problem=reason.encode(errors="replace").decode()
            )
        )


async def _visit(source: Live, visit: Visit) -> None:
    if isinstance(source, Feed):
        await visit_feed(source, visit)
    elif isinstance(source, PageList):
        await visit_pages(source, visit)
    else:
        await visit_gdelt(source, visit)


def _no_list(visit: Visit, reason: str) -> tuple[Trouble, str]:
    """What an answer that is no list means, by its length and its words."""
    last = visit.last_body
    if isinstance(visit.source, Gdelt):  # its answers are short, and in words
        return "blocked" if _SLOWER.search(reason) else "dead", reason
    if len(last.strip()) < _TINY:
        return "empty", f"the answer has {len(last)} bytes: {reason}"
    if _PAGE.search(last[:2_000]):
        from flows.sources.pages import WALLS, NotAPage, read_page  # takes half a second to import; only what is no list needs it

        try:
            read_page(last)
        except NotAPage as problem:
            if problem.why in WALLS:
                return "blocked", f"a wall in front of it: {problem} ({reason})"
            reason = f"{reason}: {problem}"
    return "dead", reason
