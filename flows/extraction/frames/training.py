"""Somebody trains people, or people are trained somewhere."""

from __future__ import annotations

from flows.extraction.frames.about import know_how
from flows.extraction.frames.frame import Frame
from flows.extraction.frames.parties import possessed
from flows.extraction.frames.subject import subject_of
from flows.extraction.frames.view import View
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f


def _taught_to_make(view: View) -> list[Frame]:
    """ "is teaching Pyongyang to build drones", "taught Russians how to make missiles": know-how, not drill."""
    if view.cases:
        return _taught_making(view)
    if view.noun:
        return []
    making = next((at for at in range(view.at + 1, min(view.at + 9, view.clause.end)) if view.mentions[at].has("verb", "make")), -1)
    if making < 0 or view.mentions[making - 1].word != "to":
        return []
    arms = [nominal for nominal in view.free if nominal.head > making and nominal.head in view.clause and nominal.theme("arms")]
    return [know_how(view, arms[0])] if arms and arms[0].left <= making + 2 else []


def _taught_making(view: View) -> list[Frame]:
    """ "uczą Koreańczyków wytwarzania dronów", "szkolą inżynierów w produkcji rakiet": know-how, where endings tell."""
    if view.noun or view.passive or view.frame != "train":
        return []
    making = next(
        (
            at
            for at in range(view.at + 1, min(view.at + 9, view.clause.end))
            if view.mentions[at].has("verb", "make") and view.mentions[at].bits("verb") & f.GERUND
        ),
        -1,
    )
    made = [nominal for nominal in view.free if nominal.head > max(view.at, making) and nominal.head in view.clause]
    if making >= 0:
        arms = [nominal for nominal in made if nominal.theme("arms") and nominal.left <= making + 2]
    else:
        arms = [nominal for nominal in made if nominal.theme("programme") and not nominal.prep - {"in"} and not nominal.theme("arms")]
    return [know_how(view, arms[0])] if arms else []


def training(view: View) -> list[Frame]:
    """Somebody trains people, or people are trained somewhere; the host trains where nobody else is named."""
    if made := _taught_to_make(view):
        return made
    frame = view.new_frame("military_training", [])
    window = view.window()
    people = [nominal for nominal in window if not nominal.prep & {"other", "between", "against"} and _trainee_like(nominal, view.frame)]
    hanging = [view.antecedent] if view.antecedent is not None and view.antecedent.theme("troops") else []
    left = [nominal for nominal in people if nominal.last < view.at]
    right = [nominal for nominal in people if nominal.head > view.at]
    trainer: Nominal | None = None
    how = ""
    if view.frame == "undergo" and not view.noun:
        if not _names_training(view):
            return []
        trainees = left or hanging or [nominal for nominal in right if not nominal.prep]
    else:
        trainer, how = subject_of(view, frame)
        left = [nominal for nominal in left if view.cases or view.noun or not nominal.prep]
        trainees = ((left or hanging) if view.passive else right) or hanging or right
        if not trainees:
            trainees = [
                nominal for nominal in window if nominal.head > view.at and nominal.organ_role == "military" and view.own_codes(nominal)
            ][:1]
    if view.cases:
        trainees, trainer, how = _by_case(view, people, trainees, trainer, how)
    if not trainees and view.cases and view.frame == "train" and not view.noun:
        trainees = [nominal for nominal in right if not nominal.prep][:1] or [
            nominal for nominal in window if nominal.head > view.at and not nominal.prep and nominal.theme("troops")
        ][:1]
    if not trainees and view.noun and left and left[-1].theme("troops"):
        trainees, trainer = left[-1:], None  # "żołnierze rozpoczną kurs"
    if not trainees:
        taught = any(nominal.pronoun == "they" and not nominal.prep and 0 < nominal.head - view.at <= 2 for nominal in window)
        if taught and trainer is not None and trainer.theme("troops") and view.own_codes(trainer):
            frame.actors, frame.actor = view.codes(trainer), trainer  # "instructors are teaching them"
            frame.rules.append(f"actor:{how}")
            return [frame]
        return []
    trainee = trainees[-1] if view.passive else trainees[0]
    if trainer is trainee:
        trainer = next((nominal for nominal in left if nominal is not trainee), None)
    frame.themes = [trainee] if trainee.themes else []
    frame.recipients, frame.recipient = view.codes(trainee) or possessed(view, frame), trainee
    frame.span.append(trainee.head)
    host = next(
        (
            nominal
            for nominal in window
            if (nominal.prep & {"in", "by", "with", "to", "from"} or nominal.pronoun == "here")
            and nominal is not trainee
            and view.own_codes(nominal)
            and set(view.own_codes(nominal)) != set(frame.recipients)
        ),
        None,
    )
    if not frame.recipients and trainer is not None and host is not None and set(view.codes(host)) != set(view.codes(trainer)):
        frame.recipients, frame.recipient, host = view.codes(host), host, None  # "szkolą żołnierzy na Białorusi"
    for nominal, name in ((trainer, how), (host, "host")):
        codes = tuple(code for code in view.codes(nominal) if code not in frame.recipients)
        if codes:
            frame.actors, frame.actor = codes, nominal
            frame.rules.append(f"actor:{name}")
            break
    if not frame.actors and not view.cases and view.frame == "undergo":
        for at in range(view.at + 1, min(view.at + 5, view.clause.end)):
            whose = next((sense.c for sense, _ in view.mentions[at].all("country") if sense.form == "adjective"), "")
            if whose and any(mention.has("noun", "train") for mention in view.mentions[at + 1 : at + 3]) and whose not in frame.recipients:
                frame.actors = (whose,)  # "received Russian training"
                frame.rules.append("actor:adjective")
                break
    if not frame.recipients and host is not None and trainer is not None and set(view.own_codes(host)) != set(frame.actors):
        frame.recipients = view.own_codes(host)  # trainers abroad teach the people of the place
        frame.rules.append("recipient:host")
    return [frame]


def _by_case(
    view: View, people: list[Nominal], trainees: list[Nominal], trainer: Nominal | None, how: str
) -> tuple[list[Nominal], Nominal | None, str]:
    """Where endings tell: who is taught stands in the accusative, or behind "for"; who teaches in the nominative."""
    if view.noun:
        taught = [nominal for nominal in people if "for" in nominal.prep]
    elif view.frame == "train" and not view.passive:
        taught = [
            nominal
            for nominal in people
            if not nominal.prep and nominal.cases & (f.ACC | f.GEN) and not nominal.cases & f.NOM
            and not (nominal.quantity is not None and nominal.last < view.at)  # "stu instruktorów wyszkoli": a counted subject
        ]  # fmt: skip
    else:
        taught = []
    if not taught:
        return trainees, trainer, how
    teachers = [nominal for nominal in people if nominal not in taught and not nominal.prep and nominal.cases & f.NOM]
    if teachers and (trainer is None or trainer in taught):
        trainer, how = teachers[0], "teacher"
    return taught, trainer, how


def _trainee_like(nominal: Nominal, frame: str) -> bool:
    sense = nominal.theme("troops")
    if sense is None:
        form = nominal.sense.form if nominal.type == "country" and nominal.sense is not None else ""
        people = form == "people" or (frame == "train" and form == "adjective" and nominal.owned == "adjective")  # "rosyjskich kierowców"
        if frame == "train" and nominal.theme("targets") and nominal.owned == "adjective" and nominal.countries and not nominal.organ_role:
            return nominal.prep <= {"for"}
        return (people and nominal.prep <= {"for"}) or (nominal.type == "org" and nominal.organ_role == "group")
    return not sense.weak or bool(nominal.countries or nominal.quantity)


def _names_training(view: View) -> bool:
    """ "przechodzą szkolenie": a verb that means training only with its noun."""
    mention = view.mentions[view.at]
    if (
        len(mention.raw.split()) > 1
        or view.bits & f.REFLEXIVE
        or any(sense.t == "verb" and sense.k == "train" for sense, _ in mention.senses)
    ):
        return True
    return any(mention.has("noun", "train") for mention in view.mentions[view.at + 1 : view.at + 7])
