"""The direction of imports, and what the front door loads."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import pytest

import povertyplan

SOURCE = Path(povertyplan.__file__).parent
#: From the foundation up: a room may import those of the layers before its own.
LAYERS = (
    {"errors"},
    {"model"},
    {"arithmetic"},
    {"messages"},
    {"findings"},
    {"reading"},
    {"checks", "records", "strategies"},
    {"diagnosis", "documents"},
    {"frames"},
    {"outputs"},
    {"cli"},
)
TOP = {"__init__", "__main__"}


def rooms() -> Iterator[tuple[str, Path]]:
    for path in sorted(SOURCE.rglob("*.py")):
        first = path.relative_to(SOURCE).parts[0]
        yield first.removesuffix(".py"), path


def imported(path: Path) -> set[str]:
    """Return the rooms that a file imports, wherever in it the import stands."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "povertyplan":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("povertyplan."):
            found.add(str(node.module).split(".")[1])
        elif isinstance(node, ast.Import):
            names = (alias.name.split(".") for alias in node.names)
            found |= {name[1] for name in names if name[0] == "povertyplan" and len(name) > 1}
    return found


def allowed(room: str) -> set[str]:
    below = takewhile(lambda layer: room not in layer, LAYERS)
    return {room}.union(*below)


@pytest.mark.parametrize(
    ("room", "path"),
    [
        pytest.param(room, path, id=str(path.relative_to(SOURCE)))
        for room, path in rooms()
        if room not in TOP
    ],
)
def test_imports_point_down(room: str, path: Path) -> None:
    assert imported(path) <= allowed(room)


def test_every_room_has_a_place() -> None:
    assert {room for room, _ in rooms()} == TOP.union(*LAYERS)


def test_the_front_door_loads_attrs_and_the_standard_library() -> None:
    program = (
        "import sys; before = set(sys.modules); import povertyplan;"
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert loaded - set(sys.stdlib_module_names) == {"attr", "attrs", "povertyplan"}


def test_the_front_door_names_what_it_has() -> None:
    assert list(povertyplan.__all__) == sorted(povertyplan.__all__)
    assert all(hasattr(povertyplan, name) for name in povertyplan.__all__)
