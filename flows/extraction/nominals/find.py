"""The noun phrases of a sentence: heads, what stands before them, what is joined to them, and enumerations."""

from __future__ import annotations

from flows.extraction.mentions.mention import Mention
from flows.extraction.nominals.enumerations import coordinate
from flows.extraction.nominals.heads import head_at, may_head
from flows.extraction.nominals.joining import join
from flows.extraction.nominals.modifiers import look_left
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs.load import Pack
from flows.extraction.quantities import Quantity


def nominals(mentions: list[Mention], numbers: dict[int, Quantity], taken: set[int], pack: Pack) -> list[Nominal]:
    """The noun phrases of a sentence, in order of their heads. ``numbers`` maps the last mention of a quantity to it."""
    found: list[Nominal] = []
    at = 0
    while at < len(mentions):
        mention = mentions[at]
        if not (mention.capital or may_head(mention)):
            at += 1
            continue
        nominal = None if at in taken and "office" not in mention.types else head_at(mentions, at, found)
        if nominal is None:
            at += 1
            continue
        look_left(nominal, mentions, numbers, taken, found, pack)
        after = nominal.last + 1
        if (
            nominal.type == "office"
            and after + 1 < len(mentions)
            and mentions[after].mark == "."
            and mentions[nominal.last].word in pack.abbreviations
        ):
            nominal.last = after  # Rep. Park
        found.append(nominal)
        at = nominal.last + 1
    join(found, mentions, pack)
    coordinate(found, mentions)
    return found
