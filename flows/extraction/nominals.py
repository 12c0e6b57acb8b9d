"""Noun phrases that matter: parties, people, institutions, places and things, with their prepositions, owners and numbers.

A nominal knows its head, what stands before it (preposition, number, country adjective) and what was joined to it: the country behind
"of", the office before a name, the content of a container.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from flows.extraction.mentions import Mention
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Pack, Sense
from flows.extraction.quantities import Quantity

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
_QUOTES = frozenset("„“”\"'‘’«»‚")
_AGENT_TYPES = ("person", "org", "organ", "office")
_MAX_UNKNOWN = 2


@dataclass(slots=True, eq=False)
class Nominal:
    """One noun phrase. Indexes count mentions; ``left`` includes the preposition."""

    left: int
    first: int
    head: int
    last: int
    type: str
    cases: int = 0
    prep: frozenset[str] = frozenset()
    countries: tuple[str, ...] = ()
    owned: str = ""  # how the countries were stated: self, adjective, genitive, from, in, possessive
    themes: list[Sense] = field(default_factory=list)
    sense: Sense | None = None
    quantity: Quantity | None = None
    person: str = ""
    person_id: str = ""
    surname: bool = False  # the text gave one word of the name only
    organ: str = ""
    organ_role: str = ""
    office_role: str = ""
    office_organ: str = ""
    unnamed: str = ""
    pronoun: str = ""
    possessor: str = ""
    plural: bool = False
    negated: bool = False
    such: bool = False
    proper: bool = False  # the institution is one by name, not "the ministry of"
    same: bool = False
    group: int = -1
    inside: Nominal | None = None
    content: Nominal | None = None
    topic: Nominal | None = None
    place: Sense | None = None
    owner: Nominal | None = None  # a person whose people they are, if known by then
    among: tuple[str, ...] = ()  # "the West African country": one of these

    @property
    def container(self) -> bool:
        """Whether it only holds or counts something else."""
        return bool(self.themes) and all(sense.container for sense in self.themes)

    @property
    def may_contain(self) -> bool:
        """Whether it holds or counts what stands behind it: "two companies of commandos"."""
        return any(sense.container for sense in self.themes)

    def theme(self, *classes: str) -> Sense | None:
        """What it is, if it belongs to one of these classes; a container answers for its content."""
        if self.content is not None:
            found = self.content.theme(*classes)
            if found is not None:
                return found
        return next((sense for sense in self.themes if (sense.k in classes or sense.also in classes) and not sense.container), None)

    @property
    def is_agent(self) -> bool:
        """Somebody who can speak or act."""
        return self.type in ("country", "person", "org", "organ", "office", "name", "document") or self.pronoun in (
            "he",
            "she",
            "they",
            "it",
            "we",
        )


_ADJECTIVE_TYPES = ("office", "organ", "org", "theme", "document", "place", "country", "site")


def nominals(mentions: list[Mention], numbers: dict[int, Quantity], taken: set[int], pack: Pack) -> list[Nominal]:
    """The noun phrases of a sentence, in order of their heads. ``numbers`` maps the last mention of a quantity to it."""
    found: list[Nominal] = []
    at = 0
    while at < len(mentions):
        mention = mentions[at]
        if not mention.senses and not mention.capital:
            at += 1
            continue
        nominal = None if at in taken and "office" not in mention.types else _at(mentions, at, found)
        if nominal is None:
            at += 1
            continue
        _look_left(nominal, mentions, numbers, taken, found, pack)
        after = nominal.last + 1
        if (
            nominal.type == "office"
            and after + 1 < len(mentions)
            and mentions[after].mark == "."
            and mentions[nominal.last].word in pack.abbreviations
        ):
            nominal.last = after  # Rep. Park
        found.append(nominal)
        at = nominal.last + 1
    _join(found, mentions, pack)
    _coordinate(found, mentions)
    return found


def _at(mentions: list[Mention], at: int, found: list[Nominal]) -> Nominal | None:
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
        nominal = _unknown_name(mentions, at, found)  # "Kim | Min-woo" is not the Kim of the lexicon
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
    elif mention.is_word(*_PRONOUNS):
        sense = next(sense for sense, _ in mention.senses if sense.t == "word" and sense.k in _PRONOUNS)
        nominal = Nominal(at, at, at, at, "pronoun", pronoun=sense.k, among=sense.among)
    elif mention.capital:
        nominal = _unknown_name(mentions, at, found)
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


def _unknown_name(mentions: list[Mention], at: int, found: list[Nominal]) -> Nominal | None:
    """A run of unknown capitalised words: a person or firm nobody listed."""
    last = at
    while last + 1 < len(mentions):
        if _name_part(mentions, last + 1):
            last += 1
        elif _initial(mentions, last):
            last += 2  # "Brian E. Nelson"
        else:
            break
    while last > at and not mentions[last].raw[:1].isupper() and not mentions[last].hyphened:
        last -= 1
    beside_office = bool(found) and found[-1].last == at - 1 and found[-1].type in ("office", "organ", "person", "name")
    if (
        last == at
        and (at == 0 or mentions[at - 1].mark in (".", "?", "!", ":", "–", "—") or mentions[at - 1].mark in _QUOTES)
        and not beside_office
    ):
        return None
    words = mentions[at].raw + "".join(
        ("" if mention.mark == "." else "-" if mention.hyphened else " ") + mention.raw for mention in mentions[at + 1 : last + 1]
    )
    return Nominal(at, at, last, last, "name", cases=f.CASES, person=words)


def _initial(mentions: list[Mention], at: int) -> bool:
    return (
        at + 2 < len(mentions)
        and len(mentions[at].raw) == 1
        and mentions[at].raw.isupper()
        and mentions[at + 1].mark == "."
        and mentions[at + 2].capital
    )


def _name_part(mentions: list[Mention], at: int) -> bool:
    mention = mentions[at]
    if mention.capital:
        return True
    if mention.hyphened and not mention.senses and mention.raw.isalpha() and mentions[at - 1].capital:
        return True  # "Han-bum"
    if (
        mention.raw[:1].isupper()
        and mention.types
        and mention.types <= {"currency", "word", "number", "cue", "prep", "theme"}
        and len(mention.raw) > 1
    ):
        return at + 1 < len(mentions) or not mention.types & {"theme"}
    joined = at > 0 and mentions[at - 1].end + 1 == mention.start and not mention.senses
    hyphenated = at > 0 and mention.start - mentions[at - 1].end == 1 and not mention.mark
    return (
        joined
        and hyphenated
        and mention.raw.isalpha()
        and len(mention.raw) <= 4
        and mentions[at - 1].capital
        and at + 1 < len(mentions)
        and mentions[at + 1].capital
    )


def _look_left(
    nominal: Nominal, mentions: list[Mention], numbers: dict[int, Quantity], taken: set[int], found: list[Nominal], pack: Pack
) -> None:
    """Takes in the modifiers before the head: number, country adjective, possessor, unknown adjectives; then the preposition."""
    border = found[-1].last if found else -1
    at, unknown = nominal.head - 1, 0
    while at > border:
        mention = mentions[at]
        if at in numbers:
            if nominal.quantity is None:
                nominal.quantity = numbers[at]
            nominal.first = numbers[at].first
            at = nominal.first - 1
            continue
        if at in taken:
            break
        if mention.word == "'s":
            at = -2
            break
        seated = mentions[at + 1].hyphened and mentions[at + 1].is_word("seat")  # the Pyongyang-based company
        adjective = next((sense for sense, _ in mention.senses if sense.t == "country" and (sense.form == "adjective" or seated)), None)
        if adjective is not None and pack.has_cases and nominal.cases and not nominal.cases & (mention.bits("country") or f.CASES):
            break  # another case: it qualifies what stands before it
        if adjective is not None and seated and nominal.type == "place":
            nominal.countries = (adjective.c,)  # "Russian-occupied Donetsk"
        elif adjective is not None:
            if not nominal.countries or (nominal.owned == "self" and nominal.type == "org" and nominal.organ_role == "intelligence"):
                if nominal.owned == "self":
                    nominal.countries = ()  # "południowokoreańska DIA": another state has an agency of that name
                nominal.countries, nominal.owned = (adjective.c, *nominal.countries), "adjective"
            elif nominal.owned == "adjective":
                nominal.countries = (adjective.c, *nominal.countries)
            nominal.cases = nominal.cases & mention.bits("country") or nominal.cases
        elif mention.is_word("possessive"):
            nominal.possessor = mention.word
        elif mention.is_word("local"):
            nominal.possessor = "local"
        elif mention.is_word("no"):
            nominal.negated = True
        elif mention.is_word("such"):
            nominal.such = True
        elif unknown < _MAX_UNKNOWN and nominal.type in _ADJECTIVE_TYPES and _may_qualify(mention, at, pack):
            unknown += 1
        elif not (
            mention.is_word("determiner", "regional", "anonymous")
            or (mention.hyphened and mention.is_word("joined", "seat"))
            or ("amount" in mention.types and not mention.has("prep"))
            or (mention.mark in _QUOTES and mention.mark)
        ):
            break
        nominal.first = at
        at -= 1
    nominal.left = nominal.first
    if at == -2:
        return
    if at > border + 1 and nominal.quantity is None and mentions[at].has("prep", "of") and at - 1 in numbers and not pack.has_cases:
        nominal.quantity = numbers[at - 1]  # "150 of the weapons"
        nominal.left = nominal.first = nominal.quantity.first
        at = nominal.first - 1
    if nominal.quantity is not None and nominal.quantity.precision == "range" and at >= 0 and mentions[at].has("time", "between"):
        return  # "od 10 do 12 tysięcy": no preposition of the noun
    if at >= 0 and mentions[at].is_word("quote") and pack.relative_commas and (at == 0 or mentions[at - 1].mark == ","):
        return  # "po tym, jak delegat powiedział": it opens a clause
    if at >= 0 and at > border and "prep" in mentions[at].types and at not in taken:
        roles = frozenset(
            sense.k
            for sense, bits in mentions[at].senses
            if sense.t == "prep" and (not bits & f.CASES or not nominal.cases or bits & nominal.cases)
        )
        if roles:
            nominal.prep, nominal.left = roles, at
            needed = 0
            for sense, bits in mentions[at].senses:
                if sense.t == "prep":
                    needed |= bits & f.CASES
            nominal.cases = nominal.cases & needed or nominal.cases


def _may_qualify(mention: Mention, at: int, pack: Pack) -> bool:
    if mention.senses or mention.mark or (mention.capital and at):
        return False
    return not pack.adjective_endings or mention.word.endswith(pack.adjective_endings)


def _join(found: list[Nominal], mentions: list[Mention], pack: Pack) -> None:
    """Joins neighbours, then appositions, then what stands behind an apposition ("Shin, minister obrony | Korei Południowej")."""
    previous: Nominal | None = None
    for nominal in found:
        if previous is not None and (
            _possessive(previous, nominal, mentions)
            or (
                previous.last + 1 == nominal.left
                and not (pack.has_cases and _addressed(previous, nominal, mentions))
                and _adjacent(previous, nominal, pack)
            )
        ):
            if nominal.inside is None:
                previous = nominal
            continue
        if previous is not None and _working_for(previous, nominal, mentions, pack):
            continue
        if previous is not None and (_made_in(previous, nominal, mentions) or _held_by(previous, nominal, mentions)):
            continue
        if previous is not None and pack.has_cases and _named_body(previous, nominal, mentions, pack):
            continue
        previous = nominal
    previous = tail = None
    for nominal in [nominal for nominal in found if nominal.inside is None]:
        if previous is not None:
            gap = nominal.left - previous.last - 1
            if _working_for(previous, nominal, mentions, pack):
                continue
            if gap == 1 and _rank(previous, nominal, mentions, pack):
                continue
            if gap == 1 and _apposition(previous, nominal, mentions, mentions[previous.last + 1].mark):
                tail = nominal
                continue
            if gap == 0 and tail is not None and _owner(tail, nominal, pack):
                previous.last = tail.last
                if not previous.countries or previous.owned == "in":
                    previous.countries, previous.owned = tail.countries, tail.owned
                continue
        previous, tail = nominal, None
    _trailing_adjectives(found, mentions)
    if pack.has_cases:
        _bracketed(found, mentions)
    for first, second in pairwise([nominal for nominal in found if nominal.inside is None]):
        beside = first.last + 1 == second.left and not second.prep and first.themes and not first.countries
        if pack.has_cases and beside and second.type == "site" and second.countries and second.cases & f.GEN:
            _made(first, second)  # "rakietą produkcji północnokoreańskiej"


def _addressed(previous: Nominal, nominal: Nominal, mentions: list[Mention]) -> bool:
    """ "wyjaśnił kongresmenom | adm. Paparo", "przez TASS | rzecznik": who hears it and who passes it on are not who says it."""
    if nominal.prep or nominal.type not in ("person", "name", "org", "organ", "office"):
        return False
    if previous.type == "org" and nominal.type == "office" and nominal.office_role in ("official", "spokesperson"):
        return True
    told = previous.left > 0 and "cue" in mentions[previous.left - 1].types and _says(mentions[previous.left - 1])
    heard = previous.type == "office" and bool(previous.cases & f.DAT) and not previous.cases & (f.NOM | f.GEN | f.ACC)
    return told and heard and (not nominal.cases or bool(nominal.cases & f.NOM))


def _says(mention: Mention) -> bool:
    return bool(mention.bits("cue") & f.FINITE)


def _rank(previous: Nominal, nominal: Nominal, mentions: list[Mention], pack: Pack) -> bool:
    """ "gen. Pat Ryder": a full stop behind a short title parts nothing."""
    short = mentions[previous.last].word in pack.abbreviations and mentions[previous.last + 1].mark == "."
    if not short or previous.type not in ("office", "organ", "org") or nominal.type not in ("person", "name") or nominal.prep:
        return False
    merge(previous, nominal)
    return True


def _bracketed(found: list[Nominal], mentions: list[Mention]) -> None:
    for nominal in found:
        if nominal.type == "org" and nominal.inside is None and nominal.left and mentions[nominal.left - 1].mark == "(":
            described = [
                other for other in found if other.inside is None and other.last < nominal.left and other.type in ("office", "organ")
            ]
            if described:
                _named_in_brackets(described[-1], nominal, mentions)


def _named_in_brackets(previous: Nominal, nominal: Nominal, mentions: list[Mention]) -> bool:
    """ "zespół jedenastu państw monitorujących sankcje (MSMT)": the name of what was described stands behind it in brackets."""
    if nominal.type != "org" or nominal.prep or previous.type not in ("office", "organ") or previous.person or nominal.left == 0:
        return False
    closed = nominal.last + 1 < len(mentions) and mentions[nominal.last + 1].mark == ")"
    gap = mentions[previous.last + 1 : nominal.left - 1]
    if not closed or mentions[nominal.left - 1].mark != "(" or len(gap) > 6 or any(mention.mark or _finite(mention) for mention in gap):
        return False
    merge(previous, nominal)
    previous.type, previous.sense, previous.office_role, previous.last = "org", nominal.sense, "", nominal.last + 1
    return True


def _working_for(previous: Nominal, nominal: Nominal, mentions: list[Mention], pack: Pack) -> bool:
    """ "hackers working for Pyongyang", "hakerzy działający na zlecenie Korei Północnej": whose people they are."""
    group = previous.organ_role == "group" or previous.office_role == "generic"
    described = nominal.pronoun in ("north", "south")
    if previous.countries or not group or not (nominal.countries or described) or nominal.type == "theme":
        return False
    gap = mentions[previous.last + 1 : nominal.left]
    if not gap or len(gap) > 3 or any(mention.mark or "word" in mention.types or _finite(mention) for mention in gap):
        return False
    if not (nominal.prep & {"for", "to", "by", "with"} or (pack.has_cases and not nominal.prep and nominal.cases & f.GEN)):
        return False
    previous.countries, previous.owned = nominal.countries, "genitive"
    if described:
        previous.possessor = nominal.pronoun
    return into(nominal, previous)


def _named_body(previous: Nominal, nominal: Nominal, mentions: list[Mention], pack: Pack) -> bool:
    """ "firma doradcza | Trznadel": an adjective that nobody listed stands between a body and its name."""
    gap = mentions[previous.last + 1 : nominal.left]
    body = previous.type == "office" and previous.office_role in ("generic", "research", "monitoring_body", "media")
    if not body or len(gap) != 1 or nominal.type not in ("name", "org") or nominal.prep or previous.person:
        return False
    if gap[0].senses or gap[0].mark or not gap[0].word.endswith(pack.adjective_endings):
        return False
    merge(previous, nominal)
    previous.type, previous.sense = nominal.type, nominal.sense
    return True


def _held_by(previous: Nominal, nominal: Nominal, mentions: list[Mention]) -> bool:
    """ "companies controlled by the Guards": whose they are."""
    gap = mentions[previous.last + 1 : nominal.left]
    if len(gap) != 1 or previous.countries or not nominal.countries or "by" not in nominal.prep or not gap[0].is_word("seat", "joined"):
        return False
    if previous.theme("targets") is None and previous.organ_role != "group":
        return False
    previous.countries, previous.owned = nominal.countries, "genitive"
    return into(nominal, previous)


def _made_in(previous: Nominal, nominal: Nominal, mentions: list[Mention]) -> bool:
    """ "ammunition made in China": whose make it is; the thing's own verb comes later."""
    gap = mentions[previous.last + 1 : nominal.left]
    if len(gap) != 1 or not previous.themes or previous.countries or not nominal.countries or not nominal.prep & {"in", "by"}:
        return False
    if not gap[0].has("verb", "make") or not gap[0].bits("verb") & f.PASSIVE:
        return False
    if "by" in nominal.prep:
        previous.countries, previous.owned = nominal.countries, "from"
        return into(nominal, previous)
    if nominal.type != "country" or not any(
        _finite(mention) or mention.is_word("be", "have") for mention in mentions[nominal.last + 1 : nominal.last + 4]
    ):
        return False
    previous.countries, previous.owned = nominal.countries, "from"
    return into(nominal, previous)


def _finite(mention: Mention) -> bool:
    bits = mention.bits("verb") | mention.bits("act")
    return bool(bits) and not bits & (f.ACTIVE | f.GERUND | f.PASSIVE)


def _possessive(owner: Nominal, nominal: Nominal, mentions: list[Mention]) -> bool:
    """ "Russia's Kursk region", "South Korea's spy agency": the owner's country goes to what is owned."""
    at = owner.last + 1
    if at >= len(mentions) or mentions[at].word != "'s" or nominal.first > at + 4:
        return False
    if nominal.first != at + 1 and any(
        mentions[step].mark or mentions[step].types & {"verb", "prep"} for step in range(at + 1, nominal.first)
    ):
        return False
    if not nominal.countries or nominal.type in ("theme", "organ", "office"):
        nominal.countries, nominal.owned = owner.countries, "possessive"
    if nominal.type in ("office", "organ") and owner.organ and not nominal.organ:
        nominal.organ, nominal.organ_role = owner.organ, owner.organ_role
    if owner.pronoun or not owner.countries:
        nominal.possessor = nominal.possessor or owner.pronoun or "their"
        nominal.among = owner.among
        nominal.owner = owner if owner.type == "name" else None
    nominal.left, nominal.first, nominal.prep = owner.left, owner.first, owner.prep
    owner.inside = nominal
    return True


def _adjacent(previous: Nominal, nominal: Nominal, pack: Pack) -> bool:
    """Joins two nominals that stand side by side; true when one went into the other."""
    if previous.may_contain and nominal.themes and not nominal.container and _contained(nominal, pack):
        previous.content = nominal
        previous.themes = [sense for sense in previous.themes if sense.container]
        if previous.quantity is None and not any(sense.unit for sense in previous.themes):
            previous.quantity = nominal.quantity  # "a group of 240 builders"
        previous.type = "theme"
        previous.countries, previous.owned = (
            (previous.countries, previous.owned) if previous.countries else (nominal.countries, nominal.owned)
        )
        return into(nominal, previous)
    if previous.themes and nominal.themes and not nominal.is_agent:
        return _two_things(previous, nominal, pack)
    if not pack.has_cases and not nominal.prep and nominal.first == nominal.head and not nominal.quantity and _compound(previous, nominal):
        return True
    if (
        previous.type in ("office", "organ")
        and previous.office_role in ("research", "media", "monitoring_body", "generic")
        and nominal.type in ("org", "name")
        and not nominal.prep
    ):
        merge(previous, nominal)
        previous.type, previous.sense = nominal.type, nominal.sense
        return True
    if (
        pack.has_cases
        and previous.themes
        and nominal.type == "organ"
        and not nominal.prep
        and nominal.cases & f.GEN
        and previous.theme("troops", "rules", "programme", "technology")
    ):
        if nominal.countries and not previous.countries:
            previous.countries, previous.owned = nominal.countries, "genitive"
        previous.content = None
        return into(nominal, previous)
    if (
        previous.type == "document"
        and nominal.type in ("org", "organ", "office", "country")
        and (nominal.prep & {"of", "by", "from"} or (pack.has_cases and not nominal.prep and nominal.cases & f.GEN))
    ):
        previous.organ, previous.organ_role, previous.sense = nominal.organ, nominal.organ_role, nominal.sense
        previous.countries, previous.owned = nominal.countries, "genitive"
        previous.person, previous.person_id, previous.office_role, previous.unnamed = (
            nominal.person,
            nominal.person_id,
            nominal.office_role,
            nominal.unnamed,
        )
        return into(nominal, previous)
    if (
        previous.type == "office"
        and not previous.countries
        and nominal.type == "theme"
        and nominal.theme("targets")
        and (nominal.prep & {"of", "from", "at"} or (pack.has_cases and nominal.cases & f.GEN))
    ):
        previous.countries, previous.owned = nominal.countries, "genitive" if nominal.countries else ""
        return into(nominal, previous)
    if (
        previous.type == "office"
        and nominal.type == "org"
        and not nominal.prep
        and previous.office_role in ("expert", "research", "unnamed_source", "unnamed_official")
    ):
        merge(previous, nominal)
        previous.type, previous.office_role, previous.unnamed = "org", nominal.organ_role, ""
        return True
    if nominal.type in ("country", "place") and not previous.pronoun and previous.type not in ("country", "place", "person", "name"):
        return _owner(previous, nominal, pack)
    if (
        nominal.pronoun == "this_country"
        and not nominal.prep
        and pack.has_cases
        and previous.type in ("organ", "office")
        and not previous.countries
    ):
        previous.possessor = nominal.pronoun  # "przedstawiciel misji tego kraju"
        return into(nominal, previous)
    if nominal.pronoun in ("north", "south") and "from" in nominal.prep and not previous.countries and (previous.themes or previous.organ):
        previous.possessor = previous.possessor or nominal.pronoun  # whose it is, the story says
        return into(nominal, previous)
    if nominal.type == "site" and previous.themes and not nominal.prep and pack.has_cases and nominal.cases & f.GEN:
        return _made(previous, nominal)
    if nominal.type in ("person", "org") and nominal.countries and previous.type in ("theme", "site"):
        return _whose(previous, nominal, pack)
    if nominal.type in ("country", "place") and previous.type in ("place", "site"):
        return _place_in(previous, nominal)
    if (
        previous.type in ("name", "person")
        and nominal.type in ("org", "organ")
        and nominal.prep & {"of", "from", "at", "with"}
        and nominal.organ
    ):
        return _belongs(previous, nominal)
    if previous.type in ("office", "organ", "org", "country") and nominal.type in ("office", "organ", "org", "person", "name", "country"):
        return _agents(previous, nominal, pack)
    alone = nominal.person_id and not nominal.prep and nominal.first == nominal.head and previous.first == previous.last
    if previous.type == "name" and nominal.type == "person" and alone and nominal.surname and not previous.prep & {"in", "to", "on"}:
        nominal.left, nominal.first, nominal.prep = previous.left, previous.first, previous.prep
        previous.inside = nominal  # "Kyryły | Budanowa": a first name in a form that nobody listed
        return True
    return False


def _belongs(person: Nominal, institution: Nominal) -> bool:
    """ "Lin Jian of the Foreign Ministry", "Oliwia Piesek z Polskiego Instytutu …": whose person it is."""
    if person.organ:
        return False
    person.organ, person.organ_role = institution.organ, institution.organ_role
    if not person.countries:
        person.countries, person.owned = institution.countries, "in"
    return into(institution, person)


def _compound(previous: Nominal, nominal: Nominal) -> bool:
    """ "Houthi operatives", "tank makers": the first noun only qualifies the second."""
    if previous.type == "org" and nominal.type == "theme" and nominal.theme("troops", "arms", "targets") and not previous.office_role:
        nominal.countries, nominal.owned = nominal.countries or previous.countries, nominal.owned or "adjective"
    elif previous.type == "org" and nominal.type == "document" and not nominal.organ:
        nominal.organ, nominal.organ_role, nominal.proper = previous.organ, previous.organ_role, True  # "a Reuters investigation"
        nominal.sense = previous.sense
    elif not (
        previous.type == "theme"
        and not previous.quantity
        and (
            nominal.type == "document"
            or (nominal.type == "organ" and nominal.organ_role == "group")
            or (nominal.type == "office" and nominal.office_role == "official")
            or (not previous.plural and nominal.theme("targets") is not None)
        )
    ):
        return False
    nominal.countries = nominal.countries or previous.countries
    nominal.owned = nominal.owned or previous.owned
    nominal.quantity = nominal.quantity or previous.quantity
    nominal.left, nominal.first, nominal.prep = previous.left, previous.first, previous.prep
    previous.inside = nominal
    return True


def _contained(nominal: Nominal, pack: Pack) -> bool:
    if nominal.prep:
        return bool(nominal.prep & {"of", "with"})
    return pack.has_cases and bool(nominal.cases & f.GEN)


def _two_things(previous: Nominal, nominal: Nominal, pack: Pack) -> bool:
    """ "missile technology", "komponenty do rakiet", "data on missiles": one thing qualifies the other."""
    if not pack.has_cases and not nominal.prep and nominal.first == nominal.head:
        if previous.quantity and not nominal.quantity:
            nominal.quantity = previous.quantity
        if previous.countries and not nominal.countries:
            nominal.countries, nominal.owned = previous.countries, previous.owned
        nominal.left, nominal.first, nominal.prep = previous.left, previous.first, previous.prep
        nominal.content = previous if nominal.container else None
        if _battery(previous, nominal):
            nominal.themes = previous.themes
        previous.inside = nominal
        nominal.negated = nominal.negated or previous.negated
        return True
    if (
        pack.has_cases
        and not nominal.prep
        and nominal.cases & f.GEN
        and previous.theme("troops")
        and nominal.theme("troops")
        and not previous.countries
        and not nominal.quantity
    ):
        previous.countries, previous.owned = nominal.countries, "genitive" if nominal.countries else ""
        return into(nominal, previous)
    qualifies = nominal.prep & {"of", "for", "about", "to"} or (pack.has_cases and not nominal.prep and nominal.cases & f.GEN)
    if nominal.quantity is not None and not nominal.prep and nominal.cases & f.NOM:
        qualifies = False  # "objął sankcjami | dwie osoby"
    if pack.has_cases and nominal.theme("programme") and previous.theme("money") and not nominal.cases & f.GEN:
        qualifies = False  # "przeznacza pieniądze | na program"
    if qualifies and previous.theme("technology", "programme", "money", "rules") is not None:
        previous.topic = nominal
        if nominal.countries and not previous.countries:
            previous.countries, previous.owned = nominal.countries, nominal.owned
        return into(nominal, previous)
    return False


def _battery(weapon: Nominal, unit: Nominal) -> bool:
    """ "two S-400 divisions": units of a system that is bought are the system."""
    return any(sense.item == "military units" for sense in unit.themes) and any(
        sense.item in ("air defence system", "Iskander missile system", "anti-aircraft missiles") for sense in weapon.themes
    )


def _owner(previous: Nominal, nominal: Nominal, pack: Pack) -> bool:
    """The country behind a thing or an institution: of, from, in, or the genitive."""
    if nominal.prep & {"of"} or (pack.has_cases and not nominal.prep and nominal.cases & f.GEN and nominal.type == "country"):
        how = "genitive"
    elif nominal.prep & {"from"} and previous.themes and not previous.countries:
        how = "from"
    elif (
        "in" in nominal.prep
        and previous.type in ("organ", "org", "office", "site")
        and not previous.countries
        and (not previous.themes or previous.type == "office")
    ):
        how = "in"
    else:
        return False
    if previous.type == "org" and previous.countries:  # "Narodowa Służba Wywiadowcza Korei Południowej (NIS)" names it twice
        return pack.has_cases and how == "genitive" and nominal.countries == previous.countries and into(nominal, previous)
    if previous.owned in ("adjective", "possessive") and previous.countries:
        return False
    previous.countries, previous.owned = nominal.countries, how
    return into(nominal, previous)


def _made(previous: Nominal, site: Nominal) -> bool:
    """ "rakiety północnokoreańskiej produkcji", "technologia budowy okrętów": whose make it is; else the word only leads on."""
    if site.countries and not previous.countries:
        previous.countries, previous.owned = site.countries, "genitive"
    elif previous.theme("technology", "money") is None:
        return False
    return into(site, previous)


_OWNED = ("troops", "arms", "technology", "programme", "workers", "listing", "measures")


def _whose(previous: Nominal, nominal: Nominal, pack: Pack) -> bool:
    """ "żołnierze Kim Dzong Una", "fighters of the Africa Corps": a leader's or a unit's people are those of its state."""
    genitive = "of" in nominal.prep or (pack.has_cases and not nominal.prep and nominal.cases & f.GEN)
    if not genitive or previous.countries or (previous.theme(*_OWNED) is None and previous.type != "site"):
        return False
    previous.countries, previous.owned = nominal.countries, "genitive"
    return into(nominal, previous)


def _place_in(previous: Nominal, nominal: Nominal) -> bool:
    """ "Ałabuga w Tatarstanie", "Kharkiv, Ukraine": the wider place adds nothing."""
    if previous.type == "site" and not nominal.prep & {"to", "from"}:
        previous.countries, previous.owned, previous.place = (
            nominal.countries,
            "genitive",
            nominal.place or (nominal.sense if nominal.type == "place" else None),
        )
        return into(nominal, previous)
    if nominal.prep & {"in", "of"} and set(nominal.countries) <= set(previous.countries):
        return into(nominal, previous)
    return False


def _agents(previous: Nominal, nominal: Nominal, pack: Pack) -> bool:
    """An office with its institution, its country and its holder are one agent."""
    if nominal.prep:
        titled = previous.type == "name" and previous.office_role == "expert" and nominal.type == "org"  # "dr X z PISM"
        if (
            previous.type != "office" and not titled and not (previous.type == "organ" and nominal.type == "country")
        ) or not nominal.prep & {
            "of",
            "for",
            "at",
            "in",
            "to",
            *(("with",) if previous.office_role in ("expert", "research", "unnamed_source") and nominal.type in ("org", "name") else ()),
        }:
            return False
        if nominal.type in ("person", "name"):
            return False
    elif pack.has_cases and nominal.type in ("organ", "org", "country") and previous.type in ("office", "organ"):
        if not nominal.cases & f.GEN and nominal.cases:
            return False
    elif pack.has_cases and previous.type == "org" and nominal.type in ("office", "organ", "org") and not previous.office_role:
        return False  # "powiedział BBC | przedstawiciel": to whom, and who
    elif pack.has_cases and not _agree(previous, nominal):
        return False  # "dziennikarzom | rzeczniczka": one is spoken to, the other speaks
    elif nominal.type in ("organ", "org") and previous.type in ("office", "organ", "org"):
        if previous.type != "organ":
            return False
    elif (
        nominal.type == "country"
        or (previous.type == "country" and (nominal.type in ("person", "name") or pack.has_cases or previous.prep & {"in"}))
        or (previous.type == "org" and nominal.type in ("person", "name") and not previous.office_role)
    ):
        return False
    if nominal.quantity and not nominal.prep:
        return False
    merge(previous, nominal)
    return True


def _agree(first: Nominal, second: Nominal) -> bool:
    """Whether a title and what follows it can be one phrase: the same case, or the second in the genitive."""
    return not first.cases or not second.cases or bool(first.cases & second.cases) or bool(second.cases & f.GEN)


def merge(first: Nominal, second: Nominal) -> None:
    """Makes one agent of two: what the second adds goes to the first."""
    first.person = first.person or second.person
    first.person_id = first.person_id or second.person_id
    if second.organ and (not first.organ or first.organ_role in ("none", "") or (second.type == "org" and first.type == "organ")):
        first.organ, first.organ_role, first.proper = second.organ, second.organ_role, second.type == "org" or second.proper
    if (
        second.office_role
        and not (first.type == "org" and second.office_role == "generic")
        and (not first.office_role or (second.person_id and second.office_role != "official"))
    ):
        first.office_role = second.office_role
    first.unnamed = first.unnamed or second.unnamed
    if second.countries and (not first.countries or first.owned == "in"):
        first.countries, first.owned = second.countries, second.owned
    if second.type in ("person", "name"):
        first.type = second.type if second.type == "person" or first.type != "person" else first.type
        first.unnamed = ""
        if second.person_id:
            first.countries = second.countries
            first.sense = second.sense
    elif first.type == "country" or (first.type == "org" and second.type in ("office", "organ") and second.office_role != "generic"):
        first.proper = first.proper or (first.type == "org" and not second.unnamed)  # "a Pentagon spokesman": it is still the Pentagon
        first.type = second.type
        first.sense = second.sense
    first.plural = first.plural or second.plural
    first.last = max(first.last, second.last)
    second.inside = first


def into(inner: Nominal, outer: Nominal) -> bool:
    outer.last = max(outer.last, inner.last)
    inner.inside = outer
    return True


def _apposition(previous: Nominal, nominal: Nominal, mentions: list[Mention], mark: str) -> bool:
    """ "John Kirby, the White House spokesman, said"; "the minister, Andrei Belousov, has"; "the agency (NIS)"."""
    if mark == "(" and nominal.last + 1 < len(mentions) and mentions[nominal.last + 1].mark == ")":
        if previous.type not in ("org", "organ", "office") or not (
            nominal.type == "org" or (previous.organ and nominal.type in ("name", "organ"))
        ):
            return False
        if nominal.type == "name":
            into(nominal, previous)
        else:
            merge(previous, nominal)
        previous.last = nominal.last + 1
        return True
    if mark != "," or nominal.prep or not previous.is_agent or previous.pronoun:
        return False
    if previous.type == "name" and nominal.plural and nominal.unnamed:
        return False  # "… a firm called Vektor, the officials said"
    closed = (
        nominal.last + 1 >= len(mentions)
        or mentions[nominal.last + 1].mark != ""
        or bool(mentions[nominal.last + 1].types & {"cue", "verb"})
        or mentions[nominal.last + 1].is_word("have", "relative", "be")
    )
    named_first = (
        previous.type in ("person", "name")
        and nominal.type in ("office", "organ", "org")
        and (nominal.office_role or nominal.type == "office" or "office" in mentions[nominal.head].types)
    )
    titled_first = previous.type in ("office", "organ") and not previous.person and nominal.type in ("person", "name") and closed
    if not (named_first or titled_first):
        return False
    if (
        previous.type == "person"
        and previous.person_id
        and nominal.countries
        and previous.countries
        and set(nominal.countries) != set(previous.countries)
    ):
        return False
    type_before = previous.type
    merge(previous, nominal)
    if named_first:
        previous.type = type_before
    after = nominal.last + 1
    if after + 1 < len(mentions) and mentions[after].mark == "," and _predicate_follows(mentions[after + 1]):
        previous.last = after  # the comma closes the apposition, it does not open a clause
    return True


def _predicate_follows(mention: Mention) -> bool:
    return (bool(mention.types & {"cue", "verb", "act"}) and "theme" not in mention.types) or mention.is_word("have", "be", "would")


def _trailing_adjectives(found: list[Nominal], mentions: list[Mention]) -> None:
    """ "żołnierzy północnokoreańskich": the adjective behind its noun."""
    for nominal in found:
        at = nominal.last + 1
        if (
            nominal.countries
            or nominal.inside is not None
            or nominal.type not in ("theme", "organ", "office", "document", "site")
            or at >= len(mentions)
        ):
            continue
        for step in (at, at + 1):
            if step >= len(mentions):
                break
            adjective = next((sense for sense, _ in mentions[step].senses if sense.t == "country" and sense.form == "adjective"), None)
            if adjective is None:
                if mentions[step].senses or mentions[step].mark:
                    break
                continue
            following = step + 1 < len(mentions) and mentions[step + 1].types & {"theme", "organ", "office", "person"}
            if not following and (
                not nominal.cases or not mentions[step].bits("country") & f.CASES or nominal.cases & mentions[step].bits("country")
            ):
                nominal.countries, nominal.owned, nominal.last = (adjective.c,), "adjective", step
            break


def _coordinate(found: list[Nominal], mentions: list[Mention]) -> None:
    """Gives members of an enumeration one group number: parties with parties, things with things."""
    previous: Nominal | None = None
    group = 0
    outer = [nominal for nominal in found if nominal.inside is None]
    for number, nominal in enumerate(outer):
        if previous is not None and _same_list(previous, nominal, mentions) and not _passing(outer, number, mentions):
            if previous.group < 0:
                group += 1
                previous.group = group
            nominal.group = previous.group
            if not nominal.prep:
                nominal.prep = previous.prep
            if not nominal.countries and nominal.themes and previous.themes and previous.owned == "adjective":
                nominal.countries, nominal.owned = previous.countries, previous.owned
            if (
                nominal.themes
                and nominal.countries
                and nominal.owned in ("genitive", "from")
                and previous.themes
                and not previous.countries
            ):
                previous.countries, previous.owned = nominal.countries, nominal.owned
        previous = nominal


def _passing(outer: list[Nominal], number: int, mentions: list[Mention]) -> bool:
    """ "to Russia, the NIS said": a comma alone makes no list of parties; one with a conjunction or further members does."""
    nominal, previous = outer[number], outer[number - 1]
    if (nominal.themes and not nominal.is_agent) or any(not mention.mark for mention in mentions[previous.last + 1 : nominal.left]):
        return False
    if previous.group >= 0 and previous.type == nominal.type:
        return False
    if nominal.type != previous.type or previous.prep & {"according"}:
        return True
    return not (number + 1 < len(outer) and _same_list(nominal, outer[number + 1], mentions))


def _contrasted(between: list[Mention]) -> bool:
    """ ", ale nie", "a nie": what follows is what it was not."""
    words = [mention for mention in between if not mention.mark]
    return len(between) <= 3 and len(words) == 2 and words[0].is_word("but", "and") and words[1].is_word("not")


def _same_list(previous: Nominal, nominal: Nominal, mentions: list[Mention]) -> bool:
    parties = previous.type in ("country", "place") and nominal.type in ("country", "place")
    things = bool(previous.themes) and bool(nominal.themes)
    agents = previous.is_agent and nominal.is_agent and not previous.pronoun and not nominal.pronoun
    if (
        things
        and nominal.possessor
        and not previous.possessor
        and all(mention.mark for mention in mentions[previous.last + 1 : nominal.left])
    ):
        return False  # "odbiera sprzęt, jego żołnierze …": somebody's own begin a clause of their own
    if things and _contrasted(mentions[previous.last + 1 : nominal.left]):
        nominal.negated = True
        return True
    if not (parties or things or agents) or (nominal.prep and nominal.prep != previous.prep):
        return False
    between = mentions[previous.last + 1 : nominal.left]
    if not between or len(between) > 4:
        return False
    words = ("and", "or", "but") if "between" in previous.prep else ("and", "or")  # "między Rosją a Koreą"
    joints = [mention for mention in between if mention.mark == "," or mention.is_word(*words)]
    if len(joints) == len(between):
        return True
    # "components, cameras and raw materials": a thing that nobody listed between two that are
    return things and len(joints) == len(between) - 1 == 2 and between[0].mark == "," and not between[1].senses and not between[1].mark
