"""Names that nobody listed: runs of unknown capitalised words."""

from __future__ import annotations

from flows.extraction.mentions.mention import Mention
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f

QUOTES = frozenset("„“”\"'‘’«»‚")


def unknown_name(mentions: list[Mention], at: int, found: list[Nominal]) -> Nominal | None:
    """A run of unknown capitalised words: a person or firm nobody listed."""
    last = at
    while last + 1 < len(mentions):
        if _name_part(mentions, last + 1):
            last += 1
        elif _initial(mentions, last):
            last += 2  # "Brian E. Nelson"
        else:
            break
    while last > at and not mentions[last].raw[:1].isupper() and not mentions[last].hyphened:
        last -= 1
    beside_office = bool(found) and found[-1].last == at - 1 and found[-1].type in ("office", "organ", "person", "name")
    if (
        last == at
        and (at == 0 or mentions[at - 1].mark in (".", "?", "!", ":", "–", "—") or mentions[at - 1].mark in QUOTES)
        and not beside_office
    ):
        return None
    words = mentions[at].raw + "".join(
        ("" if mention.mark == "." else "-" if mention.hyphened else " ") + mention.raw for mention in mentions[at + 1 : last + 1]
    )
    return Nominal(at, at, last, last, "name", cases=f.CASES, person=words)


def _initial(mentions: list[Mention], at: int) -> bool:
    return (
        at + 2 < len(mentions)
        and len(mentions[at].raw) == 1
        and mentions[at].raw.isupper()
        and mentions[at + 1].mark == "."
        and mentions[at + 2].capital
    )


def _name_part(mentions: list[Mention], at: int) -> bool:
    mention = mentions[at]
    if mention.capital:
        return True
    if mention.hyphened and not mention.senses and mention.raw.isalpha() and mentions[at - 1].capital:
        return True  # "Han-bum"
    if (
        mention.raw[:1].isupper()
        and mention.types
        and mention.types <= {"currency", "word", "number", "cue", "prep", "theme"}
        and len(mention.raw) > 1
    ):
        return at + 1 < len(mentions) or not mention.types & {"theme"}
    joined = at > 0 and mentions[at - 1].end + 1 == mention.start and not mention.senses
    hyphenated = at > 0 and mention.start - mentions[at - 1].end == 1 and not mention.mark
    return (
        joined
        and hyphenated
        and mention.raw.isalpha()
        and len(mention.raw) <= 4
        and mentions[at - 1].capital
        and at + 1 < len(mentions)
        and mentions[at + 1].capital
    )
