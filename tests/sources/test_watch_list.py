"""The shipped watch list: complete, honest about what nobody has tried, and off until somebody turns it on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flows.sources import WatchListError, chosen, read_watch_list
from flows.sources.watched import Asked, Planned
from schemas.settings import Settings
from schemas.source import STATES
from tests.conftest import ROOT

LIST = read_watch_list(ROOT / "seeds" / "sources.toml")


def test_it_has_every_source_and_asks_the_samples_only() -> None:
    assert len(LIST) == 53
    assert [source.name for source in chosen((), LIST)] == ["samples"]
    live = {source.name for source in chosen((), LIST, live=True)}
    assert {"samples", "yonhap-en", "un-news", "gdelt-doc", "rp"} <= live
    assert not {"google-news", "rferl-en"} & live


@pytest.mark.parametrize("source", [source for source in LIST if isinstance(source, Asked | Planned)], ids=lambda source: source.name)
def test_every_entry_says_what_it_must(source: Asked | Planned) -> None:
    assert not source.enabled
    assert source.reliability
    if "licensed" in source.terms or "consent" in source.terms or "agreed" in source.terms:
        assert source.keep == "headline"
    if "UNVERIFIED" in source.note and isinstance(source, Asked):
        assert source.unverified
    if isinstance(source, Planned):
        assert source.note.startswith(("Not ", "Its "))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[source]]\nname = "a"\ntype = "feed"\nurl = "ftp://x"\n', "a.feed.url: "),
        ('[[source]]\nname = "a"\ntype = "feed"\nurl = "https://me:word@x"\n', "a password or key"),
        ('[[source]]\nname = "a"\ntype = "feed"\nurl = "https://x/f?lang=pl&api_key=s3cret"\n', "a password or key"),
        ('[[source]]\nname = "../../a"\ntype = "feed"\nurl = "https://x"\n', "../../a.feed.name: "),
        ('[[source]]\nname = "a"\ntype = "feed"\nurl = "https://x"\nurls = 1\n', "a.feed.urls: "),
        ('[[source]]\nname = "a"\ntype = "fead"\nurl = "https://x"\n', "a"),
        ('[[source]]\nname = "a"\ntype = "pages"\nurl = "https://x"\nlinks = "("\n', "not a regular expression"),
        ('[[source]]\nname = "a"\ntype = "planned"\nenabled = true\nnote = "Not yet."\n', "cannot be enabled: Not yet."),
        ('[[source]]\nname = "a"\ntype = "feed"\nurl = "https://x"\n' * 2, "used twice"),
        ("[[source]\n", "sources.toml"),
    ],
)
def test_what_is_wrong_is_named(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(text)
    with pytest.raises(WatchListError) as caught:
        read_watch_list(path)
    assert str(path) in str(caught.value)
    assert words in str(caught.value)


def test_a_planned_source_cannot_be_asked_for() -> None:
    with pytest.raises(WatchListError, match="msmt cannot be read yet"):
        chosen(("msmt",), LIST)


def test_the_limits_in_the_documentation_are_the_settings() -> None:
    text = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `SANCTIONWATCH_(\w+)` \| ([\d,.]+) \|", text, re.MULTILINE))
    assert len(told) == 12
    for name, value in told.items():
        assert getattr(Settings(), name.lower()) == float(value.replace(",", "")), name


def test_every_state_and_key_is_in_the_documentation() -> None:
    text = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    assert all(f"| {state} |" in text for state in STATES)
    keys = {key for source in LIST for key in type(source).model_fields} - {"name"}
    assert not sorted(key for key in keys if f"`{key}`" not in text)
