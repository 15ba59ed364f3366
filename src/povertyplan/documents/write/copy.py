"""A repaired copy of a document, written whole or not at all."""

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress

from povertyplan.documents.files import read_text
from povertyplan.documents.formats.endings import FORMATS
from povertyplan.documents.write.patch import replaced
from povertyplan.messages import ReadError, phrase, verbatim
from povertyplan.model.places import Edit
from povertyplan.reading import Reading
from povertyplan.records import to_json

RECORD = ".json"
_TEXTS = {"markdown", "text"}
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def write_repaired(source: str, target: str, repaired: Reading, edits: Sequence[Edit]) -> None:
    """
    Write a repaired copy of the document *source* to *target*, whole or not at all.

    *repaired* is the reading of *source* after *edits*.

    A text keeps every character but the figures that change; any plan can be
    written as a record (``.json``).  Raises `ValueError` where *target* is
    *source*, or its format cannot be written, and `ReadError` where a figure
    cannot be found in the text.
    """
    with suppress(FileNotFoundError):
        if os.path.samefile(source, target):
            raise ValueError(f"{target} is the file that was read: choose another to write")
    _replace(target, _document(source, target, repaired, edits))


def _document(source: str, target: str, repaired: Reading, edits: Sequence[Edit]) -> bytes:
    ending = os.path.splitext(target)[1].lower()
    if ending == RECORD:
        return to_json(repaired.plan, indent=2).encode()
    form = FORMATS.get(ending)
    if form is None or not is_text(source) or not is_text(target):
        raise ValueError(f"{target}: the repair of a text is written to a text, any to {RECORD}")
    text, encoding = text_of(source)
    new = replaced(text, repaired, edits)
    if read_text(new, format=form, file=target).plan != repaired.plan:
        expected = verbatim("the repaired plan")
        raise ReadError(expected, verbatim("another, reading it back"), target)
    return new.encode(encoding)


def is_text(file: str) -> bool:
    """Whether the ending of a file's name says that it is a text."""
    return FORMATS.get(os.path.splitext(file)[1].lower()) in _TEXTS


def text_of(file: str) -> tuple[str, str]:
    """
    Return what a text file holds, every character of it, and its encoding.

    Raises `ReadError` for a file in another encoding than UTF-8 and UTF-16.
    """
    with open(file, "rb") as stream:
        data = stream.read()
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        expected = phrase("text in UTF-8 or UTF-16")
        raise ReadError(expected, verbatim("another encoding"), file) from None


def _replace(target: str, data: bytes) -> None:
    folder = os.path.dirname(target) or os.curdir
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as stream:
        try:
            stream.write(data)
            stream.close()
            os.replace(stream.name, target)
        except BaseException:
            os.unlink(stream.name)
            raise
