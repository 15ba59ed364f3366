"""The files that are named on the command line: opened, read, or refused in words."""

import errno
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from attrs import frozen

from povertyplan.documents import limits
from povertyplan.documents.files import (
    Document,
    OpenedFile,
    documents_in,
    is_folder,
    opened,
    reading_of,
)
from povertyplan.messages import ReadError, translated
from povertyplan.outputs.outcome import Unread
from povertyplan.reading import Reading, Review

if TYPE_CHECKING:
    from povertyplan.documents.folder import LeftOut

STANDARD_INPUT = "-"
#: What standard input is called where it is told of.
STANDARD_INPUT_NAME = "<stdin>"
#: What a file without a name is called: a variable of a script that was not set.
_NO_NAME = "''"
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


def files_of(arguments: Sequence[str], lang: str) -> NamedFiles:
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
        unopened += [_unopened(str(error.filename), lang) for error in found.unopened]
    return NamedFiles(tuple(files), tuple(left_out), tuple(unopened))


def _unopened(folder: str, lang: str) -> Unread:
    """Return the outcome for a folder that could not be opened."""
    remedy = translated(
        "The folder could not be opened. Ask for access to it, or copy it to this computer.", lang
    )
    return Unread(folder, f"{folder}: {remedy}", remedy)


def read_named(file: str, annex: str | None = None) -> Reading:
    """Read a plan, or the result of a review as a plan of its one year."""
    beside = None if annex is None else opened_named(annex)
    read_as = reading_of(opened_named(file), beside)
    return read_as.reading if isinstance(read_as, Review) else read_as


def documents_named(file: str, annex: str | None = None) -> tuple[Document, ...]:
    """
    Read the plan, the result of a review or the tables of the year that a file holds.

    Raises `ReadError` for a file that holds none of them, in the words of a plan.
    """
    if annex is not None:
        return (read_named(file, annex),)
    return documents_in(opened_named(file))


def opened_named(file: str) -> OpenedFile:
    """Read the bytes of a file, or of standard input."""
    if file == STANDARD_INPUT:
        return OpenedFile(STANDARD_INPUT_NAME, sys.stdin.buffer.read(limits.MOST_PACKED + 1))
    return opened(file)


def unread(error: ReadError | OSError, file: str, lang: str) -> Unread:
    """Return the outcome for a file that was not read."""
    said = refusal(error, file, lang)
    if isinstance(error, ReadError):
        from povertyplan.documents.tables import lacks_annex

        return Unread(file, said, error.remedy_text(lang), lacks_annex(error))
    return Unread(file, said, _reason(error, lang))


def refusal(error: ReadError | OSError, file: str, lang: str) -> str:
    """Say why a file was not read."""
    if isinstance(error, ReadError):
        return error.text(lang)
    named = file if error.filename is None else error.filename
    return f"{named or _NO_NAME}: {_reason(error, lang)}"


def _reason(error: OSError, lang: str) -> str:
    """Say why a file could not be opened, in words of its own instead of the system's."""
    say = partial(translated, lang=lang)
    is_pattern = not _OF_PATTERNS.isdisjoint(str(error.filename))
    match error:
        case OSError() if is_pattern:  # of which Windows says that it is no name
            return say("No such file. Give the folder instead of a pattern with * or ?.")
        case OSError(errno=errno.ENAMETOOLONG):
            return say("The name of the file is too long. Give a shorter one.")
        case FileNotFoundError():
            return say("No such file. Check its name and its folder.")
        case PermissionError():
            return say("The file may not be opened. Close it in Word or Excel, or ask for access.")
        case IsADirectoryError():
            return say("This is a folder. Name a file in it.")
        case _:
            return say("The file could not be opened. Copy it to this computer and try again.")
