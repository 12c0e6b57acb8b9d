"""Every command that the documents show to users can be pasted: it runs as it stands, on the samples."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from flows.__main__ import _run
from flows.command.arguments import parser
from schemas.settings import Settings
from tests import stages
from tests.conftest import ROOT, write_lines
from warehouse.publish import publish

_DOCUMENTS = ("README.md", "docs/questions.md", "docs/facts.md", "docs/lists.md", "docs/exports.md")
_BLOCK = re.compile(r"^```\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`((?:uv run )?sanctionwatch [^`\s]+ [^`]+)`")
_COMMAND = re.compile(r"^(?:\$ )?(?:uv run )?sanctionwatch (.+)$", re.MULTILINE)
_LEFT_OUT = {
    "monitor": "starts a Prefect server; tests/flows/test_monitor.py runs it",
    "serve": "never ends; tests/flows/test_schedule.py runs it",
    "reread": "starts a Prefect server; tests/flows/test_stages.py runs it",
    "facts": "starts a Prefect server; tests/flows/test_timeline.py runs it",
    "sources": "tests/sources/test_watch_list.py",
}


def _commands() -> list[tuple[str, tuple[str, ...]]]:
    """Document and arguments of each command in a block or between backticks; what it writes to with > is left out."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for document in _DOCUMENTS:
        text = (ROOT / document).read_text(encoding="utf-8")
        for shown in (*_BLOCK.findall(text), *_INLINE.findall(_BLOCK.sub("", text))):
            for command in _COMMAND.findall(shown):
                arguments = shlex.split(command, comments=True)
                arguments = arguments[: arguments.index(">")] if ">" in arguments else arguments
                told = {given for _, given in found}
                if arguments[0] not in _LEFT_OUT and tuple(arguments) not in told and not set(arguments) & {"FILE", "NAME", "DIR"}:
                    found.append((document, tuple(arguments)))
    return found


_COMMANDS = _commands()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples read and published in it, a list loaded, and files of the names that the documents use."""
    folder = tmp_path_factory.mktemp("desk")
    settings = Settings(data=folder / "data")
    stages.ready(settings)
    stages.ingest(settings, settings.seeds / "articles")
    stages.extract(settings)
    stages.load(settings)
    stages.facts(settings)
    publish(settings.state / "warehouse.duckdb", settings.warehouse)
    for source, target in (("un.xml", "consolidated.xml"), *((name, name) for name in ("sdn.csv", "alt.csv", "add.csv"))):
        shutil.copy(ROOT / "tests" / "lists" / "files" / source, folder / target)
    write_lines(folder / "agency.jsonl", [{"id": "1", "lang": "en", "text": "North Korea has sent soldiers to Russia, the Pentagon said."}])
    (folder / "exports").mkdir()
    return folder


@pytest.fixture(autouse=True)
def _at_the_desk(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = Settings.load().seeds.absolute()
    monkeypatch.chdir(desk)
    monkeypatch.setenv("SANCTIONWATCH_SEEDS", str(seeds))
    monkeypatch.setenv("SANCTIONWATCH_DATA", str(desk / "data"))


def test_documents_show_commands() -> None:
    assert {document for document, _ in _COMMANDS} >= {"README.md", "docs/questions.md", "docs/lists.md"}
    assert len(_COMMANDS) > 25


@pytest.mark.parametrize(
    ("document", "arguments"), _COMMANDS, ids=[f"{document}:{shlex.join(given)[:60]}" for document, given in _COMMANDS]
)
def test_commands_run_as_they_stand(document: str, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(parser().parse_args(arguments)) == 0, f"{document}: {capsys.readouterr().err}"
