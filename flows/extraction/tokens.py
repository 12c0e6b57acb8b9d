"""Words and punctuation of a text, the same for articles and for the words of a pack.

A hyphen between letters or digits is a border like a space, so "Kim Jong-un" and "Kim Jong Un", "Fath-360" and "Fath 360" are the
same words; digits and letters part too ("5m", "S-400").
"""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"['’]s\b"  # the English possessive is a word of its own
    r"|\d+(?:[.,]\d+)*"
    r"|(?:[^\W\d_]\.){2,}"  # U.S., r.o.k.
    r"|[^\W\d_]+(?:['’ʼ](?!s\b)[^\W\d_]+)*"
    r"|(?<=\w)-(?=\w)"
    r"|[^\w\s]"
    r"|_"
)


def words_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as the lexicon keys them.

    >>> words_of("Fath-360"), words_of("U.S."), words_of("Russia's")
    (('fath', '360'), ('us',), ('russia', "'s"))
    """
    return tuple(key for key in map(key_of, TOKEN.findall(phrase)) if key != "-")


def key_of(token: str) -> str:
    """How a token is looked up: lower case, one apostrophe, no dots inside an abbreviation."""
    key = token.lower()
    if "." in key and not key[0].isdecimal() and len(key) > 1:
        key = key.replace(".", "")
    return key.replace("’", "'").replace("ʼ", "'") if not key.isascii() or "'" in key else key
