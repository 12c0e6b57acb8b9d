"""Makes words from the internet safe to show: in a terminal, in HTML, in Markdown."""

from __future__ import annotations

import re
from urllib.parse import urlencode

# Control characters (terminal escapes among them) and marks that reorder text: nothing an article needs, all of them tricks.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ESCAPES = re.compile(
    "\x1b\\[[0-?]*[ -/]*[@-~]|\x9b[0-?]*[ -/]*[@-~]|\x1b\\][^\x07\x1b]{0,1000}(?:\x07|\x1b\\\\)|\x1b[@-Z\\\\^_]"
)  # colours, titles, links of terminals
_SPACE = re.compile(r"\s")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~])")
_WEB = re.compile(r"https?://[^\s<>\"'()]+\Z")


def plain(value: object, limit: int = 0) -> str:
    """Text without control characters and reordering marks, on one line, shortened to ``limit`` characters if one is given."""
    text = "" if value is None else str(value)
    text = " ".join((text if text.isprintable() else _UNSEEN.sub("", _ESCAPES.sub("", text))).split())
    return text[: limit - 1] + "…" if limit and len(text) > limit else text


def markdown(value: object, limit: int = 0) -> str:
    """Text for a Markdown table: nothing in it is markup."""
    return _MARKDOWN.sub(r"\\\1", plain(value, limit))


def web_address(value: object) -> str:
    """The address if it may be linked to (http or https), else nothing."""
    text = plain(value)
    return text if _WEB.match(text) else ""


def shown(text: str) -> str:
    """Text as it is shown whole: without control characters and reordering marks, other white space as plain spaces."""
    if text.isprintable():
        return text
    return _SPACE.sub(" ", _UNSEEN.sub("", _ESCAPES.sub("", text)))


def explore(**filters: str) -> str:
    """The address, in the page, of the claims that fit the filters (names as in page/filter.js); empty filters are left out."""
    chosen = urlencode({name: value for name, value in filters.items() if value})
    return f"#explore?{chosen}" if chosen else "#explore"


def figure(low: float | None, high: float | None) -> str:
    """A range as a speaker gives it: one number, from–to, or open on one side."""
    if low is None and high is None:
        return ""
    if low is None:
        return f"up to {high:,.0f}"
    if high is None:
        return f"at least {low:,.0f}"
    return f"{low:,.0f}" if low == high else f"{low:,.0f}–{high:,.0f}"


def many(number: int, noun: str) -> str:
    """So many of something: "1 claim", "2,000 claims"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
