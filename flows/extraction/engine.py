"""The rules extractor: an article in, its claims out. No network, no model, no state between articles."""

from __future__ import annotations

from datetime import date

from flows.extraction.attribution import turns
from flows.extraction.claims.backwards import attribute_backwards, closes_a_run, denial_of_earlier, spoken_before
from flows.extraction.claims.coding import claim_of
from flows.extraction.claims.found import Found
from flows.extraction.claims.memory import remember
from flows.extraction.claims.merging import alongside, link_exchanges, main_frames, repeats, without_repeats
from flows.extraction.claims.notes import Stopped, note, unjoined
from flows.extraction.claims.reading import reading_of
from flows.extraction.claims.stating import editorial, invented
from flows.extraction.claims.story import Sentence, told
from flows.extraction.discourse import Discourse
from flows.extraction.frames.find import frames
from flows.extraction.packs.load import Pack
from flows.extraction.parse import Parse
from flows.extraction.text import Text
from schemas.claim import Reading
from schemas.review import Note


def read(title: str | None, text: str, published: date | None, pack: Pack, notes: list[Note] | None = None) -> list[Reading]:
    """The claims of one article, in reading order. Offsets count in ``title`` or ``text`` exactly as given.

    ``notes`` is filled with what did not become a claim and why, and with the claims that people should look at.
    """
    discourse = Discourse()
    found: list[Found] = []
    parts = [(Text(title), True)] if title else []
    parts.append((Text(text), False))
    story = [sentence for part, in_title in parts for sentence in told(part.clean, in_title, published, pack, discourse)]
    discourse.whole = lambda: {code for sentence in story for code in sentence.countries()}
    waiting: list[Sentence] = []  # those that state nothing themselves are read when a later one may build on them
    for sentence in story:
        waiting.append(sentence)
        if sentence.matters(discourse, found):
            for each in waiting:
                _read(each, discourse, found)
            waiting.clear()
    texts = {True: parts[0][0] if title else parts[-1][0], False: parts[-1][0]}
    if any(in_title or at <= 1 or at == story[-1].number for in_title, at in discourse.fiction):
        found = []  # an article that opens or ends as fiction or joke is one (rule 25)
    kept = without_repeats(found, discourse)
    link_exchanges(kept)
    if notes is not None:
        claimed = {(claim.frame.kind, claim.parsed.start) for claim in kept if not claim.in_title}
        notes += [note(stopped, texts[stopped.parsed.in_title], claimed) for stopped in discourse.stopped]
    return [reading_of(claim, texts[claim.in_title], published, pack) for claim in kept]


def _read(sentence: Sentence, discourse: Discourse, found: list[Found]) -> None:
    """Reads one sentence; adds its claims to those found so far, and what it says about them."""
    parsed, number = sentence.parsed(), sentence.number
    turns.begin(parsed, discourse, sentence.opens and not parsed.in_title)
    new = _claims(parsed, discourse, number, sentence.states)
    attribute_backwards(parsed, discourse, found, new, number)
    new += denial_of_earlier(parsed, discourse, found, new, number)
    spoken_before(discourse, found, sentence.paragraph)
    closes_a_run(parsed, discourse, found, number, sentence.opens)
    found.extend(new)


def _claims(parsed: Parse, discourse: Discourse, number: int, states: bool) -> list[Found]:
    new: list[Found] = []
    discourse.sentence, discourse.place_here = len(discourse.countries), ""
    named = {code for nominal in parsed.nominals if nominal.type == "country" for code in nominal.countries}
    fiction = invented(parsed) or any("fiction" in mention.types for mention in parsed.mentions)
    if fiction:
        discourse.fiction.append((parsed.in_title, number))
    for nominal in parsed.nominals:
        discourse.resolve(nominal, named)
    if states and not fiction and not editorial(parsed):
        found = frames(parsed, discourse)
        main = main_frames(found)
        if not found and (loose := unjoined(parsed)) is not None:
            discourse.stopped.append(Stopped("frame", loose, parsed, None, True))
        if len(main) < len(found):
            discourse.stopped += [
                Stopped("frame", frame, parsed, None, False) for frame in found if not any(frame is other for other in main)
            ]
        for frame in main:
            alongside(frame, new, parsed)
            claim = claim_of(frame, parsed, discourse, number)
            if claim is None:
                continue
            if repeats(claim, new):
                discourse.stopped.append(Stopped("merge", frame, parsed, claim.attribution, True))
            else:
                new.append(claim)
    if parsed.in_title:
        discourse.headline |= {code for nominal in parsed.nominals for code in nominal.countries}
    remember(parsed, discourse, new)
    return new
