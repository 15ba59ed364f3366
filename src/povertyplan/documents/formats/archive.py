"""Packed office documents: bounded and free of entities before a library opens them."""

import re
import zlib
from collections.abc import Collection, Generator, Mapping
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from povertyplan.documents import limits
from povertyplan.messages import ReadError, phrase, verbatim

#: The folder of the main part of a document, and the ending of such documents.
_MAIN_FOLDERS = {"word/": ".docx", "xl/": ".xlsx"}
#: A declaration of entities, in UTF-8 and in UTF-16.
_DECLARATION = re.compile(
    rb"<!DOCTYPE|<!ENTITY|" + re.escape("<!D".encode("utf-16-le")) + b"|<\0!\0E", re.IGNORECASE
)
_ENCRYPTED = 0x1
#: Characters of an exception of a library that are shown.
_SHOWN = 200


def refuse_unsafe(data: bytes, ending: str, file: str) -> None:
    """
    Refuse a packed document that a library should not open.

    Raises `ReadError` if it is not a document of this *ending*, is encrypted or
    damaged, unpacks to more than the limits, or declares entities.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = _xml_parts(archive, file)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        damaged = phrase("a damaged one: {error}", error=str(error))
        raise ReadError(phrase("a whole document"), damaged, file) from None
    _refuse_entities(parts, file)
    _refuse_other_kind(parts, ending, file)


def _xml_parts(archive: ZipFile, file: str) -> dict[str, bytes]:
    """Return the XML parts of an archive by their names, unpacked within the limits."""
    entries = archive.infolist()
    if len(entries) > limits.MOST_ENTRIES:
        most = phrase("at most {number} files inside", number=limits.MOST_ENTRIES)
        raise ReadError(most, verbatim(f"{len(entries)}"), file)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise ReadError(phrase("a document without a password"), phrase("an encrypted one"), file)
    xml_entries = [entry for entry in entries if entry.filename.lower().endswith((".xml", ".rels"))]
    size = sum(entry.file_size for entry in xml_entries)
    if size > limits.MOST_XML:
        most = phrase("at most {number} bytes of XML when unpacked", number=limits.MOST_XML)
        raise ReadError(most, verbatim(f"{size}"), file)
    parts = {entry.filename: archive.read(entry) for entry in xml_entries}
    if sum(xml.count(b"<") for xml in parts.values()) > limits.MOST_TAGS:
        most = phrase("at most {number} tags", number=limits.MOST_TAGS)
        raise ReadError(most, phrase("more"), file)
    return parts


def _refuse_entities(parts: Mapping[str, bytes], file: str) -> None:
    """Refuse XML that declares entities, which may expand without end or name local files."""
    for name, xml in parts.items():
        if _DECLARATION.search(xml):
            expected = phrase("XML without declarations of entities")
            raise ReadError(expected, phrase("some in a part: {name}", name=name), file)


def _refuse_other_kind(names: Collection[str], ending: str, file: str) -> None:
    """Refuse a document of another format, and an archive that is not a document."""
    found = phrase("an archive of other files")
    for folder, own_ending in _MAIN_FOLDERS.items():
        if any(name.startswith(folder) for name in names):
            if own_ending == ending:
                return
            found = phrase("that of another format, rename the file: {ending}", ending=own_ending)
    raise ReadError(phrase("the content of its format: {ending}", ending=ending), found, file)


@contextmanager
def opening(ending: str, file: str) -> Generator[None]:
    """Turn whatever a library raises for a broken document into a `ReadError`."""
    try:
        yield
    except ReadError:
        raise
    except Exception as error:  # noqa: BLE001  # a library may raise anything for hostile bytes
        expected = phrase("a readable document: {ending}", ending=ending)
        found = verbatim(f"{type(error).__name__}: {error}"[:_SHOWN])
        raise ReadError(expected, found, file) from None
