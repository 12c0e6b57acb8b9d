"""Parameters of the shipped queries: their defaults and what may be given for them, from the comments of the query."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import duckdb

_LINE = re.compile(r"^-- parameter (\w+) = (\S+) \((.+?)\)  ; .+$", re.MULTILINE)
_KNOWN = {
    "run": "SELECT run_id FROM runs ORDER BY run_id DESC",
    "list": "SELECT DISTINCT list_name FROM list_versions ORDER BY list_name",
    "status": "SELECT status FROM status_scale ORDER BY place",
}
_TOLD = 12


@dataclass(frozen=True, slots=True)
class Parameter:
    """What is used where nothing is given, and what may be: words, and <day>, <number>, <run>, <list>, <status> for one of those."""

    default: str
    allowed: tuple[str, ...]


def parameters_of(sql: str) -> dict[str, Parameter]:
    """The parameters of a query by name: lines such as ``-- parameter run = latest (latest, <run>)  ; a run_id, or latest``."""
    return {match[1]: Parameter(match[2], tuple(match[3].split(", "))) for match in _LINE.finditer(sql)}


def refusal(connection: duckdb.DuckDBPyConnection, parameter: Parameter, value: str) -> str | None:
    """What would be allowed, if this value is not: runs and lists must be there."""
    told = []
    for allowed in parameter.allowed:
        kind = allowed.strip("<>")
        if allowed == value or (kind == "day" and _is_day(value)) or (kind == "number" and value.isdecimal() and len(value) < 10):
            return None
        if kind == "day":
            told.append("a day as YYYY-MM-DD")
        elif kind == "number":
            told.append("a whole number")
        elif kind != allowed:
            there = [str(known) for (known,) in connection.execute(_KNOWN[kind]).fetchall()]
            if value in there:
                return None
            told += [*there[:_TOLD], *(["…"] if len(there) > _TOLD else [])]
        else:
            told.append(allowed)
    return ", ".join(told)


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
