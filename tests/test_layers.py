"""The direction of imports, and what the front door loads."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import povertyplan

SOURCE = Path(povertyplan.__file__).parent
#: From the foundation up: a module may import those before it.
CHAIN = (
    "errors",
    "names",
    "percent",
    "places",
    "model",
    "plan",
    "relations",
    "causes",
    "intervals",
    "plausibility",
    "codes",
    "messages",
    "reading",
    "findings",
    "checks",
    "diagnosis",
    "fix",
    "outputs",
    "table",
    "cli",
)
#: What stands beside the chain, each on all up to one of its modules.
BESIDE = {
    "documents": "reading",
    "frames": "diagnosis",
    "records": "findings",
    "strategies": "codes",
}
#: Who takes what stands beside: the command line, and documents that are records.
FROM_BESIDE = {
    "fix": {"documents", "records"},
    "outputs": {"documents", "records"},
    "cli": {"documents"},
    "documents": {"records"},
}
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
    if room in BESIDE:
        return {*CHAIN[: CHAIN.index(BESIDE[room]) + 1], room, *FROM_BESIDE.get(room, ())}
    return {*CHAIN[: CHAIN.index(room) + 1], *FROM_BESIDE.get(room, ())}


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
    assert {room for room, _ in rooms()} == {*CHAIN, *BESIDE, *TOP}


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
