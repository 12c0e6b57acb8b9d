"""What the rules met and did not turn into a claim: where each frame stopped, and which sentences people should look at.

Remembering costs an append for each frame that is dropped; words are made only when somebody asks for them.
"""

from __future__ import annotations

from typing import NamedTuple

from flows.extraction.attribution.governors import REPORTING
from flows.extraction.attribution.speech import Attribution
from flows.extraction.frames.frame import Frame
from flows.extraction.parse import Parse
from flows.extraction.text import Text
from schemas.kinds import EVOKED, WATCHED
from schemas.review import Note, Stage

_FIRED = frozenset({"use", "make"})  # launches and tests are no transfers; whoever makes and uses is named where it is one


class Stopped(NamedTuple):
    """A frame and the stage where it stopped; ``kept`` for one that became a claim."""

    stage: Stage
    frame: Frame
    parsed: Parse
    attribution: Attribution | None
    stated: bool  # whether the words state something at all: no question, condition, refusal


def doubt(frame: Frame, attribution: Attribution, parsed: Parse) -> str:
    """Why a claim should be looked at although it was made, or nothing."""
    if frame.mutual:
        return "direction_unclear"
    if attribution.speaker is None and any(
        governor.kind in REPORTING and governor.verb and governor.before and not governor.negated for governor in attribution.governors
    ):
        return "speaker_unknown"
    if parsed.clauses[frame.clause].opener == "that" and not attribution.governors:
        return "cue_unknown"
    return ""


def unjoined(parsed: Parse) -> Frame | None:
    """In a sentence without a frame: a trigger, a thing it can be about and a watched state that no rule joins; or nothing."""
    if parsed.question or not any(code in WATCHED for nominal in parsed.nominals for code in nominal.countries):
        return None
    things = {
        sense.k: nominal
        for nominal in parsed.nominals
        for part in (nominal, nominal.content)
        if part is not None
        for sense in part.themes
        if not sense.weak
    }
    for at, mention in enumerate(parsed.mentions):
        for sense, bits in mention.senses:
            if sense.t not in ("verb", "noun") or sense.k in _FIRED:
                continue
            theme = next((theme for theme in things if (sense.k, theme) in EVOKED), None)
            if theme is not None:
                return Frame(at, parsed.clause_of(at), sense.k, EVOKED[sense.k, theme], bits, sense.t == "noun", [things[theme]])
    return None


def note(stopped: Stopped, text: Text, claimed: set[tuple[str, int]]) -> Note:
    """A stopped frame in words, with the stored place of its sentence.

    ``claimed`` holds kind and sentence of every claim of the article: what a sentence says anyway, or a headline says again, is no
    doubt about a party.
    """
    frame, parsed = stopped.frame, stopped.parsed
    known = stopped.stage == "party" and any(kind == frame.kind and (parsed.in_title or start == parsed.start) for kind, start in claimed)
    start, end = text.span(parsed.start, parsed.end)
    return Note(
        stage=stopped.stage,
        kind=frame.kind,
        actors=frame.actors,
        recipients=frame.recipients,
        trigger=parsed.mentions[frame.at].raw,
        why=_why(stopped),
        reason="" if known else _reason(stopped),
        start=start,
        end=end,
        in_title=parsed.in_title,
    )


def _reason(stopped: Stopped) -> str:
    """Why people should look; nothing where no watched state is in play or the words state nothing."""
    frame, parsed = stopped.frame, stopped.parsed
    if stopped.stage == "kept" and stopped.attribution is not None:
        return doubt(frame, stopped.attribution, parsed)
    if stopped.stage == "frame" and stopped.stated:
        return "unjoined"
    if stopped.stage != "party" or not stopped.stated:
        return ""
    named = () if frame.noun else (code for nominal in parsed.nominals for code in nominal.countries)
    if not {*frame.actors, *frame.recipients, *named} & set(WATCHED):
        return ""
    return "direction_unclear" if frame.mutual else "party_unknown"


def _why(stopped: Stopped) -> str:
    frame, parsed = stopped.frame, stopped.parsed
    if stopped.stage == "status" and stopped.attribution is not None:
        cues = [
            f"{'not ' if governor.negated else ''}{parsed.mentions[governor.at].raw} ({governor.kind})"
            for governor in stopped.attribution.governors
        ]
        return f"the words claim nothing; governed by {', '.join(cues) or 'nothing'}{', a question' if parsed.question else ''}"
    parties = f"{', '.join(frame.actors) or '?'} → {', '.join(frame.recipients) or '?'}"
    said = {
        "frame": "no rule joins these words" if stopped.stated else "its thing has a verb of its own",
        "party": "a party is missing",
        "codable": "these parties are not coded",
        "history": "it ended before 2022",
        "merge": "another claim says the same",
        "kept": "it became a claim",
    }
    rules = f"; rule {' '.join(frame.rules)}" if frame.rules else ""
    return f"{parties}: {said.get(stopped.stage, stopped.stage)}{rules}"
