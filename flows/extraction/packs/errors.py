"""What can be wrong with a compiled pack. Apart from its reader, because mypyc compiles no class derived from an exception."""

from __future__ import annotations

from schemas.problems import BadInput


class PackNotCompiled(BadInput):
    """The pack was edited after it was compiled, or never compiled."""
