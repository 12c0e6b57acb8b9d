"""Which cues govern a frame: verbs and words of saying, hedging and denying, and how far each reaches."""

from __future__ import annotations

from dataclasses import dataclass

from flows.extraction.clauses.clause import Clause
from flows.extraction.frames.frame import Frame
from flows.extraction.mentions.mention import Mention
from flows.extraction.packs import forms as f
from flows.extraction.parse import Parse

_QUOTES = frozenset("„“”\"'‘’«»‚")


REPORTING = frozenset({"say", "thank", "find", "accuse", "confirm", "deny", "fear", "promise", "exclude"})


CANCELLING = frozenset({"ask", "withhold", "suppose", "stop"})


@dataclass(slots=True)
class Governor:
    """A cue that governs a frame."""

    at: int
    kind: str
    negated: bool
    verb: bool
    before: bool


def governors(at: int, frame: Frame, parse: Parse) -> list[Governor]:
    mention = parse.mentions[at]
    own = at == frame.at and frame.frame != "count"
    if own and frame.kind != "designation" and not (frame.frame == "receive" and mention.has("cue", "promise")):
        return []
    found = []
    for sense, bits in mention.senses:
        if sense.t != "cue":
            continue
        if own:  # "zapowiedział sankcje", "threatened sanctions": the verb says at once what and that it is to come (rule 13)
            if sense.k in ("promise", "plan"):
                found.append(Governor(at, sense.k, negated(parse, at), True, True))
            continue
        if parse.pack.has_cases and bits & f.PASSIVE and not bits & (f.FINITE | f.IMPERSONAL) and not _predicative(at, parse):
            continue  # "zapowiadany od roku": a participle that only describes
        verb = bool(bits & (f.FINITE | f.INFINITIVE | f.PASSIVE | f.ACTIVE | f.ADVERBIAL | f.GERUND))
        if _reaches(at, sense.k, bits, verb, frame, parse):
            found.append(Governor(at, sense.k, negated(parse, at), verb, at < frame.at or frame.frame == "count"))
    return found


def _predicative(at: int, parse: Parse) -> bool:
    return any(mention.is_word("be") for mention in parse.mentions[max(at - 3, 0) : at + 3])


def negated(parse: Parse, at: int) -> bool:
    """Whether "not" stands right before a word, auxiliaries and adverbs aside."""
    for step in range(at - 1, max(at - 5, -1), -1):
        mention = parse.mentions[step]
        if mention.is_word("not"):
            return True
        if step == at - 1 and mention.word == "to" and not parse.pack.has_cases:
            continue  # "promised not to send"
        if (
            mention.mark
            or mention.types & {"verb", "theme", "country", "org", "person", "prep"}
            or ("cue" in mention.types and not mention.has("cue", "plan") and not mention.has("cue", "possible"))
        ):
            return False
    return False


def _reaches(at: int, kind: str, bits: int, verb: bool, frame: Frame, parse: Parse) -> bool:
    own, cue = frame.clause, parse.clause_of(at)
    if at == frame.at:
        return kind in REPORTING and verb
    if kind == "occur" and frame.noun and 0 < cue - own <= 2 and parse.clauses[cue].opener == "," and parse.clauses[cue].first == at:
        return True  # "The recruitment of labourers, 15,000 of them so far, | continues"
    if kind in ("occur", "light", "enable"):
        return own == cue
    if parse.clauses[cue].aside or _opening_remark(cue, parse) or _remark(cue, at, parse):
        return kind in REPORTING | {"withhold"} and verb and own != cue
    if at < frame.at:
        if own == cue:
            return _same_clause(at, kind, verb, frame, parse)
        return verb_like(kind, verb) and _complement(cue, own, at, parse)
    if kind == "allege" and not verb and any(mention.has("prep", "according") for mention in parse.mentions[max(at - 3, 0) : at]):
        return True  # "according to unverified rumours"
    if kind in ("possible", "allege", "plan") and not verb:
        return own == cue and kind == "allege" and _beside(at, frame, parse)
    if kind == "deny" and not verb:
        return not any(parse.clauses[number].opener in (";", ".") for number in range(own + 1, cue + 1))
    if (
        not verb
        or kind not in REPORTING | {"withhold", "plan"}
        or not bits & (f.FINITE | f.IMPERSONAL | f.PASSIVE | f.ADVERBIAL | f.ACTIVE)
    ):
        return False
    return _postposed(at, cue, own, frame, parse)


def _opening_remark(cue: int, parse: Parse) -> bool:
    """ "Jak dodał, …", "As Kirby noted, …": a short clause before the statement."""
    clause = parse.clauses[cue]
    return (
        cue == 0
        and len(parse.clauses) > 1
        and parse.clauses[1].opener == ","
        and clause.last - clause.first <= 8
        and parse.mentions[clause.first].is_word("quote")
    )


def _remark(cue: int, at: int, parse: Parse) -> bool:
    """ ", co potwierdził Kreml,", ", which Moscow confirmed": a relative clause that hangs on the whole statement."""
    clause = parse.clauses[cue]
    return (
        clause.opener == "relative"
        and cue > 0
        and parse.mentions[clause.first].is_word("whole")
        and (parse.mentions[at].has("cue", "confirm") or (parse.pack.has_cases and not parse.mentions[at].has("cue", "deny")))
        and at - clause.first <= (2 if parse.pack.has_cases else 4)
        and not any(nominal.themes and not nominal.is_agent and nominal.head in clause for nominal in parse.nominals)
    )


def verb_like(kind: str, verb: bool) -> bool:
    """Cues that take a clause as their object; modals and adverbs do not reach into another clause."""
    return verb or kind in ("fear", "ask", "withhold", "suppose", "allege", "deny", "possible")


def _same_clause(at: int, kind: str, verb: bool, frame: Frame, parse: Parse) -> bool:
    between = parse.mentions[at + 1 : frame.at]
    if kind == "plan" and verb and not parse.pack.has_cases and _done(at, frame, parse):
        return False
    if kind in ("plan", "possible", "stop", "allege", "ask"):
        return not any(_own_verb(mention) for mention in between if not (frame.noun and mention.has("verb", "send")))
    return True


def _done(at: int, frame: Frame, parse: Parse) -> bool:
    """ "offered and then gave": a finite verb joined to the plan was carried out."""
    joined = any(mention.is_word("and") for mention in parse.mentions[at + 1 : frame.at])
    return joined and not frame.noun and bool(frame.bits & f.PAST) and bool(parse.mentions[at].bits("cue") & f.PAST)


def answer(at: int, parse: Parse) -> int:
    """ "Asked whether Iran had sent missiles, he said that it had done so": where what was asked is answered, else -1."""
    return next((step for step in parse.at_word("did_so") if step > at), -1)


def _own_verb(mention: Mention) -> bool:
    """A verb that takes the modal before it for itself."""
    if mention.types & {"verb", "act"} and not mention.types & {"theme", "prep"} and not mention.is_word("be"):
        bits = mention.bits("verb") | mention.bits("act")
        return bool(bits & (f.FINITE | f.INFINITIVE)) and not bits & f.PASSIVE
    return False


def _complement(cue: int, own: int, at: int, parse: Parse) -> bool:
    """Whether the frame's clause lies in the complement of a cue further left."""
    chain = [clause for clause in parse.clauses[cue + 1 : own + 1] if clause.first > at]
    if not chain:
        return False
    first = chain[0].opener
    if first == "that" and parse.mentions[at].has("cue", "withhold") and parse.mentions[max(chain[0].first - 2, 0)].is_word("and"):
        return False  # "said it was not aware of the case and that": the second goes with the verb of saying
    if first in ("that", "whether", "purpose", ":", "where"):
        return _unbroken(chain[1:], parse)
    if first == ".":  # "„A – szacuje X. B”": what X says goes on
        quoted = parse.text[parse.start] in _QUOTES
        return quoted and parse.clauses[cue].opener in ("dash", ",") and len(chain) <= 2
    if first in ("if",):
        return parse.mentions[at].has("cue", "ask")
    if first == "relative":
        return any(parse.mentions[at].has("cue", kind) for kind in REPORTING) and _object_follows(at, cue, parse)
    if first in (",", "and", "but", "(", "dash", "when", "because"):
        return (
            len(chain) > 1
            and any(clause.opener == "that" for clause in chain)
            and _unbroken(chain[1:], parse)
            and first in (",", "(", "dash")
            and not _has_reporting(parse, chain[0])
        )
    return False


def _object_follows(at: int, cue: int, parse: Parse) -> bool:
    """ "praised the soldiers who fought": the relative clause hangs on the object of the cue."""
    return any(
        nominal.head > at and nominal.head in parse.clauses[cue] and nominal.themes for nominal in parse.nominals if nominal.inside is None
    )


def _unbroken(chain: list[Clause], parse: Parse) -> bool:
    for clause in chain:
        if clause.aside:
            continue
        if clause.opener in (";", "dash"):
            return False
        if clause.opener in (",", "and", "but", "when", "because") and _has_reporting(parse, clause):
            return False
    return True


def _has_reporting(parse: Parse, clause: Clause) -> bool:
    for at in clause.positions():
        mention = parse.mentions[at]
        for sense, bits in mention.senses:
            if (
                sense.t == "cue"
                and sense.k in REPORTING
                and bits & (f.PAST | f.PRESENT | f.IMPERSONAL)
                and not mention.types & {"theme", "verb"}
            ):
                return True
    return False


def _beside(at: int, frame: Frame, parse: Parse) -> bool:
    return at - frame.at <= 3


def _postposed(at: int, cue: int, own: int, frame: Frame, parse: Parse) -> bool:
    """ "…, the NIS said on Friday"; "… – poinformowała NIS": the words stand before the verb of saying."""
    if own == cue:
        between = parse.mentions[frame.at + 1 : at]
        return (
            not any(mention.is_word("that") for mention in between)
            and not any(_own_verb(mention) for mention in between)
            and _clause_final_speech(at, parse)
        )
    if any(parse.clauses[number].opener == ";" for number in range(own + 1, cue + 1)):
        return parse.mentions[parse.clauses[cue].first].is_word("backward")  # "…; tak twierdzą urzędnicy"
    opener = parse.clauses[cue].opener
    if opener in ("relative", "where", "that", "if", "whether", "when", "because", "purpose"):
        return False
    if opener in ("but", "and") and _has_subject_before(at, cue, parse):
        return False
    following = parse.clauses[cue + 1].opener if cue + 1 < len(parse.clauses) else ""
    if following == "that" and opener != "dash":
        said = parse.clauses[cue]
        if not _parenthetical(cue, parse) or not parse.mentions[min(said.last + 1, len(parse.mentions) - 1)].mark:
            return False
    return not _takes_object(at, cue, parse)


def _clause_final_speech(at: int, parse: Parse) -> bool:
    return all(
        nominal.is_agent or nominal.prep or nominal.inside is not None
        for nominal in parse.nominals
        if nominal.head > at and nominal.head <= parse.clauses[parse.clause_of(at)].last
    )


def _parenthetical(cue: int, parse: Parse) -> bool:
    clause = parse.clauses[cue]
    return clause.last - clause.first <= 3


def _has_subject_before(at: int, cue: int, parse: Parse) -> bool:
    return any(nominal.is_agent and nominal.head in parse.clauses[cue] and nominal.head < at for nominal in parse.nominals)


def _takes_object(at: int, cue: int, parse: Parse) -> bool:
    """ "Moscow denied the reports", "wypowiedź przytoczyła agencja": the cue has its own object, not the frame."""
    mention = parse.mentions[at]
    last = parse.clauses[cue].last
    if mention.has("cue", "accuse"):
        following = parse.mentions[at + 1] if at < last else None
        return parse.pack.has_cases or not (following is None or following.mark or following.has("prep", "in") or "time" in following.types)
    border = ("quote", "when", "because") if not parse.pack.has_cases else ()
    last = next(
        (step for step in range(at + 1, last + 1) if parse.mentions[step].mark == "," or parse.mentions[step].is_word(*border)), last
    )
    return any(
        nominal.themes
        and not nominal.is_agent
        and not nominal.prep
        and at < nominal.head <= last
        and nominal.inside is None
        and not (parse.pack.has_cases and nominal.cases and not nominal.cases & f.ACC)
        for nominal in parse.nominals
    )
