"""The article: as a source hands it over, and as the warehouse keeps it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar

from schemas.record import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An article as a source handed it over. ``origin`` says where in the source it stood (file, line)."""

    source: str
    origin: str
    text: str
    declared_id: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    published: date | None = None
    published_text: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Something that could not be read as an article: where it stood, why, and how it begins.

    ``acknowledged`` is true when the watch list says that it is known to be broken: it is quarantined all the same, but it does
    not turn the exit code.
    """

    source: str
    origin: str
    reason: str
    sample: str = ""
    acknowledged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Row):
    """One row per version of an article: a changed title or text is a new version, and older ones stay."""

    TABLE: ClassVar[str] = "articles"
    KEY: ClassVar[tuple[str, ...]] = ("article_id", "version")

    article_id: Annotated[str, "Stable id of the article: from its URL, else from its source and the id or file it had there"]
    version: Annotated[int, "1 for the first text seen, one more for each change of title or text"]
    content_hash: Annotated[str, "SHA-256 of title and text, hexadecimal: what decides whether the article changed"]
    source: Annotated[str, "Name of the source in seeds/sources.toml, or the path given on the command line"]
    origin: Annotated[str, "Where in the source it stood: file path, with the line number for JSONL"]
    declared_id: Annotated[str | None, "The id the source gave it, unchanged"] = None
    url: Annotated[str | None, "Address of the article, as the source gave it"] = None
    publisher: Annotated[str | None, "Who published it, as the source says"] = None
    language: Annotated[str | None, "ISO 639-1 code of the text; null when neither the source nor the words say"] = None
    language_basis: Annotated[str | None, "How the language was known: declared (by the source) or words (counted in the text)"] = None
    published: Annotated[date | None, "Publication date; null when the source gives none, never the download date"] = None
    published_text: Annotated[str | None, "The publication date as the source wrote it"] = None
    title: Annotated[str | None, "Headline, exactly as evidence offsets refer to it"] = None
    text: Annotated[str, "Body, exactly as evidence offsets refer to it (code points)"]
    first_seen: Annotated[datetime, "When this version was first read (UTC)"]
    run_id: Annotated[str, "The run that stored it"]


def content_hash(title: str | None, text: str) -> str:
    """SHA-256 over title and text; a unit separator keeps the border between them."""
    return hashlib.sha256(f"{title or ''}\x1f{text}".encode("utf-8", "surrogatepass")).hexdigest()


def article_id(arrival: Arrival) -> str:
    """A stable id: the URL where there is one, else the source's name with the article's id or place inside it."""
    name = f"url:{arrival.url}" if arrival.url else f"{arrival.source}\x1f{arrival.declared_id or arrival.origin}"
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:24]
