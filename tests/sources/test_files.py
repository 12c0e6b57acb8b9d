"""Files: what is an article, what is refused and with which words."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from flows.sources import Still, WatchListError, arrivals, chosen, read_watch_list
from schemas.article import Arrival, Refusal, article_id
from schemas.settings import Settings

_PAGE = """<!doctype html><html lang="pl"><head><meta charset="utf-8"><title>Żołnierze</title>
<meta property="article:published_time" content="2025-06-05T08:30:00+02:00"></head><body><article><h1>Żołnierze</h1>
<p>Pjongjang wysłał do Rosji tysiące żołnierzy, aby pomóc w wojnie przeciwko Ukrainie, podała w czwartek agencja.</p>
<p>Północnokoreańscy żołnierze zostali rozmieszczeni w rosyjskim regionie Kurska, a kolejni są już w drodze na front.</p>
</article></body></html>"""


def _read(path: Path, **settings: Any) -> list[Arrival | Refusal]:
    (source,) = chosen((str(path),), ())
    assert isinstance(source, Still)
    return list(arrivals(source, Settings(**settings)))


def _refusals(path: Path, **settings: Any) -> list[str]:
    return [entry.reason for entry in _read(path, **settings) if isinstance(entry, Refusal)]


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Tekst drugi.")
    (tmp_path / "a.html").write_text(_PAGE)
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "d.jsonl").write_text(json.dumps({"id": 7, "text": "Tekst trzeci."}) + "\n")
    (tmp_path / ".hidden.txt").write_text("Nie dla nas.")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    found = _read(tmp_path)
    assert [entry.origin for entry in found] == ["a.html", "b.txt", "c/d.jsonl:1"]
    page = found[0]
    assert isinstance(page, Arrival)
    assert (page.title, str(page.published), page.language) == ("Żołnierze", "2025-06-05", "pl")
    assert "wysłał do Rosji" in page.text


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("a.txt", b"", "empty file"),
        ("a.txt", b" \n ", "empty file"),
        ("a.txt", b"Wys\xb3ano \xbfo\xb3nierzy", "not UTF-8: byte 0xb3 at position 3"),
        ("a.html", _PAGE.encode()[:-200], "truncated"),
        ("a.html", b"<html><body></body></html>", "no article"),
        ("a.pdf", b"%PDF", ".pdf ending"),
        ("a.jsonl", b"", "empty file"),
        ("a.jsonl", b'{"text": "x"', "not JSON"),
        ("a.jsonl", b"[1]", "not a JSON object"),
        ("a.jsonl", b'{"id": "1"}', "no text"),
        ("a.jsonl", b'{"id": "1", "text": 5}', "'text' is int"),
        ("a.jsonl", b'{"id": "1", "text": "x", "published": "yesterday"}', "not an ISO 8601 date"),
        ("a.jsonl", b'{"id": "1", "text": "cut \\ud800"}', "surrogate"),
        ("a.jsonl", b"[" * 200_000, "not JSON"),
        ("a.jsonl", b'{"id": "1", "text": "x", "n": 1' + b"0" * 5_000 + b"}", "not JSON that can be read"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(tmp_path: Path, name: str, body: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(body)
    (found,) = _refusals(tmp_path / name)
    assert reason in found


def test_a_broken_line_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "1", "text": "Pierwszy."}\n{broken\n\n{"id": "2", "text": "Drugi."}\n')
    found = _read(path)
    assert [type(entry).__name__ for entry in found] == ["Arrival", "Refusal", "Arrival"]
    assert [entry.origin for entry in found] == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:4"]


def test_sizes_have_limits_that_name_their_setting(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("x" * 2_000)
    (tmp_path / "big.jsonl").write_text(json.dumps({"id": 1, "text": "y" * 2_000}) + "\n" + json.dumps({"id": 2, "text": "short"}) + "\n")
    found = _read(tmp_path, max_file_bytes=1_000)
    assert [isinstance(entry, Refusal) for entry in found] == [True, False, True]
    assert all("SANCTIONWATCH_MAX_FILE_BYTES" in reason for reason in _refusals(tmp_path, max_file_bytes=1_000))
    assert any("more than 1 files" in reason for reason in _refusals(tmp_path, max_files=1))


def test_a_name_that_is_no_text_and_endings_that_are_not_read_are_told(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"z\xff.txt")).write_text("Tekst.")
    (tmp_path / "umowa.docx").touch()
    article, refusal = _read(tmp_path)
    assert article.origin == "z\\xff.txt"
    assert isinstance(refusal, Refusal) and "1 .docx" in refusal.reason


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path, tmp_path / "pipe.txt"):
        assert ["1 pipe or device" in reason for reason in _refusals(path)] == [True]


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text("Not in the folder.")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert ["1 symbolic link" in reason for reason in _refusals(tmp_path / "in")] == [True]


def test_an_article_is_known_by_its_address_else_by_its_place() -> None:
    one = Arrival(source="s", origin="a.txt", text="x", url="https://a.example/1")
    other_text = Arrival(source="t", origin="b.txt", text="y", url="https://a.example/1")
    assert article_id(one) == article_id(other_text)
    assert article_id(Arrival(source="s", origin="a.txt", text="x")) != article_id(Arrival(source="s", origin="b.txt", text="x"))


@pytest.mark.parametrize(("given", "told"), [("", "unset variable"), (" ", "unset variable"), ("nowhere/*.txt", "no file matches")])
def test_nothing_is_no_source(given: str, told: str) -> None:
    with pytest.raises(WatchListError, match=told):
        chosen((given,), ())


def test_a_source_that_is_not_there_is_told_with_what_is() -> None:
    with pytest.raises(WatchListError, match=r"nowhere.*no such file or folder"):
        chosen(("nowhere",), ())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[source]]\nname = 'a'\ntype = 'files'\npath = 'x'\nenbled = true\n", "enbled"),
        ("[[source]]\nname = 'a'\ntype = 'pigeon'\npath = 'x'\n", "pigeon|type"),
        ("[[source]]\nname = 'A B'\ntype = 'files'\npath = 'x'\n", "name"),
        ("[[source]]\nname = 'a'\ntype = 'files'\npath = 'x'\n" * 2, "used twice"),
        ("not toml", "sources.toml"),
    ],
)
def test_a_wrong_watch_list_is_refused_by_file_and_entry(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(text)
    with pytest.raises(WatchListError, match=told):
        read_watch_list(path)


def test_the_shipped_watch_list_holds() -> None:
    settings = Settings()
    names = [source.name for source in read_watch_list(settings.seeds / "sources.toml")]
    assert "samples" in names
