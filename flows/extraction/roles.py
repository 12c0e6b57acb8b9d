"""Frames: a trigger with its thing, its actor and its recipient, found by ordered strategies. Each strategy leaves its name in the rule."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.extraction.clauses import Clause, finite
from flows.extraction.discourse import WATCHED, Discourse
from flows.extraction.mentions import Mention
from flows.extraction.nominals import Nominal
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Sense
from flows.extraction.parse import Parse
from schemas.kinds import EVOKED

_BARRIERS = frozenset({"say", "find", "accuse", "confirm", "deny", "fear", "promise", "exclude"})
_LOCATED = frozenset({"troop_deployment", "labour_export", "military_training"})
_NO_PARTY = frozenset({"according", "about", "against", "instead", "other", "via"})


@dataclass(slots=True)
class Frame:
    """One reading of a trigger."""

    at: int
    clause: int
    frame: str
    kind: str
    bits: int
    noun: bool
    themes: list[Nominal]
    theme: Sense | None
    item: str = ""
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    actor: Nominal | None = None
    recipient: Nominal | None = None
    inferred: bool = False
    rules: list[str] = field(default_factory=list)
    span: list[int] = field(default_factory=list)


def frames(parse: Parse, discourse: Discourse) -> list[Frame]:
    """All frames of a sentence, in the order of their triggers."""
    found: list[Frame] = []
    covered = _inside_nominals(parse)
    for at, mention in enumerate(parse.mentions):
        if not mention.types & {"verb", "noun"} or at in covered and "noun" not in mention.types:
            continue
        found.extend(_read(parse, at, mention, discourse))
    return found


def _inside_nominals(parse: Parse) -> set[int]:
    return {nominal.head for nominal in parse.nominals if nominal.type != "pronoun"}


def _read(parse: Parse, at: int, mention: Mention, discourse: Discourse) -> list[Frame]:
    """The frames of one trigger: the first of its meanings that finds its thing; more than one where things of several kinds are listed."""
    number = parse.clause_of(at)
    for sense, bits in mention.senses:
        if sense.t not in ("verb", "noun"):
            continue
        view = _View(parse, at, number, sense, bits, discourse)
        frames = view.read()
        if frames:
            return frames
    return []


class _View:
    """A trigger and its surroundings."""

    def __init__(self, parse: Parse, at: int, number: int, sense: Sense, bits: int, discourse: Discourse) -> None:
        self.parse = parse
        self.mentions = parse.mentions
        self.at = at
        self.number = number
        self.clause: Clause = parse.clauses[number]
        self.sense = sense
        self.frame = sense.k
        self.bits = bits
        self.noun = sense.t == "noun" or bool(bits & f.GERUND and parse.pack.has_cases)
        self.discourse = discourse
        self.free = [nominal for nominal in parse.nominals if nominal.inside is None]
        self.passive = self._is_passive()
        self.antecedent = self._antecedent()
        self.barrier = self._barrier()

    # ---- the thing

    def read(self) -> list[Frame]:
        classes = self._classes()
        if not classes:
            return []
        if self.frame in ("train", "undergo"):
            return self._training()
        themes = self._themes(classes)
        if not themes and self.sense.implies and self.sense.implies in classes:
            return self._finish([], None, EVOKED[self.frame, self.sense.implies])
        if not themes:
            themes = self._recalled(classes)
        done: list[Frame] = []
        for kind, members in self._by_kind(themes, classes).items():
            done.extend(self._finish(members, members[0].theme(*classes), kind))
        return done

    def _classes(self) -> tuple[str, ...]:
        possible = tuple(theme for frame, theme in EVOKED if frame == self.frame)
        return tuple(theme for theme in possible if theme in self.sense.frame_themes) if self.sense.frame_themes else possible

    def _by_kind(self, themes: list[Nominal], classes: tuple[str, ...]) -> dict[str, list[Nominal]]:
        kinds: dict[str, list[Nominal]] = {}
        for nominal in themes:
            sense = nominal.theme(*classes)
            if sense is None and nominal.container and self.discourse.theme_kind:
                kinds.setdefault(self.discourse.theme_kind, []).append(nominal)
            elif sense is not None and (not sense.weak or self._strong(nominal)):
                kinds.setdefault(EVOKED[self.frame, sense.k], []).append(nominal)
        return kinds

    def _strong(self, nominal: Nominal) -> bool:
        """"forces", "men", "ludzie" are troops when it is said whose they are or how many."""
        return bool(nominal.countries or nominal.quantity or nominal.possessor)

    def _fits(self, nominal: Nominal, classes: tuple[str, ...]) -> bool:
        if nominal.prep & _NO_PARTY and not nominal.prep & {"about"}:
            return False
        if nominal.theme(*classes) is not None:
            return True
        return nominal.container and nominal.content is None and self.frame in ("send", "move", "receive") and bool(self.discourse.theme_kind)

    def _themes(self, classes: tuple[str, ...]) -> list[Nominal]:
        right = self._right(classes)
        left = self._left(classes)
        subject_first = self.frame in ("move", "serve", "employ") or self.passive or self.frame == "make"
        order = (left, right) if subject_first else (right, left)
        if self.noun and not self.parse.pack.has_cases:
            compound = [nominal for nominal in self.free if nominal.last == self.at - 1 and self._fits(nominal, classes)]
            order = (right, compound)
        chosen = next((nominal for nominal in order if nominal), [])
        if self.antecedent is not None and self._fits(self.antecedent, classes) and (not chosen or self._object_is_antecedent(chosen)):
            chosen = [self.antecedent]
        if not chosen:
            return []
        nearest = chosen[0] if chosen is right else chosen[-1] if chosen is left else chosen[0]
        return [nominal for nominal in self.free if nominal is nearest or (nominal.group >= 0 and nominal.group == nearest.group and self._fits(nominal, classes))]

    def _object_is_antecedent(self, chosen: list[Nominal]) -> bool:
        return not any(self.at < nominal.head <= self.at + 4 for nominal in chosen)

    def _right(self, classes: tuple[str, ...]) -> list[Nominal]:
        limit = self._limit_right()
        return [nominal for nominal in self.free if self.at < nominal.left <= limit and self._fits(nominal, classes)]

    def _left(self, classes: tuple[str, ...]) -> list[Nominal]:
        first = max(self.clause.first, self.barrier + 1)
        found = [nominal for nominal in self.free if first <= nominal.left and nominal.last < self.at and self._fits(nominal, classes)]
        if self.frame in ("send", "receive") and not self.passive and not self.parse.pack.has_cases:
            found = [nominal for nominal in found if not nominal.prep]
        return found

    def _limit_right(self) -> int:
        """The clause's end, or the next verb that has its own things."""
        for at in range(self.at + 1, self.clause.last + 1):
            mention = self.mentions[at]
            if self.frame in ("help", "finance", "violate"):
                break
            if "verb" in mention.types and finite(mention) and not mention.bits("verb") & (f.INFINITIVE | f.PASSIVE | f.GERUND) and at > self.at + 1:
                return at - 1
        return self.clause.last

    def _recalled(self, classes: tuple[str, ...]) -> list[Nominal]:
        """A pronoun or nothing where the thing would stand: it is the one spoken of before."""
        theme = self.discourse.theme
        if theme is None or theme.theme(*classes) is None or self.noun:
            return []
        pronouns = [nominal for nominal in self.free if nominal.pronoun in ("they", "it") and nominal in self._window()]
        numbers = [number for number in self.parse.numbers if self.clause.first <= number.first and number.last <= self.clause.last and not number.currency]
        if self.frame in ("send", "receive", "serve", "move", "harm") and (numbers and self._elliptic() or pronouns and self.frame in ("move", "serve", "harm")):
            self.recalled = theme
            return [theme]
        return []

    def _elliptic(self) -> bool:
        """"wysłano kolejne 3 tys.": a number that counts what was spoken of before."""
        counted = {number.last for nominal in self.parse.nominals if (number := nominal.quantity) is not None}
        return any(number.last not in counted and number in self._free_numbers() for number in self.parse.numbers)

    def _free_numbers(self) -> list[object]:
        return [number for number in self.parse.numbers if self.clause.first <= number.first <= self.clause.last and not number.currency]

    # ---- voice and surroundings

    def _is_passive(self) -> bool:
        if self.sense.t == "noun":
            return False
        if self.bits & f.IMPERSONAL:
            return True
        if not self.bits & f.PASSIVE:
            return False
        if self.parse.pack.has_cases:
            return True
        for at in range(self.at - 1, max(self.clause.first, self.at - 5) - 1, -1):
            mention = self.mentions[at]
            if mention.is_word("be"):
                return True
            if mention.is_word("have") or mention.mark and mention.mark not in "„“”\"'":
                return False
            if mention.types & {"theme", "country", "place", "org", "person"}:
                break
        if not self.bits & f.PAST:
            return True
        by = self.at + 1 < len(self.mentions) and self.mentions[self.at + 1].has("prep") and self.mentions[self.at + 1].word in ("by", "to", "from", "in")
        before = next((nominal for nominal in reversed(self.free) if nominal.last == self.at - 1), None)
        return bool(before is not None and before.themes and not before.is_agent and by)

    def _antecedent(self) -> Nominal | None:
        """What a relative clause or a participle hangs on."""
        clause = self.clause
        if clause.opener == "relative":
            return next((nominal for nominal in reversed(self.free) if nominal.last < clause.first and (nominal.themes or nominal.countries)), None)
        if self._bridges_parenthesis():
            earlier = self.parse.clauses[self.number - 2]
            if earlier.opener == "relative":
                return next((nominal for nominal in reversed(self.free) if nominal.last < earlier.first), None)
        if self.bits & (f.PASSIVE | f.ACTIVE) and clause.opener in (",", "dash") and self.at <= clause.first + 2:
            return next((nominal for nominal in reversed(self.free) if nominal.last < clause.first and nominal.themes), None)
        return None

    def _bridges_parenthesis(self) -> bool:
        """"soldiers who, he said, fought": the clause goes on behind the parenthesis."""
        if self.number < 2 or self.clause.opener != ",":
            return False
        middle = self.parse.clauses[self.number - 1]
        return middle.opener == "," and middle.last - middle.first <= 4 and any("cue" in mention.types for mention in self.mentions[middle.first : middle.last + 1])

    def _barrier(self) -> int:
        """The last verb of saying before the trigger in its clause: what stands before it belongs to the speaker."""
        for at in range(self.at - 1, self.clause.first - 1, -1):
            mention = self.mentions[at]
            if "cue" in mention.types and not mention.types & {"theme"}:
                for sense, bits in mention.senses:
                    if sense.t == "cue" and sense.k in _BARRIERS and bits & (f.FINITE | f.PASSIVE | f.GERUND | f.INFINITIVE):
                        return at
        return -1

    def _window(self) -> list[Nominal]:
        return [nominal for nominal in self.free if nominal.head in self.clause and nominal.head > self.barrier]

    # ---- parties

    def _finish(self, themes: list[Nominal], sense: Sense | None, kind: str) -> list[Frame]:
        frame = Frame(self.at, self.number, self.frame, kind, self.bits, self.noun, themes, sense, item=self.sense.item)
        frame.rules.append(f"{self.frame}.{'noun' if self.noun else 'passive' if self.passive else 'active'}")
        frame.span = [self.at, *(nominal.head for nominal in themes if nominal in self.free)]
        match kind:
            case "missile_funding":
                self._funding(frame)
            case "violation_finding":
                self._violation(frame)
            case "designation":
                self._designation(frame)
            case "cyber_theft":
                self._theft(frame)
            case _:
                self._transfer(frame)
        return [frame]

    def _codes(self, nominal: Nominal | None) -> tuple[str, ...]:
        """The countries a nominal stands for, its fellows in an enumeration included; pronouns by what was said before."""
        if nominal is None:
            return ()
        members = [other for other in self.free if other is nominal or (nominal.group >= 0 and other.group == nominal.group and not other.themes and other.type == nominal.type)]
        codes = [code for member in members for code in self._own_codes(member)]
        return tuple(dict.fromkeys(codes))

    def _own_codes(self, nominal: Nominal) -> tuple[str, ...]:
        if nominal.countries:
            return nominal.countries
        match nominal.pronoun:
            case "north":
                return _some(self.discourse.korean())
            case "south":
                return _some(self.discourse.korean(south=True))
            case "this_country":
                return _some(self.discourse.this_country())
            case "both":
                return self.discourse.both()
            case "here":
                return _some(self.discourse.place_country)
            case "they" | "it" if self.discourse.subjects:
                return (self.discourse.subjects[-1],)
        if nominal.organ in ("regime", "junta", "state media") or (nominal.organ in ("government", "military") and not nominal.countries):
            return _some(self.discourse.regime() if nominal.organ != "junta" else self.discourse.this_country())
        return ()

    def _party_like(self, nominal: Nominal, frame: Frame) -> bool:
        if nominal in frame.themes or nominal.prep & _NO_PARTY:
            return False
        if nominal.themes and not nominal.theme("troops", "targets"):
            return False
        return bool(self._own_codes(nominal))

    def _subject(self, frame: Frame, kinds_of_form: bool = True) -> tuple[Nominal | None, str]:
        """Who does it, as the grammar of the clause says."""
        window = [nominal for nominal in self._window() if self._party_like(nominal, frame)]
        by = [nominal for nominal in window if "by" in nominal.prep]
        if by:
            return min(by, key=lambda nominal: abs(nominal.head - self.at)), "by"
        if self.passive and not self.noun:
            return None, ""
        left = [nominal for nominal in window if nominal.last < self.at and not nominal.prep and self._can_be_subject(nominal)]
        if left:
            return left[-1], "subject"
        if self.parse.pack.has_cases and not self.noun:
            right = [nominal for nominal in window if nominal.head > self.at and not nominal.prep and nominal.cases & f.NOM]
            if right:
                return right[0], "subject-after"
        return self._outer_subject(frame)

    def _can_be_subject(self, nominal: Nominal) -> bool:
        if nominal.theme("troops") and not nominal.countries:
            return False
        if not self.parse.pack.has_cases or not nominal.cases:
            return True
        if nominal.cases & f.NOM:
            return True
        return bool(self.noun or self.bits & f.INFINITIVE) and bool(nominal.cases & (f.ACC | f.DAT))

    def _outer_subject(self, frame: Frame) -> tuple[Nominal | None, str]:
        """The subject stands in an earlier clause, before the verb of saying, or behind a relative word."""
        if self.barrier >= 0 and (self.noun or self.bits & (f.GERUND | f.INFINITIVE)):
            before = [nominal for nominal in self.free if nominal.head in self.clause and nominal.last < self.barrier and not nominal.prep and self._own_codes(nominal)]
            cue = self.mentions[self.barrier]
            if before and not cue.has("cue", "accuse"):
                return before[-1], "control"
        if self.antecedent is not None and self.antecedent not in frame.themes and self._own_codes(self.antecedent) and not self.antecedent.theme("arms", "technology"):
            return self.antecedent, "antecedent"
        number = self.number
        while number > 0 and self.parse.clauses[number].opener in ("", "and", ",", "but", "purpose", "dash", "because", "when", "where", "that") and self.number - number < 3:
            number -= 1
            clause = self.parse.clauses[number]
            before = [
                nominal for nominal in self.free
                if nominal.head in clause and not nominal.prep and self._party_like(nominal, frame) and (not self.parse.pack.has_cases or not nominal.cases or nominal.cases & f.NOM)
            ]  # fmt: skip
            if before and self.parse.clauses[number + 1].opener != "that":
                return before[0], "earlier-clause"
        return None, ""

    def _transfer(self, frame: Frame) -> None:
        owner = self._owner(frame)
        subject, how = self._subject(frame)
        source = self._with_prep(frame, "from")
        target, target_how = self._target(frame, subject)
        people = frame.kind in ("troop_deployment", "labour_export")
        swapped = self.frame == "receive"
        if self.frame in ("move", "serve", "harm", "make", "employ"):
            doer, doer_how = (None, "")
        else:
            doer, doer_how = (source, "from") if swapped else (subject, how)
        if swapped:
            target, target_how = (subject, how) if subject is not None else (target, target_how)
        if self.frame == "use":
            target, target_how, doer = subject, how, None
        choices: list[tuple[tuple[str, ...], Nominal | None, str]] = []
        if people or self.frame == "use":
            choices.append((owner, None, "owner"))
        choices.append((self._codes(doer), doer, doer_how))
        if source is not doer:
            choices.append((self._codes(source), source, "from"))
        choices.append((owner, None, "owner"))
        if self.frame == "make":
            maker = self._with_prep(frame, "in") or self._with_prep(frame, "by")
            choices.insert(0, (self._codes(maker), maker, "maker"))
        frame.recipients, frame.recipient = self._codes(target), target
        for codes, nominal, name in choices:
            codes = tuple(code for code in codes if code not in frame.recipients or people and name == "owner")
            if codes:
                frame.actors, frame.actor = codes, nominal
                frame.rules.append(f"actor:{name}")
                break
        if frame.recipients:
            frame.rules.append(f"recipient:{target_how}")
        if frame.recipients == frame.actors:
            frame.recipients, frame.recipient = (), None
        if people and not frame.recipients and subject is not None and set(self._codes(subject)) != set(frame.actors) and self.frame == "send":
            frame.recipients, frame.recipient = self._codes(subject), subject
            frame.rules.append("recipient:sender")

    def _owner(self, frame: Frame) -> tuple[str, ...]:
        for nominal in frame.themes:
            content = nominal.content
            for part in (nominal, content):
                if part is not None and part.countries:
                    return part.countries
            if nominal.possessor or (nominal.inside is None and nominal.same):
                return ()
        return ()

    def _with_prep(self, frame: Frame, role: str) -> Nominal | None:
        window = [nominal for nominal in self._window() if role in nominal.prep and (self._party_like(nominal, frame))]
        return min(window, key=lambda nominal: abs(nominal.head - self.at), default=None)

    def _target(self, frame: Frame, subject: Nominal | None) -> tuple[Nominal | None, str]:
        """Who gets it: the dative or a preposition of direction, then benefit, company, place."""
        window = [nominal for nominal in self._window() if nominal is not subject and self._party_like(nominal, frame)]
        to = [nominal for nominal in window if "to" in nominal.prep]
        if to:
            return min(to, key=lambda nominal: (nominal.head < self.at, abs(nominal.head - self.at))), "to"
        if self.parse.pack.has_cases:
            dative = [nominal for nominal in window if not nominal.prep and nominal.cases & f.DAT and not nominal.cases & f.NOM]
            if dative:
                return min(dative, key=lambda nominal: abs(nominal.head - self.at)), "dative"
        elif not self.noun:
            first = min((nominal.left for nominal in frame.themes if nominal.left > self.at), default=self.clause.last)
            double = [nominal for nominal in window if not nominal.prep and self.at < nominal.left and (nominal.head < first or self.frame in ("help",) or "with" in frozenset().union(*(theme.prep for theme in frame.themes)))]
            if double:
                return double[0], "object"
            if self.passive:
                recipients = [nominal for nominal in window if not nominal.prep and nominal.last < self.at]
                if recipients:
                    return recipients[-1], "passive-subject"
        roles = ("for", "alongside", "with", "in", "against") if frame.kind in _LOCATED else ("for", "with")
        if self.frame in ("make",):
            roles = ("for",)
        for role in roles:
            found = [nominal for nominal in window if role in nominal.prep and (role != "in" or self._elsewhere(nominal, frame))]
            if found:
                return min(found, key=lambda nominal: abs(nominal.head - self.at)), role
        if frame.kind == "arms_transfer" and self.frame == "move":
            found = [nominal for nominal in window if "in" in nominal.prep]
            if found:
                return found[0], "in"
        return None, ""

    def _elsewhere(self, nominal: Nominal, frame: Frame) -> bool:
        owner = self._owner(frame)
        return not owner or not set(self._own_codes(nominal)) <= set(owner)

    # ---- kinds with parties of their own

    def _funding(self, frame: Frame) -> None:
        programme = frame.themes[0] if frame.themes else None
        owner = programme.countries if programme is not None else ()
        money = next((nominal for nominal in self.free if nominal.theme("money") is not None and nominal is not programme and nominal.head in self.clause), None)
        subject, how = self._subject(frame)
        source = money.theme("money") if money is not None else None
        if not owner and programme is not None and (programme.possessor or subject is not None):
            owner = self._codes(subject) if subject is not None and self.parse.pack.has_cases and subject.cases & f.DAT and not subject.cases & f.NOM else ()
        if not owner:
            recipient = self._dative_target(frame)
            owner = self._codes(recipient)
        if not owner:
            owner = _some(self.discourse.regime())
        frame.recipients = owner[:1]
        payer: tuple[str, ...] = ()
        if source is not None and source.item == "own revenue":
            payer, name = frame.recipients, "own-revenue"
        elif source is not None and source.item == "trade":
            payer = tuple(code for code in (money.countries if money else ()) if code not in frame.recipients) or _some(self.discourse.partner(frame.recipients[0] if frame.recipients else ""))
            name = "trade"
        else:
            others = tuple(code for code in self._codes(subject) if code not in frame.recipients)
            payer, name = (others or (frame.recipients if subject is not None and self._codes(subject) else ())), how
        if not payer and money is not None and money.countries:
            payer, name = money.countries, "money-owner"
        frame.actors = payer[:1]
        frame.inferred = source is not None and source.item == "trade"
        frame.rules += [f"actor:{name}", "recipient:programme"]

    def _dative_target(self, frame: Frame) -> Nominal | None:
        return next((nominal for nominal in self._window() if not nominal.prep and nominal.cases & f.DAT and not nominal.cases & f.NOM and self._party_like(nominal, frame)), None)

    def _violation(self, frame: Frame) -> None:
        subject, how = self._subject(frame)
        codes = self._codes(subject)
        if not codes or not set(codes) & set(WATCHED):
            parties = [nominal for nominal in self.free if nominal.last < self.at and nominal.countries and nominal.head > self.barrier and (nominal.themes or nominal.type == "country") and nominal.type != "organ"]
            codes = tuple(dict.fromkeys(code for nominal in parties for code in nominal.countries if code in WATCHED))
            how = "parties-before"
        if not codes:
            by = self._with_prep(frame, "by")
            codes, how = self._codes(by), "by"
        frame.actors = tuple(code for code in codes if code not in ("UN", "EU"))
        frame.rules.append(f"actor:{how}")

    def _designation(self, frame: Frame) -> None:
        subject, how = self._subject(frame)
        codes = self._codes(subject) if subject is not None and (subject.type in ("country", "org", "organ", "office", "person") or subject.pronoun) else ()
        if not codes:
            listing = next((nominal for nominal in frame.themes if nominal.countries), None)
            codes, how = (listing.countries, "list-owner") if listing is not None and listing.theme("listing", "measures") else ((), "")
        frame.actors = codes
        frame.actor = subject
        frame.rules.append(f"actor:{how}")

    def _theft(self, frame: Frame) -> None:
        subject, how = self._subject(frame)
        codes = tuple(code for code in self._codes(subject) if code in WATCHED or code == "CN")
        if not codes:
            group = next((nominal for nominal in self.free if nominal.organ_role == "group" and nominal.countries), None)
            codes, how = self._codes(group), "group"
        frame.actors = codes
        frame.rules.append(f"actor:{how}")

    def _training(self) -> list[Frame]:
        people = [nominal for nominal in self._window() if nominal.theme("troops") and self._strong(nominal)]
        antecedent = [self.antecedent] if self.antecedent is not None and self.antecedent.theme("troops") else []
        frame = Frame(self.at, self.number, self.frame, "military_training", self.bits, self.noun, [], None)
        frame.rules.append(f"{self.frame}.{'noun' if self.noun else 'passive' if self.passive else 'active'}")
        frame.span = [self.at]
        if self.frame == "undergo" and not self.noun:
            return self._undergone(frame, people, antecedent)
        left = [nominal for nominal in people if nominal.last < self.at]
        right = [nominal for nominal in people if nominal.head > self.at]
        trainees = (left + antecedent if self.passive else right) or antecedent or right
        subject, how = self._subject(frame)
        if not trainees and subject is not None:
            army = next((nominal for nominal in self._window() if nominal.head > self.at and nominal.organ_role == "military" and self._own_codes(nominal)), None)
            trainees = [army] if army is not None else []
        if not trainees:
            return []
        trainee = trainees[-1] if self.passive else trainees[0]
        if subject is trainee:
            subject = next((nominal for nominal in left if nominal is not trainee), None)
        frame.themes = [trainee] if trainee.themes else []
        frame.recipients, frame.recipient = self._codes(trainee), trainee
        trainer = subject if subject is not trainee else None
        host = next((nominal for nominal in self._window() if "in" in nominal.prep and nominal.countries and set(nominal.countries) != set(frame.recipients)), None)
        for nominal, name in ((trainer, how), (host, "host")):
            codes = tuple(code for code in self._codes(nominal) if code not in frame.recipients)
            if codes:
                frame.actors, frame.actor = codes, nominal
                frame.rules.append(f"actor:{name}")
                break
        frame.span.append(trainee.head)
        return [frame]

    def _undergone(self, frame: Frame, people: list[Nominal], antecedent: list[Nominal]) -> list[Frame]:
        following = self.mentions[self.at + 1 : self.at + 5]
        named = "szkoleni" in self.mentions[self.at].word or any(mention.has("noun", "train") for mention in following) or len(self.mentions[self.at].raw.split()) > 1 or any(sense.k == "train" for sense, _ in self.mentions[self.at].senses)
        trainees = [nominal for nominal in people if nominal.last < self.at] or antecedent or [nominal for nominal in people if not nominal.prep]
        if not named or not trainees:
            return []
        frame.themes = trainees[:1]
        frame.recipients, frame.recipient = self._codes(trainees[0]), trainees[0]
        host = next((nominal for nominal in self._window() if nominal.prep & {"in", "by", "with"} or nominal.pronoun == "here" and self._own_codes(nominal)), None)
        codes = tuple(code for code in self._codes(host) if code not in frame.recipients)
        frame.actors, frame.actor = codes, host
        frame.rules.append("actor:host")
        frame.span.append(trainees[0].head)
        return [frame]


def _some(code: str) -> tuple[str, ...]:
    return (code,) if code else ()
