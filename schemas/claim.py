"""The claim: who says what, how firmly, in which words. Columns follow section 2 of the codebook."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Annotated, ClassVar

from schemas.record import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Row):
    """One row per speaker, conduct and passage: what an extractor read in one article, before it is known to any warehouse."""

    TABLE: ClassVar[str] = "readings"
    KEY: ClassVar[tuple[str, ...]] = ()

    kind: Annotated[str, "What is claimed: a name from schemas/kinds.py"]
    actors: Annotated[list[str], "Who does, sends, pays, shares or lists: ISO 3166-1 alpha-2 codes, or EU, UN; empty when unknown"]
    recipients: Annotated[list[str], "Who gets it: ISO 3166-1 alpha-2 codes, or EU, UN; empty when unknown"]
    actor_names: Annotated[list[str], "Named people, units and firms on the acting side"]
    recipient_names: Annotated[list[str], "Named people, units and firms on the receiving side"]
    actor_basis: Annotated[str | None, "stated, or inferred when a party was taken from the context"] = None
    place: Annotated[str | None, "Finest place stated for the conduct, English name"] = None
    place_country: Annotated[str | None, "Country of that place, ISO 3166-1 alpha-2"] = None
    place_precision: Annotated[str | None, "point, city, region or country"] = None
    quantity_min: Annotated[float | None, "Lower bound of the number of persons, shells, systems …"] = None
    quantity_max: Annotated[float | None, "Upper bound of that number"] = None
    unit: Annotated[str | None, "What is counted: soldiers, shells, containers, tonnes …"] = None
    quantity_text: Annotated[str | None, "The number in the article's words"] = None
    quantity_precision: Annotated[str | None, "exact, approximate, range, bound or order_of_magnitude"] = None
    quantity_type: Annotated[str | None, "stock (so many in all) or flow (so many more); null when the text does not say"] = None
    amount_min: Annotated[float | None, "Lower bound of a sum of money, in units of the currency"] = None
    amount_max: Annotated[float | None, "Upper bound of that sum"] = None
    currency: Annotated[str | None, "ISO 4217 code"] = None
    item: Annotated[str | None, "Thing or know-how, in a small English vocabulary; several joined with '; '"] = None
    item_text: Annotated[str | None, "The item in the article's words"] = None
    programme: Annotated[str | None, "What it serves: ballistic missile, nuclear, satellite …"] = None
    status: Annotated[str, "How firmly: a name from schemas/statuses.py"]
    likelihood: Annotated[
        str | None, "Probability word of the speaker as a band of ICD 203: likely, very_likely …; null when none is used"
    ] = None
    likelihood_text: Annotated[str | None, "That word as written"] = None
    stance: Annotated[str | None, "adverse, self_serving or neutral: the speaker's position towards the conduct"] = None
    confirmed_by: Annotated[str | None, "actor, recipient or both, where a party confirms"] = None
    speaker: Annotated[str | None, "Who owns the words, canonical English name; null for the outlet's own voice"] = None
    speaker_country: Annotated[str | None, "Country of the speaker, ISO 3166-1 alpha-2 or EU; null for bodies of several states"] = None
    speaker_role: Annotated[str | None, "official, government, intelligence, monitoring_body, research, media, unnamed_official …"] = None
    speaker_text: Annotated[str | None, "The speaker in the article's words"] = None
    relayed_by: Annotated[list[str], "Chain of outlets between the speaker and this article"]
    event_start: Annotated[date | None, "First day of the conduct; null when the text gives none or the article has no date"] = None
    event_end: Annotated[date | None, "Last day of the conduct; null when open or unknown"] = None
    event_precision: Annotated[str | None, "day, week, month, quarter, year or open"] = None
    date_text: Annotated[str | None, "The date in the article's words"] = None
    asserted_date: Annotated[date | None, "Day on which the speaker said it; null when the text gives none or the article has no date"] = (
        None
    )
    reported_date: Annotated[date | None, "Publication date of the article"] = None
    losses_min: Annotated[float | None, "Casualties stated with a deployment, lower bound"] = None
    losses_max: Annotated[float | None, "Casualties stated with a deployment, upper bound"] = None
    losses_text: Annotated[str | None, "The casualties in the article's words"] = None
    instrument_asserted: Annotated[str | None, "Rule that the speaker names, in the speaker's words"] = None
    exchange_group: Annotated[str | None, "Links the two directions of an exchange inside one article"] = None
    evidence: Annotated[str, "Verbatim words of the article"]
    evidence_start: Annotated[int, "Offset of the first character, in code points"]
    evidence_end: Annotated[int, "Offset after the last character, in code points"]
    evidence_in: Annotated[str, "Where the offsets count: text or title"]
    language: Annotated[str, "Language the article was read in, ISO 639-1"]
    rule: Annotated[str, "Which rules filled the claim: trigger, actor, recipient, speaker"]
    extractor: Annotated[str, "What read the article: rules, with the version of the program"]
    pack: Annotated[str, "Fingerprint of the language pack it was read with"]
    extraction_confidence: Annotated[float, "How sure the reading is, 0 to 1; says nothing about truth"]
    codebook: Annotated[str, "Version of the codebook the kinds and statuses follow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Reading):
    """One row per speaker, article version, conduct and passage: who says that what happened, how firmly, in which words."""

    TABLE: ClassVar[str] = "claims"
    KEY: ClassVar[tuple[str, ...]] = ("claim_id",)

    claim_id: Annotated[str, "Id made from the article's content and what the claim says: the same reading has the same id"]
    article_id: Annotated[str, "The article it was read in"]
    article_version: Annotated[int, "The version of that article"]
    retracts: Annotated[
        str | None, "The claim of the article's version before that this one takes the place of, repeated or corrected: view retractions"
    ] = None
    withdrawn_at: Annotated[
        datetime | None, "When a later reading of the same text did not find it any more (UTC); null while it stands. Nothing is deleted"
    ] = None
    withdrawn_by: Annotated[str | None, "The run of that reading"] = None
    run_id: Annotated[str, "The run that loaded it, or that found it again after it was withdrawn"]
    loaded_at: Annotated[datetime, "When that was (UTC)"]


CODEBOOK_VERSION = "1.1"

# How the reading was made is not part of what the claim says, nor is the day of the place where its text was met first.
_MAKING = frozenset({"rule", "extractor", "pack", "extraction_confidence", "codebook", "reported_date"})


def claim_id(content_hash: str, reading: Reading) -> str:
    """An id made from the article's content and every slot of the reading, so that equal readings have equal ids."""
    slots = [(field.name, repr(getattr(reading, field.name))) for field in fields(reading) if field.name not in _MAKING]
    return hashlib.sha256(repr((content_hash, sorted(slots))).encode()).hexdigest()[:24]
