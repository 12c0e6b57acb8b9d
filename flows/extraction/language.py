"""The language of a text, when its source does not say: the pack whose function words it uses most."""

from __future__ import annotations

from collections.abc import Iterable

from flows.extraction.packs.load import Pack
from flows.extraction.tokens import TOKEN, key_of

_SAMPLE = 4_000  # characters: enough to be sure, whatever the length of the text
_FEWEST_WORDS = 12
_SHARE = 0.18  # of the words; running text has 25 to 50 % function words
_LEAD = 1.5  # times as many as the runner-up


def language_of(text: str, packs: Iterable[Pack]) -> str | None:
    """ISO 639-1 code of the pack that fits, or None where none clearly does."""
    words = [key_of(token) for token in TOKEN.findall(text[:_SAMPLE]) if token[0].isalpha()]
    if len(words) < _FEWEST_WORDS:
        return None
    votes = sorted(((sum(word in pack.function_words for word in words), pack.code) for pack in packs), reverse=True)
    if not votes or votes[0][0] < _SHARE * len(words):
        return None
    if len(votes) > 1 and votes[0][0] < _LEAD * votes[1][0]:
        return None
    return votes[0][1]
