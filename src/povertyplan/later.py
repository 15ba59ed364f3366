"""Names of a front door whose modules load when the names are first used (PEP 562)."""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def loaded_later(door: str, modules: Mapping[str, str]) -> Callable[[str], object]:
    """
    Return the ``__getattr__`` of a module, given the module that each name is loaded from.

    >>> load = loaded_later("povertyplan", {"pi": "math"})
    >>> load("p")
    Traceback (most recent call last):
    ...
    AttributeError: module 'povertyplan' has no attribute 'p'
    """

    def load(name: str) -> object:
        if name not in modules:
            raise AttributeError(f"module {door!r} has no attribute {name!r}")
        value: object = getattr(import_module(modules[name]), name)
        setattr(sys.modules[door], name, value)  # so that it is looked for only once
        return value

    return load
