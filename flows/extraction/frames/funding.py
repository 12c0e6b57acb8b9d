"""Who pays for a programme, and whose it is."""

from __future__ import annotations

from flows.extraction.frames.frame import Frame
from flows.extraction.frames.subject import subject_of
from flows.extraction.frames.view import View, some
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f
from schemas.kinds import WATCHED

_EARNING = ("cyber_theft", "labour_export")


def funding(view: View, frame: Frame) -> None:
    """The programme's owner gets the money; wages and loot come from the owner itself, trade from its partner (rule 31)."""
    programme = frame.themes[0] if frame.themes else None
    moneys = [
        nominal
        for nominal in view.free
        if nominal.theme("money", "workers", "loot") is not None and nominal is not programme and nominal.head in view.clause
    ]
    money = min(moneys, key=_how_vague, default=None)
    subject, how = subject_of(view, frame)
    owner = programme.countries if programme is not None else ()
    if not owner:
        dative = next(
            (
                nominal
                for nominal in view.window()
                if not nominal.prep and nominal.cases & f.DAT and not nominal.cases & f.NOM and view.party_like(nominal, frame)
            ),
            None,
        )
        owner = view.codes(dative)
    if not owner and programme is not None and (programme.possessor or view.frame == "help"):
        owner = view.codes(subject) or (money.countries if money is not None else ())
    frame.recipients = (owner or some(view.discourse.regime()))[:1]
    source = money.theme("money", "workers", "loot") if money is not None else None
    if source is not None and (source.k != "money" or source.item == "own revenue"):
        payer, name = frame.recipients, "own-revenue"
    elif source is not None and source.item == "trade":
        stated = tuple(code for code in (money.countries if money else ()) if code not in frame.recipients) or _buyers(view, frame)
        payer, name = stated or some(view.discourse.partner(frame.recipients[0] if frame.recipients else "", WATCHED)), "trade"
        frame.inferred = True
    else:
        codes = tuple(code for code in view.codes(subject) if code not in ("UN", "EU"))
        codes = codes if how != "earlier-clause" or not view.cases else tuple(code for code in codes if code in WATCHED)
        payer, name = tuple(code for code in codes if code not in frame.recipients) or (frame.recipients if codes else ()), how
    if not payer and money is not None and money.countries:
        payer, name = money.countries, "money-owner"
    if not payer and frame.recipients and any(view.discourse.scenario.get(kind, ((), ()))[0] == frame.recipients for kind in _EARNING):
        payer, name = frame.recipients, "own-revenue-told"  # the money that was stolen or earned in the story
    if not payer and frame.recipients and not view.cases:
        payer, name = _told_beside(view, frame)
    frame.actors = payer[:1]
    frame.rules += [f"actor:{name}", "recipient:programme"]


def _told_beside(view: View, frame: Frame) -> tuple[tuple[str, ...], str]:
    """ "earned up to $20 billion from arms sales to Russia, money that bankrolls …": where the money is from, elsewhere in the sentence."""
    for nominal in view.free:
        sense = nominal.theme("money", "workers", "loot")
        if nominal in frame.themes or sense is None:
            continue
        if sense.k != "money" or sense.item == "own revenue":
            return frame.recipients, "own-revenue-beside"
        if sense.item == "trade":
            buyer = next(
                (other for other in view.free if other.left > nominal.last and other.prep & {"to", "with"} and other.countries), None
            )
            codes = tuple(code for code in view.codes(buyer) if code not in frame.recipients)
            if codes:
                return codes, "trade-beside"
    if any(nominal.organ_role == "group" and set(nominal.countries) & set(frame.recipients) for nominal in view.free):
        return frame.recipients, "own-group"
    return (), ""


def _buyers(view: View, frame: Frame) -> tuple[str, ...]:
    """ "oil sales to China", "trade with Russia": who pays in a trade."""
    buyer = next(
        (nominal for nominal in view.window() if nominal.prep & {"to", "with"} and not nominal.themes and view.own_codes(nominal)), None
    )
    return tuple(code for code in view.codes(buyer) if code not in frame.recipients)


def _how_vague(nominal: Nominal) -> bool:
    """ "income from the arms deals": the deals say more about who pays than the income does."""
    sense = nominal.theme("money", "workers", "loot")
    return sense is not None and sense.k == "money" and sense.item not in ("own revenue", "trade")
