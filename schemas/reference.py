"""Reference data that people keep in ``seeds/reference``: entities, their names, and the scales. Each row says how far it was verified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar, get_args

from pydantic import AfterValidator, Field

from schemas.record import Row
from schemas.speakers import SpeakerRole


def _upper(value: str | None) -> str | None:
    return value.upper() if value else value


def _role(value: str) -> str:
    if value not in get_args(SpeakerRole):
        raise ValueError(f"no such role; there are: {', '.join(get_args(SpeakerRole))}")
    return value


def _codes(value: list[str]) -> list[str]:
    return [code for part in value for code in part.upper().split()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Row):
    """One row per entity that the rules know by name: a country, place, person, organisation, weapon or programme."""

    TABLE: ClassVar[str] = "entities"
    KEY: ClassVar[tuple[str, ...]] = ("entity_id",)

    entity_id: Annotated[str, "Our id: terr:kp, org:…, per:…", Field(pattern=r"^[a-z]+:\S+$")]
    type: Annotated[str, "country, city, person, agency, media, weapon:uav …"]
    name_en: Annotated[str, "The name that claims carry, in English", Field(min_length=1)]
    adjective_en: Annotated[str | None, "Adjective of a country or place: North Korean"] = None
    country: Annotated[str | None, "Its country, ISO 3166-1 alpha-2", AfterValidator(_upper)] = None
    role: Annotated[str | None, "What it is in the story, in words"] = None
    members: Annotated[
        list[str], "Of a body of states: its members, ISO 3166-1 alpha-2; in the file parted by spaces", AfterValidator(_codes)
    ]
    speaker_role: Annotated[str, "As what it speaks: official, intelligence, state_media …; none if it does not", AfterValidator(_role)]
    wikidata_qid: Annotated[str | None, "Wikidata id", Field(pattern=r"^Q[1-9]\d*$")] = None
    qid_verification: Annotated[str | None, "How far that id was verified"] = None
    other_ids: Annotated[list[str], "Ids elsewhere, scheme:value: geonames:…, celex:…, imo:…, tax:…, registration:…, lei:…"]
    note: Annotated[str | None, "Note of those who keep the file"] = None
    source: Annotated[str | None, "Where the row comes from"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias(Row):
    """One row per entity, language and name that it goes by; * stands for an ending."""

    TABLE: ClassVar[str] = "entity_aliases"
    KEY: ClassVar[tuple[str, ...]] = ("entity_id", "lang", "kind", "pattern")

    entity_id: Annotated[str, "The entity"]
    lang: Annotated[str, "Language of the name, ISO 639-1; mul: any", Field(pattern=r"^([a-z]{2}|mul)$")]
    kind: Annotated[str, "name, abbr, short, adjective, demonym, metonym (a capital for its government) or description"]
    pattern: Annotated[str, "The name; * stands for an ending", Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmiraltyGrade(Row):
    """One row per grade of the Admiralty scale: how reliable a source is (A to F), how credible an item of information (1 to 6)."""

    TABLE: ClassVar[str] = "admiralty_grades"
    KEY: ClassVar[tuple[str, ...]] = ("code",)

    code: Annotated[str, "A to F, or 1 to 6", Field(pattern=r"^[A-F1-6]$")]
    axis: Annotated[str, "source or information", Field(pattern=r"^(source|information)$")]
    meaning: Annotated[str, "What the grade means"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelihoodBand(Row):
    """One row per probability word of ICD 203: what a claim's likelihood means in per cent."""

    TABLE: ClassVar[str] = "likelihood_bands"
    KEY: ClassVar[tuple[str, ...]] = ("term",)

    term: Annotated[str, "The band, as in claims.likelihood"]
    synonym: Annotated[str, "The other word that ICD 203 gives for it"]
    low_pct: Annotated[int, "Lower bound, per cent", Field(ge=0, le=100)]
    high_pct: Annotated[int, "Upper bound, per cent", Field(ge=0, le=100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceFile(Row):
    """One row per file of reference data: which content of it is loaded."""

    TABLE: ClassVar[str] = "reference_files"
    KEY: ClassVar[tuple[str, ...]] = ("file",)

    file: Annotated[str, "File name in seeds/reference"]
    sha256: Annotated[str, "SHA-256 of the content that is loaded"]
    rows: Annotated[int, "How many rows it has"]
    loaded_at: Annotated[datetime, "When it was loaded (UTC)"]
