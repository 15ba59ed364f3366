"""The layers of the package, and its modules."""

import ast
from functools import cache
from pathlib import Path

import povertyplan

SOURCE = Path(povertyplan.__file__).parent
#: From the foundation up: a room may import those of the layers before its own.
LAYERS = (
    {"arguments", "later"},
    {"errors"},
    {"model"},
    {"arithmetic"},
    {"messages"},
    {"findings"},
    {"reading", "year"},
    {"checks", "records", "strategies"},
    {"diagnosis", "documents"},
    {"frames", "editing"},
    {"outputs"},
    {"cli"},
)
#: The front door and the program, which no layer holds.
TOP = {"__init__", "__main__"}


def modules() -> list[str]:
    """Return the paths of all modules, relative to the package."""
    return sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))


@cache
def tree(module: str) -> ast.Module:
    """Return the syntax of a module."""
    return ast.parse((SOURCE / module).read_text(encoding="utf-8"))


def room_of(module: str) -> str:
    """Return the room that a module belongs to: ``documents`` of ``documents/annex/lines.py``."""
    return module.split("/", maxsplit=1)[0].removesuffix(".py")
