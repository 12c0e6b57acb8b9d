"""What an article has said so far: who is meant by "the country", "he", "the agency", "both"; who acts on whom in this story."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flows.extraction.nominals.nominal import Nominal
from schemas.kinds import WATCHED

if TYPE_CHECKING:
    from collections.abc import Callable

    from flows.extraction.claims.notes import Stopped

_DESCRIPTIONS = frozenset({"north", "south", "this_country", "same_country", "partner", "local"})
_JUNTAS = ("MM", "ML", "BF", "NE", "SD", "GN", "SY", "VE")
_REGIMES = ("KP", "IR", "BY", "MM", "SY", "RU")


@dataclass(slots=True)
class Speaker:
    """Who owns words: canonical name, country, role, and the words that named them."""

    name: str
    country: str
    role: str
    words: str = ""
    countries: tuple[str, ...] = ()  # of speakers who speak together
    organ: str = ""  # the institution a named person belongs to


@dataclass(slots=True)
class Discourse:
    """The state that sentences of one article leave to the next."""

    countries: list[str] = field(default_factory=list)  # every mention, latest last
    sentence: int = 0  # how many countries had been mentioned when the sentence began
    whole: Callable[[], set[str]] = set  # tells the countries named anywhere in the article, later on too; takes its time
    subjects: list[str] = field(default_factory=list)  # countries that acted, latest last
    speaker: Speaker | None = None
    headline: set[str] = field(default_factory=set)  # the countries it names
    bodies: list[Speaker] = field(default_factory=list)  # institutions named that publish findings or measures
    protagonist: Speaker | None = None  # the person that the last sentence was about
    issuer: Speaker | None = None  # whose announcement the article is
    acted: str = ""  # the one state that was a subject of the sentence before
    exchange: Speaker | None = None  # who claimed something in the sentence before
    quoting: Speaker | None = None  # whose direct speech the paragraph is
    turn: Speaker | None = None  # whose direct speech the sentence is, where the sentence does not say
    spoken: bool = False  # the paragraph began with the dash of direct speech
    dashed: Speaker | None = None  # who spoke in the last paragraph of direct speech
    interviewee: Speaker | None = None
    briefed: dict[str, Speaker] = field(default_factory=dict)  # who passes on what whom told him
    speakers: list[Speaker] = field(default_factory=list)
    fiction: list[tuple[bool, int]] = field(default_factory=list)  # sentences that say they tell no facts: in the title, number
    vacant: Speaker | None = None  # an official of a state whom the sentence before did not name
    people: list[Speaker] = field(default_factory=list)  # officials named, latest last
    names: dict[str, Speaker] = field(default_factory=dict)  # short name -> who was introduced with it
    scenario: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)  # kind -> last actors, recipients
    direction: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())  # who last gave whom something
    theme: Nominal | None = None
    theme_kind: str = ""
    place_country: str = ""
    place_here: str = ""  # the country where something is, so far in this sentence
    place: tuple[str, str, str] | None = None
    violators: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    stopped: list[Stopped] = field(default_factory=list)  # frames that did not become claims, and doubtful claims

    def resolve(self, nominal: Nominal, named: set[str]) -> None:
        """Says whom words like "the North" or "the country's" mean, by what stood before them; then remembers the countries named.

        ``named`` are the countries that the sentence calls by name: "this country" is none of them.
        """
        if nominal.pronoun in _DESCRIPTIONS and not nominal.countries:
            nominal.countries = self._described(nominal.pronoun, nominal)
            if nominal.pronoun == "this_country" and set(nominal.countries) <= named:
                others = [code for code in reversed(self.countries) if code in WATCHED and code not in named]
                nominal.countries = tuple(others[:1]) or nominal.countries
        elif nominal.possessor in _DESCRIPTIONS and not nominal.countries:
            nominal.countries, nominal.owned = self._described(nominal.possessor, nominal, owner=True), "possessive"
        elif nominal.type == "name" and nominal.person in self.names and not nominal.countries:
            known = self.names[nominal.person]
            nominal.countries = (known.country,) if known.country else ()
        owner = nominal.owner
        if owner is not None and owner.countries and not nominal.countries:
            nominal.countries, nominal.owned = owner.countries, "possessive"
        self.see(nominal)

    def _described(self, role: str, nominal: Nominal, owner: bool = False) -> tuple[str, ...]:
        match role:
            case "north":
                code = self.korean()
            case "south":
                code = self.korean(south=True)
            case "local":
                here = self.countries[self.sentence :] if nominal.organ_role == "government" and not nominal.prep else []
                code = (here[0] if here else "") or self.place_here or self.place_country or (self.countries[-1] if self.countries else "")
            case "partner":
                code = self.partner(self.countries[-1], WATCHED) if self.countries else ""
            case _:
                among = nominal.among
                code = (
                    self.latest(among)
                    if among
                    else self._other_country()
                    if nominal.prep & {"in", "to"} and not owner
                    else self.this_country()
                )
        return (code,) if code else ()

    def _other_country(self) -> str:
        """ "instructors from Russia are in the country": one spoken of before this sentence, and not in it."""
        before, here = self.countries[: self.sentence], set(self.countries[self.sentence :])
        others = [code for code in before if code not in here and code not in ("UN", "EU")]
        watched = next((code for code in reversed(others) if code in WATCHED), "")
        return (others[-1] if others and not watched else watched) or self.this_country()

    def latest(self, among: tuple[str, ...]) -> str:
        """The country most lately mentioned of these; the only one there is, mentioned or not."""
        return next((code for code in reversed(self.countries) if code in among), among[0] if len(among) == 1 else "")

    def see(self, nominal: Nominal) -> None:
        """Remembers the countries a nominal names."""
        for code in nominal.countries:
            self.countries.append(code)
        if nominal.countries and nominal.prep & {"in", "to"} and nominal.type in ("country", "place"):
            self.place_here = nominal.countries[0]

    def partner(self, code: str, among: tuple[str, ...] = ()) -> str:
        """The country most lately mentioned beside this one, watched ones first."""
        others = [other for other in reversed(self.countries) if other != code and other not in ("UN", "EU")]
        if among:
            others = [other for other in others if other in among]
        watched = [other for other in others if other in WATCHED]
        return (watched or others or [""])[0]

    def korean(self, south: bool = False) -> str:
        """ "the North", "the South": which country, if the article is about Korea at all."""
        named = set(self.countries)
        if not {"KP", "KR", "RU"} & named:
            named |= self.whole()
        if {"KP", "KR"} & named:
            return "KR" if south else "KP"
        return "KP" if not south and "RU" in named else ""  # beside Russia, "the North" is the one that sends it soldiers

    def regime(self) -> str:
        """The state most lately mentioned of those whose rulers are called a regime."""
        found = next((code for code in reversed(self.countries) if code in _REGIMES[:5]), "")
        return found or ("KP" if "KR" in self.countries and self.whole() & set(WATCHED) else "")  # in Seoul's mouth

    def junta(self) -> str:
        """ "the junta", "the military": whose, by the state most lately mentioned that soldiers rule."""
        return next((code for code in reversed(self.countries) if code in _JUNTAS), "") or self.this_country()

    def this_country(self) -> str:
        """ "this country": the watched state most lately spoken of."""
        return next((code for code in reversed(self.countries) if code in WATCHED), self.countries[-1] if self.countries else "")

    def both(self) -> tuple[str, ...]:
        """The two states most lately mentioned, watched states before others."""
        seen: list[str] = []
        for code in reversed(self.countries):
            if code not in seen and code not in ("UN", "EU"):
                seen.append(code)
        chosen = [code for code in seen if code in WATCHED][:2]
        chosen += [code for code in seen if code not in chosen][: 2 - len(chosen)]
        return tuple(chosen)
