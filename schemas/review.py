"""What reading an article met and did not turn into a claim, and the queue of what people should look at."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar, Literal

from schemas.record import Row

# The stages of a reading, in order; a miss is lost at one of them.
Stage = Literal["prefilter", "sentence", "trigger", "frame", "party", "codable", "status", "history", "merge", "kept"]

REASONS: dict[str, str] = {
    "party_unknown": "a conduct and its thing are stated, but who does it or who gets it is not understood",
    "direction_unclear": "two states are named without saying who gives and who gets (rule 26)",
    "unjoined": "words of a conduct, its thing and a watched state stand together, but no rule sees a statement in them",
    "speaker_unknown": "somebody is said to say it, but who is not understood",
    "cue_unknown": "the words that introduce the statement are not in the lexicon, so how firmly it is said is not understood",
    "maybe_listed": "a party's name is near one on a sanctions list and not the same; nothing is joined until somebody has looked",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A conduct that stopped at a stage of reading, or was kept with a doubt. Offsets are those of its sentence, in title or text as stored.

    ``why`` is in words; ``reason`` is one of ``REASONS``, or empty where nobody needs to look.
    """

    stage: Stage
    kind: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    trigger: str
    why: str
    reason: str
    start: int
    end: int
    in_title: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Row):
    """One row per article version, sentence and reason: wording that the rules met but did not understand, for people to look at."""

    TABLE: ClassVar[str] = "review"
    KEY: ClassVar[tuple[str, ...]] = ("review_id",)

    review_id: Annotated[str, "Id made from the article, its content, the sentence's place and the reason: the same doubt has the same id"]
    article_id: Annotated[str, "The article"]
    article_version: Annotated[int, "The version of that article"]
    reason: Annotated[str, "party_unknown, direction_unclear, unjoined, speaker_unknown, cue_unknown or maybe_listed"]
    explanation: Annotated[str, "What was not understood, in words"]
    kind: Annotated[str, "The kind of conduct that the sentence seems to be about: a name from schemas/kinds.py"]
    actors: Annotated[list[str], "Who seems to do it, as far as understood; empty when unknown"]
    recipients: Annotated[list[str], "Who seems to get it, as far as understood; empty when unknown"]
    trigger: Annotated[str, "The word that evokes the conduct, as written"]
    sentence: Annotated[str, "The sentence, verbatim"]
    sentence_start: Annotated[int, "Offset of its first character, in code points"]
    sentence_end: Annotated[int, "Offset after its last character, in code points"]
    sentence_in: Annotated[str, "Where the offsets count: text or title"]
    language: Annotated[str, "Language the article was read in, ISO 639-1"]
    extractor: Annotated[str, "What read it"]
    pack: Annotated[str, "Fingerprint of the language pack it was read with"]
    withdrawn_at: Annotated[datetime | None, "When a later reading of the same text had this doubt no more (UTC); null while it stands"] = (
        None
    )
    withdrawn_by: Annotated[str | None, "The run of that reading"] = None
    run_id: Annotated[str, "The run that loaded it, or that had the doubt again after it was withdrawn"]
    loaded_at: Annotated[datetime, "When that was (UTC)"]


def review_id(article_id: str, content_hash: str, note: Note) -> str:
    """The same doubt about the same sentence of the same article has the same id."""
    return hashlib.sha256(repr((article_id, content_hash, note.in_title, note.start, note.reason)).encode()).hexdigest()[:24]
