"""Sentences that speak of what was said before: who said it, and that it is denied."""

from __future__ import annotations

from dataclasses import replace

from flows.extraction.attribution import turns
from flows.extraction.attribution.denials import denier
from flows.extraction.attribution.firmness import by_speaker
from flows.extraction.attribution.governors import Governor
from flows.extraction.attribution.speakers import MEDIA_ROLES, describe
from flows.extraction.attribution.speech import Attribution
from flows.extraction.attribution.subjects import speaker_of
from flows.extraction.claims.found import Found, evidence
from flows.extraction.claims.memory import speakers_in
from flows.extraction.discourse import Discourse, Speaker
from flows.extraction.packs import forms as f
from flows.extraction.parse import Parse
from flows.extraction.slots.slots import Slots


def denial_of_earlier(parsed: Parse, discourse: Discourse, found: list[Found], new: list[Found], number: int) -> list[Found]:
    """ "The Kremlin called the report false": the last conduct that somebody else claimed, denied."""
    turned_down = denier(parsed, discourse)
    if turned_down is None or any(claim.status == "denied" for claim in new):
        return []
    speaker, at = turned_down
    said = sorted((claim for claim in [*found, *new] if not claim.in_title), key=lambda claim: -claim.sentence)
    for claim in said:
        told, frame = claim.attribution.speaker, claim.frame
        if frame.kind == "designation" or claim.status in ("denied", "planned") or (told is not None and told.name == speaker.name):
            continue
        if not {speaker.country, *speaker.countries} & {*frame.actors, *frame.recipients}:
            continue
        denied = replace(
            frame, at=at, clause=parsed.clause_of(at), themes=[], actor=None, recipient=None, span=[at], rules=["denied.anaphor"]
        )
        attribution = Attribution(speaker=speaker, how="anaphor", cue="deny", span=[at])
        start, end = evidence(denied, attribution, parsed)
        slots = Slots(item=claim.slots.item, programme=claim.slots.programme)
        return [Found(denied, attribution, "denied", slots, start, end, number, False, parsed)]
    return []


def spoken_before(discourse: Discourse, found: list[Found], paragraph: int) -> None:
    """ "– A. B – powiedział X": what stands before the attribution of a paragraph of direct speech is the same speaker's."""
    speaker = discourse.dashed
    if speaker is None or speaker is not discourse.speaker:
        return
    for claim in found:
        if claim.sentence >= paragraph and not claim.in_title and claim.attribution.speaker is None and turns.spoken(claim.parsed):
            claim.attribution.speaker, claim.attribution.how = speaker, "turn"
            if claim.status == "reported":
                claim.status = by_speaker(claim.frame, speaker, "say")


def attribute_backwards(parsed: Parse, discourse: Discourse, found: list[Found], new: list[Found], number: int) -> None:
    """ "Tak napisał dziennik …": a sentence that only says who said the one before."""
    if new or not any(at < 2 for at in parsed.at_word("backward")):
        return
    speakers = speakers_in(parsed, discourse) or [
        speaker
        for nominal in parsed.nominals
        if nominal.inside is None
        and (nominal.type in ("org", "organ", "office", "person") or (nominal.type == "document" and nominal.organ))
        and (speaker := describe(nominal, parsed, discourse))
    ]
    if not speakers:
        return
    speaker = next((speaker for speaker in speakers if speaker.role not in ("media",)), speakers[0])
    discourse.speaker = speaker
    for claim in found:
        told = claim.attribution.speaker
        if claim.sentence == number - 1 and not claim.in_title and (told is None or _speaks_for(speaker, told)):
            claim.attribution.speaker = speaker
            if claim.status == "reported":
                claim.status = by_speaker(claim.frame, speaker, "say")


def closes_a_run(parsed: Parse, discourse: Discourse, found: list[Found], number: int, opens: bool) -> None:
    """ "Podoficerowie uczą ich … Kurs trwa trzy tygodnie – podała SBU": the attribution that closes a paragraph's first two sentences."""
    if opens or parsed.in_title or not parsed.pack.has_cases:
        return
    said = [
        at
        for at in parsed.cues
        if parsed.clauses[parsed.clause_of(at)].opener == "dash"
        and at - parsed.clauses[parsed.clause_of(at)].first <= 1
        and parsed.mentions[at].bits("cue") & f.FINITE
        and any(sense.t == "cue" and sense.k in ("say", "find") for sense, _ in parsed.mentions[at].senses)
    ]
    if not said:
        return
    speaker, _ = speaker_of(Governor(said[-1], "say", False, True, False), parsed, discourse)
    if speaker is None or speaker.role in MEDIA_ROLES:
        return
    for claim in found:
        if claim.sentence == number - 1 and not claim.in_title and claim.attribution.speaker is None and claim.attribution.how == "outlet":
            claim.attribution.speaker, claim.attribution.how = speaker, "closing"
            if claim.status == "reported":
                claim.status = by_speaker(claim.frame, speaker, "say")


def _speaks_for(person: Speaker, institution: Speaker) -> bool:
    """Whether a named official says what the sentence before put in the mouth of his institution."""
    if person.role != "official":
        return False
    return person.organ == institution.name or (person.country == institution.country and institution.role in ("government", "authority"))
