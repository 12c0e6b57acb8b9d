"""Who acts, as the grammar says: strategies in a fixed order, the first that finds somebody wins and leaves its name in the rule."""

from __future__ import annotations

from flows.extraction.clauses.verbs import finite
from flows.extraction.frames.frame import Frame
from flows.extraction.frames.parties import nearest, owner_of
from flows.extraction.frames.view import View
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f

_COORDINATED = frozenset({"", "and", ",", "but", "purpose", "dash", "because", "when", "where", "that"})


def subject_of(view: View, frame: Frame) -> tuple[Nominal | None, str]:
    """Who does it, as the grammar of the clause says: by-phrase, subject, subject behind the verb, then outside the clause."""
    window = [nominal for nominal in view.window() if view.party_like(nominal, frame)]
    by = [nominal for nominal in window if "by" in nominal.prep and not (view.cases and view.noun and nominal.last < view.at)]
    if by and (not view.cases or view.passive or view.noun):  # elsewhere "przez Oman" is a way, not a doer
        return nearest(by, view.at), "by"
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
    first = min((nominal.left for nominal in frame.themes if nominal is not view.discourse.theme), default=-1)  # that one stood earlier
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
    having = not view.cases and view.at > 0 and view.mentions[view.at - 1].word == "having"
    if view.barrier >= 0 and (having or view.noun or view.bits & (f.GERUND | f.INFINITIVE)):
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
