"""Numbers as bounds: how many, how much money, and how exactly the text says so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.extraction.mentions.mention import Mention
from flows.extraction.packs.load import Pack, Sense

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*\Z")
# A number before one of these measures a thing; it does not count things.
_MEASURES = frozenset(
    {
        "mm",
        "cm",
        "km",
        "kg",
        "m",
        "millimetre",
        "millimeter",
        "kilometre",
        "kilometres",
        "kilometer",
        "kilometers",
        "mile",
        "miles",
        "hectare",
        "hectares",
        "th",
        "st",
        "nd",
        "rd",
    }
)
_RANGE_MARKS = frozenset({"–", "—", "-"})
_LIMIT = 1e15


@dataclass(slots=True)
class Quantity:
    """Bounds of a number. ``first`` and ``last`` are the mentions it spans, its modifiers included."""

    low: float | None
    high: float | None
    precision: str
    first: int
    last: int
    currency: str = ""
    more: bool = False
    total: bool = False


@dataclass(slots=True)
class _Number:
    value: float
    vague: bool
    after: int


def quantities(mentions: list[Mention], taken: set[int], text: str, pack: Pack) -> list[Quantity]:
    """All numbers of a sentence that no date has taken, in order."""
    found: list[Quantity] = []
    at = 0
    while at < len(mentions):
        mention = mentions[at]
        if ("number" not in mention.types and not mention.word[0].isdecimal()) or at in taken or not _may_start(mention):
            at += 1
            continue
        number = _number(mentions, at, taken, text, pack)
        if number is None:
            at += 1
            continue
        found_quantity = _bounded(mentions, at, number, taken, text, pack)
        if found_quantity is not None:
            found.append(found_quantity)
            at = found_quantity.last + 1
        else:
            at = number.after
    return found


def _may_start(mention: Mention) -> bool:
    return "number" in mention.types or (mention.word[0].isdecimal() and bool(_DIGITS.match(mention.word)))


def _number(mentions: list[Mention], at: int, taken: set[int], text: str, pack: Pack) -> _Number | None:
    total, current, vague, start = 0.0, -1.0, False, at
    while at < len(mentions) and at not in taken:
        mention = mentions[at]
        if _DIGITS.match(mention.word):
            if total:
                break
            if current >= 0:
                if not _continues(mentions[at - 1], mention, text, pack):
                    break
                current = current * 1000 + float(mention.word)
            else:
                value = _value(mention.word, pack)
                if value is None:
                    return None
                current = value
        elif "number" in mention.types:
            sense = _number_sense(mention, current >= 0)
            if sense is None:
                break
            if sense.k == "multiplier":
                current = (1.0 if current < 0 else current) * sense.v
                if sense.v >= 1000:
                    total, current = total + current, -1.0
            else:
                if current >= 0 and (sense.v >= current or sense.k == "vague"):
                    break
                current = max(current, 0.0) + sense.v
                vague = vague or sense.k == "vague"
        elif mention.mark == "." and at > start and "number" in mentions[at - 1].types and mentions[at - 1].word in pack.abbreviations:
            pass  # tys. mln.
        else:
            break
        at += 1
    total += max(current, 0.0)
    if at == start or total > _LIMIT:
        return None
    return _Number(total, vague, at)


def _number_sense(mention: Mention, counting: bool) -> Sense | None:
    """ "tysiące" multiplies a number before it and is vague without one."""
    senses = [sense for sense, _ in mention.senses if sense.t == "number"]
    if not senses:
        return None
    wanted = ("multiplier", "number", "vague") if counting else ("number", "vague", "multiplier")
    return min(senses, key=lambda sense: wanted.index(sense.k))


def _value(word: str, pack: Pack) -> float | None:
    """A number as this language writes it: "13,000" and "1.5" in English, "13.000" and "1,5" in Polish."""
    groups = re.split(r"[.,]", word)
    if len(groups) == 1:
        return float(word) if len(word) < 16 else None
    separators = re.findall(r"[.,]", word)
    if len(set(separators)) == 1 and all(len(group) == 3 for group in groups[1:]) and separators[0] in pack.thousands and groups[0] != "0":
        return float("".join(groups))
    if len(groups) == 2:
        return float(f"{groups[0]}.{groups[1]}") if separators[0] == pack.decimal or len(groups[1]) != 3 else float("".join(groups))
    if separators[-1] == pack.decimal and separators[-1] not in separators[:-1]:
        return float(f"{''.join(groups[:-1])}.{groups[-1]}")
    return None


def _continues(before: Mention, mention: Mention, text: str, pack: Pack) -> bool:
    """ "13 000": groups of three digits parted by a space."""
    gap = text[before.end : mention.start]
    return (
        len(mention.word) == 3
        and mention.word.isdecimal()
        and before.word.isdecimal()
        and len(before.word) <= 3
        and gap in (" ", "\u00a0", "\u202f")
        and gap in pack.thousands
    )


def _bounded(mentions: list[Mention], at: int, number: _Number, taken: set[int], text: str, pack: Pack) -> Quantity | None:
    last, second = number.after - 1, None
    upper = _range_end(mentions, at, number, taken, text, pack)
    if upper is not None:
        second, last = upper.value, upper.after - 1
    following = mentions[last + 1] if last + 1 < len(mentions) else None
    if following is not None and following.mark == "." and pack.ordinal_dot and mentions[last].word.isdigit() and last + 2 < len(mentions):
        return None  # "528. pułk": which one, not how many
    if following is not None and (following.has("amount", "percent") or following.has("time", "unit") or following.word in _MEASURES):
        return None  # per cent, nine months, 152 mm: nothing is counted
    low = high = number.value
    precision = "exact"
    first, kinds = _modifiers(mentions, at, taken)
    if second is not None:
        if low < 1000 <= second and _shares_multiplier(low, second):
            low *= _multiplier(second)
        low, high, precision = min(low, second), max(low, second), "range"
    currency, first, last = _currency(mentions, first, at, last)
    quantity = Quantity(low, high, precision, first, last, currency)
    _modify(quantity, kinds, number.vague)
    after = mentions[quantity.last + 1] if quantity.last + 1 < len(mentions) else None
    quantity.more = "more" in kinds or bool(after and after.has("amount", "more"))
    quantity.total = "total" in kinds or bool(after and after.has("amount", "total"))
    return quantity


def _modify(quantity: Quantity, kinds: set[str], vague: bool) -> None:
    if vague:
        quantity.high, quantity.precision = None, "order_of_magnitude"
    elif kinds & {"at_least", "more_than"}:
        quantity.high, quantity.precision = None, "bound"
    elif kinds & {"at_most", "less_than"}:
        quantity.low, quantity.precision = None, "bound"
    elif "about" in kinds and quantity.precision == "exact":
        quantity.precision = "approximate"


def _modifiers(mentions: list[Mention], at: int, taken: set[int]) -> tuple[int, set[str]]:
    """Words of amount right before a number, and the currency sign that may stand between."""
    kinds: set[str] = set()
    first = at
    while first > 0 and first - 1 not in taken:
        before = mentions[first - 1]
        if "amount" in before.types and not before.has("amount", "percent"):
            kinds |= {sense.k for sense, _ in before.senses if sense.t == "amount"}
        elif not ("currency" in before.types and first == at) and not before.is_word("determiner"):
            break
        first -= 1
    while first < at and mentions[first].is_word("determiner") and "amount" not in mentions[first].types:
        first += 1
    return first, kinds


def _range_end(mentions: list[Mention], at: int, number: _Number, taken: set[int], text: str, pack: Pack) -> _Number | None:
    link = number.after
    if link >= len(mentions) or link in taken:
        return None
    joint = mentions[link]
    if _DIGITS.match(joint.word) and text[mentions[link - 1].end : joint.start] == "-":
        return _number(mentions, link, taken, text, pack)
    before = mentions[at - 1] if at else None
    spread = before is not None and before.has("time", "between")
    joins = (
        joint.mark in _RANGE_MARKS
        or (joint.is_word("or") and number.value < 1000)
        or (spread and (joint.is_word("and") or joint.has("time", "until")))
        or (joint.has("time", "until") and joint.word in ("to", "do"))
    )
    if not joins or link + 1 >= len(mentions) or link + 1 in taken or not _may_start(mentions[link + 1]):
        return None
    upper = _number(mentions, link + 1, taken, text, pack)
    return upper if upper is not None and upper.value > number.value else None


def _multiplier(value: float) -> float:
    return next((step for step in (1e9, 1e6, 1e3) if value >= step and value % (step / 10) == 0), 1.0)


def _shares_multiplier(low: float, high: float) -> bool:
    """ "10–12 tys.": the multiplier after the second number belongs to both."""
    return low < high / _multiplier(high) * 1.0001 or low * _multiplier(high) <= high


def _currency(mentions: list[Mention], first: int, at: int, last: int) -> tuple[str, int, int]:
    for before in range(first, at):
        sense = mentions[before].sense("currency")
        if sense is not None:
            return sense.code, first, last
    if at and (sense := mentions[at - 1].sense("currency")) is not None:
        return sense.code, min(first, at - 1), last
    for after in (last + 1, last + 2):
        if after < len(mentions) and (sense := mentions[after].sense("currency")) is not None:
            return sense.code, first, after
    return "", first, last
