"""``sanctionwatch review``: the sentences that the rules did not understand, for people to look at."""

from __future__ import annotations

import sys

from flows.reporting.words import plain
from schemas.review import REASONS
from schemas.settings import Settings
from warehouse.query import ask, ask_shipped


def review(limit: int, as_json: bool) -> None:
    """Prints the review queue, the newest articles first; as JSON lines if asked to.

    Raises:
        NoWarehouse: if nothing was published yet.
    """
    warehouse = Settings.load().warehouse
    found = ask_shipped(warehouse, "review", {"limit": str(limit)})
    if as_json:
        sys.stdout.write(found.write_ndjson())
        return
    total = ask(warehouse, "SELECT count(*) FROM current_review").item()
    for row in found.iter_rows(named=True):
        parties = f"{plain(row['actors']) or '?'} → {plain(row['recipients']) or '?'}"
        where = " ".join(plain(value) for value in (row["publisher"], row["published"], row["url"]) if value)
        print(f"{row['reason']}  {row['kind']}  {parties}  “{plain(row['trigger'])}”  {where}")
        print(f"    {plain(row['sentence'])}\n    {plain(row['explanation'])}")
    for reason in sorted(set(found["reason"])):
        print(f"{reason}: {REASONS[reason]}")
    print(f"{len(found)} of {total} sentence(s)")
