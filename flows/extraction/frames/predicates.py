"""Transfers that a predicate noun or an origin tells: "remains the main supplier of arms to", "the shells Russia fires are North Korean"."""

from __future__ import annotations

from flows.extraction.discourse import Discourse
from flows.extraction.frames.frame import Frame
from flows.extraction.frames.view import View
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Sense
from flows.extraction.parse import Parse
from schemas.kinds import EVOKED, WATCHED

_DELIVERED = Sense({"t": "verb", "k": "send"})
_NEAR = 7


def predicates(parse: Parse, discourse: Discourse, found: list[Frame]) -> list[Frame]:
    """What verbs of being and becoming say of suppliers, customers and origins, where no other trigger has the thing."""
    used = {id(nominal) for frame in found for nominal in frame.themes}
    made = []
    for at, mention in enumerate(parse.mentions):
        if mention.is_word("supplier", "customer"):
            frame = _trades(parse, at, discourse, used)
        elif mention.is_word("be"):
            frame = _comes_from(parse, at, discourse, used)
        else:
            continue
        if frame is not None:
            made.append(frame)
    return made


def _outer(parse: Parse) -> list[Nominal]:
    return [nominal for nominal in parse.nominals if nominal.inside is None]


def _codes(nominals: list[Nominal]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for nominal in nominals for code in nominal.countries))


def _trades(parse: Parse, at: int, discourse: Discourse, used: set[int]) -> Frame | None:
    """ "Russia remains the biggest supplier of warplanes to the junta", "Iran, Moscow's main source of drones"."""
    clause = parse.clauses[parse.clause_of(at)]
    inside = [nominal for nominal in _outer(parse) if nominal.head in clause]
    own = next((nominal for nominal in parse.nominals if nominal.head == at), None)
    thing = next((other for other in inside if at < other.left <= at + 2 and "of" in other.prep and other.themes), None)
    thing = thing or next((other for other in parse.nominals if own is not None and other.inside is own and other.themes), None)
    sense = thing.theme("arms", "technology") if thing is not None else None
    if thing is None or sense is None or id(thing) in used or sense.weak:
        return None
    verb = any(mention.is_word("be") or "act" in mention.types for mention in parse.mentions[max(at - _NEAR, clause.first) : at])
    subjects = [other for other in inside if other.last < at - 1 and other.countries and not other.prep and other is not own]
    others = [other for other in inside if other.left > at and other.countries and other.prep & {"to", "for", "in"} and other is not thing]
    owner = own.countries if own is not None and own.owned in ("possessive", "adjective") else ()
    first, second = _codes(subjects[:1]), _codes(others[:1]) or owner
    if not verb or not first or not second or set(first) & set(second):
        return None
    view = View(parse, at, _DELIVERED, f.PRESENT, discourse)
    frame = view.new_frame(EVOKED["send", sense.k], [thing])
    if parse.mentions[at].is_word("customer"):
        first, second = second, first
    frame.actors, frame.recipients = first, second
    frame.rules.append("parties:predicate-noun")
    return frame


def _comes_from(parse: Parse, at: int, discourse: Discourse, used: set[int]) -> Frame | None:
    """ "six of ten shells that Russia fires are North Korean", "the weapons were of Iranian origin and bound for the Houthis"."""
    following = parse.mentions[at + 1 : at + 4]
    whose = next((sense.c for mention in following for sense, _ in mention.all("country") if sense.form == "adjective"), "")
    if whose not in WATCHED or not following:
        return None
    step = next(k for k, mention in enumerate(following) if any(sense.c == whose for sense, _ in mention.all("country")))
    beyond = parse.mentions[at + 1 + step + 1] if at + 2 + step < len(parse.mentions) else None
    of = following[0].has("prep", "of") or following[0].has("prep", "from")
    closed = beyond is None or bool(beyond.mark) or beyond.is_word("and", "origin") or beyond.types & {"prep"}
    if not closed or any(mention.mark for mention in following[:step]) or (of and not (beyond is not None and beyond.is_word("origin"))):
        return None
    things = [nominal for nominal in _outer(parse) if nominal.last < at and nominal.theme("arms") and not nominal.theme("troops")]
    if not things or id(things[0]) in used or things[0].negated or (things[0].countries and whose not in things[0].countries):
        return None
    others = [other for other in _outer(parse) if other is not things[0] and other.countries and whose not in other.countries]
    near = [other for other in others if things[0].last < other.left < at or "to" in other.prep]
    users = [code for code in _codes(near) if code != "UA"][:1]
    struck = any("UA" in other.countries for other in others)
    if not users and not struck:
        return None
    frame = View(parse, at, _DELIVERED, f.PRESENT, discourse).new_frame("arms_transfer", [things[0]])
    frame.actors, frame.recipients, frame.frame = (whose,), tuple(users) or ("UA",), "use"
    frame.rules.append("parties:origin")
    return frame
