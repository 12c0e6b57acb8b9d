"""Inputs of a hundred thousand characters, each of one hostile kind: whatever takes time with the square of its length shows here."""

from __future__ import annotations

import json
from collections.abc import Iterator

_PL = "Pjongjang wysłał do Rosji 3 tysiące żołnierzy"
_EN = "North Korea has sent about 10,000 soldiers to Russia, the Pentagon said"
_PIECES = {
    "parentheses": "(", "closed parentheses": "()", "quotes": '"', "Polish quotes": "„ ” ", "guillemets": "« » ", "apostrophes": "' ", "commas": ", ", "dashes": " – ",
    "full stops": ". ", "no break": ".", "colons": "a: ", "question marks": "? ", "digits": "9", "numbers": "10 000 ", "decimals": "1.1", "dates": "24.10.2024 ", "years": "2024 ", "percent": "5% ",
    "zero-width spaces": "\u200b", "marks on letters": "ą\u0301", "combining marks": "\u0301", "right to left": "\u202eabc ", "surrogates": "\ud83d", "NULs": "\x00",
    "one word": "a", "capitals": "A", "capital words": "Ab ", "hyphens": "a-", "tags": "<b>", "open tags": "<b ", "less-than": "<", "comments": "<!--", "scripts": "<script>", "entities": "&amp;", "ampersands": "&", "numeric entities": "&#x",
    "line breaks": "\n", "carriage returns": "\r", "spaces": " ", "tabs": "\t", "tones": "ﷺ", "Korean": "미사일 ", "emoji": "👩‍👩‍👧",
    "countries": "Rosja Russia ", "countries joined": "Iran i Rosja i ", "listed countries": "Iran, Russia, ", "triggers": "wysłał sent ", "things": "żołnierzy soldiers ", "that": "że that ", "said": "powiedział said ",
    "who": "który ", "and": "i and ", "not": "nie not ", "month": "października October ", "last week": "last week w zeszłym tygodniu ", "names": "Kim Dzong Un ", "mixed scripts": "Rоsja wyslаł ",
    "a claim without stops": f"{_PL} ", "claims with commas": f"{_PL}, ", "claims with and": f"{_PL} i ", "claims with that": f"{_PL}, że ", "claims in quotes": f"„{_PL}” ", "claims": f"{_PL}. ",
    "an English claim without stops": f"{_EN} ", "English claims with and": f"{_EN} and ", "English claims with that": f"{_EN} that ", "English claims": f"{_EN}. ", "English claims in brackets": f"({_EN}) ",
    "claims in lines": f"{_PL}\n", "claims in tags": f"<p>{_PL}</p>", "claims in entities": f"{_PL.encode('ascii', 'xmlcharrefreplace').decode()} ",
}  # fmt: skip


def giants(length: int) -> Iterator[tuple[str, str, bytes]]:
    """Name, target and body of each."""
    for name, piece in _PIECES.items():
        many = piece * (length // len(piece))
        for place, text in (("alone", many), ("in an article", f"{_PL}. {_EN}. {many} {_PL}. {_EN}.")):
            yield f"{name}, {place}", "article", f"\n{text}".encode("utf-8", "surrogatepass")
        yield f"{name}, as a title", "article", f"{' '.join(many.splitlines())}\n{_PL}. {_EN}.".encode("utf-8", "surrogatepass")
        plain = many.encode("utf-8", "replace").decode()
        yield (
            f"{name}, in a page",
            "page",
            f"<html><body><h1>a</h1><article><p>{_PL}. {_EN}.</p><p>{plain}</p></article></body></html>".encode(),
        )
        yield (
            f"{name}, in the head of a page",
            "page",
            f'<html><head><title>{plain}</title><meta name="date" content="{plain}"></head><body><p>{_PL}</p></body></html>'.encode(),
        )
        item = f"<item><title>{plain}</title><link>https://a.example/{plain}</link><pubDate>{plain}</pubDate><description>{plain}</description></item>"
        yield f"{name}, in a feed", "feed", f'<rss version="2.0"><channel>{item}</channel></rss>'.encode()
        yield f"{name}, in front of a feed", "feed", f"{plain}<rss><channel></channel></rss>".encode()
        feed = {"items": [{"id": plain, "title": plain, "content_html": plain, "date_published": plain}]}
        yield f"{name}, in a JSON feed", "feed", json.dumps(feed).encode()
        yield f"{name}, in a line", "line", json.dumps({"id": "a", "text": plain, "published": plain, "lang": plain}).encode()
        yield f"{name}, as gold", "gold", many.encode("utf-8", "surrogatepass")
        yield f"{name}, as a pack", "pack", f'code = "{plain}"'.encode()
    for name, opening, closing in (("lists", "[", "]"), ("objects", '{"a":', "}")):
        deep = opening * (length // 6) + closing * (length // 6)
        for target in ("line", "gold", "feed"):
            yield f"{name} in each other", target, f'{{"items": {deep}}}'.encode()
        yield f"{name} in each other", "pack", f"a = {deep}".encode()
        yield (
            f"{name} in each other",
            "page",
            f'<html><head><script type="application/ld+json">{deep}</script></head><body><p>{_PL}</p></body></html>'.encode(),
        )
    for tag in ("div", "b", "table", "a", "p", "span"):
        deep = f"<{tag}>" * (length // 8)
        yield f"<{tag}> in each other", "page", f"<html><body>{deep}{_PL}</body></html>".encode()
        yield f"<{tag}> in each other", "feed", f"<rss><channel><item>{deep}</item></channel></rss>".encode()
