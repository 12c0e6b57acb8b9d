"""The story of the deployment from October 2024 to June 2025, told in articles of our own and read by the rules: what becomes of it as facts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from schemas.settings import Settings
from tests import stages
from tests.conftest import write_lines
from warehouse.clustering import compute_facts

_ARTICLES = [
    ("2024-10-10", "pl", "Rzecznik Kremla Dmitrij Pieskow zaprzeczył w czwartek, że Korea Północna wysłała żołnierzy do Rosji."),
    ("2024-10-18", "pl", "Korea Północna wysłała do Rosji około 1500 żołnierzy – poinformowała w piątek południowokoreańska Narodowa Służba Wywiadowcza (NIS)."),
    ("2024-10-29", "en", "North Korea has sent about 10,000 soldiers to eastern Russia, the Pentagon said on Monday."),
    ("2025-04-26", "en", "North Korean soldiers fought alongside Russian forces in the Kursk region, the chief of the Russian General Staff, Valery Gerasimov, told President Vladimir Putin on Saturday."),
    ("2025-04-28", "pl", "Centralna Komisja Wojskowa Partii Pracy Korei potwierdziła w poniedziałek, że północnokoreańscy żołnierze zostali wysłani do Rosji i walczyli w obwodzie kurskim."),
    ("2025-04-28", "pl", "Rzecznik Kremla Dmitrij Pieskow potwierdził w poniedziałek, że Korea Północna wysłała żołnierzy do Rosji."),
    ("2025-05-30", "pl", "MSMT ustalił, że Korea Północna wysłała do Rosji ponad 11 tysięcy żołnierzy."),
    ("2025-06-17", "pl", "Korea Północna wyśle do obwodu kurskiego tysiąc saperów – ogłosił we wtorek w Pjongjangu sekretarz rosyjskiej Rady Bezpieczeństwa Siergiej Szojgu."),
]  # fmt: skip


_RUNS = {"r1": range(3), "r2": range(3, 4), "r3": range(4, 8)}


def _run(settings: Settings, folder: Path, run_id: str, numbers: Iterable[int]) -> None:
    rows = [
        {"id": str(number), "lang": language, "url": f"https://kurier{number}.example/{number}", "published": day, "text": text}
        for number, (day, language, text) in enumerate(_ARTICLES)
        if number in numbers
    ]
    stages.ingest(settings, write_lines(folder / f"{run_id}.jsonl", rows), run_id=run_id)
    stages.extract(settings)
    stages.load(settings, run_id)


def test_one_deployment_with_its_history_and_the_planned_one_apart(settings: Settings, tmp_path: Path) -> None:
    told = settings
    stages.ready(told)
    for run_id, numbers in _RUNS.items():
        _run(told, tmp_path, run_id, numbers)
        stages.facts(told, run_id)
    done, planned = stages.table(told, "SELECT * FROM facts WHERE kind = 'troop_deployment' ORDER BY phase").iter_rows(named=True)
    assert (done["status_best"], done["confirmed_by"], str(done["confirmed_date"])) == ("confirmed_by_parties", "both", "2025-04-26")
    assert (done["status_latest"], done["claim_count"], done["denial_count"]) == ("assessed", 6, 1)
    assert (str(done["first_reported"]), done["days_to_confirmation"]) == ("2024-10-18", 190)
    assert not done["contested"], "the one who denied it confirmed it in April"
    assert (planned["phase"], planned["thing"], planned["claim_count"]) == ("planned", "engineers", 1)

    history = stages.table(
        told,
        "SELECT day, happened, new, speakers FROM fact_history WHERE fact_id IN (SELECT fact_id FROM facts WHERE phase = 'done') ORDER BY day",
    )
    assert [(str(day), happened, new) for day, happened, new, _ in history.iter_rows()] == [
        ("2024-10-10", "denied", "denied"),
        ("2024-10-18", "status", "assessed"),
        ("2025-04-26", "status", "confirmed_by_parties"),
        ("2025-04-28", "denial lapsed", None),
    ]
    risen = stages.table(told, "SELECT run_id, old, new FROM changes WHERE subject = 'fact' AND field = 'status_best'").rows()
    assert risen == [("r2", "assessed", "confirmed_by_parties")]
    contested = stages.table(told, "SELECT run_id, old, new FROM changes WHERE subject = 'fact' AND field = 'contested'").rows()
    assert contested == [("r3", "true", "false")]


def test_a_run_that_dies_while_computing_leaves_the_old_state(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stages.ready(settings)
    _run(settings, tmp_path, "r1", [0])
    stages.facts(settings, "r1")
    tables = ("facts", "changes", "fact_redirects", "claim_pieces", "fact_pieces", "piece_facts", "fact_voices", "fact_computations")
    before = {name: stages.table(settings, f"FROM {name} ORDER BY ALL") for name in tables}
    _run(settings, tmp_path, "r2", [1])

    def dies(*arguments: Any) -> None:
        compute_facts(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr("flows.facts.compute_facts", dies)
    with pytest.raises(KeyboardInterrupt):
        stages.facts(settings, "r2")
    for name, rows in before.items():
        assert stages.table(settings, f"FROM {name} ORDER BY ALL").equals(rows), name
    monkeypatch.setattr("flows.facts.compute_facts", compute_facts)
    assert stages.facts(settings, "r3")["facts_added"] == 1
    assert stages.table(settings, "SELECT phase, contested FROM facts").rows() == [("done", True)]
