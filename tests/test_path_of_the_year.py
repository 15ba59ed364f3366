"""The pages that lead through the year of a plan: their commands are understood."""

import re
import shlex
from pathlib import Path

import pytest

from povertyplan.cli.options import parser_of_commands

PAGES = [Path("README.md"), *sorted(Path("docs/year").glob("*.md")), Path("docs/vi/ca-nam.md")]
COMMAND = re.compile(r"^ *\$ povertyplan (.*)$", re.MULTILINE)


def commands(page: Path) -> list[list[str]]:
    """Return the commands of a page, each as its words."""
    return [shlex.split(line) for line in COMMAND.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_each_command_is_one_of_the_tool(page: Path) -> None:
    for arguments in commands(page):
        assert parser_of_commands("en").parse_args(arguments).command == arguments[0]


def test_the_officers_page_shows_the_commands_of_the_year() -> None:
    shown = {arguments[0] for arguments in commands(Path("docs/vi/ca-nam.md"))}
    assert shown == {"check", "show", "share", "forms", "progress", "next"}
