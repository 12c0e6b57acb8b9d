"""Parties of sending, receiving, moving, serving, making, using."""

from __future__ import annotations

from flows.extraction.frames.frame import Frame
from flows.extraction.frames.parties import owner_of, possessed, with_prep, with_via
from flows.extraction.frames.subject import subject_of
from flows.extraction.frames.target import target_of
from flows.extraction.frames.view import GROUPS, View
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f
from schemas.kinds import WATCHED

_PAIR = 6  # words from one state of a pair to the other


def _made_in(view: View, frame: Frame) -> Nominal | None:
    """ "the booster found in Poltava was made in North Korea": the state right behind the verb."""
    found = [nominal for nominal in view.window() if nominal.prep & {"in", "by"} and view.at < nominal.left <= view.at + 2]
    return next((nominal for nominal in found if view.party_like(nominal, frame)), None)


def transfer(view: View, frame: Frame) -> None:
    """Parties of sending, receiving, moving, serving, making, using."""
    owner = owner_of(frame) or possessed(view, frame)
    subject, how = subject_of(view, frame)
    source = with_prep(view, frame, "from")
    target, target_how = target_of(view, frame, subject)
    people = frame.kind in ("troop_deployment", "labour_export")
    if target is None and owner and subject is not None and _share_of(view, frame) and not set(view.codes(subject)) & set(owner):
        frame.actors, frame.actor, frame.recipients = view.codes(subject), subject, owner
        frame.rules += [f"actor:{how}", "recipient:share"]
        return
    doer, doer_how = subject, how
    if view.frame in ("move", "serve", "harm", "make", "employ", "count"):
        doer, doer_how = None, ""
    elif view.frame == "return":
        doer, doer_how, source = None, "", None
        home, target_how = target, "from"
        away = next((nominal for nominal in frame.themes if nominal.owned == "from" and nominal.countries), None)
        target = (
            with_prep(view, frame, "from") or (target if set(view.codes(target)) != set(owner) else None) or with_prep(view, frame, "in")
        )
        if subject is not None and not set(view.codes(subject)) & set(view.codes(target)):
            doer, doer_how = subject, how  # "Rosja wycofała żołnierzy z"
        elif home is not target:
            doer, doer_how = home, "home"
        if away is not None and target is None:
            target, owner = away, ()  # "żołnierzy z Rosji": where they come back from, not whose they are
    elif view.frame == "receive":
        doer, doer_how = source, "from"
        if subject is not None and not (view.cases and target_how == "for"):
            target, target_how = subject, how
    elif view.frame == "seize":
        doer = None  # who finds it has not been given it; in Ukraine it was used by the ally
        if target_how not in ("to", "for", "dative"):
            target = subject if "UA" in view.codes(subject) else with_prep(view, frame, "in")
            target, target_how = (target, "found") if "UA" in view.codes(target) else (None, "")
    elif view.frame == "use":
        target, target_how, doer = subject, how, None
        if target is None and not view.cases and (found := with_prep(view, frame, "in")) is not None and "UA" in view.codes(found):
            target, target_how = found, "found"
    if view.frame == "send" and target is None and owner and set(owner) <= set(WATCHED) and set(view.codes(doer)) & GROUPS:
        target, target_how, doer = doer, "proxy", None  # those whom a state arms smuggle its weapons to themselves
    choices: list[tuple[tuple[str, ...], Nominal | None, str]] = []
    if view.noun:
        own, got = view.event_owner(), _got_by_owner(view, subject, how)
        if got:  # "oskarżają Chiny o sprzedaż Rosji dronów": the case may be either, and who gave is said
            target, target_how = got, "dative"
        else:
            choices.append((own, None, "event-owner"))
    if view.frame == "serve" and not view.cases and view.mentions[view.at].is_word("have"):
        choices.append((owner or view.codes(subject), subject, how))  # "has had soldiers in Mali"
    if view.frame == "make":
        maker = _made_in(view, frame) or with_prep(view, frame, "in") or with_prep(view, frame, "by")
        if view.sense.joins:
            maker = with_prep(view, frame, "from")  # "pochodził z Korei"
        choices.append((view.codes(maker), maker, "maker"))
    if people or view.frame in ("use", "seize"):
        choices.append((owner, None, "owner"))
    choices.append((view.codes(doer), doer, doer_how))
    if source is not doer:
        choices.append((view.codes(source), source, "from"))
    choices.append((owner, None, "owner"))
    if frame.kind == "arms_transfer" and not view.cases and view.frame in ("move", "receive"):
        makers = tuple(sense.maker for nominal in frame.themes for sense in (nominal.content or nominal).themes if sense.maker)
        choices.append((makers[:1], None, "maker"))
    if view.cases and view.frame in ("move", "send", "receive"):
        via = with_via(view)
        choices.append((view.codes(via), via, "via"))
    if view.noun and view.barrier >= 0 and view.mentions[view.barrier].has("cue", "thank"):
        _thanked(view, frame)
        if frame.actors:
            return
    frame.recipients, frame.recipient = view.codes(target), target
    for codes, nominal, name in choices:
        remaining = tuple(code for code in codes if code not in frame.recipients or (people and name == "owner"))
        if remaining:
            frame.actors, frame.actor = remaining, nominal
            frame.rules.append(f"actor:{name}")
            break
    if frame.recipients == frame.actors:
        frame.recipients, frame.recipient = (), None
    if frame.recipients:
        frame.rules.append(f"recipient:{target_how}")
    elif people and subject is not None and view.frame in ("send", "employ") and set(view.codes(subject)) != set(frame.actors):
        hosts = tuple(code for code in view.codes(subject) if code not in frame.actors)
        if hosts:
            frame.recipients, frame.recipient = hosts, subject
            frame.rules.append("recipient:sender")
    if not frame.actors and not frame.recipients:
        _mutual(view, frame)


def _got_by_owner(view: View, subject: Nominal | None, how: str) -> Nominal | None:
    """The state behind an event noun, where its form may be a dative and somebody else is accused of the deed or controls it."""
    own = next((nominal for nominal in view.parse.nominals if nominal.head == view.at), None)
    if own is None or own.owned != "genitive" or subject is None or how not in ("subject", "accused") or not view.cases:
        return None
    if view.frame != "send" or view.barrier < 0 or not view.mentions[view.barrier].has("cue", "accuse"):
        return None
    inner = next((nominal for nominal in view.parse.nominals if nominal.inside is own and nominal.countries == own.countries), None)
    behind = inner is not None and any(
        nominal.inside is own and nominal.head > inner.head and nominal.themes for nominal in view.parse.nominals
    )
    return inner if behind and inner is not None and inner.cases & f.DAT and set(own.countries) != set(view.codes(subject)) else None


def _share_of(view: View, frame: Frame) -> bool:
    """ "has supplied 40 percent of the Russian army's shells": whose they are is who got them."""
    thing = next((nominal for nominal in frame.themes if nominal.left > view.at), None)
    if thing is None or view.cases or view.frame != "send" or view.noun or view.passive:
        return False
    return any(mention.has("amount", "percent") or mention.is_word("share") for mention in view.mentions[view.at + 1 : thing.head])


def _mutual(view: View, frame: Frame) -> None:
    """ "deliveries between Russia and Iran": both act, nobody is said to receive (rule 26)."""
    first = next((nominal for nominal in view.window() if "between" in nominal.prep and view.own_codes(nominal)), None)
    if first is None:
        return
    pair = [nominal for nominal in view.window() if first.head <= nominal.head <= first.head + _PAIR and nominal.prep <= {"between"}]
    codes = tuple(dict.fromkeys(code for nominal in pair for code in view.own_codes(nominal)))
    if len(codes) > 1:
        frame.actors, frame.actor, frame.inferred, frame.mutual = codes, first, True, True
        frame.rules.append("actors:between")


def _thanked(view: View, frame: Frame) -> None:
    """ "Maduro podziękował Rosji za dostawy": who is thanked gave, who thanks got."""
    parties = [nominal for nominal in view.free if nominal.head in view.clause and nominal.last < view.at and not nominal.prep]
    givers = [nominal for nominal in parties if nominal.cases & f.DAT and not nominal.cases & f.NOM and view.own_codes(nominal)]
    thanking = [nominal for nominal in parties if nominal.cases & f.NOM and view.own_codes(nominal)]
    if givers and thanking:
        frame.actors, frame.actor = view.codes(givers[-1]), givers[-1]
        frame.recipients, frame.recipient = view.codes(thanking[0]), thanking[0]
        if set(owner_of(frame)) and set(owner_of(frame)) != set(frame.actors):
            frame.actors, frame.recipients = owner_of(frame), view.codes(thanking[0])
        frame.rules.append("parties:thanked")
