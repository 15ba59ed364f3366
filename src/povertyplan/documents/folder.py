"""
The documents in a folder, and the entries that are left out.

Nothing that may be a plan is passed over in silence: a document that is not read, such as a PDF,
is among the documents, for reading it says what to do; and what is left out has its reason.
"""

import os
from collections.abc import Collection
from pathlib import Path

from attrs import field, frozen

from povertyplan.documents import limits
from povertyplan.documents.files import opened
from povertyplan.documents.formats.endings import FORMATS
from povertyplan.documents.formats.kinds import kind_of
from povertyplan.documents.formats.remedies import KINDS, is_lock
from povertyplan.messages import Phrase, phrase
from povertyplan.model.letters import composed

#: Endings of the documents that others are saved as.
_CURRENT = (".docx", ".xlsx")
#: Copies that programs make of a document, and what a browser has not loaded whole.
_COPIES = frozenset({".asd", ".bak", ".crdownload", ".old", ".part", ".partial", ".tmp", ".wbk"})
#: Files and folders that systems put beside documents.
_OF_SYSTEMS = frozenset({"desktop.ini", "thumbs.db", "ehthumbs.db", "__macosx"})
#: Kinds of documents that are known by their content under any name.
_DOCUMENTS = frozenset(
    {"docx", "xlsx", "xls", "doc", "odt", "ods", "xlsb", "compound", "encrypted", "pdf", "rtf"}
    | {"xml", "mht"}
)

_HIDDEN = phrase("hidden")
_LOCK = phrase("kept by Word or Excel while a document is open")
_OF_A_SYSTEM = phrase("a file of the system or of a program")
_COPY = phrase("a copy that a program made")
_NO_DOCUMENT = phrase("not a document")
_SPECIAL = phrase("not a file with content")
_LINK_OUT = phrase("a link that leads out of the folder")
_LINK_TO_NOTHING = phrase("a link that leads to no file")
_LINK_TO_FOLDER = phrase("a link to a folder")
_LINK_TO_CHECKED = phrase("a link to a file that is checked itself")


@frozen
class LeftOut:
    """
    A file or a folder that is not read, and why.

    *is_told* says whether it looks like a document, so that its reader may wonder.
    """

    file: str
    reason: Phrase
    is_told: bool = False


@frozen
class Folder:
    """The files of a folder and the folders below it, each kind sorted by name."""

    documents: tuple[str, ...] = ()  #: from which a plan may be read, or which say what to do
    left_out: tuple[LeftOut, ...] = ()
    unopened: tuple[OSError, ...] = ()  #: for each folder that could not be opened


@frozen
class _Found:
    """What was found in a folder so far."""

    top: str
    documents: list[str] = field(factory=list[str])
    links: list[str] = field(factory=list[str])  #: to files inside the folder
    left_out: list[LeftOut] = field(factory=list[LeftOut])
    unopened: list[OSError] = field(factory=list[OSError])


def found_in(folder: str) -> Folder:
    """
    Return the documents below a folder, and what is left out with its reason.

    A document that is not read, such as a PDF, is left out only if a .docx or .xlsx of the same
    name stands beside it, and so is a workbook of before 2007.  A file without an ending, or
    with one that is not known, is a document by its content.  A link is followed only to a file
    inside the folder that is not among the documents itself.
    """
    found = _Found(os.path.realpath(folder))
    waiting = [folder]
    while waiting:
        waiting += _entered(waiting.pop(), found)
    documents = found.documents + _links_to_others(found)
    return Folder(
        tuple(sorted(documents, key=_by_name)),
        tuple(sorted(found.left_out, key=lambda left_out: _by_name(left_out.file))),
        tuple(sorted(found.unopened, key=lambda error: _by_name(str(error.filename)))),
    )


def _by_name(file: str) -> tuple[str, str]:
    """Return the key by which files are sorted; of names that differ in case, capitals first."""
    return _folded(file), file


def _folded(name: str) -> str:
    """Return a name in composed letters and small ones, as file systems compare them."""
    return composed(name).casefold()


def _entered(folder: str, found: _Found) -> list[str]:
    """Add what stands in a folder to what was found, and return the folders in it."""
    try:
        with os.scandir(folder) as listing:
            entries = list(listing)
    except OSError as error:
        found.unopened.append(error)
        return []
    folders: list[str] = []
    names = frozenset(_folded(entry.name) for entry in entries)
    for entry in entries:
        left_out = _left_out(entry, names, found.top)
        if left_out is not None:
            found.left_out.append(left_out)
        elif entry.is_dir(follow_symlinks=False):
            folders.append(entry.path)
        elif entry.is_symlink():
            found.links.append(entry.path)
        else:
            found.documents.append(entry.path)
    return folders


def _links_to_others(found: _Found) -> list[str]:
    """Return the links to files that are not among the documents, one for each such file."""
    files = {os.path.realpath(file) for file in found.documents}
    links: list[str] = []
    for link in sorted(found.links, key=_by_name):
        file = os.path.realpath(link)
        if file in files:
            found.left_out.append(LeftOut(link, _LINK_TO_CHECKED))
        else:
            files.add(file)
            links.append(link)
    return links


def _left_out(entry: "os.DirEntry[str]", beside: Collection[str], top: str) -> LeftOut | None:
    """Return why an entry of a folder is left out, or None for a document or a folder."""
    name = entry.name.casefold()
    if is_lock(name):
        return LeftOut(entry.path, _LOCK)
    if name.startswith("."):
        return LeftOut(entry.path, _HIDDEN)
    if name in _OF_SYSTEMS:
        return LeftOut(entry.path, _OF_A_SYSTEM)
    if entry.is_symlink():
        reason = _reason_of_link(entry, top)
        if reason is not None:
            return LeftOut(entry.path, reason, is_told=True)
    elif entry.is_dir():
        return None
    return _left_out_file(entry, beside)


def _reason_of_link(link: "os.DirEntry[str]", top: str) -> Phrase | None:
    """Return why a link is not followed, or None if it leads to a file inside the folder."""
    if not os.path.exists(link.path):  # nor does a loop of links, which raises nothing
        return _LINK_TO_NOTHING
    if link.is_dir():
        return _LINK_TO_FOLDER
    return None if Path(os.path.realpath(link.path)).is_relative_to(top) else _LINK_OUT


def _left_out_file(file: "os.DirEntry[str]", beside: Collection[str]) -> LeftOut | None:
    """Return why a file is left out, or None for a document."""
    stem, ending = os.path.splitext(_folded(file.name))
    if not file.is_file():  # a pipe, whose reader would wait for ever
        return LeftOut(file.path, _SPECIAL)
    if ending in _COPIES or ending.endswith("~"):
        return LeftOut(file.path, _COPY)
    if ending in KINDS or FORMATS.get(ending) == "xls":
        current = next((stem + other for other in _CURRENT if stem + other in beside), "")
        return LeftOut(file.path, phrase("checked as {file}", file=current)) if current else None
    is_known = ending in FORMATS or not ending
    if is_known or _is_document(file.path):
        return None
    return LeftOut(file.path, _NO_DOCUMENT)


def _is_document(file: str) -> bool:
    """Whether a file with an ending that is not known is a document by its content."""
    try:
        with open(file, "rb") as stream:
            start = stream.read(limits.MOST_LEAD)
        return bool(kind_of(start, "")) and kind_of(opened(file).data, "") in _DOCUMENTS
    except OSError:
        return False
