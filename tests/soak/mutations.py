"""Seeded damage: texts and bytes as they come from cut transfers, bad editors, other scripts and people who mean harm."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence

ODD = (
    "\x00", "\x1b[31m", "\u200b", "\u200d", "\u00ad", "\ufeff", "\u202e", "\u2066", "\u2069", "\u200f", "\u0301", "\u0301" * 40, "\u2028", "\x85", "\ufffd",
    "\ud83d", "\udc80", "\U0001f680", "\U000e0041", "ﬁ", "İ", "ß", "Ǆ", "ℵ", "٣٤٥", "１０００", "ⅷ", "½", "−", "–", "—", "…", "„", "”", "«", "»", "'", '"', "(", ")",
    "[", "{", "<", ">", "&", "&#0;", "&#x110000;", "&nbsp;", "<b>", "</p>", "<!--", "-->", "<script>", "<br/>", "]]>", "<![CDATA[", "\\", "%s", "\t", "\n\n", "\r",
    "صواريخ", "미사일", "導彈", "ракеты", "कोरिया", ".", "!", "?", ";", ":", ",", "9" * 30, "1e999", "10.000.000", "1 000,5", "0000-00-00", "31.02.2024", "-5", "5%",
)  # fmt: skip
_LOOK_ALIKES = str.maketrans("aeopcxyKHBMT", "аеорсхуКНВМТ")  # Latin to Cyrillic


def damaged(text: str, others: Sequence[str], chance: random.Random) -> str:
    """A text with one to six kinds of damage; now and then a piece of another text."""
    for _ in range(chance.randint(1, 6)):
        text = chance.choice(_KINDS)(text, others, chance)[:20_000]
    return text


def damaged_bytes(body: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """The same for bytes: half of the time by characters, half of the time by bytes."""
    if chance.random() < 0.5:
        words = [other.decode("utf-8", "replace") for other in others[:5]]
        return damaged(body.decode("utf-8", "replace"), words, chance).encode("utf-8", "surrogatepass")
    changed = bytearray(body)
    for _ in range(chance.randint(1, 12)):
        place = chance.randint(0, len(changed))
        how = chance.randrange(5)
        if how == 0:
            changed[place : place + 1] = bytes([chance.randrange(256)])
        elif how == 1:
            del changed[place : place + chance.randint(1, 200)]
        elif how == 2:
            changed[place:place] = changed[chance.randint(0, len(changed)) :][: chance.randint(1, 300)]
        elif how == 3:
            other = chance.choice(others)
            changed[place:place] = other[chance.randint(0, len(other)) :][: chance.randint(1, 500)]
        else:
            del changed[place:]
    return bytes(changed[:50_000])


def _place(text: str, chance: random.Random) -> tuple[int, int]:
    start = chance.randint(0, len(text))
    return start, min(len(text), start + chance.randint(0, 80))


def _insert(text: str, others: Sequence[str], chance: random.Random) -> str:
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(text))
        text = text[:at] + chance.choice(ODD) * chance.choice((1, 1, 1, 2, 50)) + text[at:]
    return text


def _delete(text: str, others: Sequence[str], chance: random.Random) -> str:
    start, end = _place(text, chance)
    return text[:start] + text[end:]


def _repeat(text: str, others: Sequence[str], chance: random.Random) -> str:
    start, end = _place(text, chance)
    return text[:end] + text[start:end] * chance.choice((1, 2, 5, 30)) + text[end:]


def _swap(text: str, others: Sequence[str], chance: random.Random) -> str:
    words = text.split(" ")
    for _ in range(chance.randint(1, 6)):
        one, two = chance.randrange(len(words)), chance.randrange(len(words))
        words[one], words[two] = words[two], words[one]
    return " ".join(words)


def _splice(text: str, others: Sequence[str], chance: random.Random) -> str:
    other = chance.choice(others)
    start = chance.randint(0, len(other))
    at = chance.randint(0, len(text))
    return text[:at] + other[start : start + chance.randint(1, 400)] + text[at:]


def _cut(text: str, others: Sequence[str], chance: random.Random) -> str:
    return text[: chance.randint(0, len(text))]


def _without_marks(text: str, others: Sequence[str], chance: random.Random) -> str:
    marks = chance.choice((".", ",", ".,;:!?", '"„”«»“', "\n"))
    return text.translate({ord(mark): chance.choice(("", " ")) for mark in marks})


def _other_letters(text: str, others: Sequence[str], chance: random.Random) -> str:
    how = chance.randrange(6)
    if how < 4:
        return unicodedata.normalize(("NFC", "NFD", "NFKC", "NFKD")[how], text)
    if how == 4:
        start, end = _place(text, chance)
        return text[:start] + text[start:end].translate(_LOOK_ALIKES) + text[end:]
    return text.encode("ascii", "xmlcharrefreplace").decode()


def _other_case(text: str, others: Sequence[str], chance: random.Random) -> str:
    return chance.choice((str.upper, str.lower, str.title, str.swapcase))(text)


def _other_numbers(text: str, others: Sequence[str], chance: random.Random) -> str:
    return "".join(chance.choice(("0", "9" * chance.randint(1, 400), ".", "٣", char)) if char.isdigit() else char for char in text)


_KINDS = (_insert, _insert, _delete, _repeat, _swap, _splice, _splice, _cut, _without_marks, _other_letters, _other_case, _other_numbers)
