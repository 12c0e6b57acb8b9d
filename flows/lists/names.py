"""Names made comparable: the same after case, accents, scripts and punctuation. Equal keys are the same name; anything nearer or farther is not."""

from __future__ import annotations

import unicodedata

from anyascii import anyascii

_APOSTROPHES = str.maketrans("", "", "'’ʼʹ`´\"ʺ")  # also what soft signs become
_LONG = 6  # letters; shorter ones are acronyms that several go by
# Legal forms and articles; without them names are near, not equal.
_FORMS = frozenset({
    "llc", "ltd", "limited", "inc", "incorporated", "co", "company", "corp", "corporation", "jsc", "ojsc", "pjsc", "cjsc", "ao", "oao",
    "pao", "zao", "ooo", "oy", "ab", "ag", "gmbh", "sa", "spa", "plc", "bv", "nv", "fze", "fzco", "pte", "pvt", "pt", "joint", "stock",
    "liability", "the", "of",
})  # fmt: skip


def key(name: str) -> str:
    """A name in ASCII and lower case, its words parted by single spaces.

    >>> key("Ким Чен Ын"), key("KIM, Jong-un"), key("Łódź Sp. z o.o.")
    ('kim chen yn', 'kim jong un', 'lodz sp z o o')
    """
    plain = anyascii(unicodedata.normalize("NFKC", name)).translate(_APOSTROPHES).lower()
    return " ".join("".join(char if char.isalnum() else " " for char in plain).split())


def bag(key: str) -> str:
    """The words of a key in alphabetical order, without legal forms: equal for names that are near."""
    words = [word for word in key.split() if word not in _FORMS]
    return " ".join(sorted(words))


def comparable(name: str) -> tuple[str, str]:
    """Key and bag of a name."""
    made = key(name)
    return made, bag(made)


def telling(key: str, type: str) -> bool:
    """Whether a name alone says who is meant: two words, or one long one of an organisation. Ships are called like much else; their number tells."""
    if type in ("vessel", "aircraft") or not key:
        return False
    return " " in key or (type == "organisation" and len(key) >= _LONG)
