"""The file that a repaired copy becomes: refused before any work, written whole or not at all."""

import errno
import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from povertyplan.documents.files import is_folder
from povertyplan.messages import Phrase, WriteError, phrase

_EXISTS = phrase(
    "This file exists already, and is left as it is. Name another, or overwrite it with --force."
)
_ORIGINAL = phrase(
    "This is the file that was read, and the original is never overwritten. Name another file."
)
_FOLDER = phrase("This is a folder. Name a file in it.")
_NO_ACCESS = phrase(
    "No file may be written in this folder. Name a file in another folder, or ask for access."
)
_FULL = phrase("The disk is full, and nothing was written. Make room, or name another disk.")
_TOO_LONG = phrase("The name of the file is too long. Give a shorter one.")
_NOT_WRITTEN = phrase("The file could not be written. Name a file in another folder.")
#: What keeps a file from being written, by the number of the system's error.
_FAULTS: Mapping[int, Phrase] = MappingProxyType(
    {
        errno.EACCES: _NO_ACCESS,
        errno.EPERM: _NO_ACCESS,
        errno.EROFS: _NO_ACCESS,
        errno.ENOSPC: _FULL,
        errno.EDQUOT: _FULL,
        errno.ENAMETOOLONG: _TOO_LONG,
    }
)


def refuse_target(source: str, target: str, *, force: bool) -> None:
    """
    Raise `WriteError` if a copy of the file *source* may not be written to *target*.

    The original is never overwritten, by whatever name or link *target* leads to it, and
    another file only with *force*.
    """
    _refuse_unreachable(target)
    if is_folder(target):
        raise WriteError(target, _FOLDER)
    folder = Path(target).parent
    if not folder.is_dir():
        missing = phrase(
            "There is no folder {folder}. Create it, or name a file in another folder.",
            folder=str(folder),
        )
        raise WriteError(target, missing)
    if _is_same(source, target):
        raise WriteError(target, _ORIGINAL)
    if os.path.lexists(target) and not force:
        raise WriteError(target, _EXISTS)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise WriteError(target, _NO_ACCESS)


def _refuse_unreachable(target: str) -> None:
    """Raise `WriteError` if the system does not even say whether there is such a file."""
    try:
        Path(target).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise WriteError(target, _fault(error)) from None


def _is_same(source: str, target: str) -> bool:
    """Whether two names lead to one file; those that lead to none that may be seen do not."""
    try:
        return Path(target).samefile(source)
    except OSError:
        return False


def _fault(error: OSError) -> Phrase:
    """Return what keeps a file from being written: the system's words name a temporary file."""
    return _FAULTS.get(error.errno or 0, _NOT_WRITTEN)


def write_whole(source: str, target: str, data: bytes) -> None:
    """
    Write a copy of the file *source*, with its permissions, whole or not at all.

    It is written beside *target* and put in its place once it is whole.  Raises `WriteError`
    if that fails: nothing of it is left then.
    """
    copy = Path(target)
    try:
        permissions = stat.S_IMODE(Path(source).stat().st_mode)
        with tempfile.NamedTemporaryFile(dir=copy.parent, delete=False) as stream:
            beside = Path(stream.name)
            try:
                stream.write(data)
                stream.close()
                beside.chmod(permissions)
                beside.replace(copy)
            except BaseException:
                beside.unlink()
                raise
    except OSError as error:
        raise WriteError(target, _fault(error)) from None
