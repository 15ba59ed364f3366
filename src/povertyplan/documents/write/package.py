"""
The parts of an Office package (.docx, .xlsx), changed one by one.

A package is a ZIP archive of parts (ECMA-376 part 2).  What a caller does not replace stays byte
for byte, in the order that it had: nothing is lost of what the library does not know.
"""

import posixpath
import zlib
from copy import copy
from io import BytesIO
from shutil import copyfileobj
from typing import TypeAlias
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from attrs import define, field, frozen
from lxml import etree

from povertyplan.documents import limits
from povertyplan.documents.formats import archive
from povertyplan.documents.formats.archive import part_key
from povertyplan.documents.formats.remedies import refusal
from povertyplan.messages import ReadError, WriteError, phrase

#: An element of a part of XML.
Element: TypeAlias = etree._Element  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  # lxml has no public name for it
#: The types of relationships of Office begin so, and end in their kind.
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/"
_TYPES = "[Content_Types].xml"
_TYPES_NAMESPACE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
#: The folder in which Office keeps digital signatures.
_SIGNATURES = "_xmlsignatures/"
#: What `zipfile` raises for a damaged archive.
_DAMAGES = (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
_SIGNED = phrase(
    "This file has a digital signature, which any change would break. Remove the signature in Word"
    " or Excel and save the file under another name, or ask for the file without it."
)
_STRICT_FORM = phrase(
    "This file is saved as Strict Open XML, in which no changes are written. Open it in Word or"
    " Excel, save it as an ordinary .docx or .xlsx, and take that."
)


@frozen
class Relationship:
    """A relationship of a part to another, or to something outside the package."""

    id: str
    type: str  #: an address that ends in the kind, such as ``…/relationships/comments``
    target: str  #: the name of the other part as the package spells it, or an address outside
    is_external: bool = False

    @property
    def kind(self) -> str:
        """The last word of the type: ``comments``, ``worksheet``."""
        return self.type.rpartition("/")[2]


@define
class Package:
    """
    The parts of a package by their names, such as ``word/document.xml``.

    Names are found in capital and in small letters, with and without a slash in front, as the
    standard has it.  Get one from `unpacked`.
    """

    file: str  #: the name of the package, for errors
    _data: bytes = field(alias="data", repr=False)
    _names: dict[str, str] = field(alias="names", repr=False)  #: spelling by name in small letters
    _changed: dict[str, bytes] = field(init=False, factory=dict[str, bytes], repr=False)

    def __contains__(self, name: str) -> bool:
        """Whether there is such a part."""
        return part_key(name) in self._names

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, as the package spells them."""
        return tuple(self._names.values())

    def part(self, name: str) -> bytes:
        """Return the bytes of a part; raise `ReadError` if it is missing or damaged."""
        spelled = self._spelled(name)
        if spelled in self._changed:
            return self._changed[spelled]
        try:
            with ZipFile(BytesIO(self._data)) as packed:
                return packed.read(spelled)
        except _DAMAGES as error:
            raise damaged(name, self.file) from error

    def parsed(self, name: str, tag: str = "") -> Element:
        """
        Return the root of a part of XML, which must have a *tag* if one is given.

        Raises `ReadError` if the part is missing, damaged or of another kind.
        """
        try:
            root = etree.fromstring(self.part(name), _parser())
        except etree.XMLSyntaxError as error:
            raise damaged(name, self.file) from error
        if tag and root.tag != tag:
            raise damaged(name, self.file)
        return root

    def replace(self, name: str, content: bytes | Element) -> None:
        """Replace a part; an element becomes a part of XML with all that stands beside it."""
        self._changed[self._spelled(name)] = _serialised(content)

    def add(self, name: str, content: bytes | Element, content_type: str) -> None:
        """Add a part of a type, under a name that `fresh` gave."""
        self._names[part_key(name)] = name
        self._changed[name] = _serialised(content)
        if self.content_type(name) != content_type:
            self._set_content_type(name, content_type)

    def fresh(self, pattern: str) -> str:
        """Return the first name of a pattern, such as ``xl/comments{}.xml``, that no part has."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def content_type(self, name: str) -> str:
        """Return the type of a part, empty where the package states none."""
        by_ending = ""
        for entry in self.parsed(_TYPES):
            if entry.tag == f"{_TYPES_NAMESPACE}Override":
                if part_key(entry.get("PartName", "")) == part_key(name):
                    return entry.get("ContentType", "")
            elif entry.get("Extension", "").lower() == _ending(name):
                by_ending = entry.get("ContentType", "")
        return by_ending

    def relationships(self, name: str = "") -> tuple[Relationship, ...]:
        """Return the relationships of a part, or of the package itself without a name."""
        rels = _rels_of(name)
        if rels not in self:
            return ()
        entries = self.parsed(rels).iter(f"{{{_RELATIONSHIPS}}}Relationship")
        return tuple(self._relationship(entry, name) for entry in entries)

    def related(self, name: str, kind: str) -> tuple[str, ...]:
        """
        Return the parts to which a part has a relationship of a kind, such as ``comments``.

        They may be missing, in a broken package; `part` says so.
        """
        related = (entry for entry in self.relationships(name) if entry.kind == kind)
        return tuple(entry.target for entry in related if not entry.is_external)

    def relate(self, name: str, type: str, target: str) -> str:  # noqa: A002  # as the standard has it
        """Relate a part to another by a type, and return the id of the relationship."""
        rels = _rels_of(name)
        if rels in self:
            root = self.parsed(rels)
        else:
            root = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS})
            self._names[part_key(rels)] = rels
        taken = {entry.get("Id") for entry in root}
        number = 1
        while f"rId{number}" in taken:
            number += 1
        entry = etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship")
        entry.attrib.update({"Id": f"rId{number}", "Type": type, "Target": f"/{target}"})
        self._changed[self._spelled(rels)] = _serialised(root)
        return f"rId{number}"

    def packed(self) -> bytes:
        """
        Return the package: its parts in the order that they had, then those that are new.

        Raises `ReadError` if a part is damaged.
        """
        stream = BytesIO()
        added = dict(self._changed)
        try:
            with ZipFile(BytesIO(self._data)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
                new.comment = old.comment
                for entry in old.infolist():
                    content = added.pop(entry.filename, None)
                    _copy_entry(entry, content, old, new)
                for name, content in added.items():
                    entry = ZipInfo(name)  # of a fixed date, so that two runs give the same bytes
                    entry.compress_type = ZIP_DEFLATED
                    new.writestr(entry, content)
        except _DAMAGES as error:
            raise refusal("damaged", self.file) from error
        return stream.getvalue()

    def _spelled(self, name: str) -> str:
        """Return the name of a part as the package spells it."""
        try:
            return self._names[part_key(name)]
        except KeyError:
            raise damaged(name, self.file) from None

    def _relationship(self, entry: Element, name: str) -> Relationship:
        target = entry.get("Target", "")
        is_external = entry.get("TargetMode") == "External"
        if not is_external:
            folder = posixpath.dirname(name)
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            key = part_key(target) if target in self else part_key(unquote(target))
            target = self._names.get(key, target)
        return Relationship(entry.get("Id", ""), entry.get("Type", ""), target, is_external)

    def _set_content_type(self, name: str, content_type: str) -> None:
        """State the type of a part: by its ending, where no other part shares that."""
        root = self.parsed(_TYPES)
        shared = {"xml", *(entry.get("Extension", "").lower() for entry in root)}
        if _ending(name) in shared:
            entry = etree.SubElement(root, f"{_TYPES_NAMESPACE}Override", PartName=f"/{name}")
        else:
            entry = etree.Element(f"{_TYPES_NAMESPACE}Default", Extension=_ending(name))
            root.insert(0, entry)
        entry.set("ContentType", content_type)
        self.replace(_TYPES, root)


def unpacked(data: bytes, file: str) -> Package:
    """
    Return the parts of a package; *file* names it in errors.

    Raises `ReadError` if it is damaged, encrypted or beyond the limits of reading, and
    `WriteError` if it may not be changed: signed, in Strict Open XML, or too large.
    """
    archive.safe(data, file)
    with ZipFile(BytesIO(data)) as packed:
        entries = packed.infolist()
    if sum(entry.file_size for entry in entries) > limits.MOST_UNPACKED:
        too_large = phrase(
            "This file holds more than {number} bytes once it is unpacked, too much for a changed"
            " copy. Compress its pictures in Word or Excel, and save it anew.",
            number=limits.MOST_UNPACKED,
        )
        raise WriteError(file, too_large)
    names = {part_key(entry.filename): entry.filename for entry in entries}
    if any(name.startswith(_SIGNATURES) for name in names):
        raise WriteError(file, _SIGNED)
    package = Package(file, data, names)
    if any(entry.type.startswith(_STRICT) for entry in package.relationships()):
        raise WriteError(file, _STRICT_FORM)
    return package


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _rels_of(name: str) -> str:
    """Return the name of the part that holds the relationships of a part."""
    folder, last = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{last}.rels")


def _parser() -> etree.XMLParser:
    """Return a parser that keeps all that stands in a part, and opens nothing else."""
    return etree.XMLParser(resolve_entities=False, no_network=True, strip_cdata=False)


def _serialised(content: bytes | Element) -> bytes:
    if isinstance(content, bytes):
        return content
    tree = etree.ElementTree(content)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _copy_entry(entry: ZipInfo, content: bytes | None, old: ZipFile, new: ZipFile) -> None:
    """Copy an entry with its properties, by pieces; *content* replaces what it holds."""
    properties = copy(entry)  # for writing changes them
    properties.extra = b""  # hints of the program that packed it, which hold for its packing alone
    if content is not None:
        new.writestr(properties, content)
        return
    with old.open(entry) as source, new.open(properties, "w") as target:
        copyfileobj(source, target)


def damaged(name: str, file: str) -> ReadError:
    """Return the error for a part that is missing or cannot be read."""
    expected = phrase("a whole Word or Excel file")
    found = phrase("a part that is missing or damaged: {name}", name=name)
    return ReadError(expected, found, file)
