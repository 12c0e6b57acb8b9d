"""The mixes of articles that the speed of extraction is measured on: ours, seeded, the same on every machine."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flows.extraction.batch import Text
from flows.extraction.engine import read
from flows.extraction.packs.load import load_pack
from flows.extraction.sentences import sentences

_HERE = Path(__file__).parent
_GOLDEN = _HERE.parent / "tests" / "golden"
_SHORTEST, _LONGEST = 1_500, 3_000  # characters of an article
_PASSING = 20  # one irrelevant article in so many brushes against the lexicon
_RELEVANT = 20  # one article of the typical mix in so many is on the subject
_DAY = date(2025, 6, 5)
CODES = ("pl", "en")


@dataclass(frozen=True, slots=True)
class Mix:
    """Articles in Polish and English, half and half."""

    name: str
    target: int  # articles per second and core
    texts: list[Text]

    @property
    def size(self) -> int:
        """Bytes of UTF-8."""
        return sum(len((text.title or "").encode()) + len(text.text.encode()) for text in self.texts)


def mixes(folder: Path, scale: float = 1.0) -> list[Mix]:
    """Irrelevant news in two degrees, a typical feed, and articles whose every sentence holds a claim."""
    chance = random.Random(20241018)
    irrelevant = [_irrelevant(code, chance, number) for number in range(round(1_000 * scale)) for code in CODES]
    negatives = [
        Text(given["title"], given["text"], _DAY, code)
        for code in CODES
        for given in _golden(code)
        if given["bucket"] == "negative:unrelated"
    ]
    on_subject = {code: [given for given in _golden(code) if given["bucket"] != "negative:unrelated"] for code in CODES}
    typical = []
    for number, text in enumerate(irrelevant):
        # Every _RELEVANT-th pair of articles is on the subject, so that both languages are.
        subject = on_subject[text.language]
        relevant = number // len(CODES) % _RELEVANT == 0
        typical.append(_longer(subject[number // len(CODES) // _RELEVANT % len(subject)], text) if relevant else text)
    relevant_only = [text for code in CODES for text in _every_sentence(code, folder, chance, max(2, round(40 * scale)))]
    silent = [text for number, text in enumerate(irrelevant) if number // len(CODES) % _PASSING]
    return [
        Mix("irrelevant news", 20_000, silent),
        Mix("irrelevant news, 5 % of it with a name or a word of the lexicon in passing", 20_000, irrelevant + negatives),
        Mix("typical feed, 5 % on the subject", 8_000, typical),
        Mix("every sentence holds a claim", 400, relevant_only),
    ]


def _golden(code: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (_GOLDEN / code / "dev.jsonl").read_text(encoding="utf-8").splitlines()]


def _irrelevant(code: str, chance: random.Random, number: int) -> Text:
    lines = (_HERE / f"news_{code}.txt").read_text(encoding="utf-8").splitlines()
    topics = [line for line in lines if line and line[0] not in "#~"]
    passing = [line[2:] for line in lines if line.startswith("~")]
    chosen = [chance.choice(passing)] if number % _PASSING == 0 else []
    length = chance.randint(_SHORTEST, _LONGEST)
    pool = chance.sample(topics, len(topics))
    while sum(map(len, chosen)) + len(chosen) < length:
        chosen.append(pool.pop())
    return Text(chosen[-1].rstrip("."), _paragraphs(chosen, chance), _DAY, code)


def _longer(given: dict[str, str], filler: Text) -> Text:
    """A golden article with other news below it, as long as the others."""
    room = max(_SHORTEST - len(given["text"]), 0)
    rest = filler.text[:room].rpartition("\n")[0]
    return Text(
        given["title"], f"{given['text']}\n\n{rest}" if rest else given["text"], date.fromisoformat(given["published"]), filler.language
    )


def _every_sentence(code: str, folder: Path, chance: random.Random, count: int) -> list[Text]:
    pack = load_pack(folder, code)
    telling = [
        given["text"][start:end]
        for given in _golden(code)
        for start, end in sentences(given["text"], pack)
        if read(None, given["text"][start:end], _DAY, pack)
    ]
    texts = []
    for _ in range(count):
        length, chosen = chance.randint(_SHORTEST, _LONGEST), [chance.choice(telling)]
        while sum(map(len, chosen)) + len(chosen) < length:
            chosen.append(chance.choice(telling))
        texts.append(Text(chosen[-1], _paragraphs(chosen, chance), _DAY, code))
    return texts


def _paragraphs(chosen: list[str], chance: random.Random) -> str:
    chosen = chance.sample(chosen, len(chosen))
    cuts = range(0, len(chosen), 3)
    return "\n\n".join(" ".join(chosen[cut : cut + 3]) for cut in cuts)
