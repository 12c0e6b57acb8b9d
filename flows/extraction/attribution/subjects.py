"""Whose verb a verb of saying is: its subject by order or by case, set off by commas, in an earlier clause, or unlisted."""

from __future__ import annotations

from flows.extraction.attribution.governors import Governor
from flows.extraction.attribution.predication import (
    acts,
    definite,
    is_inverted,
    leads,
    nominative,
    owns_unlisted,
    passive,
    right_before,
    tells,
)
from flows.extraction.attribution.speakers import MEDIA_ROLES, describe, jointly
from flows.extraction.attribution.unlisted import described, phrase_after, phrase_before
from flows.extraction.clauses.verbs import finite
from flows.extraction.discourse import Discourse, Speaker
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f
from flows.extraction.parse import Parse


def speaker_of(governor: Governor, parse: Parse, discourse: Discourse) -> tuple[Speaker | None, int]:
    """The agent whose verb the cue is."""
    at = governor.at
    clause = parse.clauses[parse.clause_of(at)]
    agents = [
        nominal
        for nominal in parse.nominals
        if nominal.inside is None and nominal.head in clause and nominal.is_agent and not _only_theme(nominal)
    ]
    if parse.pack.has_cases:
        return _by_case(governor, agents, parse, discourse)
    return _by_order(governor, agents, parse, discourse)


def _by_order(governor: Governor, agents: list[Nominal], parse: Parse, discourse: Discourse) -> tuple[Speaker | None, int]:
    """Where order tells who speaks: the subject before the verb; behind it only where none stands before ("…, said Kim")."""
    at = governor.at
    number = parse.clause_of(at)
    free = [nominal for nominal in agents if not nominal.prep and not owns_unlisted(nominal, parse)]
    by = [nominal for nominal in agents if "by" in nominal.prep and nominal.left > at]
    if passive(at, parse):
        if by:
            return jointly(by[0], agents, parse, discourse), by[0].head
        subject = next((nominal for nominal in reversed(free) if nominal.last < at), None)
        return (discourse.speaker, at) if subject is not None and subject.pronoun in ("he", "she", "they", "we") else (None, at)
    before = [nominal for nominal in free if nominal.last < at]
    # what follows "told" is who hears it; a participle ("showing men") has its subject before it
    told = parse.mentions[at].is_word("briefed") or not parse.mentions[at].bits("cue") & (f.PAST | f.PRESENT)
    after = [nominal for nominal in free if nominal.left > at and nominal.type != "document" and not told]
    if after and after[0].left > at + 1:
        after = [nominal for nominal in after if nominal.type not in ("name", "pronoun")] or after
    inverted = after[0] if after and is_inverted(at, after[0]) and not acts(after[0], parse) and governor.kind != "accuse" else None
    leading = [nominal for nominal in before if leads(nominal, at, parse)]
    unlisted = None if leading and right_before(leading[-1], at, parse) else phrase_before(at, parse)
    chosen: Nominal | None = None
    if unlisted is not None and not (leading and leading[0].left <= unlisted.first + 1):
        return described(unlisted, governor.kind, parse), unlisted.first
    if leading or (before and (governor.before or not inverted)):
        chosen = _described_before((leading or before)[-1], parse)
    elif inverted is not None:
        chosen = inverted
    else:
        chosen = _set_off(number, at, parse)
        unlisted = phrase_after(at, parse) if chosen is None and not told and governor.kind != "accuse" and not governor.before else None
        if unlisted is not None:
            return described(unlisted, governor.kind, parse), unlisted.first
        people = _people_set_off(at, parse) if chosen is None else None
        if people is not None:
            words = parse.words(people.first, people.last)
            return Speaker(words, people.countries[0] if people.countries else "", "unnamed_source", words), people.head
        chosen = chosen or _earlier_subject(number, parse)
    if chosen is None:
        document = [nominal for nominal in agents if nominal.type == "document" and nominal.prep & {"in", "from"}]
        chosen = document[0] if document else None
    if chosen is None:
        return (None, at) if governor.before else (discourse.speaker or next(reversed(discourse.people), None), at)
    return jointly(chosen, agents, parse, discourse), chosen.head


def _by_case(governor: Governor, agents: list[Nominal], parse: Parse, discourse: Discourse) -> tuple[Speaker | None, int]:
    """Where endings tell who speaks: the nominative of the clause, on either side of the verb."""
    at = governor.at
    free = [nominal for nominal in agents if not nominal.prep or nominal.prep & {"by"}]
    before = [nominal for nominal in free if nominal.last < at and nominative(nominal, parse.pack)]
    after = [
        nominal
        for nominal in free
        if nominal.left > at
        and (nominal.type != "document" or (nominal.left - at <= 2 and not nominal.possessor))
        and nominative(nominal, parse.pack)
    ]
    document = [
        nominal
        for nominal in agents
        if nominal.type == "document"
        and (nominal.prep & {"in", "from"} or (nominal.cases & f.LOC and not nominal.cases & f.NOM and not nominal.prep))
    ]
    after = [nominal for nominal in after if nominal.type not in ("name", "pronoun")] or after
    if before and right_before(before[-1], at, parse) and not before[-1].prep:
        after = []  # the subject stands right before its verb
    if parse.mentions[at].bits("cue") & f.PASSIVE and not parse.mentions[at].bits("cue") & f.PAST:
        before = [nominal for nominal in agents if "by" in nominal.prep] or before
    if document and not before and not after:
        return describe(document[0], parse, discourse), document[0].head
    if governor.before:
        chosen = before[-1] if before else after[0] if after and governor.kind != "accuse" else _earlier_subject(parse.clause_of(at), parse)
    elif after and is_inverted(at, after[0], loose=True):
        chosen = after[0]
    else:
        chosen = before[-1] if before else after[0] if after else _earlier_subject(parse.clause_of(at), parse)
    if chosen is None and document:
        chosen = document[0]
    if len(after) > 1 and chosen is after[0] and chosen.organ_role in MEDIA_ROLES and after[1].left - chosen.last <= 2:
        chosen = after[1]  # "powiedziały „Financial Times” dwie osoby"
    if chosen is None or chosen.type == "country":
        people = next((nominal for nominal in parse.nominals if _soldier_speaks(nominal, at, parse)), None)
        if people is not None:
            words = parse.words(people.first, people.last)
            return Speaker(words, people.countries[0] if people.countries else "", "unnamed_source", words), people.head
    if chosen is None:
        return discourse.speaker or next(reversed(discourse.people), None), at
    if chosen.type in ("office", "organ") and not chosen.person:
        # "dowódca sił USA na Pacyfiku adm. | Samuel Paparo": who holds the office stands further on
        holder = next((nominal for nominal in after if nominal.type == "person" and nominal.left > chosen.last), None)
        chosen = holder if holder is not None and chosen in after and holder.left - chosen.last <= 9 else chosen
    return jointly(chosen, agents, parse, discourse), chosen.head


def _soldier_speaks(nominal: Nominal, at: int, parse: Parse) -> bool:
    """ "– relacjonuje ukraiński oficer": soldiers and workers speak for themselves."""
    beside = nominal.left == at + 1 or nominal.last == at - 1
    return (
        nominal.inside is None
        and beside
        and not nominal.prep
        and nominal.theme("troops", "workers") is not None
        and nominative(nominal, parse.pack)
    )


def _set_off(number: int, at: int, parse: Parse) -> Nominal | None:
    """ "Vlasiuk, the president's commissioner, | told"; "Lee, who sits on the committee, | told": whom the commas describe."""
    clause = parse.clauses[number]
    opened = clause.opener in (",", "dash", ")") and all(
        not finite(mention) or mention.is_word("have") for mention in parse.mentions[clause.first : at]
    )
    if not opened or at - clause.first > 2 or parse.mentions[clause.first].is_word("and", "but", "or"):
        return None
    for nominal in reversed(parse.nominals):
        if nominal.inside is not None or nominal.last >= clause.first - 1:
            continue
        if nominal.prep or nominal.pronoun or not nominal.is_agent or nominal.type == "document":
            continue
        follows = parse.mentions[nominal.last + 1]
        opens = nominal.left == 0 or bool(parse.mentions[nominal.left - 1].mark) or parse.mentions[nominal.left - 1].is_word("and", "as")
        if opens and (follows.mark in (",", "(", "–", "—") or follows.is_word("relative") or parse.mentions[nominal.last].mark == ","):
            described_ = _described_before(nominal, parse)
            return described_ if described_ is not nominal or nominal.type in ("person", "name", "org") or nominal.organ else None
    return None


def _people_set_off(at: int, parse: Parse) -> Nominal | None:
    """ "a Ukrainian lieutenant, who gave only his call sign, | told us": soldiers and workers, with what describes them."""
    number = parse.clause_of(at)
    clauses = parse.clauses
    if at - clauses[number].first > 1 or number == 0 or clauses[number - 1].opener != "relative":
        return None
    first = clauses[number - 1].first
    return next(
        (
            nominal
            for nominal in parse.nominals
            if nominal.inside is None and not nominal.prep and nominal.theme("troops", "workers") and first - 2 <= nominal.last < first
        ),
        None,
    )


def _described_before(nominal: Nominal, parse: Parse) -> Nominal:
    """ "Justice For Myanmar, | a research group, wrote": what the second says about the first."""
    if nominal.type != "office" or nominal.person or nominal.organ or nominal.first == 0 or definite(nominal, parse):
        return nominal
    if parse.mentions[nominal.left - 1].mark != "," or not parse.mentions[nominal.first].is_word("determiner"):
        return nominal
    named = next((other for other in parse.nominals if other.inside is None and other.last == nominal.left - 2), None)
    return named if named is not None and named.type in ("org", "name", "person") else nominal


def _only_theme(nominal: Nominal) -> bool:
    return nominal.type == "theme"


def _earlier_subject(number: int, parse: Parse) -> Nominal | None:
    """ "The ministry puts the number at … and says that"; "MSMT, which …, published": the subject stands in a clause before.

    A relative clause's own subject is what it hangs on: "the television, which announced that".
    """
    clauses = parse.clauses
    if clauses[number].opener == "relative":
        agents = [
            nominal
            for nominal in parse.nominals
            if nominal.inside is None and nominal.last < clauses[number].first and nominal.is_agent and not nominal.pronoun
        ]
        subjects = [nominal for nominal in agents if nominal.type != "document" and not nominal.prep and nominative(nominal, parse.pack)]
        if agents and agents[-1].type == "document" and parse.pack.has_cases and subjects:
            return subjects[0]  # "the governments issued a statement in which they find"
        if not parse.pack.has_cases and not parse.mentions[clauses[number].first].is_word("whole") and agents and agents[-1].prep:
            people = [nominal for nominal in subjects if nominal.person]
            if people and not people[-1].organ:
                people[-1].organ, people[-1].organ_role = agents[-1].organ, agents[-1].organ_role
            return people[-1] if people else agents[-1]  # "Danylyuk, an associate of the institute, who estimates"
        return agents[-1] if agents else None
    while number > 0 and clauses[number].opener in ("and", ",", "but", "dash", "relative", "where"):
        number -= 1
        if clauses[number].aside or (clauses[number].opener == "relative" and number > 0):
            continue
        agents = [
            nominal for nominal in parse.nominals
            if nominal.inside is None and nominal.head in clauses[number] and nominal.is_agent and not nominal.prep and nominative(nominal, parse.pack)
        ]  # fmt: skip
        if agents and (agents[0].type != "country" or tells(agents[0], parse)):
            return agents[0]  # a state speaks only where it is itself the subject of a verb of saying
    return None
