"""The scale of statuses, by section 4 of the codebook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

StatusName = Literal[
    "confirmed_by_parties",
    "assessed",
    "officially_asserted",
    "reported",
    "alleged",
    "possible_concern",
    "planned",
    "denied",
]


@dataclass(frozen=True, slots=True)
class Status:
    """How firmly a claim is made. ``rung`` orders statuses for facts; planned and denied stand outside the ladder."""

    name: StatusName
    rung: int | None
    meaning: str


_STATUSES = (
    Status("confirmed_by_parties", 6, "the actor or the recipient, or its organ, says it happens"),
    Status("assessed", 5, "the finding or estimate of a monitoring, intelligence, inspection or research body"),
    Status("officially_asserted", 4, "a government or named official that is not a party says so"),
    Status("reported", 3, "the outlet's own voice; or somebody named who is no official, body or party to it, such as a firm"),
    Status("alleged", 2, "speculation, unnamed sources, distancing words"),
    Status("possible_concern", 1, "somebody fears, suspects or thinks it possible"),
    Status("planned", None, "announced or decided, not yet done"),
    Status("denied", None, "the speaker says that it does not or did not happen"),
)

STATUSES: dict[str, Status] = {status.name: status for status in _STATUSES}
