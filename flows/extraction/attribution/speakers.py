"""The speaker that a nominal names: canonical name, country and role, from the reference, the text or what was said before."""

from __future__ import annotations

from flows.extraction.attribution.institutions import institution
from flows.extraction.attribution.predication import before_verb, tells
from flows.extraction.clauses.verbs import finite
from flows.extraction.discourse import Discourse, Speaker
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Pack
from flows.extraction.parse import Parse
from schemas.speakers import ANALYTIC_ROLES

_QUOTES = frozenset("„“”\"'‘’«»‚")
MEDIA_ROLES = frozenset({"media", "state_media"})


def describe(nominal: Nominal, parse: Parse, discourse: Discourse) -> Speaker | None:
    """The canonical name, country and role of an agent."""
    first = nominal.first
    while first < nominal.head and (parse.mentions[first].is_word("determiner", "definite") or parse.mentions[first].mark in _QUOTES):
        first += 1
    words = parse.words(first, nominal.last)
    country = nominal.countries[0] if nominal.countries and nominal.type != "place" else ""
    if any(mention.is_word("ourselves") for mention in parse.mentions[nominal.first : nominal.last + 1]):
        return None  # "this newspaper has found": the outlet's own voice
    if nominal.pronoun:
        return _recall(nominal, parse, discourse)
    if not country and not parse.pack.has_cases and (nominal.possessor or nominal.organ == "state media"):
        country = _whose_people(nominal, parse, discourse)
    if nominal.type == "document":
        maker = _maker(nominal, parse)
        if maker is not None:
            return describe(maker, parse, discourse)
        if country == "UN" and not nominal.organ and not nominal.office_role:
            return Speaker("United Nations", "UN", "monitoring_body", words)  # a UN report finds
        named = bool(nominal.organ or country or nominal.office_role)
        return institution(nominal, country, words, parse, discourse) if named else _reporter(discourse)
    if nominal.person:
        known = discourse.names.get(nominal.person)
        if known is not None and not nominal.person_id:
            return known
        if nominal.type == "name" and not (country or nominal.organ or nominal.office_role):
            owner = _apposed(nominal, parse)
            if owner is not None:
                nominal.organ, nominal.organ_role = owner.organ, owner.organ_role
                country = owner.countries[0] if owner.countries else ""
        if nominal.type == "name" and not (country or nominal.organ or nominal.office_role) and discourse.vacant is not None:
            return Speaker(nominal.person, discourse.vacant.country, discourse.vacant.role, words)  # the minister spoken of just before
        return Speaker(nominal.person, country, _person_role(nominal, country, parse), words, organ=nominal.organ)
    return institution(nominal, country, words, parse, discourse)


_OWN = ("its", "their", "his", "her")
_RULED = ("KP", "IR", "BY", "RU", "CN", "SY", "MM", "ML", "BF", "NE", "VE", "CU", "SD", "GQ", "CF", "LY")  # whose media the state runs


def _whose_people(nominal: Nominal, parse: Parse, discourse: Discourse) -> str:
    """ "Iran sold drones, its foreign minister said": of the state before; "state media said": of one whose media the state runs."""
    if nominal.organ == "state media" and not nominal.possessor:
        here = [(other.prep, code) for other in parse.nominals if other.type in ("country", "place") for code in other.countries]
        where = next((code for prep, code in here if prep & {"in", "to"} and code in _RULED and code not in ("RU", "CN")), "")
        named = [code for _, code in here] + [code for other in parse.nominals for code in other.countries] + discourse.countries[::-1]
        return where or next((code for code in named if code in _RULED), "")
    if nominal.possessor not in _OWN or nominal.type not in ("office", "organ", "name", "person") or nominal.person_id:
        return ""
    before = [other for other in parse.nominals if other.last < nominal.left and other.countries and not other.prep and not other.themes]
    return before[0].countries[0] if before else ""


def jointly(chosen: Nominal, agents: list[Nominal], parse: Parse, discourse: Discourse) -> Speaker | None:
    """ "Zelenskyy and South Korean officials": all of an enumeration speak."""
    fellows = [nominal for nominal in agents if nominal.group >= 0 and nominal.group == chosen.group] or [chosen]
    speakers = [speaker for nominal in fellows if (speaker := describe(nominal, parse, discourse)) is not None]
    if len(speakers) < 2:
        return speakers[0] if speakers else None
    countries = {speaker.country for speaker in speakers}
    names = [speaker.name for speaker in speakers]
    return Speaker(
        ", ".join(names[:-1]) + " and " + names[-1],
        countries.pop() if len(countries) == 1 else "",
        speakers[0].role,
        parse.words(min(nominal.first for nominal in fellows), max(nominal.last for nominal in fellows)),
        tuple(sorted(countries | {speaker.country for speaker in speakers})),
    )


def _apposed(name: Nominal, parse: Parse) -> Nominal | None:
    """ "Yehor Chernev, a member of the Ukrainian parliament's defence committee,": whose person an unlisted title makes him."""
    mentions = parse.mentions
    comma = name.last + 1
    if comma + 1 >= len(mentions) or mentions[comma].mark != ",":
        return None
    stop = next((at for at in range(comma + 1, min(comma + 14, len(mentions))) if mentions[at].mark in (",", ".", ";")), -1)
    if stop < 0 or any(finite(mention) and "theme" not in mention.types for mention in mentions[comma + 1 : stop]):
        return None
    inside = [nominal for nominal in parse.nominals if nominal.inside is None and comma < nominal.left and nominal.last < stop]
    owner = next((nominal for nominal in inside if nominal.organ and nominal.type in ("org", "organ", "office")), None)
    opens = mentions[comma + 1].is_word("determiner", "definite") or (parse.pack.has_cases and mentions[comma + 1].raw.islower())
    return owner if opens else None


def _maker(document: Nominal, parse: Parse) -> Nominal | None:
    """ "a report published on Thursday by the team", "streszczenie przygotowane przez MSZ": who made it."""
    if document.organ or document.countries or document.office_role:
        return None
    for nominal in parse.nominals:
        if nominal.inside is not None or nominal.left <= document.last or not nominal.is_agent or nominal.type in ("document", "country"):
            continue
        between = parse.mentions[document.last + 1 : nominal.left]
        made = any(mention.bits(kind) & f.PASSIVE for mention in between for kind in ("cue", "verb", "act")) or not parse.pack.has_cases
        if "by" in nominal.prep and between and made and len(between) <= 5 and not any(mention.mark for mention in between):
            return nominal
        return None
    return None


def _person_role(nominal: Nominal, country: str, parse: Parse) -> str:
    """What a named person speaks as: the office, else the institution, else an official where a country is known."""
    office = nominal.office_role
    if nominal.type == "name" and not office and not nominal.organ and _is_institute(nominal.person, parse.pack):
        return "research"
    if nominal.type == "name" and not office and not nominal.organ and _is_paper(nominal.person, parse.pack):
        return "media"
    if nominal.person_id and office in ANALYTIC_ROLES:
        return office
    if office == "generic" and not country:
        return "research"  # "organizacja BELPOL", "the group Justice For Myanmar"
    if nominal.organ_role in MEDIA_ROLES:
        return nominal.organ_role
    if office == "expert" and nominal.organ_role in ANALYTIC_ROLES:
        return nominal.organ_role  # "dr Oskar Pietrewicz z PISM"
    if office in ("unnamed_source", "expert", "media"):
        return "expert" if office == "media" else office
    if nominal.organ_role in ANALYTIC_ROLES and not (nominal.person_id and office in ("official", "")):
        return nominal.organ_role  # an intelligence service's chief speaks as the service (rule 29)
    if office in ANALYTIC_ROLES:
        return office
    return "official" if office or country else "expert"


def _is_paper(name: str, pack: Pack) -> bool:
    """ "Miami Herald": an unlisted medium, by the last word of its name."""
    words = name.lower().split()
    phrases = pack.phrases(words[-1]) if len(words) > 1 else []
    return any(sense.t == "word" and sense.k == "paper" for phrase in phrases if phrase.length == 1 for sense, _ in phrase.senses)


def _is_institute(name: str, pack: Pack) -> bool:
    """ "Alma Research Center": an unlisted body whose name says that it studies things."""
    return any(
        sense.t == "office" and sense.k == "" and sense.role == "research"
        for word in name.lower().split()
        for phrase in pack.phrases(word)
        if phrase.length == 1
        for sense, _ in phrase.senses
    )


def _reporter(discourse: Discourse) -> Speaker | None:
    """Whose "the report" is: the last speaker's, else the body named last."""
    return discourse.speaker or (discourse.bodies[-1] if discourse.bodies else None)


def _recall(nominal: Nominal, parse: Parse, discourse: Discourse) -> Speaker | None:
    """The last speaker that the pronoun fits; "they said" behind what several did means those."""
    if nominal.pronoun in ("it", "they"):
        subjects = [
            other
            for other in parse.nominals
            if other.inside is None
            and other.last < nominal.head
            and other.is_agent
            and not other.prep
            and not other.person
            and not other.pronoun
        ]
        last = discourse.speaker
        told = next((other for other in reversed(subjects) if tells(other, parse)), None)
        if told is not None and parse.clause_of(told.head) < parse.clause_of(nominal.head):
            return jointly(told, subjects, parse, discourse)  # "the ministry said …, which it described as"
        if parse.clauses[parse.clause_of(nominal.head)].aside:
            subjects = []  # "China, they establish, hosts": not China
            last = last or (discourse.bodies[-1] if discourse.bodies else None)
        several = bool(subjects) and subjects[0].group >= 0
        if subjects and (last is None or (nominal.pronoun == "they" and several and not last.countries)):
            return jointly(subjects[0], subjects, parse, discourse)
        several = nominal.pronoun == "they" and parse.pack.has_cases  # one official is no "they"
        if (nominal.pronoun == "it" or several) and last is not None and last.role in ("official", "expert") and not last.countries:
            if several and discourse.bodies:
                return discourse.bodies[-1]
            return next((speaker for speaker in reversed(discourse.speakers) if speaker.role not in ("official", "expert")), last)
        return last
    if nominal.pronoun in ("he", "she"):
        named = [
            other
            for other in parse.nominals
            if other.inside is None
            and (other.person or (other.office_role in ("official", "spokesperson") and not other.plural and other.type == "office"))
            and not other.prep
            and other.last < nominal.head
            and before_verb(other, parse)
        ]
        if named:
            return describe(named[-1], parse, discourse)  # "the envoy, Dorothy Shea, opened with …, which, she said, …"
        if discourse.protagonist is not None:
            return discourse.protagonist
        people = ("official", "expert", "unnamed_official", "unnamed_source", "intelligence", "investigator", "research", "monitoring_body")
        return next((speaker for speaker in reversed(discourse.speakers) if speaker.role in people), discourse.speaker)
    return discourse.speaker if nominal.pronoun == "we" else None
