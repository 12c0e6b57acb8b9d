"""What the lexicon finds in a sentence: every token becomes part of one mention, with all the meanings it may have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from flows.extraction.mentions.disambiguation import disambiguate
from flows.extraction.mentions.mention import Mention
from flows.extraction.mentions.words import Meaning, Token, Words, words_in
from flows.extraction.packs.load import Pack, Phrase


def find(text: str, start: int, end: int, pack: Pack) -> list[Mention]:
    """The mentions of one sentence, in order; they cover every token."""
    words = words_in(pack)
    tokens = words.tokens(text, start, end)
    found: list[Mention] = []
    at, count = 0, len(tokens)
    while at < count:
        first, last, word = tokens[at]
        if word.long and at + 1 < count and tokens[at + 1][2].key in word.long:
            length, meaning = _longest(tokens, at, words)
            if length > 1 or meaning is not word.alone:
                last = tokens[at + length - 1][1]
                raw = text[first:last]
                mark = "" if meaning.senses else word.mark
                found.append(Mention(first, last, raw, word.key, meaning, mark, raw[:1].isupper() and raw[-1:].isalpha()))
                at += length
                continue
        found.append(Mention(first, last, word.raw, word.key, word.alone, word.mark, word.name_like))
        at += 1
    if text.find("-", start, end) >= 0:
        for before, mention in pairwise(found):
            mention.hyphened = before.end + 1 == mention.start and text[before.end] == "-"
            if mention.hyphened and "prep" in mention.types and text[mention.end : mention.end + 1] == "-":
                mention.means([])  # "surface-to-surface"
    disambiguate(found, pack)
    return found


def _longest(tokens: list[Token], at: int, words: Words) -> tuple[int, Meaning]:
    """The longest phrase that begins at a token: how many tokens, and what it means as it is written."""
    word = tokens[at][2]
    for phrase in _phrases_at(tokens, at):
        meaning = words.as_written(phrase, tokens, at)
        if meaning.senses:
            if word.determiner is not None and _shadows(tokens, at + 1, phrase.length, words):
                return 1, word.determiner
            return phrase.length, meaning
    return 1, word.alone


def _phrases_at(tokens: list[Token], at: int) -> Iterator[Phrase]:
    if at + 1 < len(tokens):
        for phrase in tokens[at][2].long.get(tokens[at + 1][2].key, ()):
            if phrase.length == 2 or [key.key for _, _, key in tokens[at + 1 : at + phrase.length]] == phrase.rest:
                yield phrase


def _shadows(tokens: list[Token], at: int, length: int, words: Words) -> bool:
    """ "the North | Korean": an article would cut a longer name behind it in two."""
    for phrase in _phrases_at(tokens, at):
        if phrase.length >= length:
            return bool(words.as_written(phrase, tokens, at).senses)
    return False
