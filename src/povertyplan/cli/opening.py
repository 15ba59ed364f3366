"""The files that are named on the command line: opened, read, or refused in words."""

import errno
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from attrs import frozen

from povertyplan.cli.usage import UsageError
from povertyplan.documents import limits
from povertyplan.documents.files import (
    Document,
    OpenedFile,
    documents_in,
    is_folder,
    opened,
    reading_of,
)
from povertyplan.messages import (
    Phrase,
    ReadError,
    SelectionError,
    WriteError,
    YearError,
    phrase,
    verbatim,
)
from povertyplan.outputs.outcome import Unread
from povertyplan.reading import Reading, Review

if TYPE_CHECKING:
    from povertyplan.documents.folder import LeftOut

STANDARD_INPUT = "-"
#: What standard input is called where it is told of.
STANDARD_INPUT_NAME = "<stdin>"
#: What a file without a name is called: a variable of a script that was not set.
_NO_NAME = "''"
_UNOPENED_FOLDER = phrase(
    "The folder could not be opened. Ask for access to it, or copy it to this computer."
)
#: What the commands tell of in words of its own.
_TOLD = (ReadError, WriteError, SelectionError, YearError, UsageError, OSError)
#: What stands for other characters in a pattern, which shells of Windows leave to programs.
_OF_PATTERNS = frozenset("*?")


@frozen
class NamedFile:
    """A file to check: one that was named, or one that was found in a folder."""

    name: str
    is_found: bool = False


@frozen
class NamedFiles:
    """The files that were named or found in named folders, and what is left out."""

    files: tuple[NamedFile, ...]
    left_out: "tuple[LeftOut, ...]" = ()
    unopened: tuple[Unread, ...] = ()  #: folders

    @property
    def names(self) -> list[str]:
        """The names of the files."""
        return [file.name for file in self.files]


def files_of(arguments: Sequence[str]) -> NamedFiles:
    """Return the files that were named, and the documents of the folders that were named."""
    files: list[NamedFile] = []
    left_out: list[LeftOut] = []
    unopened: list[Unread] = []
    for argument in arguments:
        if not is_folder(argument):
            files.append(NamedFile(argument))
            continue
        from povertyplan.documents.folder import found_in

        found = found_in(argument)
        files += [NamedFile(file, is_found=True) for file in found.documents]
        left_out += found.left_out
        unopened += map(_unopened_folder, found.unopened)
    return NamedFiles(tuple(files), tuple(left_out), tuple(unopened))


def _unopened_folder(error: OSError) -> Unread:
    """Return the outcome for a folder that could not be opened."""
    folder = str(error.filename)
    return Unread(folder, _not_opened(error, folder, _UNOPENED_FOLDER))


@contextmanager
def refusing(file: str) -> Generator[None]:
    """Turn whatever fails at a file into its refusal, so that no other file suffers."""
    try:
        yield
    except _TOLD:
        raise
    except Exception as error:  # of this program or of a library, which no file is to end
        raise _failure(error, file) from error


def _failure(error: Exception, file: str) -> ReadError:
    """Return the refusal of a file at which the program failed: what to do, and what to report."""
    expected = phrase("a plan")
    if isinstance(error, MemoryError):
        remedy = phrase(
            "This file takes more memory than there is. Close other programs and check the file by"
            " itself; if it fails again, open it in Word or Excel, and save the plan alone."
        )
        return ReadError(expected, verbatim("MemoryError"), file, remedy=remedy)
    from traceback import extract_tb  # only a fault of the program needs it

    place = extract_tb(error.__traceback__)[-1]
    name = place.filename.replace("\\", "/").rpartition("/")[2]
    # Its own words are left out: they may quote a cell, and the name of a person in it.
    fault = f"{type(error).__name__} {name}:{place.lineno}"
    remedy = phrase(
        "The program failed at this file, and that is a fault of the program. Open the file in"
        " Word or Excel, save it anew and check that. Please report this line to those who gave you"
        " the program: {fault}",
        fault=fault,
    )
    return ReadError(expected, verbatim(fault), file, remedy=remedy)


def read_named(file: str, annex: str | None = None) -> Reading:
    """Read a plan, or the result of a review as a plan of its one year."""
    beside = None if annex is None else opened_named(annex)
    with refusing(file):
        read_as = reading_of(opened_named(file), beside)
    return read_as.reading if isinstance(read_as, Review) else read_as


def documents_named(file: str, annex: str | None = None) -> tuple[Document, ...]:
    """
    Read the plan, the result of a review or the tables of the year that a file holds.

    Raises `ReadError` for a file that holds none of them, in the words of a plan.
    """
    if annex is not None:
        return (read_named(file, annex),)
    with refusing(file):
        return documents_in(opened_named(file))


def opened_named(file: str) -> OpenedFile:
    """Read the bytes of a file, or of standard input."""
    if file == STANDARD_INPUT:
        return OpenedFile(STANDARD_INPUT_NAME, sys.stdin.buffer.read(limits.MOST_PACKED + 1))
    return opened(file)


def unread(error: ReadError | OSError, file: str) -> Unread:
    """Return the outcome for a file that was not read."""
    if isinstance(error, ReadError):
        from povertyplan.documents.tables import lacks_annex

        return Unread(file, error, lacks_annex(error))
    return Unread(file, refusal(error, file))


def refusal(error: ReadError | OSError, file: str) -> ReadError:
    """Return why a file was not read."""
    if isinstance(error, ReadError):
        return error
    named = file if error.filename is None else str(error.filename)
    return _not_opened(error, named or _NO_NAME, _remedy(error))


def _not_opened(error: OSError, file: str, remedy: Phrase) -> ReadError:
    return ReadError(phrase("a plan"), verbatim(type(error).__name__), file, remedy=remedy)


def _remedy(error: OSError) -> Phrase:
    """Return why a file could not be opened, in words of its own instead of the system's."""
    is_pattern = not _OF_PATTERNS.isdisjoint(str(error.filename))
    match error:
        case OSError() if is_pattern:  # of which Windows says that it is no name
            return phrase("No such file. Give the folder instead of a pattern with * or ?.")
        case OSError(errno=errno.ENAMETOOLONG):
            return phrase("The name of the file is too long. Give a shorter one.")
        case FileNotFoundError():
            return phrase("No such file. Check its name and its folder.")
        case PermissionError():
            return phrase(
                "The file may not be opened. Close it in Word or Excel, or ask for access."
            )
        case IsADirectoryError():
            return phrase("This is a folder. Name a file in it.")
        case _:
            return phrase("The file could not be opened. Copy it to this computer and try again.")
