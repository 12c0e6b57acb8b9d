"""Whose a thing is, and parties by their prepositions: what the strategies for every kind share."""

from __future__ import annotations

from flows.extraction.frames.frame import Frame
from flows.extraction.frames.view import View
from flows.extraction.nominals.nominal import Nominal


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


def with_prep(view: View, frame: Frame, role: str) -> Nominal | None:
    """The nearest party with this preposition."""
    found = [nominal for nominal in view.window() if role in nominal.prep and view.party_like(nominal, frame)]
    return nearest(found, view.at) if found else None


def nearest(nominals: list[Nominal], at: int) -> Nominal:
    return min(nominals, key=lambda nominal: abs(nominal.head - at))
