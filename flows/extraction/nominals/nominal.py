"""Noun phrases that matter: parties, people, institutions, places and things.

A nominal knows its head, what stands before it (preposition, number, country adjective) and what was joined to it: the country behind
"of", the office before a name, the content of a container.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.extraction.packs.load import Sense
from flows.extraction.quantities import Quantity


@dataclass(slots=True, eq=False)
class Nominal:
    """One noun phrase. Indexes count mentions; ``left`` includes the preposition."""

    left: int
    first: int
    head: int
    last: int
    type: str
    cases: int = 0
    prep: frozenset[str] = frozenset()
    countries: tuple[str, ...] = ()
    owned: str = ""  # how the countries were stated: self, adjective, genitive, from, in, possessive
    themes: list[Sense] = field(default_factory=list)
    sense: Sense | None = None
    quantity: Quantity | None = None
    person: str = ""
    person_id: str = ""
    surname: bool = False  # the text gave one word of the name only
    organ: str = ""
    organ_role: str = ""
    office_role: str = ""
    office_organ: str = ""
    unnamed: str = ""
    pronoun: str = ""
    possessor: str = ""
    plural: bool = False
    negated: bool = False
    such: bool = False
    proper: bool = False  # the institution is one by name, not "the ministry of"
    same: bool = False
    group: int = -1
    inside: Nominal | None = None
    content: Nominal | None = None
    topic: Nominal | None = None
    place: Sense | None = None
    owner: Nominal | None = None  # a person whose people they are, if known by then
    among: tuple[str, ...] = ()  # "the West African country": one of these

    @property
    def container(self) -> bool:
        """Whether it only holds or counts something else."""
        return bool(self.themes) and all(sense.container for sense in self.themes)

    @property
    def may_contain(self) -> bool:
        """Whether it holds or counts what stands behind it: "two companies of commandos"."""
        return bool(self.themes) and any(sense.container for sense in self.themes)

    def theme(self, *classes: str) -> Sense | None:
        """What it is, if it belongs to one of these classes; a container answers for its content."""
        if self.content is not None:
            found = self.content.theme(*classes)
            if found is not None:
                return found
        for sense in self.themes:
            if (sense.k in classes or sense.also in classes) and not sense.container:
                return sense
        return None

    @property
    def is_agent(self) -> bool:
        """Somebody who can speak or act."""
        return self.type in ("country", "person", "org", "organ", "office", "name", "document") or self.pronoun in (
            "he",
            "she",
            "they",
            "it",
            "we",
        )


def merge(first: Nominal, second: Nominal) -> None:
    """Makes one agent of two: what the second adds goes to the first."""
    first.person = first.person or second.person
    first.person_id = first.person_id or second.person_id
    if second.organ and (not first.organ or first.organ_role in ("none", "") or (second.type == "org" and first.type == "organ")):
        first.organ, first.organ_role, first.proper = second.organ, second.organ_role, second.type == "org" or second.proper
    if (
        second.office_role
        and not (first.type == "org" and second.office_role == "generic")
        and (not first.office_role or (second.person_id and second.office_role != "official"))
    ):
        first.office_role = second.office_role
    first.unnamed = first.unnamed or second.unnamed
    if second.countries and (not first.countries or first.owned == "in"):
        first.countries, first.owned = second.countries, second.owned
    if second.type in ("person", "name"):
        first.type = second.type if second.type == "person" or first.type != "person" else first.type
        first.unnamed = ""
        if second.person_id:
            first.countries = second.countries
            first.sense = second.sense
    elif first.type == "country" or (first.type == "org" and second.type in ("office", "organ") and second.office_role != "generic"):
        first.proper = first.proper or (first.type == "org" and not second.unnamed)  # "a Pentagon spokesman": it is still the Pentagon
        first.type = second.type
        first.sense = second.sense
    first.plural = first.plural or second.plural
    first.last = max(first.last, second.last)
    second.inside = first


def into(inner: Nominal, outer: Nominal) -> bool:
    outer.last = max(outer.last, inner.last)
    inner.inside = outer
    return True
