"""Sources as the warehouse keeps them: the watch list, every fetch, and how each source is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar, Literal

from schemas.record import Row

State = Literal["ok", "empty", "silent", "stale", "gap", "dead", "blocked"]

STATES: Mapping[State, str] = {
    "ok": "it gives what it usually gives",
    "empty": "it answers and holds no entries",
    "silent": "nothing new for much longer than is usual for it",
    "stale": "even its newest entry is far older than its rhythm allows: probably abandoned or replaced",
    "gap": "nothing it showed the last time is there any more: articles came and went between two runs",
    "dead": "it does not answer, or answers with something that is no feed, page or list",
    "blocked": "it does not want us, or we may not go there: robots.txt, 403, 429, a cookie wall, a private address",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Row):
    """One row per source of the watch list, as the last run that read the list found it."""

    TABLE: ClassVar[str] = "sources"
    KEY: ClassVar[tuple[str, ...]] = ("source",)

    source: Annotated[str, "Its name in seeds/sources.toml, or the path given on the command line"]
    type: Annotated[str, "How it is read: feed, pages, gdelt, files, warc or planned"]
    url: Annotated[str | None, "Where it is asked, or the path of its files"] = None
    enabled: Annotated[bool, "Whether every run asks it"]
    publisher: Annotated[str | None, "The outlet"] = None
    language: Annotated[str | None, "ISO 639-1 code of its language, where it has one"] = None
    country: Annotated[str | None, "ISO 3166-1 alpha-2 code of the outlet's seat, in lower case"] = None
    origin_group: Annotated[str | None, "Its house: outlets of one house count as one origin"] = None
    state_affiliation: Annotated[str | None, "Whose state pays or directs it"] = None
    reliability: Annotated[str | None, "Admiralty code A to F at the start; * state media: reliable for what the state says"] = None
    rhythm: Annotated[str, "How often something new is expected: hourly, daily, weekly or monthly"]
    keep: Annotated[str, "What may be stored: text, or headline (title, link and a short extract)"]
    unverified: Annotated[bool, "Whether nobody has seen the address work"]
    terms: Annotated[str | None, "Terms of use that matter"] = None
    note: Annotated[str | None, "What is known of its health and habits"] = None
    run_id: Annotated[str, "The run that wrote this row"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch(Row):
    """One row per request to the web that ended: with a body, with "not modified", or with a failure. The chain of custody."""

    TABLE: ClassVar[str] = "fetches"
    KEY: ClassVar[tuple[str, ...]] = ("fetch_id",)

    fetch_id: Annotated[str, "Id made from address, time and run"]
    source: Annotated[str, "For which source"]
    role: Annotated[str, "What for: list (feed, sitemap, API) or page"]
    url: Annotated[str, "Address asked"]
    final_url: Annotated[str | None, "Address that answered, after redirects"] = None
    redirects: Annotated[list[str], "The addresses on the way"]
    status: Annotated[int | None, "HTTP status; null when there was no answer"] = None
    headers: Annotated[str | None, "The headers that matter, as JSON"] = None
    etag: Annotated[str | None, "Validator for the next conditional request"] = None
    last_modified: Annotated[str | None, "Validator for the next conditional request"] = None
    bytes: Annotated[int | None, "Length of the body after decompression"] = None
    sha256: Annotated[str | None, "SHA-256 of the body after decompression, hexadecimal; its place in the archive"] = None
    archived: Annotated[bool, "Whether the body is in the archive; not where the licence forbids it"]
    problem: Annotated[str | None, "Why there is no body, in words"] = None
    fetched_at: Annotated[datetime, "When it was asked (UTC)"]
    seconds: Annotated[float | None, "How long the answer took"] = None
    tool: Annotated[str, "What fetched it, with its version"]
    run_id: Annotated[str, "The run"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth(Row):
    """One row per run and source that was asked in it: what it gave, and how it is, judged against its usual rhythm."""

    TABLE: ClassVar[str] = "source_health"
    KEY: ClassVar[tuple[str, ...]] = ("run_id", "source")

    run_id: Annotated[str, "The run"]
    source: Annotated[str, "The source"]
    checked_at: Annotated[datetime, "When (UTC)"]
    state: Annotated[str, f"{', '.join(STATES)}: see docs/sources.md"]
    since: Annotated[datetime | None, "Since when it has been so (UTC)"] = None
    why: Annotated[str | None, "What was seen, in words"] = None
    fetched: Annotated[int, "Bodies fetched, lists and pages"]
    entries: Annotated[int, "Entries that its list showed, or articles in its files"]
    new: Annotated[int, "Articles and appearances stored for the first time"]
    unchanged: Annotated[int, "Entries that were known"]
    failed: Annotated[int, "What could not be fetched, read or stored"]
    waiting: Annotated[int, "Entries left for the next run, over the limit of one run"]
    newest: Annotated[
        datetime | None, "Publication of its newest entry (UTC); where entries bear no date, when the newest was first seen"
    ] = None
    usual_hours: Annotated[float | None, "Its usual longest pause between two entries, in hours (95th percentile)"] = None


def fetch_id(url: str, at: datetime, run_id: str) -> str:
    """The same request of the same run has the same id, however often it is recorded."""
    return hashlib.sha256(f"{run_id}\x1f{at.isoformat()}\x1f{url}".encode("utf-8", "surrogatepass")).hexdigest()[:24]
