"""What it was, and for which programme."""

from __future__ import annotations

from flows.extraction.frames.frame import Frame
from flows.extraction.parse import Parse
from flows.extraction.slots.slots import Slots


def fill_item(slots: Slots, frame: Frame, parsed: Parse) -> None:
    items: list[str] = []
    words: list[str] = []
    for nominal in frame.themes:
        source = nominal.content or nominal
        sense = next((sense for sense in source.themes if sense.item and not sense.container), None)
        if sense is not None and frame.kind != "military_training":
            items.append(sense.item)
        if nominal in parsed.nominals:
            words.append(parsed.words(nominal.head, nominal.last))
    if not items and frame.item:
        items.append(frame.item)
    slots.item = "; ".join(dict.fromkeys(items)) or None
    slots.item_text = "; ".join(dict.fromkeys(words)) or None if items else None


def fill_programme(slots: Slots, frame: Frame, parsed: Parse) -> None:
    for nominal in frame.themes:
        for part in (nominal, nominal.content):
            if part is None:
                continue
            sense = next((sense for sense in part.themes if sense.programme), None)
            if sense is not None:
                slots.programme = sense.programme
                if frame.kind == "technology_transfer" and slots.item is None:
                    slots.item = f"{sense.programme} technology"
                return
    near = parsed.clauses[frame.clause : frame.clause + 2]
    clauses = [clause for clause in near if clause is near[0] or clause.opener in ("purpose", "where")]
    for nominal in parsed.nominals:
        sense = nominal.theme("programme")
        if sense is not None and any(nominal.head in clause for clause in clauses) and sense.programme:
            slots.programme = sense.programme
            return
