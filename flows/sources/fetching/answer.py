"""What the client brings back: an answer with its facts, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

AGENT, VERSION = "Sanctionwatch", "0.1"  # what robots.txt and logs of sites know us by

# Blocked: we are not wanted or not allowed there. Gone: nothing answers to that address. Failing: it may work the next time.
Trouble = Literal["blocked", "gone", "failing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer: 2xx with its body, or 304 (not modified). Header names are in lower case."""

    url: str
    final_url: str
    hops: tuple[str, ...]
    moved: str | None  # the new address, when every redirect was a permanent one
    status: int
    headers: Mapping[str, str]
    body: bytes
    at: datetime  # UTC
    seconds: float

    @property
    def media_type(self) -> str:
        """``text/html`` of ``text/html; charset=utf-8``."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the server names."""
        for part in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset" and value.strip():
                return value.strip().strip("\"'")
        return None


class FetchFailed(Exception):
    """No usable answer.

    ``trouble`` says of which sort; ``wait`` is the time the host asked for, in seconds; ``again`` whether another try may help.
    """

    def __init__(
        self,
        message: str,
        trouble: Trouble,
        *,
        url: str,
        final_url: str | None = None,
        status: int | None = None,
        wait: float | None = None,
        again: bool = False,
        at: datetime | None = None,
    ) -> None:
        super().__init__(message)
        self.trouble = trouble
        self.url = url
        self.final_url = final_url
        self.status = status
        self.wait = wait
        self.again = again
        self.at = at
