"""Frames of a sentence: each trigger with its thing and its parties; triggers of which nothing is sure give none."""

from __future__ import annotations

from flows.extraction.discourse import Discourse
from flows.extraction.frames.about import about_things
from flows.extraction.frames.frame import Frame
from flows.extraction.frames.possible import evoked, has_thing
from flows.extraction.frames.predicates import predicates
from flows.extraction.frames.training import training
from flows.extraction.frames.view import View
from flows.extraction.mentions.mention import Mention
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Sense
from flows.extraction.parse import Parse
from schemas.kinds import EVOKED, WATCHED


def frames(parse: Parse, discourse: Discourse) -> list[Frame]:
    """All frames of a sentence, in the order of their triggers."""
    heads = {nominal.head for nominal in parse.nominals if nominal.type != "pronoun"}
    found: list[Frame] = []
    _, things = evoked(parse.mentions)
    for at in sorted({*parse.triggers, *parse.at_word("be"), *parse.at_word("have")}):
        mention = parse.mentions[at]
        if mention.types & {"verb", "noun"} and (at not in heads or "noun" in mention.types):
            found.extend(_read(parse, at, mention, discourse, things))
        elif (mention.is_word("be") and _presence(parse, at)) or (mention.is_word("have") and _keeps(parse, at)):
            found.extend(about_things(View(parse, at, _PRESENCE, f.PRESENT, discourse)))
        if mention.is_word("be"):
            found.extend(_identified(parse, at, discourse))
    if not parse.pack.has_cases:
        found.extend(predicates(parse, discourse, found))
    found.extend(_denied_things(parse, discourse, found))
    taken = {(nominal.head, frame.kind) for frame in found if not frame.noun for nominal in frame.themes if nominal in parse.nominals}
    return [frame for frame in found if not frame.noun or (frame.at, frame.kind) not in taken]


def _denied_things(parse: Parse, discourse: Discourse, found: list[Frame]) -> list[Frame]:
    """ "uznał doniesienia o irańskiej broni dla Huti za bezpodstawne": what is denied is a thing with its two parties, and no verb."""
    if not parse.pack.has_cases or not any(parse.mentions[at].has("cue", "deny") for at in parse.cues):
        return []
    used = {id(nominal) for frame in found for nominal in frame.themes}
    made = []
    for nominal in parse.nominals:
        sense = nominal.theme("troops", "arms", "technology")
        if sense is None or nominal.inside is not None or "about" not in nominal.prep or id(nominal) in used or not nominal.countries:
            continue
        view = View(parse, nominal.head, parse.pack.bare_transfer, 0, discourse)
        frame = view.new_frame(EVOKED["send", sense.k], [nominal])
        others = [
            other
            for other in view.window()
            if other.left > nominal.last and view.own_codes(other) and other.prep & {"for", "to", "in", "alongside"}
        ]
        frame.actors = nominal.countries
        frame.recipients = tuple(code for code in view.codes(others[0]) if code not in frame.actors) if others else ()
        frame.rules.append("parties:denied-thing")
        frame.noun = frame.denied = True
        made.append(frame)
    return made


_PRESENCE = Sense({"t": "verb", "k": "serve", "themes": ["troops"]})


def _presence(parse: Parse, at: int) -> bool:
    """ "11,000 soldiers are in Kursk", "there are 10,000 troops in Russia": being somewhere is serving there."""
    free = parse.free
    people = next((nominal for nominal in free if nominal.last < at and at - nominal.last <= 3 and nominal.theme("troops")), None)
    if people is None and at and parse.mentions[at - 1].is_word("here"):
        people = next((nominal for nominal in free if at < nominal.left <= at + 2 and nominal.theme("troops")), None)
    if people is None or people.prep:
        return False
    after = max(people.last, at)
    where = next((nominal for nominal in free if nominal.left > after), None)
    if where is None or where.left - after > 4:
        return False
    if not (where.pronoun == "here" or (where.prep & {"in", "alongside"} and where.countries)):
        return False
    between = parse.mentions[after + 1 : where.left]
    return not any(mention.mark or mention.types & {"verb", "act", "cue"} for mention in between if not mention.has("cue", "possible"))


_USED = Sense({"t": "verb", "k": "use", "themes": ["arms"]})


def _identified(parse: Parse, at: int, discourse: Discourse) -> list[Frame]:
    """ "The missile that hit Kyiv was a North Korean KN-23", "the debris was from an Iranian drone": what was used tells who gave it."""
    if parse.pack.has_cases:
        return []
    free = parse.free
    thing = next((nominal for nominal in free if at < nominal.left <= at + 3), None)
    if thing is None or thing.theme("arms") is None or thing.quantity is not None or thing.prep - {"from", "of"} or thing.plural:
        return []
    maker = thing.countries if thing.owned in ("adjective", "possessive", "from", "genitive") else ()
    maker = maker or tuple(sense.maker for sense in thing.themes if sense.maker)[:1]
    clause = parse.clauses[parse.clause_of(at)]
    before = [nominal for nominal in free if nominal.last < at and nominal.head in clause and not nominal.prep]
    subject = before[0] if before else None
    if not maker or maker[0] not in WATCHED or subject is None or subject.countries:
        return []
    if subject.theme("arms") is None and not any(
        mention.is_word("evidence") for mention in parse.mentions[subject.first : subject.last + 1]
    ):
        return []
    frame = View(parse, at, _USED, f.PAST, discourse).new_frame("arms_transfer", [thing])
    struck = any("UA" in nominal.countries for nominal in free)
    frame.actors, frame.recipients = maker[:1], ("UA",) if struck else ()
    frame.rules.append("actor:identified")
    return [frame]


def _keeps(parse: Parse, at: int) -> bool:
    """ "Russia has had soldiers in Mali": having people somewhere is their serving there."""
    if parse.pack.has_cases:
        return False
    free = parse.free
    people = next((nominal for nominal in free if nominal.left == at + 1), None)
    if people is None or people.prep or people.theme("troops") is None:
        return False
    where = next((nominal for nominal in free if nominal.left == people.last + 1), None)
    return where is not None and bool(where.prep & {"in"}) and bool(where.countries)


def _read(parse: Parse, at: int, mention: Mention, discourse: Discourse, things: int) -> list[Frame]:
    """The frames of one trigger: the first of its meanings that finds its thing and a party; several where things of several kinds are listed.

    ``things`` are the classes of things that stand in the sentence, as bits.
    """
    senses = [pair for pair in mention.senses if pair[0].t in ("verb", "noun") and has_thing(pair[0], things, discourse.theme is not None)]
    if not senses:
        return []
    readings: list[list[Frame]] = []
    auxiliary = mention.is_word("be") and (any(_participle(other) for other in parse.mentions[at + 1 : at + 3]) or not _placed(parse, at))
    if mention.has("verb", "join") and any(nominal.theme("listing") and nominal.prep & {"to", "in"} for nominal in parse.nominals):
        senses = sorted(senses, key=lambda pair: pair[0].k != "join")  # "na listę trafiło pięciu Irańczyków" is no journey
    for sense, bits in senses:
        if not (auxiliary and sense.k == "serve" and parse.pack.has_cases):
            view = View(parse, at, sense, bits, discourse)
            found = training(view) if view.frame in ("train", "undergo") else about_things(view)
            if found and all(frame.actors or frame.recipients for frame in found):
                if view.frame == "employ" and any(other.k == "finance" for other, _ in mention.senses):
                    readings.append(found)  # "zarabiają na program rakietowy" is finance where a programme is named
                    continue
                return found
            readings.append(found)
    return next((found for found in readings if found), [])


def _placed(parse: Parse, at: int) -> bool:
    """ "są w Kursku", but not "liczba żołnierzy nie jest znana": being serves only where it is said where, or beside whom."""
    clause = parse.clauses[parse.clause_of(at)]
    return any(
        nominal.pronoun == "here" or (nominal.prep & {"in", "alongside"} and (nominal.countries or nominal.pronoun))
        for nominal in parse.nominals
        if nominal.head in clause
    )


def _participle(mention: Mention) -> bool:
    """ "są | szkoleni": the verb is the participle, not the being."""
    return bool((mention.bits("verb") | mention.bits("act")) & f.PASSIVE) and not mention.types & {"theme", "prep"}
