"""docs/map.md has one line for each module, in the order of the layers."""

import re
from pathlib import Path

from tests.support.layers import LAYERS, SOURCE, TOP, modules, room_of

PAGE = Path("docs/map.md").read_text(encoding="utf-8")
#: The modules in the first column of the tables, in the order of the page.
LINES = re.findall(r"^\| `([\w/.]+)` \|", PAGE, re.MULTILINE)


def name_in_map(module: str) -> str:
    """Return the name of a module on the page, where a package is called by its folder."""
    package = module.removesuffix("__init__.py")
    return package or module


def test_every_module_has_one_line() -> None:
    expected = sorted(name_in_map(module) for module in modules())
    assert sorted(LINES) == expected, "add, rename or remove the line in docs/map.md"


def test_lines_follow_the_layers() -> None:
    layers = (*LAYERS, TOP)
    numbers = []
    for line in LINES:
        room = room_of(line)
        numbers += [number for number, layer in enumerate(layers) if room in layer]
    assert numbers == sorted(numbers)


def test_a_package_stands_before_its_modules() -> None:
    for index, line in enumerate(LINES):
        package, slash, _ = line.rstrip("/").rpartition("/")
        assert not slash or package + slash in LINES[:index], line


def test_what_the_map_points_to_is_there() -> None:
    for path in re.findall(r"`([\w/]+(?:/|\.py|\.po))`", PAGE):
        assert (SOURCE / path).exists(), path
