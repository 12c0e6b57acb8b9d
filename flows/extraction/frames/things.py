"""The thing a trigger is about: before or behind it, in an enumeration, or said before."""

from __future__ import annotations

from flows.extraction.clauses.verbs import finite
from flows.extraction.frames.possible import ELLIPTIC
from flows.extraction.frames.view import NO_PARTY, View
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f
from flows.extraction.quantities import Quantity

_SUBJECT_FIRST = frozenset({"move", "return", "serve", "employ", "make"})


def things(view: View, classes: tuple[str, ...]) -> list[Nominal]:
    """The thing, and its fellows in an enumeration; a pronoun or a bare number brings back the last one."""
    own = next((nominal for nominal in view.parse.nominals if nominal.head == view.at), None) if view.noun else None
    for inner in (own.content, own.topic) if own is not None else ():
        if inner is not None and inner.theme(*classes) is not None:
            return [inner]
    right, left = _right(view, classes), _left(view, classes)
    if view.noun and view.frame == "serve" and view.support >= 0:
        right = right or left  # "soldiers provided assistance"
    order = (left, right) if view.frame in _SUBJECT_FIRST or view.passive else (right, left)
    if view.noun and not view.cases:
        order = (right, [nominal for nominal in view.free if nominal.last == view.at - 1 and fits(view, nominal, classes)])
    chosen = next((nominals for nominals in order if nominals), [])
    if view.passive and not view.cases and any(not nominal.prep for nominal in chosen):
        chosen = [nominal for nominal in chosen if not nominal.prep]  # "drones fitted with an antenna were flown"
    if view.frame == "send" and not view.cases and not view.noun and not view.passive:
        supplied = [nominal for nominal in chosen if "with" in nominal.prep]
        if supplied and any(not nominal.prep and nominal.theme("troops") for nominal in chosen):
            chosen = supplied  # "furnished Wagner units with radar pictures": what they got, not who got it
    strong = [nominal for nominal in chosen if not _weak(view, nominal, classes)] or [
        nominal for nominal in left + right if not _weak(view, nominal, classes)
    ]
    chosen = strong or chosen
    if view.cases and view.frame in ("send", "receive") and not view.noun and not view.passive:
        objects = [nominal for nominal in chosen if not nominal.cases or nominal.cases & f.ACC or nominal.quantity or nominal.prep]
        chosen = objects or chosen  # "producentom dronów podzespoły": what is sent, not whose it is
    if (
        view.antecedent is not None
        and view.antecedent.theme(*classes) is not None
        and not any(view.at < nominal.head <= view.at + 4 for nominal in chosen)
    ):
        chosen = [view.antecedent]
    if not chosen:
        return _recalled(view, classes)
    nearest = min(chosen, key=lambda nominal: abs(nominal.head - view.at))
    return [
        nominal
        for nominal in view.free
        if nominal is nearest or (nominal.group >= 0 and nominal.group == nearest.group and fits(view, nominal, classes))
    ]


def fits(view: View, nominal: Nominal, classes: tuple[str, ...]) -> bool:
    """Whether a nominal can be what the trigger is about."""
    if view.modified is nominal and nominal.theme(*classes) is not None:
        return True
    if nominal.theme("technology") is not None and _civil(view, nominal):
        return False
    if nominal.prep and not _prep_fits(view, nominal):
        return False
    if view.cases and not nominal.prep and not _case_fits(view, nominal):
        return False
    if nominal.theme(*classes) is not None:
        return True
    if "workers" in classes and view.frame == "employ" and nominal.type == "country" and nominal.sense is not None:
        return nominal.sense.form == "people"
    if "troops" in classes and nominal.type == "country" and nominal.sense is not None and nominal.sense.form == "people":
        if view.frame == "serve" and view.cases and view.mentions[view.at].has("verb", "help"):
            return False  # "Rosjanie pomagają": people of a state, no soldiers
        return view.noun or view.passive or view.frame in ("serve", "harm", "count") or bool(nominal.quantity)
    return (
        nominal.container
        and nominal.content is None
        and view.frame in ("send", "move", "receive")
        and bool(view.discourse.theme_kind)
        and not (nominal.last + 1 < len(view.mentions) and view.mentions[nominal.last + 1].has("prep", "of"))
    )


def _civil(view: View, nominal: Nominal) -> bool:
    """ "technologię uprawy pomidorów": know-how that no measure forbids."""
    for mention in view.mentions[max(nominal.first - (0 if view.cases else 2), 0) : nominal.last + 5]:
        if "civil" in mention.types:
            return True
        if mention.mark and mention.start > view.mentions[nominal.last].start:
            return False
    return False


def _case_fits(view: View, nominal: Nominal) -> bool:
    """Who gets a thing is no thing; who fights or comes is the subject, or counted ("pięciu żołnierzy walczy")."""
    if view.frame in ("send", "receive"):
        return nominal.cases != f.DAT
    if view.frame in ("serve", "move", "return", "employ") and not view.noun and not view.passive and not view.bits & f.ACTIVE:
        needed = f.NOM | f.ACC if view.frame in ("return", "employ") else f.NOM  # "zatrudniają robotników"
        if view.mentions[view.at].is_word("not") or (view.frame == "employ" and view.mentions[view.at - 1].is_word("not")):
            needed |= f.GEN  # "nie ma żołnierzy", "nie zatrudnia robotników"
        return not nominal.cases or bool(nominal.cases & needed) or bool(nominal.quantity) or bool(view.bits & f.INFINITIVE)
    return True


def _prep_fits(view: View, nominal: Nominal) -> bool:
    if nominal.prep & view.sense.joins:
        return True
    if view.noun and not view.cases and view.frame in ("send", "receive", "employ"):
        return not nominal.prep & {"to", "from", "by", "for"} and not nominal.prep <= NO_PARTY - {"about"}
    if view.noun or view.frame in ("help", "finance", "violate", "impose", "list", "join", "steal", "train", "undergo"):
        return not nominal.prep <= NO_PARTY - {"about"}
    return bool(
        nominal.prep
        & (
            {"of"}
            if view.frame in ("serve", "harm", "employ", "count")
            else {"with", "of"}
            if view.frame in ("move", "return") or (view.passive and not view.cases)
            else {"with"}
        )
    )


def _weak(view: View, nominal: Nominal, classes: tuple[str, ...]) -> bool:
    sense = nominal.theme(*classes)
    return (
        (sense is not None and sense.weak)
        or (sense is None and nominal.type == "country")
        or (bool(nominal.organ) and nominal.organ_role == "military")
    )


def _right(view: View, classes: tuple[str, ...]) -> list[Nominal]:
    limit = _limit_right(view)
    return [
        nominal for nominal in view.free if view.at < nominal.left <= limit and nominal.head in view.clause and fits(view, nominal, classes)
    ]


def _left(view: View, classes: tuple[str, ...]) -> list[Nominal]:
    if not view.cases and not view.passive and view.frame in ("send", "receive") and not view.noun:
        return _fronted(view, classes)
    return [
        nominal
        for nominal in view.window()
        if nominal.last < view.at and fits(view, nominal, classes) and not _taken_on_the_way(view, nominal)
    ]


def _fronted(view: View, classes: tuple[str, ...]) -> list[Nominal]:
    """ "Six hundred airframes Iran shipped to …": the thing before the subject; else the subject is who gives or gets."""
    subject = next((other for other in reversed(view.free) if other.last < view.at and other.head in view.clause), None)
    if subject is None or subject.prep or subject.themes or not view.own_codes(subject):
        return []
    return [
        nominal
        for nominal in view.window()
        if nominal.last + 1 == subject.left and not subject.pronoun and not nominal.prep and nominal.theme(*classes) is not None
    ]


def _taken_on_the_way(view: View, nominal: Nominal) -> bool:
    """A thing that already belongs to a verb between it and the trigger."""
    return any(
        view.mentions[at].types & {"verb"}
        and finite(view.mentions[at])
        and not view.mentions[at].bits("verb") & (f.INFINITIVE | f.PASSIVE)
        and not view.cases
        for at in range(nominal.last + 1, view.at)
    )


def _limit_right(view: View) -> int:
    """The clause's end, or the next verb that has its own things."""
    if view.frame in ("help", "finance", "violate") and view.sense.t != "noun":
        return view.clause.end
    for at in view.clause.positions() if view.noun else view.parse.triggers:
        mention = view.mentions[at]
        if (
            at > view.at + 1
            and (view.noun or at in view.clause)
            and ("verb" in mention.types or (view.noun and mention.has("cue", "enable")))
            and finite(mention)
            and (view.noun or not mention.bits("verb") & (f.INFINITIVE | f.PASSIVE | f.GERUND))
        ):
            return at - 1
    return view.clause.end


def _recalled(view: View, classes: tuple[str, ...]) -> list[Nominal]:
    said = _said_before(view, classes)
    if said is not None:
        return [said]
    theme = view.discourse.theme
    if theme is None or theme.theme(*classes) is None or view.noun or view.frame not in ELLIPTIC:
        return []
    moved = view.frame in ("move", "return", "serve", "harm", "employ") or view.passive
    pronoun = (
        moved
        and not view.bits & f.ADVERBIAL
        and any(
            nominal.pronoun in ("they", "it")
            and (nominal.last < view.at or (view.cases and not nominal.prep and nominal.left <= view.at + 2))
            and (view.cases or not nominal.prep or "of" in nominal.prep)
            for nominal in view.window()
        )
    )
    pronoun = pronoun or (moved and _left_out(view, theme))
    number = loose_number(view)
    if number is not None and not view.cases and view.frame == "send" and not view.passive and number.first < view.at:
        number = None  # "one of them carried": who does it, not what
    return [theme] if pronoun or number is not None else []


def _left_out(view: View, theme: Nominal) -> bool:
    """ "Popłynęli tam statkiem": the people of the sentence before, where a plural verb has no subject of its own and says where to."""
    if (
        not view.cases
        or view.passive
        or theme.theme("troops", "workers") is None
        or view.frame not in ("move", "return", "serve", "employ")
    ):
        return False
    if not view.bits & f.PLURAL or view.bits & f.SINGULAR or not view.bits & (f.PAST | f.PRESENT | f.FUTURE) or view.bits & f.FIRST:
        return False
    if any(not mention.senses and not mention.mark for mention in view.mentions[view.clause.first : view.at + 3] if not mention.capital):
        return False  # "zjeżdżają goście": a subject that nobody listed
    here = view.window()
    where = any(nominal.pronoun == "here" or (nominal.prep & {"in", "to"} and nominal.type in ("place", "country")) for nominal in here)
    return where and not any(
        not nominal.prep and nominal.pronoun != "here" and (not nominal.cases or nominal.cases & f.NOM) for nominal in here
    )


def _said_before(view: View, classes: tuple[str, ...]) -> Nominal | None:
    """ "praised the soldiers, confirming that they were fighting": whom the pronoun means, where the sentence itself says it."""
    if view.cases or view.noun or view.frame not in ELLIPTIC or (view.frame in ("send", "receive") and not view.passive):
        return None
    pronoun = next((other for other in view.window() if other.pronoun == "they" and not other.prep and other.last < view.at), None)
    if pronoun is None:
        return None
    before = [other for other in view.free if other.last < pronoun.left and other.countries and _people_or(other, classes)]
    return before[-1] if before else None


def _people_or(nominal: Nominal, classes: tuple[str, ...]) -> bool:
    people = nominal.type == "country" and nominal.sense is not None and nominal.sense.form == "people"
    return nominal.theme(*classes) is not None or (people and "troops" in classes)


def loose_number(view: View) -> Quantity | None:
    """ "wysłano kolejne 3 tys.": a number of the clause that counts nothing in it."""
    counted = {id(nominal.quantity) for nominal in view.parse.nominals if nominal.quantity is not None}
    for number in view.parse.numbers:
        if number.first in view.clause and not number.currency and id(number) not in counted and _stands_alone(view, number.last + 1):
            return number
    return None


def _stands_alone(view: View, after: int) -> bool:
    if after >= len(view.mentions):
        return True
    mention = view.mentions[after]
    return (
        bool(mention.mark)
        or mention.has("amount", "more")
        or (mention.has("time") and not mention.has("prep", "to"))
        or any(nominal.pronoun == "they" and nominal.left == after for nominal in view.free)
    )
