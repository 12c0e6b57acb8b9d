"""The rules extractor: an article in, its claims out. No network, no model, no state between articles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from flows.extraction.attribution import turns
from flows.extraction.attribution.cited import by_account
from flows.extraction.attribution.denials import denier
from flows.extraction.attribution.firmness import by_speaker, is_party, status_of
from flows.extraction.attribution.governors import REPORTING, Governor
from flows.extraction.attribution.predication import before_verb
from flows.extraction.attribution.speakers import describe
from flows.extraction.attribution.speech import Attribution, attribute, only_quoted
from flows.extraction.attribution.subjects import speaker_of
from flows.extraction.clauses.verbs import finite
from flows.extraction.discourse import Discourse, Speaker
from flows.extraction.frames.completion import codable, complete
from flows.extraction.frames.find import frames
from flows.extraction.frames.frame import Frame
from flows.extraction.mentions.find import find
from flows.extraction.mentions.mention import Mention
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.notes import Stopped, doubt, note, unjoined
from flows.extraction.packs import forms as f
from flows.extraction.packs.load import Pack
from flows.extraction.parse import Parse, parse
from flows.extraction.sentences import past_dateline, sentences
from flows.extraction.slots.events import lies_ahead, said_on
from flows.extraction.slots.fill import slots_of
from flows.extraction.slots.slots import Slots
from flows.extraction.text import Text
from schemas.claim import CODEBOOK_VERSION, Reading
from schemas.review import Note, Stage
from schemas.speakers import ANALYTIC_ROLES, OFFICIAL_ROLES
from schemas.statuses import StatusName

EXTRACTOR = "rules/1"
_FIRST_YEAR = 2022
BODIES = frozenset({"monitoring_body", "research", "intelligence", "investigator", "authority"})
_TRIGGERS = frozenset({"verb", "noun"})


@dataclass(slots=True)
class _Found:
    """A claim while the article is still being read."""

    frame: Frame
    attribution: Attribution
    status: StatusName
    slots: Slots
    start: int
    end: int
    sentence: int
    in_title: bool
    parsed: Parse


def read(title: str | None, text: str, published: date | None, pack: Pack, notes: list[Note] | None = None) -> list[Reading]:
    """The claims of one article, in reading order. Offsets count in ``title`` or ``text`` exactly as given.

    ``notes`` is filled with what did not become a claim and why, and with the claims that people should look at.
    """
    discourse = Discourse()
    found: list[_Found] = []
    parts = [(Text(title), True)] if title else []
    parts.append((Text(text), False))
    numbered: list[tuple[int, Parse]] = []
    for part, in_title in parts:
        for number, (start, end) in enumerate(sentences(part.clean, pack)):
            opening, start = start, start if in_title or number > 1 else past_dateline(part.clean, start, end)
            if opening < start and any("fiction" in mention.types for mention in find(part.clean, opening, start, pack)):
                discourse.fiction.append((in_title, number))  # "SATIRE — North Korea has sent …"
            mentions = find(part.clean, start, end, pack)
            numbered.append((number, parse(part.clean, start, end, mentions, pack, published, in_title)))
    discourse.everywhere = {code for _, parsed in numbered for nominal in parsed.nominals for code in nominal.countries}
    before, paragraph = 0, 0
    for number, parsed in numbered:
        opens = number == 0 or "\n" in parsed.text[before : parsed.start]
        before, paragraph = parsed.end, number if opens else paragraph
        turns.begin(parsed, discourse, opens and not parsed.in_title)
        new = _sentence(parsed, discourse, number)
        _attribute_backwards(parsed, discourse, found, new, number)
        new += _denial(parsed, discourse, found, new, number)
        _spoken_before(discourse, found, paragraph)
        found.extend(new)
    texts = {True: parts[0][0] if title else parts[-1][0], False: parts[-1][0]}
    if any(in_title or at <= 1 or at == numbered[-1][0] for in_title, at in discourse.fiction):
        found = []  # an article that opens or ends as fiction or joke is one (rule 25)
    kept = _merged(found, discourse)
    _link_exchanges(kept)
    if notes is not None:
        claimed = {(claim.frame.kind, claim.parsed.start) for claim in kept if not claim.in_title}
        notes += [note(stopped, texts[stopped.parsed.in_title], claimed) for stopped in discourse.stopped]
    return [_reading(claim, texts[claim.in_title], published, pack) for claim in kept]


def _denial(parsed: Parse, discourse: Discourse, found: list[_Found], new: list[_Found], number: int) -> list[_Found]:
    """ "The Kremlin called the report false": the last conduct that somebody else claimed, denied."""
    turned_down = denier(parsed, discourse)
    if turned_down is None or any(claim.status == "denied" for claim in new):
        return []
    speaker, at = turned_down
    said = sorted((claim for claim in [*found, *new] if not claim.in_title), key=lambda claim: -claim.sentence)
    for claim in said:
        told, frame = claim.attribution.speaker, claim.frame
        if frame.kind == "designation" or claim.status in ("denied", "planned") or (told is not None and told.name == speaker.name):
            continue
        if not {speaker.country, *speaker.countries} & {*frame.actors, *frame.recipients}:
            continue
        denied = replace(
            frame, at=at, clause=parsed.clause_of(at), themes=[], actor=None, recipient=None, span=[at], rules=["denied.anaphor"]
        )
        attribution = Attribution(speaker=speaker, how="anaphor", cue="deny", span=[at])
        start, end = _evidence(denied, attribution, parsed)
        slots = Slots(item=claim.slots.item, programme=claim.slots.programme)
        return [_Found(denied, attribution, "denied", slots, start, end, number, False, parsed)]
    return []


def _spoken_before(discourse: Discourse, found: list[_Found], paragraph: int) -> None:
    """ "– A. B – powiedział X": what stands before the attribution of a paragraph of direct speech is the same speaker's."""
    speaker = discourse.dashed
    if speaker is None or speaker is not discourse.speaker:
        return
    for claim in found:
        if claim.sentence >= paragraph and not claim.in_title and claim.attribution.speaker is None and turns.spoken(claim.parsed):
            claim.attribution.speaker, claim.attribution.how = speaker, "turn"
            if claim.status == "reported":
                claim.status = by_speaker(claim.frame, speaker, "say")


def _sentence(parsed: Parse, discourse: Discourse, number: int) -> list[_Found]:
    new: list[_Found] = []
    discourse.sentence, discourse.place_here = len(discourse.countries), ""
    named = {code for nominal in parsed.nominals if nominal.type == "country" for code in nominal.countries}
    fiction = _invented(parsed) or any("fiction" in mention.types for mention in parsed.mentions)
    if fiction:
        discourse.fiction.append((parsed.in_title, number))
    if not fiction and not _editorial(parsed) and _may_state(parsed):
        for nominal in parsed.nominals:
            discourse.resolve(nominal, named)
        found = frames(parsed, discourse)
        main = _main_frames(found)
        if not found and (loose := unjoined(parsed)) is not None:
            discourse.stopped.append(Stopped("frame", loose, parsed, None, True))
        if len(main) < len(found):
            discourse.stopped += [
                Stopped("frame", frame, parsed, None, False) for frame in found if not any(frame is other for other in main)
            ]
        for frame in main:
            _alongside(frame, new, parsed)
            claim = _claim(frame, parsed, discourse, number)
            if claim is None:
                continue
            if _repeats(claim, new):
                discourse.stopped.append(Stopped("merge", frame, parsed, claim.attribution, True))
            else:
                new.append(claim)
    else:
        for nominal in parsed.nominals:
            discourse.resolve(nominal, named)
    if parsed.in_title:
        discourse.headline |= {code for nominal in parsed.nominals for code in nominal.countries}
    _remember(parsed, discourse, new)
    return new


def _main_frames(found: list[Frame]) -> list[Frame]:
    """Without participles on a thing that has its own verb: "fighters bought from Russia will land in Iran"."""
    kept = []
    for frame in found:
        main = next((other for other in found if frame.attributive and _stands_for(other, frame)), None)
        if main is None:
            kept.append(frame)
            continue
        main.actors = main.actors or tuple(code for code in frame.actors if code not in main.recipients)
        main.recipients = main.recipients or tuple(code for code in frame.recipients if code not in main.actors)
    return kept


def _stands_for(other: Frame, frame: Frame) -> bool:
    return other.kind == frame.kind and not other.attributive and bool(set(map(id, other.themes)) & set(map(id, frame.themes)))


_PEOPLE = ("troop_deployment", "labour_export")


def _alongside(frame: Frame, earlier: list[_Found], parsed: Parse) -> None:
    """ "labourers have been sent to Russia, in addition to 15,000 troops dispatched in two waves": whence and whither the others went."""
    if parsed.pack.has_cases or frame.actors or frame.recipients or frame.kind not in _PEOPLE or not frame.bits & f.PASSIVE:
        return
    others = [claim.frame for claim in earlier if claim.frame.kind in _PEOPLE and claim.frame.kind != frame.kind]
    if others:
        frame.actors, frame.recipients, frame.inferred = others[-1].actors, others[-1].recipients, True
        frame.rules.append("parties:alongside")


def _may_state(parsed: Parse) -> bool:
    """A trigger; or people or things that are, or that somebody has, somewhere: "there are soldiers in Kursk"."""
    if any(mention.types & _TRIGGERS or (parsed.pack.has_cases and mention.has("cue", "deny")) for mention in parsed.mentions):
        return True
    return any(mention.is_word("be", "have") for mention in parsed.mentions) and any(
        nominal.theme("troops", "arms") is not None for nominal in parsed.nominals
    )


def _invented(parsed: Parse) -> bool:
    """ "In the film, North Korea sends …": a sentence that opens with a work of fiction tells what happens in it."""
    opening = parsed.mentions[: next((at for at, mention in enumerate(parsed.mentions[:9]) if mention.mark == ","), 0)]
    if not opening or not opening[0].has("prep", "in") or any(finite(mention) and "theme" not in mention.types for mention in opening):
        return False
    return any(mention.is_word("invented") for mention in opening) and not any(mention.is_word("evidence") for mention in parsed.mentions)


def _editorial(parsed: Parse) -> bool:
    """A remark in square brackets is not the article's voice."""
    return parsed.text[parsed.start] == "[" and parsed.text[parsed.end - 1] == "]"


def _claim(frame: Frame, parsed: Parse, discourse: Discourse, number: int) -> _Found | None:
    attribution = attribute(frame, parsed, discourse)
    _issued(frame, attribution, parsed, discourse)
    _goes_on(frame, attribution, parsed, discourse)
    _own_ministry(frame, attribution)
    complete(frame, parsed, discourse, attribution.speaker)
    status = status_of(frame, attribution, parsed)
    if not codable(frame):
        stage: Stage = "codable" if frame.actors and frame.recipients and set(frame.actors) != set(frame.recipients) else "party"
        discourse.stopped.append(Stopped(stage, frame, parsed, attribution, status is not None))
        return None
    if status is None:
        discourse.stopped.append(Stopped("status", frame, parsed, attribution, False))
        return None
    slots = slots_of(frame, parsed, discourse)
    if status == "planned" and parsed.published is not None:
        lies_ahead(slots, parsed.published)
    if slots.event_end is not None and slots.event_end.year < _FIRST_YEAR:
        discourse.stopped.append(Stopped("history", frame, parsed, attribution, True))
        return None
    if doubt(frame, attribution, parsed):
        discourse.stopped.append(Stopped("kept", frame, parsed, attribution, True))
    start, end = _evidence(frame, attribution, parsed)
    return _Found(frame, attribution, status, slots, start, end, number, parsed.in_title, parsed)


def _goes_on(frame: Frame, attribution: Attribution, parsed: Parse, discourse: Discourse) -> None:
    """ "MSMT says that the North sent shells. In return, Russia …": the other half of an exchange that somebody has just told of."""
    opens = any(mention.is_word("in_return") for mention in parsed.mentions[:2])
    told = discourse.exchange
    if attribution.speaker is None and opens and frame.reversed and told is not None and not parsed.in_title:
        attribution.speaker, attribution.how = told, "exchange"


def _evidence(frame: Frame, attribution: Attribution, parsed: Parse) -> tuple[int, int]:
    """The clauses that hold the frame and its attribution, without the punctuation around them."""
    points = [frame.at, *frame.span, *attribution.span]
    points += [nominal.head for nominal in (frame.actor, frame.recipient) if nominal is not None and nominal in parsed.nominals]
    numbers = [parsed.clause_of(at) for at in points]
    first = parsed.mentions[parsed.clauses[min(numbers)].first]
    last = parsed.mentions[max(parsed.clauses[number].end for number in numbers)]
    start, end = first.start, last.end
    text = parsed.text
    while end > start and text[end - 1] in " .,;:–—-":
        end -= 1
    while start < end and text[start] in " .,;:–—-":
        start += 1
    return start, end


def _repeats(claim: _Found, earlier: list[_Found]) -> bool:
    """Whether a claim of the same sentence already says this conduct; the fuller one stays."""
    for other in earlier:
        same = (
            other.frame.kind == claim.frame.kind
            and set(other.frame.actors) == set(claim.frame.actors)
            and set(other.frame.recipients) == set(claim.frame.recipients)
        )
        if not same or not _same_voice(other, claim):
            continue
        if claim.slots.quantity_text and other.slots.quantity_text and claim.slots.quantity_text != other.slots.quantity_text:
            continue
        if claim.frame.kind == "designation" and claim.slots.unit and other.slots.unit and claim.slots.unit != other.slots.unit:
            continue  # "siedem osób i siedem podmiotów"
        if claim.status != other.status and "planned" in (claim.status, other.status) and claim.slots.quantity_text:
            continue
        other.slots.fill(claim.slots)
        return True
    return False


def _same_voice(one: _Found, other: _Found) -> bool:
    a, b = one.attribution.speaker, other.attribution.speaker
    return (a.name if a else None) == (b.name if b else None)


def _own_ministry(frame: Frame, attribution: Attribution) -> None:
    """ "Japan blacklisted five firms, the foreign ministry said": no other state's ministry announces it."""
    speaker = attribution.speaker
    if frame.kind != "designation" or speaker is None or speaker.country or speaker.role not in ("government", "authority"):
        return
    if len(frame.actors) == 1 and speaker.name == speaker.words:
        attribution.speaker = replace(speaker, country=frame.actors[0])


def _issued(frame: Frame, attribution: Attribution, parsed: Parse, discourse: Discourse) -> None:
    """ "Today, the Treasury designated …": the authority's own announcement, which speaks on where nobody else does (rule 30)."""
    today = any(when.precision == "day" and parsed.mentions[when.first].has("time", "day") for when in parsed.whens)
    actor = frame.actor
    if attribution.speaker is not None or parsed.in_title:
        return
    if frame.kind == "designation" and today and actor is not None and actor.type == "org" and actor.organ_role == "authority":
        discourse.issuer = describe(actor, parsed, discourse)
    if discourse.issuer is not None:
        attribution.speaker, attribution.how = discourse.issuer, "issuer"


def _remember(parsed: Parse, discourse: Discourse, new: list[_Found]) -> None:
    """What the sentence leaves to the next ones."""
    speakers = _speakers(parsed, discourse)
    speakers += [claim.attribution.speaker for claim in new if claim.attribution.speaker is not None]
    for speaker in speakers:
        _identify(speaker, discourse)
        discourse.speaker = speaker
        discourse.speakers.append(speaker)
        if speaker.role in ("official", "expert", "unnamed_official", "unnamed_source"):
            discourse.protagonist = speaker
    turns.end(parsed, discourse, speakers)
    if speakers and any(parsed.text[parsed.start : parsed.end].count(pair[1]) for pair in parsed.pack.quotes):
        discourse.quoting = speakers[-1]
    elif not only_quoted(parsed):
        discourse.quoting = None
    discourse.exchange = next((claim.attribution.speaker for claim in reversed(new) if not claim.in_title), None)
    discourse.vacant = None
    for nominal in parsed.nominals:
        if nominal.inside is not None:
            continue
        if nominal.person:
            _introduce(nominal.person, nominal, parsed, discourse)
            if not nominal.prep and before_verb(nominal, parsed):
                discourse.protagonist = describe(nominal, parsed, discourse)
        if nominal.type == "org" and nominal.inside is None and nominal.organ_role in BODIES:
            body = describe(nominal, parsed, discourse)
            if body is not None:
                discourse.bodies.append(body)
        elif nominal.type == "document" and nominal.organ:
            discourse.speaker = describe(nominal, parsed, discourse) or discourse.speaker
        elif nominal.office_role == "official" and nominal.countries and not nominal.prep and parsed.pack.has_cases:
            discourse.vacant = Speaker("", nominal.countries[0], "official")
    acted = {nominal.countries[0] for nominal in parsed.nominals if nominal.countries and _is_subject(nominal, parsed)}
    discourse.acted = acted.pop() if len(acted) == 1 else ""
    for nominal in parsed.nominals:
        if nominal.type in ("place", "country") and nominal.prep & {"in", "to"} and nominal.countries:
            discourse.place_country = nominal.countries[0]
        sense = nominal.place or (nominal.sense if nominal.type == "place" else None)
        if sense is not None and nominal.prep & {"in", "to"}:
            discourse.place = (sense.name, sense.c, sense.place_type)
        if nominal.countries and _is_subject(nominal, parsed):
            discourse.subjects.append(nominal.countries[0])
    for claim in new:
        frame = claim.frame
        discourse.scenario[frame.kind] = (frame.actors, frame.recipients)
        if (
            frame.kind in ("arms_transfer", "troop_deployment", "technology_transfer", "labour_export")
            and frame.actors
            and frame.recipients
        ):
            discourse.direction = (frame.actors, frame.recipients)
        if frame.kind == "designation":
            discourse.authority = frame.actors
            if frame.actor is not None and frame.actor.type == "org" and discourse.speaker is None:
                discourse.speaker = describe(frame.actor, parsed, discourse)  # its notice speaks in what follows
        if frame.themes:
            discourse.theme, discourse.theme_kind = frame.themes[0], frame.kind
    if not new:
        authorities = [nominal for nominal in parsed.nominals if nominal.organ_role == "authority" and nominal.countries]
        if authorities:
            discourse.authority = authorities[-1].countries[:1]


def _identify(speaker: Speaker, discourse: Discourse) -> None:
    """ "The foreign minister" of one sentence is the named official of the next, if they are of one country."""
    if discourse.speakers and speaker.role == "official" and speaker.name != speaker.words:
        last = discourse.speakers[-1]
        if last.role == "official" and last.name == last.words and last.country == speaker.country and last.country:
            last.name = speaker.name


def _is_subject(nominal: Nominal, parsed: Parse) -> bool:
    """A party that stands before the verb of its clause, or in the nominative: "it" in the next sentence may mean it."""
    if nominal.prep or nominal.inside is not None or not (nominal.type == "country" or nominal.organ or nominal.pronoun):
        return False
    if parsed.pack.has_cases:
        return nominal.type == "country" and (not nominal.cases or bool(nominal.cases & f.NOM))
    clause = parsed.clauses[parsed.clause_of(nominal.head)]
    return not any(finite(parsed.mentions[at]) for at in clause.positions() if at < nominal.left)


def _speakers(parsed: Parse, discourse: Discourse) -> list[Speaker]:
    found = []
    for at in parsed.cues:
        mention = parsed.mentions[at]
        sense = next((sense for sense, _ in mention.senses if sense.t == "cue" and sense.k in REPORTING), None)
        if sense is not None and (not mention.types & {"verb"} or _announces(mention, parsed)):
            speaker, _ = speaker_of(Governor(at, sense.k, False, True, False), parsed, discourse)
            if speaker is not None and not (speaker.role == "unnamed_source" and speaker.name == speaker.words):
                found.append(speaker)
    for nominal in parsed.nominals:
        if nominal.inside is None and ("according" in nominal.prep or by_account(nominal, parsed)):
            speaker = describe(nominal, parsed, discourse)
            if speaker is not None:
                found.append(speaker)
    return found


def _announces(mention: Mention, parsed: Parse) -> bool:
    """ "ogłosił szacunki": a verb that imposes only measures says everything else."""
    imposes = all(sense.k == "impose" for sense, _ in mention.all("verb"))
    return imposes and parsed.pack.has_cases and not any(nominal.theme("measures") for nominal in parsed.nominals)


def _introduce(person: str, nominal: object, parsed: Parse, discourse: Discourse) -> None:
    """After "Shin Won-sik, the security adviser" a bare "Shin" is the same man."""
    speaker = describe(nominal, parsed, discourse)  # type: ignore[arg-type]
    if speaker is None:
        return
    if speaker.role in OFFICIAL_ROLES | ANALYTIC_ROLES:
        discourse.people.append(speaker)
    words = person.replace("-", " ").split()
    for short in (person, words[0], words[-1]):
        discourse.names.setdefault(short, speaker)


def _attribute_backwards(parsed: Parse, discourse: Discourse, found: list[_Found], new: list[_Found], number: int) -> None:
    """ "Tak napisał dziennik …": a sentence that only says who said the one before."""
    if new or not parsed.mentions or not any(mention.is_word("backward") for mention in parsed.mentions[:2]):
        return
    speakers = _speakers(parsed, discourse) or [
        speaker
        for nominal in parsed.nominals
        if nominal.inside is None
        and (nominal.type in ("org", "organ", "office", "person") or (nominal.type == "document" and nominal.organ))
        and (speaker := describe(nominal, parsed, discourse))
    ]
    if not speakers:
        return
    speaker = next((speaker for speaker in speakers if speaker.role not in ("media",)), speakers[0])
    discourse.speaker = speaker
    for claim in found:
        told = claim.attribution.speaker
        if claim.sentence == number - 1 and not claim.in_title and (told is None or _speaks_for(speaker, told)):
            claim.attribution.speaker = speaker
            if claim.status == "reported":
                claim.status = by_speaker(claim.frame, speaker, "say")


def _speaks_for(person: Speaker, institution: Speaker) -> bool:
    """Whether a named official says what the sentence before put in the mouth of his institution."""
    if person.role != "official":
        return False
    return person.organ == institution.name or (person.country == institution.country and institution.role in ("government", "authority"))


def _merged(found: list[_Found], discourse: Discourse) -> list[_Found]:
    """Headline and body say the same thing once; so does a speaker who repeats himself without adding anything."""
    kept: list[_Found] = []
    found = [claim for claim in found if claim.attribution.how != "anaphor" or not any(_says_fully(other, claim) for other in found)]
    body = [claim for claim in found if not claim.in_title]
    for claim in found:
        if claim.in_title:
            if any(_same_conduct(claim, other) for other in body):
                discourse.stopped.append(Stopped("merge", claim.frame, claim.parsed, claim.attribution, True))
                continue
        elif (
            claim.frame.attributive
            and claim.frame.kind == "designation"
            and any(other is not claim and not other.frame.attributive and _same_conduct(claim, other) for other in body)
        ):
            continue  # "the network sanctioned today has …": the listing has its own claim
        elif any(
            _same_conduct(claim, other) and _same_voice(claim, other) and claim.status == other.status and other.slots.covers(claim.slots)
            for other in kept
            if not other.in_title
        ):
            discourse.stopped.append(Stopped("merge", claim.frame, claim.parsed, claim.attribution, True))
            continue
        kept.append(claim)
    return kept


def _says_fully(other: _Found, denial: _Found) -> bool:
    """ "rejected the accusation. … said his country had shipped no weapons": the denial that says what it denies is the one kept."""
    if other.status != "denied" or other.attribution.how == "anaphor" or abs(other.sentence - denial.sentence) > 2:
        return False
    told, a, b = other.attribution.speaker, other.frame, denial.frame
    same_side = told is None or denial.attribution.speaker is None or told.country in ("", denial.attribution.speaker.country)
    return same_side and bool({*a.actors, *a.recipients} & {*b.actors, *b.recipients})


def _link_exchanges(kept: list[_Found]) -> None:
    """ "sent shells and received missiles in return": the two directions of one exchange get one group (rule 19)."""
    groups = 0
    for claim, other in pairwise(kept):
        a, b = claim.frame, other.frame
        opposite = set(a.actors) & set(b.recipients) and set(a.recipients) & set(b.actors)
        near = claim.in_title == other.in_title and other.sentence - claim.sentence <= 1
        if opposite and near and (a.reversed or b.reversed):
            if claim.slots.exchange_group is None:
                groups += 1
                claim.slots.exchange_group = f"exchange {groups}"
            other.slots.exchange_group = claim.slots.exchange_group


def _same_conduct(one: _Found, other: _Found) -> bool:
    a, b = one.frame, other.frame
    return (
        a.kind == b.kind
        and bool(set(a.actors) & set(b.actors) or not a.actors)
        and bool(set(a.recipients) & set(b.recipients) or not a.recipients)
    )


def _reading(claim: _Found, text: Text, published: date | None, pack: Pack) -> Reading:
    frame, speaker, slots = claim.frame, claim.attribution.speaker, claim.slots
    start, end = text.span(claim.start, claim.end)
    likely = _probability_word(claim, pack)
    cues = [governor.at for governor in claim.attribution.governors if governor.kind in REPORTING and governor.verb]
    confirmed = claim.status == "confirmed_by_parties" and speaker is not None
    return Reading(
        kind=frame.kind,
        actors=list(frame.actors),
        recipients=list(frame.recipients),
        actor_names=_names(frame, "actor"),
        recipient_names=_names(frame, "recipient"),
        actor_basis="inferred" if frame.inferred else "stated",
        **slots.columns(),
        status=claim.status,
        likelihood=pack.likelihoods.get(likely.lower()) if likely else None,
        likelihood_text=likely,
        stance=_stance(claim),
        confirmed_by=_confirmed_by(frame, speaker) if confirmed and speaker else None,
        speaker=speaker.name if speaker else None,
        speaker_country=speaker.country or None if speaker else None,
        speaker_role=speaker.role if speaker else None,
        speaker_text=speaker.words or None if speaker else None,
        relayed_by=claim.attribution.relayed_by,
        asserted_date=said_on(cues, claim.parsed) if speaker else None,
        reported_date=published,
        evidence=text.stored[start:end],
        evidence_start=start,
        evidence_end=end,
        evidence_in="title" if claim.in_title else "text",
        language=pack.code,
        rule=" ".join([*frame.rules, f"speaker:{claim.attribution.how}"]),
        extractor=EXTRACTOR,
        pack=pack.made_from,
        extraction_confidence=_confidence(claim),
        codebook=CODEBOOK_VERSION,
    )


def _probability_word(claim: _Found, pack: Pack) -> str | None:
    """ "likely", "najpewniej": the word that says how probable the speaker holds the conduct."""
    cues = (claim.parsed.mentions[governor.at].raw for governor in claim.attribution.governors if governor.kind == "possible")
    return next((raw for raw in cues if raw.lower() in pack.likelihoods), None)


def _confirmed_by(frame: Frame, speaker: Speaker) -> str:
    countries = {speaker.country, *speaker.countries} - {""}
    sides = [name for name, codes in (("actor", frame.actors), ("recipient", frame.recipients)) if countries & set(codes)]
    return "both" if len(sides) == 2 else sides[0]


def _names(frame: Frame, role: str) -> list[str]:
    nominal = frame.actor if role == "actor" else frame.recipient
    if nominal is None:
        return []
    return [name for name in (nominal.person, nominal.organ if nominal.type == "org" else "") if name]


def _stance(claim: _Found) -> str | None:
    speaker = claim.attribution.speaker
    if speaker is None:
        return None
    if is_party(claim.frame, speaker):
        return "self_serving"
    return "adverse" if claim.attribution.governs("accuse") else "neutral"


def _confidence(claim: _Found) -> float:
    """How sure the reading is: each guess costs."""
    score = 0.95
    if claim.frame.inferred:
        score -= 0.25
    if not claim.frame.actors or not claim.frame.recipients:
        score -= 0.1
    if claim.attribution.how == "relay":
        score -= 0.1
    if claim.in_title:
        score -= 0.1
    return round(score, 2)


__all__ = ["EXTRACTOR", "Mention", "read"]
