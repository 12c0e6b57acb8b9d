"""Who broke a rule, who put whom on a list, and who stole."""

from __future__ import annotations

from flows.extraction.frames.frame import Frame
from flows.extraction.frames.parties import with_prep
from flows.extraction.frames.subject import subject_of
from flows.extraction.frames.view import View
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f
from schemas.kinds import WATCHED


def violation(view: View, frame: Frame) -> None:
    subject, how = subject_of(view, frame)
    codes = tuple(code for code in view.codes(subject) if code not in ("UN", "EU"))
    if not set(codes) & set(WATCHED) and view.clause.opener == "relative":
        above = [nominal for nominal in view.free if nominal.last < view.clause.first and not nominal.prep and not nominal.themes]
        codes, how = tuple(code for nominal in above[-1:] for code in nominal.countries if code in WATCHED), "clause-above"
    direct = subject is not None and subject.head in view.clause and subject.type == "country"
    if not codes or (view.noun and not set(codes) & set(WATCHED) and not direct):
        parties = [
            nominal for nominal in view.free
            if nominal.last < view.at and nominal.head > view.barrier and nominal.countries and (nominal.themes or nominal.type == "country")
            and not (nominal.prep & {"to", "in"} and not view.cases)
        ]  # fmt: skip
        codes, how = tuple(dict.fromkeys(code for nominal in parties for code in nominal.countries if code in WATCHED)), "parties-before"
    if not codes:
        by = with_prep(view, frame, "by")
        codes, how = view.codes(by), "by"
    frame.actors = codes
    frame.rules.append(f"actor:{how}")


def _has_targets(view: View, subject: Nominal) -> bool:
    return any(nominal is not subject and nominal.head in view.clause and nominal.theme("targets") for nominal in view.free)


def designation(view: View, frame: Frame) -> None:
    subject, how = subject_of(view, frame)
    if how == "subject-after" and subject is not None and subject.cases & f.ACC and not _has_targets(view, subject):
        subject, how = None, ""  # "wpiszą na listę linie Iran Air": whom, not who
    authority = (
        subject is not None
        and view.frame != "join"
        and (subject.type in ("country", "org", "organ", "office", "person") or bool(subject.pronoun))
    )
    codes = view.codes(subject) if authority else ()
    if not codes:
        listing = next((nominal for nominal in frame.themes if nominal.countries and nominal.theme("listing", "measures")), None)
        codes, how = (listing.countries, "list-owner") if listing is not None else ((), "")
    if not view.cases and subject is not None and subject.theme("targets") and subject.type in ("organ", "office", "theme"):
        codes = ()  # "one of the generals designated today"
    frame.actors, frame.actor = codes, subject
    frame.rules.append(f"actor:{how}")


def theft(view: View, frame: Frame) -> None:
    subject, how = subject_of(view, frame)
    codes = tuple(code for code in view.codes(subject) if code in WATCHED)
    if not codes and not view.noun:  # "charged four North Koreans with stealing"
        charged = [
            nominal for nominal in view.window() if nominal.last < view.at and nominal.themes and set(nominal.countries) & set(WATCHED)
        ]
        codes, how = (charged[-1].countries, "charged") if charged else ((), how)
    if not codes:
        group = next((nominal for nominal in view.free if nominal.organ_role == "group" and nominal.countries), None)
        group = group or next(
            (
                nominal
                for nominal in view.free
                if nominal.head in view.clause and nominal.prep & {"in", "to", "by"} and set(view.own_codes(nominal)) & set(WATCHED)
            ),
            None,
        )  # "pinned the theft on", "linked the hack to"
        codes, how = view.codes(group), "group"
        if group is not None:
            frame.span.append(group.head)
    frame.actors = codes
    frame.rules.append(f"actor:{how}")


def is_target(nominal: Nominal) -> bool:
    """Whether it can be on a list: persons, firms, ships, or people of a country."""
    people = nominal.type == "country" and nominal.sense is not None and nominal.sense.form == "people"
    return people or nominal.theme("targets") is not None
