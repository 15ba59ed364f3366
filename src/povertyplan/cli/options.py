"""The options of the commands."""

import argparse
import locale
import os
from typing import NoReturn

from povertyplan.messages import LANGUAGES


def parser_of_commands() -> argparse.ArgumentParser:
    """Return the parser of the command line; ``command`` of what it parses is the name."""
    parser = argparse.ArgumentParser(
        prog="povertyplan",
        description="Check the figures of poverty-reduction plans of Vietnamese communes.",
    )
    parser.add_argument(
        "--version",
        action=_PrintVersion,
        nargs=0,
        default=argparse.SUPPRESS,
        help="show program's version number and exit",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, add_options, summary in (
        ("check", _add_check_options, "find the contradictions in plans"),
        ("explain", _add_explain_options, "print the page of a check or a cause"),
        ("show", _add_show_options, "print a plan, each rate beside the computed one"),
    ):
        command = commands.add_parser(name, help=summary, description=summary)
        command.set_defaults(command=name)
        command.add_argument(
            "--lang",
            choices=LANGUAGES,
            default=_system_language(),
            help="of messages; the system's unless given",
        )
        add_options(command)
    return parser


class _PrintVersion(argparse.Action):
    """argparse's own action would look the version up on every run."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Print the version of the library and end the program."""
        print(version())
        parser.exit()


def version() -> str:
    """Return the version of the library, as it was installed."""
    from importlib import metadata

    return metadata.version("povertyplan")


def _add_check_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files", metavar="FILE", nargs="+", help="plans, folders of them; - is standard input"
    )
    command.add_argument(
        "--annex", metavar="FILE", help="the annex of the one plan, if it is in a file of its own"
    )
    command.add_argument("--format", choices=("text", "json", "sarif"), default="text")
    command.add_argument(
        "--select", metavar="CODES", type=_codes, help="only these codes or beginnings of codes"
    )
    command.add_argument(
        "--ignore",
        metavar="CODES",
        type=_codes,
        help="not these; CODE@ROW accepts one finding, as PP307@8 or PP201@total",
    )
    command.add_argument(
        "--summary", action="store_true", help="only what all plans together come to"
    )
    command.add_argument("--strict", action="store_true", help="fail on warnings too")
    command.add_argument(
        "--fix", metavar="OUT", help="write a copy of the one FILE with what is certain repaired"
    )


def _add_explain_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("subject", metavar="CODE|CAUSE", help="such as PP201 or stale-denominator")


def _add_show_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="a plan, or - for standard input")


def _codes(text: str) -> list[str]:
    """Split an argument at its commas."""
    words = (word.strip() for word in text.split(","))
    return [word for word in words if word]


def _system_language() -> str:
    """Return Vietnamese if the system is set to it, else English."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    system = next(filter(None, named), None) or locale.getlocale()[0] or ""
    return "vi" if system.lower().startswith("vi") else "en"
