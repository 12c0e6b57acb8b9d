"""How long the facts take when 1,000 claims come to a warehouse that has many, and how long each shipped query takes there.

    uv run python -m benchmarks.facts 10000 100000 1000000

The claims are made up: ten years, 2,000 stories of which a few have most of the claims, 600 speakers, one claim in twenty a denial. The
1,000 new ones are of the last month. Memory is the peak of a process that also makes them up.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from flows.facts import read_reference
from schemas.kinds import KINDS
from schemas.settings import Settings
from warehouse.clustering import compute_facts
from warehouse.connect import open_published, open_working, transaction
from warehouse.migrate import migrate
from warehouse.query import answer, shipped

_NEW = 1_000
_MADE_UP = """
CREATE OR REPLACE TEMP TABLE numbers AS
SELECT n, (hash(n) >> 2)::BIGINT AS r1, (hash(n + 7919000000007) >> 2)::BIGINT AS r2, (hash(n + 104729000000031) >> 2)::BIGINT AS r3 FROM range($first, $first + $count) AS t(n);
CREATE OR REPLACE TEMP TABLE made_up AS
WITH dealt AS (
    -- A few stories have most of the claims: the third power of a number between 0 and 1.
    SELECT n, r1, r2, r3, floor(2000 * pow((r1 % 1000000) / 1e6, 3))::BIGINT AS story, floor(600 * pow((r2 % 1000000) / 1e6, 2))::BIGINT AS voice,
        DATE '2016-01-01' + (CASE WHEN $latest THEN 3620 + r3 % 30 ELSE r3 % 3650 END)::INTEGER AS day
    FROM numbers
)
SELECT *, getvariable('kinds')[1 + story % len(getvariable('kinds'))] AS kind, ['KP', 'RU', 'IR', 'BY'][1 + (story // 9) % 4] AS actor,
    chr((65 + (story // 36) % 26)::INTEGER) || chr((65 + (story // 936) % 26)::INTEGER) AS recipient, substr(sha256(n::VARCHAR), 1, 24) AS claim_id, substr(sha256('a' || (n // 3)), 1, 24) AS article_id,
    ['officially_asserted', 'reported', 'assessed', 'alleged', 'confirmed_by_parties', 'possible_concern', 'reported', 'officially_asserted', 'reported', 'denied', 'planned'][1 + least(r2 // 1000 % 22, 10)] AS status
FROM dealt;
INSERT INTO articles BY NAME
SELECT DISTINCT ON (article_id) article_id, 1 AS version, article_id AS content_hash, 'made-up' AS source, 'made-up' AS origin, 'https://made-up.example/' || article_id AS url, 'outlet' || r1 % 300 AS publisher,
    'house' || r1 % 200 AS origin_group, 'en' AS language, day AS published, 'Title' AS title, 'words' AS text, 'text' AS extent, $now AS first_seen, $now AS last_seen, $run_id AS run_id
FROM made_up ORDER BY n;
INSERT INTO appearances BY NAME
SELECT DISTINCT ON (article_id) article_id AS place_id, 'made-up' AS source, article_id AS content_hash, article_id, 1 AS version, 'made-up' AS origin, 'https://made-up.example/' || article_id AS url,
    'outlet' || r1 % 300 AS publisher, day AS published, $now AS first_seen, $now AS last_seen, $run_id AS run_id
FROM made_up ORDER BY n;
INSERT INTO claims BY NAME
SELECT claim_id, kind, [actor] AS actors, [recipient] AS recipients, []::VARCHAR[] AS actor_names, []::VARCHAR[] AS recipient_names, status,
    CASE status WHEN 'confirmed_by_parties' THEN 'actor' END AS confirmed_by, CASE WHEN status <> 'reported' THEN 'speaker ' || voice END AS speaker, CASE WHEN status <> 'reported' THEN ['KR', 'US', 'UA', 'RU', 'KP'][1 + voice % 5] END AS speaker_country,
    CASE WHEN status <> 'reported' THEN 'official' END AS speaker_role, []::VARCHAR[] AS relayed_by, CASE WHEN kind IN ('arms_transfer', 'technology_transfer') THEN ['drones', 'artillery shells', 'ballistic missiles', 'weapons', NULL][1 + r3 // 7 % 5] END AS item,
    CASE WHEN r3 // 11 % 5 = 0 THEN 1000.0 + r3 % 9000 END AS quantity_min, CASE WHEN r3 // 11 % 5 = 0 THEN 1000.0 + r3 % 9000 END AS quantity_max, CASE WHEN r3 // 11 % 5 = 0 THEN 'soldiers' END AS unit,
    CASE WHEN r3 // 11 % 5 = 0 THEN ['exact', 'approximate', 'order_of_magnitude'][1 + r2 % 3] END AS quantity_precision, CASE WHEN r3 // 11 % 10 = 0 THEN ['stock', 'flow'][1 + r2 % 2] END AS quantity_type,
    CASE WHEN r1 // 13 % 10 < 3 THEN day - (r1 % 90)::INTEGER END AS event_start, event_start AS event_end, CASE WHEN event_start IS NOT NULL THEN 'day' END AS event_precision, day AS reported_date,
    CASE WHEN kind = 'violation_finding' THEN 'UNSCR 1718' END AS instrument_asserted, 'These are the words of claim ' || n AS evidence, 0 AS evidence_start, 10 AS evidence_end, 'text' AS evidence_in, 'en' AS language, 'made-up' AS rule, 'made-up' AS extractor,
    'made-up' AS pack, 1.0 AS extraction_confidence, '1.1' AS codebook, article_id, 1 AS article_version, $run_id AS run_id, $now AS loaded_at
FROM made_up ORDER BY n;
"""


def make_up(connection: duckdb.DuckDBPyConnection, *, first: int, count: int, latest: bool, run_id: str, now: datetime) -> None:
    """Puts ``count`` claims, numbered from ``first``, into the warehouse."""
    connection.execute("SET VARIABLE kinds = $kinds", {"kinds": list(KINDS)})
    given = {"first": first, "count": count, "latest": latest, "run_id": run_id, "now": now}
    for statement in connection.extract_statements(_MADE_UP):
        connection.execute(statement, {name: value for name, value in given.items() if name in statement.named_parameters})


def compute(path: Path, turn: int, count: int) -> tuple[float, int]:
    """Adds ``count`` claims, those of turn 0 of ten years and later ones of the last month; returns the seconds of the computation, and the facts."""
    with open_working(path) as connection:
        migrate(connection)
        now = datetime(2026, 1, 1) + timedelta(hours=turn)
        make_up(connection, first=turn * 10_000_000, count=count, latest=turn > 0, run_id=f"run{turn}", now=now)
        connection.execute("CHECKPOINT")
        reference = read_reference(Settings())
        started = time.perf_counter()
        with transaction(connection):
            counts = compute_facts(connection, reference, f"run{turn}", datetime.now(UTC).replace(tzinfo=None))
        seconds = time.perf_counter() - started
        connection.execute("CHECKPOINT")
    return seconds, counts["facts"]


def first(path: Path, count: int) -> None:
    """Prints what the first computation over ``count`` claims takes."""
    seconds, facts = compute(path, 0, count)
    print(f"{count:>9,} claims at once: {seconds:.2f} s, {facts:,} facts, peak {_peak():,.0f} MB", flush=True)


def more(path: Path) -> None:
    """Prints what 1,000 claims more take, five times."""
    took = [compute(path, turn, _NEW)[0] for turn in range(1, 6)]
    print(f"          {_NEW:,} more: {', '.join(f'{seconds:.2f}' for seconds in took)} s, peak {_peak():,.0f} MB", flush=True)


def questions(path: Path) -> None:
    """Prints what each shipped query takes, the slowest first."""
    took = []
    with open_published(path) as connection:
        for name, query in shipped().items():
            started = time.perf_counter()
            rows = len(answer(connection, query.sql, query.parameters))
            took.append((time.perf_counter() - started, name, rows))
    for seconds, name, rows in sorted(took, reverse=True):
        print(f"          {seconds:6.2f} s  {name} ({rows:,} rows)", flush=True)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measures each size and part in a process of its own."""
    if sys.argv[1:2] == ["--part"]:
        part, count, folder = sys.argv[2:]
        path = Path(folder, f"{count}.duckdb")
        if part == "first":
            first(path, int(count))
        else:
            {"more": more, "questions": questions}[part](path)
        return
    with tempfile.TemporaryDirectory() as folder:
        for count in sys.argv[1:] or ["10000", "100000", "1000000"]:
            for part in ("first", "more", "questions"):
                subprocess.run([sys.executable, "-m", "benchmarks.facts", "--part", part, count, folder], check=True)


if __name__ == "__main__":
    main()
