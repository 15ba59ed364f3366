"""A repaired copy of a document, and what cannot be repaired yet."""

import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from povertyplan.documents import limits
from povertyplan.documents.files import OpenedFile, reading_of
from povertyplan.documents.formats.encoding import unicode_codec
from povertyplan.documents.formats.endings import FORMATS, ending, is_text
from povertyplan.documents.write.patch import replaced
from povertyplan.documents.write.target import write_whole
from povertyplan.messages import Phrase, ReadError, WriteError, phrase, verbatim
from povertyplan.model.places import Edit
from povertyplan.reading import Reading, Review
from povertyplan.records import to_json

#: The ending of a record, as which any plan can be written.
RECORD = ".json"
#: The formats in which figures can be replaced, each with those that its copy may have.
_COPIES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "markdown": frozenset({"markdown", "text"}),
        "text": frozenset({"markdown", "text", "csv"}),
        "csv": frozenset({"text", "csv"}),
        "html": frozenset({"html"}),
    }
)


def refuse_copy(source: str, target: str) -> None:
    """Raise `WriteError` if the ending of *target* is not one that a copy of *source* may have."""
    copies = _COPIES.get(FORMATS.get(ending(source), ""))
    if copies is None or ending(target) == RECORD or FORMATS.get(ending(target)) in copies:
        return
    allowed = [known for known, format_name in FORMATS.items() if format_name in copies]
    why = phrase(
        "The name of the repaired copy of a {ending} file must end in {endings}.",
        ending=ending(source),
        endings=", ".join((*allowed, RECORD)),
    )
    raise WriteError(target, why)


def why_not_repaired(source: str, target: str) -> Phrase | None:
    """
    Return why no figure can be replaced in a file; None if it can, or if it cannot be opened.

    >>> print(why_not_repaired("plan.docx", "copy.docx"))
    A .docx file cannot be repaired yet. What to type by hand is listed below the report.
    >>> why_not_repaired("plan.docx", "plan.json")
    """
    if ending(target) == RECORD:
        return None
    if not ending(source):
        return phrase(
            "This file cannot be repaired yet. What to type by hand is listed below the report."
        )
    if not is_text(source):
        return phrase(
            "A {ending} file cannot be repaired yet. What to type by hand is listed below the"
            " report.",
            ending=ending(source),
        )
    try:
        original = Path(source).stat()
        is_read_again = stat.S_ISREG(original.st_mode) and original.st_size <= limits.MOST_BYTES
        if is_read_again:  # else it can be read only once, or not at all
            text_of(source)
    except ReadError:
        return phrase(
            "A text in an encoding older than Unicode cannot be repaired yet. What to type by hand"
            " is listed below the report."
        )
    except OSError:
        return None
    return None


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


def write_repaired(source: str, target: str, reading: Reading, edits: Sequence[Edit]) -> Reading:
    """
    Write a copy of the file *source* with some edits to *target*, and return its reading.

    *reading* is what *source* was read as.  In a text every character stays but those of the
    figures that change; of other documents only the plan is written, as a record (``.json``).
    The copy has the permissions of *source*, and is written whole or not at all.

    Raises `ReadError` if a figure cannot be replaced in the text, and `WriteError` if the file
    cannot be written.
    """
    repaired = reading.edited(edits)
    if ending(target) == RECORD:
        write_whole(source, target, to_json(repaired.plan, indent=2).encode())
        return repaired
    text, codec = text_of(source)
    data = replaced(text, reading, edits).encode(codec)
    read_back = _read_back(data, target)
    if read_back.plan != repaired.plan:
        expected = verbatim("the repaired plan")
        raise ReadError(expected, verbatim("another, reading it back"), target)
    write_whole(source, target, data)
    return read_back


def _read_back(data: bytes, target: str) -> Reading:
    read_as = reading_of(OpenedFile(target, data, FORMATS[ending(target)]))
    return read_as.reading if isinstance(read_as, Review) else read_as
