"""Denials that do not repeat what they deny: "The Kremlin called the report false", "Pieskow odrzucił te oskarżenia"."""

from __future__ import annotations

from flows.extraction.attribution.governors import REPORTING, Governor, negated
from flows.extraction.attribution.subjects import speaker_of
from flows.extraction.clauses.verbs import finite
from flows.extraction.discourse import Discourse, Speaker
from flows.extraction.packs import forms as f
from flows.extraction.parse import Parse

_REACH = 8  # words from the verb to what is denied


def denier(parse: Parse, discourse: Discourse) -> tuple[Speaker, int] | None:
    """Who turns down what was said before, and the cue that says so; nothing where the sentence says itself what is denied."""
    if parse.question or parse.in_title:
        return None
    for at in parse.cues:
        mention = parse.mentions[at]
        if mention.has("cue", "deny") and mention.bits("cue") & f.FINITE:
            turned_down = not negated(parse, at) and _points_back(at, parse)
        else:
            says = any(sense.k in REPORTING for sense, _ in mention.all("cue")) and bool(mention.bits("cue") & f.FINITE)
            turned_down = says and _calls_it_false(at, parse)
        if turned_down:
            kind = "deny" if mention.has("cue", "deny") else "say"
            speaker, _ = speaker_of(Governor(at, kind, False, True, not _said_behind(at, parse)), parse, discourse)
            if speaker is not None:
                return speaker, at
    return None


def _points_back(at: int, parse: Parse) -> bool:
    """ "denied the allegations", "denies it", "zaprzeczył tym doniesieniom": the object is something said, with no content of its own."""
    for step in range(at + 1, min(at + _REACH, len(parse.mentions))):
        mention = parse.mentions[step]
        if mention.mark:
            return mention.mark in ".;" and step == at + 1
        if mention.is_word("accusation"):
            return _empty_after(step + 1, parse)
        if mention.is_word("this", "it") and step == at + 1:
            return step + 1 >= len(parse.mentions) or bool(parse.mentions[step + 1].mark)
        if mention.types & {"theme", "verb", "country", "place"} or mention.is_word("that") or finite(mention):
            return False
    return at + 1 >= len(parse.mentions)


def _empty_after(step: int, parse: Parse) -> bool:
    """Whether the clause ends there, or goes on without saying what was claimed."""
    while step < len(parse.mentions):
        mention = parse.mentions[step]
        if mention.has("prep", "of") and step + 1 < len(parse.mentions) and parse.mentions[step + 1].is_word("this", "it", "they"):
            step += 2
            continue
        return (
            bool(mention.mark)
            or mention.has("cue", "deny")
            or mention.has("prep", "other")
            or "time" in mention.types
            or mention.is_word("and")
        )
    return True


def _calls_it_false(at: int, parse: Parse) -> bool:
    """ "called the report false", "the reports are groundless, he said", "nothing of the kind happened, he said"."""
    if parse.at_word("nothing_such"):
        return True
    said = next(iter(parse.at_word("accusation")), -1)
    if said < 0 or (not _empty_after(said + 1, parse) and not finite(parse.mentions[min(said + 1, len(parse.mentions) - 1)])):
        return False
    first, last = sorted((parse.clause_of(at), parse.clause_of(said)))
    if any(clause.opener in (";", ".") for clause in parse.clauses[first + 1 : last + 1]):
        return False  # somebody else's sentence
    false = next((step for step in parse.cues if step > said and parse.mentions[step].has("cue", "deny")), -1)
    if false < 0 or negated(parse, false):
        return False
    return said < false <= said + _REACH and not any(mention.types & {"theme"} for mention in parse.mentions[said + 1 : false])


def _said_behind(at: int, parse: Parse) -> bool:
    """Whether the words stand before the verb of saying: "…, Peskov said"."""
    return parse.clause_of(at) > 0
