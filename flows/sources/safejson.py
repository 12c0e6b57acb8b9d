"""JSON from strangers: whatever keeps Python from reading it is one error."""

from __future__ import annotations

import json
import re
from typing import Any

_HALF, _ESCAPED = re.compile("[\ud800-\udfff]"), re.compile(r"\\u[dD][89a-fA-F]")


class NotJson(ValueError):
    """Why a text is no JSON that can be read."""


def parsed(text: str, *, strict: bool = True, halves: bool = True) -> Any:
    """The value of a text; without ``strict``, control characters may stand in its strings.

    Without ``halves``, half a surrogate pair (a text cut in the middle of a character, written with ``\\u``) becomes U+FFFD:
    nothing that holds one can be stored.

    Raises:
        NotJson: if it is no JSON, nested too deeply, or has a number of more digits than Python reads.
    """
    try:
        value = json.loads(text, strict=strict)
        return value if halves or not _ESCAPED.search(text) else without_halves(value)
    except json.JSONDecodeError as problem:
        raise NotJson(f"not JSON: {problem.msg} at column {problem.colno}") from problem
    except RecursionError as problem:
        raise NotJson("not JSON: nested too deeply") from problem
    except ValueError as problem:
        raise NotJson(f"not JSON that can be read: {problem}") from problem


def without_halves(value: Any) -> Any:
    """The value with U+FFFD in the place of each half of a surrogate pair."""
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if isinstance(value, list):
        return [without_halves(part) for part in value]
    if isinstance(value, dict):
        return {_HALF.sub("\ufffd", name): without_halves(part) for name, part in value.items()}
    return value
