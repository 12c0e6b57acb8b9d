"""Why a stretch of text left no claim and no note: asked by ``sanctionwatch evaluate --explain``, never while reading."""

from __future__ import annotations

from flows.extraction.mentions.find import find
from flows.extraction.packs.load import Pack
from flows.extraction.prefilter import prefilter
from flows.extraction.sentences import sentences
from flows.extraction.text import Text
from schemas.kinds import EVOKED


def lost(title: str | None, text: str, start: int, end: int, in_title: bool, kind: str, pack: Pack) -> tuple[str, str]:
    """The stage where a claim of this kind was lost, and why: ``prefilter``, ``sentence``, ``trigger`` or ``frame``.

    Offsets count in ``title`` or ``text`` as stored, in code points.
    """
    if not prefilter(pack).passes(title, text):
        return "prefilter", "the article has no words of a conduct, its thing and its parties together"
    source = Text((title or "") if in_title else text)
    triggers: list[str] = []
    others: list[str] = []
    read = 0
    for first, last in sentences(source.clean, pack):
        stored = source.span(first, last)
        if min(stored[1], end) <= max(stored[0], start):
            continue
        read += 1
        for mention in find(source.clean, first, last, pack):
            senses = [sense for sense, _ in mention.senses if sense.t in ("verb", "noun")]
            if any(EVOKED.get((sense.k, theme)) == kind for sense in senses for theme in _themes(sense.k)):
                triggers.append(mention.raw)
            elif senses:
                others.append(f"{mention.raw} ({senses[0].k})")
    if triggers:
        return "frame", f"{_list(triggers)} could say it, but no thing of such a conduct was found in the clause"
    if others:
        return "trigger", f"no word for it; the words known here are {_list(others)}"
    return "sentence", f"no word that evokes any conduct in {'these' if read > 1 else 'this'} sentence{'s' if read > 1 else ''}"


def _themes(frame: str) -> list[str]:
    return [theme for evoked, theme in EVOKED if evoked == frame]


def _list(words: list[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
