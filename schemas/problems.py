"""The error that all others of wrong usage descend from."""

from __future__ import annotations


class BadInput(ValueError):
    """What was given cannot be used: an option, a file, a query, a setting, a pack. Names what is wrong, and what to do."""
