"""A visit to one source in one run: its fetches are recorded and archived, what it gives is gathered."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flows.sources import archive
from flows.sources.fetching.answer import AGENT, VERSION, Answer, FetchFailed
from flows.sources.gathered import Gathered
from flows.sources.watched import Asked
from schemas.article import Refusal
from schemas.settings import Settings
from schemas.source import Fetch, fetch_id

if TYPE_CHECKING:
    from flows.sources.fetching.client import Client  # takes a quarter of a second to import; runs over files do without

_KEPT = ("content-type", "content-language", "content-encoding", "date", "last-modified", "etag", "age", "cache-control", "server", "via", "link", "x-robots-tag")  # fmt: skip
_TOOL = f"{AGENT}/{VERSION}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What earlier runs know: validators by address of a list, places that hold a known article, pages not worth asking today.

    ``lately``: validators by address of the pages first fetched in the last days, which may have changed.
    """

    validators: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    given_up: frozenset[str] = frozenset()
    lately: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)


class Visit:
    """Fetches for one source, and keeps the facts of each fetch."""

    def __init__(self, source: Asked, client: Client, settings: Settings, memory: Memory, run_id: str) -> None:
        self.source = source
        self.settings = settings
        self.memory = memory
        self.gathered = Gathered(source=source.name, run_id=run_id, at=datetime.now(UTC).replace(tzinfo=None))
        self.last_body = b""
        self._client = client

    async def ask_list(self, url: str) -> Answer:
        """A feed, sitemap or API answer; "not modified" (304) when it is what it was at the last complete visit.

        Raises:
            FetchFailed: as the client does; the failure is recorded.
        """
        return await self._fetch(url, "list", _conditions(self.memory.validators, url))

    async def ask_page(self, url: str, *, is_known: bool = False) -> Answer:
        """A page; "not modified" (304) when its article is known and it is what it was.

        Raises:
            FetchFailed: as the client does; the failure is recorded.
        """
        return await self._fetch(url, "page", _conditions(self.memory.lately, url) if is_known else {})

    def refuse(self, origin: str, reason: str, sample: str = "") -> None:
        """Something that could not be read as an article."""
        self.gathered.refusals.append(self.refusal(origin, reason, sample))

    def refusal(self, origin: str, reason: str, sample: str = "") -> Refusal:
        """Why something is no article."""
        return Refusal(source=self.source.name, origin=origin, reason=reason, sample=sample[:300])

    def ask_again(self) -> None:
        """The visit was not complete: the next one must not be told "not modified"."""
        self.gathered.fetches = [
            replace(fetch, etag=None, last_modified=None) if fetch.role == "list" else fetch for fetch in self.gathered.fetches
        ]

    async def _fetch(self, url: str, role: str, headers: Mapping[str, str]) -> Answer:
        try:
            answer = await self._client.get(url, headers=headers, delay=self.source.delay_seconds)
        except FetchFailed as problem:
            self.gathered.fetches.append(self._failure(url, role, problem))
            raise
        self.gathered.fetches.append(await self._record(role, answer))
        self.last_body = answer.body if role == "list" else self.last_body
        return answer

    async def _record(self, role: str, answer: Answer) -> Fetch:
        may_archive = self.source.keep == "text"
        digest = None
        if answer.body:
            digest = archive.digest_of(answer.body)
            if may_archive:
                await asyncio.to_thread(archive.put, self.settings.archive, digest, answer.body)
        return Fetch(
            fetch_id=fetch_id(answer.url, answer.at, self.gathered.run_id),
            source=self.source.name,
            role=role,
            url=answer.url,
            final_url=answer.final_url,
            redirects=list(answer.hops),
            status=answer.status,
            headers=json.dumps({name: answer.headers[name] for name in _KEPT if name in answer.headers}, ensure_ascii=False),
            etag=_validator(answer, "etag"),
            last_modified=_validator(answer, "last-modified"),
            bytes=len(answer.body) if answer.status != 304 else None,
            sha256=digest,
            archived=digest is not None and may_archive,
            problem=None,
            fetched_at=answer.at,
            seconds=answer.seconds,
            tool=_TOOL,
            run_id=self.gathered.run_id,
        )

    def _failure(self, url: str, role: str, problem: FetchFailed) -> Fetch:
        at = datetime.now(UTC).replace(tzinfo=None)
        return Fetch(
            fetch_id=fetch_id(url, at, self.gathered.run_id),
            source=self.source.name,
            role=role,
            url=url,
            final_url=problem.final_url,
            redirects=[],
            status=problem.status,
            bytes=None,
            archived=False,
            problem=str(problem),
            fetched_at=at,
            tool=_TOOL,
            run_id=self.gathered.run_id,
        )


def _validator(answer: Answer, name: str) -> str | None:
    """A header to send back at the next visit; nothing where it holds what no header may (RFC 9110, 5.5)."""
    value = answer.headers.get(name)
    return value if value and value.isascii() and value.isprintable() else None


def _conditions(known: Mapping[str, tuple[str | None, str | None]], url: str) -> dict[str, str]:
    etag, modified = known.get(url, (None, None))
    return {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value}
