"""Reference data that people keep: entities with their ids. Every row says how far it was verified."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from schemas.speakers import SpeakerRole


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
