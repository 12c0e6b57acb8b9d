"""JSON from strangers: whatever keeps Python from reading it is one error."""

from __future__ import annotations

import json
from typing import Any


class NotJson(ValueError):
    """Why a text is no JSON that can be read."""


def parsed(text: str, *, strict: bool = True) -> Any:
    """The value of a text; without ``strict``, control characters may stand in its strings.

    Raises:
        NotJson: if it is no JSON, nested too deeply, or has a number of more digits than Python reads.
    """
    try:
        return json.loads(text, strict=strict)
    except json.JSONDecodeError as problem:
        raise NotJson(f"not JSON: {problem.msg} at column {problem.colno}") from problem
    except RecursionError as problem:
        raise NotJson("not JSON: nested too deeply") from problem
    except ValueError as problem:
        raise NotJson(f"not JSON that can be read: {problem}") from problem
