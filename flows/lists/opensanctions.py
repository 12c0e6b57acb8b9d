"""Lists of OpenSanctions: ``targets.simple.csv``, and FollowTheMoney entities as JSON lines (nested targets, or all entities)."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from flows.lists.csvfile import records
from flows.lists.entry import Listed, NotAList, PartyType, Reading

COLUMNS = frozenset({"id", "schema", "name", "aliases", "countries", "identifiers", "sanctions", "dataset"})

_TYPES: dict[str, PartyType] = {
    "Person": "person", "Organization": "organisation", "Company": "organisation", "LegalEntity": "organisation", "PublicBody": "organisation", "Vessel": "vessel",
    "Airplane": "aircraft", "CryptoWallet": "other", "Security": "other", "Vehicle": "other",
}  # fmt: skip
_IDS = {
    "imoNumber": "imo", "wikidataId": "wikidata", "leiCode": "lei", "innCode": "tax", "taxNumber": "tax", "vatCode": "tax", "ogrnCode": "registration",
    "registrationNumber": "registration", "uscCode": "registration", "kppCode": "other", "idNumber": "other",
}  # fmt: skip
_LONGEST_LINE = 20_000_000


def read_csv(path: Path) -> Reading:
    """The list; it does not say when it was made."""
    return Reading("opensanctions", "OpenSanctions, targets.simple.csv", (path,), None, _from_csv(path))


def read_json(path: Path) -> Reading:
    """The list; it does not say when it was made."""
    return Reading("opensanctions", "FollowTheMoney, JSON lines", (path,), None, _from_json(path))


def _from_csv(path: Path) -> Iterator[Listed]:
    for row in records(path, ","):
        if not (row["sanctions"] or row.get("program_ids")):
            continue  # office holders and others of interest, who are not listed
        listed = Listed(row["id"], _TYPES.get(row["schema"], "other"))
        listed.name(row["name"])
        for alias in _parts(row["aliases"]):
            listed.name(alias)
        for value in _parts(row["identifiers"]):
            listed.id("other", value)
        listed.id("wikidata", row["id"])  # entities that Wikidata knows have its id
        listed.countries.update(code.upper() for code in _parts(row["countries"]))
        listed.programmes.update(_parts(row.get("program_ids", "")) or _parts(row["sanctions"]))
        listed.datasets.update(_parts(row["dataset"]))
        yield listed


def _parts(cell: str) -> list[str]:
    """Parts of a cell, which is CSV itself: parted by semicolons, quoted where a part holds one."""
    return [part.strip() for row in csv.reader([cell], delimiter=";") for part in row if part.strip()]


def _from_json(path: Path) -> Iterator[Listed]:
    measures = _measures(path)
    for entity in _lines(path):
        properties = _properties(entity)
        nested = [_properties(found) for found in properties.get("sanctions", ()) if isinstance(found, dict)]
        measures_of = nested + measures.get(str(entity.get("id")), [])
        listed_as = any(str(topic).startswith("sanction") and topic != "sanction.linked" for topic in properties.get("topics", ()))
        if str(entity.get("schema")) not in _TYPES or not (measures_of or listed_as):
            continue  # addresses, ownership and others that are not listed
        listed = Listed(str(entity.get("id") or ""), _TYPES[str(entity["schema"])])
        listed.name(str(entity.get("caption") or ""))
        for name in (*properties.get("name", ()), *properties.get("alias", ())):
            listed.name(str(name))
        for name in properties.get("weakAlias", ()):
            listed.name(str(name), weak=True)
        for label, scheme in _IDS.items():
            for value in properties.get(label, ()):
                listed.id(scheme, str(value))
        listed.id("wikidata", listed.entry_id)
        for label in ("country", "nationality", "citizenship", "jurisdiction", "flag"):
            listed.countries.update(str(code).upper() for code in properties.get(label, ()))
        for measure in measures_of:
            listed.programmes.update(map(str, measure.get("programId") or measure.get("program") or ()))
            for day in (*measure.get("listingDate", ()), *measure.get("startDate", ())):
                listed.since(str(day))
        listed.datasets.update(map(str, datasets if isinstance(datasets := entity.get("datasets"), list) else ()))
        yield listed


def _measures(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Sanctions that stand on lines of their own, by the entity that they are against."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for entity in _lines(path, holding='"Sanction"'):
        if entity.get("schema") == "Sanction":
            properties = _properties(entity)
            for target in properties.get("entity", ()):
                found[str(target)].append(properties)
    return found


def _lines(path: Path, holding: str = "") -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8-sig") as file:
        for number in count(1):
            line = file.readline(_LONGEST_LINE)
            if not line:
                return
            if len(line) == _LONGEST_LINE:
                raise NotAList(f"{path}, line {number}: longer than {_LONGEST_LINE:,} characters")
            if not line.strip() or holding not in line:
                continue
            try:
                entity = json.loads(line)
                if "\\ud" in line.lower():  # half a character, which no database takes
                    entity = json.loads(json.dumps(entity, ensure_ascii=False).encode("utf-8", "replace"))
            except (ValueError, RecursionError) as problem:
                raise NotAList(f"{path}, line {number}: not JSON, or cut off: {problem}; download it again") from problem
            if not isinstance(entity, dict):
                raise NotAList(f"{path}, line {number}: no JSON object")
            yield entity


def _properties(entity: dict[str, Any]) -> dict[str, Any]:
    properties = entity.get("properties")
    return {name: values for name, values in properties.items() if isinstance(values, list)} if isinstance(properties, dict) else {}
