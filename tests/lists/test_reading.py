"""Sanctions lists in the formats in which they are published. The rows are made up."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from flows.lists.entry import Listed, NotAList
from flows.lists.recognise import read_lists
from tests.conftest import ROOT

FILES = ROOT / "tests" / "lists" / "files"
_MOST = 1_000_000
_CASES = {
    "UN consolidated list, XML": ["un.xml"],
    "EU FSF, XML": ["eu.xml"],
    "EU FSF, CSV": ["eu.csv"],
    "OFAC SDN, XML": ["ofac.xml"],
    "OFAC SDN, CSV": ["sdn.csv", "alt.csv", "add.csv"],
    "OpenSanctions, targets.simple.csv": ["targets.simple.csv"],
    "FollowTheMoney, JSON lines": ["ftm.jsonl"],
}


def read(*paths: Path) -> list[Listed]:
    """The entries of one list."""
    (reading,) = read_lists(paths, _MOST)
    return list(reading.entries)


@pytest.mark.parametrize("form", _CASES)
def test_every_format_gives_the_person_the_firm_and_the_ship(form: str) -> None:
    (reading,) = read_lists([FILES / name for name in _CASES[form]], _MOST)
    assert reading.format == form
    person, firm, *ships = reading.entries
    assert person.type == "person"
    assert {name.replace(",", "").lower() for name in person.names} >= {"jon chol su", "chon chol-su"}
    assert {name.lower() for name, weak in person.names.items() if weak} <= {"comrade jon"}
    assert any("comrade" in name.lower() for name in person.names) or form.startswith("OpenSanctions"), (
        "simple files do not tell weak aliases"
    )
    assert firm.type == "organisation"
    assert "mirok trading corporation" in {name.lower() for name in firm.names}
    assert ("tax", "7701234560") in firm.ids or ("other", "7701234560") in firm.ids or form.startswith("UN")
    assert [(ship.type, ship.ids) for ship in ships] == [("vessel", {("imo", "1234567")})] * (0 if form.startswith("EU") else 1)
    assert all(entry.programmes and entry.problem is None for entry in (person, firm, *ships))


def test_what_the_lists_say_of_days_countries_and_programmes() -> None:
    (reading,) = read_lists([FILES / "eu.xml"], _MOST)
    person, firm = reading.entries
    assert (reading.published, person.listed_on, firm.listed_on) == (date(2026, 9, 1), date(2016, 3, 5), date(2017, 8, 10))
    assert (person.countries, person.programmes, person.ids) == ({"KP"}, {"PRK"}, set()), "a passport is no id of ours"
    (reading,) = read_lists([FILES / "ofac.xml"], _MOST)
    assert reading.published == date(2026, 9, 1)
    firm = list(reading.entries)[1]
    assert firm.programmes == {"DPRK2", "DPRK3"}
    assert read(FILES / "sdn.csv", FILES / "alt.csv", FILES / "add.csv")[1].countries == {"Korea, North"}
    person, firm, _ = read(FILES / "ftm.jsonl")
    assert (person.programmes, person.listed_on, person.ids) == ({"DPRK"}, date(2016, 3, 2), {("wikidata", "Q99000001")})
    assert (firm.programmes, firm.listed_on) == ({"US-DPRK2"}, date(2017, 8, 10))


def test_a_person_s_name_is_there_with_the_family_name_last_too() -> None:
    person = read(FILES / "sdn.csv")[0]
    assert list(person.names) == ["JON, Chol Su", "Chol Su JON", "COMRADE JON"]
    assert "Chol Su JON" in read(FILES / "ofac.xml")[0].names


def test_who_is_not_listed_is_passed_over() -> None:
    for name in ("targets.simple.csv", "ftm.jsonl"):
        assert "A Minister" not in {name for entry in read(FILES / name) for name in entry.names}


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("<!DOCTYPE html><html><body>Download</body></html>", "an HTML page"),
        ("<rss><channel/></rss>", "XML of <rss>"),
        ('<Sanctions xmlns="https://example.org/ADVANCED_XML"/>', "download sdn.xml instead of sdn_advanced"),
        ('<sanctionsData xmlns="https://example.org/ENHANCED_XML"/>', "download sdn.xml instead of sdn_enhanced"),
        ("id,title\n1,x\n", "it begins with 'id,title'"),
        ('{"a": 1}\n', "JSON lines with a"),
        ("[\n{}\n]\n", "it begins with '['"),
        ("{\n}\n", "not one object a line"),
        ("PK\x03\x04....", "a ZIP archive"),
        ("\x1f\x8b....", "gzip"),
        ("", "is empty"),
        ("\x00\x01\x02", "not UTF-8 text"),
        ('1,2,"aka","NAME",-0- \n', "give them together with sdn.csv"),
    ],
)
def test_what_is_no_list_is_refused_with_what_was_seen(tmp_path: Path, text: str, seen: str) -> None:
    path = tmp_path / "list"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(NotAList) as problem:
        read(path)
    assert str(path) in str(problem.value)
    assert seen in str(problem.value)


@pytest.mark.parametrize("name", ["un.xml", "eu.xml", "ofac.xml", "ftm.jsonl", "targets.simple.csv", "eu.csv"])
def test_a_file_that_is_cut_off_is_no_list(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    text = (FILES / name).read_text(encoding="utf-8")
    path.write_text(text[: len(text) * 2 // 3], encoding="utf-8")
    with pytest.raises(NotAList, match="cut off"):
        read(path)


@pytest.mark.parametrize(
    "attack",
    [
        '<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE CONSOLIDATED_LIST SYSTEM "http://127.0.0.1:1/x.dtd">',
    ],
)
def test_a_document_type_is_refused(tmp_path: Path, attack: str) -> None:
    path = tmp_path / "un.xml"
    path.write_text(
        (FILES / "un.xml").read_text(encoding="utf-8").replace("<CONSOLIDATED_LIST", attack + "<CONSOLIDATED_LIST", 1), encoding="utf-8"
    )
    with pytest.raises(NotAList, match="document type"):
        read(path)


def test_sizes_are_limited(tmp_path: Path) -> None:
    with pytest.raises(NotAList, match="at most 100 are read"):
        read_lists([FILES / "un.xml"], 100)
    path = tmp_path / "many.jsonl"
    names = [f"Name {number}" for number in range(1_001)]
    long = {"id": "b", "schema": "Person", "caption": "x" * 1_001, "properties": {"topics": ["sanction"]}}
    rows = [{"id": "a", "schema": "Person", "caption": "A", "properties": {"name": names, "topics": ["sanction"]}}, long]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert [entry.problem for entry in read(path)] == ["more than 1000 names or ids", "a name or id of more than 1000 characters"]


def test_rows_and_objects_of_another_shape_are_refused_or_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "sdn.csv"
    path.write_text((FILES / "sdn.csv").read_text(encoding="utf-8").replace("\x1a", '990004,"CUT'), encoding="utf-8")
    with pytest.raises(NotAList, match="an entry of 2 columns"):
        read(path)
    path.write_text('{"id": 1, "schema": ["Person"], "properties": {"name": 5}, "datasets": 7}\n', encoding="utf-8")
    assert read(path) == []


def test_half_a_character_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "half.jsonl"
    path.write_text(
        '{"id": "a", "schema": "Person", "caption": "A\\ud800 B\\ud83d\\ude00", "properties": {"topics": ["sanction"]}}\n', encoding="utf-8"
    )
    (entry,) = read(path)
    assert list(entry.names) == ["A? B\U0001f600"]


# The columns and attributes of files as they are published; the rows are made up.
_EU_COLUMNS = (
    "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_UnitedNationId;Entity_DesignationDate;Entity_DesignationDetails;Entity_Remark;Entity_SubjectType;"
    "Entity_SubjectType_ClassificationCode;Entity_Regulation_Type;Entity_Regulation_OrganisationType;Entity_Regulation_PublicationDate;Entity_Regulation_EntryIntoForceDate;"
    "Entity_Regulation_NumberTitle;Entity_Regulation_Programme;Entity_Regulation_PublicationUrl;NameAlias_LastName;NameAlias_FirstName;NameAlias_MiddleName;NameAlias_WholeName;"
    "Address_CountryIso2Code;Identification_Number;Identification_KnownFalse;Identification_TypeCode;Citizenship_CountryIso2Code"
)
_EU_XML = """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-08-05T16:47:04.449+02:00" globalFileId="1">
<sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.1.1" logicalId="1">
<regulation regulationType="amendment" organisationType="council" publicationDate="2018-03-22" entryIntoForceDate="2018-03-23" numberTitle="2018/468 (OJ L79)" programme="PRK" logicalId="1"><publicationUrl>http://example.org</publicationUrl></regulation>
<subjectType code="enterprise" classificationCode="E"/>
<nameAlias firstName="" middleName="" lastName="" wholeName="Mirok &amp; Sons" strong="true" regulationLanguage="en" logicalId="2"><remark>name</remark><regulationSummary regulationType="amendment" publicationDate="2001-02-16" numberTitle="x"/></nameAlias>
<address city="" street="" countryIso2Code="00" countryDescription="UNKNOWN" logicalId="3"/>
<address city="Pyongyang" street="" countryIso2Code="KP" countryDescription="NORTH KOREA" logicalId="4"/>
<identification diplomatic="false" knownExpired="false" knownFalse="true" latinNumber="" number="7701234560" identificationTypeCode="fiscalcode" countryIso2Code="00" logicalId="5"/>
<identification diplomatic="false" knownExpired="false" knownFalse="false" latinNumber="" number="1027700132195" identificationTypeCode="regnumber" countryIso2Code="RU" logicalId="6"/>
</sanctionEntity></export>"""


def test_eu_files_as_published(tmp_path: Path) -> None:
    path = tmp_path / "eu.xml"
    path.write_text(_EU_XML, encoding="utf-8")
    (firm,) = read(path)
    assert list(firm.names) == ["Mirok & Sons"]
    assert firm.countries == {"KP"}, "00 is no country"
    assert firm.ids == {("registration", "1027700132195")}, "a number known to be false is none"
    assert firm.listed_on == date(2018, 3, 22), "the regulation of the entity, not of one of its names"
    row = '05/08/2026;7;EU.7.7;;{day};;;P;person;regulation;council;17/10/2024;;"2024/1 (OJ L1); amending";PRK;http://example.org;;;;{name};00;;false;;{citizen}'
    rows = [row.format(day="17/12/2024", name="Kim Yong Bok", citizen="KP"), row.format(day="", name="Ким Ён Бок", citizen="00")]
    path = tmp_path / "eu.csv"
    path.write_text("\r\n".join([_EU_COLUMNS, *rows]) + "\r\n", encoding="utf-8-sig")
    (person,) = read(path)
    assert (person.type, list(person.names), person.countries) == ("person", ["Kim Yong Bok", "Ким Ён Бок"], {"KP"})
    assert person.listed_on == date(2024, 10, 17)


def test_ofac_files_as_published(tmp_path: Path) -> None:
    (tmp_path / "sdn.csv").write_text(
        '36,"AEROCARIBBEAN AIRLINES",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
        '9647,"ADRIATIK","vessel","IRAN] [IFSR","-0- ","9HXX5","Bulk Carrier","-0- ","-0- ","Malta","-0- ","Former Vessel Flag Malta; alt. Former Vessel Flag Tuvalu; Vessel Registration Ident"\r\n\x1a',
        encoding="utf-8",
    )
    (tmp_path / "sdn_comments.csv").write_text('9647,"ification IMO 9187629; MMSI 572469210; Linked To: X"\r\n\x1a', encoding="utf-8")
    (tmp_path / "alt.csv").write_text('36,12,"aka","AERO-CARIBBEAN",-0- \r\n\x1a', encoding="utf-8")
    line, ship = read(*(tmp_path / name for name in ("sdn_comments.csv", "alt.csv", "sdn.csv")))
    assert (line.type, list(line.names), line.ids) == ("organisation", ["AEROCARIBBEAN AIRLINES", "AERO-CARIBBEAN"], set())
    assert (ship.type, ship.ids, ship.programmes) == ("vessel", {("imo", "9187629")}, {"IRAN", "IFSR"})
    with pytest.raises(NotAList, match=r"give them together with sdn\.csv"):
        read(tmp_path / "sdn_comments.csv")


def test_the_simple_file_of_opensanctions_as_published(tmp_path: Path) -> None:
    path = tmp_path / "targets.simple.csv"
    path.write_text(
        '"id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions","phones","emails","program_ids","dataset","first_seen","last_seen","last_change"\n'
        '"NK-1","Vessel","FICTIONAL TANKER","","","","","IMO9422964","2026-07-24;Article 3s(2)","","","EU-MARE;EU-RUS","EU Sanctions Map","2026-07-30T08:48:01","2026-09-15T13:11:55","2026-09-15T09:48:57"\n'
        '"NK-2","Person","Jane Fiction","J. Fiction;Джейн","1970-01-02","ru;ua-cri","Moscow","","","+7 000","jane@example.test","GB-RUS","UK FCDO Sanctions List","2022-03-01T10:00:00","2026-09-15T13:11:55","2026-01-06T08:22:01"\n',
        encoding="utf-8",
    )
    ship, person = read(path)
    assert (ship.ids, ship.programmes) == ({("imo", "9422964")}, {"EU-MARE", "EU-RUS"})
    assert (list(person.names), person.programmes) == (["Jane Fiction", "J. Fiction", "Джейн"], {"GB-RUS"}), "listed by its programme alone"


def test_a_firm_that_runs_ships_is_no_ship_on_the_list_of_the_un(tmp_path: Path) -> None:
    path = tmp_path / "un.xml"
    text = (FILES / "un.xml").read_text(encoding="utf-8")
    path.write_text(text.replace("Merchant vessel, IMO", "Operator of the vessel Mirae. Company IMO"), encoding="utf-8")
    assert [(entry.type, entry.ids) for entry in read(path)[2:]] == [("organisation", {("imo", "1234567")})]
