"""Sources that no verb of saying of their own names: according to, by whose count, before a colon, cited by a medium."""

from __future__ import annotations

from flows.extraction.attribution.predication import leads, nominative
from flows.extraction.attribution.speakers import MEDIA_ROLES, describe
from flows.extraction.discourse import Discourse, Speaker
from flows.extraction.frames.frame import Frame
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.parse import Parse


def according(frame: Frame, parse: Parse, discourse: Discourse) -> tuple[Speaker, int] | None:
    """ "according to the NIS", "by the NIS's count", "in the account of the NIS", "według NIS", "zdaniem autorów"."""
    sources = [nominal for nominal in cited(parse) if not _only_evidence(nominal, parse)]
    near = [nominal for nominal in sources if abs(parse.clause_of(nominal.head) - frame.clause) <= 1] or sources
    own_view = min([*parse.at_word("own_view"), *(at for at in parse.at_word("account") if _by_own_account(at, parse))], default=-1)
    viewer = discourse.turn or discourse.speaker
    if own_view >= 0 and not near and viewer is not None:
        return viewer, own_view
    if not near:
        return _whose_word(frame, parse, discourse)
    nominal = min(near, key=lambda source: abs(source.head - frame.at))
    speaker = describe(nominal, parse, discourse)
    if nominal.type == "document" and not (nominal.organ or nominal.countries):
        speaker = _author(nominal, parse, discourse) or speaker
        if speaker is None and frame.actor is not None and frame.actor.organ_role == "authority":
            speaker = describe(frame.actor, parse, discourse)  # "OFAC added 15 persons, according to the notice"
    return (speaker, nominal.head) if speaker is not None else None


def _whose_word(frame: Frame, parse: Parse, discourse: Discourse) -> tuple[Speaker, int] | None:
    """ "Kim, według którego …", "the ministry, according to which …": the source is what the relative word hangs on."""
    for number in range(1, len(parse.clauses)):
        clause = parse.clauses[number]
        before = parse.mentions[clause.first - 1] if clause.first else None
        if clause.opener != "relative" or before is None or not before.has("prep", "according") or number > frame.clause:
            continue
        agents = [nominal for nominal in parse.nominals if nominal.inside is None and nominal.last < clause.first and nominal.is_agent]
        speaker = describe(agents[-1], parse, discourse) if agents else None
        return (speaker, agents[-1].head) if speaker is not None else None
    return None


def _by_own_account(at: int, parse: Parse) -> bool:
    """ "by its reckoning", "in his telling": the figures of whoever was spoken of; "by our count" those of the outlet."""
    mentions = parse.mentions
    if at < 2 or not mentions[at - 1].is_word("possessive") or mentions[at - 1].is_word("our"):
        return False
    return any(mentions[at - 2].has("prep", role) for role in _BY_ACCOUNT)


_BY_ACCOUNT = frozenset({"by", "in", "on", "to", "from", "at"})


def cited(parse: Parse) -> list[Nominal]:
    """The nominals whose words or figures the sentence says that it passes on."""
    account = bool(parse.at_word("account"))
    return [nominal for nominal in parse.free if "according" in nominal.prep or (account and _by_account(nominal, parse))]


def _by_account(nominal: Nominal, parse: Parse) -> bool:
    """ "by the ministry's count", "in the account of the agency": whose figures or words they are."""
    mentions = parse.mentions
    if nominal.type == "document" and mentions[nominal.head].is_word("account") and nominal.prep & _BY_ACCOUNT:
        return bool(nominal.organ or nominal.person or nominal.countries)
    if not nominal.is_agent or nominal.type == "document":
        return False
    if nominal.prep & _BY_ACCOUNT and nominal.last + 2 < len(mentions) and mentions[nominal.last + 1].word == "'s":
        return any(mention.is_word("account") for mention in mentions[nominal.last + 2 : nominal.last + 4])
    at = nominal.left - 1
    if not nominal.prep & {"of"} or at < 1 or not mentions[at].is_word("account"):
        return False
    before = [mention for mention in mentions[max(at - 3, 0) : at] if not mention.is_word("determiner", "definite")]
    return bool(before) and any(before[-1].has("prep", role) for role in _BY_ACCOUNT)


def _author(document: Nominal, parse: Parse, discourse: Discourse) -> Speaker | None:
    """ "a letter that the agency sent": who wrote it is the subject of the relative clause."""
    number = parse.clause_of(document.head) + 1
    if number >= len(parse.clauses) or parse.clauses[number].opener != "relative":
        return None
    agents = [
        nominal for nominal in parse.nominals
        if nominal.inside is None and nominal.head in parse.clauses[number] and nominal.is_agent and not nominal.prep and nominative(nominal, parse.pack)
    ]  # fmt: skip
    return describe(agents[0], parse, discourse) if agents and agents[0].type in ("org", "organ", "office", "person") else None


def colon(frame: Frame, parse: Parse, discourse: Discourse) -> tuple[Speaker, int] | None:
    """ "Blinken: Iran przekazał …", "…: spy agency", "Wołodymyr Zełenski w nagraniu: …"."""
    for number, clause in enumerate(parse.clauses):
        if clause.opener == ":" and number <= frame.clause and number:
            before = number - 1
            while before > 0 and parse.pack.has_cases and parse.clauses[before].opener in ("relative", "where"):
                before -= 1  # "dodał szczegół, którego inni nie podnosili: …"
            head = parse.clauses[before]
            agents = [
                nominal
                for nominal in parse.nominals
                if nominal.inside is None and nominal.head in head and nominal.is_agent and not nominal.prep and not nominal.pronoun
            ]
            acts = any(
                mention.types & {"verb", "act"} and not mention.types & {"cue"} for mention in parse.mentions[head.first : head.last + 1]
            )
            if acts and not (parse.pack.has_cases and agents and agents[0].type in ("organ", "office", "org", "person")):
                continue
            if agents and not _only_topic(agents[0], clause.first - 1, parse):
                speaker = describe(agents[0], parse, discourse)
                if speaker is not None:
                    return speaker, agents[0].head
    if parse.in_title and parse.clauses and parse.clauses[-1].opener == ":" and frame.clause < len(parse.clauses) - 1:
        agents = [
            nominal for nominal in parse.nominals if nominal.inside is None and nominal.head in parse.clauses[-1] and nominal.is_agent
        ]
        if agents and agents[-1].last == len(parse.mentions) - 1:
            speaker = describe(agents[-1], parse, discourse)
            return (speaker, agents[-1].head) if speaker is not None else None
    return None


def _only_evidence(nominal: Nominal, parse: Parse) -> bool:
    """ "citing customs data": what was looked at is nobody's words."""
    after = nominal.last + 1
    return not parse.pack.has_cases and after < len(parse.mentions) and parse.mentions[after].is_word("evidence") and not nominal.person


def _only_topic(agent: Nominal, mark: int, parse: Parse) -> bool:
    """ "North Korea troops: what we know", "Iran drones: explainer": a state beside its matter heads a text, and says nothing."""
    if agent.type != "country" or parse.pack.has_cases:
        return False
    between = parse.mentions[agent.last + 1 : mark]
    return bool(between) and not any("cue" in mention.types for mention in between) and "prep" not in between[0].types


def relayed(parse: Parse, discourse: Discourse) -> tuple[Speaker, int] | None:
    """ "citing the NIS", "quoted him as saying", "powołując się na urzędnika": the one behind the words."""
    for at in parse.cues:
        if not parse.mentions[at].has("cue", "relay"):
            continue
        following = [nominal for nominal in parse.nominals if nominal.inside is None and at < nominal.left <= at + 4 and nominal.is_agent]
        if following and not parse.pack.has_cases and "by" in following[0].prep and following[0].organ_role in MEDIA_ROLES:
            quoted = [
                nominal
                for nominal in parse.nominals
                if nominal.inside is None and nominal.is_agent and not nominal.prep and nominal.last < at
            ]
            speaker = describe(quoted[-1], parse, discourse) if quoted and leads(quoted[-1], at, parse) else None
            if speaker is not None:
                return speaker, quoted[-1].head  # "the general was quoted as saying by the agency"
        if following and _only_evidence(following[0], parse):
            continue
        if following:
            if following[0].pronoun:
                return (discourse.speaker, at) if discourse.speaker is not None else None
            speaker = describe(following[0], parse, discourse)
            if speaker is not None:
                return speaker, following[0].head
    return None
