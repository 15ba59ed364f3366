"""The pages that lead through the year of a plan: their commands are understood."""

import re
import shlex
from pathlib import Path

import pytest

from povertyplan.cli.options import parser_of_commands

PAGES = ("docs/year/result.md", "docs/vi/ca-nam.md")
COMMAND = re.compile(r"^ *\$ povertyplan (.*)$", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_each_command_is_one_of_the_tool(page: str) -> None:
    text = Path(page).read_text(encoding="utf-8")
    commands = [shlex.split(line) for line in COMMAND.findall(text)]
    for arguments in commands:
        assert parser_of_commands("en").parse_args(arguments).command == arguments[0]
    assert {arguments[0] for arguments in commands} >= {"forms", "check", "progress"}
