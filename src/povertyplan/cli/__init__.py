"""The command line: each command is the module of its name, loaded when it is run."""

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn, TypeAlias

from povertyplan.cli.options import parser_of_commands
from povertyplan.cli.status import INTERRUPTED, TERMINATED, UNHEARD, UNREAD
from povertyplan.cli.streams import give_up_output, open_streams
from povertyplan.cli.termination import Terminated, told_of_termination
from povertyplan.cli.usage import UsageError, argparse_in, asked_language, system_language
from povertyplan.messages import SelectionError, translated

_Run: TypeAlias = Callable[[argparse.Namespace], int]
_Refuse: TypeAlias = Callable[[str], NoReturn]
#: The language of pages that are signed, unless another is asked for.
_OF_PAGES = "vi"


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run one command and return its exit status.

    0: no errors (with ``--strict``: no warnings either); 1: errors were found; 2: a file could not
    be read, none of its figures could be compared, a plan that is expected is missing, the output
    could not be written, or the usage was wrong; 130: interrupted; 141: nobody reads the output;
    143: ended by the system.  1 goes before 2.
    """
    open_streams()
    asked = asked_language(arguments)
    lang = asked or system_language()
    try:
        with told_of_termination():
            try:
                return _status(arguments, lang, asked or _OF_PAGES)
            finally:
                sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except Terminated:
        return TERMINATED
    except BrokenPipeError:  # the program that read our output is gone
        give_up_output()
        return UNHEARD
    except OSError as error:
        if error.filename is not None:  # a file, which the commands tell of
            raise
        failed = translated(
            "The output could not be written. Make room on the disk, or write it elsewhere.", lang
        )
        give_up_output(f"povertyplan: {failed}\n")
        return UNREAD


def _status(arguments: Sequence[str] | None, lang: str, lang_of_pages: str) -> int:
    """Run one command and return its exit status, or end the program for wrong usage."""
    with argparse_in(lang):
        options, unknown = parser_of_commands(lang).parse_known_args(arguments)
    options.lang_of_pages = lang_of_pages
    command = import_module(f"povertyplan.cli.{options.command}")
    run: _Run = command.run
    refuse: _Refuse = options.refuse
    if unknown:
        refuse(translated("unrecognized arguments: {words}", lang).format(words=" ".join(unknown)))
    try:
        return run(options)
    except SelectionError as error:
        refuse(error.text(options.lang))
    except UsageError as error:
        refuse(str(error))
