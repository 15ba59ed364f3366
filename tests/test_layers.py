"""The direction of imports, and what the front door loads."""

import ast
import subprocess
import sys
from itertools import takewhile
from types import ModuleType

import pytest

import povertyplan
from povertyplan import year
from tests.support.layers import LAYERS, SOURCE, TOP, modules, room_of, tree

#: The three subjects of reading, which know nothing of each other.
WINGS = ("formats", "annex", "prose")


def imported(module: str) -> set[str]:
    """Return the dotted names that a module imports from the package, wherever in it."""
    names = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports by a relative name"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    inside = [name for name in names if name.startswith("povertyplan.")]
    return {name.removeprefix("povertyplan.") for name in inside}


def allowed(room: str) -> set[str]:
    below = takewhile(lambda layer: room not in layer, LAYERS)
    return {room}.union(*below)


@pytest.mark.parametrize("module", [name for name in modules() if room_of(name) not in TOP])
def test_imports_point_down(module: str) -> None:
    rooms = {name.split(".")[0] for name in imported(module)}
    assert rooms <= allowed(room_of(module))


def test_every_room_has_a_place() -> None:
    assert {room_of(module) for module in modules()} == TOP.union(*LAYERS)


@pytest.mark.parametrize("wing", WINGS)
def test_the_wings_of_documents_do_not_import_each_other(wing: str) -> None:
    others = [f"documents.{name}" for name in WINGS if name != wing]
    for module in modules():
        if module.startswith(f"documents/{wing}/"):
            for name in imported(module):
                assert not name.startswith(tuple(others)), f"{module} imports {name}"


def test_no_module_of_documents_imports_their_front_door() -> None:
    parts = {path.stem for path in (SOURCE / "documents").iterdir()}
    for module in modules():
        if module.startswith("documents/") and module != "documents/__init__.py":
            for name in imported(module):
                room, _, inside = name.partition(".")
                assert room != "documents" or inside.split(".")[0] in parts, f"{module}: {name}"


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


def test_the_names_of_the_front_door_are_in_order() -> None:
    assert list(povertyplan.__all__) == sorted(povertyplan.__all__)


@pytest.mark.parametrize("door", [povertyplan, year])
def test_a_front_door_names_what_it_has(door: ModuleType) -> None:
    assert all(hasattr(door, name) for name in door.__all__)


@pytest.mark.parametrize("door", [povertyplan, year])
def test_names_that_load_later_are_listed_and_others_are_refused(door: ModuleType) -> None:
    assert dir(door) == sorted(door.__all__)
    with pytest.raises(AttributeError, match=f"module '{door.__name__}' has no attribute 'chekc'"):
        getattr(door, "chekc")  # noqa: B009  # the name is no attribute, as types know


def test_checks_and_the_search_for_causes_load_when_they_are_used() -> None:
    program = (
        "import sys, povertyplan; assert 'povertyplan.checks' not in sys.modules;"
        "povertyplan.check; assert 'povertyplan.checks' in sys.modules;"
        "povertyplan.diagnose; assert 'povertyplan.diagnosis.search' not in sys.modules"
    )
    subprocess.run([sys.executable, "-I", "-c", program], check=True)
