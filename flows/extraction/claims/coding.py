"""A frame becomes a claim, or stops at the stage at which it fails."""

from __future__ import annotations

from dataclasses import replace

from flows.extraction.attribution.firmness import status_of
from flows.extraction.attribution.speakers import describe
from flows.extraction.attribution.speech import Attribution, attribute
from flows.extraction.claims.found import Found, evidence
from flows.extraction.claims.notes import Stopped, doubt
from flows.extraction.discourse import Discourse
from flows.extraction.frames.completion import codable, complete
from flows.extraction.frames.frame import Frame
from flows.extraction.parse import Parse
from flows.extraction.slots.events import lies_ahead
from flows.extraction.slots.fill import slots_of
from schemas.review import Stage

_FIRST_YEAR = 2022


def claim_of(frame: Frame, parsed: Parse, discourse: Discourse, number: int) -> Found | None:
    attribution = attribute(frame, parsed, discourse)
    _issued(frame, attribution, parsed, discourse)
    _goes_on(frame, attribution, parsed, discourse)
    _own_ministry(frame, attribution)
    complete(frame, parsed, discourse, attribution.speaker)
    status = status_of(frame, attribution, parsed)
    if not codable(frame):
        stage: Stage = "codable" if frame.actors and frame.recipients and set(frame.actors) != set(frame.recipients) else "party"
        discourse.stopped.append(Stopped(stage, frame, parsed, attribution, status is not None))
        return None
    if status is None:
        discourse.stopped.append(Stopped("status", frame, parsed, attribution, False))
        return None
    slots = slots_of(frame, parsed, discourse)
    if status == "planned" and parsed.published is not None:
        lies_ahead(slots, parsed.published)
    if slots.event_end is not None and slots.event_end.year < _FIRST_YEAR:
        discourse.stopped.append(Stopped("history", frame, parsed, attribution, True))
        return None
    if doubt(frame, attribution, parsed):
        discourse.stopped.append(Stopped("kept", frame, parsed, attribution, True))
    start, end = evidence(frame, attribution, parsed)
    return Found(frame, attribution, status, slots, start, end, number, parsed.in_title, parsed)


def _goes_on(frame: Frame, attribution: Attribution, parsed: Parse, discourse: Discourse) -> None:
    """ "MSMT says that the North sent shells. In return, Russia …": the other half of an exchange that somebody has just told of."""
    opens = any(at < 2 for at in parsed.at_word("in_return"))
    told = discourse.exchange
    if attribution.speaker is None and opens and frame.reversed and told is not None and not parsed.in_title:
        attribution.speaker, attribution.how = told, "exchange"


def _own_ministry(frame: Frame, attribution: Attribution) -> None:
    """ "Japan blacklisted five firms, the foreign ministry said": no other state's ministry announces it."""
    speaker = attribution.speaker
    if frame.kind != "designation" or speaker is None or speaker.country or speaker.role not in ("government", "authority"):
        return
    if len(frame.actors) == 1 and speaker.name == speaker.words:
        attribution.speaker = replace(speaker, country=frame.actors[0])


def _issued(frame: Frame, attribution: Attribution, parsed: Parse, discourse: Discourse) -> None:
    """ "Today, the Treasury designated …": the authority's own announcement, which speaks on where nobody else does (rule 30)."""
    today = any(when.precision == "day" and parsed.mentions[when.first].has("time", "day") for when in parsed.whens)
    actor = frame.actor
    if attribution.speaker is not None or parsed.in_title:
        return
    if frame.kind == "designation" and today and actor is not None and actor.type == "org" and actor.organ_role == "authority":
        discourse.issuer = describe(actor, parsed, discourse)
    if discourse.issuer is not None:
        attribution.speaker, attribution.how = discourse.issuer, "issuer"
