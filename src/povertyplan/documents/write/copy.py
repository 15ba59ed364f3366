"""A repaired copy of a document, written whole or not at all."""

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress

from povertyplan.documents.files import read_text
from povertyplan.documents.formats.encoding import unicode_codec
from povertyplan.documents.formats.endings import FORMATS, ending, is_text
from povertyplan.documents.write.patch import replaced
from povertyplan.messages import ReadError, phrase, verbatim
from povertyplan.model.places import Edit
from povertyplan.reading import Reading
from povertyplan.records import to_json

#: The ending of a record, as which any plan can be written.
RECORD = ".json"


def write_repaired(source: str, target: str, repaired: Reading, edits: Sequence[Edit]) -> None:
    """
    Write a repaired copy of the file *source* to *target*, whole or not at all.

    *repaired* is the reading of *source* after *edits*.  In Markdown and plain
    text every character stays but those of the figures that change; from and to
    other formats only the plan is written, as a record (``.json``).

    Raises `ValueError` if *target* is *source* or has a format that cannot be
    written, and `ReadError` if a figure cannot be found in the text.
    """
    with suppress(FileNotFoundError):
        if os.path.samefile(source, target):
            raise ValueError(f"{target} is the file that was read: choose another to write")
    _write_whole(target, _document(source, target, repaired, edits))


def _document(source: str, target: str, repaired: Reading, edits: Sequence[Edit]) -> bytes:
    """Return the bytes of the repaired copy."""
    if ending(target) == RECORD:
        return to_json(repaired.plan, indent=2).encode()
    if not is_text(source) or not is_text(target):
        raise ValueError(f"{target}: the repair of a text is written to a text, any to {RECORD}")
    text, codec = text_of(source)
    new = replaced(text, repaired, edits)
    read_back = read_text(new, format=FORMATS[ending(target)], file=target)
    if read_back.plan != repaired.plan:
        expected = verbatim("the repaired plan")
        raise ReadError(expected, verbatim("another, reading it back"), target)
    return new.encode(codec)


def text_of(file: str) -> tuple[str, str]:
    """
    Return the text of a file, every character of it, and the codec to encode it with.

    Raises `ReadError` for a text that is neither in UTF-8 nor in UTF-16.
    """
    with open(file, "rb") as stream:
        data = stream.read()
    codec = unicode_codec(data)
    try:
        return data.decode(codec), codec
    except UnicodeDecodeError:
        expected = phrase("text in UTF-8 or UTF-16")
        raise ReadError(expected, verbatim("another encoding"), file) from None


def _write_whole(target: str, data: bytes) -> None:
    """Write a file beside the target, and put it in the target's place once it is whole."""
    folder = os.path.dirname(target) or os.curdir
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as stream:
        try:
            stream.write(data)
            stream.close()
            os.replace(stream.name, target)
        except BaseException:
            os.unlink(stream.name)
            raise
