"""Parties that a clause leaves out, from the speaker and the story so far; and whether what is then known is a claim at all."""

from __future__ import annotations

from flows.extraction.discourse import Discourse, Speaker
from flows.extraction.frames.frame import Frame
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f
from flows.extraction.parse import Parse
from schemas.kinds import WATCHED

_OWN_SOIL = frozenset({("RU", "UA")})
_FOES = frozenset({
    "US", "GB", "FR", "DE", "IT", "ES", "NL", "BE", "CA", "AU", "NZ", "JP", "KR", "PL", "LT", "LV", "EE", "FI",
    "SE", "NO", "DK", "CZ", "SK", "RO", "BG", "AT", "CH", "UA", "IL", "MD", "GR", "PT", "HR", "TW", "EU", "UN",
})  # fmt: skip  # nobody under these measures arms them
_LISTING = frozenset(
    {"authority", "government", "official", "unnamed_official", "unnamed_source", "international_organisation"}
)  # who speaks of a listing without saying whose has made it
_TRANSFERS = frozenset({"arms_transfer", "troop_deployment", "technology_transfer", "labour_export", "military_training"})


def complete(frame: Frame, parsed: Parse, discourse: Discourse, speaker: Speaker | None) -> None:
    """Parties the clause leaves out, from the story so far; such a claim is marked as inferred."""
    _first_person(frame, parsed, speaker)
    if frame.kind in ("designation", "violation_finding", "cyber_theft"):
        if not frame.actors and frame.kind == "designation" and speaker is not None and speaker.role in _LISTING:
            frame.actors, frame.inferred = (speaker.country,) if speaker.country else (), True
        if not frame.actors and frame.kind == "designation" and discourse.authority:
            frame.actors, frame.inferred = discourse.authority, True
        if not frame.actors and frame.kind == "violation_finding":
            frame.actors = discourse.violators or tuple(code for code in discourse.both() if code in WATCHED)
            frame.inferred = True
        return
    if frame.kind == "missile_funding" or frame.mutual:
        return
    if frame.stated:
        return
    actors, recipients = discourse.scenario.get(frame.kind, ((), ()))
    if frame.reversed and not frame.actors and not frame.recipients and discourse.direction != ((), ()):
        frame.actors, frame.recipients, frame.inferred = discourse.direction[1], discourse.direction[0], True
        frame.rules.append("parties:reversed")
        return
    if not frame.actors and (not frame.recipients or set(frame.recipients) == set(recipients)) and actors and not _anybody(frame, parsed):
        frame.actors, frame.inferred = actors, True
        frame.rules.append("actor:story")
    if not frame.recipients and set(frame.actors) == set(actors) and recipients:
        frame.recipients, frame.inferred = recipients, True
        frame.rules.append("recipient:story")
    elif not frame.recipients and frame.actors and discourse.direction[1] and set(frame.actors) == set(discourse.direction[0]):
        frame.recipients, frame.inferred = discourse.direction[1], True
        frame.rules.append("recipient:direction")
    if (
        "UA" in frame.recipients
        and frame.kind in ("troop_deployment", "arms_transfer", "labour_export")
        and "RU" not in frame.actors
        and set(frame.actors) & set(WATCHED)
    ):
        there = frame.kind == "troop_deployment" and "KP" in frame.actors and not parsed.pack.has_cases  # for whom else would they fight
        fired = there or (frame.kind == "arms_transfer" and set(frame.actors) & {"KP", "IR"})  # who else fires these at Ukraine
        frame.recipients, frame.inferred = (("RU",) if fired or "RU" in discourse.whole() else ()), True
        frame.rules.append("recipient:ally")
    if frame.frame in ("use", "make") and not frame.recipients and _hits_ukraine(frame, parsed):
        frame.recipients, frame.inferred = ("RU",), True
        frame.rules.append("recipient:ally")
    if not frame.recipients and _at_border(frame, parsed):
        return
    if not frame.recipients and frame.actors and frame.frame != "employ":
        partner = _inferred_partner(frame, parsed, discourse)
        if partner:
            frame.recipients, frame.inferred = (partner,), True
            frame.rules.append("recipient:partner")
        elif not partner and not _elsewhere(frame, parsed) and (later := _named_later(frame.actors[0], discourse)):
            frame.recipients, frame.inferred = (later,), True
            frame.rules.append("recipient:named-later")
    if not frame.actors and _same_subject(frame, parsed, discourse):
        frame.actors, frame.inferred = (discourse.acted,), True
        frame.rules.append("actor:same-subject")
    if not frame.actors and frame.recipients:
        partner = discourse.partner(frame.recipients[0], WATCHED)
        if partner and _paired(frame.recipients[0], partner, parsed, discourse):
            frame.actors, frame.inferred = (partner,), True
            frame.rules.append("actor:partner")
        elif not partner and (later := _named_later(frame.recipients[0], discourse)):
            frame.actors, frame.inferred = (later,), True
            frame.rules.append("actor:named-later")


def _same_subject(frame: Frame, parsed: Parse, discourse: Discourse) -> bool:
    """ "Pjongjang nie poprzestał na amunicji. Wysłał też żołnierzy": a verb without a subject has that of the sentence before."""
    if not parsed.pack.has_cases or frame.frame not in ("send", "train", "help") or frame.noun or parsed.in_title:
        return False
    if discourse.acted not in WATCHED or discourse.acted in frame.recipients or not frame.recipients:
        return False
    active = frame.bits & (f.PAST | f.PRESENT | f.FUTURE) and not frame.bits & (
        f.FIRST | f.PASSIVE | f.IMPERSONAL | f.INFINITIVE | f.PLURAL
    )
    clause = parsed.clauses[frame.clause]
    named = any(
        nominal.head in clause and nominal.inside is None and not nominal.prep and (nominal.is_agent or nominal.cases & f.NOM)
        and nominal not in frame.themes and not nominal.cases & f.DAT
        for nominal in parsed.nominals
    )  # fmt: skip
    return bool(active) and frame.clause == 0 and not named


def _hits_ukraine(frame: Frame, parsed: Parse) -> bool:
    """ "na Charków spadły północnokoreańskie rakiety": who else fires these at Ukraine."""
    here = parsed.clauses[frame.clause]
    where = [nominal for nominal in parsed.nominals if nominal.prep & {"to", "in"} and (nominal.head in here or frame.frame == "make")]
    return bool(set(frame.actors) & {"KP", "IR"}) and any("UA" in nominal.countries for nominal in where)


def _at_border(frame: Frame, parsed: Parse) -> bool:
    """ "Minsk sent soldiers to the border": its own; those who have none there go to somebody."""
    clause = parsed.clauses[frame.clause]
    return not set(frame.actors) & {"KP", "IR"} and any(
        nominal.type == "site"
        and nominal.prep & {"to", "in"}
        and nominal.head in clause
        and parsed.mentions[nominal.head].is_word("border")
        for nominal in parsed.nominals
    )


def _anybody(frame: Frame, parsed: Parse) -> bool:
    """ "at least 30 soldiers were killed": a bare toll names nobody's people (rule 33); "the soldiers" are those of the story."""
    if parsed.pack.has_cases or frame.frame not in ("harm", "serve") or not frame.themes or frame.themes[0] not in parsed.nominals:
        return False
    people = frame.themes[0]
    words = parsed.mentions[people.first : people.last + 1]
    return not people.countries and not people.possessor and not people.such and not any(mention.is_word("definite") for mention in words)


def _inferred_partner(frame: Frame, parsed: Parse, discourse: Discourse) -> str:
    """The watched partner, else the state that the article pairs with this one."""
    code = frame.actors[0]
    partner = discourse.partner(code, WATCHED)
    if partner and partner not in frame.actors and _paired(code, partner, parsed, discourse):
        return partner
    if frame.frame not in ("send", "receive", "train", "undergo", "help"):
        return ""
    others = [other for other in reversed(discourse.countries) if other != code and other not in _FOES and other not in WATCHED]
    return others[0] if others and code in WATCHED and _paired(code, others[0], parsed, discourse) else ""


def _paired(one: str, other: str, parsed: Parse, discourse: Discourse) -> bool:
    """Whether the article is about these two: named in this sentence, together in the headline, or in a claim before."""
    pair = {one, other}
    named = {code for nominal in parsed.nominals for code in nominal.countries}
    if pair <= named or pair <= discourse.headline:
        return True
    return any(pair <= {*actors, *recipients} for actors, recipients in [*discourse.scenario.values(), discourse.direction])


def _elsewhere(frame: Frame, parsed: Parse) -> bool:
    """Whether the words say where to, but no party is there ("to anyone who pays"), or nothing is handed over at all."""
    clause = parsed.clauses[frame.clause]
    to = [at for at in clause.positions() if at > frame.at and parsed.mentions[at].has("prep", "to") and at < len(parsed.mentions) - 1]
    unknown = any(not parsed.mentions[at + 1].senses and not parsed.mentions[at + 1].mark for at in to)
    return not parsed.pack.has_cases and (unknown or frame.frame not in ("send", "receive"))


def _named_later(code: str, discourse: Discourse) -> str:
    """The other watched state of an article that is about two of them, even before it is named."""
    others = discourse.whole() & set(WATCHED) - {code} if code in WATCHED else set()
    return next(iter(others)) if len(others) == 1 else ""


def _ours(nominal: Nominal, parsed: Parse) -> bool:
    return any(mention.is_word("our") for mention in parsed.mentions[nominal.first : nominal.head])


def _his_own(frame: Frame, parsed: Parse) -> bool:
    """ "His company intends to hire workers from the North": what the speaker's own firm gets comes to his country."""
    clause = parsed.clauses[frame.clause]
    own = next((nominal for nominal in parsed.nominals if nominal.inside is None and nominal.head in clause), None)
    return own is not None and bool(own.possessor) and own.last < frame.at and not own.countries and frame.frame in ("receive", "employ")


def _first_person(frame: Frame, parsed: Parse, speaker: Speaker | None) -> None:
    """ "nie wysłaliśmy", "dostarczyła nam": the speaker's country gives or gets."""
    if speaker is None or not speaker.country or speaker.role in ("media", "company", "expert", "research"):
        return
    if frame.actor is not None and frame.actor.pronoun == "we":
        frame.actors = (speaker.country,)
    elif frame.recipient is not None and frame.recipient.pronoun == "we":
        frame.recipients = (speaker.country,)
    if not parsed.pack.has_cases:
        firm = frame.kind in ("labour_export", "arms_transfer", "technology_transfer") and not frame.recipients and _his_own(frame, parsed)
        if firm and speaker.country not in ("UN", "EU"):
            frame.recipients, frame.inferred = (speaker.country,), True
            frame.rules.append("recipient:own-firm")
        return
    if frame.bits & f.FIRST:
        if frame.frame == "receive":
            frame.recipients = (speaker.country,)
        else:
            frame.actors = (speaker.country,)
        frame.rules.append("party:we")
        return
    clause = parsed.clauses[frame.clause]
    theme = next((nominal for nominal in frame.themes if nominal in parsed.nominals and _ours(nominal, parsed)), None)
    if theme is not None and not theme.countries:  # "nasi żołnierze walczą", "uczą nasze siły zbrojne"
        if frame.kind == "military_training" and speaker.country not in frame.actors:
            frame.recipients = (speaker.country,)
        elif frame.kind == "troop_deployment" and speaker.country not in frame.recipients:
            frame.actors = (speaker.country,)
    ours = any(nominal.pronoun == "we" and nominal.head in clause and not nominal.prep - {"to", "for"} for nominal in parsed.nominals)
    if ours and speaker.country not in frame.actors and frame.kind in _TRANSFERS:
        frame.recipients = (speaker.country,)
        frame.rules.append("recipient:we")


def _only_people(frame: Frame) -> bool:
    """ "dwóch Chińczyków walczących po stronie Rosji": citizens of a third state, of whom nobody says that it sent them."""
    return bool(frame.themes) and all(nominal.type == "country" for nominal in frame.themes)


def codable(frame: Frame) -> bool:
    """Codebook section 1: the kind's parties, one of them watched; nobody's own forces on own or occupied soil."""
    actors, recipients = set(frame.actors), set(frame.recipients)
    if frame.kind == "designation":
        return bool(actors)
    if frame.kind == "violation_finding":
        return bool(actors)
    if frame.kind == "cyber_theft":
        return bool(actors & set(WATCHED))
    if frame.kind == "missile_funding":
        return bool((actors | recipients) & set(WATCHED)) and bool(recipients)
    if not (actors | recipients) & set(WATCHED) or not actors:
        return False
    if "actor:partner" in frame.rules and recipients and recipients <= _FOES:
        return False  # nobody said who sent anything there, and those under measures send them nothing
    if actors <= {"EU", "UN"}:
        return False  # a council that finds somebody guilty of it
    if frame.frame in ("use", "seize") and frame.inferred and not actors & set(WATCHED):
        return False  # "Iran shot down an Israeli drone"
    if frame.kind == "labour_export":
        return bool(actors & {"KP"})
    if actors == recipients or not (recipients or frame.mutual):
        return False
    if "UA" in actors:
        return False
    if frame.kind in ("arms_transfer", "technology_transfer") and actors & set(WATCHED) and recipients and recipients <= _FOES:
        return False  # what flies at somebody is no delivery
    if frame.kind == "troop_deployment" and not actors & set(WATCHED) and (frame.inferred or _only_people(frame)):
        return False
    if frame.inferred and not actors & set(WATCHED) and actors <= _FOES:
        return False
    goes_on = (
        frame.frame in ("serve", "harm", "count")
        or (frame.kind == "troop_deployment" and frame.frame == "send" and "actor:owner" in frame.rules and frame.rules[0] == "send.active")
        or (frame.frame == "move" and frame.kind == "arms_transfer" and frame.actor is not None and frame.actor.type == "place")
    )
    if {"recipient:partner", "recipient:named-later"} & {*frame.rules} and actors == {"RU"} and goes_on:
        return False  # Russian soldiers fight and Russian cargoes roll at home and in Ukraine, unless it is said where else
    return not any((actor, recipient) in _OWN_SOIL for actor in actors for recipient in recipients)
