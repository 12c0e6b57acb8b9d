"""Reference data that people keep: entities with their ids. Every row says how far it was verified."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

SpeakerRole = Literal[
    "official", "government", "military", "party_body", "authority", "international_organisation",
    "intelligence", "monitoring_body", "research", "investigator",
    "state_media", "media", "company", "group", "none",
]  # fmt: skip

ANALYTIC_ROLES = frozenset({"intelligence", "monitoring_body", "research", "investigator"})
OFFICIAL_ROLES = frozenset({"official", "government", "military", "party_body", "authority", "international_organisation", "intelligence"})


class Entity(BaseModel):
    """One row per entity: a country, place, person, organisation, weapon or programme."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    entity_id: str
    type: str
    name_en: str
    adjective_en: str = ""
    country: str = ""
    role: str = ""
    members: str = ""
    speaker_role: SpeakerRole = "none"
    wikidata_qid: str = ""
    qid_verification: str = ""
    other_ids: str = ""
    note: str = ""
    source: str = ""
