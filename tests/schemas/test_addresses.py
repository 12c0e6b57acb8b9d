"""Canonical addresses: tracking goes, everything that may name an article stays."""

from __future__ import annotations

import pytest

from schemas.addresses import canonical, host_of


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://X.example/a?utm_source=rss&id=5#top", "https://x.example/a?id=5"),
        ("HTTP://x.example:80/a/", "http://x.example/a/"),
        ("https://x.example:8443", "https://x.example:8443/"),
        ("https://x.example/a?fbclid=1&b=2&a=1&at_medium=RSS", "https://x.example/a?b=2&a=1"),
        ("https://x.example/news?cid=7&uid=9&source=3&ref=4", "https://x.example/news?cid=7&uid=9&source=3&ref=4"),
        ("https://x.example/ą b", "https://x.example/%C4%85b"),
        ("https://x.example/%C4%85", "https://x.example/%C4%85"),
        ("https://żółw.example/", "https://xn--w-uga1v8h.example/"),
        ("https://x.example/#!/story/1", "https://x.example/#!/story/1"),
        ("http://[2606:4700::1]/a", "http://[2606:4700::1]/a"),
        ("https://user:pw@x.example/", "https://user:pw@x.example/"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://x.example:port/", "https://x.example:port/"),
        ("not an address", "not an address"),
    ],
)
def test_canonical(given: str, expected: str) -> None:
    assert canonical(given) == expected
    assert canonical(expected) == expected


def test_host() -> None:
    assert [host_of(url) for url in ("https://www.X.example/a", "", None, "http://[broken")] == ["x.example", None, None, None]
