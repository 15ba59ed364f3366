"""Standard input, output and error: made fit to use, and given up where they fail."""

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable

    from povertyplan.outputs.layout import Passage

#: What stands for a stream that is closed: its name, how it is used, and what that may be for.
_CLOSED = (
    ("stdin", "r", os.O_RDONLY),
    ("stdout", "w", os.O_RDONLY),
    ("stderr", "w", os.O_WRONLY),
)


def open_streams() -> None:
    """
    Have output written in UTF-8, and open what was closed before the start.

    Standard input is empty then, errors go nowhere, and output cannot be written: that nobody
    hears of it is no verdict.
    """
    for name, mode, access in _CLOSED:
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, access)
            stream = open(nowhere, mode, encoding="utf-8", closefd=False)  # noqa: SIM115  # to the end
            setattr(sys, name, stream)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def print_passages(passages: "Iterable[Passage]", stream: TextIO) -> None:
    """Print passages in lines as wide as a stream, each at once."""
    from povertyplan.outputs.layout import Screen

    screen = Screen.of(stream)
    for passage in passages:
        for line in screen.lines(passage):
            print(line, file=stream, flush=True)


def give_up_output(message: str = "") -> None:
    """
    Say why output ends, if anything can still be said, and drop what was not written.

    Python writes what is left of it at its end, which would fail again.
    """
    with suppress(OSError):
        print(message, end="", file=sys.stderr, flush=True)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # one that is not a file has nothing to lose
            os.dup2(nowhere, stream.fileno())
