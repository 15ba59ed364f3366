"""Wrong usage, and the words of argparse, in the language of the reader."""

import argparse
import locale
import os
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from povertyplan.cli.status import UNREAD
from povertyplan.errors import harmless
from povertyplan.messages import LANGUAGES, translated

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

#: What argparse says to those who use a program.
ARGPARSE = (
    "usage: ",
    "positional arguments",
    "options",
    "show this help message and exit",
    "argument %(argument_name)s: %(message)s",
    "the following arguments are required: %s",
    "invalid choice: %(value)r (choose from %(choices)s)",
    "ambiguous option: %(option)s could match %(matches)s",
    "ignored explicit argument %r",
    "expected one argument",
    "expected at least one argument",
)


class UsageError(Exception):
    """A wrong use of the command line, said in the reader's language."""


class Parser(argparse.ArgumentParser):
    """A parser of arguments, for which argparse calls the methods of its own class."""

    def print_help(self, file: "SupportsWrite[str] | None" = None) -> None:
        """Print the help; that it cannot be written is not passed over in silence."""
        print(self.format_help(), end="", file=file)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where to read on, and end the program."""
        see = translated("See: {program} --help", self.get_default("lang"))
        self.exit(UNREAD, f"{self.prog}: {harmless(message)}\n{see.format(program=self.prog)}\n")


@contextmanager
def argparse_in(lang: str) -> Generator[None]:
    """
    Have argparse speak a language while a parser is made and used.

    argparse translates its words by two functions of its module, taken from `gettext`; meanwhile
    two others, which look into the catalogue of the library, stand in their place.
    """
    module = argparse.__dict__
    before = {name: module[name] for name in ("_", "ngettext")}
    module.update(_=partial(translated, lang=lang), ngettext=partial(_counted, lang=lang))
    try:
        yield
    finally:
        module.update(before)


def _counted(singular: str, plural: str, number: int, lang: str) -> str:
    return translated(singular if number == 1 else plural, lang)


def asked_language(arguments: Sequence[str] | None) -> str | None:
    """Return the language that arguments ask for, None if they do not name one."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--lang", nargs="?")
    asked, _ = parser.parse_known_args(arguments)
    return asked.lang if asked.lang in LANGUAGES else None


def system_language() -> str:
    """Return Vietnamese if the system is set to it, else English."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    system = next(filter(None, named), None) or locale.getlocale()[0] or ""
    return "vi" if system.lower().startswith("vi") else "en"
