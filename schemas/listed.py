"""Sanctions lists that the user loads: their versions, entries, names and ids, and the names of parties in claims that they are compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar

from schemas.record import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class ListVersion(Row):
    """One row per loaded version of a sanctions list."""

    TABLE: ClassVar[str] = "list_versions"
    KEY: ClassVar[tuple[str, ...]] = ("version",)

    version: Annotated[int, "Number in the order of loading, over all lists"]
    list_name: Annotated[str, "The list: un, eu, ofac-sdn, opensanctions, or the name given with --as"]
    format: Annotated[str, "What kind of file it came from"]
    file: Annotated[str, "Name of the file"]
    sha256: Annotated[str, "SHA-256 of the file"]
    published: Annotated[date | None, "Day on which it was made, as it says itself"] = None
    entries: Annotated[int, "Entries that it has"]
    entries_new: Annotated[int, "Entries that are new or changed since the version before"]
    entries_gone: Annotated[int, "Entries that are gone or changed since the version before"]
    run_id: Annotated[str, "The run that loaded it"]
    loaded_at: Annotated[datetime, "When it was loaded (UTC)"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry(Row):
    """One row per listed party, content of its entry, and stretch of versions of its list that have it so; what is gone stays."""

    TABLE: ClassVar[str] = "list_entries"
    KEY: ClassVar[tuple[str, ...]] = ("entry_key", "since_version")

    entry_key: Annotated[str, "Id made from the list and everything the entry says"]
    since_version: Annotated[int, "First version that has the entry so"]
    until_version: Annotated[int | None, "First version that has it so no more; null: the newest version has it"] = None
    list_name: Annotated[str, "The list"]
    entry_id: Annotated[str, "Id of the party on that list"]
    type: Annotated[str, "person, organisation, vessel, aircraft or other"]
    name: Annotated[str, "Main name, as listed"]
    countries: Annotated[list[str], "Countries as the list gives them: codes or names"]
    programmes: Annotated[list[str], "Programmes or regimes under which it is listed"]
    datasets: Annotated[list[str], "Of collections: the lists that it comes from"]
    listed_on: Annotated[date | None, "Earliest day of the listing that the list gives"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListName(Row):
    """One row per entry of a list and name; of persons "FAMILY, Given" with the family name last too."""

    TABLE: ClassVar[str] = "list_names"
    KEY: ClassVar[tuple[str, ...]] = ("entry_key", "name")

    entry_key: Annotated[str, "The entry"]
    name: Annotated[str, "The name, as listed"]
    weak: Annotated[bool, "Whether the list itself calls it a weak alias"]
    telling: Annotated[bool, "Whether the name alone says who is meant; otherwise it only makes candidates for review"]
    key: Annotated[str, "The name in ASCII and lower case, without punctuation"]
    bag: Annotated[str, "Words of the key in alphabetical order, without legal forms"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListId(Row):
    """One row per entry of a list and id."""

    TABLE: ClassVar[str] = "list_ids"
    KEY: ClassVar[tuple[str, ...]] = ("entry_key", "scheme", "value")

    entry_key: Annotated[str, "The entry"]
    scheme: Annotated[str, "imo, wikidata, lei, swift, tax, registration, or other where the list does not say"]
    value: Annotated[str, "The id; capitals and digits only"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyName(Row):
    """One row per name that claims give to a party."""

    TABLE: ClassVar[str] = "party_names"
    KEY: ClassVar[tuple[str, ...]] = ("name",)

    name: Annotated[str, "The name, as in actor_names or recipient_names"]
    key: Annotated[str, "The name in ASCII and lower case, without punctuation"]
    bag: Annotated[str, "Words of the key in alphabetical order, without legal forms"]
    compared: Annotated[int, "Newest version of any list that it was compared with for candidates; 0: none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimId(Row):
    """One row per claim and id of a ship or firm that stands in its evidence."""

    TABLE: ClassVar[str] = "claim_ids"
    KEY: ClassVar[tuple[str, ...]] = ("claim_id", "scheme", "value")

    claim_id: Annotated[str, "The claim"]
    scheme: Annotated[str, "imo, tax or registration"]
    value: Annotated[str, "The id; digits only"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMention(Row):
    """One row per claim and listed name of two words or more that stands in its evidence, whatever part its bearer plays there."""

    TABLE: ClassVar[str] = "claim_mentions"
    KEY: ClassVar[tuple[str, ...]] = ("claim_id", "key")

    claim_id: Annotated[str, "The claim"]
    key: Annotated[str, "The name in ASCII and lower case, without punctuation, as in list_names"]
    written: Annotated[str, "The name as it stands in the evidence"]
