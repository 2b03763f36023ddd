"""Modules that most processes never need, loaded by whoever first uses one.

    pypdf = lazy("pypdf")           # at the top of a file, where an import would stand
    pypdf.PdfReader(stream)         # here it is loaded, the first time only

Loading all of them takes a third as long as loading the rest of Emerald: a command, the worker and beat do without. A
web process of production has them before its first request (`load_all`), so that nobody waits for one.
"""

from importlib import import_module
from typing import Any

_named: list[str] = []


class Lazy:
    """Stands for a module. Every attribute asked of it is the module's."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(import_module(self._name), attribute)


def lazy(name: str) -> Any:
    """What stands for the module of that name. A name that is none is found by `load_all`, and so by a test."""
    _named.append(name)
    return Lazy(name)


def load_all() -> list[str]:
    """Load what was named so far; returns the names."""
    for name in _named:
        import_module(name)
    return sorted(set(_named))
