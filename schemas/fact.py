"""The fact: claims about the same conduct. How claims become facts is defined in docs/facts.md; all of it is computed, nothing is typed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar

from schemas.record import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Row):
    """One row per fact: a cluster of current claims about the same conduct, done, planned, or denied with nobody claiming it."""

    TABLE: ClassVar[str] = "facts"
    KEY: ClassVar[tuple[str, ...]] = ("fact_id",)

    fact_id: Annotated[
        str, "Stable id, made from what the claims have in common and when the conduct first came up; old ids: fact_redirects"
    ]
    kind: Annotated[str, "What is claimed: a name from schemas/kinds.py"]
    phase: Annotated[str, "done, planned, or denied (there are only denials)"]
    actors: Annotated[list[str], "Who does it, sorted; all claims of the fact have the same"]
    recipients: Annotated[list[str], "Who gets it, sorted; all claims of the fact have the same"]
    thing: Annotated[
        str | None, "What tells it apart from like conduct: family of the item or unit (seeds/reference/items.csv), or who was listed"
    ] = None
    status_best: Annotated[str, "Highest rung of the ladder that any claim reaches; planned and denied where there is no other"]
    status_latest: Annotated[str, "Status of the newest claim that is no denial; of several that day the highest"]
    contested: Annotated[bool, "Whether a party or a named official denies it and has not affirmed it since"]
    contested_by: Annotated[list[str], "Who contests it, sorted"]
    first_reported: Annotated[date | None, "Publication date of the earliest claim that is no denial"] = None
    last_reported: Annotated[date | None, "Publication date of the newest claim that is no denial"] = None
    confirmed_date: Annotated[date | None, "Day of the first confirmation by a party"] = None
    confirmed_by: Annotated[str | None, "actor, recipient or both"] = None
    event_start: Annotated[date | None, "First day of the conduct that any claim states"] = None
    event_end: Annotated[date | None, "Last day that any claim states; null when one says that it goes on"] = None
    items: Annotated[list[str], "Items named, sorted"]
    places: Annotated[list[str], "Places named, sorted"]
    conflicts: Annotated[list[str], "Where claims contradict each other: date, item, number, place"]
    claim_count: Annotated[int, "Claims that assert it, copies included"]
    denial_count: Annotated[int, "Claims that deny it, lapsed ones included"]
    publisher_count: Annotated[int, "Publishers that carry a claim that asserts it"]
    independent_origins: Annotated[
        int,
        "Distinct speakers, or first publishers where nobody is named: relays, wire copies and editions count once; which: fact_origins",
    ]
    days_to_report: Annotated[int | None, "Days from the start of the conduct to the first report"] = None
    days_to_confirmation: Annotated[int | None, "Days from the first report to the confirmation"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRedirect(Row):
    """One row per id that a fact had once: where its claims are now."""

    TABLE: ClassVar[str] = "fact_redirects"
    KEY: ClassVar[tuple[str, ...]] = ("fact_id",)

    fact_id: Annotated[str, "The old id"]
    redirect_to: Annotated[str | None, "The fact that has its first claims today; null when none of its claims stands any more"] = None
    reason: Annotated[str, "merged (into a fact that was there), renamed (earlier claims came in), or withdrawn (no claim is left)"]
    run_id: Annotated[str, "The run that wrote this row"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPiece(Row):
    """One row per current claim and piece of a fact that it belongs to: several when it names items of several families."""

    TABLE: ClassVar[str] = "claim_pieces"
    KEY: ClassVar[tuple[str, ...]] = ("claim_id", "piece")

    claim_id: Annotated[str, "The claim"]
    piece: Annotated[str, "The piece of a fact"]
    article_id: Annotated[str, "Its article"]
    article_version: Annotated[int, "The version of that article"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactPiece(Row):
    """One row per conduct and period: the least that is never torn apart. A fact is a chain of pieces without a long pause."""

    TABLE: ClassVar[str] = "fact_pieces"
    KEY: ClassVar[tuple[str, ...]] = ("piece",)

    piece: Annotated[str, "Id made from kind, phase, parties, thing and period"]
    story: Annotated[str, "Id made from kind and parties: pieces of one story may deny each other"]
    kind: Annotated[str, "Kind of conduct"]
    phase: Annotated[str, "done, planned or denied"]
    actors: Annotated[list[str], "Who does it, sorted"]
    recipients: Annotated[list[str], "Who gets it, sorted"]
    thing: Annotated[str | None, "What tells it apart: see facts.thing"] = None
    period: Annotated[date | None, "First day of the year or month (of a denial: the day); null without any date"] = None
    starts: Annotated[date | None, "Earliest day of the conduct, or of the words where no other is stated"] = None
    ends: Annotated[date | None, "Latest such day"] = None
    first_said: Annotated[date | None, "Earliest day of the words"] = None
    best: Annotated[str, "Highest status of its claims"]
    latest: Annotated[str, "Status of its newest claim"]
    latest_said: Annotated[date | None, "Day of that claim's words"] = None
    claims: Annotated[int, "How many claims"]
    first_reported: Annotated[date | None, "Earliest publication date"] = None
    last_reported: Annotated[date | None, "Latest publication date"] = None
    confirmed_date: Annotated[date | None, "Day of the first confirmation by a party"] = None
    by_actor: Annotated[bool, "Whether the actor confirmed it"]
    by_recipient: Annotated[bool, "Whether the recipient confirmed it"]
    event_start: Annotated[date | None, "Earliest stated day of the conduct"] = None
    event_end: Annotated[date | None, "Latest stated day of the conduct"] = None
    goes_on: Annotated[bool, "Whether a claim says that the conduct goes on"]
    dated_start: Annotated[date | None, "Earliest start of a conduct dated to a month or better"] = None
    latest_start: Annotated[date | None, "Latest such start"] = None
    earliest_end: Annotated[date | None, "Earliest end of a conduct dated to a month or better"] = None
    numbers_differ: Annotated[bool, "Whether numbers of the same thing, stated in one month, exclude each other"]
    origins: Annotated[list[str], "Distinct speakers, or first publishers where nobody is named, sorted"]
    publishers: Annotated[list[str], "Publishers, sorted"]
    items: Annotated[list[str], "Items, sorted"]
    places: Annotated[list[str], "Places, sorted"]
    place_countries: Annotated[list[str], "Countries of those places, sorted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceFact(Row):
    """One row per piece and fact: which facts a piece belongs to. A denial may belong to several."""

    TABLE: ClassVar[str] = "piece_facts"
    KEY: ClassVar[tuple[str, ...]] = ("piece", "fact_id")

    piece: Annotated[str, "The piece"]
    fact_id: Annotated[str, "The fact"]
    story: Annotated[str, "The story of both"]
    role: Annotated[str, "asserts, plans or denies"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactVoice(Row):
    """One row per piece, speaker, status, origin and counted thing: what all claims of a speaker come to. Facts are computed from these."""

    TABLE: ClassVar[str] = "fact_voices"
    KEY: ClassVar[tuple[str, ...]] = ("voice",)

    voice: Annotated[str, "Id made from the piece and everything up to `vague`"]
    piece: Annotated[str, "The piece"]
    year: Annotated[int, "Year of the piece's period; 0 without any date"]
    status: Annotated[str, "How firmly"]
    speaker: Annotated[str | None, "Who; null for the outlet's own voice"] = None
    speaker_country: Annotated[str | None, "Country of the speaker"] = None
    speaker_role: Annotated[str | None, "Role of the speaker"] = None
    confirmed_by: Annotated[str | None, "actor, recipient or both"] = None
    origin: Annotated[str, "The speaker, or the first publisher where nobody is named; in lower case"]
    unit: Annotated[str | None, "What is counted"] = None
    quantity_type: Annotated[str | None, "stock or flow"] = None
    counted_in: Annotated[date | None, "First day of the month in which the number was stated"] = None
    vague: Annotated[bool, "Whether the number is an order of magnitude only"]
    claims: Annotated[int, "How many claims"]
    first_said: Annotated[date | None, "Earliest day of the words"] = None
    last_said: Annotated[date | None, "Latest day of the words"] = None
    first_reported: Annotated[date | None, "Earliest publication date"] = None
    last_reported: Annotated[date | None, "Latest publication date"] = None
    starts: Annotated[date | None, "Earliest day of the conduct, or of the words"] = None
    ends: Annotated[date | None, "Latest such day"] = None
    event_start: Annotated[date | None, "Earliest stated day of the conduct"] = None
    event_end: Annotated[date | None, "Latest stated day of the conduct"] = None
    goes_on: Annotated[bool, "Whether a claim says that the conduct goes on"]
    dated_start: Annotated[date | None, "Earliest start of a conduct dated to a month or better"] = None
    latest_start: Annotated[date | None, "Latest start of a conduct dated to a month or better"] = None
    earliest_end: Annotated[date | None, "Earliest end of a conduct dated to a month or better"] = None
    quantity_min: Annotated[float | None, "Smallest number stated"] = None
    quantity_max: Annotated[float | None, "Largest number stated"] = None
    highest_floor: Annotated[float | None, "The highest number that it is at least"] = None
    lowest_ceiling: Annotated[float | None, "The lowest number that it is at most"] = None
    publishers: Annotated[list[str], "Publishers, sorted"]
    items: Annotated[list[str], "Items, sorted"]
    places: Annotated[list[str], "Places, sorted"]
    place_countries: Annotated[list[str], "Countries of those places, sorted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Row):
    """One row per computation, claim or fact, and field that changed: apply them in order and a copy never drifts."""

    TABLE: ClassVar[str] = "changes"
    KEY: ClassVar[tuple[str, ...]] = ("computation", "subject", "subject_id", "field")

    computation: Annotated[int, "Number of the computation, from 1"]
    run_id: Annotated[str, "The run it belonged to"]
    subject: Annotated[str, "claim or fact"]
    subject_id: Annotated[str, "Id of the claim or fact"]
    field: Annotated[str, "The column that changed; * for the whole row; fact_id for an id that leads elsewhere"]
    change: Annotated[str, "added, altered, withdrawn (a correction, a retraction), merged, renamed or split"]
    old: Annotated[str | None, "What it was; for a whole fact the row as JSON"] = None
    new: Annotated[str | None, "What it is; for a whole fact the row as JSON"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Computation(Row):
    """One row per computation of the facts: how far it had read."""

    TABLE: ClassVar[str] = "fact_computations"
    KEY: ClassVar[tuple[str, ...]] = ("computation",)

    computation: Annotated[int, "Its number, from 1"]
    run_id: Annotated[str, "The run it belonged to"]
    computed_at: Annotated[datetime, "When (UTC)"]
    articles: Annotated[int, "Article versions there were"]
    articles_until: Annotated[datetime, "When the newest of them was first seen (UTC)"]
    appearances: Annotated[int, "Appearances there were"]
    appearances_until: Annotated[datetime, "When the newest of them was first seen (UTC)"]
    claims: Annotated[int, "Claims there were"]
    claims_until: Annotated[datetime, "When the newest of them was loaded (UTC)"]
    rules: Annotated[str, "Fingerprint of the definition of facts; facts are computed anew when it changes"]
