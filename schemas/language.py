"""The shape of a language pack: everything the engine knows about a language is data in this shape.

A pack is a TOML file in ``seeds/languages/``. Extra keys are errors, so a typo cannot hide. Words are written as lemmas (dictionary
forms); their inflected forms are generated when the pack is compiled. A group of words carries an example whose braces are filled
with each word in turn, and what must be read from it: the pack's own test.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Words = Annotated[list[Annotated[str, StringConstraints(min_length=1, max_length=120)]], Field(min_length=1)]
MaybeWords = list[Annotated[str, StringConstraints(min_length=1, max_length=120)]]

Frame = Literal[
    "send",  # somebody sends, gives or supplies something
    "receive",  # somebody gets something
    "move",  # the thing or the people themselves get there
    "return",  # the people come back from where they were
    "count",  # somebody says how many they are
    "serve",  # people are, fight or die somewhere
    "harm",  # somebody kills, wounds or captures people
    "train",  # somebody trains somebody
    "undergo",  # somebody is trained
    "help",  # somebody helps with something
    "make",  # a thing is of somebody's make, wherever it is found
    "use",  # somebody uses a thing of another's make
    "seize",  # somebody shoots it down, intercepts or finds it
    "finance",  # something pays for a programme
    "violate",  # somebody breaks a rule
    "impose",  # an authority imposes measures
    "list",  # an authority puts somebody on its list
    "join",  # somebody comes onto a list
    "steal",  # somebody steals
    "employ",  # workers work abroad
]
ThemeClass = Literal[
    "troops", "arms", "technology", "money", "programme", "industry", "workers", "loot", "rules", "measures", "listing", "targets"
]
CueKind = Literal[
    "say",  # its subject is the speaker
    "find",  # its subject is the speaker, giving a finding or estimate
    "accuse",  # its subject is the speaker, its object the actor
    "confirm",  # its subject is the speaker
    "thank",  # its subject is the speaker and got it, its object gave it
    "deny",  # its subject is the speaker, who says that it is not so
    "exclude",  # says that it will not or cannot be so; negated, that it is possible
    "fear",  # its subject is the speaker, who thinks it possible
    "possible",  # a modal or adverb: it may be so
    "allege",  # hearsay words with no speaker
    "plan",  # its subject is the actor: intends, decided, will
    "promise",  # its subject is the speaker and announces what will be
    "ask",  # asked for, demanded, wondered: nothing is claimed
    "withhold",  # declined to confirm, does not comment: nothing is claimed
    "suppose",  # what would be if: nothing is claimed
    "relay",  # its object is the one who said it: citing, quoted by
    "occur",  # it begins, goes on, takes place: makes a noun a statement
    "enable",  # lets, allows, helps: what follows happens
    "light",  # makes, carries out: makes its object noun a statement
    "stop",  # it ends or is refused
]
PrepositionRole = Literal[
    "to", "from", "by", "for", "with", "in", "against", "of", "about", "alongside", "via", "according", "instead", "between", "other"
]
# The probability words of ICD 203 (US intelligence community directive on analytic standards), each a band of per cent.
Likelihood = Literal["almost_no_chance", "very_unlikely", "unlikely", "roughly_even_chance", "likely", "very_likely", "almost_certain"]
WordRole = Literal[
    "that", "whether", "if", "relative", "where", "and", "or", "but", "because", "when", "purpose", "quote",
    "not", "no", "be", "have", "would", "determiner", "reflexive", "possessive", "passive",
    "he", "she", "they", "it", "we", "this_country", "same_country", "both", "here", "local", "to_them", "our", "own_view", "in_return", "other_way", "such", "former", "latter", "partner", "definite", "whose", "regional", "own_country", "asking", "joined", "seat", "anonymous", "north", "south", "backward", "that_place",
    "evidence", "reason", "briefed", "account", "whole", "whom", "accusation", "this", "nothing_such", "interview", "briefing", "border", "invented", "member", "paper", "announced", "share", "did_so", "including", "ourselves", "author", "supplier", "customer", "origin",
]  # fmt: skip


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Proof(_Closed):
    """An example and what must be read from it: ``kind ACTORS>RECIPIENTS status speaker``, joined with ``+``, or ``none``."""

    text: str
    expect: str
    published: str | None = None


class Country(_Closed):
    """Words for a country."""

    names: Words
    adjectives: MaybeWords = []
    metonyms: MaybeWords = []
    people: MaybeWords = []


class Described(_Closed):
    """Words that mean the one of some countries that was mentioned last ("the West African country")."""

    among: list[Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]]
    words: Words


class Organ(_Closed):
    """A kind of institution that every country has; whose it is stands beside it in the text."""

    name: str
    role: str
    words: Words


class Office(_Closed):
    """A title or function of a person, or a kind of unnamed speaker."""

    role: str
    words: Words
    organ: str | None = None
    unnamed: str | None = None


class Group(_Closed):
    """A group of words that behave alike, proved by one example."""

    words: Words
    example: str | None = None
    expect: str | None = None
    except_forms: MaybeWords = []


class Theme(Group):
    """Things and people that are sent, paid for, broken or stolen."""

    theme: ThemeClass
    item: str | None = None
    unit: str | None = None
    programme: str | None = None
    container: bool = False
    also: ThemeClass | None = None  # what it is besides (military builders are workers where they build)
    maker: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None  # the only state that makes it (KN-23)
    serving: bool = False  # soldiers only where they serve or fall (engineer)
    weak: bool = False  # means it only beside a stronger sign (ludzie, men)


class Verb(Group):
    """Verbs that evoke a frame."""

    frame: Frame
    themes: list[ThemeClass] = []  # with these only; empty: whatever the frame takes
    implies: ThemeClass | None = None  # the verb itself says what is meant (arm, finance)
    item: str | None = None
    joins: list[PrepositionRole] = []  # the thing stands behind one of these: "zaopatrywać w", "korzystać z"
    only_passive: bool = False  # means it only in the passive: "was listed", not "lists"
    stated: bool = False  # both parties must stand in the sentence: the verb alone says too little (deploy launchers)
    losses: bool = False  # the people it counts were killed or wounded


class Noun(Verb):
    """Nouns that evoke a frame; they count only where the sentence states them."""


class Cue(Group):
    """Words that say who speaks or how firmly."""

    cue: CueKind
    verbs: bool = True


class Month(_Closed):
    month: Annotated[int, Field(ge=1, le=12)]
    words: Words


class Weekday(_Closed):
    weekday: Annotated[int, Field(ge=0, le=6)]
    words: Words


class Season(_Closed):
    season: Literal["spring", "summer", "autumn", "winter"]
    words: Words


class TimeUnit(_Closed):
    unit: Literal["day", "week", "month", "quarter", "half", "year", "decade"]
    words: Words


class Shift(_Closed):
    """Which one: this, last, next, the one before last."""

    shift: Annotated[int, Field(ge=-3, le=3)]
    words: Words


class DayShift(_Closed):
    days: Annotated[int, Field(ge=-3, le=3)]
    words: Words


class Edge(_Closed):
    edge: Literal["start", "middle", "end", "first_half", "second_half"]
    words: Words


class Dates(_Closed):
    """The vocabulary of dates; the grammar that joins it is the engine's."""

    months: list[Month]
    weekdays: list[Weekday]
    seasons: list[Season] = []
    units: list[TimeUnit]
    shifts: list[Shift]
    days: list[DayShift] = []
    edges: list[Edge] = []
    since: MaybeWords = []
    until: MaybeWords = []
    between: MaybeWords = []
    ago: MaybeWords = []
    during: MaybeWords = []
    before: MaybeWords = []
    after: MaybeWords = []
    of_year: MaybeWords = []


class NumberWord(_Closed):
    value: float
    words: Words


class Numbers(_Closed):
    """The vocabulary of quantities."""

    thousands: str
    decimal: str
    words: list[NumberWord]
    multipliers: list[NumberWord]
    vague: list[NumberWord]
    about: MaybeWords = []
    at_least: MaybeWords = []
    at_most: MaybeWords = []
    more_than: MaybeWords = []
    less_than: MaybeWords = []
    ordinal: MaybeWords = []
    total: MaybeWords = []
    more: MaybeWords = []
    percent: MaybeWords = []


class Currency(_Closed):
    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    words: Words


class Language(_Closed):
    """One language pack."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    name: str
    inflection: Literal["morfeusz", "english", "listed"]
    case_marking: Literal["endings", "particles", "none"]
    quotes: list[Annotated[str, StringConstraints(min_length=2, max_length=2)]]
    abbreviations: Words
    closing_abbreviations: MaybeWords = []  # those that may end a sentence: "w 2023 r. Część"
    adjective_endings: MaybeWords = []  # an unknown word with one of these may qualify the next noun; empty: any word may
    relative_commas: bool = True  # every relative clause stands between commas; False: the main clause may go on right behind one
    ordinal_dot: bool = False  # "1. Dywizja": a full stop after a number may mean "first"
    irregular: dict[str, MaybeWords] = {}  # verb forms that the rules get wrong: past, participle, -ing
    plurals: dict[str, str] = {}  # plurals that the rules get wrong
    words: dict[WordRole, Words]
    prepositions: dict[PrepositionRole, Words]
    country: dict[Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")], Country]  # by ISO 3166-1 code, or EU, UN
    person: dict[str, Words] = {}  # by id of seeds/reference/entities.csv, like the next two
    organisation: dict[str, Words] = {}
    place: dict[str, Words] = {}
    described: list[Described] = []
    organ: list[Organ] = []
    office: list[Office] = []
    document: MaybeWords = []
    civil: MaybeWords = []  # what technology serves when it is no matter of sanctions: farming, medicine
    fiction: MaybeWords = []  # a sentence with one of these, or an article titled so, tells no facts: novel, April fool
    site: MaybeWords = []  # kinds of places: whose they are stands beside them (a Russian base)
    theme: list[Theme]
    verb: list[Verb]
    noun: list[Noun] = []
    cue: list[Cue]
    likelihood: dict[Likelihood, Words] = {}  # which of the cues "possible" say how likely, by ICD 203
    other_verbs: MaybeWords = []  # common verbs without a frame: they show where a clause has its verb
    dates: Dates
    numbers: Numbers
    currency: list[Currency]
    ignore: MaybeWords = []  # phrases that say nothing about parties or things
    proof: list[Proof] = []
