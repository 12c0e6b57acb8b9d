"""Which word is the head of a noun phrase, and of what type."""

from __future__ import annotations

from flows.extraction.mentions.mention import Mention
from flows.extraction.nominals.names import unknown_name
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Sense

_PRONOUNS = (
    "to_them",
    "he",
    "she",
    "they",
    "it",
    "we",
    "this_country",
    "both",
    "here",
    "former",
    "latter",
    "north",
    "south",
    "same_country",
    "partner",
)


_TYPES = frozenset({"country", "person", "org", "place", "organ", "office", "theme", "document", "site"})
_WORDS = frozenset(_PRONOUNS)


def may_head(mention: Mention) -> bool:
    """Whether a word of the lexicon can be the head of a noun phrase at all."""
    return not (_TYPES.isdisjoint(mention.types) and _WORDS.isdisjoint(mention.roles))


def head_at(mentions: list[Mention], at: int, found: list[Nominal]) -> Nominal | None:
    mention = mentions[at]
    types = mention.types
    nominal = None
    following = mentions[at + 1] if at + 1 < len(mentions) else None
    if types & {"country", "org"} and following is not None and following.hyphened and following.is_word("joined", "seat"):
        return None  # "London-based", "Iran-backed": says what kind of thing the next noun is
    if (
        "country" in types
        and any(sense.t == "country" and sense.form != "adjective" for sense, _ in mention.senses)
        and not _attributive(mentions, at)
    ):
        pairs = [(sense, bits) for sense, bits in mention.senses if sense.t == "country" and sense.form != "adjective"]
        nominal = Nominal(at, at, at, at, "country", cases=_cases(pairs), countries=(pairs[0][0].c,), owned="self", sense=pairs[0][0])
    elif "person" in types and at + 1 < len(mentions) and mentions[at + 1].capital and not mention.raw.count(" ") and _close(mentions, at):
        nominal = unknown_name(mentions, at, found)  # "Kim | Min-woo" is not the Kim of the lexicon
    elif _qualifies_unknown(mentions, at):
        whose = next(sense for sense, _ in mention.senses if sense.t == "country" and sense.form == "adjective")
        cases = mention.bits("country") & f.CASES
        nominal = Nominal(at, at, at, at + 1, "country", cases=cases, countries=(whose.c,), owned="adjective", sense=whose)
    elif types & {"person", "org"}:
        kind = "person" if "person" in types else "org"
        sense = mention.sense(kind)
        assert sense is not None
        nominal = Nominal(
            at, at, at, at, kind, cases=mention.bits(kind) & f.CASES, countries=(sense.c,) if sense.c else (), owned="self", sense=sense
        )
        if kind == "person":
            nominal.person, nominal.person_id, nominal.office_role = sense.name, sense.id, sense.role
            nominal.surname = " " not in mention.raw
        else:
            nominal.organ, nominal.organ_role = sense.name, sense.role
    elif "place" in types:
        sense = mention.sense("place")
        assert sense is not None
        nominal = Nominal(
            at,
            at,
            at,
            at,
            "place",
            cases=mention.bits("place") & f.CASES,
            countries=(sense.c,) if sense.c else (),
            owned="self",
            sense=sense,
        )
    elif types & {"organ", "office", "theme", "document"}:
        nominal = _common(mention, at)
    elif "site" in types:
        nominal = Nominal(at, at, at, at, "site", cases=mention.bits("site") & f.CASES)
    elif mention.is_word("possessive") and _owns(mentions, at):
        return None  # "jego żołnierze": a modifier of what follows
    elif not _WORDS.isdisjoint(mention.roles):
        sense = next(sense for sense, _ in mention.senses if sense.t == "word" and sense.k in _PRONOUNS)
        nominal = Nominal(at, at, at, at, "pronoun", pronoun=sense.k, among=sense.among)
    elif mention.capital:
        nominal = unknown_name(mentions, at, found)
    if nominal is not None and "theme" in types and not nominal.themes:
        nominal.themes = [sense for sense, _ in mention.all("theme")]
    if nominal is not None and "place" in types:
        nominal.place = mention.sense("place")
    return nominal


def _owns(mentions: list[Mention], at: int) -> bool:
    for mention in mentions[at + 1 : at + 3]:
        if mention.types & {"theme", "document", "organ", "office", "noun", "site"} or mention.bits("verb") & f.GERUND:
            return True
        if not mention.senses and not mention.mark and mention.raw.islower():
            return True  # "jego wyliczenia": a noun that nobody listed
        if mention.senses and not mention.types <= {"country", "amount", "number"}:
            return False
    return False


def _qualifies_unknown(mentions: list[Mention], at: int) -> bool:
    """ "rosyjskie | samoloty": the adjective of a noun that nobody listed stands for somebody of that country."""
    mention = mentions[at]
    if mention.has("country") and not mention.bits("country") & f.CASES and at + 1 < len(mentions):
        return _plural_unknown(mentions, at)
    if (
        not mention.has("country")
        or any(sense.form != "adjective" for sense, _ in mention.all("country"))
        or not mention.bits("country") & f.CASES
    ):
        return False
    if at + 1 >= len(mentions):
        return False
    following, beyond = mentions[at + 1], mentions[at + 2 : at + 4]
    if following.senses or following.mark or not following.raw.islower():
        return False
    return not any(later.types & _NAMED for later in beyond[:1])


def _plural_unknown(mentions: list[Mention], at: int) -> bool:
    """ "Russian | crooners": without endings only a plural shows that the unlisted word is a noun, and the last of its phrase."""
    following = mentions[at + 1]
    if (
        following.senses
        or following.mark
        or not following.raw.islower()
        or following.word[-1:] != "s"
        or following.word[-2:] in ("ss", "us")
    ):
        return False
    if not any(sense.t == "country" and sense.form == "adjective" for sense, _ in mentions[at].senses):
        return False
    beyond = mentions[at + 2] if at + 2 < len(mentions) else None
    return beyond is None or not (beyond.types & _NAMED or (not beyond.senses and not beyond.mark and beyond.word[-1:] == "s"))


_NAMED = frozenset({"theme", "organ", "office", "org", "person", "noun", "document", "place", "site", "country"})


def _close(mentions: list[Mention], at: int) -> bool:
    return mentions[at + 1].start - mentions[at].end == 1


def _common(mention: Mention, at: int) -> Nominal:
    kind = next(kind for kind in ("organ", "office", "theme", "document") if kind in mention.types)
    sense = mention.sense(kind)
    assert sense is not None
    bits = mention.bits(kind)
    nominal = Nominal(at, at, at, at, kind, cases=bits & f.CASES, sense=sense, plural=bool(bits & f.PLURAL) and not bits & f.SINGULAR)
    organ, office = mention.sense("organ"), mention.sense("office")
    if organ is not None:
        nominal.organ, nominal.organ_role = organ.name, organ.role
    if office is not None:
        nominal.office_role, nominal.unnamed, nominal.office_organ = office.role, office.unnamed, office.organ
    return nominal


def _cases(pairs: list[tuple[Sense, int]]) -> int:
    found = 0
    for _, bits in pairs:
        found |= bits
    return found & f.CASES


def _attributive(mentions: list[Mention], at: int) -> bool:
    """A word that names a people and qualifies too ("Russian"): it qualifies when a thing or office follows."""
    if not any(sense.t == "country" and sense.form == "adjective" for sense, _ in mentions[at].senses):
        return False
    following = mentions[at + 1] if at + 1 < len(mentions) else None
    if following is not None and not following.senses and not following.mark and following.raw.islower() and not following.hyphened:
        return True  # "Russian cadets": a noun that nobody listed
    for step in (at + 1, at + 2, at + 3):
        if step >= len(mentions):
            return False
        mention = mentions[step]
        if mention.types & {"theme", "organ", "office", "org", "person", "noun", "document", "place", "site"}:
            return True
        if (mention.senses and not mention.types <= {"country", "amount"}) or mention.mark:
            return bool(step == at + 1 and mention.has("country"))
    return bool(not mentions[at + 1].senses) if at + 1 < len(mentions) else False
