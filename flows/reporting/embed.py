"""The claims of the page as data: columns with a dictionary each, as JSON, packed with gzip and base64.

Base64 knows no ``<``, so nothing in an article can end the element that holds it; packed, it is a fifth of the plain JSON.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from flows.reporting.words import plain, shown, web_address
from schemas.claim import Claim
from schemas.record import table_of

_PACKING = 6  # of 9: more takes twice as long for two per cent
_BETWEEN = "\x1f"  # entries of a list while it is compared; no code and no name holds it
_BUILT = ("before", "evidence", "after", "evidence_start", "evidence_end")


def packed(claims: pl.DataFrame, facts: pl.DataFrame, about: Mapping[str, Any]) -> str:
    """Claims (rows of ``claims-in-context``), the facts they belong to and what the page must know, ready to be embedded."""
    known = set(claims["fact_ids"].explode().drop_nulls().to_list()) if len(claims) else set()
    belonging = facts.filter(pl.col("fact_id").is_in(list(known)))
    data = {
        **about,
        "claims": _columns(claims.drop(*_BUILT)) | _passages(claims),
        "count": len(claims),
        "facts": _columns(belonging),
        "fact_count": len(belonging),
        "meanings": {column.name: column.meaning for column in table_of(Claim).columns},
    }
    words = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str)
    return base64.b64encode(gzip.compress(words.encode(), _PACKING, mtime=0)).decode()


def _passages(claims: pl.DataFrame) -> dict[str, Any]:
    """The paragraph of each claim and where in it the evidence stands, in UTF-16 units: those in which browsers count."""
    whole, starts, ends = [], [], []
    for before, evidence, after in claims.select("before", "evidence", "after").iter_rows():
        head, words, tail = shown(before), shown(evidence), shown(after)
        whole.append(head + words + tail)
        starts.append(_units(head))
        ends.append(_units(head) + _units(words))
    counted = claims.select("evidence_start", "evidence_end").with_columns(
        pl.Series("passage", whole, pl.String), pl.Series("start", starts, pl.Int64), pl.Series("end", ends, pl.Int64)
    )
    return {name: _coded(counted[name], lambda value: value) for name in counted.columns}


def _columns(table: pl.DataFrame) -> dict[str, Any]:
    return {name: _coded(table[name], _address if name == "url" else _cell) for name in table.columns}


def _coded(column: pl.Series, cell: Callable[[Any], Any]) -> dict[str, Any]:
    """Distinct values in the order of their coming and, unless each stands for itself, the number of each row's value."""
    lists = column.dtype == pl.List(pl.String)
    flat = (column.list.join(_BETWEEN) if lists else column).rename("value")
    distinct = flat.unique(maintain_order=True)
    values = [cell(tuple(filter(None, value.split(_BETWEEN))) if lists else value) for value in distinct.to_list()]
    if len(values) == len(flat):
        return {"v": values}
    numbered = distinct.to_frame().with_row_index("code")
    codes = flat.to_frame().join(numbered, on="value", how="left", nulls_equal=True, maintain_order="left")["code"]
    return {"v": values, "c": codes.to_list()}


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, tuple):
        return [plain(entry) for entry in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return value if value is None or isinstance(value, bool | int) else str(value)


def _address(value: Any) -> str | None:
    return web_address(value) or None


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
