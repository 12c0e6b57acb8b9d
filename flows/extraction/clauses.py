"""Clauses of a sentence: where one predication ends and the next begins, and what opens it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from flows.extraction.mentions import Mention
from flows.extraction.nominals import Nominal
from flows.extraction.packs import forms as f

_DASHES = frozenset({"–", "—"})
_HARD_MARKS = frozenset({";", ":", "–", "—", "(", ")", "[", "]"})
_OPENERS = ("that", "whether", "if", "relative", "where", "because", "when", "purpose", "but")
_LONGEST_ASIDE = 12


@dataclass(slots=True)
class Clause:
    """Mentions ``first`` to ``last``, and what opens it: that, if, relative …, or a mark, or nothing.

    ``rest`` is where it goes on behind an aside ("soldiers who, he said, | fought"); ``aside`` marks such an insertion.
    """

    first: int
    last: int
    opener: str
    rest: tuple[int, int] | None = None
    aside: bool = False

    def __contains__(self, at: int) -> bool:
        return self.first <= at <= self.last or (self.rest is not None and self.rest[0] <= at <= self.rest[1])

    def positions(self) -> Iterator[int]:
        """The mentions of the clause, in order."""
        yield from range(self.first, self.last + 1)
        if self.rest is not None:
            yield from range(self.rest[0], self.rest[1] + 1)

    @property
    def end(self) -> int:
        """Its last mention."""
        return self.rest[1] if self.rest is not None else self.last


def clauses(
    mentions: list[Mention], nominals: list[Nominal], relative_commas: bool, taken: set[int], abbreviations: frozenset[str]
) -> list[Clause]:
    """The clauses, in order; they cover the sentence except the opening marks.

    ``relative_commas`` says that the language sets every relative clause off by commas; where it does not, the main clause may go on
    right behind one. A full stop within (a quotation of several sentences) parts them, except behind one of the ``abbreviations``.
    """
    inside = {at for nominal in nominals if nominal.inside is None for at in range(nominal.first, nominal.last + 1)}
    heads = {nominal.left: nominal for nominal in nominals if nominal.inside is None}
    inside |= _enumerations(nominals) | taken  # "między sierpniem a październikiem" parts nothing either
    found: list[Clause] = []
    start, opener = 0, ""
    for at in range(len(mentions)):
        opens = (
            ""
            if at in inside and (at not in heads or mentions[at].mark or mentions[at].is_word("and", "or"))
            else "."
            if _full_stop(mentions, at, abbreviations)
            else _opens(mentions, at, start, heads, relative_commas)
        )
        if not opens:
            continue
        if at > start:
            found.append(Clause(start, at - 1, opener))
            start, opener = (at, opens) if opens in ("and", "relative", "where") else (at + 1, opens)
        elif at == start:
            start, opener = (
                (at, opens) if opens in ("relative", "where") else (at + 1, opens if not opener or opens in _OPENERS else opener)
            )
    if start < len(mentions):
        found.append(Clause(start, len(mentions) - 1, opener))
    if not relative_commas:
        _resumed(found, mentions, inside)
    return _bridged(found, mentions, heads)


def _full_stop(mentions: list[Mention], at: int, abbreviations: frozenset[str]) -> bool:
    """ "„A – szacuje X. B”": the end of a sentence inside a quotation."""
    if mentions[at].mark not in (".", "!", "?") or at == 0 or at + 2 >= len(mentions):
        return False
    before, after = mentions[at - 1], mentions[at + 1]
    return after.raw[:1].isupper() and len(before.word) > 2 and before.word not in abbreviations and after.start > mentions[at].end


def _resumed(found: list[Clause], mentions: list[Mention], inside: set[int]) -> None:
    """ "A missile that hit the city last month | had been made in …": the second verb belongs to the clause before the relative one."""
    for before, relative in pairwise(found):
        if relative.opener not in ("relative", "where") or before.rest is not None:
            continue
        at = relative.first
        while at <= relative.last and not (finite(mentions[at]) and at not in inside):
            at += 1
        while at <= relative.last and (
            finite(mentions[at]) or not mentions[at].senses or mentions[at].is_word("not", "be", "have", "anonymous")
        ):
            at += 1
        for resumed in range(
            at if mentions[min(at, relative.last)].is_word("briefed") or mentions[at - 1].is_word("anonymous") else at + 2,
            relative.last + 1,
        ):
            if resumed not in inside and _main_verb(mentions, resumed):
                before.rest, relative.last = (resumed, relative.last), resumed - 1
                break


def _main_verb(mentions: list[Mention], at: int) -> bool:
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


def _enumerations(nominals: list[Nominal]) -> set[int]:
    """Mentions between the members of an enumeration of parties or things: its commas part nothing."""
    spans: dict[int, list[int]] = {}
    for nominal in nominals:
        if nominal.group >= 0 and nominal.inside is None:
            spans.setdefault(nominal.group, []).append(nominal.head)
    return {at for heads in spans.values() for at in range(min(heads), max(heads))}


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


def _bridged(found: list[Clause], mentions: list[Mention], heads: dict[int, Nominal]) -> list[Clause]:
    """Marks asides that only say who speaks, and joins the halves of the clause they interrupt."""
    for number in range(1, len(found) - 1):
        before, middle, after = found[number - 1 : number + 2]
        marks = (middle.opener, after.opener)
        if middle.opener in ("relative", "where") and before.rest is None and not _has_finite(mentions, before.first, before.last + 1):
            rest = next((part for part in found[number + 1 : number + 4] if _goes_on(part, mentions, heads)), None)
            if rest is not None:
                before.rest = (rest.first, rest.last)  # "the agency, which has …, says"
            continue
        if marks not in ((",", ","), ("dash", "dash"), ("(", ")")) or middle.last - middle.first >= _LONGEST_ASIDE:
            continue
        inside = mentions[middle.first : middle.last + 1]
        verbs = [_has_finite(mentions, part.first, part.last + 1) for part in (before, middle, after)]
        if middle.opener != "," and before.rest is None and verbs == [False, False, True]:
            before.rest = (after.first, after.last)  # "all measures – a freeze and a ban – were imposed"
            continue
        if not any(_speaks(mention) or mention.has("prep", "according") for mention in inside):
            continue
        things = any(mention.types & {"theme"} and not mention.types & {"office", "organ"} for mention in inside)
        if things and not inside[0].is_word("quote"):
            continue
        middle.aside = True
        if not _has_finite(mentions, before.first, before.last + 1) or not _starts_anew(mentions, after, heads):
            before.rest = (after.first, after.last)
    joined = {part.rest for part in found if part.rest is not None}
    return [clause for clause in found if (clause.first, clause.last) not in joined]


_SPEECH = frozenset({"say", "find", "accuse", "confirm", "deny", "fear", "promise", "exclude", "withhold", "relay", "ask"})


def _speaks(mention: Mention) -> bool:
    return "cue" in mention.types and any(sense.t == "cue" and sense.k in _SPEECH for sense, _ in mention.senses)


def _goes_on(part: Clause, mentions: list[Mention], heads: dict[int, Nominal]) -> bool:
    """Whether a clause behind a relative one can be the rest of the clause before that, which had no verb: it begins with one."""
    if part.opener not in (",", "dash", ")") or part.first in heads:
        return False
    if part.opener == "dash" and _speaks(mentions[part.first]):
        return False  # "które – informuje resort – rozwija"
    first = next((mention for mention in mentions[part.first : min(part.first + 2, part.last + 1)] if finite(mention)), None)
    return first is not None and not first.types & {"theme", "noun"} and not first.bits("verb") & f.GERUND


def _starts_anew(mentions: list[Mention], clause: Clause, heads: dict[int, Nominal]) -> bool:
    return _new_subject(mentions, clause.first, heads)


def _opens(mentions: list[Mention], at: int, start: int, heads: dict[int, Nominal], commas: bool) -> str:
    mention = mentions[at]
    if mention.mark:
        return _mark_opens(mentions, at, start, heads)
    if "word" not in mention.types:
        return ""
    roles = [sense.k for sense, _ in mention.senses if sense.t == "word"]
    for role in roles:
        if role == "that":
            return _that(mentions, at)
        if role == "and":
            return "and" if _new_subject(mentions, at + 1, heads) and _has_finite(mentions, start, at) else ""
        if role == "because" and "time" in mention.types:
            continue
        if role == "but" and commas and at > start and not mentions[at - 1].mark:
            continue  # "podaje natomiast, że": where commas part clauses, a "but" without one is an adverb
        if (
            role == "when"
            and ("prep" in mention.types or "time" in mention.types)
            and not _has_finite(mentions, at + 1, _next_stop(mentions, at + 1))
        ):
            return ""
        if role in _OPENERS:
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
            return at - step <= 4 or (_speaks(mention) and finite(mention))
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


def _mark_opens(mentions: list[Mention], at: int, start: int, heads: dict[int, Nominal]) -> str:
    mark = mentions[at].mark
    if mark in _HARD_MARKS or (mark == "-" and _spaced_dash(mentions, at)):
        return "dash" if mark in _DASHES or mark == "-" else mark
    if mark != ",":
        return ""
    stop = _next_stop(mentions, at + 1)
    if start < at and mentions[start].has("prep", "according") and at - start <= 6 and not _has_finite(mentions, start, at):
        return ","  # "planuje, według raportu, | wysłać"
    if mentions[start].is_word("quote") and _has_finite(mentions, start, at):
        return ","  # "jak powiedział Rutte, | północnokoreańscy żołnierze"
    if not _has_verb(mentions, at + 1, stop):
        return "," if _aside_source(mentions, at + 1, stop) or _titled_speaker(mentions, at + 1, stop, heads) else ""
    relays = any(mention.has("cue", "relay") for mention in mentions[start:at])  # "Yonhap, which cited an official,"
    return "," if relays or _has_verb(mentions, start, at) or _speech_follows(mentions, at + 1, stop) else ""


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


def _has_finite(mentions: list[Mention], start: int, stop: int) -> bool:
    return any(finite(mention) for mention in mentions[start:stop])


def _has_verb(mentions: list[Mention], start: int, stop: int) -> bool:
    """A finite verb, or a participle or gerund that opens the stretch ("adding that", "powołując się na")."""
    if _has_finite(mentions, start, stop):
        return True
    for mention in mentions[start : start + 2]:
        for sense, bits in mention.senses:
            if sense.t in ("verb", "cue", "act") and bits & (f.ADVERBIAL | f.ACTIVE | f.PASSIVE):
                return True
    return False


def _speech_follows(mentions: list[Mention], start: int, stop: int) -> bool:
    return any("cue" in mention.types for mention in mentions[start:stop])


def _new_subject(mentions: list[Mention], at: int, heads: dict[int, Nominal]) -> bool:
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
