"""The consolidated list of financial sanctions of the EU (FSF), as XML or CSV, version 1.1."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flows.lists.csvfile import records
from flows.lists.entry import Listed, PartyType, Reading, as_day, as_local_day
from flows.lists.xmlstream import elements, texts_of

COLUMNS = frozenset({"Entity_LogicalId", "Entity_EU_ReferenceNumber", "NameAlias_WholeName"})

_SCHEMES = {"imo": "imo", "fiscalcode": "tax", "regnumber": "registration", "tradelic": "registration", "swiftbic": "swift", "lei": "lei"}


def read_xml(path: Path, attributes: dict[str, str]) -> Reading:
    """The list with the day of its ``generationDate``."""
    return Reading("eu", "EU FSF, XML", (path,), as_day(attributes.get("generationDate")), _from_xml(path))


def read_csv(path: Path) -> Reading:
    """The list with the day of its ``fileGenerationDate``."""
    first = next(records(path, ";"), {})
    return Reading("eu", "EU FSF, CSV", (path,), as_local_day(first.get("fileGenerationDate"), "%d/%m/%Y"), _from_csv(path))


def _from_xml(path: Path) -> Iterator[Listed]:
    for element in elements(path, "sanctionEntity"):
        listed = Listed(element.get("euReferenceNumber") or element.get("logicalId") or "")
        ids = [
            (found.get("identificationTypeCode"), found.get("number") or found.get("latinNumber"))
            for found in _all(element, "identification")
            if found.get("knownFalse") != "true"
        ]
        subject = next(iter(_all(element, "subjectType")), None)
        listed.type = _type("" if subject is None else subject.get("code") or subject.get("classificationCode"), ids)
        for alias in _all(element, "nameAlias"):
            remarks = " ".join(texts_of(alias, "remark")).lower()
            listed.name(alias.get("wholeName"), weak=alias.get("strong") == "false" or "low quality" in remarks)
        _identify(listed, ids)
        _reside(listed, *(found.get("countryIso2Code") for found in (*_all(element, "citizenship"), *_all(element, "address"))))
        listed.since(element.get("designationDate"))
        for regulation in _all(element, "regulation"):
            listed.programmes.update(filter(None, [regulation.get("programme")]))
            listed.since(regulation.get("publicationDate"))
        yield listed


def _all(element: Any, name: str) -> list[Any]:
    return list(element.iterfind(f"{{*}}{name}"))


def _from_csv(path: Path) -> Iterator[Listed]:
    """A row has one name, id, address or birth date; rows of one entity follow each other."""
    listed, ids = Listed(""), list[tuple[str | None, str | None]]()
    logical = None
    for row in records(path, ";"):
        if logical is not None and row["Entity_LogicalId"] != logical:
            yield _done(listed, ids)
            listed, ids = Listed(""), []
        logical = row["Entity_LogicalId"]
        listed.entry_id = row["Entity_EU_ReferenceNumber"] or logical
        listed.type = _type(row.get("Entity_SubjectType_ClassificationCode") or row.get("Entity_SubjectType"), [])
        listed.name(row["NameAlias_WholeName"], weak="low quality" in row.get("NameAlias_Remark", "").lower())
        if row.get("Identification_KnownFalse", "").lower() != "true":
            ids.append((row.get("Identification_TypeCode"), row.get("Identification_Number") or row.get("Identification_LatinNumber")))
        _reside(listed, row.get("Citizenship_CountryIso2Code"), row.get("Address_CountryIso2Code"))
        listed.programmes.update(filter(None, [row.get("Entity_Regulation_Programme")]))
        for column in ("Entity_DesignationDate", "Entity_Regulation_PublicationDate"):
            listed.since(str(as_local_day(row.get(column), "%d/%m/%Y") or ""))
    if logical is not None:
        yield _done(listed, ids)


def _done(listed: Listed, ids: list[tuple[str | None, str | None]]) -> Listed:
    if listed.type != "person":
        listed.type = _type("", ids)
    _identify(listed, ids)
    return listed


def _reside(listed: Listed, *codes: str | None) -> None:
    """Countries that are known: the list writes 00 for those that are not."""
    listed.countries.update(code for code in codes if code and len(code) == 2 and code.isalpha())


def _type(code: str | None, ids: list[tuple[str | None, str | None]]) -> PartyType:
    if (code or "").lower() in ("person", "p"):
        return "person"
    return "vessel" if any(kind == "imo" for kind, _ in ids) else "organisation"


def _identify(listed: Listed, ids: list[tuple[str | None, str | None]]) -> None:
    for kind, number in ids:
        if kind in _SCHEMES:
            listed.id(_SCHEMES[kind], number)
