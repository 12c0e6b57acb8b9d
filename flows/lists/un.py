"""The consolidated list of the UN Security Council, as XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flows.lists.entry import Listed, Reading, as_day
from flows.lists.xmlstream import elements, text_of, texts_of

_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_IMO = re.compile(r"\bIMO\b\D{0,20}?(\d{7})\b")
_SHIP = re.compile(
    r"(?:merchant |cargo |oil )?(?:vessel|ship|tanker)\b", re.IGNORECASE
)  # firms that run ships name them later on, and have numbers of their own


def read(path: Path, attributes: dict[str, str]) -> Reading:
    """The list with the day of its ``dateGenerated``."""
    return Reading("un", "UN consolidated list, XML", (path,), as_day(attributes.get("dateGenerated")), _entries(path))


def _entries(path: Path) -> Iterator[Listed]:
    for element in elements(path, "INDIVIDUAL", "ENTITY"):
        yield _entry(element, "INDIVIDUAL" if str(element.tag).endswith("INDIVIDUAL") else "ENTITY")


def _entry(element: Any, kind: str) -> Listed:
    comments = " ".join(texts_of(element, "COMMENTS1"))
    numbers = _IMO.findall(comments)
    listed = Listed(text_of(element, "REFERENCE_NUMBER") or text_of(element, "DATAID") or "")
    listed.type = "person" if kind == "INDIVIDUAL" else "vessel" if numbers and _SHIP.match(comments) else "organisation"
    listed.name(" ".join(name for name in (text_of(element, part) for part in _NAMES) if name))
    listed.name(text_of(element, "NAME_ORIGINAL_SCRIPT"))
    for alias in element.iterfind(f"{{*}}{kind}_ALIAS"):
        weak = (text_of(alias, "QUALITY") or "").lower() == "low"
        for name in re.split(r"; ", text_of(alias, "ALIAS_NAME") or ""):
            listed.name(name, weak=weak)
    for number in numbers:
        listed.id("imo", number)
    listed.countries.update(texts_of(element, "NATIONALITY", "VALUE"), texts_of(element, f"{kind}_ADDRESS", "COUNTRY"))
    listed.programmes.update(texts_of(element, "UN_LIST_TYPE"))
    listed.since(text_of(element, "LISTED_ON"))
    return listed
