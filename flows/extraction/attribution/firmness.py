"""How firmly a frame is claimed: the first match of codebook section 4, or nothing where nothing is claimed."""

from __future__ import annotations

from flows.extraction.attribution.governors import CANCELLING, REPORTING, answer, negated
from flows.extraction.attribution.speech import Attribution
from flows.extraction.discourse import Speaker
from flows.extraction.frames.frame import Frame
from flows.extraction.packs import forms as f
from flows.extraction.parse import Parse
from schemas.kinds import WATCHED
from schemas.speakers import ANALYTIC_ROLES, OFFICIAL_ROLES
from schemas.statuses import StatusName

_IMPLYING = frozenset({"use", "harm", "seize"})
_PARTY_ROLES = OFFICIAL_ROLES | {"state_media", "group"}


def status_of(frame: Frame, attribution: Attribution, parse: Parse) -> StatusName | None:
    """The status, or None where the words claim nothing: questions, conditions, refusals to comment, calls, bare mentions."""
    if parse.question or (frame.denied and not attribution.governs("deny")) or _cancelled(frame, attribution, parse):
        return None
    if _denied(frame, attribution, parse):
        # That a shell did not go off, or a unit was not hit, denies nothing of how they came there.
        return None if frame.frame in _IMPLYING and attribution.speaker is None else "denied"
    if _possible(frame, attribution):
        return "possible_concern"
    if _planned(frame, attribution, parse):
        return "planned"
    if attribution.governs("allege") and not _official(attribution.speaker):
        return "alleged"
    return by_speaker(frame, attribution.speaker, attribution.cue)


def by_speaker(frame: Frame, speaker: Speaker | None, cue: str) -> StatusName:
    """The rung that the speaker's place gives."""
    if speaker is None:
        return "reported"
    if is_party(frame, speaker):
        return "confirmed_by_parties"
    if speaker.role in ANALYTIC_ROLES:
        return "officially_asserted" if speaker.role == "investigator" and cue == "accuse" else "assessed"
    if speaker.role in OFFICIAL_ROLES:
        return "officially_asserted"
    if speaker.role in ("media", "company", "none", "state_media"):
        return "reported"
    return "alleged"


def is_party(frame: Frame, speaker: Speaker) -> bool:
    """Whether the speaker is the actor or the recipient, or an organ of one."""
    countries = {speaker.country, *speaker.countries} - {""}
    if not countries or speaker.role not in _PARTY_ROLES or frame.kind == "violation_finding":
        return False
    return countries <= {*frame.actors, *frame.recipients}


def _official(speaker: Speaker | None) -> bool:
    return speaker is not None and (speaker.role in OFFICIAL_ROLES or speaker.role in ANALYTIC_ROLES)


def _cancelled(frame: Frame, attribution: Attribution, parse: Parse) -> bool:
    for governor in attribution.governors:
        if governor.kind == "ask" and answer(frame.at, parse) >= 0:
            continue
        if governor.kind == "say" and governor.before and _only_names(governor.at, frame, parse) and not attribution.governs("deny"):
            return True
        if governor.kind in CANCELLING and not (governor.kind == "stop" and governor.negated) and governor.before:
            return True
        if governor.negated and governor.kind in ("say", "confirm", "deny", "find") and governor.verb:
            # "powiedział dowódca, nie ujawnił jednak liczby": who said it leaves out something else
            said = any(other.kind in REPORTING and not other.negated for other in attribution.governors)
            if governor.before or not said:
                return True
    if frame.frame == "violate" and (_would(frame, parse) or _would_be(frame, parse)):
        return True
    if frame.kind == "designation" and parse.mentions[frame.at].has("cue", "promise") and not _against_watched(frame, parse):
        return True
    gerund = frame.bits & f.GERUND or (frame.noun and parse.mentions[frame.at].word.endswith("ing"))
    if frame.at and not parse.pack.has_cases and gerund and parse.mentions[frame.at - 1].has("prep", "against"):
        return True  # "warned Beijing against supplying"
    clause = parse.clauses[frame.clause]
    if frame.noun and _reason_for_measures(frame, parse):
        return True
    if frame.noun and any(
        (mention.bits("verb") | mention.bits("act") | mention.bits("cue")) & f.CONDITIONAL
        for mention in (parse.mentions[at] for at in clause.positions())
    ):
        return True
    asked = clause.opener in ("if", "whether") and not attribution.governs("exclude")
    if asked and not (attribution.governs("ask") and answer(frame.at, parse) >= 0):
        return True
    if frame.bits & f.CONDITIONAL and not frame.bits & (f.PAST | f.PRESENT):
        return not attribution.governs("fear", "possible")
    if any(part.opener == "if" for part in parse.clauses) and _hypothetical(frame, parse):
        return True
    if clause.opener == "purpose" and parse.pack.has_cases and not _aimed_at(frame, attribution, parse):
        return True
    if _bare_infinitive(frame, parse) and not attribution.governs(
        "plan", "fear", "possible", "deny", "accuse", "promise", "exclude", "allege", "enable", "occur", "light"
    ):
        return True
    return bool(frame.noun and not _licensed(frame, attribution, parse))


def _reason_for_measures(frame: Frame, parse: Parse) -> bool:
    """ "nałożył sankcje na firmę za wysyłkę broni": what somebody is punished for, said by the way; English says it with a verb."""
    if not parse.pack.has_cases:
        return False
    before = parse.mentions[max(frame.at - 3, 0) : frame.at]
    at = next((step for step, mention in enumerate(before) if mention.is_word("reason")), -1)
    if at < 0 or any(mention.mark for mention in before[at:]):
        return False
    clause = parse.clauses[frame.clause]
    return any(
        step < frame.at and (parse.mentions[step].has("verb", "impose") or parse.mentions[step].has("verb", "list"))
        for step in clause.positions()
    )


def _only_names(at: int, frame: Frame, parse: Parse) -> bool:
    """ "called the report that workers had been hired a question for the plant": a remark about a report does not repeat it."""
    for step in range(at + 1, min(at + 4, frame.at)):
        if parse.mentions[step].is_word("accusation"):
            return step + 1 < frame.at and parse.mentions[step + 1].is_word("that") and not parse.pack.has_cases
    return False


def _aimed_at(frame: Frame, attribution: Attribution, parse: Parse) -> bool:
    """ "zaprzeczył, by": the clause is what is denied or decided, not what something else is for."""
    return any(
        governor.kind in ("deny", "fear", "plan", "exclude") and parse.clause_of(governor.at) == frame.clause - 1
        for governor in attribution.governors
    )


def _hypothetical(frame: Frame, parse: Parse) -> bool:
    clause = parse.clauses[frame.clause]
    return any(mention.is_word("would") or mention.has("cue", "possible") for mention in parse.mentions[clause.first : frame.at])


def _bare_infinitive(frame: Frame, parse: Parse) -> bool:
    """ "to fight", "aby pomóc": an aim, not a statement."""
    if frame.noun or not frame.bits & f.INFINITIVE:
        return False
    if parse.pack.has_cases:
        return not frame.bits & f.FINITE
    if not (frame.at > 0 and parse.mentions[frame.at - 1].word == "to"):
        return False
    if frame.kind == "missile_funding":
        return False  # "steal cryptocurrency to fund its programme": what the money is for is what it pays for
    before = parse.mentions[frame.at - 2] if frame.at > 1 else None  # "help to finance", "continue to work", "are used to pay for"
    return not (
        before is not None and (before.has("verb", "help") or any(before.has("cue", kind) for kind in ("occur", "enable", "light")))
    )


def _licensed(frame: Frame, attribution: Attribution, parse: Parse) -> bool:
    """A noun states something only where the sentence asserts it: accused of, confirmed the, carried out, goes on."""
    mention = parse.mentions[frame.at]
    if frame.frame in ("violate", "receive"):
        before = parse.mentions[max(frame.at - 4, 0) : frame.at]
        if any((other.has("prep", "in") and not parse.pack.has_cases) or other.is_word("be") for other in before):
            return True  # "in violation of", "is a breach of"
    if (
        frame.frame == "steal"
        and frame.actors
        and any(parse.mentions[at].is_word("author") for at in parse.clauses[frame.clause].positions())
    ):
        return True  # "za włamaniem stoi grupa", "kradzież była dziełem hakerów": it is said who did it
    if frame.frame == "steal" and frame.actors and parse.mentions[frame.at - 1].is_word("reason") and attribution.governs("find", "say"):
        return True  # "ustaliła, że za majowym włamaniem …"
    if mention.bits("verb") & f.GERUND and not parse.pack.has_cases:
        return True
    if any(governor.kind in ("say", "find") and parse.clause_of(governor.at) == frame.clause for governor in attribution.governors):
        return True  # "announced the delivery"; in "said that exports are controlled" nobody says that they happen
    return (
        attribution.governs(
            "accuse", "thank", "deny", "confirm", "fear", "possible", "plan", "light", "occur", "allege", "promise", "exclude"
        )
        or any(governor.kind == "enable" and governor.before for governor in attribution.governors)
        or bool(parse.in_title)
    )


def _denied(frame: Frame, attribution: Attribution, parse: Parse) -> bool:
    if attribution.governs("deny") and attribution.speaker is not None:
        return True
    if any(governor.kind == "exclude" and not governor.negated for governor in attribution.governors):
        return True
    if any(governor.kind == "plan" and governor.negated for governor in attribution.governors):
        return True
    answered = answer(frame.at, parse) if attribution.governs("ask") else -1
    if answered >= 0 and (negated(parse, answered) or any(parse.mentions[at].has("cue", "deny") for at in parse.cues if at > frame.at)):
        return True
    return (
        negated(parse, frame.at)
        or _there_is_no(frame, parse)
        or (not frame.noun and parse.mentions[frame.at].is_word("not"))
        or any(nominal.negated for nominal in frame.themes if nominal in parse.nominals)
    )


def _there_is_no(frame: Frame, parse: Parse) -> bool:
    """ "there has been no transfer of": the noun itself is denied."""
    if parse.pack.has_cases or not frame.noun:
        return False
    for step in range(frame.at - 1, max(frame.at - 3, -1), -1):
        mention = parse.mentions[step]
        if mention.is_word("no"):
            return True
        if mention.mark or mention.types & {"verb", "prep", "cue"}:
            return False
    return False


def _possible(frame: Frame, attribution: Attribution) -> bool:
    return any(
        governor.kind in ("fear", "possible") or (governor.kind == "exclude" and governor.negated) for governor in attribution.governors
    )


def _would(frame: Frame, parse: Parse) -> bool:
    clause = parse.clauses[frame.clause]
    return not frame.noun and any(mention.is_word("would") for mention in parse.mentions[max(clause.first, frame.at - 4) : frame.at])


def _would_be(frame: Frame, parse: Parse) -> bool:
    """ "byłoby to naruszenie": what it would be if it were done."""
    clause = parse.clauses[frame.clause]
    return parse.pack.has_cases and any(parse.mentions[at].is_word("would") for at in clause.positions())


def _against_watched(frame: Frame, parse: Parse) -> bool:
    """Measures that are only announced or threatened are coded where they are said to aim at somebody watched."""
    return any({*nominal.countries} & set(WATCHED) - set(frame.actors) for nominal in parse.nominals)


def _planned(frame: Frame, attribution: Attribution, parse: Parse) -> bool:
    if attribution.governs("plan", "promise"):
        return True
    speaker = attribution.speaker
    announced = any(parse.mentions[governor.at].is_word("announced") and not governor.negated for governor in attribution.governors)
    if announced and frame.noun and frame.frame == "send" and speaker is not None and is_party(frame, speaker):
        return True  # "announced the dispatch of": what a party announces it is yet to do
    carried = [parse.mentions[governor.at].bits("cue") for governor in attribution.governors if governor.kind in ("light", "occur")]
    if frame.noun and any(bits & f.FUTURE and not bits & f.PRESENT for bits in carried):
        return True  # "rozpoczną kurs"
    if any(governor.kind in REPORTING for governor in attribution.governs_verbs()) and _would(frame, parse):
        return True  # "said that it would send"
    return bool(frame.bits & f.FUTURE and not frame.bits & f.PRESENT and not frame.noun)
