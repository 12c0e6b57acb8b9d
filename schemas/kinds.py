"""The kinds of conduct that are coded, by section 3 of the codebook.

To add a kind: describe it here, then teach a language pack its words. The kind's own view (`troop_deployments` …) is made from
``slots``: only the columns that mean something for that kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# The states under measures; codebook section 1 wants one of them on either side of a conduct.
WATCHED = ("KP", "RU", "IR", "BY")

_PLACE = ("place", "place_country")
_QUANTITY = ("quantity_min", "quantity_max", "quantity_precision", "quantity_type", "unit", "quantity_text")
_AMOUNT = ("amount_min", "amount_max", "currency")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of conduct. ``view`` is its table name; ``slots`` are the columns that mean something for it.

    ``evoked_by`` says which frames of the language packs evoke it, each with the classes of things it must be about.
    ``told_apart_by`` is the column that tells one conduct of this kind between the same parties from another; ``pause`` is how long
    nothing is heard of a conduct before what comes next is another one (docs/facts.md).
    """

    name: str
    view: str
    meaning: str
    slots: tuple[str, ...]
    evoked_by: dict[str, tuple[str, ...]]
    told_apart_by: Literal["item", "unit", "recipient_names"] | None = None
    pause: Literal["year", "month"] = "year"


_KINDS = (
    Kind(
        "troop_deployment",
        "troop_deployments",
        "a state's military personnel are sent to, or serve in, another state",
        (*_PLACE, *_QUANTITY, "losses_min", "losses_max", "losses_text"),
        {
            "send": ("troops",),
            "receive": ("troops",),
            "move": ("troops",),
            "return": ("troops",),
            "count": ("troops",),
            "serve": ("troops",),
            "harm": ("troops",),
        },
        told_apart_by="unit",
    ),
    Kind(
        "missile_funding",
        "missile_funding",
        "money, barter or revenue that pays for a banned missile, nuclear or other weapons programme",
        ("programme", *_AMOUNT),
        {"finance": ("programme",)},
    ),
    Kind(
        "technology_transfer",
        "technology_transfers",
        "know-how, data, equipment or help that improves a banned or embargoed capability",
        ("item", "programme", *_PLACE, *_QUANTITY),
        {"send": ("technology",), "receive": ("technology",), "move": ("technology",), "help": ("technology", "programme", "industry")},
        told_apart_by="item",
    ),
    Kind(
        "arms_transfer",
        "arms_transfers",
        "weapons, ammunition or military equipment cross a border",
        ("item", *_PLACE, *_QUANTITY, *_AMOUNT),
        {"send": ("arms",), "receive": ("arms",), "move": ("arms",), "make": ("arms",), "use": ("arms",), "seize": ("arms",)},
        told_apart_by="item",
    ),
    Kind(
        "military_training",
        "military_training",
        "training, advice or hosting for military or police skills",
        (*_PLACE, *_QUANTITY, "item"),
        {"train": ("troops",), "undergo": ("troops",)},
    ),
    Kind(
        "violation_finding",
        "violation_findings",
        "a speaker says that conduct breaches sanctions",
        ("instrument_asserted",),
        {"violate": ("rules",)},
    ),
    Kind(
        "designation",
        "designations",
        "an authority lists someone",
        (*_QUANTITY, "instrument_asserted"),
        {"impose": ("measures",), "list": ("listing", "targets"), "join": ("listing", "measures")},
    ),
    Kind(
        "labour_export",
        "labour_exports",
        "workers of a target state are sent or employed abroad",
        (*_PLACE, *_QUANTITY, *_AMOUNT),
        {"send": ("workers",), "receive": ("workers",), "move": ("workers",), "return": ("workers",), "employ": ("workers",)},
    ),
    Kind(
        "cyber_theft",
        "cyber_thefts",
        "funds or valuable data stolen or extorted by an actor tied to a target",
        ("item", *_QUANTITY, *_AMOUNT),
        {"steal": ("loot", "money", "technology")},
        told_apart_by="recipient_names",
        pause="month",
    ),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _KINDS}

# What each frame can be about, and the kind that makes it.
EVOKED: dict[tuple[str, str], str] = {
    (frame, theme): kind.name for kind in _KINDS for frame, themes in kind.evoked_by.items() for theme in themes
}
