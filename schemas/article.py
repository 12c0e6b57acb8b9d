"""The article: as a source hands it over, and as the warehouse keeps it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar

from schemas.addresses import canonical
from schemas.record import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An article as a source handed it over.

    ``origin`` says where in the source it stood (file, line, feed); ``url`` is its address as given. ``published_at`` is the moment in
    UTC where the source gives more than a day; ``fetched`` the SHA-256 of the archived body it was read from.
    """

    source: str
    origin: str
    text: str
    declared_id: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    published: date | None = None
    published_text: str | None = None
    published_at: datetime | None = None
    published_source: str | None = None
    origin_group: str | None = None
    extent: str = "text"
    fetched: str | None = None
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
    url: Annotated[str | None, "Canonical address: without tracking parameters; as it was given: appearances.url"] = None
    publisher: Annotated[str | None, "Who published it, as the source says"] = None
    origin_group: Annotated[
        str | None,
        "Whose words it is: the house of the source, or the host of the address; a copy has its original's. Counts as one origin",
    ] = None
    copy_of: Annotated[str | None, "The article seen first with nearly the same text (MinHash); null for an original"] = None
    similarity: Annotated[float | None, "Estimated share of three-word sequences in common with the original"] = None
    language: Annotated[str | None, "ISO 639-1 code of the text; null when neither the source nor the words say"] = None
    language_basis: Annotated[str | None, "How the language was known: declared (by the source) or words (counted in the text)"] = None
    published: Annotated[date | None, "Publication date; null when the source gives none, never the download date"] = None
    published_text: Annotated[str | None, "The publication date as the source wrote it"] = None
    published_source: Annotated[
        str | None, "Where the date stood: feed, feed-updated, sitemap, json-ld, meta, time, url, text, htmldate, file; null without a date"
    ] = None
    published_precision: Annotated[str | None, "How exact the source's date is: day or second"] = None
    extent: Annotated[str, "How much is stored: text, or headline (title and a short extract, where the licence allows no more)"]
    fetched: Annotated[str | None, "SHA-256 of the archived body it was read from: fetches.sha256"] = None
    title: Annotated[str | None, "Headline, exactly as evidence offsets refer to it"] = None
    text: Annotated[str, "Body, exactly as evidence offsets refer to it (code points)"]
    first_seen: Annotated[datetime, "When this version was first read (UTC)"]
    last_seen: Annotated[datetime, "When a source last showed this version (UTC)"]
    run_id: Annotated[str, "The run that stored it"]


_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")
# The codes of ISO 639-1, with "sh" left out, which it withdrew.
LANGUAGES = frozenset(
    [
        "aa",
        "ab",
        "ae",
        "af",
        "ak",
        "am",
        "an",
        "ar",
        "as",
        "av",
        "ay",
        "az",
        "ba",
        "be",
        "bg",
        "bh",
        "bi",
        "bm",
        "bn",
        "bo",
        "br",
        "bs",
        "ca",
        "ce",
        "ch",
        "co",
        "cr",
        "cs",
        "cu",
        "cv",
        "cy",
        "da",
        "de",
        "dv",
        "dz",
        "ee",
        "el",
        "en",
        "eo",
        "es",
        "et",
        "eu",
        "fa",
        "ff",
        "fi",
        "fj",
        "fo",
        "fr",
        "fy",
        "ga",
        "gd",
        "gl",
        "gn",
        "gu",
        "gv",
        "ha",
        "he",
        "hi",
        "ho",
        "hr",
        "ht",
        "hu",
        "hy",
        "hz",
        "ia",
        "id",
        "ie",
        "ig",
        "ii",
        "ik",
        "io",
        "is",
        "it",
        "iu",
        "ja",
        "jv",
        "ka",
        "kg",
        "ki",
        "kj",
        "kk",
        "kl",
        "km",
        "kn",
        "ko",
        "kr",
        "ks",
        "ku",
        "kv",
        "kw",
        "ky",
        "la",
        "lb",
        "lg",
        "li",
        "ln",
        "lo",
        "lt",
        "lu",
        "lv",
        "mg",
        "mh",
        "mi",
        "mk",
        "ml",
        "mn",
        "mr",
        "ms",
        "mt",
        "my",
        "na",
        "nb",
        "nd",
        "ne",
        "ng",
        "nl",
        "nn",
        "no",
        "nr",
        "nv",
        "ny",
        "oc",
        "oj",
        "om",
        "or",
        "os",
        "pa",
        "pi",
        "pl",
        "ps",
        "pt",
        "qu",
        "rm",
        "rn",
        "ro",
        "ru",
        "rw",
        "sa",
        "sc",
        "sd",
        "se",
        "sg",
        "si",
        "sk",
        "sl",
        "sm",
        "sn",
        "so",
        "sq",
        "sr",
        "ss",
        "st",
        "su",
        "sv",
        "sw",
        "ta",
        "te",
        "tg",
        "th",
        "ti",
        "tk",
        "tl",
        "tn",
        "to",
        "tr",
        "ts",
        "tt",
        "tw",
        "ty",
        "ug",
        "uk",
        "ur",
        "uz",
        "ve",
        "vi",
        "vo",
        "wa",
        "wo",
        "xh",
        "yi",
        "yo",
        "za",
        "zh",
        "zu",
    ]
)


def primary(tag: str) -> str:
    """The language of a BCP 47 tag as a code: ``en`` of ``en-US``; what is no tag stays as it is, for the check to refuse."""
    found = _TAG.fullmatch(tag.strip())
    return found[1].lower() if found else tag


def content_hash(title: str | None, text: str) -> str:
    """SHA-256 over title and text; a unit separator keeps the border between them."""
    return hashlib.sha256(f"{title or ''}\x1f{text}".encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance(Row):
    """One row per place and source at which a content was seen: the same text at ten addresses is one article with ten appearances."""

    TABLE: ClassVar[str] = "appearances"
    KEY: ClassVar[tuple[str, ...]] = ("place_id", "source", "content_hash")

    place_id: Annotated[str, "Stable id of the place: from its canonical address, else from the source and the id or file it had there"]
    source: Annotated[str, "The source that showed it"]
    content_hash: Annotated[str, "SHA-256 of title and text"]
    article_id: Annotated[str, "The article that holds this content"]
    version: Annotated[int, "Its version with this content"]
    origin: Annotated[str, "Where in the source it stood"]
    declared_id: Annotated[str | None, "The id the source gave it, unchanged"] = None
    url: Annotated[str | None, "The address as it was given, tracking parameters included"] = None
    publisher: Annotated[str | None, "Who published it there"] = None
    published: Annotated[date | None, "Publication date there"] = None
    published_at: Annotated[datetime | None, "Moment of publication there (UTC), where the source gives one"] = None
    fetched: Annotated[str | None, "SHA-256 of the archived body: fetches.sha256"] = None
    first_seen: Annotated[datetime, "When it was first seen there (UTC)"]
    last_seen: Annotated[datetime, "When it was last seen there (UTC)"]
    run_id: Annotated[str, "The run that saw it first"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Row):
    """One row per article version that is long enough to be compared: its MinHash, by which near-duplicates are found."""

    TABLE: ClassVar[str] = "signatures"
    KEY: ClassVar[tuple[str, ...]] = ("article_id", "version")

    article_id: Annotated[str, "The article"]
    version: Annotated[int, "Its version"]
    algorithm: Annotated[str, "How it was made; only signatures of one algorithm are compared"]
    minhash: Annotated[str, "126 values of 32 bits, hexadecimal"]
    first_seen: Annotated[datetime, "When the version was first read (UTC)"]


def article_id(arrival: Arrival) -> str:
    """A stable id: the URL where there is one, else the source's name with the article's id or place inside it."""
    return place_id(arrival.url) if arrival.url else place_in(arrival.source, arrival.declared_id or arrival.origin)


def place_id(url: str) -> str:
    """The id of what stands at an address."""
    return _hashed(f"url:{canonical(url)}")


def place_in(source: str, inside: str) -> str:
    """The id of what has no address: its source, and its id or place inside it."""
    return _hashed(f"{source}\x1f{inside}")


def _hashed(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:24]
