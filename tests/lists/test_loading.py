"""Lists in the warehouse: versions, and which claims they touch."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from flows import listing
from flows.listing import _batches
from flows.lists.entry import NotAList
from flows.lists.names import comparable
from flows.lists.recognise import read_lists
from schemas.settings import Settings
from tests import stages
from tests.conftest import ROOT, Run, write_lines
from tests.lists.test_reading import FILES
from tests.warehouse.claims import Desk, article, says
from warehouse.lists import replace_list
from warehouse.parties import note_candidates, note_parties
from warehouse.query import answer, shipped
from warehouse.reference import load_reference

_NOW = datetime(2026, 1, 2)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _list(desk: Desk, path: Path, name: str = "made-up", run_id: str = "r") -> dict[str, Any]:
    (reading,) = read_lists([path], 1_000_000)
    about = {"format": reading.format, "file": path.name, "sha256": path.read_text(encoding="utf-8")[:64], "published": reading.published}
    written = replace_list(desk.connection, name, _batches(name, reading, [], run_id, _NOW), about=about, run_id=run_id, now=_NOW)
    note_parties(desk.connection, comparable)
    note_candidates(desk.connection, run_id, _NOW)
    return written


def _people(path: Path, people: Iterable[dict[str, Any]]) -> Path:
    rows = [
        {"id": person["id"], "caption": person["names"][0], "schema": person.get("schema", "Person"), "properties": {"name": person["names"], "topics": ["sanction"]} | person.get("more", {})}
        for person in people
    ]  # fmt: skip
    return write_lines(path, rows)


def test_a_new_version_takes_the_place_of_the_last_which_is_kept(desk: Desk, tmp_path: Path) -> None:
    stays, goes, comes = ({"id": name[0], "names": [name]} for name in ("Stays Here", "Goes Away", "Comes New"))
    first = _list(desk, _people(tmp_path / "1.jsonl", [stays, goes]))
    second = _list(desk, _people(tmp_path / "2.jsonl", [stays | {"names": ["Stays Here", "Also Called"]}, comes]))
    third = _list(desk, _people(tmp_path / "3.jsonl", [stays, goes]))
    assert [(row["entries"], row["entries_new"], row["entries_gone"]) for row in (first, second, third)] == [
        (2, 2, 0),
        (2, 2, 2),
        (2, 2, 2),
    ]
    assert desk.rows("SELECT name, other_names FROM designated_parties ORDER BY name") == [("Goes Away", []), ("Stays Here", [])]
    assert desk.rows("SELECT since_version, until_version FROM list_entries WHERE name = 'Goes Away' ORDER BY ALL") == [(1, 2), (3, None)]
    assert desk.rows("SELECT count(*) FROM list_names WHERE name = 'Goes Away'") == [(1,)], "what came back is not written twice"
    assert desk.rows(
        "SELECT count(*) FROM list_entries WHERE list_name = 'made-up' AND since_version <= 2 AND coalesce(until_version, 9) > 2"
    ) == [(2,)]


def test_claims_are_joined_by_the_same_name_and_by_ids_and_near_names_go_to_review(desk: Desk, tmp_path: Path) -> None:
    load_reference(desk.connection, ROOT / "seeds" / "reference", _NOW)
    ((name, qid),) = desk.rows(
        "SELECT name_en, wikidata_qid FROM entities WHERE wikidata_qid IS NOT NULL AND type <> 'country' ORDER BY entity_id LIMIT 1"
    )
    people: list[dict[str, Any]] = [
        {"id": "p1", "names": ["JON, Chol-su"], "more": {"weakAlias": ["Comrade Jon Chol"]}},
        {"id": "p2", "names": ["Мирок Трейдинг"], "schema": "Company"},
        {"id": "p3", "names": ["Something Else"], "schema": "Company", "more": {"wikidataId": [qid]}},
        {"id": "p4", "names": ["MIRAE STAR"], "schema": "Vessel", "more": {"imoNumber": ["IMO 1234567"]}},
    ]
    named = ["Chol-Su Jon", "Mirok Treyding", "Jon Chol Sul", "Su Chol Jon", "Comrade Jon Chol", "Mirae Star", "Somebody Else", name]
    claims = [says("assessed", "NIS", "arms_transfer", actor_names=[each], evidence=f"words on {each}") for each in named]
    ship = says("assessed", "NIS", "arms_transfer", evidence="the ship (IMO: 1234567) and another, IMO 1234568, carried arms")
    desk.load([article("a", "2025-01-05", *claims, ship)])
    _list(desk, _people(tmp_path / "list.jsonl", people))

    query = shipped()["listed"]
    found = answer(desk.connection, query.sql, query.parameters)
    assert sorted(found.select("party", "side", "matched_by", "entry_id").iter_rows()) == sorted(
        [
            ("Chol-Su Jon", "actor", "name across case, accents and scripts", "p1"),
            ("Mirok Treyding", "actor", "name across case, accents and scripts", "p2"),
            (name, "actor", "wikidata", "p3"),
            ("imo 1234567", "evidence", "imo", "p4"),
        ]
    )
    review = {row["trigger"]: row for row in desk.named("FROM review WHERE reason = 'maybe_listed'")}
    assert set(review) == {"Jon Chol Sul", "Su Chol Jon", "Comrade Jon Chol", "Mirae Star"}
    assert "one letter differs" in review["Jon Chol Sul"]["explanation"]
    assert "another order" in review["Su Chol Jon"]["explanation"]
    assert "weak alias" in review["Comrade Jon Chol"]["explanation"]
    assert "does not say who is meant" in review["Mirae Star"]["explanation"]
    assert review["Su Chol Jon"]["sentence"] == "words on Su Chol Jon"
    assert note_candidates(desk.connection, "again", _NOW) == 0
    _list(desk, FILES / "un.xml", "un")
    assert desk.rows("SELECT count(*) FROM review WHERE explanation LIKE '%list made-up%'") == [(4,)], "the same doubt is noted once"


def test_listed_names_in_the_evidence_are_a_basis_of_their_own(desk: Desk, tmp_path: Path) -> None:
    people: list[dict[str, Any]] = [
        {"id": "p1", "names": ["KIM, Yong Bok"]},
        {"id": "p2", "names": ["Blue Sky"], "schema": "Company"},
        {"id": "p3", "names": ["Ministry of Rocket Industry"], "schema": "Company"},
        {"id": "p4", "names": ["Kim Yong Jin"]},
    ]
    words = [
        "The EU sanctioned Kim Yong-bok, deputy chief of the general staff, on Tuesday",
        "Under a blue sky, Kim Yong said, the MINISTRY OF ROCKET INDUSTRY sent arms",
        "Kim Yong Bok sent arms",
    ]
    acting = [[], [], ["Kim Yong Bok"]]
    claims = [says("assessed", "NIS", "arms_transfer", evidence=each, actor_names=names) for each, names in zip(words, acting, strict=True)]
    desk.load([article("a", "2025-01-05", *claims)])
    _list(desk, _people(tmp_path / "list.jsonl", people))
    found = desk.rows("SELECT party, side, matched_by, entry_id FROM listed_claims ORDER BY evidence")
    assert found == [
        ("Kim Yong Bok", "actor", ["name across case, accents and scripts"], "p1"),
        ("Kim Yong-bok", "evidence", ["named_in_evidence"], "p1"),
        ("MINISTRY OF ROCKET INDUSTRY", "evidence", ["named_in_evidence"], "p3"),
    ]


def test_the_answer_says_whether_it_was_listed_then(desk: Desk) -> None:
    _list(desk, FILES / "un.xml", "un")
    said = (
        says("assessed", "NIS", "arms_transfer", actor_names=["Mirok Trading"], event_start=day) for day in ("2017-08-04", "2017-08-05")
    )
    desk.load([article("a", "2025-01-05", *said)])
    note_parties(desk.connection, comparable)
    query = shipped()["listed"]
    found = answer(desk.connection, query.sql, query.parameters)
    assert sorted(found.select("listed_then", "listed_on", "entry_id").rows()) == [
        (then, datetime(2017, 8, 5).date(), "KPe.902") for then in (False, True)
    ]
    assert answer(desk.connection, query.sql, query.parameters | {"list": "eu"}).is_empty()
    assert answer(desk.connection, query.sql, query.parameters | {"type": "person"}).is_empty()


def test_lists_that_are_loaded_meet_the_claims_that_come_later(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = _people(
        tmp_path / "list.jsonl",
        [
            {"id": "x1", "names": ["ROSOBORONEXPORT"], "schema": "Company"},
            {"id": "", "names": ["Nobody"]},
            {"id": "x1", "names": ["Another Export"]},
        ],
    )
    assert listing.load([listed], None), "an entry without an id is left out"
    printed = capsys.readouterr().out
    assert "opensanctions: FollowTheMoney, JSON lines: 2 entries, 2 new or changed, 0 gone or changed" in printed
    assert "1 id(s) stand there more than once, such as x1" in printed
    assert "1 entries left out" in printed
    assert not listing.load([listed], None)
    assert not listing.load([FILES / "un.xml"], "un-old")
    printed = capsys.readouterr().out
    assert "list.jsonl is loaded already" in printed
    assert "un-old: UN consolidated list" in printed

    texts = (
        "Rosoboronexport bought missiles from North Korea, the Pentagon said on Friday.",
        "The Wagner Group received weapons from North Korea, the White House said.",
    )
    rows = [{"id": str(number), "lang": "en", "published": "2025-03-01", "text": text} for number, text in enumerate(texts)]
    stages.ingest(settings, write_lines(tmp_path / "a.jsonl", rows))
    stages.extract(settings)
    stages.load(settings)
    (row,) = stages.table(settings, "FROM listed_claims").iter_rows(named=True)
    assert (row["party"], row["matched_by"], row["entry_id"]) == ("Rosoboronexport", ["name across case, accents and scripts"], "x1")
    assert stages.table(settings, "SELECT stage, source FROM quarantine").rows() == [("lists", "opensanctions")]
    listing.show()
    assert "un-old" in capsys.readouterr().out


def test_a_file_that_is_cut_off_changes_nothing(settings: Settings, tmp_path: Path) -> None:
    listing.load([FILES / "un.xml"], None)
    before = stages.table(settings, "FROM designated_parties ORDER BY ALL")
    cut = tmp_path / "un.xml"
    cut.write_text((FILES / "un.xml").read_text(encoding="utf-8")[:1_500], encoding="utf-8")
    with pytest.raises(NotAList, match="cut off"):
        listing.load([cut], None)
    assert stages.table(settings, "FROM designated_parties ORDER BY ALL").equals(before)
    assert stages.table(settings, "SELECT outcome FROM runs ORDER BY started_at").rows() == [("done",), ("failed",)]
    with pytest.raises(NotAList, match="each a name of its own"):
        listing.load([FILES / "eu.xml", FILES / "eu.csv"], None)


def test_wrong_usage_on_the_command_line(cli: Run, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.xml"
    wrong.write_text("<rss/>", encoding="utf-8")
    assert "XML of <rss>" in cli("lists", "load", wrong, code=2).stderr
    assert "load FILE" in cli("lists", "load", code=2).stderr
