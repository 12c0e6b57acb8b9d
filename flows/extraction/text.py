"""Clean text for reading, with the way back to the stored text: evidence offsets always count in the stored text.

Stored texts may carry tags, comments, entities and decomposed letters. They are read without them, and every position of the clean text
knows where it stood.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right

_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)"  # what is never closed runs to the end, as in a browser
    r"|</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|section|article|blockquote)\b[^<>]*>|</?[a-zA-Z][^<>]*>"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});",
    re.DOTALL,
)
_BLOCK = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|section|article|blockquote)\b", re.IGNORECASE)


class Text:
    """A clean text and its border points: from each one on, clean and stored positions run in step."""

    __slots__ = ("_clean_at", "_stored_at", "clean", "stored")

    def __init__(self, stored: str) -> None:
        self.stored = stored
        self._clean_at = [0]
        self._stored_at = [0]
        if "<" not in stored and "&" not in stored and (stored.isascii() or unicodedata.is_normalized("NFC", stored)):
            self.clean = stored
            return
        self.clean = self._read(stored)

    def _read(self, stored: str) -> str:
        parts: list[str] = []
        length = at = 0
        for markup in _MARKUP.finditer(stored):
            length = self._plain(stored[at : markup.start()], at, parts, length)
            found = markup.group()
            if found[0] == "&":
                piece = html.unescape(found)
                if piece == found:
                    piece = found
            else:
                piece = "\n" if _BLOCK.match(found) else ""
            if len(piece) != len(found):
                self._clean_at.append(length)
                self._stored_at.append(markup.start())
            parts.append(piece)
            length += len(piece)
            at = markup.end()
            self._clean_at.append(length)
            self._stored_at.append(at)
        self._plain(stored[at:], at, parts, length)
        return "".join(parts)

    def _plain(self, piece: str, at: int, parts: list[str], length: int) -> int:
        """Adds text without markup, composing its letters."""
        if piece.isascii() or unicodedata.is_normalized("NFC", piece):
            parts.append(piece)
            return length + len(piece)
        for cluster in re.finditer(r".[\u0300-\u036f\u1100-\u11ff\u3099\u309a]*", piece, re.DOTALL):
            composed = unicodedata.normalize("NFC", cluster.group())
            parts.append(composed)
            length += len(composed)
            if len(composed) != len(cluster.group()):
                self._clean_at.append(length)
                self._stored_at.append(at + cluster.end())
        return length

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stored span of a clean one."""
        return self._back(start), self._back(end - 1, last=True) + 1

    def _back(self, position: int, last: bool = False) -> int:
        border = bisect_right(self._clean_at, position) - 1
        stored = self._stored_at[border] + position - self._clean_at[border]
        if border + 1 < len(self._stored_at):
            limit = self._stored_at[border + 1] - 1
            if stored > limit or (last and self._clean_at[border + 1] == position + 1):
                return limit
        return stored
