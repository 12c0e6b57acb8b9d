"""Direct speech that names its speaker once: interviews, dashes at the beginning of a paragraph, labels ("VLASIUK: …")."""

from __future__ import annotations

from flows.extraction.attribution.speakers import describe
from flows.extraction.discourse import Discourse, Speaker
from flows.extraction.parse import Parse

_DASHES = ("–", "—", "- ")
_LONGEST_LABEL = 4


def begin(parse: Parse, discourse: Discourse, opens: bool) -> None:
    """Says whose direct speech the sentence is that is about to be read; ``opens`` where it opens a paragraph."""
    dash = spoken(parse)
    if opens:
        label = _label(parse)
        discourse.turn = None
        discourse.spoken = dash
        if label:
            discourse.turn = _called(label, discourse)
        elif dash:
            discourse.turn = discourse.interviewee or discourse.dashed
    elif dash and discourse.turn is None:
        discourse.turn = discourse.dashed
    elif not dash and discourse.turn is discourse.dashed and discourse.dashed is not None and not discourse.spoken:
        discourse.turn = None


def end(parse: Parse, discourse: Discourse, speakers: list[Speaker]) -> None:
    """Remembers who spoke in a paragraph of direct speech, and who is interviewed."""
    if speakers and discourse.spoken:
        discourse.dashed = speakers[-1]
        if discourse.turn is not discourse.interviewee or discourse.interviewee is None:
            discourse.turn = None
        discourse.spoken = False  # what follows without a dash is told, not said
    elif speakers:
        discourse.dashed = None
    for at in parse.at_word("interview"):
        found = next((nominal for nominal in parse.free if nominal.person and at < nominal.head <= at + 8), None)
        if found is not None:
            discourse.interviewee = describe(found, parse, discourse) or discourse.interviewee


def spoken(parse: Parse) -> bool:
    """Whether a sentence begins with the dash of direct speech."""
    return parse.text[parse.start : parse.end].startswith(_DASHES)


def _label(parse: Parse) -> str:
    """ "VLASIUK:", "DD:", "Anna Dyner:" at the beginning of a paragraph."""
    for at, mention in enumerate(parse.mentions[: _LONGEST_LABEL + 1]):
        if mention.mark == ":":
            words = parse.text[parse.start : mention.start].strip()
            return words if at and (words.isupper() or words.istitle()) else ""
        if mention.mark and mention.mark not in ".-":
            break
    return ""


def _called(label: str, discourse: Discourse) -> Speaker | None:
    wanted = label.casefold()
    return next((speaker for name, speaker in discourse.names.items() if name.casefold() == wanted), None)
