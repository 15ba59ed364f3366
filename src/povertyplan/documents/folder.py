"""The documents in a folder."""

import os
from collections.abc import Iterator

from povertyplan.documents import FORMATS


def documents(folder: str) -> list[str]:
    """
    Return the files in a folder, and in those below, that a plan may be read from, by name.

    A link is followed only to a file inside the folder.  Files that are hidden,
    and those an office program keeps while it has another open, are left out.
    """
    return sorted(_documents(folder))


def _documents(folder: str) -> Iterator[str]:
    top = os.path.realpath(folder)
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            file = os.path.join(parent, name)  # noqa: PTH118  # as where documents are read
            known = os.path.splitext(name)[1].lower() in FORMATS  # noqa: PTH122  # as above
            inside = os.path.commonpath([top, os.path.realpath(file)]) == top
            if known and inside and not name.startswith((".", "~$")):
                yield file
