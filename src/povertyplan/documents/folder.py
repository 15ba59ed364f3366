"""The documents in a folder."""

import os
from collections.abc import Collection, Iterator

from povertyplan.documents.formats.endings import FORMATS, NOT_READ

#: Endings of the documents that others are saved as.
_CURRENT = (".docx", ".xlsx")


def documents(folder: str) -> list[str]:
    """
    Return the files below a folder from which a plan may be read, sorted by name.

    A link is followed only to a file inside the folder.  Hidden files are left
    out, and so are those that an office program keeps while a document is open.
    A document that is not read, such as a PDF, is listed, so that reading it says
    what to do.  It is left out if a .docx or .xlsx of the same name stands beside
    it, and so is a workbook of before 2007.
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
    """Whether a file is a document, and not yet saved as a .docx or .xlsx beside it."""
    stem, ending = os.path.splitext(name)
    if ending in NOT_READ or FORMATS.get(ending) == "xls":
        return not any(stem + current in beside for current in _CURRENT)
    return ending in FORMATS
