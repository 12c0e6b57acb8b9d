"""Sentences that state nothing: without a trigger, told as fiction, or an editor's remark."""

from __future__ import annotations

from flows.extraction.clauses.verbs import finite
from flows.extraction.discourse import Discourse
from flows.extraction.frames.possible import ELLIPTIC, evoked
from flows.extraction.mentions.mention import Mention
from flows.extraction.parse import Parse


def can_state(mentions: list[Mention], discourse: Discourse) -> bool:
    """Whether a sentence can hold a frame: a trigger with a thing of a class it can be about, or one whose thing was said before.

    It is asked before the sentence is taken apart, and answers no only where ``frames`` would find none.
    """
    evokes, things = evoked(mentions)
    return bool(evokes & things) or (discourse.theme is not None and _refers_back(mentions))


def _refers_back(mentions: list[Mention]) -> bool:
    """Whether a verb may have lost its thing, and a pronoun or a number that counts nothing stands for it."""
    if not any(sense.t == "verb" and sense.k in ELLIPTIC for mention in mentions for sense, _ in mention.senses):
        return False
    if any("they" in mention.roles or "it" in mention.roles for mention in mentions):
        return True
    numbers = (at for at, mention in enumerate(mentions) if "number" in mention.types or mention.word[0].isdecimal())
    return any(at + 1 == len(mentions) or mentions[at + 1].mark or mentions[at + 1].types & {"amount", "time"} for at in numbers)


def invented(parsed: Parse) -> bool:
    """ "In the film, North Korea sends …": a sentence that opens with a work of fiction tells what happens in it."""
    if not parsed.at_word("invented"):
        return False
    opening = parsed.mentions[: next((at for at, mention in enumerate(parsed.mentions[:9]) if mention.mark == ","), 0)]
    if not opening or not opening[0].has("prep", "in") or any(finite(mention) and "theme" not in mention.types for mention in opening):
        return False
    return any(at < len(opening) for at in parsed.at_word("invented")) and not parsed.at_word("evidence")


def editorial(parsed: Parse) -> bool:
    """A remark in square brackets is not the article's voice."""
    return parsed.text[parsed.start] == "[" and parsed.text[parsed.end - 1] == "]"
