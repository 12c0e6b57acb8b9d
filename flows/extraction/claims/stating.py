"""Sentences that state nothing: without a trigger, told as fiction, or an editor's remark."""

from __future__ import annotations

from flows.extraction.clauses.verbs import finite
from flows.extraction.parse import Parse


def may_state(parsed: Parse) -> bool:
    """A trigger; or people or things that are, or that somebody has, somewhere: "there are soldiers in Kursk"."""
    if parsed.triggers or (parsed.pack.has_cases and any(parsed.mentions[at].has("cue", "deny") for at in parsed.cues)):
        return True
    return bool(parsed.at_word("be") or parsed.at_word("have")) and any(
        nominal.theme("troops", "arms") is not None for nominal in parsed.nominals
    )


def invented(parsed: Parse) -> bool:
    """ "In the film, North Korea sends …": a sentence that opens with a work of fiction tells what happens in it."""
    if not parsed.at_word("invented"):
        return False
    opening = parsed.mentions[: next((at for at, mention in enumerate(parsed.mentions[:9]) if mention.mark == ","), 0)]
    if not opening or not opening[0].has("prep", "in") or any(finite(mention) and "theme" not in mention.types for mention in opening):
        return False
    return any(at < len(opening) for at in parsed.at_word("invented")) and not parsed.at_word("evidence")


def editorial(parsed: Parse) -> bool:
    """A remark in square brackets is not the article's voice."""
    return parsed.text[parsed.start] == "[" and parsed.text[parsed.end - 1] == "]"
