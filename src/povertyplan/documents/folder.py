"""The documents in a folder."""

import os
from collections.abc import Collection, Iterator

from povertyplan.documents.formats.endings import CONVERTED, FORMATS


def documents(folder: str) -> list[str]:
    """
    Return the files in a folder, and in those below, that a plan may be read from, by name.

    A link is followed only to a file inside the folder.  Files that are hidden,
    and those an office program keeps while it has another open, are left out.
    A file of before 2007 is named, so that to read it says how to convert it,
    unless a file of its name that was converted stands beside it.
    """
    return sorted(_documents(folder))


def _documents(folder: str) -> Iterator[str]:
    top = os.path.realpath(folder)
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        lowered = frozenset(map(str.lower, names))
        for name in names:
            file = os.path.join(parent, name)
            known = _is_known(name.lower(), lowered)
            inside = os.path.commonpath([top, os.path.realpath(file)]) == top
            if known and inside and not name.startswith((".", "~$")):
                yield file


def _is_known(name: str, beside: Collection[str]) -> bool:
    stem, dot, last = name.rpartition(".")
    ending = dot + last
    converted = CONVERTED.get(ending)
    if converted is None:
        return ending in FORMATS
    return stem + converted not in beside
