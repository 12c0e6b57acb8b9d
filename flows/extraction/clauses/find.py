"""Clauses of a sentence: where one predication ends and the next begins, and what opens it."""

from __future__ import annotations

from flows.extraction.clauses.clause import Clause
from flows.extraction.clauses.interrupted import bridged, resumed_after
from flows.extraction.clauses.openers import OPENERS, opens_clause
from flows.extraction.mentions.mention import Mention
from flows.extraction.nominals.nominal import Nominal


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
    for at, mention in enumerate(mentions):
        if not mention.mark and not mention.roles:
            continue
        opens = (
            ""
            if at in inside and (at not in heads or mentions[at].mark or mentions[at].is_word("and", "or"))
            else "."
            if _full_stop(mentions, at, abbreviations)
            else opens_clause(mentions, at, start, heads, relative_commas)
        )
        if not opens:
            continue
        if at > start:
            found.append(Clause(start, at - 1, opener))
            start, opener = (at, opens) if opens in ("and", "relative", "where") else (at + 1, opens)
        elif at == start:
            start, opener = (at, opens) if opens in ("relative", "where") else (at + 1, opens if not opener or opens in OPENERS else opener)
    if start < len(mentions):
        found.append(Clause(start, len(mentions) - 1, opener))
    if not relative_commas:
        resumed_after(found, mentions, inside)
    return bridged(found, mentions, heads)


def _full_stop(mentions: list[Mention], at: int, abbreviations: frozenset[str]) -> bool:
    """ "„A – szacuje X. B”": the end of a sentence inside a quotation."""
    if mentions[at].mark not in (".", "!", "?") or at == 0 or at + 2 >= len(mentions):
        return False
    before, after = mentions[at - 1], mentions[at + 1]
    return after.raw[:1].isupper() and len(before.word) > 2 and before.word not in abbreviations and after.start > mentions[at].end


def _enumerations(nominals: list[Nominal]) -> set[int]:
    """Mentions between the members of an enumeration of parties or things: its commas part nothing."""
    spans: dict[int, list[int]] = {}
    for nominal in nominals:
        if nominal.group >= 0 and nominal.inside is None:
            spans.setdefault(nominal.group, []).append(nominal.head)
    return {at for heads in spans.values() for at in range(min(heads), max(heads))}
