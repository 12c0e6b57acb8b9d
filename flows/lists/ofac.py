"""The SDN list of OFAC, as XML, or as CSV with the files of aliases and addresses. Its other lists have the same form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flows.lists.csvfile import plain_rows
from flows.lists.entry import Listed, NotAList, PartyType, Reading, as_local_day
from flows.lists.xmlstream import elements, text_of, texts_of

_TYPES: dict[str, PartyType] = {"individual": "person", "entity": "organisation", "vessel": "vessel", "aircraft": "aircraft"}
_IN_REMARKS = (
    ("imo", re.compile(r"\bVessel Registration Identification IMO (\d{7})\b")),
    ("tax", re.compile(r"\bTax ID No\. ([\w/-]+)")),
    ("registration", re.compile(r"\bRegistration (?:Number|ID) ([\w/-]+)")),
    ("lei", re.compile(r"\bLegal Entity Number ([A-Z0-9]{20})\b")),
)
COLUMNS = 12  # of the CSV file of entries
_NICKNAME = re.compile(r"\b[afn]\.k\.a\. '([^']+)'")
_NATIONALITY = re.compile(r"\b(?:nationality|citizen) ([A-Z][^;.()]+)")


def read_xml(path: Path) -> Reading:
    """The list with the day of its ``Publish_Date``."""
    published = next((text_of(element, "Publish_Date") for element in elements(path, "publshInformation")), None)
    return Reading("ofac-sdn", "OFAC SDN, XML", (path,), as_local_day(published, "%m/%d/%Y"), _from_xml(path))


def read_csv(path: Path, aliases: Path | None, addresses: Path | None, comments: Path | None) -> Reading:
    """The list of up to four files, of which the last has what is too long for the remarks of the first; it does not say when it was made."""
    files = tuple(file for file in (path, aliases, addresses, comments) if file)
    return Reading("ofac-sdn", "OFAC SDN, CSV", files, None, _from_csv(path, aliases, addresses, comments))


def _from_xml(path: Path) -> Iterator[Listed]:
    for element in elements(path, "sdnEntry"):
        listed = Listed(text_of(element, "uid") or "", _TYPES.get((text_of(element, "sdnType") or "").lower(), "other"))
        listed.name(_written(element))
        for alias in element.iterfind("{*}akaList/{*}aka"):
            listed.name(_written(alias), weak=text_of(alias, "category") == "weak")
        for found in element.iterfind("{*}idList/{*}id"):
            _identify(listed, f"{text_of(found, 'idType') or ''} {text_of(found, 'idNumber') or ''}")
        listed.programmes.update(texts_of(element, "programList", "program"))
        for place in (("addressList", "address"), ("nationalityList", "nationality"), ("citizenshipList", "citizenship")):
            listed.countries.update(texts_of(element, *place, "country"))
        yield listed


def _written(element: Any) -> str:
    return ", ".join(name for name in (text_of(element, "lastName"), text_of(element, "firstName")) if name)


def _from_csv(path: Path, aliases: Path | None, addresses: Path | None, comments: Path | None) -> Iterator[Listed]:
    called, living, remarked = _column(aliases, 3), _column(addresses, 4), _column(comments, 1)
    for row in plain_rows(path, ","):
        if len(row) != COLUMNS:
            raise NotAList(f"{path}: an entry of {len(row)} columns, {COLUMNS} are wanted, after {row[0][:40]!r}; download it again")
        number, name, kind, programmes, *_, remarks = _blank(row)
        remarks += "".join(remarked.get(number, ()))
        listed = Listed(number, _TYPES.get(kind.lower(), "organisation"))  # a firm has no type in CSV
        listed.name(name)
        for alias in called.get(number, ()):
            listed.name(alias)
        for nickname in _NICKNAME.findall(remarks):
            listed.name(nickname, weak=True)
        _identify(listed, remarks)
        listed.countries.update(living.get(number, ()), (found.strip() for found in _NATIONALITY.findall(remarks)))
        listed.programmes.update(part for part in re.split(r"[\[\];]\s*", programmes) if part.strip())
        yield listed


def _column(path: Path | None, column: int) -> dict[str, list[str]]:
    """Of a companion file: the cells of a column by the number of the entry."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in plain_rows(path, ",") if path else ():
        number, *_ = cells = _blank(row)
        if len(cells) > column and cells[column]:
            found[number].append(cells[column])
    return found


def _blank(row: list[str]) -> list[str]:
    return ["" if cell == "-0-" else cell for cell in row]


def _identify(listed: Listed, words: str) -> None:
    for scheme, pattern in _IN_REMARKS:
        for value in pattern.findall(words):
            listed.id(scheme, value)
