"""What the lexicon finds in a sentence: every token becomes part of one mention, with all the meanings it may have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Pack, Phrase, Sense, allowed
from flows.extraction.words import Meaning, Token, words_in

_VERB_FORMS = f.FINITE | f.INFINITIVE | f.PASSIVE | f.ACTIVE | f.GERUND | f.ADVERBIAL


class Mention:
    """A stretch of tokens and what it may mean. ``start`` and ``end`` are positions in the clean text."""

    __slots__ = (
        "_bits",
        "_classes",
        "_name_like",
        "_roles",
        "end",
        "hyphened",
        "mark",
        "meaning",
        "raw",
        "senses",
        "start",
        "types",
        "word",
    )

    def __init__(self, start: int, end: int, raw: str, word: str, meaning: Meaning, mark: str, name_like: bool) -> None:
        self.start = start
        self.end = end
        self.raw = raw
        self.word = word
        self.hyphened = False  # joined to the word before it: "London-based"
        self.mark = mark  # the word, if it is punctuation
        self._name_like = name_like
        self.meaning = meaning
        self.senses = meaning.senses
        self.types = meaning.types
        self._bits = meaning.bits
        self._classes = meaning.classes
        self._roles = meaning.roles

    def means(self, senses: list[tuple[Sense, int]]) -> None:
        """Decides for these meanings and against all others."""
        if len(senses) != len(self.senses):
            self.meaning = meaning = Meaning(senses)
            self.senses = senses
            self.types = meaning.types
            self._bits = meaning.bits
            self._classes = meaning.classes
            self._roles = meaning.roles

    def has(self, kind: str, k: str = "") -> bool:
        """Whether it may be of this type (and class)."""
        return (kind, k) in self._classes if k else kind in self.types

    def sense(self, kind: str) -> Sense | None:
        """The first meaning of this type."""
        if kind in self.types:
            for sense, _ in self.senses:
                if sense.t == kind:
                    return sense
        return None

    def all(self, kind: str) -> list[tuple[Sense, int]]:
        """All meanings of this type with their features."""
        return [pair for pair in self.senses if pair[0].t == kind] if kind in self.types else []

    def bits(self, kind: str) -> int:
        """The features of all its meanings of this type."""
        return self._bits.get(kind, 0)

    def is_word(self, *roles: str) -> bool:
        """Whether it may be a function word of one of these roles."""
        return not self._roles.isdisjoint(roles)

    def keep(self, *kinds: str) -> None:
        """Decides for meanings of these types."""
        self.means([pair for pair in self.senses if pair[0].t in kinds])

    def drop(self, *kinds: str) -> None:
        """Decides against meanings of these types."""
        self.means([pair for pair in self.senses if pair[0].t not in kinds])

    def drop_verbs(self) -> None:
        """Decides that it is no verb; a cue that is no verb ("reports of") stays."""
        self.means(
            [pair for pair in self.senses if pair[0].t not in ("verb", "act") and not (pair[0].t == "cue" and pair[1] & _VERB_FORMS)]
        )

    @property
    def capital(self) -> bool:
        """An unknown word that is written like a name."""
        return self._name_like and not self.senses

    def __repr__(self) -> str:
        return f"{self.raw}{sorted(self.types)}"


def find(text: str, start: int, end: int, pack: Pack) -> list[Mention]:
    """The mentions of one sentence, in order; they cover every token."""
    tokens = words_in(pack).tokens(text, start, end)
    found: list[Mention] = []
    at, count = 0, len(tokens)
    while at < count:
        first, last, word = tokens[at]
        if word.long and at + 1 < count and tokens[at + 1][2].key in word.long:
            length, meaning = _longest(tokens, at)
            if length > 1 or meaning is not word.alone:
                last = tokens[at + length - 1][1]
                raw = text[first:last]
                mark = "" if meaning.senses else word.mark
                found.append(Mention(first, last, raw, word.key, meaning, mark, raw[:1].isupper() and raw[-1:].isalpha()))
                at += length
                continue
        found.append(Mention(first, last, word.raw, word.key, word.alone, word.mark, word.name_like))
        at += 1
    if "-" in text[start:end]:
        for before, mention in pairwise(found):
            mention.hyphened = before.end + 1 == mention.start and text[before.end] == "-"
            if mention.hyphened and "prep" in mention.types and text[mention.end : mention.end + 1] == "-":
                mention.means([])  # "surface-to-surface"
    _disambiguate(found, pack)
    return found


def _longest(tokens: list[Token], at: int) -> tuple[int, Meaning]:
    """The longest phrase that begins at a token: how many tokens, and what it means as it is written."""
    word = tokens[at][2]
    for phrase in _phrases_at(tokens, at):
        senses = _as_written(phrase, tokens, at)
        if senses:
            if word.determiner is not None and _shadows(tokens, at + 1, phrase.length):
                return 1, word.determiner
            return phrase.length, Meaning(senses)
    return 1, word.alone


def _phrases_at(tokens: list[Token], at: int) -> Iterator[Phrase]:
    if at + 1 < len(tokens):
        for phrase in tokens[at][2].long.get(tokens[at + 1][2].key, ()):
            if phrase.length == 2 or [key.key for _, _, key in tokens[at + 1 : at + phrase.length]] == phrase.rest:
                yield phrase


def _as_written(phrase: Phrase, tokens: list[Token], at: int) -> list[tuple[Sense, int]]:
    raws = [word.raw for _, _, word in tokens[at : at + phrase.length]]
    return [pair for pair in phrase.senses if allowed(pair[1], raws)]


def _shadows(tokens: list[Token], at: int, length: int) -> bool:
    """ "the North | Korean": an article would cut a longer name behind it in two."""
    for phrase in _phrases_at(tokens, at):
        if phrase.length >= length:
            return bool(_as_written(phrase, tokens, at))
    return False


_NOMINAL = frozenset({"theme", "noun", "organ", "office", "document"})
_VERBAL = frozenset({"verb", "cue"})
_ACTIONS = frozenset({"verb", "cue", "act"})


def _disambiguate(found: list[Mention], pack: Pack) -> None:
    """Words that are noun and verb alike are decided by what stands before them."""
    for at, mention in enumerate(found):
        if mention.types & {"verb"} and pack.has_cases:
            _parted(at, mention, found, pack)
        if mention.types & _ACTIONS and pack.has_reflexives:
            _reflexive(at, mention, found)
        if "time" in mention.types and mention.raw[0].isupper() and mention.has("time", "month") and not pack.has_cases:
            mention.keep("time")  # May and March are months, may and march are not
        if {"country", "word"} <= mention.types and mention.raw.isupper():
            mention.drop("word")  # the US, not us
        types = mention.types
        if (
            "amount" in types
            and types & _VERBAL
            and at + 1 < len(found)
            and (found[at + 1].word[0].isdecimal() or "number" in found[at + 1].types)
        ):
            mention.drop("verb", "cue", "act")  # przeszło 11 tys.
        if not pack.has_cases and {"amount", "prep"} <= types and at + 1 < len(found) and found[at + 1].word[0].isdecimal():
            mention.drop("prep")  # "provides about 90 % of"
        if types & _ACTIONS and at and mention.is_word("account") and _expects_noun(found[at - 1], owned=True):
            mention.drop_verbs()  # "by the ministry's count"
        if not pack.has_cases and "verb" in types and at > 1 and _is_compound(mention, found, at):
            mention.drop_verbs()
        if not pack.has_cases and types & _VERBAL and not types & _NOMINAL and at and at + 1 < len(found):
            _adjectival(mention, found[at - 1], found[at + 1])
        if not (types & _NOMINAL and types & _VERBAL):
            continue
        if pack.has_cases:
            if _only_locative(mention) and not (at and "prep" in found[at - 1].types | (found[at - 2].types if at > 1 else set())):
                mention.drop("theme", "noun", "organ", "office", "document")  # "Korea pośle": no poseł without his preposition
                continue
            if types & {"theme", "organ", "office", "document"} and not mention.bits("verb") & f.GERUND:
                mention.drop_verbs()
            continue
        before = found[at - 1] if at else None
        after = found[at + 1] if at + 1 < len(found) else None
        object_follows = after is not None and (after.types & {"country", "number"} or after.is_word("determiner", "possessive"))
        doing = before is not None and (before.types & {"verb", "act"} or (before.has("prep", "by") and mention.bits("verb") & f.GERUND))
        if object_follows and mention.bits("verb") & f.GERUND and doing:
            mention.drop("theme", "noun", "organ", "office", "document")  # "ends up financing Pyongyang's programme"
            continue
        if _expects_verb(before, found, at):
            if mention.bits("verb") & ~(f.GERUND | f.ACTIVE) or "cue" in types:
                mention.drop("theme", "noun", "organ", "office", "document")
        elif _expects_noun(before) or not mention.bits("verb") & (f.PAST | f.PASSIVE | f.GERUND):
            mention.drop_verbs()


def _is_compound(mention: Mention, found: list[Mention], at: int) -> bool:
    """ "drilled for trench assaults", "in border attacks": a noun, behind a preposition and an unlisted noun."""
    before, beyond = found[at - 1], found[at + 1] if at + 1 < len(found) else None
    if before.senses or before.mark or not before.raw.islower() or before.word[-1:] == "s" or not found[at - 2].types & {"prep"}:
        return False
    object_follows = beyond is not None and (beyond.types & {"country", "number", "theme"} or beyond.is_word("determiner", "possessive"))
    return mention.word[-1:] == "s" and bool(mention.bits("verb") & f.PRESENT) and not mention.bits("verb") & f.PAST and not object_follows


_HEADS = frozenset({"theme", "organ", "office", "org", "country", "number"})
_UNSAID = frozenset({"ask", "withhold", "suppose", "stop", "plan"})


def _adjectival(mention: Mention, before: Mention, after: Mention) -> None:
    """ "trained mobilised soldiers", "CAR field teams", "the questioning": words that are verbs elsewhere."""
    verb = mention.bits("verb")
    if mention.hyphened and mention.bits("verb") & f.PASSIVE and before.types & {"country", "org"}:
        mention.means([])  # "the U.S.-sanctioned firms"
        return
    goes = verb & f.GERUND and all(sense.k in ("move", "return", "serve") for sense, _ in mention.all("verb"))
    if goes and after.types & {"theme"} and not before.is_word("be"):
        mention.drop("verb")  # "returning combatants"
        return
    origin = any(sense.t == "country" and sense.form == "adjective" for sense, _ in before.senses)
    if origin and mention.bits("verb") & f.PASSIVE and mention.hyphened and after.types & _HEADS:
        mention.means([])  # "Iranian-made drones": whose they are, nothing more
        return
    if verb & f.PASSIVE and after.types & _HEADS:
        names = (
            before.types & {"country"} and before.has("country") and any(sense.form != "adjective" for sense, _ in before.all("country"))
        )
        qualified = before.is_word("determiner", "possessive", "no") or bool(before.types & {"number", "prep"} and not names)
        active = bool((before.bits("verb") | before.bits("cue")) & (f.FINITE | f.GERUND)) and not before.is_word("have", "be")
        if qualified or (active and not before.has("cue", "possible")):
            mention.drop("verb")
    elif verb and not verb & (f.PASSIVE | f.PAST | f.GERUND | f.SINGULAR) and before.types & {"org", "person"} and before.word[-1:] != "s":
        mention.drop("verb")
    if before.is_word("determiner") and mention.bits("cue") & f.GERUND:
        mention.means([pair for pair in mention.senses if not (pair[0].t == "cue" and pair[0].k in _UNSAID)])


def _parted(at: int, mention: Mention, found: list[Mention], pack: Pack) -> None:
    """ "wziął w piątek udział": a verb and its noun with other words between them mean what they mean side by side."""
    for phrase in pack.phrases(mention.word):
        if phrase.length != 2 or not all(sense.t == "verb" for sense, _ in phrase.senses):
            continue
        for later in range(at + 2, min(at + 6, len(found))):
            if found[later].mark:
                break
            if (found[later].word,) == tuple(phrase.rest) and " " not in found[later].raw:
                mention.senses = list(phrase.senses)
                mention.types = frozenset([sense.t for sense, _ in mention.senses])
                if not found[later].has("noun", "train"):
                    found[later].drop("noun", "theme")
                return


def _only_locative(mention: Mention) -> bool:
    cases = 0
    for kind in _NOMINAL:
        cases |= mention.bits(kind)
    return cases & f.CASES == f.LOC and bool((mention.bits("verb") | mention.bits("cue")) & f.FINITE)


def _reflexive(at: int, mention: Mention, found: list[Mention]) -> None:
    """Verbs that mean something else with a reflexive word ("szkolić", "szkolić się") are decided by whether one stands near."""
    marked = [bool(bits & f.REFLEXIVE) for _, bits in mention.senses]
    if not any(marked):
        return
    near = _near_reflexive(found, range(at + 1, min(at + 4, len(found)))) or _near_reflexive(found, range(at - 1, max(at - 5, -1), -1))
    mention.means(
        [pair for pair, needs in zip(mention.senses, marked, strict=True) if needs == near or pair[0].t not in ("verb", "cue", "act")]
    )


def _near_reflexive(found: list[Mention], steps: range) -> bool:
    for step in steps:
        if found[step].is_word("reflexive"):
            return True
        if found[step].mark or found[step].bits("verb") & f.FINITE or found[step].bits("cue") & f.FINITE:
            return False
    return False


def _expects_verb(before: Mention | None, found: list[Mention], at: int) -> bool:
    if before is None:
        return False
    if before.word == "to" or before.is_word("he", "she", "they", "it", "we", "would", "have", "not", "relative"):
        return True
    if before.has("cue", "plan") or before.has("cue", "possible"):
        return True
    inflected = bool(
        found[at].bits("verb") & (f.PAST | f.PASSIVE | f.SINGULAR) or found[at].bits("cue") & (f.PAST | f.PASSIVE | f.SINGULAR)
    )
    if before.has("country"):
        sense = before.sense("country")
        return inflected and sense is not None and sense.form != "adjective"
    if before.types & {"person", "org"}:
        return inflected
    following = found[at + 1] if at + 1 < len(found) else None
    helps = found[at].bits("verb") & f.PRESENT and found[at].has("verb", "help")
    if helps and following is not None and following.word == "to" and at + 2 < len(found) and found[at + 2].bits("verb") & f.INFINITIVE:
        return True  # "help to finance"
    if before.types & {"theme", "organ", "office", "site"} and following is not None:
        plural = any(bits & f.PLURAL for _, bits in before.senses) or (before.has("site") and before.word.endswith("s"))
        bare = found[at].bits("verb") & f.PRESENT and plural
        if following.is_word("determiner", "possessive") or (bare and following.types & {"country", "org", "person"}):
            return True  # "workers support its programme", "enterprises supply Moscow"
    if before.types & {"document", "organ", "office"} and found[at].bits("cue") & (f.PAST | f.SINGULAR):
        return following is None or bool(following.mark) or following.is_word("that")  # "the study states."
    return before.has("theme") and found[at].bits("verb") & (f.PAST | f.PASSIVE) > 0


def _expects_noun(before: Mention | None, owned: bool = False) -> bool:
    if before is None:
        return True
    if owned:
        return before.word == "'s" or before.is_word("determiner", "possessive", "definite")
    return bool(before.types & {"prep", "country", "number", "verb", "theme", "noun"}) or before.is_word(
        "determiner", "possessive", "no", "and", "or"
    )
