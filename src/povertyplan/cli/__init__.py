"""The command line: each command is the module of its name, loaded when it is run."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import NoReturn, TypeAlias

from povertyplan.cli.options import parser_of_commands
from povertyplan.cli.status import INTERRUPTED, OK
from povertyplan.cli.usage import UsageError, argparse_in, language
from povertyplan.messages import SelectionError, translated

_Run: TypeAlias = Callable[[argparse.Namespace], int]
_Refuse: TypeAlias = Callable[[str], NoReturn]


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run one command and return its exit status.

    0: no errors (with ``--strict``: no warnings either); 1: errors were found; 2: a file could not
    be read, none of its figures could be compared, a plan that is expected is missing, or the
    usage was wrong; 130: interrupted.  1 goes before 2.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    lang = language(arguments)
    with argparse_in(lang):
        options, unknown = parser_of_commands(lang).parse_known_args(arguments)
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
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The program that read our output is gone; what is left must not be flushed into the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
