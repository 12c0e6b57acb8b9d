"""Bytes to characters: what the page or the server declares where it fits, else what the bytes themselves say."""

from __future__ import annotations

import codecs
import re

_META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_PROLOG = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""")
_HEAD = 16_384  # a declaration further down is not looked for; browsers stop at 1,024
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# Browsers read these labels as the larger character set (WHATWG Encoding Standard, https://encoding.spec.whatwg.org/#names-and-labels).
_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_ALIASES = {
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "windows-949": "cp949",
    "x-cp1251": "cp1251",
    "x-gbk": "gb18030",
    "utf8mb4": "utf-8",
}

# What Central European or Cyrillic text looks like when it is read in the wrong character set: control characters, signs inside
# words, capitals after small letters.
_WRONG = re.compile(
    r"[\x80-\x9f\ufffd]|(?<=[^\W\d_])[¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿×÷](?=[^\W\d_])|(?<=[^\W\d_])[¦¬¯±³¶¹¼¾]|[¦¬¯±³¶¹¼¾](?=[^\W\d_])|"
    r"[а-яё][А-ЯЁ](?=[а-яёА-ЯЁ])|Ã[\x80-\xbf]|[ÐÑ][^\W\d_\s]?[ÐÑ]"
)
_LANGUAGE = re.compile(rb"""<html[^>]{0,300}?\slang\s*=\s*["']?([a-zA-Z]{2})\b""", re.IGNORECASE)
# The letters beyond ASCII of languages whose old encodings differ only in them (Unicode CLDR, main exemplar characters).
_LETTERS = {
    "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű", "sl": "čšž", "hr": "čćđšž", "ro": "ăâîșțşţ",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
}  # fmt: skip
_FOREIGN = 0.25  # the share of other letters that names and quotations may have
_SEVEN_BIT = ("iso2022", "hz")  # valid UTF-8 by construction
_CANDIDATES = ("cp1250", "iso8859-2", "cp1251", "koi8-r", "cp1252")
_WHOLE_FOR_BROKEN = 4
_SAMPLE = 40_000
_TAGS = re.compile(rb"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_TOLERATED = 0.002  # wrong-looking characters per character: typography in a right decoding stays far below


class Undecodable(ValueError):
    """No encoding fits the bytes."""


def decoded(body: bytes, http: str | None) -> str:
    """The characters of a page or feed.

    Args:
        body: as it came, without transfer and content encoding.
        http: the encoding that the Content-Type header names, if it names one.

    Raises:
        Undecodable: if nothing fits.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    declared = [name for name in (_codec(http), _first(_META, body), _first(_PROLOG, body)) if name]
    if not any(name.startswith(_SEVEN_BIT) for name in declared):
        try:
            # Bytes that happen to be valid UTF-8 are UTF-8, whatever the page says: other encodings' letters do not form valid sequences.
            return body.decode("utf-8")
        except UnicodeDecodeError as problem:
            if problem.reason == "unexpected end of data" or _mostly_utf8(body):
                return body.decode("utf-8", "replace")
    return _best(body, declared)


def _best(body: bytes, declared: list[str]) -> str:
    best, least = None, 2.0
    for name in dict.fromkeys(declared):
        wrong = _wrongness(body, name)
        if wrong <= _TOLERATED:
            return body.decode(name, "replace")
        if wrong < least:
            best, least = name, wrong
    for name in _guesses(body):
        wrong = _wrongness(body, name)
        if wrong < least:
            best, least = name, wrong
    if best is None or least > 0.05:
        raise Undecodable(f"cannot be decoded: not UTF-8, and {', '.join(declared) or 'no declared encoding'} does not fit")
    return body.decode(best, "replace")


def _guesses(body: bytes) -> list[str]:
    from charset_normalizer import from_bytes  # takes 20 ms; only undeclared pages need it

    text = _TAGS.sub(b" ", body)
    first = next((at for at, byte in enumerate(text) if byte > 0x7F), 0)
    sample = text[max(0, first - 2_000) : first + _SAMPLE]
    found = from_bytes(sample, enable_fallback=False, preemptive_behaviour=False).best()
    return [name for name in (found and _codec(found.encoding), *_CANDIDATES) if name]


def _wrongness(body: bytes, name: str) -> float:
    """Wrong-looking characters as a share of those outside ASCII; 1.0 for bytes that the encoding does not have."""
    text = body.decode(name, "replace")
    if text.count("\ufffd") * 500 > len(text):
        return 1.0
    beyond = [char for char in text[: _SAMPLE * 4].lower() if char > "\x7f"]
    if not beyond:
        return 0.0
    wrong = len(_WRONG.findall(text[: _SAMPLE * 4])) / len(beyond)
    language = _LANGUAGE.search(body[:_HEAD])
    letters = _LETTERS.get(language.group(1).decode("ascii").lower(), "") if language else ""
    foreign = sum(1 for char in beyond if char.isalpha() and char not in letters) / len(beyond) if letters else 0.0
    return wrong + (foreign if foreign > _FOREIGN else 0.0)


def _mostly_utf8(body: bytes) -> bool:
    """Text in UTF-8 with a few broken bytes, from a cut character or a pasted fragment: letters of another encoding seldom make a valid
    sequence of UTF-8, so that a few whole ones for each broken one tell."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(1 for char in text if char > "\x7f") - broken > _WHOLE_FOR_BROKEN * broken


def _first(pattern: re.Pattern[bytes], body: bytes) -> str | None:
    found = pattern.search(body[:_HEAD])
    return _codec(found.group(1).decode("ascii")) if found else None


def _codec(label: str | None) -> str | None:
    """Python's name of the encoding browsers use for a label; None for none and for an unknown one."""
    if not label:
        return None
    label = label.strip().strip("\"'").lower()
    if label in {"utf-7", "unicode-1-1-utf-7"}:  # never meant, except to smuggle markup
        return None
    try:
        name = codecs.lookup(_ALIASES.get(label, label)).name
    except LookupError:
        return None
    # Codecs such as "rot13" or "zip" are no character sets.
    return _READ_AS.get(name, name) if "".encode(name) is not None else None
