"""Verbs as clauses see them: finite ones, main ones, those of saying."""

from __future__ import annotations

from flows.extraction.mentions.mention import Mention
from flows.extraction.packs import forms as f


def main_verb(mentions: list[Mention], at: int) -> bool:
    """A verb that can only be finite, and no fellow of the one before it."""
    mention, previous = mentions[at], mentions[at - 1]
    if (
        previous.is_word("and", "or", "but", "not", "relative", "that", "he", "she", "they", "it", "we")
        or previous.word == "to"
        or previous.mark
    ):
        return False
    if finite(previous) or not finite(mention) or mention.types & {"theme", "noun", "organ", "office", "prep"}:
        return False
    if mention.is_word("be", "have", "would") or mention.has("cue", "possible") or mention.has("cue", "plan"):
        return True
    bits = mention.bits("verb") | mention.bits("cue") | mention.bits("act")
    if bits & f.PASSIVE or not bits & (f.PAST | f.SINGULAR):
        following = mentions[at + 1] if at + 1 < len(mentions) else None
        if not bits & f.PAST or following is None:
            return False
        if following.is_word("that", "determiner", "possessive", "definite"):
            return True
        if mention.is_word("briefed") and following.types & {"org", "person", "office", "organ"}:
            return True  # "told Reuters"
        # "experts who follow it concluded last October that": the statement that follows tells
        ahead = next((mention for mention in mentions[at + 1 : at + 5] if not mention.types & {"time", "prep"}), None)
        return "cue" in mention.types and ahead is not None and ahead.is_word("that")
    return True


def finite(mention: Mention) -> bool:
    """Whether it can be the verb of a clause: a finite verb, an auxiliary or a modal."""
    known = mention.meaning.finite
    if known is None:
        known = mention.meaning.finite = _finite(mention)
    return known


def _finite(mention: Mention) -> bool:
    for sense, bits in mention.senses:
        if sense.t in ("verb", "cue", "act") and bits & f.FINITE:
            return True
        if sense.t == "word" and sense.k in ("be", "have", "would"):
            return True
        if sense.t == "cue" and sense.k in ("possible", "plan", "withhold") and not bits & (f.INFINITIVE | f.GERUND):
            return True
    return False


_SPEECH = frozenset({"say", "find", "accuse", "confirm", "deny", "fear", "promise", "exclude", "withhold", "relay", "ask"})


def speaks(mention: Mention) -> bool:
    return "cue" in mention.types and any(sense.t == "cue" and sense.k in _SPEECH for sense, _ in mention.senses)


def has_finite(mentions: list[Mention], start: int, stop: int) -> bool:
    return any(finite(mention) for mention in mentions[start:stop])


def has_verb(mentions: list[Mention], start: int, stop: int) -> bool:
    """A finite verb, or a participle or gerund that opens the stretch ("adding that", "powołując się na")."""
    if has_finite(mentions, start, stop):
        return True
    for mention in mentions[start : start + 2]:
        for sense, bits in mention.senses:
            if sense.t in ("verb", "cue", "act") and bits & (f.ADVERBIAL | f.ACTIVE | f.PASSIVE):
                return True
    return False
