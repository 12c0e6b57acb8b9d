"""One reading of a trigger: what it is about, and who acts on whom."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.extraction.nominals.nominal import Nominal


@dataclass(slots=True)
class Frame:
    """One reading of a trigger."""

    at: int
    clause: int
    frame: str
    kind: str
    bits: int
    noun: bool
    themes: list[Nominal]
    item: str = ""
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    actor: Nominal | None = None
    recipient: Nominal | None = None
    inferred: bool = False
    reversed: bool = False
    mutual: bool = False  # "between Russia and Iran": who gives and who gets is not said (rule 26)
    losses: bool = False
    denied: bool = False  # nothing says it but its denial
    stated: bool = False
    attributive: bool = False
    rules: list[str] = field(default_factory=list)
    span: list[int] = field(default_factory=list)
