"""Roles of speakers and what they decide: whose word is a finding, whose an official statement."""

from __future__ import annotations

from typing import Literal

SpeakerRole = Literal[
    "official", "government", "military", "party_body", "authority", "international_organisation",
    "intelligence", "monitoring_body", "research", "investigator",
    "state_media", "media", "company", "group", "none",
]  # fmt: skip

ANALYTIC_ROLES = frozenset({"intelligence", "monitoring_body", "research", "investigator"})
OFFICIAL_ROLES = frozenset({"official", "government", "military", "party_body", "authority", "international_organisation", "intelligence"})
