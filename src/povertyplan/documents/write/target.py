"""The file that is written: refused before any work, written whole or not at all."""

import errno
import os
import re
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from secrets import token_hex
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
_IN_USE = phrase("The file may not be replaced. Close it in Word or Excel, or ask for access.")
_FULL = phrase("The disk is full, and nothing was written. Make room, or name another disk.")
_TOO_LONG = phrase("The name of the file is too long. Give a shorter one.")
_NO_NAME = phrase(
    "The system allows no file of this name. Give a name of letters and digits, such as plan.xlsx."
)
_NOT_WRITTEN = phrase("The file could not be written. Name a file in another folder.")
_NO_FILE = phrase("This is a device, and no file. Name a file.")
_READ_ONLY = phrase(
    "This file is read-only, and is left as it is. Name another, or allow it to be changed."
)
#: The names that Windows gives to devices, whatever ending they have.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9]) *(?:\..*)?", re.IGNORECASE)
#: The permissions to change a file.
_WRITABLE = 0o222
#: What keeps a file from being written, by the number of the system's error.
_FAULTS: Mapping[int, Phrase] = MappingProxyType(
    {
        errno.EACCES: _NO_ACCESS,
        errno.EPERM: _NO_ACCESS,
        errno.EROFS: _NO_ACCESS,
        errno.ENOSPC: _FULL,
        errno.EDQUOT: _FULL,
        errno.EFBIG: _FULL,
        errno.ENAMETOOLONG: _TOO_LONG,
        errno.EINVAL: _NO_NAME,
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
    _refuse_missing(folder, target)
    if _is_same(source, target):
        raise WriteError(target, _ORIGINAL)
    if os.path.lexists(target) and not force:
        raise WriteError(target, _EXISTS)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise WriteError(target, _NO_ACCESS)


def _refuse_missing(folder: Path, target: str) -> None:
    """Raise `WriteError` if the folder for a file does not exist."""
    if folder.is_dir():
        return
    missing = phrase(
        "There is no folder {folder}. Create it, or name a file in another folder.",
        folder=str(folder),
    )
    raise WriteError(target, missing)


def _refuse_unreachable(target: str) -> None:
    """Raise `WriteError` if the system does not even say whether there is such a file."""
    if sys.platform == "win32" and _DEVICES.fullmatch(Path(target).name):
        raise WriteError(target, _NO_NAME)
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
    is_of_replacing = error.filename2 is not None
    if isinstance(error, PermissionError) and is_of_replacing:
        return _IN_USE  # Windows replaces no file that a program has opened
    return _FAULTS.get(error.errno or 0, _NOT_WRITTEN)


def write_file(target: str, data: bytes) -> None:
    """
    Write a file, whole or not at all; one that exists is replaced and keeps its permissions.

    A new file has those that the system gives any.  A link stays, and the file that it leads to
    is written.  Raises `WriteError` if the file cannot be written, or is read-only: what stood
    there stays as it was.
    """
    _refuse_unreachable(target)
    path = Path(os.path.realpath(target))
    try:
        _replace(path, data, _permissions(path, target))
    except OSError as error:
        raise WriteError(target, _fault(error)) from None


def _permissions(path: Path, target: str) -> int | None:
    """Return the permissions of a file that is to be replaced, or None if there is no file yet."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        _refuse_missing(path.parent, target)
        return None
    if stat.S_ISDIR(mode):
        raise WriteError(target, _FOLDER)
    if not stat.S_ISREG(mode):
        raise WriteError(target, _NO_FILE)
    if not mode & _WRITABLE:
        raise WriteError(target, _READ_ONLY)
    return stat.S_IMODE(mode)


def _replace(path: Path, data: bytes, permissions: int | None) -> None:
    """
    Write a file beside *path* and put it in its place once it is whole.

    Where *permissions* is None they are those that the system gives a new file.
    """
    beside = path.with_name(f".povertyplan-{token_hex(8)}")
    try:
        with beside.open("xb") as stream:
            if permissions is not None:  # before there is anything to be seen
                beside.chmod(permissions)
            stream.write(data)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
