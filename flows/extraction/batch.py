"""Reads many articles: the way in for flows and for ``sanctionwatch read``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from flows.extraction.claims.reading import EXTRACTOR
from flows.extraction.engine import read
from flows.extraction.language import language_of
from flows.extraction.packs.load import Pack, languages, load_pack
from flows.extraction.prefilter import prefilter
from schemas.claim import Reading
from schemas.review import Note


@dataclass(frozen=True, slots=True)
class Text:
    """What the extractor needs of an article."""

    title: str | None
    text: str
    published: date | None
    language: str


@cache
def packs(folder: Path) -> dict[str, Pack]:
    """All language packs by code."""
    return {code: load_pack(folder, code) for code in languages(folder)}


def detect(text: str, folder: Path) -> str | None:
    """The language of a text, or None."""
    return language_of(text, packs(folder).values())


def read_texts(texts: Iterable[Text], folder: Path) -> Iterator[list[Reading]]:
    """The claims of each text, in order.

    Raises:
        PackNotCompiled: if a pack was edited but not compiled.
        KeyError: if there is no pack for the language of a text.
    """
    for text in texts:
        yield _read(text, folder, None)


def read_with_notes(texts: Iterable[Text], folder: Path) -> Iterator[tuple[list[Reading], list[Note]]]:
    """The claims of each text and what was met and did not become a claim, in order; raises like ``read_texts``."""
    for text in texts:
        notes: list[Note] = []
        yield _read(text, folder, notes), notes


def _read(text: Text, folder: Path, notes: list[Note] | None) -> list[Reading]:
    pack = load_pack(folder, text.language)
    return read(text.title, text.text, text.published, pack, notes) if prefilter(pack).passes(text.title, text.text) else []


def fingerprints(folder: Path) -> dict[str, str]:
    """What each language is read with: extractor and pack, by code."""
    return {code: f"{EXTRACTOR}+{pack.made_from}" for code, pack in packs(folder).items()}
