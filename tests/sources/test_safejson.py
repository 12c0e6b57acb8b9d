"""JSON that Python cannot read is one error, whoever asks."""

from __future__ import annotations

import pytest

from flows.sources.entries import NotAListing
from flows.sources.feedjson import read_json_feed
from flows.sources.safejson import NotJson, parsed

_ENDLESS = '{"items": [1' + "0" * 5_000 + "]}"


@pytest.mark.parametrize(
    ("text", "told"),
    [("{", "not JSON: "), ("[" * 200_000, "nested too deeply|not JSON: "), (_ENDLESS, "that can be read"), ('"a\nb"', "not JSON: ")],
)
def test_what_cannot_be_read(text: str, told: str) -> None:
    with pytest.raises(NotJson, match=told):
        parsed(text)


def test_control_characters_may_stand_where_they_are_allowed() -> None:
    assert parsed('"a\nb"', strict=False) == "a\nb"


def test_a_feed_with_an_endless_number_is_no_feed() -> None:
    with pytest.raises(NotAListing, match="begins like JSON"):
        read_json_feed(_ENDLESS, "https://a.example/", 10)
