"""Who gets it: strategies in a fixed order, the first that finds somebody wins and leaves its name in the rule."""

from __future__ import annotations

from flows.extraction.clauses.verbs import finite
from flows.extraction.frames.frame import Frame
from flows.extraction.frames.parties import nearest, owner_of
from flows.extraction.frames.view import View
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f

_LOCATED = frozenset({"troop_deployment", "labour_export", "military_training"})
_NOT_SITES = frozenset({"EU", "UN"})


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
            return nearest(dative, view.at), "dative"
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
            return nearest(found, view.at), role
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
