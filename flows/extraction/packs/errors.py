"""What can be wrong with a pack. Apart from its reader, because mypyc compiles no class derived from an exception."""

from __future__ import annotations

from schemas.problems import BadInput


class PackNotCompiled(BadInput):
    """The pack was edited after it was compiled, or never compiled."""


class PackError(BadInput):
    """A pack that cannot be used; the message names the file and the entry."""
