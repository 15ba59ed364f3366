"""
Packed office documents: bounded, free of entities, and in the form that libraries open.

A document in Strict Open XML has other names for the same elements, and one with
macros or a template another type for the same main part: both are brought to the
ordinary form.
"""

import re
import zlib
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from povertyplan.documents import limits
from povertyplan.documents.formats.remedies import refusal
from povertyplan.messages import ReadError, phrase, verbatim

#: A declaration of entities, in UTF-8 and in UTF-16.
_DECLARATION = re.compile(
    rb"<!DOCTYPE|<!ENTITY|" + re.escape("<!D".encode("utf-16-le")) + b"|<\0!\0E", re.IGNORECASE
)
_ENCRYPTED = 0x1
#: Names in Strict Open XML (ISO/IEC 29500), and the ordinary names for the same.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_ORDINARY = rb"http://schemas.openxmlformats.org/\1/2006/"
#: The types of a Word document with macros, of a template, and of a document.
_WORD_TYPES = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled(?:Template)?"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)
_WORD_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def safe(data: bytes, file: str) -> bytes:
    """
    Return a packed document that a library may open, in its ordinary form.

    Raises `ReadError` if it is encrypted or damaged, unpacks to more than the
    limits, or declares entities.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = _xml_parts(archive, file)
            names = archive.namelist()
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise refusal("damaged", file) from error
    _refuse_entities(parts, file)
    ordinary = {name: _in_ordinary_form(xml) for name, xml in parts.items()}
    if ordinary == parts:
        return data
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, ordinary.get(name, b""))  # without pictures, which are not read
    return stream.getvalue()


def _in_ordinary_form(xml: bytes) -> bytes:
    return _WORD_TYPES.sub(_WORD_TYPE, _STRICT.sub(_ORDINARY, xml))


def _xml_parts(archive: ZipFile, file: str) -> dict[str, bytes]:
    """Return the XML parts of an archive by their names, unpacked within the limits."""
    entries = archive.infolist()
    if len(entries) > limits.MOST_ENTRIES:
        most = phrase("at most {number} files inside", number=limits.MOST_ENTRIES)
        raise ReadError(most, verbatim(f"{len(entries)}"), file)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise refusal("encrypted", file)
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


@contextmanager
def opening(file: str) -> Generator[None]:
    """Turn whatever a library raises for a broken document into a `ReadError`."""
    try:
        yield
    except ReadError:
        raise
    except Exception as error:  # a library may raise anything for hostile bytes
        raise refusal("damaged", file) from error
