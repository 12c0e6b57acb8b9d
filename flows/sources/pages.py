"""The article in a web page, with trafilatura."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?\s*([A-Za-z0-9_-]{2,40})""", re.IGNORECASE)
_HEAD_BYTES = 4_096
_LANGUAGE = re.compile(rb"""<html[^>]{0,500}\blang=["']?([a-z]{2})\b""", re.IGNORECASE)


class NotAPage(ValueError):
    """Why a page holds no article."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself, and its text."""

    text: str
    title: str | None
    url: str | None
    publisher: str | None
    language: str | None
    published: date | None


def read_page(body: bytes) -> Page:
    """The article of a page.

    Raises:
        NotAPage: if the page was cut off, cannot be decoded, or holds no article text.
    """
    import trafilatura  # takes a tenth of a second; only pages need it
    from trafilatura.metadata import extract_metadata

    if b"<html" in body[:_HEAD_BYTES].lower() and b"</html" not in body[-_HEAD_BYTES:].lower():
        raise NotAPage("truncated: the page begins with <html> and never ends")
    text = _decoded(body)
    tree = trafilatura.load_html(text)
    if tree is None:
        raise NotAPage("no HTML document in it")
    described = extract_metadata(
        tree, date_config={"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d", "max_date": "2100-01-01"}
    )
    article = trafilatura.extract(text, include_comments=False, include_tables=False, favor_precision=True)
    if not article:
        raise NotAPage("no article text in the page")
    language = _LANGUAGE.search(body[:_HEAD_BYTES])
    return Page(
        text=article,
        title=described.title or None,
        url=described.url or None,
        publisher=described.sitename or described.hostname or None,
        language=language.group(1).decode().lower() if language else None,
        published=date.fromisoformat(described.date) if described.date else None,
    )


def _decoded(body: bytes) -> str:
    declared = _META_CHARSET.search(body[:_HEAD_BYTES])
    for encoding in ("utf-8-sig", declared.group(1).decode() if declared else ""):
        if not encoding:
            continue
        try:
            return body.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise NotAPage("cannot be decoded: neither UTF-8 nor the encoding it declares")
