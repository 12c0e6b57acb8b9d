"""Clauses that another one interrupts: asides, relative clauses, and the halves around them."""

from __future__ import annotations

from itertools import pairwise

from flows.extraction.clauses.clause import Clause
from flows.extraction.clauses.openers import subject_begins
from flows.extraction.clauses.verbs import finite, has_finite, main_verb, speaks
from flows.extraction.mentions.mention import Mention
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f

_LONGEST_ASIDE = 12


def resumed_after(found: list[Clause], mentions: list[Mention], inside: set[int]) -> None:
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
            if resumed not in inside and main_verb(mentions, resumed):
                before.rest, relative.last = (resumed, relative.last), resumed - 1
                break


def bridged(found: list[Clause], mentions: list[Mention], heads: dict[int, Nominal]) -> list[Clause]:
    """Marks asides that only say who speaks, and joins the halves of the clause they interrupt."""
    for number in range(1, len(found) - 1):
        before, middle, after = found[number - 1 : number + 2]
        marks = (middle.opener, after.opener)
        if middle.opener in ("relative", "where") and before.rest is None and not has_finite(mentions, before.first, before.last + 1):
            rest = next((part for part in found[number + 1 : number + 4] if _goes_on(part, mentions, heads)), None)
            if rest is not None:
                before.rest = (rest.first, rest.last)  # "the agency, which has …, says"
            continue
        if marks not in ((",", ","), ("dash", "dash"), ("(", ")")) or middle.last - middle.first >= _LONGEST_ASIDE:
            continue
        inside = mentions[middle.first : middle.last + 1]
        verbs = [has_finite(mentions, part.first, part.last + 1) for part in (before, middle, after)]
        if middle.opener != "," and before.rest is None and verbs == [False, False, True]:
            before.rest = (after.first, after.last)  # "all measures – a freeze and a ban – were imposed"
            continue
        if not any(speaks(mention) or mention.has("prep", "according") for mention in inside):
            continue
        things = any(mention.types & {"theme"} and not mention.types & {"office", "organ"} for mention in inside)
        if things and not inside[0].is_word("quote"):
            continue
        middle.aside = True
        if not has_finite(mentions, before.first, before.last + 1) or not _starts_anew(mentions, after, heads):
            before.rest = (after.first, after.last)
    joined = {part.rest for part in found if part.rest is not None}
    return [clause for clause in found if (clause.first, clause.last) not in joined]


def _goes_on(part: Clause, mentions: list[Mention], heads: dict[int, Nominal]) -> bool:
    """Whether a clause behind a relative one can be the rest of the clause before that, which had no verb: it begins with one."""
    if part.opener not in (",", "dash", ")") or part.first in heads:
        return False
    if part.opener == "dash" and speaks(mentions[part.first]):
        return False  # "które – informuje resort – rozwija"
    first = next((mention for mention in mentions[part.first : min(part.first + 2, part.last + 1)] if finite(mention)), None)
    return first is not None and not first.types & {"theme", "noun"} and not first.bits("verb") & f.GERUND


def _starts_anew(mentions: list[Mention], clause: Clause, heads: dict[int, Nominal]) -> bool:
    return subject_begins(mentions, clause.first, heads)
