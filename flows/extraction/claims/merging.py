"""What is said twice is one claim; what belongs together is linked."""

from __future__ import annotations

from itertools import pairwise

from flows.extraction.claims.found import Found, same_voice
from flows.extraction.claims.notes import Stopped
from flows.extraction.discourse import Discourse
from flows.extraction.frames.frame import Frame
from flows.extraction.packs import forms as f
from flows.extraction.parse import Parse


def main_frames(found: list[Frame]) -> list[Frame]:
    """Without participles on a thing that has its own verb: "fighters bought from Russia will land in Iran"."""
    kept = []
    for frame in found:
        main = next((other for other in found if frame.attributive and _stands_for(other, frame)), None)
        if main is None:
            kept.append(frame)
            continue
        main.actors = main.actors or tuple(code for code in frame.actors if code not in main.recipients)
        main.recipients = main.recipients or tuple(code for code in frame.recipients if code not in main.actors)
    return kept


def _stands_for(other: Frame, frame: Frame) -> bool:
    return other.kind == frame.kind and not other.attributive and bool(set(map(id, other.themes)) & set(map(id, frame.themes)))


_PEOPLE = ("troop_deployment", "labour_export")


def alongside(frame: Frame, earlier: list[Found], parsed: Parse) -> None:
    """ "labourers have been sent to Russia, in addition to 15,000 troops dispatched in two waves": whence and whither the others went."""
    if parsed.pack.has_cases or frame.actors or frame.recipients or frame.kind not in _PEOPLE or not frame.bits & f.PASSIVE:
        return
    others = [claim.frame for claim in earlier if claim.frame.kind in _PEOPLE and claim.frame.kind != frame.kind]
    if others:
        frame.actors, frame.recipients, frame.inferred = others[-1].actors, others[-1].recipients, True
        frame.rules.append("parties:alongside")


def repeats(claim: Found, earlier: list[Found]) -> bool:
    """Whether a claim of the same sentence already says this conduct; the fuller one stays."""
    for other in earlier:
        same = (
            other.frame.kind == claim.frame.kind
            and set(other.frame.actors) == set(claim.frame.actors)
            and set(other.frame.recipients) == set(claim.frame.recipients)
        )
        if not same or not same_voice(other, claim):
            continue
        if claim.slots.quantity_text and other.slots.quantity_text and claim.slots.quantity_text != other.slots.quantity_text:
            continue
        if claim.frame.kind == "designation" and claim.slots.unit and other.slots.unit and claim.slots.unit != other.slots.unit:
            continue  # "siedem osób i siedem podmiotów"
        if claim.status != other.status and "planned" in (claim.status, other.status) and claim.slots.quantity_text:
            continue
        other.slots.fill(claim.slots)
        return True
    return False


def without_repeats(found: list[Found], discourse: Discourse) -> list[Found]:
    """Headline and body say the same thing once; so does a speaker who repeats himself without adding anything."""
    kept: list[Found] = []
    found = [claim for claim in found if claim.attribution.how != "anaphor" or not any(_says_fully(other, claim) for other in found)]
    body = [claim for claim in found if not claim.in_title]
    for claim in found:
        if claim.in_title:
            if any(_same_conduct(claim, other) for other in body):
                discourse.stopped.append(Stopped("merge", claim.frame, claim.parsed, claim.attribution, True))
                continue
        elif (
            claim.frame.attributive
            and claim.frame.kind == "designation"
            and any(other is not claim and not other.frame.attributive and _same_conduct(claim, other) for other in body)
        ):
            continue  # "the network sanctioned today has …": the listing has its own claim
        elif any(
            _same_conduct(claim, other) and same_voice(claim, other) and claim.status == other.status and other.slots.covers(claim.slots)
            for other in kept
            if not other.in_title
        ):
            discourse.stopped.append(Stopped("merge", claim.frame, claim.parsed, claim.attribution, True))
            continue
        kept.append(claim)
    return kept


def _says_fully(other: Found, denial: Found) -> bool:
    """ "rejected the accusation. … said his country had shipped no weapons": the denial that says what it denies is the one kept."""
    if other.status != "denied" or other.attribution.how == "anaphor" or abs(other.sentence - denial.sentence) > 2:
        return False
    told, a, b = other.attribution.speaker, other.frame, denial.frame
    same_side = told is None or denial.attribution.speaker is None or told.country in ("", denial.attribution.speaker.country)
    return same_side and bool({*a.actors, *a.recipients} & {*b.actors, *b.recipients})


def link_exchanges(kept: list[Found]) -> None:
    """ "sent shells and received missiles in return": the two directions of one exchange get one group (rule 19)."""
    groups = 0
    for claim, other in pairwise(kept):
        a, b = claim.frame, other.frame
        opposite = set(a.actors) & set(b.recipients) and set(a.recipients) & set(b.actors)
        near = claim.in_title == other.in_title and other.sentence - claim.sentence <= 1
        if opposite and near and (a.reversed or b.reversed):
            if claim.slots.exchange_group is None:
                groups += 1
                claim.slots.exchange_group = f"exchange {groups}"
            other.slots.exchange_group = claim.slots.exchange_group


def _same_conduct(one: Found, other: Found) -> bool:
    a, b = one.frame, other.frame
    return (
        a.kind == b.kind
        and bool(set(a.actors) & set(b.actors) or not a.actors)
        and bool(set(a.recipients) & set(b.recipients) or not a.recipients)
    )
