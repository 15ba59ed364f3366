"""The pages that lead from last year's plan to a signed one: their commands are understood."""

import re
import shlex
from pathlib import Path

import pytest

from povertyplan.cli.options import parser_of_commands

PAGES = ("docs/template.md", "docs/vi/lap-ke-hoach.md")
COMMAND = re.compile(r"^ *\$ povertyplan (.*)$", re.MULTILINE)
PICTURE = re.compile(r"!\[.*\]\((.*)\)")


def options_of(page: str) -> list[list[str]]:
    """Return the arguments of each command, in the order of the page."""
    return [shlex.split(line) for line in COMMAND.findall(Path(page).read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", PAGES)
def test_each_command_is_one_of_the_tool(page: str) -> None:
    commands = options_of(page)
    for arguments in commands:
        assert parser_of_commands("en").parse_args(arguments).command == arguments[0]
    assert [arguments[0] for arguments in commands] == [
        "template", "template", "check", "check", "check", "convert", "check", "check"
    ]  # fmt: skip


def test_both_pages_lead_the_same_way() -> None:
    of_page = [
        [[word for word in arguments if word.startswith("--")] for arguments in options_of(page)]
        for page in PAGES
    ]
    assert of_page[0] == of_page[1]


@pytest.mark.parametrize("page", PAGES)
def test_the_picture_is_there(page: str) -> None:
    (picture,) = PICTURE.findall(Path(page).read_text(encoding="utf-8"))
    assert (Path(page).parent / picture).is_file()
