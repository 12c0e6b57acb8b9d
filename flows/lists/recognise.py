"""Which list a file is, by what stands in it and not by its name."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

from flows.lists import eu, ofac, opensanctions, un
from flows.lists.entry import NotAList, Reading
from flows.lists.xmlstream import root_of

_KNOWN = "known are: OpenSanctions targets.simple.csv and FollowTheMoney JSON lines, UN consolidated XML, EU FSF XML and CSV (1.1), OFAC SDN XML and CSV"
_PACKED = {
    b"PK\x03\x04": "a ZIP archive",
    b"\x1f\x8b": "gzip",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"%PDF": "a PDF",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
}
_HEAD = 200_000
_PRIMARY, _ALIASES, _ADDRESSES, _COMMENTS = ofac.COLUMNS, 5, 6, 2  # columns of the CSV files of OFAC


def read_lists(paths: Sequence[Path], most_bytes: int) -> list[Reading]:
    """The lists in these files; aliases, addresses and comments of OFAC's CSV belong to its primary file.

    Raises:
        NotAList: naming the first file that is none, and what was seen in it.
    """
    companions: dict[int, Path] = {}
    primary: Path | None = None
    found: list[Reading] = []
    for path in paths:
        columns = _ofac_columns(path, _head(path, most_bytes))
        if columns == _PRIMARY and primary is None:
            primary = path
        elif columns in (_ALIASES, _ADDRESSES, _COMMENTS) and columns not in companions:
            companions[columns] = path
        elif columns:
            raise NotAList(f"{path}: a second file of OFAC of {columns} columns; give one of each kind")
        else:
            found.append(_read(path, _head(path, most_bytes)))
    if primary is not None:
        found.append(ofac.read_csv(primary, *(companions.get(columns) for columns in (_ALIASES, _ADDRESSES, _COMMENTS))))
    elif companions:
        path = next(iter(companions.values()))
        raise NotAList(f"{path}: aliases, addresses or comments of OFAC; give them together with sdn.csv")
    return found


def _head(path: Path, most_bytes: int) -> str:
    """How the file begins."""
    if not path.is_file():
        raise NotAList(f"{path}: there is no such file")
    size = path.stat().st_size
    if size > most_bytes:
        raise NotAList(f"{path}: {size:,} bytes; at most {most_bytes:,} are read (SANCTIONWATCH_MAX_LIST_BYTES)")
    with path.open("rb") as file:
        start = file.read(_HEAD)
    packed = next((name for magic, name in _PACKED.items() if start.startswith(magic)), None)
    if packed:
        raise NotAList(f"{path}: {packed}; unpack it first, or download the file that is not packed")
    if not start.strip():
        raise NotAList(f"{path}: is empty")
    if b"\x00" in start:
        raise NotAList(f"{path}: not UTF-8 text; {_KNOWN}")
    return start.decode("utf-8-sig", errors="replace").lstrip()


def _read(path: Path, head: str) -> Reading:
    if head.startswith("<"):
        return _read_xml(path, head)
    line = head.splitlines()[0]
    if line.startswith("{"):
        return _read_json(path, line)
    for delimiter, columns, read in ((",", opensanctions.COLUMNS, opensanctions.read_csv), (";", eu.COLUMNS, eu.read_csv)):
        if columns <= set(next(csv.reader([line], delimiter=delimiter), [])):
            return read(path)
    raise NotAList(f"{path}: no list that is known; it begins with {line[:80]!r}; {_KNOWN}")


def _read_xml(path: Path, head: str) -> Reading:
    if head[:200].lower().startswith(("<!doctype html", "<html")):
        raise NotAList(f"{path}: an HTML page, perhaps of the site that offers the list; download the file itself")
    name, namespace, attributes = root_of(path)
    if name == "CONSOLIDATED_LIST":
        return un.read(path, attributes)
    if name == "export" and namespace.endswith("/fsd/export"):
        return eu.read_xml(path, attributes)
    if name == "sdnList":
        return ofac.read_xml(path)
    if name in ("Sanctions", "sanctionsData"):
        form = "advanced" if name == "Sanctions" else "enhanced"
        raise NotAList(f"{path}: OFAC's {form} XML; download sdn.xml instead of sdn_{form}.xml")
    raise NotAList(f"{path}: XML of <{name}>{f' in {namespace}' if namespace else ''}, no list that is known; {_KNOWN}")


def _read_json(path: Path, line: str) -> Reading:
    try:
        first = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise NotAList(f"{path}: JSON, but not one object a line ({problem}); download the file of JSON lines") from problem
    if not {"id", "schema", "properties"} <= set(first):
        raise NotAList(f"{path}: JSON lines with {', '.join(list(first)[:8])}; FollowTheMoney has id, schema and properties")
    return opensanctions.read_json(path)


def _ofac_columns(path: Path, head: str) -> int:
    """How many columns a CSV file of OFAC has, which has no names of columns: a number comes first. 0: it is none."""
    row = next(csv.reader(head.splitlines()[:1]), [])
    numbers = row and row[0].strip().isdecimal()
    return len(row) if numbers and len(row) in (_PRIMARY, _ALIASES, _ADDRESSES, _COMMENTS) else 0
