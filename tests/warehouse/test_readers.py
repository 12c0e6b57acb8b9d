"""Ten readers in processes of their own while a writer loads and publishes: every answer is from a whole copy, and none fails."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from schemas.settings import Settings
from tests import stages
from tests.conftest import ROOT
from warehouse.connect import open_working, transaction
from warehouse.publish import publish

_LOADS, _ROWS = 12, 500
_QUESTION = "SELECT count(*), count(DISTINCT flow), count(*) FILTER (outcome = 'done') FROM runs"
_PLAIN = "import duckdb\ndef answer():\n    with duckdb.connect(path, read_only=True) as client:\n        return client.execute(question).fetchone()"
_OURS = "from pathlib import Path\nfrom warehouse.query import ask\ndef answer():\n    return ask(Path(path), question).row(0)"
_LOOP = """
import sys
path, stop, question = sys.argv[1:]
{reader}
from pathlib import Path
seen = set()
while not Path(stop).exists():
    seen.add(answer())
    if len(seen) == 1:
        print("reading", flush=True)
import json; print(json.dumps(sorted(seen)), flush=True)
"""


def test_ten_readers_during_a_load_see_whole_copies_only(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    working, stop = stages.ready(settings), tmp_path / "stop"
    publish(working, settings.warehouse)
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", _LOOP.format(reader=_PLAIN if number % 2 else _OURS), str(settings.warehouse), str(stop), _QUESTION],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(10)
    ]
    try:
        for reader in readers:
            assert reader.stdout is not None
            assert reader.stdout.readline() == "reading\n"
        for load in range(_LOADS):
            with open_working(working) as writer, transaction(writer):
                for outcome in ("done", "failed"):  # two statements: a reader must never see the first without the second
                    writer.execute(
                        "INSERT INTO runs (run_id, flow, started_at, outcome, program) SELECT concat_ws('-', $load, $outcome, n), 'flow ' || $load, now(), $outcome, 't' FROM range($rows) AS numbers(n)",
                        {"load": load, "outcome": outcome, "rows": _ROWS},
                    )
            publish(working, settings.warehouse)
            time.sleep(0.05)
    finally:
        stop.touch()
        told = [reader.communicate(timeout=60) for reader in readers]
    whole = {(2 * _ROWS * loads, loads, _ROWS * loads) for loads in range(_LOADS + 1)}
    for out, errors in told:
        assert errors == ""
        seen = {tuple(answer) for answer in json.loads(out.splitlines()[-1])}
        assert seen <= whole
        assert len(seen) > 1, "this reader met one copy only: it did not read during the load"
