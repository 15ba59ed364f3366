"""The file that a repaired copy becomes: refused before any work, written whole or not at all."""

import errno
import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

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
_NOT_WRITTEN = phrase("The file could not be written. Name a file in another folder.")
#: What keeps a file from being written, by the number of the system's error.
_FAULTS: Mapping[int, Phrase] = MappingProxyType(
    {
        errno.EACCES: _NO_ACCESS,
        errno.EPERM: _NO_ACCESS,
        errno.EROFS: _NO_ACCESS,
        errno.ENOSPC: _FULL,
        errno.EDQUOT: _FULL,
    }
)


def refuse_target(source: str, target: str, *, force: bool) -> None:
    """
    Raise `WriteError` if a copy of the file *source* may not be written to *target*.

    The original is never overwritten, by whatever name or link *target* leads to it, and
    another file only with *force*.
    """
    original, copy = Path(source), Path(target)
    is_original = original.exists() and copy.exists() and copy.samefile(original)
    if copy.is_dir():
        raise WriteError(target, _FOLDER)
    if not copy.parent.is_dir():
        missing = phrase(
            "There is no folder {folder}. Create it, or name a file in another folder.",
            folder=str(copy.parent),
        )
        raise WriteError(target, missing)
    if is_original:
        raise WriteError(target, _ORIGINAL)
    if os.path.lexists(target) and not force:
        raise WriteError(target, _EXISTS)
    if not os.access(copy.parent, os.W_OK):
        raise WriteError(target, _NO_ACCESS)


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
        # The system's words name a temporary file, so they are not shown.
        raise WriteError(target, _FAULTS.get(error.errno or 0, _NOT_WRITTEN)) from None
