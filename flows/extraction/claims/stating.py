"""Sentences that state nothing: without a trigger, told as fiction, or an editor's remark."""

from __future__ import annotations

from flows.extraction.clauses.verbs import finite
from flows.extraction.parse import Parse

_TRIGGERS = frozenset({"verb", "noun"})


def may_state(parsed: Parse) -> bool:
    """A trigger; or people or things that are, or that somebody has, somewhere: "there are soldiers in Kursk"."""
    if any(mention.types & _TRIGGERS or (parsed.pack.has_cases and mention.has("cue", "deny")) for mention in parsed.mentions):
        return True
    return any(mention.is_word("be", "have") for mention in parsed.mentions) and any(
        nominal.theme("troops", "arms") is not None for nominal in parsed.nominals
    )


def invented(parsed: Parse) -> bool:
    """ "In the film, North Korea sends …": a sentence that opens with a work of fiction tells what happens in it."""
    opening = parsed.mentions[: next((at for at, mention in enumerate(parsed.mentions[:9]) if mention.mark == ","), 0)]
    if not opening or not opening[0].has("prep", "in") or any(finite(mention) and "theme" not in mention.types for mention in opening):
        return False
    return any(mention.is_word("invented") for mention in opening) and not any(mention.is_word("evidence") for mention in parsed.mentions)


def editorial(parsed: Parse) -> bool:
    """A remark in square brackets is not the article's voice."""
    return parsed.text[parsed.start] == "[" and parsed.text[parsed.end - 1] == "]"
