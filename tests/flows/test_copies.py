"""The same words at many places are one content: exact copies are appearances, near copies are not counted again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from schemas.settings import Settings
from tests import stages
from tests.conftest import write_lines

_SENT = (
    "Korea Północna wysłała do Rosji około 1500 żołnierzy, poinformowała w piątek południowokoreańska Narodowa Służba Wywiadowcza (NIS)."
)
_MORE = [
    "Miasto szykuje się na zimę, a meteorolodzy ostrzegają przed gołoledzią na drogach i chodnikach.",
    "W parku przy rzece otwarto lodowisko, z którego mieszkańcy mogą korzystać codziennie do dwudziestej drugiej.",
    "Biblioteka przedłużyła godziny otwarcia czytelni i zaprasza na wieczory z poezją oraz muzyką dawną.",
    "Rada dzielnicy zdecydowała o remoncie szkoły, który ma potrwać do końca przyszłych wakacji.",
    "Na targu pojawiły się pierwsze mandarynki, a sprzedawcy narzekają na wysokie ceny transportu.",
    "Muzeum pokazuje wystawę fotografii z lat dwudziestych, wypożyczonych z prywatnych zbiorów rodzin.",
]
_NEW = "Moskwa przekazała Pjongjangowi 50 rakiet przeciwlotniczych, powiedział minister obrony Korei Południowej Kim Yong-hyun."


def _wire(number: int, *sentences: str, **changed: Any) -> dict[str, Any]:
    text = "\n\n".join(sentences or (_SENT, *_MORE))
    return {"id": f"w{number}", "lang": "pl", "url": f"https://outlet{number}.example/a?utm_source=x", "publisher": f"outlet{number}", "published": "2024-10-18", "title": "Żołnierze", "text": text} | changed  # fmt: skip


def _run(settings: Settings, tmp_path: Path, rows: list[dict[str, Any]], run_id: str = "r1") -> dict[str, Any]:
    counts = stages.ingest(settings, write_lines(tmp_path / "in.jsonl", rows), run_id=run_id)
    stages.extract(settings)
    stages.load(settings, run_id)
    return counts


def test_ten_places_one_article_one_claim_ten_appearances(settings: Settings, tmp_path: Path) -> None:
    stages.ready(settings)
    counts = _run(settings, tmp_path, [_wire(number) for number in range(5)])
    _run(settings, tmp_path, [_wire(number) for number in range(3, 10)], "r2")
    assert (counts["articles_new"], counts["articles_known"]) == (1, 4)
    assert stages.table(settings, "SELECT url, origin_group FROM articles").rows() == [("https://outlet0.example/a", "outlet0")]
    assert stages.table(settings, "SELECT count(*) FROM appearances").item() == 10
    assert stages.table(settings, "SELECT count(*) FROM current_claims").item() == 1
    seen = stages.table(settings, "SELECT url, first_seen < last_seen FROM claim_appearances ORDER BY first_seen, url")
    assert seen.rows()[0] == ("https://outlet0.example/a?utm_source=x", False)
    assert [row[1] for row in seen.rows()].count(True) == 2  # outlets 3 and 4 were there in both runs


def test_a_near_copy_keeps_its_text_but_repeats_no_claim(settings: Settings, tmp_path: Path) -> None:
    stages.ready(settings)
    changed = [*_MORE[:4], "Zdanie dodane przez redakcję.", *_MORE[4:]]
    _run(settings, tmp_path, [_wire(1)])
    _run(settings, tmp_path, [_wire(2, _SENT, *changed, title="Żołnierze z Północy"), _wire(3, _SENT, *_MORE, _NEW)], "r2")
    rows = stages.table(settings, "SELECT declared_id, copy_of IS NULL, similarity > 0.8, origin_group FROM articles ORDER BY 1").rows()
    assert rows == [("w1", True, None, "outlet1"), ("w2", False, True, "outlet1"), ("w3", False, True, "outlet1")]
    assert stages.table(settings, "SELECT count(DISTINCT copy_of) FROM articles").item() == 1
    said = stages.table(settings, "SELECT publisher, kind FROM current_claims ORDER BY 1, 2").rows()
    assert said == [("outlet1", "troop_deployment"), ("outlet3", "arms_transfer")]  # what a copy adds is counted
    assert stages.table(settings, "SELECT count(*) FROM claims WHERE kind = 'troop_deployment'").item() == 3


def test_copies_within_one_batch_and_a_later_version_are_not_confused(settings: Settings, tmp_path: Path) -> None:
    stages.ready(settings)
    _run(settings, tmp_path, [_wire(1), _wire(2, _SENT, *_MORE, "Koniec depeszy.")])
    _run(settings, tmp_path, [_wire(1, _SENT, *_MORE, "Poprawka.")], "r2")
    rows = stages.table(settings, "SELECT declared_id, version, copy_of IS NULL FROM articles ORDER BY 1, 2").rows()
    assert rows == [("w1", 1, True), ("w1", 2, True), ("w2", 1, False)]


def test_an_article_that_is_left_out_takes_no_other_with_it(settings: Settings, tmp_path: Path) -> None:
    stages.ready(settings)
    counts = _run(settings, tmp_path, [_wire(1, published="2999-01-01"), _wire(2), _wire(3)])
    assert (counts["articles_new"], counts["left_out"]) == (1, 1)
    assert stages.table(settings, "SELECT place_id FROM appearances").height == 2
    assert stages.table(settings, "SELECT declared_id, copy_of FROM articles").rows() == [("w2", None)]


def test_short_texts_are_no_copies_of_each_other(settings: Settings, tmp_path: Path) -> None:
    stages.ready(settings)
    _run(settings, tmp_path, [_wire(1, _SENT), _wire(2, _SENT + " Kreml zaprzeczył.")])
    assert stages.table(settings, "SELECT count(*) FROM articles WHERE copy_of IS NOT NULL").item() == 0


def test_facts_do_not_care_which_copy_came_first(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An original, the same text elsewhere a day earlier, a near copy two days later: claims, facts and history are the same in every order."""
    rows = [
        _wire(0, published="2024-10-20"),
        _wire(1, published="2024-10-19"),
        _wire(2, _SENT, *_MORE, "Więcej wkrótce.", published="2024-10-21"),
        _wire(3, _NEW, published="2024-10-19"),
    ]
    found = []
    for number, batches in enumerate(([rows], [[rows[2]], [rows[0]], [rows[3]], [rows[1]]], [rows[::-1]])):
        monkeypatch.setenv("SANCTIONWATCH_DATA", str(tmp_path / str(number)))
        own = Settings.load()
        stages.ready(own)
        for turn, batch in enumerate(batches):
            _run(own, tmp_path, batch, f"r{turn}")
            stages.facts(own, f"r{turn}")
        found.append(
            {
                name: stages.table(own, f"FROM {name} ORDER BY ALL").rows()
                for name in ("facts", "fact_claims", "fact_history", "fact_figures", "fact_origins")
            }
        )
    assert found[1] == found[0]
    assert found[2] == found[0]
    assert "2024-10-19" in [str(day) for day in stages.table(own, "SELECT first_reported FROM facts")["first_reported"]]
