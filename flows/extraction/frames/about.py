"""Triggers that are about a thing: which kind of conduct it makes of them, and which readings fall away."""

from __future__ import annotations

from dataclasses import replace

from flows.extraction.frames.frame import Frame
from flows.extraction.frames.funding import funding
from flows.extraction.frames.measures import designation, is_target, theft, violation
from flows.extraction.frames.things import loose_number, things
from flows.extraction.frames.transfer import transfer
from flows.extraction.frames.view import View
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Sense
from schemas.kinds import EVOKED

_MANY = 10  # "the two men" are no soldiers for being two


def about_things(view: View) -> list[Frame]:
    classes = view.classes()
    if view.sense.only_passive and not view.passive and not _lists_itself(view):
        return []
    if view.frame == "return" and view.passive and not view.cases and view.mentions[view.at].word == "left":
        return []  # "left to be seen", "left out"
    if view.frame == "harm" and view.passive and not view.cases and view.at > 1 and view.mentions[view.at - 2].word == "to":
        return []  # "remains to be seen"
    if view.frame == "help" and "technology" in classes and not view.noun and not things(view, classes):
        return _helps_make(view)
    if view.frame == "help" and view.noun and not view.cases and not things(view, classes):
        arms = next((nominal for nominal in view.free if view.at < nominal.left <= view.at + 2 and nominal.theme("arms")), None)
        return [know_how(view, arms)] if arms is not None and arms.prep & {"with", "of"} else []  # "help with its missiles"
    if not classes or (view.frame == "help" and _money_helps(view)):
        return []
    if view.frame == "help" and not view.noun and _paid_for(view):
        programmes = [nominal for nominal in things(view, ("programme",)) if nominal.theme("programme")]
        return [_with_parties(view, view.new_frame("missile_funding", programmes))] if programmes else []
    if view.frame == "make" and not view.passive and not view.attributive and not view.sense.joins:
        return []  # who makes a thing hands nothing over; what is made somewhere may be found elsewhere
    themes = things(view, classes)
    if not themes and view.frame == "finance" and not view.cases:
        themes = _paid_weapons(view)
    if view.bits & f.GERUND and not view.noun and not view.cases and view.frame == "send" and _only_carries(view):
        return []
    if not themes and view.frame == "steal" and any(number.currency and number.first in view.clause for number in view.parse.numbers):
        return [_with_parties(view, view.new_frame("cyber_theft", []))]  # stole some $800 million
    if view.frame == "count" and not themes:
        return []
    if view.frame == "count" and loose_number(view) is None and not (view.cases and any(nominal.quantity for nominal in themes)):
        return []
    if not themes and view.sense.implies in classes:
        return [_with_parties(view, view.new_frame(EVOKED[view.frame, view.sense.implies], []))]
    kinds: dict[str, list[Nominal]] = {}
    stated = {_kind(view, nominal, classes) for nominal in themes if not nominal.negated}
    themes = [nominal for nominal in themes if not nominal.negated or _kind(view, nominal, classes) not in stated]  # "rakiety, a nie drony"
    for nominal in themes:
        kind = _kind(view, nominal, classes)
        if kind:
            kinds.setdefault(kind, []).append(nominal)
        sense = nominal.theme(*classes)
        besides = EVOKED.get((view.frame, sense.also)) if sense is not None and sense.also and view.frame in ("send", "move") else None
        if besides and besides != kind:
            kinds.setdefault(besides, []).append(nominal)  # builders in uniform are workers too
    found = [_with_parties(view, view.new_frame(kind, part)) for kind, members in kinds.items() for part in _counted_apart(members)]
    if not view.cases and view.frame in ("send", "move", "receive", "return"):
        found = [_to_be_taught(view, frame) for frame in found]
    found = [frame for frame in found if frame.kind != "designation" or view.cases or view.frame != "impose" or _names_target(view)]
    found = [listed for frame in found for listed in (_listed_apart(view, frame) if frame.kind == "designation" else [frame])]
    return found if view.frame != "make" else [frame for frame in found if frame.actors]


def _to_be_taught(view: View, frame: Frame) -> Frame:
    """ "sent 60 pilots to Russia for training", "will leave for Russia to learn to fly": the host trains them."""
    if frame.kind != "troop_deployment" or not frame.actors or not frame.recipients or view.noun:
        return frame
    after = range(view.at + 1, view.clause.end)
    taught = any(
        (view.mentions[at].has("noun", "train") and view.mentions[at - 1].has("prep", "for"))
        or (
            (view.mentions[at - 1].word == "to" and any(view.mentions[at].has("verb", kind) for kind in ("undergo", "train")))
            and not any(nominal.theme("troops") for nominal in view.free if nominal.left > at)
        )
        for at in after
    )
    if not taught:
        return frame
    frame.kind, frame.actors, frame.recipients = "military_training", frame.recipients, frame.actors
    frame.actor, frame.recipient = frame.recipient, frame.actor
    frame.rules.append("kind:for-training")
    return frame


def _lists_itself(view: View) -> bool:
    """ "London will list six officials": only a state or its authority lists; reports and letters name."""
    before = [nominal for nominal in view.free if nominal.head in view.clause and nominal.last < view.at and not nominal.prep]
    after = next((nominal for nominal in view.free if nominal.left > view.at), None)
    if view.cases or view.noun or not before or after is None or after.left > view.at + 3 or after.theme("targets") is None:
        return False
    return before[-1].type == "country" or before[-1].organ_role == "authority"


_PROGRAMMES = {
    "ballistic missiles": "ballistic missile", "missiles": "missile", "nuclear weapons": "nuclear weapons", "drones": "drone",
    "missile technology": "missile", "nuclear technology": "nuclear weapons",
}  # fmt: skip


def _paid_weapons(view: View) -> list[Nominal]:
    """ "that money finances nuclear arms": revenue that goes into weapons of a banned sort pays for their programme."""
    window = [nominal for nominal in view.window() if not nominal.negated]
    if not any(nominal.theme("money", "loot", "workers") is not None for nominal in view.free):
        return []
    for nominal in window:
        sense = nominal.theme("arms", "technology")
        if nominal.last > view.at and sense is not None and sense.item in _PROGRAMMES and not nominal.prep - {"to", "in", "for"}:
            nominal.themes = [Sense({"t": "theme", "k": "programme", "programme": _PROGRAMMES[sense.item]})]
            return [nominal]
    return []


def _names_target(view: View) -> bool:
    """ "a day after London announced penalties": measures against nobody in the sentence list nobody."""
    return any(
        nominal.left > view.at
        and (nominal.theme("targets") is not None or ((nominal.countries or nominal.person) and not nominal.theme("measures")))
        for nominal in view.free
    ) or any(nominal.last < view.at and nominal.theme("targets") is not None for nominal in view.free)


def _listed_apart(view: View, frame: Frame) -> list[Frame]:
    """Persons and firms that are counted apart are listed apart (rule 32)."""
    counted = [nominal for nominal in view.free if nominal.quantity is not None and is_target(nominal) and nominal.head in view.clause]
    units = {sense.unit for nominal in counted for sense in nominal.themes if sense.k == "targets"}
    units |= {"persons" for nominal in counted if nominal.type == "country"}
    if len(counted) < 2 or len(units) < 2 or counted[1].left - counted[0].last > 4:
        return [frame]
    return [replace(frame, themes=[*frame.themes, nominal], rules=list(frame.rules), span=list(frame.span)) for nominal in counted[:2]]


def _helps_make(view: View) -> list[Frame]:
    """ "helped the North improve the accuracy of its missiles", "is helping Russia build drones": what is made better is the matter."""
    arms = [nominal for nominal in view.free if nominal.head > view.at and nominal.head in view.clause and nominal.theme("arms")]
    if (
        arms
        and not view.cases
        and any(nominal.last < view.at and not nominal.prep and nominal.theme("money", "loot") for nominal in view.window())
    ):
        paid = _paid_weapons(view)  # "cash from Moscow may be helping Kim build missiles"
        return [_with_parties(view, view.new_frame("missile_funding", paid))] if paid else []
    if not arms or not any(
        mention.has("verb", "make") or mention.has("verb", "help") or "act" in mention.types
        for mention in view.mentions[view.at + 1 : arms[0].head]
    ):
        return []
    return [know_how(view, arms[0])]


def _counted_apart(members: list[Nominal]) -> list[list[Nominal]]:
    """Things with numbers of their own are claims of their own (rule 32)."""
    if sum(nominal.quantity is not None for nominal in members) < 2:
        return [members]
    parts: list[list[Nominal]] = []
    for nominal in members:
        if nominal.quantity is not None or not parts:
            parts.append([nominal])
        else:
            parts[-1].append(nominal)
    return parts


def _only_carries(view: View) -> bool:
    """ "aircraft carrying such weapons": a participle on a thing says nothing of who gets it, unless it says to whom."""
    before = next((nominal for nominal in view.free if nominal.last == view.at - 1), None)
    if before is None:
        previous = view.mentions[view.at - 1] if view.at else None
        if previous is None or previous.senses or previous.mark:
            return False
    elif before.is_agent or not (before.themes or before.type == "site"):
        return False
    return not any(nominal.prep & {"to", "from"} and view.own_codes(nominal) for nominal in view.window() if nominal.head > view.at)


def _paid_for(view: View) -> bool:
    """ "za te pensje budowała program": what somebody does with money is paid with it."""
    return any("other" in nominal.prep and nominal.theme("money") for nominal in view.window())


def _money_helps(view: View) -> bool:
    """ "wages support the programme" is finance, not technical help."""
    paid = any(nominal.theme("programme") for nominal in view.window() if nominal.head > view.at)
    return paid and any(
        nominal.last < view.at and not nominal.prep and nominal.theme("money", "workers", "loot") for nominal in view.window()
    )


def _kind(view: View, nominal: Nominal, classes: tuple[str, ...]) -> str:
    sense = nominal.theme(*classes)
    if view.frame in ("use", "seize") and not nominal.countries:
        maker = next((sense.maker for sense in (nominal.content or nominal).themes if sense.maker), "")
        if not maker:
            return ""
        nominal.countries, nominal.owned = (maker,), "maker"
    if sense is None:
        people = "labour_export" if view.frame == "employ" else "troop_deployment"
        return people if nominal.type == "country" else view.discourse.theme_kind if nominal.container else ""
    if view.frame in ("move", "return") and sense.item == "warships":
        return ""  # a warship that calls at a port has not been handed over
    if sense.serving and view.frame not in ("serve", "harm"):
        return ""
    number = nominal.quantity
    many = number is not None and (view.cases or (number.low or number.high or 0) >= _MANY)
    stated = nominal.countries or many or nominal.possessor or nominal.such or nominal.topic or _travels(view, nominal)
    owned = sense.k if sense.k in classes else sense.also
    if sense.weak and owned == "arms" and not view.cases and view.frame in ("send", "receive", "use") and nominal.plural:
        stated = stated or len({code for other in view.window() for code in other.countries}) > 1  # "the rounds Russia got from the North"
    if sense.weak and owned == "troops" and not nominal.countries and view.discourse.theme_kind == "labour_export" and view.cases:
        owned = "workers" if (view.frame, "workers") in EVOKED else owned  # "50 tys. ludzi", where the story is about workers
    return EVOKED[view.frame, owned] if not sense.weak or stated else ""


def _travels(view: View, nominal: Nominal) -> bool:
    """ "do Rosji dosłano z Północy ludzi": people sent from one state to another are the ones meant."""
    if view.frame not in ("send", "move") or not view.cases:
        return False
    parties = [other for other in view.window() if other is not nominal and view.own_codes(other)]
    return any("from" in other.prep for other in parties) and any("to" in other.prep for other in parties)


def _with_parties(view: View, frame: Frame) -> Frame:
    match frame.kind:
        case "missile_funding":
            funding(view, frame)
        case "violation_finding":
            violation(view, frame)
        case "designation":
            designation(view, frame)
        case "cyber_theft":
            theft(view, frame)
        case _:
            transfer(view, frame)
    return frame


def know_how(view: View, thing: Nominal) -> Frame:
    """The transfer of what one must know to make a thing."""
    sense = (thing.content or thing).theme("arms")
    frame = view.new_frame("technology_transfer", [thing])
    frame.item = f"{sense.item} technology" if sense is not None and sense.item else "military technology"
    return _with_parties(view, frame)
