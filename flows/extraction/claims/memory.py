"""What a sentence leaves to the next ones."""

from __future__ import annotations

from flows.extraction.attribution import turns
from flows.extraction.attribution.cited import cited
from flows.extraction.attribution.governors import REPORTING, Governor
from flows.extraction.attribution.predication import before_verb
from flows.extraction.attribution.speakers import describe
from flows.extraction.attribution.speech import only_quoted
from flows.extraction.attribution.subjects import speaker_of
from flows.extraction.claims.found import Found
from flows.extraction.clauses.verbs import finite
from flows.extraction.discourse import Discourse, Speaker
from flows.extraction.mentions.mention import Mention
from flows.extraction.nominals.nominal import Nominal
from flows.extraction.packs import forms as f
from flows.extraction.parse import Parse
from schemas.speakers import ANALYTIC_ROLES, OFFICIAL_ROLES

BODIES = frozenset({"monitoring_body", "research", "intelligence", "investigator", "authority"})


def remember(parsed: Parse, discourse: Discourse, new: list[Found]) -> None:
    """What the sentence leaves to the next ones."""
    speakers = speakers_in(parsed, discourse)
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
        about = parsed.pack.has_cases and nominal.type == "place" and not nominal.prep and nominal.left <= 2  # "Lotnisko Kamiszli jest …"
        if nominal.type in ("place", "country") and (nominal.prep & {"in", "to"} or about) and nominal.countries:
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
    return not any(finite(parsed.mentions[at]) for at in clause.before(nominal.left))


def speakers_in(parsed: Parse, discourse: Discourse) -> list[Speaker]:
    found = []
    for at in parsed.cues:
        mention = parsed.mentions[at]
        sense = next((sense for sense, _ in mention.senses if sense.t == "cue" and sense.k in REPORTING), None)
        if sense is not None and (not mention.types & {"verb"} or _announces(mention, parsed)):
            speaker, _ = speaker_of(Governor(at, sense.k, False, True, False), parsed, discourse)
            if speaker is not None and not (speaker.role == "unnamed_source" and speaker.name == speaker.words):
                found.append(speaker)
    for nominal in cited(parsed):
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
