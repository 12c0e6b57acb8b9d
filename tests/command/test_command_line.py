"""The command line: help with examples, exit codes, formats of answers."""

from __future__ import annotations

import csv
import errno
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from flows.command.arguments import parser
from flows.command.exits import FAILED, FULL, USAGE, code_of
from schemas.settings import SettingError, Settings
from tests import stages
from tests.conftest import ROOT, Run, environment_of, json_lines, write_lines
from warehouse.publish import publish

_VERBS = sorted(parser()._subparsers._group_actions[0].choices)  # type: ignore[union-attr,arg-type]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose warehouse holds two claims, one with a title that a spreadsheet would run."""
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    stages.ready(settings)
    text = "North Korea has sent about {} soldiers to Russia, the Pentagon said on Monday."
    rows = [
        {
            "id": str(number),
            "lang": "en",
            "url": f"https://w.example/{number}",
            "published": "2024-10-29",
            "title": title,
            "text": text.format(number),
        }
        for number, title in ((3000, '=HYPERLINK("http://evil.example")'), (4000, "Plain \x1b[31mred\x1b[0m \u202etitle"))
    ]
    rows[1]["title"] = "Plain \u202etitle"
    stages.ingest(settings, write_lines(settings.data / "in.jsonl", rows))
    stages.extract(settings)
    stages.load(settings)
    publish(settings.state / "warehouse.duckdb", settings.warehouse)
    return settings.data


def _help(*arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "flows", *arguments, "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize("verb", _VERBS)
def test_every_verb_has_help_with_an_example(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args([verb, "--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert f"example:\n  sanctionwatch {verb}" in shown


def test_help_documents_the_exit_codes_and_imports_nothing_heavy() -> None:
    assert "exit codes:" in _help()
    probe = "import sys\nfrom flows.command.arguments import parser\nparser().format_help()\nprint(sorted({'prefect', 'polars', 'duckdb', 'great_expectations', 'pandas', 'pydantic'} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"


def test_read_needs_neither_warehouse_nor_prefect() -> None:
    probe = "import sys\nimport flows.reading\nprint(sorted({'prefect', 'duckdb', 'great_expectations', 'pandas'} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["monitor", "no-such-source"], "no such file or folder"),
        (["sql", "DELETE FROM claims"], "only SELECT"),
        (["sql"], "give one SELECT"),
        (["sql", "SELECT 1", "--query", "denials"], "give one SELECT"),
        (["sql", "--query", "denials", "--set", "nonsense"], "NAME=VALUE"),
        (["sql", "--query", "no-such"], "there are"),
        (["read", "no-such.jsonl"], "No such file"),
        (["pack", "zz", "--check"], "zz"),
        (["monitor", ""], "unset variable"),
        (["sql", "SELECT 1", "--out", "no/such/folder/x.csv"], "is not a folder"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_says_what_to_do(cli: Run, data: Path, arguments: list[str], words: str) -> None:
    done = cli(*arguments, code=2, data=data)
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SANCTIONWATCH_BATCH", "many", "SANCTIONWATCH_BATCH='many': a whole number is wanted"),
        ("SANCTIONWATCH_BATCH", "-3", "1 or more"),
        ("SANCTIONWATCH_BATCH", "0", "1 or more"),
        ("SANCTIONWATCH_BTACH", "3", "SANCTIONWATCH_BTACH is no setting; SANCTIONWATCH_BATCH is"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str, told: str) -> None:
    with pytest.raises(SettingError) as caught:
        Settings.load({name: value})
    assert told in str(caught.value)
    assert code_of(caught.value) == USAGE


def test_a_full_disk_is_told_however_deep_the_engine_buried_it() -> None:
    try:
        try:
            raise OSError(errno.ENOSPC, "No space left on device")
        except OSError as deep:
            raise RuntimeError("could not write the checkpoint") from deep
    except RuntimeError as problem:
        assert code_of(problem) == FULL
    assert code_of(RuntimeError('Could not write file "x": No space left on device')) == FULL
    assert code_of(RuntimeError("something else")) == FAILED


def test_a_data_folder_that_cannot_be_written_is_named(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "SANCTIONWATCH_DATA" in cli("monitor", code=2, data=tmp_path / "file" / "data").stderr


def test_without_a_warehouse_sql_says_how_to_get_one(cli: Run) -> None:
    assert "sanctionwatch monitor" in cli("sql", "SELECT 1", code=2).stderr


def test_answers_as_a_table(cli: Run, data: Path) -> None:
    shown = cli("sql", "SELECT title, quantity_min FROM current_claims ORDER BY 2", data=data).stdout
    assert "3000" in shown
    assert "2 row(s)" in shown
    assert "\u202e" not in shown, "a mark that reorders text reached the terminal"


def test_rows_too_wide_for_a_table_come_column_by_column(cli: Run, data: Path) -> None:
    shown = cli("sql", "SELECT * FROM current_claims ORDER BY evidence", data=data).stdout
    assert "── 2 ──" in shown
    assert re.search(r"^kind +troop_deployment$", shown, re.MULTILINE)
    assert "2 row(s)" in shown


def test_answers_as_csv_run_nothing_in_a_spreadsheet(cli: Run, data: Path) -> None:
    shown = cli("sql", "SELECT title, actors FROM current_claims ORDER BY quantity_min", "--format", "csv", data=data).stdout
    rows = list(csv.DictReader(io.StringIO(shown)))
    assert rows[0]["title"].startswith("'=HYPERLINK")
    assert rows[0]["actors"] == "KP"


def test_answers_as_json_and_parquet_keep_everything(cli: Run, data: Path, tmp_path: Path) -> None:
    sql = "SELECT title, actors, quantity_min, reported_date FROM current_claims ORDER BY quantity_min"
    first = json_lines(cli("sql", sql, "--format", "json", data=data).stdout)[0]
    assert first == {"title": '=HYPERLINK("http://evil.example")', "actors": ["KP"], "quantity_min": 3000.0, "reported_date": "2024-10-29"}
    out = tmp_path / "answer.parquet"
    cli("sql", sql, "--format", "parquet", "--out", out, data=data)
    assert pl.read_parquet(out)["actors"].to_list() == [["KP"], ["KP"]]


def test_the_list_of_queries_tells_their_parameters(cli: Run) -> None:
    shown = cli("sql", "--list").stdout
    assert "denials" in shown
    assert "--set run=" in shown


def test_a_closed_pipe_is_no_error(data: Path) -> None:
    command = f"{sys.executable} -m flows sql 'SELECT * FROM range(200000)' --format csv | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=ROOT,
        env=environment_of(data),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_json_summary_is_one_object(cli: Run, tmp_path: Path, prefect_url: str) -> None:
    path = write_lines(
        tmp_path / "in.jsonl",
        [{"id": "1", "lang": "en", "published": "2024-10-29", "text": "North Korea has sent soldiers to Russia, the Pentagon said."}],
    )
    counts = json.loads(cli("monitor", path, "--json", PREFECT_API_URL=prefect_url).stdout)
    assert counts["outcome"] == "done"
    assert counts["articles_new"] == 1
    rows = (ROOT / "docs" / "scheduling.md").read_text(encoding="utf-8").partition("for machines")[2].partition("\n## ")[0].splitlines()
    documented = {name for row in rows if row.startswith("| `") for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert set(counts) == documented
    (numbers,) = counts["sources"].values()
    assert set(numbers) == {"new", "copies", "known", "left_out", "state", "since", "why"}
