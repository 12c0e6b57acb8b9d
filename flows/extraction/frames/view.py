"""A trigger and its surroundings: voice, the clause it stands in, what it hangs on, and whom its nominals stand for."""

from __future__ import annotations

from flows.extraction.clauses.clause import Clause
from flows.extraction.clauses.verbs import finite
from flows.extraction.discourse import Discourse
from flows.extraction.frames.frame import Frame
from flows.extraction.mentions.mention import Mention
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Sense
from flows.extraction.parse import Parse
from schemas.kinds import EVOKED

BARRIERS = frozenset({"say", "thank", "find", "accuse", "confirm", "deny", "fear", "promise", "exclude"})
GROUPS = frozenset({"YE", "LB", "PS"})
NO_PARTY = frozenset({"according", "about", "against", "instead", "between", "other", "via"})


_CAN_BE_ABOUT: dict[str, tuple[str, ...]] = {frame: tuple(theme for other, theme in EVOKED if other == frame) for frame, _ in EVOKED}


class View:
    """A trigger with one of its meanings, and what the rules ask about its surroundings."""

    def __init__(self, parse: Parse, at: int, sense: Sense, bits: int, discourse: Discourse) -> None:
        self.parse = parse
        self.mentions = parse.mentions
        self.cases = parse.pack.has_cases
        self.at = at
        self.number = parse.clause_of(at)
        self.clause: Clause = parse.clauses[self.number]
        self.sense = sense
        self.frame = sense.k
        self.bits = bits
        self.noun = sense.t == "noun" or bool(bits & f.GERUND and self.cases)
        self.discourse = discourse
        self.free = parse.free
        self._window: list[Nominal] | None = None
        self.attributive = False
        self.passive = self._is_passive()
        self.antecedent = self._antecedent()
        self.modified = self._modified()
        self.barrier = self._barrier()
        self.support = self._support() if sense.t == "noun" else -1

    def new_frame(self, kind: str, themes: list[Nominal]) -> Frame:
        """A frame of this trigger, its parties still open."""
        frame = Frame(self.at, self.number, self.frame, kind, self.bits, self.noun, themes, item=self.sense.item)
        frame.rules.append(f"{self.frame}.{'noun' if self.noun else 'passive' if self.passive else 'active'}")
        frame.span = [self.at, *(nominal.head for nominal in themes if nominal in self.free)]
        frame.attributive = self.attributive
        frame.reversed = self._reverses()
        frame.losses = self.sense.losses
        frame.stated = self.sense.stated
        return frame

    def window(self) -> list[Nominal]:
        """The nominals of the clause behind the last verb of saying."""
        if self._window is None:
            self._window = [nominal for nominal in self.free if nominal.head > self.barrier and nominal.head in self.clause]
        return self._window

    def codes(self, nominal: Nominal | None) -> tuple[str, ...]:
        """The countries a nominal stands for, its fellows in an enumeration included; pronouns by what was said before."""
        if nominal is None:
            return ()
        members = [
            other for other in self.free
            if other is nominal or (nominal.group >= 0 and other.group == nominal.group and not other.themes and (other.type == nominal.type or other.type in ("country", "place")))
        ]  # fmt: skip
        return tuple(dict.fromkeys(code for member in members for code in self.own_codes(member)))

    def own_codes(self, nominal: Nominal) -> tuple[str, ...]:
        """The countries of this nominal alone."""
        if nominal.countries:
            return nominal.countries
        said = self.discourse
        match nominal.pronoun:
            case "north":
                return some(said.korean())
            case "south":
                return some(said.korean(south=True))
            case "this_country" | "same_country":
                return some(said.this_country())
            case "both":
                return said.both()
            case "here" | "that_place":
                return some(said.place_country)
            case "to_them":
                return self._meant_to_get(nominal)
            case "own_country":
                return self._speakers_own(nominal)
            case "we" if self.cases:
                return ()  # the speaker, who is not known yet
            case "they" | "it" | "he" | "she" | "we":
                return self._meant_by(nominal) or some(said.subjects[-1] if said.subjects else "")
        if nominal.organ in ("regime", "state media") or (nominal.organ == "government" and nominal.quantity is None):
            return some(said.regime())
        if nominal.organ in ("junta", "military") and nominal.type != "theme":
            return some(said.junta())
        if nominal.office_role == "generic" and not nominal.plural and GROUPS & set(said.countries) and nominal.type == "office":
            return some(said.latest(tuple(GROUPS)))  # "the group": of those that rule without being a state
        return ()

    def _speakers_own(self, pronoun: Nominal) -> tuple[str, ...]:
        """ "his country": that of whoever stands before, in this sentence or the last."""
        before = [other for other in self.free if other.last < pronoun.left and other.is_agent and other.countries and not other.prep]
        return before[-1].countries[:1] if before else some(self.discourse.speaker.country if self.discourse.speaker else "")

    def _meant_by(self, pronoun: Nominal) -> tuple[str, ...]:
        """ "Russia denied that it had": a pronoun in a subordinate clause means the subject of the clause above."""
        number = self.parse.clause_of(pronoun.head)
        if not self.cases and (said := self._said_by(pronoun, number)):
            return said
        if self.parse.clauses[number].opener not in ("that", "whether", "because", "when", "but", "and", "purpose") or not number:
            return ()
        above = self.parse.clauses[number - 1]
        while number > 1 and above.opener in (",", "and", "but", "dash") and not self._named_in(above):
            number -= 1
            above = self.parse.clauses[number - 1]
        subjects = [
            other for other in self.free
            if other.head in above and other.countries and not other.prep and not other.themes
            and not any(finite(self.mentions[at]) for at in above.positions() if at < other.left)
        ]  # fmt: skip
        return subjects[0].countries[:1] if subjects else ()

    def _said_by(self, pronoun: Nominal, number: int) -> tuple[str, ...]:
        """ "Moscow said on Thursday it had received": who says so, where no "that" parts the pronoun from the verb of saying."""
        if pronoun.pronoun not in ("it", "they") or pronoun.prep:
            return ()
        told = [at for at in self.parse.cues if at < pronoun.head and self.parse.clause_of(at) == number and self._tells_at(at)]
        if not told:
            return ()
        subjects = [
            other for other in self.free
            if other.last < told[0] and self.parse.clause_of(other.head) == number and other.countries and not other.prep and not other.themes
        ]  # fmt: skip
        return subjects[-1].countries[:1] if subjects else ()

    def _tells_at(self, at: int) -> bool:
        return bool(self.mentions[at].bits("cue") & f.FINITE) and any(self.mentions[at].has("cue", kind) for kind in BARRIERS)

    def _named_in(self, clause: Clause) -> bool:
        return any(
            other.countries and not other.prep and not other.themes and other.type != "site" for other in self.free if other.head in clause
        )

    def _meant_to_get(self, pronoun: Nominal) -> tuple[str, ...]:
        """ "… dostarcza Rosjanom drony, a teraz może im przekazać": who got something before, here or in the story."""
        before = [
            other for other in self.free
            if other.last < pronoun.left and other.countries and not other.prep & {"from"} and not other.cases & f.NOM and other.type != "theme"
        ]  # fmt: skip
        if before:
            return before[-1].countries[:1]
        return self.discourse.direction[1][:1] or tuple(self.discourse.countries[-1:])

    def party_like(self, nominal: Nominal, frame: Frame) -> bool:
        """Whether it can be who gives or gets: it stands for a country and is not itself the thing."""
        if nominal in frame.themes or (nominal.prep & NO_PARTY and not nominal.prep - NO_PARTY):
            return False
        if nominal.themes and not nominal.theme("troops", "targets", "industry") and not (nominal.is_agent and nominal.container):
            return False
        if nominal.pronoun in ("they", "it") and frame.themes and frame.themes[0] not in self.free:
            return False  # the pronoun is the thing: "6,000 of them have been killed"
        return bool(self.own_codes(nominal))

    def event_owner(self) -> tuple[str, ...]:
        """Whose an event noun is: "rosyjska pomoc", "Russia's help"."""
        own = next((nominal for nominal in self.parse.nominals if nominal.head == self.at), None)
        if own is not None:
            return own.countries
        for at in range(self.at - 1, max(self.at - 4, -1), -1):
            mention = self.mentions[at]
            adjective = next((sense for sense, _ in mention.senses if sense.t == "country" and sense.form == "adjective"), None)
            if adjective is not None:
                return (adjective.c,)
            if mention.word == "'s":
                owner = next((nominal for nominal in self.parse.nominals if nominal.last == at - 1), None)
                return self.own_codes(owner) if owner is not None else ()
            if mention.mark or mention.types & {"verb", "prep", "cue", "act"}:
                break
        return ()

    def classes(self) -> tuple[str, ...]:
        """What the trigger can be about."""
        possible = _CAN_BE_ABOUT.get(self.frame, ())
        return tuple(theme for theme in possible if theme in self.sense.frame_themes) if self.sense.frame_themes else possible

    def _reverses(self) -> bool:
        """ "in return", "the other way": in the clause, or opening the sentence before it."""
        if not self.parse.at_word("in_return") and not self.parse.at_word("other_way"):
            return False
        return any(mention.is_word("in_return", "other_way") for mention in self._opening() + self._clause_mentions())

    def _opening(self) -> list[Mention]:
        """ "In return, …": what stands before the comma, if it has no verb."""
        before = self.parse.clauses[self.number - 1] if self.number else None
        if before is None or self.clause.opener != "," or before.last - before.first > 6:
            return []
        opening = self.mentions[before.first : before.last + 1]
        return [] if any(finite(mention) for mention in opening) else opening

    def _clause_mentions(self) -> list[Mention]:
        return [self.mentions[at] for at in self.clause.positions()]

    def _is_passive(self) -> bool:
        if self.sense.t == "noun":
            return False
        if self.bits & f.IMPERSONAL:
            return True
        if not self.bits & f.PASSIVE:
            return False
        if self.cases:
            near = self.mentions[max(self.at - 3, 0) : self.at + 4]
            self.attributive = not self.bits & f.FINITE and not any(mention.is_word("be") for mention in near)
            return True
        for at in range(self.at - 1, max(self.clause.first, self.at - 5) - 1, -1):
            mention = self.mentions[at]
            if mention.is_word("be"):
                return True
            if mention.is_word("have") or (mention.mark and mention.mark not in "„“”\"'"):
                return False
            if mention.types & {"theme", "country", "place", "org", "person"}:
                break
        if not self.bits & f.PAST:
            return True
        following = self.mentions[self.at + 1] if self.at + 1 < len(self.mentions) else None
        before = next((nominal for nominal in reversed(self.free) if nominal.last == self.at - 1), None)
        self.attributive = bool(
            before is not None and before.themes and not before.is_agent and following is not None and "prep" in following.types
        )
        return self.attributive

    def _antecedent(self) -> Nominal | None:
        """What a relative clause or a participle hangs on."""
        first = self.clause.first
        if self.clause.opener == "relative":
            if self.mentions[first].is_word("whose"):
                return None
            return next(
                (nominal for nominal in reversed(self.free) if nominal.last < first and (nominal.themes or nominal.countries)), None
            )
        if self.bits & (f.PASSIVE | f.ACTIVE) and self.clause.opener in (",", "dash") and self.at <= first + 2:
            return next((nominal for nominal in reversed(self.free) if nominal.last < first and nominal.themes), None)
        return None

    def _modified(self) -> Nominal | None:
        """What a participle right behind it describes, whatever its preposition: "do rakiety | wyprodukowanej"."""
        if not self.cases or not self.bits & (f.PASSIVE | f.ACTIVE):
            return None
        before = next((nominal for nominal in self.free if nominal.last == self.at - 1), None)
        return before if before is not None and before.themes and before.cases & self.bits & f.CASES else None

    def _support(self) -> int:
        """The verb that carries an event noun: "gave North Korea | help", "carried out | deliveries"."""
        for at in range(self.at - 1, max(self.clause.first, self.barrier + 1) - 1, -1):
            mention = self.mentions[at]
            if mention.has("verb", "send") or mention.has("cue", "light"):
                return at
            if mention.is_word("be") and not self.cases:
                break
            if mention.mark == "," or "verb" in mention.types:
                break
        return -1

    def _barrier(self) -> int:
        """The last verb of saying before the trigger in its clause: what stands before it belongs to the speaker."""
        found = -1
        for at in self.parse.cues:
            if at >= self.at:
                break
            mention = self.mentions[at]
            if at in self.clause and "theme" not in mention.types:
                for sense, bits in mention.senses:
                    if sense.t == "cue" and sense.k in BARRIERS and bits & (f.FINITE | f.PASSIVE | f.GERUND | f.INFINITIVE):
                        found = at
        return found


def some(code: str) -> tuple[str, ...]:
    """The code as a tuple, or nothing."""
    return (code,) if code else ()
