"""Who owns the words of a frame: the cues that govern it, and the speaker behind each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from flows.extraction.attribution.cited import according, colon, relayed
from flows.extraction.attribution.governors import REPORTING, Governor, answer, governors
from flows.extraction.attribution.predication import nominative
from flows.extraction.attribution.speakers import MEDIA_ROLES, describe
from flows.extraction.attribution.subjects import speaker_of
from flows.extraction.discourse import Discourse, Speaker
from flows.extraction.frames.frame import Frame
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f
from flows.extraction.parse import Parse
from schemas.speakers import ANALYTIC_ROLES


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
        return any([governor.kind in kinds for governor in self.governors])  # noqa: C419 - a list of a few is faster than a generator


def attribute(frame: Frame, parse: Parse, discourse: Discourse) -> Attribution:
    """Finds the governors of a frame and resolves its speaker."""
    found = Attribution([governor for at in parse.cues for governor in governors(at, frame, parse)])
    told = [
        governor
        for governor in found.governors
        if (governor.kind in REPORTING or (governor.kind == "plan" and not governor.before and governor.at != frame.at))
        and governor.verb
        and (not parse.mentions[governor.at].bits("cue") & f.FIRST or _reads(governor, parse))
    ]  # who "I" is, another cue says; but "czytamy w raporcie" names its source
    before = [governor for governor in told if governor.before]
    after = [governor for governor in told if not governor.before]
    source = according(frame, parse, discourse) or colon(frame, parse, discourse)
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
    if source is not None and before and parse.clause_of(source[1]) == frame.clause and source[1] > before[-1].at:
        later.clear()  # "poseł powiedział, że według NIS …": who stands within owns the words
        speakers.insert(0, (source[0], "source", "say", source[1]))
    speakers += [entry for _, entry in sorted(later, key=lambda pair: abs(pair[0] - frame.at))]  # the nearest owns the words
    if found.governs("ask") and (answered := answer(frame.at, parse)) >= 0:
        replies = [
            at for at in parse.cues if frame.at < at < answered and any(sense.k in REPORTING for sense, _ in parse.mentions[at].all("cue"))
        ]
        for at in replies[-1:]:
            speaker, where = speaker_of(Governor(at, "say", False, True, True), parse, discourse)
            speakers = [(speaker, "answer", "say", where)] if speaker is not None else speakers
    if discourse.turn is not None and (not speakers or (source is not None and speakers[0][1] == "source" and _own_figures(parse))):
        speakers = [(discourse.turn, "turn", "say", frame.at)]
    if not speakers and discourse.quoting is not None and only_quoted(parse):
        speakers.append((discourse.quoting, "quote", "say", frame.at))
    relay = relayed(parse, discourse)
    if relay is not None:
        speakers = (
            [(relay[0], "relay", "say", relay[1]), *speakers]
            if relay[0].role not in MEDIA_ROLES
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
            if source is not None and source.role not in MEDIA_ROLES:
                if speaker.role in MEDIA_ROLES:
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
    if clause.opener != "relative" or not parse.mentions[clause.first].is_word("whom") or not nominative(nominal, parse.pack):
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
    if speaker is None or speaker.organ or speaker.role in MEDIA_ROLES or not parse.at_word("anonymous"):
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
        [entry for entry in speakers if entry[0].role not in MEDIA_ROLES]
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
    found.relayed_by = [entry[0].name for entry in speakers if entry[0].role in MEDIA_ROLES and entry[0].name != speaker.name]
    found.span.append(at)
