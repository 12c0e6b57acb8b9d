"""Which words and marks open a clause."""

from __future__ import annotations

from flows.extraction.clauses.verbs import finite, has_finite, has_verb, speaks
from flows.extraction.mentions.mention import Mention
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f

_DASHES = frozenset({"–", "—"})
_HARD_MARKS = frozenset({";", ":", "–", "—", "(", ")", "[", "]"})
_LONGEST_ATTRIBUTION = 10
OPENERS = ("that", "whether", "if", "relative", "where", "because", "when", "purpose", "but")


def opens_clause(mentions: list[Mention], at: int, start: int, heads: dict[int, Nominal], commas: bool) -> str:
    mention = mentions[at]
    if mention.mark:
        return _mark_opens(mentions, at, start, heads, commas)
    if "word" not in mention.types:
        return ""
    roles = [sense.k for sense, _ in mention.senses if sense.t == "word"]
    for role in roles:
        if role == "that":
            return _that(mentions, at)
        if role == "and":
            return "and" if subject_begins(mentions, at + 1, heads) and has_finite(mentions, start, at) else ""
        if role == "because" and "time" in mention.types:
            continue
        if role == "but" and commas and at > start and not mentions[at - 1].mark:
            continue  # "podaje natomiast, że": where commas part clauses, a "but" without one is an adverb
        if (
            role == "when"
            and ("prep" in mention.types or "time" in mention.types)
            and not has_finite(mentions, at + 1, _next_stop(mentions, at + 1))
        ):
            return ""
        if role in OPENERS:
            return role
    return ""


def _that(mentions: list[Mention], at: int) -> str:
    """ "that" after a verb of saying opens a statement, after a thing a relative clause; before a noun it only points."""
    before = mentions[at - 1] if at else None
    if before is None:
        return ""
    if mentions[at].word != "that":
        return "that"
    if before.types & {"cue", "verb", "noun"} and not before.types & {"theme"}:
        return "that"
    if before.types & {"theme", "country", "place", "org", "organ", "office", "site"}:
        if not before.types & {"theme", "site"} and _told(mentions, at):
            return "that"
        return "relative"
    return "that" if any(finite(mention) for mention in mentions[at + 1 :]) else ""


def _told(mentions: list[Mention], at: int) -> bool:
    """ "told lawmakers that", "confirmed to state television that": the words before "that" are who was told, or where."""
    for step in range(at - 1, max(at - 10, -1), -1):
        mention = mentions[step]
        if "cue" in mention.types and not mention.types & {"theme", "prep"}:
            return at - step <= 4 or (speaks(mention) and finite(mention))
        if mention.mark or mention.types & {"verb"}:
            return False
    return False


def _titled_speaker(mentions: list[Mention], start: int, stop: int, heads: dict[int, Nominal]) -> bool:
    """ ", an investigation by the centre, a group based in London, has found": who speaks, set off from what he says it about."""
    nominal = heads.get(start)
    if nominal is None or not nominal.is_agent or nominal.prep or nominal.pronoun:
        return False
    for _ in range(2):
        if stop >= len(mentions) or mentions[stop].mark != ",":
            return False
        after = [mention for mention in mentions[stop + 1 : stop + 3] if not mention.is_word("have")]
        if after and "cue" in after[0].types and finite(after[0]) and not after[0].types & {"theme", "prep"}:
            return True
        stop = _next_stop(mentions, stop + 1)
    return False


def _lists_part(mentions: list[Mention], start: int, at: int) -> bool:
    """ "6,000 men, among them 1,000 sappers, will travel": neither comma parts the subject from its verb."""
    if has_finite(mentions, start, at):
        return False
    if mentions[at + 1 : at + 2] and mentions[at + 1].is_word("including"):
        return True
    before = next((step for step in range(at - 1, start, -1) if mentions[step].mark == ","), -1)
    return before > start and mentions[before + 1].is_word("including")


def _only_attributes(mentions: list[Mention], start: int, at: int) -> bool:
    """ ", the ministry said on Monday,": from mark to mark nothing but who says it."""
    if not start or mentions[start - 1].mark != "," or not 1 < at - start <= _LONGEST_ATTRIBUTION:
        return False
    inside = mentions[start:at]
    told = [mention for mention in inside if "cue" in mention.types and speaks(mention) and finite(mention)]
    if len(told) != 1 or inside[0].types & {"prep"} or inside[0].is_word("relative", "and", "but", "or", "when"):
        return False
    return not any(
        (mention.types & {"verb", "noun", "theme"} and not mention.types & {"cue", "office", "organ"}) or mention.is_word("that")
        for mention in inside
    )


def _mark_opens(mentions: list[Mention], at: int, start: int, heads: dict[int, Nominal], commas: bool) -> str:
    mark = mentions[at].mark
    if mark in _HARD_MARKS or (mark == "-" and _spaced_dash(mentions, at)):
        return "dash" if mark in _DASHES or mark == "-" else mark
    if mark != ",":
        return ""
    stop = _next_stop(mentions, at + 1)
    if start < at and mentions[start].has("prep", "according") and at - start <= 6 and not has_finite(mentions, start, at):
        return ","  # "planuje, według raportu, | wysłać"
    if mentions[start].is_word("quote") and has_finite(mentions, start, at):
        return ","  # "jak powiedział Rutte, | północnokoreańscy żołnierze"
    if not commas and _lists_part(mentions, start, at):
        return ""
    if not commas and _only_attributes(mentions, start, at):
        return ","  # "were flown in, the ministry said, | with a radar in the hold"
    if not has_verb(mentions, at + 1, stop):
        return "," if _aside_source(mentions, at + 1, stop) or _titled_speaker(mentions, at + 1, stop, heads) else ""
    relays = any(mention.has("cue", "relay") for mention in mentions[start:at])  # "Yonhap, which cited an official,"
    return "," if relays or has_verb(mentions, start, at) or _speech_follows(mentions, at + 1, stop) else ""


def _aside_source(mentions: list[Mention], start: int, stop: int) -> bool:
    """ ", according to the document,": set off like a clause although it has no verb."""
    return start < stop and mentions[start].has("prep", "according")


def _spaced_dash(mentions: list[Mention], at: int) -> bool:
    return 0 < at < len(mentions) - 1 and mentions[at - 1].end < mentions[at].start and mentions[at].end < mentions[at + 1].start


def _next_stop(mentions: list[Mention], at: int) -> int:
    while (
        at < len(mentions)
        and mentions[at].mark not in (",", ";", ":", "–", "—", "(", ")")
        and not (mentions[at].is_word("that", "relative", "whether", "if") and mentions[at].word != "that")
    ):
        at += 1
    return at


def _speech_follows(mentions: list[Mention], start: int, stop: int) -> bool:
    return any("cue" in mention.types for mention in mentions[start:stop])


def subject_begins(mentions: list[Mention], at: int, heads: dict[int, Nominal]) -> bool:
    """A party or speaker followed by its own verb: "and Russia has denied"."""
    nominal = heads.get(at) or heads.get(at + 1)
    if nominal is None or nominal.prep or not (nominal.is_agent or nominal.countries or nominal.themes):
        return False
    for mention in mentions[nominal.last + 1 : nominal.last + 4]:
        if mention.mark:
            return False
        if (finite(mention) and not mention.bits("verb") & f.PASSIVE) or mention.is_word("be", "have"):
            return True
    return False
