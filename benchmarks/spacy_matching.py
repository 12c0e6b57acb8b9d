"""What spaCy's rule components take for the same words: a blank pipeline with EntityRuler and Matcher, no model.

It only finds the words; clauses, roles, status, speakers, dates and numbers are not done. That makes it the lower bound of what a
rules pipeline on spaCy would cost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from flows.extraction.packs.load import Pack

_TOKENS = ("verb", "noun", "act", "cue")  # found by the Matcher; all other types by the EntityRuler


def matcher(pack: Pack) -> Callable[[str], Any]:
    """A function that finds the pack's words in a text.

    Raises:
        ModuleNotFoundError: if spaCy is not installed (dependency group ``bench``).
    """
    import spacy
    from spacy.matcher import Matcher

    language = spacy.blank(pack.code)
    names: list[dict[str, Any]] = []
    words: dict[str, set[str]] = defaultdict(set)
    for first in pack.words():
        for phrase in pack.phrases(first):
            for sense, _ in phrase.senses:
                if sense.t in _TOKENS and phrase.length == 1:
                    words[sense.t].add(first)
                else:
                    names.append({"label": sense.t, "pattern": " ".join((first, *phrase.rest))})
    ruler: Any = language.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns(names)
    found = Matcher(language.vocab)
    for kind, forms in words.items():
        found.add(kind, [[{"LOWER": {"IN": sorted(forms)}}]])

    def match(text: str) -> Any:
        doc = language(text)
        return doc.ents, found(doc)

    return match
