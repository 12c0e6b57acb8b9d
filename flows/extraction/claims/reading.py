"""The row of a claim, in the words and at the offsets of the article."""

from __future__ import annotations

from datetime import date

from flows.extraction.attribution.firmness import is_party
from flows.extraction.attribution.governors import REPORTING
from flows.extraction.claims.found import Found
from flows.extraction.discourse import Speaker
from flows.extraction.frames.frame import Frame
from flows.extraction.packs.load import Pack
from flows.extraction.slots.events import said_on
from flows.extraction.text import Text
from schemas.claim import CODEBOOK_VERSION, Reading

EXTRACTOR = "rules/1"


def reading_of(claim: Found, text: Text, published: date | None, pack: Pack) -> Reading:
    frame, speaker, slots = claim.frame, claim.attribution.speaker, claim.slots
    start, end = text.span(claim.start, claim.end)
    likely = _probability_word(claim, pack)
    cues = [governor.at for governor in claim.attribution.governors if governor.kind in REPORTING and governor.verb]
    confirmed = claim.status == "confirmed_by_parties" and speaker is not None
    return Reading(
        kind=frame.kind,
        actors=list(frame.actors),
        recipients=list(frame.recipients),
        actor_names=_names(frame, "actor"),
        recipient_names=_names(frame, "recipient"),
        actor_basis="inferred" if frame.inferred else "stated",
        **slots.columns(),
        status=claim.status,
        likelihood=pack.likelihoods.get(likely.lower()) if likely else None,
        likelihood_text=likely,
        stance=_stance(claim),
        confirmed_by=_confirmed_by(frame, speaker) if confirmed and speaker else None,
        speaker=speaker.name if speaker else None,
        speaker_country=speaker.country or None if speaker else None,
        speaker_role=speaker.role if speaker else None,
        speaker_text=speaker.words or None if speaker else None,
        relayed_by=claim.attribution.relayed_by,
        asserted_date=said_on(cues, claim.parsed) if speaker else None,
        reported_date=published,
        evidence=text.stored[start:end],
        evidence_start=start,
        evidence_end=end,
        evidence_in="title" if claim.in_title else "text",
        language=pack.code,
        rule=" ".join([*frame.rules, f"speaker:{claim.attribution.how}"]),
        extractor=EXTRACTOR,
        pack=pack.made_from,
        extraction_confidence=_confidence(claim),
        codebook=CODEBOOK_VERSION,
    )


def _probability_word(claim: Found, pack: Pack) -> str | None:
    """ "likely", "najpewniej": the word that says how probable the speaker holds the conduct."""
    cues = (claim.parsed.mentions[governor.at].raw for governor in claim.attribution.governors if governor.kind == "possible")
    return next((raw for raw in cues if raw.lower() in pack.likelihoods), None)


def _confirmed_by(frame: Frame, speaker: Speaker) -> str:
    countries = {speaker.country, *speaker.countries} - {""}
    sides = [name for name, codes in (("actor", frame.actors), ("recipient", frame.recipients)) if countries & set(codes)]
    return "both" if len(sides) == 2 else sides[0]


def _names(frame: Frame, role: str) -> list[str]:
    nominal = frame.actor if role == "actor" else frame.recipient
    if nominal is None:
        return []
    return [name for name in (nominal.person, nominal.organ if nominal.type == "org" else "") if name]


def _stance(claim: Found) -> str | None:
    speaker = claim.attribution.speaker
    if speaker is None:
        return None
    if is_party(claim.frame, speaker):
        return "self_serving"
    return "adverse" if claim.attribution.governs("accuse") else "neutral"


def _confidence(claim: Found) -> float:
    """How sure the reading is: each guess costs."""
    score = 0.95
    if claim.frame.inferred:
        score -= 0.25
    if not claim.frame.actors or not claim.frame.recipients:
        score -= 0.1
    if claim.attribution.how == "relay":
        score -= 0.1
    if claim.in_title:
        score -= 0.1
    return round(score, 2)
