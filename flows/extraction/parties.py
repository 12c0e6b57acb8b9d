"""Who acts and who gets it: strategies in a fixed order, the first that finds somebody wins and leaves its name in the rule."""

from __future__ import annotations

from flows.extraction.clauses.verbs import finite
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f
from flows.extraction.view import GROUPS, Frame, View
from schemas.kinds import WATCHED

_LOCATED = frozenset({"troop_deployment", "labour_export", "military_training"})
_PAIR = 6  # words from one state of a pair to the other
_NOT_SITES = frozenset({"EU", "UN"})
_COORDINATED = frozenset({"", "and", ",", "but", "purpose", "dash", "because", "when", "where", "that"})


def subject_of(view: View, frame: Frame) -> tuple[Nominal | None, str]:
    """Who does it, as the grammar of the clause says: by-phrase, subject, subject behind the verb, then outside the clause."""
    window = [nominal for nominal in view.window() if view.party_like(nominal, frame)]
    by = [nominal for nominal in window if "by" in nominal.prep and not (view.cases and view.noun and nominal.last < view.at)]
    if by and (not view.cases or view.passive or view.noun):  # elsewhere "przez Oman" is a way, not a doer
        return _nearest(by, view.at), "by"
    if view.bits & f.GERUND and not view.cases and view.at and view.mentions[view.at - 1].has("prep", "for"):
        blamed = [nominal for nominal in window if nominal.last < view.at and _blamed(nominal, view)]
        return (blamed[-1], "blamed") if blamed else (None, "")
    if view.bits & f.GERUND and not view.cases and not view.noun and view.at and view.mentions[view.at - 1].has("prep", "by"):
        doers = [nominal for nominal in window if nominal.last < view.at and not nominal.prep and _can_be_subject(view, nominal)]
        if doers:
            return doers[0], "subject"  # "Russia could reward the North by giving it": the first of the two
    if view.bits & f.GERUND and not view.cases and not view.noun and (beside := _participle_of(view)) is not None:
        return (beside, "participle") if view.own_codes(beside) else (None, "")
    if view.passive and not view.noun and not _has_possessed(view, frame):
        return None, ""
    border = view.support if view.support >= 0 else view.at
    left = [nominal for nominal in window if nominal.last < border and not nominal.prep and _can_be_subject(view, nominal)]
    if left:
        return left[-1], "subject"
    if view.cases and not view.noun:
        right = [nominal for nominal in window if nominal.head > view.at and not nominal.prep and nominal.cases & f.NOM]
        if right:
            return right[0], "subject-after"
    carrier = _carrier(view) if view.cases and view.noun else -1
    if carrier >= 0:  # "szkoleniem zajmują się instruktorzy": who does what the noun says
        doers = [nominal for nominal in view.free if nominal.head in view.clause and not nominal.prep and nominal.cases & f.NOM]
        doers = [nominal for nominal in doers if nominal.head > max(view.at, carrier) and view.party_like(nominal, frame)]
        if doers:
            return doers[0], "subject-of-light"
    return _outer_subject(view, frame)


def _carrier(view: View) -> int:
    """The light verb that carries a noun: "prowadzą", "zajmują się"."""
    lights = (at for at in view.clause.positions() if view.mentions[at].has("cue", "light") and view.mentions[at].bits("cue") & f.FINITE)
    return next(lights, -1)


def _participle_of(view: View) -> Nominal | None:
    """ "sanctioned a network supporting Iran's programme": a participle right behind somebody is his, not the subject's."""
    before = next((nominal for nominal in view.free if nominal.last == view.at - 1), None)
    if (
        before is None
        or before.left <= view.clause.first
        or not any(finite(view.mentions[at]) for at in range(view.clause.first, before.left))
    ):
        return None
    return before if before.theme("targets") is not None or before.organ_role == "group" or before.type == "site" else None


def _blamed(nominal: Nominal, view: View) -> bool:
    """ "sanctioned two firms for shipping": those who are punished did it, not those who punish."""
    before = any(finite(view.mentions[at]) for at in view.clause.positions() if at < nominal.left)
    return before and not nominal.prep and (nominal.theme("targets") is not None or nominal.type in ("country", "org", "organ", "person"))


def _has_possessed(view: View, frame: Frame) -> bool:
    """ "Moscow has soldiers stationed in Mali": the subject of "has" is whose they are."""
    first = min((nominal.left for nominal in frame.themes), default=-1)
    return (
        not view.cases
        and first > 0
        and any(view.mentions[at].is_word("have") for at in range(max(first - 2, 0), first))
        and not owner_of(frame)
    )


def _can_be_subject(view: View, nominal: Nominal) -> bool:
    if (nominal.theme("troops") and not nominal.countries) or nominal.pronoun == "to_them":
        return False
    if not view.cases or not nominal.cases or nominal.cases & f.NOM:
        return True
    if not (view.noun or view.bits & f.INFINITIVE):
        return False
    # who is let or told to do it, or is accused of it: "pozwala Korei wysyłać", "oskarżył Koreę o dostawy"
    moved = ("enable", "ask", "stop") if nominal.cases & f.DAT else ("accuse", "ask", "enable", "stop")
    return bool(nominal.cases & (f.ACC | f.DAT)) and any(
        view.mentions[at].has("cue", kind) for at in view.clause.positions() if at < view.at for kind in moved
    )


def _outer_subject(view: View, frame: Frame) -> tuple[Nominal | None, str]:
    if view.barrier >= 0 and (view.noun or view.bits & (f.GERUND | f.INFINITIVE)):
        before = [
            nominal
            for nominal in view.free
            if nominal.head in view.clause
            and nominal.last < view.barrier
            and not nominal.prep
            and view.own_codes(nominal)
            and not (nominal.pronoun and view.sense.t == "noun")
        ]
        if before and (not view.mentions[view.barrier].has("cue", "accuse") or _rejected(view)):
            return before[-1], "control"
    antecedent = view.antecedent
    if (
        antecedent is not None
        and antecedent not in frame.themes
        and view.own_codes(antecedent)
        and not antecedent.theme("arms", "technology")
    ):
        return antecedent, "antecedent"
    number = view.number
    clauses = view.parse.clauses
    while number > 0 and clauses[number].opener in _COORDINATED and view.number - number < 3:
        number -= 1
        if clauses[number].aside or view.mentions[clauses[number].first].is_word("quote"):
            continue
        before = [
            nominal for nominal in view.free
            if nominal.head in clauses[number] and not nominal.prep and view.party_like(nominal, frame) and (not view.cases or not nominal.cases or nominal.cases & f.NOM)
        ]  # fmt: skip
        if view.cases and clauses[number + 1].opener == "that":
            accused = _accused(view, number)
            if accused is not None:
                return (accused, "accused") if _keeps_subject(view, accused) else (None, "")
        if before and (clauses[number + 1].opener != "that" or _keeps_subject(view, before[0])):
            return before[0], "earlier-clause"
    return None, ""


def _accused(view: View, number: int) -> Nominal | None:
    """ "zarzucił Iranowi, że dostarcza": who is accused did it."""
    clause = view.parse.clauses[number]
    at = next((at for at in clause.positions() if view.mentions[at].has("cue", "accuse")), -1)
    objects = [nominal for nominal in view.free if at >= 0 and nominal.head in clause and nominal.left > at and not nominal.prep]
    return next((nominal for nominal in objects if nominal.cases & (f.DAT | f.ACC) and view.own_codes(nominal)), None)


def _keeps_subject(view: View, nominal: Nominal) -> bool:
    """ "Irańczycy twierdzą, że nie wysłali": a clause with that, but with no subject of its own, keeps the one before."""
    personal = view.bits & (f.PAST | f.PRESENT | f.FUTURE | f.CONDITIONAL) and not view.bits & f.FIRST
    if not view.cases or view.noun or not personal or nominal.unnamed:
        return False
    return not any(
        other.cases & f.NOM and not other.prep and other.head in view.clause and other.last < view.at and not other.themes
        for other in view.free
    )


def _rejected(view: View) -> bool:
    """ "odrzucił oskarżenia o": who turns an accusation down is the accused."""
    return view.mentions[view.barrier].has("cue", "accuse") and any(
        mention.has("cue", "deny") and (at < view.barrier or (at > view.at and not mention.bits("cue") & f.FINITE))
        for at, mention in ((at, view.mentions[at]) for at in view.clause.positions())
    )


def owner_of(frame: Frame) -> tuple[str, ...]:
    """Whose the thing is, as stated on it or on its content."""
    for nominal in frame.themes:
        for part in (nominal, nominal.content):
            if part is not None and part.countries:
                return part.countries
    return ()


def with_via(view: View) -> Nominal | None:
    """ "za pośrednictwem chińskich spółek": who passed it on gave it, where nobody else is named."""
    return next((nominal for nominal in view.window() if nominal.prep == {"via"} and view.own_codes(nominal)), None)


def possessed(view: View, frame: Frame) -> tuple[str, ...]:
    """ "jego ludzie", "its troops": of the party spoken of just before, in this sentence or the last."""
    theme = next((nominal for nominal in frame.themes if nominal.possessor and nominal in view.free), None)
    if theme is None or not view.cases:
        return ()
    before = [other for other in view.free if other.last < theme.left and other.is_agent and not other.prep and view.own_codes(other)]
    if before:
        return view.own_codes(before[-1]) if view.parse.clause_of(before[-1].head) != view.number else ()
    return tuple(view.discourse.subjects[-1:])


def _made_in(view: View, frame: Frame) -> Nominal | None:
    """ "the booster found in Poltava was made in North Korea": the state right behind the verb."""
    found = [nominal for nominal in view.window() if nominal.prep & {"in", "by"} and view.at < nominal.left <= view.at + 2]
    return next((nominal for nominal in found if view.party_like(nominal, frame)), None)


def with_prep(view: View, frame: Frame, role: str) -> Nominal | None:
    """The nearest party with this preposition."""
    found = [nominal for nominal in view.window() if role in nominal.prep and view.party_like(nominal, frame)]
    return _nearest(found, view.at) if found else None


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
        choices.append((view.codes(maker), maker, "maker"))
    if people or view.frame in ("use", "seize"):
        choices.append((owner, None, "owner"))
    choices.append((view.codes(doer), doer, doer_how))
    if source is not doer:
        choices.append((view.codes(source), source, "from"))
    choices.append((owner, None, "owner"))
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


def target_of(view: View, frame: Frame, subject: Nominal | None) -> tuple[Nominal | None, str]:
    """Who gets it: a preposition of direction, the dative, a second object, then benefit, company, place."""
    window = [nominal for nominal in view.window() if nominal is not subject and view.party_like(nominal, frame)]
    to = [nominal for nominal in window if "to" in nominal.prep]
    if to:
        return min(to, key=lambda nominal: (nominal.head < view.at, abs(nominal.head - view.at))), "to"
    if view.cases:
        dative = [
            nominal
            for nominal in window
            if not nominal.prep and ((nominal.cases & f.DAT and not nominal.cases & f.NOM) or nominal.pronoun == "to_them")
        ]
        if dative:
            return _nearest(dative, view.at), "dative"
        if (view.sense.joins or view.sense.implies) and view.frame == "send" and not view.passive:
            supplied = [nominal for nominal in window if not nominal.prep and nominal.cases & (f.ACC | f.GEN) and nominal.head > view.at]
            if supplied:
                return supplied[0], "object"
    elif view.support >= 0:
        carried = [nominal for nominal in window if not nominal.prep and view.support < nominal.left and nominal.last < view.at]
        if carried:
            return carried[0], "carried"
    elif not view.noun:
        second = _second_object(view, frame, window)
        if second is not None:
            return second
        if view.bits & f.GERUND and view.at and view.mentions[view.at - 1].has("prep", "by"):
            rewarded = [nominal for nominal in window if nominal.last < view.at and not nominal.prep and nominal is not subject]
            if rewarded:
                return rewarded[-1], "rewarded"
    if view.frame in ("move", "return") and not view.cases and not view.noun:
        reached = [nominal for nominal in window if not nominal.prep and view.at < nominal.left <= view.at + 3]
        if reached:
            return reached[0], "object"  # "reached Russian units"
    for role in ("for", "alongside", "with", "in") if frame.kind in _LOCATED else ("for", "with"):
        if view.frame == "make" and role != "for":
            continue
        found = [
            nominal
            for nominal in window
            if (role in nominal.prep or (role == "in" and nominal.pronoun == "here" and nominal.head > view.at))
            and (role != "in" or _site(view, nominal, frame))
        ]
        if found:
            return _nearest(found, view.at), role
    if frame.kind == "arms_transfer" and (view.frame == "move" or "troops" in view.sense.frame_themes):  # moved or stationed there
        found = [nominal for nominal in window if "in" in nominal.prep and _site(view, nominal, frame)]
        if found:
            return found[0], "in"
    return None, ""


def _second_object(view: View, frame: Frame, window: list[Nominal]) -> tuple[Nominal, str] | None:
    """ "gave Russia missiles", "provided Russia with missiles", "Russia was given missiles"."""
    first = min((nominal.left for nominal in frame.themes if nominal.left > view.at), default=view.clause.end)
    with_things = any("with" in theme.prep for theme in frame.themes)
    double = [
        nominal
        for nominal in window
        if not nominal.prep and view.at < nominal.left and (nominal.head < first or view.frame == "help" or with_things)
    ]
    if double:
        return double[0], "object"
    if view.passive:
        before = [nominal for nominal in window if not nominal.prep and nominal.last < view.at]
        if before:
            return before[-1], "passive-subject"
    return None


def _site(view: View, nominal: Nominal, frame: Frame) -> bool:
    """A place that belongs to the conduct: abroad for the owner, and not where somebody only spoke."""
    codes = set(view.own_codes(nominal)) if nominal.pronoun not in ("it", "they", "he", "she") else set()
    owner = set(owner_of(frame))
    if not codes or codes & _NOT_SITES or (owner and codes <= owner):
        return False
    distance = abs(nominal.head - view.at)
    for at in view.clause.positions():
        mention = view.mentions[at]
        if (
            at != view.at
            and "cue" in mention.types
            and finite(mention)
            and not mention.types & {"verb", "theme"}
            and abs(nominal.head - at) < distance
        ):
            return False
    return True


def _nearest(nominals: list[Nominal], at: int) -> Nominal:
    return min(nominals, key=lambda nominal: abs(nominal.head - at))
