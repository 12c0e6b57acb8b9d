"""What every entry of the watch list says of its source, whatever its type."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import parse_qsl, urlsplit

from pydantic import BaseModel, ConfigDict, StringConstraints, field_validator

_SECRET = re.compile(
    r"(?:^|[-_.])(?:api[-_.]?key|key|token|secret|password|passwd|pwd|auth|signature|sig)$", re.IGNORECASE
)  # names of parameters

Rhythm = Literal["hourly", "daily", "weekly", "monthly"]


def legible(path: Path | str) -> str:
    """A path as text that can be stored: bytes of a file's name that are no UTF-8 are written as ``\\xff``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


class Watched(BaseModel):
    """A source of the watch list. An unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
    enabled: bool = False
    publisher: str | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] | None = None
    country: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] | None = None
    origin_group: str | None = None  # outlets of one house, which count as one origin
    state_affiliation: str | None = None
    reliability: Annotated[str, StringConstraints(pattern=r"^[A-F]\*?$")] | None = None  # Admiralty code
    rhythm: Rhythm = "daily"  # how often something new is expected, until its own history tells
    keep: Literal["text", "headline"] = "text"  # headline: title, link and short evidence, where the licence allows no more
    unverified: bool = False  # nobody has seen this address work
    terms: str = ""
    note: str = ""

    @property
    def live(self) -> bool:
        """Whether it is asked over the network."""
        return False

    def at(self, folder: Path) -> Watched:
        """The source with its paths taken from the folder of its watch list."""
        return self


class Asked(Watched):
    """A source that is asked over the network: off unless it is enabled, named, or the run is ``--live``."""

    url: str
    delay_seconds: float = 0.0  # pause between requests that its terms ask for

    @property
    def live(self) -> bool:
        """Always."""
        return True

    @field_validator("url")
    @classmethod
    def _web(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError("an address that starts with http:// or https:// is wanted")
        parts = urlsplit(url)
        if parts.username or parts.password or any(_SECRET.search(name) for name, _ in parse_qsl(parts.query, keep_blank_values=True)):
            raise ValueError("a password or key stands in its address, which is stored with every fetch; such sources are not asked")
        return url


class Planned(Watched):
    """A source that is known and not read: why is in its note. Naming or enabling it is an error."""

    type: Literal["planned"]
    url: str = ""
