"""Listed names in the evidence of claims: the same words one after the other, and nothing that is merely near."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime

import duckdb
import polars as pl

from schemas.listed import ClaimMention
from warehouse.columns import table_frame
from warehouse.store import insert_new

_BATCH = 20_000  # claims at a time
_WORD = re.compile(r"\w[\w'’ʼ]*")
_SMALL = 3  # letters; "of", "and", "al" are written small inside names

_Piece = tuple[str, int, int, bool]
"""A word made comparable, where it stands, and whether it is written as words of names are."""


def note_mentions(connection: duckdb.DuckDBPyConnection, key: Callable[[str], str], since: datetime) -> None:
    """Notes which names of loaded lists stand in the evidence of claims loaded since then; ``key`` makes a word comparable.

    Only names of two words or more that say who is meant count, and only where they are written as names: capital letters tell the firm
    Blue Sky from a blue sky.
    """
    if connection.execute("SELECT EXISTS (FROM list_names)").fetchall() == [(False,)]:
        return
    known: dict[str, str] = {}
    last = -1
    while claims := connection.execute(
        "SELECT rowid, claim_id, evidence FROM claims WHERE loaded_at >= $since AND rowid > $last ORDER BY rowid LIMIT $batch",
        {"since": since, "last": last, "batch": _BATCH},
    ).fetchall():
        last = claims[-1][0]
        read = [(claim_id, evidence, _pieces(evidence, key, known)) for _, claim_id, evidence in claims]
        names = _names(connection, {word for _, _, pieces in read for word, _, _, named in pieces if named})
        rows = [
            {"claim_id": claim_id, "key": " ".join(words), "written": evidence[start:end]}
            for claim_id, evidence, pieces in read
            for words, start, end in _found(pieces, names)
        ]
        insert_new(connection, ClaimMention, table_frame(ClaimMention, rows))


def _pieces(evidence: str, key: Callable[[str], str], known: dict[str, str]) -> list[_Piece]:
    pieces = []
    for match in _WORD.finditer(evidence):
        word = match.group()
        if word not in known:
            known[word] = key(word)
        named = not word[0].islower() or evidence[match.start() - 1 : match.start()] == "-"
        pieces += [(part, match.start(), match.end(), named) for part in known[word].split()]
    return pieces


def _names(connection: duckdb.DuckDBPyConnection, words: set[str]) -> dict[str, list[list[str]]]:
    """Words of listed names by their first word, of those that begin with one of these words."""
    connection.register("first_words", pl.DataFrame({"word": sorted(words)}, schema={"word": pl.String}))
    try:
        rows = connection.execute(
            "SELECT DISTINCT key FROM list_names JOIN first_words ON word = split_part(key, ' ', 1) WHERE telling AND NOT weak AND contains(key, ' ') ORDER BY key"
        ).fetchall()
    finally:
        connection.unregister("first_words")
    names = defaultdict(list)
    for (name,) in rows:
        names[name.split()[0]].append(name.split())
    return names


def _found(pieces: list[_Piece], names: dict[str, list[list[str]]]) -> Iterator[tuple[list[str], int, int]]:
    for place, (first, start, _, named) in enumerate(pieces):
        for words in names.get(first, ()) if named else ():
            here = pieces[place : place + len(words)]
            if [word for word, *_ in here] == words and all(named or len(word) <= _SMALL for word, _, _, named in here):
                yield words, start, here[-1][2]
