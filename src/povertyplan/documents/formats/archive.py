"""
Packed office documents: bounded, free of entities, and in the form that libraries open.

A document in Strict Open XML has other names for the same elements, and one with
macros or a template another type for the same main part: both are brought to the
ordinary form.
"""

import posixpath
import re
import zlib
from collections import Counter
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from povertyplan.documents import limits
from povertyplan.documents.formats.remedies import refusal
from povertyplan.messages import ReadError, phrase, verbatim

#: A declaration of entities, in UTF-8 and in UTF-16.
_DECLARATION = re.compile(
    rb"<!DOCTYPE|<!ENTITY|" + re.escape("<!D".encode("utf-16-le")) + b"|<\0!\0E", re.IGNORECASE
)
#: How XML in UTF-32 or in a code of IBM's begins: nothing in it looks like a tag in UTF-8.
_OTHER_STARTS = (
    b"\xff\xfe\0\0",
    b"\0\0\xfe\xff",
    b"<\0\0\0",
    b"\0\0\0<",
    b"\x4c\x6f\xa7\x94",
)
#: The encoding that XML declares.
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
#: Encodings in which a tag looks as in ASCII, and UTF-16, which is looked at as well.
_TAGS_ARE_SEEN = re.compile(
    rb"utf-?(?:8|16(?:le|be)?)|(?:us-)?ascii|iso-8859-\d+|windows-125\d", re.IGNORECASE
)
#: How XML begins, behind a mark of its byte order and blanks, in UTF-8 and in UTF-16.
_START = re.compile(rb"[ \t\r\n\0\xff\xfe\xef\xbb\xbf]*(?:<\0?[?!A-Za-z_:]|\Z)")
#: Bytes that stand in no text in UTF-8.
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f]")
#: What a relationship leads to.
_TARGET = re.compile(r"""\bTarget\s*=\s*["']([^"']*)""")
#: The part that says of what type each part is.
_TYPES = "[Content_Types].xml"
_ENCRYPTED = 0x1
#: What a damaged archive raises.
_DAMAGE = (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
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

    Raises `ReadError` if it is encrypted or damaged, has two parts of one name, unpacks to more
    than the limits, or declares entities.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            if len({*map(part_key, names)}) < len(names):
                raise refusal("damaged", file)  # nobody knows which of two parts is meant
            parts = _xml_parts(archive, file)
            others = [entry for entry in archive.infolist() if entry.filename not in parts]
    except _DAMAGE as error:
        raise refusal("damaged", file) from error
    _refuse_many_tags(parts, file)
    _refuse_many_relations(parts, file)
    for name, xml in parts.items():
        _refuse_entities(name, xml, file)
        _refuse_long_pieces(name, xml, file)
    ordinary = {name: _in_ordinary_form(xml) for name, xml in parts.items()}
    is_small = sum(entry.file_size for entry in others) <= limits.MOST_OTHERS
    if ordinary == parts and is_small:
        return data
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, ordinary.get(name, b""))  # without pictures, which are not read
    return stream.getvalue()


def part_key(name: str) -> str:
    """Return a name of a part as names are compared: in small letters, without a slash in front."""
    return name.lstrip("/").lower()


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
    xml_entries = [entry for entry in entries if _is_xml(archive, entry)]
    _refuse_much_xml(sum(entry.file_size for entry in xml_entries), file)
    parts = {entry.filename: archive.read(entry) for entry in xml_entries}
    _refuse_much_xml(_opened(parts, {name: len(xml) for name, xml in parts.items()}), file)
    return parts


def _refuse_much_xml(size: int, file: str) -> None:
    """Refuse XML that would fill the memory once it is unpacked."""
    if size > limits.MOST_XML:
        most = phrase("at most {number} bytes of XML when unpacked", number=limits.MOST_XML)
        raise ReadError(most, verbatim(f"{size}"), file)


def _is_xml(archive: ZipFile, entry: ZipInfo) -> bool:
    """Whether a part is XML by its name or its beginning: a library does not ask for its ending."""
    if entry.filename.lower().endswith((".xml", ".rels")):
        return True
    try:
        with archive.open(entry) as stream:
            start = stream.read(limits.MOST_LEAD)
    except _DAMAGE:
        return False  # a picture that nobody reads may be damaged
    is_wide = b"\0" in start[:4] or start.startswith((b"\xff\xfe", b"\xfe\xff"))
    is_text = is_wide or not _CONTROL.search(start)
    return start.startswith(_OTHER_STARTS) or (is_text and bool(_START.match(start)))


def _targets(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the name of a part for each relationship that leads to it."""
    for name, xml in parts.items():
        if name.lower().endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            is_wide = xml.startswith((b"\xff\xfe", b"\xfe\xff"))
            text = xml.decode("utf-16" if is_wide else "utf-8", errors="replace")
            for target in _TARGET.findall(text):
                yield posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _opened(parts: Mapping[str, bytes], sizes: Mapping[str, int]) -> int:
    """Return the size of all parts together, each as often as a relationship leads to it."""
    times = Counter(_targets(parts))
    return sum(size * max(times[name], 1) for name, size in sizes.items())


def _refuse_many_tags(parts: Mapping[str, bytes], file: str) -> None:
    """Refuse parts with so many tags or attributes that their objects would fill the memory."""
    tags = _opened(parts, {name: xml.count(b"<") for name, xml in parts.items()})
    if tags > limits.MOST_TAGS:
        most = phrase("at most {number} tags", number=limits.MOST_TAGS)
        raise ReadError(most, phrase("more"), file)
    equals = _opened(parts, {name: xml.count(b"=") for name, xml in parts.items()})
    if equals > limits.MOST_EQUALS:
        most = phrase("at most {number} attributes of tags", number=limits.MOST_EQUALS)
        raise ReadError(most, phrase("more"), file)


def _refuse_many_relations(parts: Mapping[str, bytes], file: str) -> None:
    """Refuse too many relationships and types of parts, for a library makes an object of each."""
    names = (name for name in parts if name.lower().endswith(".rels") or name == _TYPES)
    if sum(parts[name].count(b"<") for name in names) > limits.MOST_RELATIONS:
        most = phrase("at most {number} relationships", number=limits.MOST_RELATIONS)
        raise ReadError(most, phrase("more"), file)


def _refuse_entities(name: str, xml: bytes, file: str) -> None:
    """Refuse XML that declares entities, which may expand without end or name local files."""
    declared = _ENCODING.search(xml, 0, limits.MOST_LEAD)
    is_seen = declared is None or _TAGS_ARE_SEEN.fullmatch(declared[1])
    if xml.startswith(_OTHER_STARTS) or not is_seen:
        expected = phrase("XML in UTF-8 or UTF-16")
        raise ReadError(expected, phrase("another encoding in a part: {name}", name=name), file)
    if _DECLARATION.search(xml):
        expected = phrase("XML without declarations of entities")
        raise ReadError(expected, phrase("some in a part: {name}", name=name), file)


def _refuse_long_pieces(name: str, xml: bytes, file: str) -> None:
    """Refuse a tag without end: a parser begins it anew with each block of bytes that it gets."""
    if len(xml) <= limits.MOST_PIECE:
        return
    if max(map(len, xml.split(b"<"))) > limits.MOST_PIECE:
        most = phrase("at most {number} bytes from one tag to the next", number=limits.MOST_PIECE)
        raise ReadError(most, phrase("more in a part: {name}", name=name), file)


@contextmanager
def opening(file: str) -> Generator[None]:
    """Turn whatever a library raises for a broken document into a `ReadError`."""
    try:
        yield
    except ReadError:
        raise
    except Exception as error:  # a library may raise anything for hostile bytes
        raise refusal("damaged", file) from error
