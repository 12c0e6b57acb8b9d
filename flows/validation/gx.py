"""Great Expectations, imported late and light: it takes seconds, and only runs with new rows need it."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType
from typing import Any


def load() -> Any:
    """The ``great_expectations`` module, without the parts that no expectation of ours uses.

    Half a second of its import is ``scipy.stats`` and Altair, which only distribution expectations and their charts need.
    """
    _defer("scipy.stats")
    sys.modules.setdefault("altair", _Absent("altair"))
    import great_expectations

    return great_expectations


class _Absent(ModuleType):
    """Stands for a module that is named but never used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


def _defer(name: str) -> None:
    """Puts a module in place that is loaded when it is first touched."""
    if name in sys.modules:
        return
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, module)
