"""Articles in any order, one at a time or all at once, give the same claims and facts: from the file to the facts, versions and all."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from flows.validation.check import Verdict
from schemas.settings import Settings
from tests import stages
from tests.conftest import write_lines


def _article(key: str, day: str | None, text: str, publisher: str = "kurier.example", lang: str = "en") -> dict[str, Any]:
    return {
        "id": key, "lang": lang, "published": day, "text": text, "publisher": publisher, "url": f"https://{publisher}/{key}", "title": key,
    }  # fmt: skip


_SHELLS = "North Korea has sent artillery shells to Russia, South Korea's Ministry of National Defense said on Monday."
_ARTICLES = [
    _article("kremlin", "2024-10-10", "The Kremlin on Thursday denied that North Korea had sent soldiers to Russia."),
    _article("nis", "2024-10-18", "North Korea has sent about 1,500 soldiers to Russia, South Korea's National Intelligence Service said on Friday."),
    _article("pentagon", "2024-10-29", "North Korea has sent about 10,000 soldiers to eastern Russia, the Pentagon said."),
    _article("gerasimov", "2025-04-26", "Russia's chief of the general staff Valery Gerasimov confirmed that North Korean soldiers had fought in the Kursk region."),
    _article("party", "2025-04-28", "Centralna Komisja Wojskowa Partii Pracy Korei potwierdziła w poniedziałek, że Korea Północna wysłała żołnierzy do Rosji.", "gazeta.example", "pl"),
    _article("sappers", "2025-06-17", "Korea Północna wyśle do obwodu kurskiego tysiąc saperów – ogłosił Siergiej Szojgu.", "gazeta.example", "pl"),
    _article("shells", "2024-05-13", _SHELLS),
    _article("shells-again", "2024-05-12", _SHELLS, "herald.example"),
    _article("undated", None, "North Korea may send more soldiers to Russia, analysts fear."),
    _article("background", "2025-06-05", "Since 2023, North Korea has supplied Russia with ballistic missiles, the White House said."),
    _article("pentagon", "2024-10-29", "North Korea has sent about 12,000 soldiers to eastern Russia, the Pentagon said."),
    _article("nis", "2024-10-18", "South Korea's National Intelligence Service published a report on Friday."),
]  # fmt: skip


_ASKED = {
    "claims": "SELECT * EXCLUDE (run_id, loaded_at) FROM current_claims ORDER BY ALL",
    "facts": "FROM facts ORDER BY ALL",
    "which claim is in which fact": "FROM fact_claims ORDER BY ALL",
    "history": "FROM fact_history ORDER BY ALL",
    "origins": "FROM fact_origins ORDER BY ALL",
    "figures": "FROM fact_figures ORDER BY ALL",
}


def _shuffled(rng: random.Random) -> list[dict[str, Any]]:
    """In any order, but a later version of an article after the one before it: which came last is what makes it the newest."""
    order = rng.sample(range(len(_ARTICLES)), len(_ARTICLES))
    waiting: dict[str, list[dict[str, Any]]] = {}
    for given in _ARTICLES:
        waiting.setdefault(given["id"], []).append(given)
    return [waiting[_ARTICLES[place]["id"]].pop(0) for place in order]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty warehouse, and beside it the file that articles come in."""
    return stages.ready(Settings(data=tmp_path_factory.mktemp("ready")))


def _state(ready: Path, folder: Path, batches: list[list[dict[str, Any]]]) -> dict[str, list[Any]]:
    settings = Settings(data=folder)
    settings.state.mkdir()
    shutil.copy(ready, settings.state / "warehouse.duckdb")
    for number, batch in enumerate(batches):
        stages.ingest(settings, write_lines(ready.with_name("in.jsonl"), batch), run_id=f"r{number:02}")
        stages.extract(settings)
        stages.load(settings, run_id=f"r{number:02}")
        stages.facts(settings, run_id=f"r{number:02}")
    return {name: stages.table(settings, question).rows() for name, question in _ASKED.items()}


@pytest.fixture(scope="module", autouse=True)
def _unchecked() -> Any:
    """What is checked here is order, forty times; expectations have tests of their own."""
    with pytest.MonkeyPatch.context() as patched:
        for module in ("ingest", "load", "facts"):
            patched.setattr(f"flows.{module}.check", lambda *_: Verdict({}, []))
        yield


@pytest.fixture(scope="module")
def at_once(ready: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    return _state(ready, tmp_path_factory.mktemp("at-once"), [_ARTICLES])


def test_the_articles_say_what_the_orders_are_about(at_once: dict[str, list[Any]]) -> None:
    assert len(at_once["claims"]) == 9, "the report of the NIS is withdrawn, and so is the number of the Pentagon"
    assert {fact[2] for fact in at_once["facts"]} == {"done", "planned"}


@pytest.mark.parametrize("seed", range(20))
def test_any_order_one_at_a_time_or_all_at_once_gives_the_same(
    seed: int, ready: Path, at_once: dict[str, list[Any]], tmp_path: Path
) -> None:
    articles = _shuffled(random.Random(seed))
    size = {0: 1, 1: 5, 2: 7}.get(seed, len(articles))
    state = _state(ready, tmp_path, [articles[start : start + size] for start in range(0, len(articles), size)])
    for name, rows in at_once.items():
        assert state[name] == rows, name
