"""
What a file is by its content.

The ending of a name may be wrong: web systems give a page the ending .xls, and people
rename files.  So the content decides, and the ending only where the content leaves it open.
"""

import os
import re
from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType
from zipfile import ZipFile

from povertyplan.documents import limits
from povertyplan.documents.formats.encoding import unicode_codec
from povertyplan.documents.formats.endings import FORMATS
from povertyplan.documents.formats.remedies import KINDS, refusal

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  #: a compound file, as Office wrote before 2007
#: What each entry in the directory of an archive begins with.
_ENTRY_OF_ARCHIVE = b"PK\x01\x02"
#: Entries, those of archives inside included, from which on no office document is looked for.
_MOST_ENTRIES = 20_000
#: Formats that hold binary data.
PACKED_STARTS = (_ZIP, _COMPOUND)
#: What a file begins with, by its kind.
_STARTS: Mapping[bytes, str] = MappingProxyType(
    {
        b"%PDF": "pdf",
        b"{\\rtf": "rtf",
        b"MIME-Version:": "mht",
        b"\x89PNG": "picture",
        b"\xff\xd8\xff": "picture",
        b"GIF8": "picture",
        b"BM": "picture",
        b"II*\0": "picture",
        b"MM\0*": "picture",
        b"Rar!": "archive",
        b"7z\xbc\xaf\x27\x1c": "archive",
        b"\x1f\x8b": "archive",
        b"PK\x05\x06": "archive",
        b"\x09\x08": "xls",
        b"\x09\x04": "xls",
        b"\x09\x02": "xls",
    }
)
#: A part that an archive of each kind holds; the first that is there decides.
_PARTS: Mapping[str, str] = MappingProxyType(
    {
        "xl/workbook.bin": "xlsb",
        "word/document.xml": "docx",
        "xl/workbook.xml": "xlsx",
        "word/": "docx",
        "xl/": "xlsx",
        "ppt/": "slides",
    }
)
#: The media type that a document of OpenDocument holds in its part ``mimetype``.
_OPEN_DOCUMENTS: Mapping[str, str] = MappingProxyType(
    {"spreadsheet": "ods", "text": "odt", "presentation": "slides"}
)
#: The name of a stream in a compound file of each kind; the first that is there decides.
_STREAMS: Mapping[str, str] = MappingProxyType(
    {
        "EncryptedPackage": "encrypted",
        "WordDocument": "doc",
        "Workbook": "xls",
        "Book": "xls",
        "PowerPoint Document": "slides",
    }
)
#: Entries of the directory of a compound file begin at multiples of this many bytes.
_ENTRY = 128
#: What the beginning of a text says, by its kind.
_LEADS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "html": re.compile(
            r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|meta|table)\b", re.IGNORECASE
        ),
        "xml": re.compile(
            r"\s*<\?xml\b.*?(?:progid=|<office:document|<pkg:package|office:spreadsheet)",
            re.IGNORECASE | re.DOTALL,
        ),
        "mht": re.compile(r"\s*(?:from:.*?)?mime-version:", re.IGNORECASE | re.DOTALL),
    }
)
#: How a page that a web system exports under the ending of an office document may begin, too.
_TAG = re.compile(r"\s*<[!a-z]", re.IGNORECASE)
#: Formats under whose ending programs save web pages; Markdown may begin with a tag itself.
_PAGES_UNDER = frozenset({"", "csv", "text", "docx", "xlsx", "xls"})
_OFFICE = frozenset({"docx", "xlsx", "xls"})


def format_of(data: bytes, given: str, file: str) -> str:
    """
    Return the format that the content of a file shows, else *given*.

    *given* may be empty; then a text is Markdown, a web page, or a record.

    Raises `ReadError` with the remedy for a file that is not read.
    """
    kind = kind_of(data, given)
    if kind in FORMATS.values():
        return kind
    if kind:
        raise refusal(kind, file)
    if given in _OFFICE:
        return _format_in_office(data, given, file)
    return given or _format_of_text(data, file)


def _format_in_office(data: bytes, given: str, file: str) -> str:
    """Return the format of a text under the ending of an office document."""
    is_binary = b"\0" in data and unicode_codec(data) != "utf-16"
    if is_binary or not data.strip():
        raise refusal("damaged", file)
    if given == "xls":
        return "csv"  # separated values, which web systems export under this ending
    raise refusal(given, file)


def _format_of_text(data: bytes, file: str) -> str:
    """Return the format of a text whose name has no ending; another ending is refused."""
    ending = os.path.splitext(file)[1].lower()
    if ending:
        raise refusal(KINDS.get(ending, "unknown"), file)
    return "json" if _lead(data).lstrip().startswith("{") else "markdown"


def kind_of(data: bytes, given: str) -> str:
    r"""
    Return the format of some bytes, or the kind of a file that the library refuses.

    It is empty for a text, and for bytes that say nothing.

    >>> kind_of(b"%PDF-1.7", "docx"), kind_of(b"{\\rtf1", ""), kind_of(b"<html>", "xls")
    ('pdf', 'rtf', 'html')
    """
    if data.startswith(_ZIP):
        return _kind_of_archive(data)
    if data.startswith(_COMPOUND):
        return _kind_of_compound(data)
    for start, kind in _STARTS.items():
        is_binary = b"\0" in data[: limits.MOST_LEAD] or kind in {"pdf", "rtf", "mht", "archive"}
        if data.startswith(start) and is_binary:
            return kind
    lead = _lead(data)
    kinds = (kind for kind, pattern in _LEADS.items() if pattern.match(lead))
    kind = next(kinds, "")
    if kind == "html":
        return kind if given in _PAGES_UNDER else ""
    if not kind and given in _OFFICE and _TAG.match(lead):
        return "html"
    return kind


def _lead(data: bytes) -> str:
    """Return the beginning of a text; letters beyond ASCII do not matter."""
    codec = unicode_codec(data)
    is_wide = codec == "utf-16"
    start = data[: 2 * limits.MOST_LEAD]
    return start.decode(codec if is_wide else "latin-1", errors="replace").lstrip("ï»¿\ufeff")


def _kind_of_archive(data: bytes) -> str:
    """Return the kind of a ZIP archive by the names of its parts."""
    if data.count(_ENTRY_OF_ARCHIVE) > _MOST_ENTRIES:
        return "archive"
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            media_type = _media_type(archive) if "mimetype" in names else b""
    except Exception:  # noqa: BLE001  # the module raises many things for hostile bytes
        return "damaged"
    for word, kind in _OPEN_DOCUMENTS.items():
        if word.encode() in media_type:
            return kind
    for part, kind in _PARTS.items():
        if any(name.startswith(part) for name in names):
            return kind
    return "archive"


def _media_type(archive: ZipFile) -> bytes:
    """Return the beginning of the media type that an archive states."""
    with archive.open("mimetype") as stream:
        return stream.read(limits.MOST_LEAD)


def _kind_of_compound(data: bytes) -> str:
    """Return the kind of a compound file by the names of its streams."""
    for name, kind in _STREAMS.items():
        entry = f"{name}\0".encode("utf-16-le")
        found = data.find(entry)
        while found >= 0:
            if found % _ENTRY == 0:
                return kind
            found = data.find(entry, found + 1)
    return "compound"
