"""Bytes to text, whatever the header, the document and the bytes say against each other."""

from __future__ import annotations

import re

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}encoding=["']([A-Za-z0-9._:-]{2,40})["']|<meta[^>]{0,200}charset=["']?\s*([A-Za-z0-9_-]{2,40})""", re.IGNORECASE)  # fmt: skip
_HEAD = 2_048
# Labels by which the web means more than the standard of that name (WHATWG Encoding Standard, "Names and labels").
_WIDER = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-9": "cp1254", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "gb2312": "gb18030", "gbk": "gb18030"}  # fmt: skip


class Undecodable(ValueError):
    """No encoding fits the bytes."""


def decoded(body: bytes, http: str | None) -> str:
    """The text of a body. ``http`` is the encoding that the server named, if it named one.

    A byte order mark decides; then whatever is valid UTF-8 is UTF-8, for other encodings hardly ever are; then what the document
    says, what the server says, and at last the statistics of the bytes.

    Raises:
        Undecodable: if none of them fits.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _strict(body, encoding) or _guessed(body)
    stated = [label for label in (_declared(body), http) if label]
    seven_bit = [label for label in stated if label.lower().startswith(("iso-2022", "hz", "utf-7", "utf-16", "utf-32"))]
    for label in (*seven_bit, "utf-8", *stated):
        text = _strict(body, label)
        if text is not None:
            return text
    return _guessed(body)


def _declared(body: bytes) -> str | None:
    found = _DECLARED.search(body[:_HEAD])
    return (found.group(1) or found.group(2)).decode("ascii") if found else None


def _strict(body: bytes, label: str) -> str | None:
    if label.lower() == "utf-7":  # never meant, except to smuggle markup
        return None
    try:
        return body.decode(_WIDER.get(label.lower(), label))
    except (UnicodeDecodeError, LookupError):
        return None


def _guessed(body: bytes) -> str:
    from charset_normalizer import from_bytes  # a twentieth of a second; hardly ever needed

    best = from_bytes(body[:200_000]).best()
    text = _strict(body, best.encoding) if best is not None else None
    if text is None:
        raise Undecodable("no encoding fits the bytes: neither UTF-8 nor what the document, the server or the bytes themselves suggest")
    return text
