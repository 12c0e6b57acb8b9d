"""Who owns the words of a frame: the cues that govern it, and the speaker behind each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from flows.extraction.clauses import Clause, finite
from flows.extraction.discourse import Discourse, Speaker
from flows.extraction.mentions import Mention
from flows.extraction.nominals import Nominal
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Pack
from flows.extraction.parse import Parse
from flows.extraction.unlisted import described, phrase_after, phrase_before
from flows.extraction.view import Frame
from schemas.speakers import ANALYTIC_ROLES

REPORTING = frozenset({"say", "thank", "find", "accuse", "confirm", "deny", "fear", "promise", "exclude"})
CANCELLING = frozenset({"ask", "withhold", "suppose", "stop"})
_COMPLEMENT = frozenset({"that", "whether", "purpose", "relative", "where", ":", "(", "because", "when", "if", "and", ",", "but"})
_QUOTES = frozenset("„“”\"'‘’«»‚")
_MEDIA_ROLES = frozenset({"media", "state_media"})


@dataclass(slots=True)
class Governor:
    """A cue that governs a frame."""

    at: int
    kind: str
    negated: bool
    verb: bool
    before: bool


@dataclass(slots=True)
class Attribution:
    """The governors of a frame, its speaker, and who passed the words on."""

    governors: list[Governor] = field(default_factory=list)
    speaker: Speaker | None = None
    relayed_by: list[str] = field(default_factory=list)
    how: str = "outlet"
    cue: str = ""
    span: list[int] = field(default_factory=list)

    def governs_verbs(self) -> list[Governor]:
        """The governors that are verbs."""
        return [governor for governor in self.governors if governor.verb]

    def governs(self, *kinds: str) -> bool:
        """Whether one of the governors is of these kinds."""
        return any(governor.kind in kinds for governor in self.governors)


def attribute(frame: Frame, parse: Parse, discourse: Discourse) -> Attribution:
    """Finds the governors of a frame and resolves its speaker."""
    found = Attribution([governor for at in parse.cues for governor in _governors(at, frame, parse)])
    told = [
        governor
        for governor in found.governors
        if (governor.kind in REPORTING or (governor.kind == "plan" and not governor.before and governor.at != frame.at))
        and governor.verb
        and (not parse.mentions[governor.at].bits("cue") & f.FIRST or _reads(governor, parse))
    ]  # who "I" is, another cue says; but "czytamy w raporcie" names its source
    before = [governor for governor in told if governor.before]
    after = [governor for governor in told if not governor.before]
    source = _according(frame, parse, discourse) or _colon(frame, parse, discourse)
    speakers: list[tuple[Speaker, str, str, int]] = []
    for governor in reversed(before):
        speaker, at = speaker_of(governor, parse, discourse)
        if speaker is not None:
            speakers.append((speaker, "cue-before", governor.kind, at))
    later: list[tuple[int, tuple[Speaker, str, str, int]]] = []
    if source is not None:
        later.append((source[1], (source[0], "source", "say", source[1])))
    for governor in after:
        speaker, at = speaker_of(governor, parse, discourse)
        if speaker is not None:
            later.append((governor.at, (speaker, "cue-after", governor.kind, at)))
    speakers += [entry for _, entry in sorted(later, key=lambda pair: abs(pair[0] - frame.at))]  # the nearest owns the words
    if discourse.turn is not None and (not speakers or (source is not None and speakers[0][1] == "source" and _own_figures(parse))):
        speakers = [(discourse.turn, "turn", "say", frame.at)]
    if not speakers and discourse.quoting is not None and only_quoted(parse):
        speakers.append((discourse.quoting, "quote", "say", frame.at))
    relay = _relay(parse, discourse)
    if relay is not None:
        speakers = (
            [(relay[0], "relay", "say", relay[1]), *speakers]
            if relay[0].role not in _MEDIA_ROLES
            else [*speakers, (relay[0], "relay", "say", relay[1])]
        )
    _choose(found, speakers)
    _briefed(found, parse, discourse)
    _unnamed(found, parse)
    found.span += [governor.at for governor in before + after]
    return found


def _briefed(found: Attribution, parse: Parse, discourse: Discourse) -> None:
    """ "lawmakers briefed by the NIS say", "posłanka, której NIS przekazał te dane, mówi": who told them owns the words."""
    speaker = found.speaker
    if speaker is None or not found.span or speaker.role in ANALYTIC_ROLES:
        return
    at = found.span[-1]
    for nominal in parse.nominals:
        if nominal.inside is not None or nominal.pronoun or not nominal.is_agent or nominal.head <= at:
            continue
        if nominal.type == "document" and not (nominal.organ and parse.mentions[nominal.head].is_word("briefing")):
            continue
        if nominal.type == "document" or _tells_by(nominal, at, parse) or _tells_whom(nominal, at, parse):
            source = describe(nominal, parse, discourse)
            if source is not None and not source.country and speaker.country:
                body = parse.pack.bodies.get((source.role, speaker.country))  # "lawmakers in Seoul briefed by the spy service"
                source = replace(source, country=speaker.country, name=body or source.name)
            if source is not None and source.role not in _MEDIA_ROLES:
                if speaker.role in _MEDIA_ROLES:
                    found.relayed_by.insert(0, speaker.name)
                found.speaker, found.how = source, "briefed"
                discourse.briefed[speaker.name] = source
            return
    if speaker.name in discourse.briefed:
        found.speaker, found.how = discourse.briefed[speaker.name], "briefed"


def _tells_by(nominal: Nominal, at: int, parse: Parse) -> bool:
    """ "… briefed | by the spy service", "… after a closed-door briefing | by the agency"."""
    before = parse.mentions[nominal.left - 1] if nominal.left else None
    passive = before is not None and before.is_word("briefed") and bool(before.bits("cue") & f.PASSIVE)
    return bool(nominal.prep & {"by"}) and passive and nominal.left - at <= 8


def _tells_whom(nominal: Nominal, at: int, parse: Parse) -> bool:
    """A relative clause ("któremu", "to whom") right behind the speaker, in which somebody else tells him."""
    number = parse.clause_of(nominal.head)
    clause = parse.clauses[number]
    if clause.opener != "relative" or not parse.mentions[clause.first].is_word("whom") or not _nominative(nominal, parse.pack):
        return False
    speaks = any(
        step in clause
        and parse.mentions[step].bits("cue") & (f.FINITE | f.INFINITIVE)
        and any(sense.k in REPORTING for sense, _ in parse.mentions[step].all("cue"))
        for step in parse.cues
    )
    return speaks and clause.first - at <= 8


def _unnamed(found: Attribution, parse: Parse) -> None:
    """ "an officer who asked not to be identified": a source that is not on the record (codebook section 4)."""
    speaker = found.speaker
    if speaker is None or speaker.organ or not any(mention.is_word("anonymous") for mention in parse.mentions):
        return
    if (
        speaker.name == speaker.words
        or speaker.role == "unnamed_official"
        or "office" in {kind for at in found.span for kind in parse.mentions[at].types}
    ):
        found.speaker = replace(speaker, role="unnamed_source")


def _own_figures(parse: Parse) -> bool:
    """ "według moich szacunków": who speaks is the source."""
    return any(nominal.type == "document" and "according" in nominal.prep and nominal.possessor for nominal in parse.nominals)


def only_quoted(parse: Parse) -> bool:
    """A sentence that stands in quotation marks as a whole goes on with what somebody was saying."""
    sentence = parse.text[parse.start : parse.end].rstrip(".!? ")
    return len(sentence) > 2 and any(sentence[0] == pair[0] and sentence[-1] == pair[1] for pair in parse.pack.quotes)


def _reads(governor: Governor, parse: Parse) -> bool:
    clause = parse.clauses[parse.clause_of(governor.at)]
    return any(
        (nominal.type == "document" or ("in" in nominal.prep and nominal.pronoun)) and nominal.head in clause for nominal in parse.nominals
    )


def _choose(found: Attribution, speakers: list[tuple[Speaker, str, str, int]]) -> None:
    """The innermost speaker owns the words; media around it pass them on."""
    if not speakers:
        return
    owners = (
        [entry for entry in speakers if entry[0].role not in _MEDIA_ROLES]
        or [entry for entry in speakers if entry[0].role == "state_media"]
        or speakers
    )
    if owners[0][0].role == "government":  # "Pekin odparł: …, zapewniła rzeczniczka Mao Ning": the one with a name
        named = [entry for entry in owners if entry[0].role == "official" and entry[0].country == owners[0][0].country]
        owners = named or owners
    speaker, how, kind, at = owners[0]
    state = next((entry[0].country for entry in speakers if entry[0].role == "state_media"), "")
    if speaker.role == "official" and not speaker.country and state:
        speaker = replace(speaker, country=state)  # state media quote their own
    found.speaker, found.how, found.cue = speaker, how, kind
    found.relayed_by = [entry[0].name for entry in speakers if entry[0].role in _MEDIA_ROLES and entry[0].name != speaker.name]
    found.span.append(at)


# ---- governors


def _governors(at: int, frame: Frame, parse: Parse) -> list[Governor]:
    mention = parse.mentions[at]
    if at == frame.at and frame.frame != "count":
        return []
    found = []
    for sense, bits in mention.senses:
        if sense.t != "cue":
            continue
        if parse.pack.has_cases and bits & f.PASSIVE and not bits & (f.FINITE | f.IMPERSONAL) and not _predicative(at, parse):
            continue  # "zapowiadany od roku": a participle that only describes
        verb = bool(bits & (f.FINITE | f.INFINITIVE | f.PASSIVE | f.ACTIVE | f.ADVERBIAL | f.GERUND))
        if _reaches(at, sense.k, bits, verb, frame, parse):
            found.append(Governor(at, sense.k, negated(parse, at), verb, at < frame.at or frame.frame == "count"))
    return found


def _predicative(at: int, parse: Parse) -> bool:
    return any(mention.is_word("be") for mention in parse.mentions[max(at - 3, 0) : at + 3])


def negated(parse: Parse, at: int) -> bool:
    """Whether "not" stands right before a word, auxiliaries and adverbs aside."""
    for step in range(at - 1, max(at - 5, -1), -1):
        mention = parse.mentions[step]
        if mention.is_word("not"):
            return True
        if step == at - 1 and mention.word == "to" and not parse.pack.has_cases:
            continue  # "promised not to send"
        if (
            mention.mark
            or mention.types & {"verb", "theme", "country", "org", "person", "prep"}
            or ("cue" in mention.types and not mention.has("cue", "plan") and not mention.has("cue", "possible"))
        ):
            return False
    return False


def _reaches(at: int, kind: str, bits: int, verb: bool, frame: Frame, parse: Parse) -> bool:
    own, cue = frame.clause, parse.clause_of(at)
    if at == frame.at:
        return kind in REPORTING and verb
    if kind in ("occur", "light", "enable"):
        return own == cue
    if parse.clauses[cue].aside or _opening_remark(cue, parse) or _remark(cue, at, parse):
        return kind in REPORTING | {"withhold"} and verb and own != cue
    if at < frame.at:
        if own == cue:
            return _same_clause(at, kind, verb, frame, parse)
        return verb_like(kind, verb) and _complement(cue, own, at, parse)
    if kind == "allege" and not verb and any(mention.has("prep", "according") for mention in parse.mentions[max(at - 3, 0) : at]):
        return True  # "according to unverified rumours"
    if kind in ("possible", "allege", "plan") and not verb:
        return own == cue and kind == "allege" and _beside(at, frame, parse)
    if kind == "deny" and not verb:
        return not any(parse.clauses[number].opener in (";", ".") for number in range(own + 1, cue + 1))
    if (
        not verb
        or kind not in REPORTING | {"withhold", "plan"}
        or not bits & (f.FINITE | f.IMPERSONAL | f.PASSIVE | f.ADVERBIAL | f.ACTIVE)
    ):
        return False
    return _postposed(at, cue, own, frame, parse)


def _opening_remark(cue: int, parse: Parse) -> bool:
    """ "Jak dodał, …", "As Kirby noted, …": a short clause before the statement."""
    clause = parse.clauses[cue]
    return (
        cue == 0
        and len(parse.clauses) > 1
        and parse.clauses[1].opener == ","
        and clause.last - clause.first <= 8
        and parse.mentions[clause.first].is_word("quote")
    )


def _remark(cue: int, at: int, parse: Parse) -> bool:
    """ ", co potwierdził Kreml,", ", which Moscow confirmed": a relative clause that hangs on the whole statement."""
    clause = parse.clauses[cue]
    return (
        clause.opener == "relative"
        and cue > 0
        and parse.mentions[clause.first].is_word("whole")
        and (parse.mentions[at].has("cue", "confirm") or (parse.pack.has_cases and not parse.mentions[at].has("cue", "deny")))
        and at - clause.first <= (2 if parse.pack.has_cases else 4)
        and not any(nominal.themes and not nominal.is_agent and nominal.head in clause for nominal in parse.nominals)
    )


def verb_like(kind: str, verb: bool) -> bool:
    """Cues that take a clause as their object; modals and adverbs do not reach into another clause."""
    return verb or kind in ("fear", "ask", "withhold", "suppose", "allege", "deny", "possible")


def _same_clause(at: int, kind: str, verb: bool, frame: Frame, parse: Parse) -> bool:
    between = parse.mentions[at + 1 : frame.at]
    if kind in ("plan", "possible", "stop", "allege", "ask"):
        return not any(_own_verb(mention) for mention in between if not (frame.noun and mention.has("verb", "send")))
    return True


def _own_verb(mention: Mention) -> bool:
    """A verb that takes the modal before it for itself."""
    if mention.types & {"verb", "act"} and not mention.types & {"theme", "prep"} and not mention.is_word("be"):
        bits = mention.bits("verb") | mention.bits("act")
        return bool(bits & (f.FINITE | f.INFINITIVE)) and not bits & f.PASSIVE
    return False


def _complement(cue: int, own: int, at: int, parse: Parse) -> bool:
    """Whether the frame's clause lies in the complement of a cue further left."""
    chain = [clause for clause in parse.clauses[cue + 1 : own + 1] if clause.first > at]
    if not chain:
        return False
    first = chain[0].opener
    if first in ("that", "whether", "purpose", ":", "where"):
        return _unbroken(chain[1:], parse)
    if first == ".":  # "„A – szacuje X. B”": what X says goes on
        quoted = parse.text[parse.start] in _QUOTES
        return quoted and parse.clauses[cue].opener in ("dash", ",") and len(chain) <= 2
    if first in ("if",):
        return parse.mentions[at].has("cue", "ask")
    if first == "relative":
        return any(parse.mentions[at].has("cue", kind) for kind in REPORTING) and _object_follows(at, cue, parse)
    if first in (",", "and", "but", "(", "dash", "when", "because"):
        return (
            len(chain) > 1
            and any(clause.opener == "that" for clause in chain)
            and _unbroken(chain[1:], parse)
            and first in (",", "(", "dash")
            and not _has_reporting(parse, chain[0])
        )
    return False


def _object_follows(at: int, cue: int, parse: Parse) -> bool:
    """ "praised the soldiers who fought": the relative clause hangs on the object of the cue."""
    return any(
        nominal.head > at and nominal.head in parse.clauses[cue] and nominal.themes for nominal in parse.nominals if nominal.inside is None
    )


def _unbroken(chain: list[Clause], parse: Parse) -> bool:
    for clause in chain:
        if clause.aside:
            continue
        if clause.opener in (";", "dash"):
            return False
        if clause.opener in (",", "and", "but", "when", "because") and _has_reporting(parse, clause):
            return False
    return True


def _has_reporting(parse: Parse, clause: Clause) -> bool:
    for at in clause.positions():
        mention = parse.mentions[at]
        for sense, bits in mention.senses:
            if (
                sense.t == "cue"
                and sense.k in REPORTING
                and bits & (f.PAST | f.PRESENT | f.IMPERSONAL)
                and not mention.types & {"theme", "verb"}
            ):
                return True
    return False


def _beside(at: int, frame: Frame, parse: Parse) -> bool:
    return at - frame.at <= 3


def _postposed(at: int, cue: int, own: int, frame: Frame, parse: Parse) -> bool:
    """ "…, the NIS said on Friday"; "… – poinformowała NIS": the words stand before the verb of saying."""
    if own == cue:
        between = parse.mentions[frame.at + 1 : at]
        return (
            not any(mention.is_word("that") for mention in between)
            and not any(_own_verb(mention) for mention in between)
            and _clause_final_speech(at, parse)
        )
    if any(parse.clauses[number].opener == ";" for number in range(own + 1, cue + 1)):
        return parse.mentions[parse.clauses[cue].first].is_word("backward")  # "…; tak twierdzą urzędnicy"
    opener = parse.clauses[cue].opener
    if opener in ("relative", "where", "that", "if", "whether", "when", "because", "purpose"):
        return False
    if opener in ("but", "and") and _has_subject_before(at, cue, parse):
        return False
    following = parse.clauses[cue + 1].opener if cue + 1 < len(parse.clauses) else ""
    if following == "that" and opener != "dash":
        said = parse.clauses[cue]
        if not _parenthetical(cue, parse) or not parse.mentions[min(said.last + 1, len(parse.mentions) - 1)].mark:
            return False
    return not _takes_object(at, cue, parse)


def _clause_final_speech(at: int, parse: Parse) -> bool:
    return all(
        nominal.is_agent or nominal.prep or nominal.inside is not None
        for nominal in parse.nominals
        if nominal.head > at and nominal.head <= parse.clauses[parse.clause_of(at)].last
    )


def _parenthetical(cue: int, parse: Parse) -> bool:
    clause = parse.clauses[cue]
    return clause.last - clause.first <= 3


def _has_subject_before(at: int, cue: int, parse: Parse) -> bool:
    return any(nominal.is_agent and nominal.head in parse.clauses[cue] and nominal.head < at for nominal in parse.nominals)


def _takes_object(at: int, cue: int, parse: Parse) -> bool:
    """ "Moscow denied the reports", "wypowiedź przytoczyła agencja": the cue has its own object, not the frame."""
    mention = parse.mentions[at]
    if mention.has("cue", "accuse"):
        return True
    last = parse.clauses[cue].last
    last = next((step for step in range(at + 1, last + 1) if parse.mentions[step].mark == ","), last)
    return any(
        nominal.themes
        and not nominal.is_agent
        and not nominal.prep
        and at < nominal.head <= last
        and nominal.inside is None
        and not (parse.pack.has_cases and nominal.cases and not nominal.cases & f.ACC)
        for nominal in parse.nominals
    )


# ---- speakers


def _according(frame: Frame, parse: Parse, discourse: Discourse) -> tuple[Speaker, int] | None:
    """ "according to the NIS", "by the NIS's count", "in the account of the NIS", "według NIS", "zdaniem autorów"."""
    sources = [
        nominal for nominal in parse.nominals if nominal.inside is None and ("according" in nominal.prep or by_account(nominal, parse))
    ]
    near = [nominal for nominal in sources if abs(parse.clause_of(nominal.head) - frame.clause) <= 1] or sources
    own_view = next((at for at, mention in enumerate(parse.mentions) if mention.is_word("own_view") or _by_own_account(at, parse)), -1)
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
    if not mentions[at].is_word("account") or at < 2 or not mentions[at - 1].is_word("possessive") or mentions[at - 1].is_word("our"):
        return False
    return any(mentions[at - 2].has("prep", role) for role in _BY_ACCOUNT)


_BY_ACCOUNT = frozenset({"by", "in", "on", "to", "from", "at"})


def by_account(nominal: Nominal, parse: Parse) -> bool:
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
        if nominal.inside is None and nominal.head in parse.clauses[number] and nominal.is_agent and not nominal.prep and _nominative(nominal, parse.pack)
    ]  # fmt: skip
    return describe(agents[0], parse, discourse) if agents and agents[0].type in ("org", "organ", "office", "person") else None


def _colon(frame: Frame, parse: Parse, discourse: Discourse) -> tuple[Speaker, int] | None:
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
            if agents:
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


def _relay(parse: Parse, discourse: Discourse) -> tuple[Speaker, int] | None:
    """ "citing the NIS", "quoted him as saying", "powołując się na urzędnika": the one behind the words."""
    for at in parse.cues:
        if not parse.mentions[at].has("cue", "relay"):
            continue
        following = [nominal for nominal in parse.nominals if nominal.inside is None and at < nominal.left <= at + 4 and nominal.is_agent]
        if following and not parse.pack.has_cases and "by" in following[0].prep and following[0].organ_role in _MEDIA_ROLES:
            quoted = [
                nominal
                for nominal in parse.nominals
                if nominal.inside is None and nominal.is_agent and not nominal.prep and nominal.last < at
            ]
            speaker = describe(quoted[-1], parse, discourse) if quoted and _leads(quoted[-1], at, parse) else None
            if speaker is not None:
                return speaker, quoted[-1].head  # "the general was quoted as saying by the agency"
        if following:
            if following[0].pronoun:
                return (discourse.speaker, at) if discourse.speaker is not None else None
            speaker = describe(following[0], parse, discourse)
            if speaker is not None:
                return speaker, following[0].head
    return None


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
    free = [nominal for nominal in agents if not nominal.prep and not _owns_unlisted(nominal, parse)]
    by = [nominal for nominal in agents if "by" in nominal.prep and nominal.left > at]
    if _passive(at, parse):
        if by:
            return _jointly(by[0], agents, parse, discourse), by[0].head
        subject = next((nominal for nominal in reversed(free) if nominal.last < at), None)
        return (discourse.speaker, at) if subject is not None and subject.pronoun in ("he", "she", "they", "we") else (None, at)
    before = [nominal for nominal in free if nominal.last < at]
    # what follows "told" is who hears it; a participle ("showing men") has its subject before it
    told = parse.mentions[at].is_word("briefed") or not parse.mentions[at].bits("cue") & (f.PAST | f.PRESENT)
    after = [nominal for nominal in free if nominal.left > at and nominal.type != "document" and not told]
    if after and after[0].left > at + 1:
        after = [nominal for nominal in after if nominal.type not in ("name", "pronoun")] or after
    inverted = after[0] if after and _inverted(at, after[0]) and not _acts(after[0], parse) and governor.kind != "accuse" else None
    leading = [nominal for nominal in before if _leads(nominal, at, parse)]
    unlisted = None if leading and _right_before(leading[-1], at, parse) else phrase_before(at, parse)
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
    return _jointly(chosen, agents, parse, discourse), chosen.head


def _by_case(governor: Governor, agents: list[Nominal], parse: Parse, discourse: Discourse) -> tuple[Speaker | None, int]:
    """Where endings tell who speaks: the nominative of the clause, on either side of the verb."""
    at = governor.at
    free = [nominal for nominal in agents if not nominal.prep or nominal.prep & {"by"}]
    before = [nominal for nominal in free if nominal.last < at and _nominative(nominal, parse.pack)]
    after = [
        nominal
        for nominal in free
        if nominal.left > at
        and (nominal.type != "document" or (nominal.left - at <= 2 and not nominal.possessor))
        and _nominative(nominal, parse.pack)
    ]
    document = [
        nominal
        for nominal in agents
        if nominal.type == "document"
        and (nominal.prep & {"in", "from"} or (nominal.cases & f.LOC and not nominal.cases & f.NOM and not nominal.prep))
    ]
    after = [nominal for nominal in after if nominal.type not in ("name", "pronoun")] or after
    if before and _right_before(before[-1], at, parse) and not before[-1].prep:
        after = []  # the subject stands right before its verb
    if parse.mentions[at].bits("cue") & f.PASSIVE and not parse.mentions[at].bits("cue") & f.PAST:
        before = [nominal for nominal in agents if "by" in nominal.prep] or before
    if document and not before and not after:
        return describe(document[0], parse, discourse), document[0].head
    if governor.before:
        chosen = before[-1] if before else after[0] if after and governor.kind != "accuse" else _earlier_subject(parse.clause_of(at), parse)
    elif after and _inverted(at, after[0], loose=True):
        chosen = after[0]
    else:
        chosen = before[-1] if before else after[0] if after else _earlier_subject(parse.clause_of(at), parse)
    if chosen is None and document:
        chosen = document[0]
    if len(after) > 1 and chosen is after[0] and chosen.organ_role in _MEDIA_ROLES and after[1].left - chosen.last <= 2:
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
    return _jointly(chosen, agents, parse, discourse), chosen.head


def _soldier_speaks(nominal: Nominal, at: int, parse: Parse) -> bool:
    """ "– relacjonuje ukraiński oficer": soldiers and workers speak for themselves."""
    beside = nominal.left == at + 1 or nominal.last == at - 1
    return (
        nominal.inside is None
        and beside
        and not nominal.prep
        and nominal.theme("troops", "workers") is not None
        and _nominative(nominal, parse.pack)
    )


def _passive(at: int, parse: Parse) -> bool:
    """ "they were told", "findings published by": who did it stands behind "by"."""
    mention = parse.mentions[at]
    bits = mention.bits("cue")
    if not bits & f.PASSIVE:
        return False
    if not bits & f.PAST:
        return True
    for step in range(at - 1, max(at - 4, -1), -1):
        before = parse.mentions[step]
        if before.is_word("be"):
            return True
        if before.senses and not before.is_word("not"):
            break
    if at + 1 >= len(parse.mentions):
        return False
    following = parse.mentions[at + 1]
    reduced = bool(at and parse.mentions[at - 1].types & {"document"}) and "prep" in following.types  # "a report published on Thursday by"
    return reduced or following.has("prep", "by")


def _leads(nominal: Nominal, at: int, parse: Parse) -> bool:
    """Whether a verb can be the nominal's own: no mark and no other finite verb between them, and no noun that it only qualifies."""
    between = parse.mentions[nominal.last + 1 : at]
    if between and (
        between[0].is_word("evidence") or (not between[0].senses and between[0].word.endswith("s") and between[0].raw.islower())
    ):
        return False  # "customs | records show"
    return not any(
        (mention.mark and mention.mark not in _QUOTES)
        or (finite(mention) and not mention.is_word("have", "briefed") and "theme" not in mention.types)
        for mention in between
    )


def _set_off(number: int, at: int, parse: Parse) -> Nominal | None:
    """ "Vlasiuk, the president's commissioner, | told"; "Lee, who sits on the committee, | told": whom the commas describe."""
    clause = parse.clauses[number]
    opened = clause.opener in (",", "dash", ")") and all(not finite(mention) for mention in parse.mentions[clause.first : at])
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


def _owns_unlisted(nominal: Nominal, parse: Parse) -> bool:
    """ "Ukraine's coordination headquarters": the owner of a body that nobody listed does not speak."""
    return nominal.last + 1 < len(parse.mentions) and parse.mentions[nominal.last + 1].word == "'s"


def _described_before(nominal: Nominal, parse: Parse) -> Nominal:
    """ "Justice For Myanmar, | a research group, wrote": what the second says about the first."""
    if nominal.type != "office" or nominal.person or nominal.organ or nominal.first == 0 or _definite(nominal, parse):
        return nominal
    if parse.mentions[nominal.left - 1].mark != "," or not parse.mentions[nominal.first].is_word("determiner"):
        return nominal
    named = next((other for other in parse.nominals if other.inside is None and other.last == nominal.left - 2), None)
    return named if named is not None and named.type in ("org", "name", "person") else nominal


def _jointly(chosen: Nominal, agents: list[Nominal], parse: Parse, discourse: Discourse) -> Speaker | None:
    """ "Zelenskyy and South Korean officials": all of an enumeration speak."""
    fellows = [nominal for nominal in agents if nominal.group >= 0 and nominal.group == chosen.group] or [chosen]
    speakers = [speaker for nominal in fellows if (speaker := describe(nominal, parse, discourse)) is not None]
    if len(speakers) < 2:
        return speakers[0] if speakers else None
    countries = {speaker.country for speaker in speakers}
    names = [speaker.name for speaker in speakers]
    return Speaker(
        ", ".join(names[:-1]) + " and " + names[-1],
        countries.pop() if len(countries) == 1 else "",
        speakers[0].role,
        parse.words(min(nominal.first for nominal in fellows), max(nominal.last for nominal in fellows)),
        tuple(sorted(countries | {speaker.country for speaker in speakers})),
    )


def _only_theme(nominal: Nominal) -> bool:
    return nominal.type == "theme"


def _nominative(nominal: Nominal, pack: Pack) -> bool:
    return (
        not pack.has_cases
        or not nominal.cases
        or bool(nominal.cases & f.NOM)
        or (nominal.quantity is not None and bool(nominal.cases & f.GEN))
    )


def _inverted(at: int, nominal: Nominal, loose: bool = False) -> bool:
    return nominal.left - at <= (14 if loose else 2)


def _right_before(nominal: Nominal, at: int, parse: Parse) -> bool:
    """Whether nothing but adverbs and auxiliaries stands between a subject and its verb."""
    between = parse.mentions[nominal.last + 1 : at]
    return len(between) <= 4 and not any(mention.mark or mention.types & {"verb", "act", "prep"} for mention in between)


def _acts(nominal: Nominal, parse: Parse) -> bool:
    """Whether a verb follows: then it is the subject of what is said, not the one who says it."""
    return any(finite(mention) for mention in parse.mentions[nominal.last + 1 : nominal.last + 4] if not mention.mark)


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
        subjects = [nominal for nominal in agents if nominal.type != "document" and not nominal.prep and _nominative(nominal, parse.pack)]
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
            if nominal.inside is None and nominal.head in clauses[number] and nominal.is_agent and not nominal.prep and _nominative(nominal, parse.pack)
        ]  # fmt: skip
        if agents and (agents[0].type != "country" or _tells(agents[0], parse)):
            return agents[0]  # a state speaks only where it is itself the subject of a verb of saying
    return None


def describe(nominal: Nominal, parse: Parse, discourse: Discourse) -> Speaker | None:
    """The canonical name, country and role of an agent."""
    first = nominal.first
    while first < nominal.head and (parse.mentions[first].is_word("determiner", "definite") or parse.mentions[first].mark in _QUOTES):
        first += 1
    words = parse.words(first, nominal.last)
    country = nominal.countries[0] if nominal.countries and nominal.type != "place" else ""
    if nominal.pronoun:
        return _recall(nominal, parse, discourse)
    if nominal.type == "document":
        maker = _maker(nominal, parse)
        if maker is not None:
            return describe(maker, parse, discourse)
        named = bool(nominal.organ or country or nominal.office_role)
        return _institution(nominal, country, words, parse, discourse) if named else _reporter(discourse)
    if nominal.person:
        known = discourse.names.get(nominal.person)
        if known is not None and not nominal.person_id:
            return known
        if nominal.type == "name" and not (country or nominal.organ or nominal.office_role):
            owner = _apposed(nominal, parse)
            if owner is not None:
                nominal.organ, nominal.organ_role = owner.organ, owner.organ_role
                country = owner.countries[0] if owner.countries else ""
        if nominal.type == "name" and not (country or nominal.organ or nominal.office_role) and discourse.vacant is not None:
            return Speaker(nominal.person, discourse.vacant.country, discourse.vacant.role, words)  # the minister spoken of just before
        return Speaker(nominal.person, country, _person_role(nominal, country, parse), words, organ=nominal.organ)
    return _institution(nominal, country, words, parse, discourse)


def _apposed(name: Nominal, parse: Parse) -> Nominal | None:
    """ "Yehor Chernev, a member of the Ukrainian parliament's defence committee,": whose person an unlisted title makes him."""
    mentions = parse.mentions
    comma = name.last + 1
    if comma + 1 >= len(mentions) or mentions[comma].mark != ",":
        return None
    stop = next((at for at in range(comma + 1, min(comma + 14, len(mentions))) if mentions[at].mark in (",", ".", ";")), -1)
    if stop < 0 or any(finite(mention) and "theme" not in mention.types for mention in mentions[comma + 1 : stop]):
        return None
    inside = [nominal for nominal in parse.nominals if nominal.inside is None and comma < nominal.left and nominal.last < stop]
    owner = next((nominal for nominal in inside if nominal.organ and nominal.type in ("org", "organ", "office")), None)
    opens = mentions[comma + 1].is_word("determiner", "definite") or (parse.pack.has_cases and mentions[comma + 1].raw.islower())
    return owner if opens else None


def _maker(document: Nominal, parse: Parse) -> Nominal | None:
    """ "a report published on Thursday by the team", "streszczenie przygotowane przez MSZ": who made it."""
    if document.organ or document.countries or document.office_role:
        return None
    for nominal in parse.nominals:
        if nominal.inside is not None or nominal.left <= document.last or not nominal.is_agent or nominal.type in ("document", "country"):
            continue
        between = parse.mentions[document.last + 1 : nominal.left]
        made = any(mention.bits(kind) & f.PASSIVE for mention in between for kind in ("cue", "verb", "act")) or not parse.pack.has_cases
        if "by" in nominal.prep and between and made and len(between) <= 5 and not any(mention.mark for mention in between):
            return nominal
        return None
    return None


def _person_role(nominal: Nominal, country: str, parse: Parse) -> str:
    """What a named person speaks as: the office, else the institution, else an official where a country is known."""
    office = nominal.office_role
    if nominal.type == "name" and not office and not nominal.organ and _is_institute(nominal.person, parse.pack):
        return "research"
    if nominal.person_id and office in ANALYTIC_ROLES:
        return office
    if office == "generic" and not country:
        return "research"  # "organizacja BELPOL", "the group Justice For Myanmar"
    if nominal.organ_role in _MEDIA_ROLES:
        return nominal.organ_role
    if office in ("unnamed_source", "expert", "media"):
        return "expert" if office == "media" else office
    if nominal.organ_role in ANALYTIC_ROLES and not (nominal.person_id and office in ("official", "")):
        return nominal.organ_role  # an intelligence service's chief speaks as the service (rule 29)
    if office in ANALYTIC_ROLES:
        return office
    return "official" if office or country else "expert"


def _is_institute(name: str, pack: Pack) -> bool:
    """ "Alma Research Center": an unlisted body whose name says that it studies things."""
    return any(
        sense.t == "office" and sense.k == "" and sense.role == "research"
        for word in name.lower().split()
        for phrase in pack.phrases(word)
        if phrase.length == 1
        for sense, _ in phrase.senses
    )


def _reporter(discourse: Discourse) -> Speaker | None:
    """Whose "the report" is: the last speaker's, else the body named last."""
    return discourse.speaker or (discourse.bodies[-1] if discourse.bodies else None)


def before_verb(nominal: Nominal, parse: Parse) -> bool:
    clause = parse.clauses[parse.clause_of(nominal.head)]
    return not any(finite(parse.mentions[at]) for at in clause.positions() if at < nominal.left)


def _recall(nominal: Nominal, parse: Parse, discourse: Discourse) -> Speaker | None:
    """The last speaker that the pronoun fits; "they said" behind what several did means those."""
    if nominal.pronoun in ("it", "they"):
        subjects = [
            other
            for other in parse.nominals
            if other.inside is None
            and other.last < nominal.head
            and other.is_agent
            and not other.prep
            and not other.person
            and not other.pronoun
        ]
        last = discourse.speaker
        told = next((other for other in reversed(subjects) if _tells(other, parse)), None)
        if told is not None and parse.clause_of(told.head) < parse.clause_of(nominal.head):
            return _jointly(told, subjects, parse, discourse)  # "the ministry said …, which it described as"
        if parse.clauses[parse.clause_of(nominal.head)].aside:
            subjects = []  # "China, they establish, hosts": not China
            last = last or (discourse.bodies[-1] if discourse.bodies else None)
        several = bool(subjects) and subjects[0].group >= 0
        if subjects and (last is None or (nominal.pronoun == "they" and several and not last.countries)):
            return _jointly(subjects[0], subjects, parse, discourse)
        if nominal.pronoun == "it" and last is not None and last.role in ("official", "expert") and not last.countries:
            return next((speaker for speaker in reversed(discourse.speakers) if speaker.role not in ("official", "expert")), last)
        return last
    if nominal.pronoun in ("he", "she"):
        named = [
            other
            for other in parse.nominals
            if other.inside is None
            and (other.person or (other.office_role in ("official", "spokesperson") and not other.plural and other.type == "office"))
            and not other.prep
            and other.last < nominal.head
            and before_verb(other, parse)
        ]
        if named:
            return describe(named[-1], parse, discourse)  # "the envoy, Dorothy Shea, opened with …, which, she said, …"
        if discourse.protagonist is not None:
            return discourse.protagonist
        people = ("official", "expert", "unnamed_official", "unnamed_source", "intelligence", "investigator", "research", "monitoring_body")
        return next((speaker for speaker in reversed(discourse.speakers) if speaker.role in people), discourse.speaker)
    return discourse.speaker if nominal.pronoun == "we" else None


def _tells(nominal: Nominal, parse: Parse) -> bool:
    """Whether a verb of saying is the nominal's own."""
    return any(
        nominal.last < at <= nominal.last + 8
        and parse.mentions[at].bits("cue") & f.FINITE
        and any(sense.t == "cue" and sense.k in REPORTING for sense, _ in parse.mentions[at].senses)
        and _leads(nominal, at, parse)
        for at in parse.cues
    )


def _institution(nominal: Nominal, country: str, words: str, parse: Parse, discourse: Discourse) -> Speaker | None:
    if nominal.type == "org" and nominal.owned == "adjective" and nominal.sense is not None and nominal.sense.c not in ("", country):
        return Speaker(f"{parse.pack.country_names.get(country, ('', ''))[1]} {nominal.organ}", country, nominal.organ_role, words)
    if nominal.office_role == "official" and nominal.type == "office" and nominal.organ:
        holder = next((speaker for speaker in reversed(discourse.people) if speaker.organ == nominal.organ), None)
        if holder is not None:
            return holder  # "szef HUR", once he has been named
    if nominal.type == "org" or (nominal.organ and nominal.organ_role and _is_proper(nominal)):
        return Speaker(nominal.organ, country, nominal.organ_role or "none", words)
    name, adjective = parse.pack.country_names.get(country, ("", ""))
    body = parse.pack.bodies.get((nominal.organ_role, country)) if nominal.organ and country else None
    if body is not None:
        return Speaker(body, country, nominal.organ_role, words)
    if nominal.office_role in ("generic", "monitoring_body"):
        described = _by_members(nominal, parse)
        if described is not None:
            return described
    if nominal.office_role == "generic":
        known = _matching(nominal, discourse)
        mine = country and nominal.owned in ("adjective", "possessive", "genitive") and not nominal.plural
        if mine and (known is None or known.country != country) and not parse.pack.has_cases:
            return Speaker(words, country, "official", words)  # "Pyongyang's mission in Geneva"
        return known
    if nominal.unnamed and country:
        role = "official" if nominal.office_role == "unnamed_official" else nominal.office_role
        if nominal.plural:
            return Speaker(f"{adjective or name} {nominal.unnamed}", country, role, words)
        return Speaker(f"{adjective or name} {nominal.unnamed.removesuffix('s')}" if parse.pack.has_cases else words, country, role, words)
    if nominal.unnamed and _definite(nominal, parse) and nominal.office_role == "unnamed_official":
        known = next(
            (speaker for speaker in reversed(discourse.speakers) if speaker.role in ("official", "unnamed_official", "intelligence")), None
        )
        if known is not None:
            return known  # "the official" is who was just quoted
    if nominal.unnamed:
        return _matching(nominal, discourse) or Speaker(f"unnamed {nominal.unnamed} ({words})", "", nominal.office_role, words)
    if nominal.organ and country:
        return Speaker(
            f"Government of {name}" if nominal.organ in ("government", "regime", "junta") else f"{nominal.organ} of {name}",
            country,
            nominal.organ_role,
            words,
        )
    if nominal.organ or nominal.office_role:
        previous = _matching(nominal, discourse)
        if previous is not None and ((country and previous.country != country) or (nominal.plural and previous.role == "official")):
            previous = None  # "South Korean lawmakers" are not the spokeswoman in Moscow
        if previous is not None and not (
            nominal.organ and nominal.organ_role == "government" and nominal.type == "organ" and previous.role == "official"
        ):
            return previous
        if (
            nominal.organ
            and nominal.organ_role == "government"
            and nominal.type == "organ"
            and not country
            and nominal.organ not in ("government", "regime", "junta")
        ):
            return Speaker(words, "", "government", words)  # "the defence ministry", nobody says whose
        if (
            nominal.organ
            and not country
            and not nominal.office_role
            and not _definite(nominal, parse)
            and nominal.organ_role in ANALYTIC_ROLES
        ):
            return Speaker(words, "", nominal.organ_role, words)  # "a European intelligence service"
        if country:
            return Speaker(f"{adjective or name} {words}" if not nominal.office_role else words, country, "official", words)
        if nominal.office_role in ("official", "spokesperson") and not nominal.organ and (nominal.plural or not parse.pack.has_cases):
            ours = _definite(nominal, parse) or bool(nominal.possessor)
            return Speaker(words, "", "official" if ours else "unnamed_source", words)  # of whom nobody says whose he is
        if nominal.organ and nominal.organ_role in ANALYTIC_ROLES:
            return Speaker(words, "", nominal.organ_role, words)  # "the public prosecutor"
        if nominal.office_role == "intelligence" and not parse.pack.has_cases and not _definite(nominal, parse):
            return Speaker(words, "", "unnamed_source", words)  # "an unnamed intelligence official"
        return Speaker(words, country, _office_role(nominal), words) if nominal.office_role in ("research", "monitoring_body") else None
    if country in ("EU", "UN"):
        return Speaker(name, country, "international_organisation", words)
    if nominal.type == "country" and nominal.owned == "adjective":
        return Speaker(words, country, "expert", words)  # "rosyjski bloger": somebody of that country
    if nominal.type == "country":
        if nominal.sense is not None and nominal.sense.form == "people" and (not parse.pack.has_cases or nominal.quantity is not None):
            return None
        return Speaker(f"Government of {name}", country, "government", words)
    return None


def _definite(nominal: Nominal, parse: Parse) -> bool:
    return not nominal.plural and parse.mentions[nominal.first].is_word("definite")


def _by_members(nominal: Nominal, parse: Parse) -> Speaker | None:
    """ "a group of South Korea, the US, Japan and eight others": the body with these members, if the reference knows exactly one."""
    listed = [
        other
        for other in parse.nominals
        if other.type == "country"
        and nominal.head < other.head <= nominal.head + 20
        and other.sense is not None
        and other.sense.form == "name"
    ]
    states = {code for other in listed for code in other.countries}
    others = next(
        (
            int(number.low)
            for number in parse.numbers
            if number.low and nominal.head < number.first <= nominal.head + 24 and number.low < 40
        ),
        0,
    )
    found = [
        entry
        for entry in parse.pack.members
        if len(states & entry[3]) >= 2
        and (not others or any(len(part & entry[3]) + others == len(entry[3]) for part in _initial_parts(listed)))
    ]
    if len(found) != 1:
        return None
    name, country, role, _ = found[0]
    return Speaker(name, country, role, parse.words(nominal.first, nominal.last))


def _initial_parts(listed: list[Nominal]) -> list[set[str]]:
    """The first two, three, … states of a list: what follows the list may name states too."""
    return [{code for nominal in listed[:count] for code in nominal.countries} for count in range(2, len(listed) + 1)]


def _is_proper(nominal: Nominal) -> bool:
    return nominal.proper or (nominal.sense is not None and nominal.sense.t == "org")


def _office_role(nominal: Nominal) -> str:
    return {"official": "official", "spokesperson": "official"}.get(nominal.office_role, nominal.office_role or nominal.organ_role)


_COMPATIBLE = {
    "media": ("intelligence", "media", "state_media"),
    "official": ("official",),
    "spokesperson": ("official", "government", "authority", "military"),
    "research": ("research", "monitoring_body", "investigator"),
    "monitoring_body": ("monitoring_body", "research"),
    "expert": ("research", "monitoring_body", "expert"),
    "unnamed_official": ("unnamed_official",),
    "unnamed_source": ("unnamed_source", "unnamed_official"),
    "intelligence": ("intelligence",),
    "government": ("government", "official", "authority"),
    "authority": ("authority", "government"),
    "investigator": ("investigator", "authority", "intelligence"),
    "military": ("military",),
    "generic": (
        "monitoring_body",
        "research",
        "intelligence",
        "investigator",
        "authority",
        "government",
        "military",
        "international_organisation",
        "media",
        "company",
        "state_media",
    ),
    "state_media": ("state_media",),
}


def _matching(nominal: Nominal, discourse: Discourse) -> Speaker | None:
    """ "the agency", "the minister", "the group": the latest speaker of that sort."""
    wanted = _COMPATIBLE.get(nominal.office_role or nominal.organ_role, ())
    found = next((speaker for speaker in reversed(discourse.speakers) if speaker.role in wanted), None)
    if found is None and discourse.speaker is not None and discourse.speaker.role in wanted:
        return discourse.speaker
    if found is None and nominal.office_role == "generic":
        found = next((speaker for speaker in reversed(discourse.bodies) if speaker.role in ANALYTIC_ROLES), None)
    if found is None and nominal.office_role == "official":
        return next(reversed(discourse.people), None)
    return found
