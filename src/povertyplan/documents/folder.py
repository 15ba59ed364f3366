"""The documents in a folder."""

import os
from collections.abc import Collection, Iterator

from povertyplan.documents.formats.endings import CONVERTED, FORMATS


def documents(folder: str) -> list[str]:
    """
    Return the files below a folder from which a plan may be read, sorted by name.

    A link is followed only to a file inside the folder.  Hidden files are left
    out, and so are those that an office program keeps while a document is open.
    A file of before 2007 is listed, so that reading it says how to convert it,
    unless the converted file stands beside it.
    """
    return sorted(_documents(folder))


def _documents(folder: str) -> Iterator[str]:
    top = os.path.realpath(folder)
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        lowered = frozenset(map(str.lower, names))
        for name in names:
            file = os.path.join(parent, name)
            is_inside = os.path.commonpath([top, os.path.realpath(file)]) == top
            is_visible = not name.startswith((".", "~$"))
            if is_inside and is_visible and _is_wanted(name.lower(), lowered):
                yield file


def _is_wanted(name: str, beside: Collection[str]) -> bool:
    """Whether a file is of a known format, or of before 2007 and not yet converted."""
    stem, dot, last = name.rpartition(".")
    ending = dot + last
    if ending in CONVERTED:
        return stem + CONVERTED[ending] not in beside
    return ending in FORMATS
