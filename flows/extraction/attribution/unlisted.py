"""Speakers that no list knows: whatever noun phrase is the subject of a verb of saying speaks, in its own words."""

from __future__ import annotations

from dataclasses import dataclass

from flows.extraction.clauses.verbs import finite
from flows.extraction.discourse import Speaker
from flows.extraction.mentions.mention import Mention
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.parse import Parse

_LONGEST = 16
_QUOTES = frozenset("„“”\"'‘’«»‚")


@dataclass(slots=True)
class Phrase:
    """Mentions ``first`` to ``last``: a noun phrase with an unlisted noun, and the listed nominals in it."""

    first: int
    last: int
    nominals: list[Nominal]


def phrase_before(at: int, parse: Parse) -> Phrase | None:
    """ "…, the developer's accountant told us": from the border of the clause to the verb, if that is one noun phrase."""
    last = at - 1
    while last >= 0 and _between(parse.mentions[last]):
        last -= 1
    first = last
    while first >= 0 and not _border(parse.mentions[first]) and parse.clause_of(first) == parse.clause_of(at):
        first -= 1
    first += 1
    while first <= last and parse.mentions[first].is_word("quote"):
        first += 1
    if first and parse.mentions[first - 1].word == "to":
        return None  # "the secondment of officers to Russian brigades | goes on": not the subject
    return _phrase(first, last, parse)


def phrase_after(at: int, parse: Parse) -> Phrase | None:
    """ "…, said the plant's former bookkeeper": from the verb to the next mark or preposition of time."""
    first = last = at + 1
    while last < len(parse.mentions) and not _border(parse.mentions[last]) and parse.mentions[last].mark != ".":
        if any(when.first <= last <= when.last for when in parse.whens):
            break
        last += 1
    last -= 1
    while last > first and parse.mentions[last].types & {"prep"}:
        last -= 1
    return _phrase(first, last, parse)


def _border(mention: Mention) -> bool:
    if mention.mark:
        return mention.mark not in _QUOTES
    return (
        mention.is_word("that", "whether", "if", "and", "but", "because", "relative")
        or (finite(mention) and "theme" not in mention.types and not mention.is_word("be", "briefed"))
        or mention.word == "to"
    )


def _between(mention: Mention) -> bool:
    """Adverbs and auxiliaries between a subject and its verb."""
    return (not mention.senses and mention.raw.endswith("ly")) or mention.is_word("have", "not") or bool(mention.types & {"time"})


def _phrase(first: int, last: int, parse: Parse) -> Phrase | None:
    mentions = parse.mentions[first : last + 1]
    if not mentions or len(mentions) > _LONGEST or mentions[0].types & {"prep"} or mentions[0].is_word("he", "she", "they", "it", "we"):
        return None
    if any(when.first <= first <= when.last for when in parse.whens):
        return None
    inside = [nominal for nominal in parse.nominals if nominal.inside is None and first <= nominal.first and nominal.last <= last]
    named = any(nominal.is_agent and nominal.first <= first + 1 and nominal.last == last for nominal in inside)
    unlisted = any(not mention.senses and mention.raw.islower() and mention.raw.isalpha() and len(mention.raw) > 2 for mention in mentions)
    people = any(nominal.theme("troops", "workers", "targets") and nominal.first <= first + 1 for nominal in inside)
    if named or not (unlisted or people or any(mention.is_word("evidence") for mention in mentions)):
        return None
    if not _opens_noun(mentions):
        return None
    return Phrase(first, last, inside)


def _opens_noun(mentions: list[Mention]) -> bool:
    """Whether it begins like a noun phrase: with an article, a number, an owner, a name or a bare plural; "free", "again" do not."""
    first = mentions[0]
    if first.is_word("determiner", "definite", "possessive", "evidence") or first.types & {
        "number",
        "country",
        "org",
        "organ",
        "office",
        "theme",
        "document",
    }:
        return True
    if first.word[0].isdecimal() or first.capital or any(mention.word == "'s" for mention in mentions[1:4]):
        return True
    plural = [mention for mention in mentions[:3] if mention.word.endswith("s") and not mention.word.endswith("ss")]
    return bool(plural) and not first.types & {"verb", "cue", "act"}


def described(phrase: Phrase, cue: str, parse: Parse) -> Speaker | None:
    """The speaker in the words of the text: a finding's unknown author is a body that studies things, others are people."""
    first = phrase.first
    while first < phrase.last and parse.mentions[first].is_word("determiner", "definite"):
        first += 1
    mentions = parse.mentions[first : phrase.last + 1]
    if any(mention.is_word("evidence") for mention in mentions):
        return None
    words = parse.words(first, phrase.last)
    owner = next((nominal for nominal in phrase.nominals if nominal.countries and nominal.type in ("country", "org")), None)
    country = owner.countries[0] if owner is not None else next((s.c for mention in mentions for s, _ in mention.all("country")), "")
    people = any(nominal.theme("troops", "workers") for nominal in phrase.nominals)
    head = mentions[-1] if not any(mention.types & {"prep"} for mention in mentions) else mentions[0]
    plural = head.word.endswith("s") or people
    if cue == "find" and not people:
        return Speaker(words, country, "research", words)
    if country and not plural:
        return Speaker(words, country, "official", words)
    return Speaker(words, country, "unnamed_source", words)
