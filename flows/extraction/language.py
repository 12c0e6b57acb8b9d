"""The language of a text, when its source does not say: the pack whose function words it uses most.

A text of a few words has too few of them; there every word that a pack knows counts, and nearly all of them must be known.
"""

from __future__ import annotations

from collections.abc import Iterable

from flows.extraction.packs.load import Pack
from flows.extraction.tokens import TOKEN, key_of

_SAMPLE = 4_000  # characters: enough to be sure, whatever the length of the text
_FEWEST_WORDS = 5
_SHORT = 25  # words
_SHORT_SHARE = 0.5  # of the words of a short text that the pack must know
_SHORT_LEAD = 2
_SHARE = 0.18  # of the words; running text has 25 to 50 % function words
_LEAD = 1.5  # times as many as the runner-up


def language_of(text: str, packs: Iterable[Pack]) -> str | None:
    """ISO 639-1 code of the pack that fits, or None where none clearly does."""
    words = [key_of(token) for token in TOKEN.findall(text[:_SAMPLE]) if token[0].isalpha()]
    if len(words) < _FEWEST_WORDS:
        return None
    packs = tuple(packs)
    if len(words) >= _SHORT:
        return _winner([(sum(word in pack.function_words for word in words), pack.code) for pack in packs], _SHARE * len(words), _LEAD)
    return _winner(
        [(sum(word in pack.function_words or bool(pack.phrases(word)) for word in words), pack.code) for pack in packs],
        _SHORT_SHARE * len(words),
        _SHORT_LEAD,
    )


def _winner(votes: list[tuple[int, str]], fewest: float, lead: float) -> str | None:
    """The code with the most votes, if these are enough and clearly more than the next one's."""
    votes = sorted(votes, reverse=True)
    if not votes or votes[0][0] < fewest or (len(votes) > 1 and votes[0][0] < lead * votes[1][0]):
        return None
    return votes[0][1]
