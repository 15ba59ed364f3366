"""Packed office documents: bounded and free of entities before a library opens them."""

import re
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from povertyplan.documents import limits
from povertyplan.messages import ReadError, phrase, verbatim

#: Where the main part of a document lies, and what the document is.
MAIN_PARTS = {"word/": ".docx", "xl/": ".xlsx"}
_DECLARED = re.compile(
    rb"<!DOCTYPE|<!ENTITY|" + re.escape("<!D".encode("utf-16-le")) + b"|<\0!\0E", re.IGNORECASE
)
_ENCRYPTED = 0x1


def parts(data: bytes, ending: str, file: str) -> dict[str, bytes]:
    """
    Return the XML parts of a packed document by their names.

    Raises `ReadError` for what is no document of this *ending*, is encrypted or
    cut off, unpacks to more than it may, or declares entities.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            found = _xml(archive, file)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        damaged = phrase("a damaged one: {error}", error=str(error))
        raise ReadError(phrase("a whole document"), damaged, file) from None
    kinds = [kind for start, kind in MAIN_PARTS.items() if any(n.startswith(start) for n in found)]
    if ending not in kinds:
        raise ReadError(
            phrase("the content of its format: {ending}", ending=ending),
            phrase("that of another format, rename the file: {ending}", ending=kinds[0])
            if kinds
            else phrase("an archive of other files"),
            file,
        )
    return found


def _xml(archive: ZipFile, file: str) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > limits.MOST_ENTRIES:
        most = phrase("at most {number} files inside", number=limits.MOST_ENTRIES)
        raise ReadError(most, verbatim(f"{len(entries)}"), file)
    found = [entry for entry in entries if entry.filename.lower().endswith((".xml", ".rels"))]
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise ReadError(phrase("a document without a password"), phrase("an encrypted one"), file)
    size = sum(entry.file_size for entry in found)
    if size > limits.MOST_XML:
        most = phrase("at most {number} bytes of XML when unpacked", number=limits.MOST_XML)
        raise ReadError(most, verbatim(f"{size}"), file)
    unpacked = {entry.filename: archive.read(entry) for entry in found}
    if sum(xml.count(b"<") for xml in unpacked.values()) > limits.MOST_TAGS:
        raise ReadError(
            phrase("at most {number} tags", number=limits.MOST_TAGS), phrase("more"), file
        )
    for name, xml in unpacked.items():
        if _DECLARED.search(xml):
            expected = phrase("XML without declarations of entities")
            raise ReadError(expected, phrase("some in a part: {name}", name=name), file)
    return unpacked


@contextmanager
def opening(ending: str, file: str) -> Generator[None]:
    """Turn whatever a library raises for a broken document into a `ReadError`."""
    try:
        yield
    except ReadError:
        raise
    except Exception as error:  # noqa: BLE001  # a library may raise anything for hostile bytes
        expected = phrase("a readable document: {ending}", ending=ending)
        found = verbatim(f"{type(error).__name__}: {error}"[:200])
        raise ReadError(expected, found, file) from None
