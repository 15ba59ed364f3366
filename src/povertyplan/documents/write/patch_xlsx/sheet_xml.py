"""
The cells of a sheet, replaced in its XML where they stand: every other byte stays.

The XML is not parsed into a tree and written anew: that would change its prefixes, quotes, blanks
and encoding.  Offsets are those of the same XML in UTF-8.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias
from xml.parsers import expat
from xml.sax.saxutils import escape

from attrs import field, frozen
from openpyxl.utils.exceptions import CellCoordinatesException

from povertyplan.documents.content import column_name
from povertyplan.documents.formats.encoding import unicode_parts
from povertyplan.documents.write.patch_xlsx.sheet_scan import SheetScan, XmlCell, XmlRow

_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_TAG_NAME = re.compile(rb"<((?:[^\s/>:]+:)?)[^\s/>]+")
_ATTRIBUTE = re.compile(rb"""(?<!\s)\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")
#: Attributes of a cell that speak of the value it had: its type, and what Excel knows of it.
_OF_VALUE = frozenset({b"t", b"vm"})

Position: TypeAlias = tuple[int, int]  #: row and column of a cell, from 1


@frozen
class CellContent:
    """
    What a cell shall hold: a number as XML writes it, a text, or nothing.

    A formula that the cell has stays, unless there is a new one.
    """

    value: str = ""
    is_text: bool = False
    formula: str = ""


@frozen
class _Splice:
    """Bytes that replace a span; an empty span is a place to insert them."""

    start: int
    end: int
    new: bytes


@frozen
class SheetXml:
    """The rows and cells of a sheet; get one from `sheet_xml`."""

    data: bytes = field(repr=False)  #: in UTF-8, without a byte-order mark
    mark: bytes
    codec: str
    rows: Mapping[int, XmlRow] = field(repr=False)

    def cell(self, position: Position) -> XmlCell | None:
        """Return the cell at a position, or None if the sheet has no such cell."""
        row = self.rows.get(position[0])
        return None if row is None else row.cells.get(position[1])

    def has_room(self, position: Position) -> bool:
        """Whether there is a cell at a position, or may be one."""
        row = self.rows.get(position[0])
        return row is not None and row.element.inner < row.element.end

    def style(self, position: Position) -> int:
        """Return the style of a cell; one that does not exist takes it from the cell above."""
        row, column = position
        cell = self.cell(position) or self.cell((row - 1, column))
        return 0 if cell is None else cell.style

    def with_cells(self, contents: Mapping[Position, CellContent]) -> bytes:
        """
        Return the part with other contents of some cells; those that do not exist are created.

        There must be room for them.
        """
        changes: list[_Splice] = []
        for position, content in sorted(contents.items()):
            cell = self.cell(position)
            if cell is None:
                changes.append(self._inserted(position, content))
            else:
                changes.extend(self._rewritten(cell, content))
        changes.sort(key=lambda change: change.start)
        text = _changed(self.data, changes).decode()
        return self.mark + text.encode(self.codec, "xmlcharrefreplace")

    def _rewritten(self, cell: XmlCell, content: CellContent) -> Iterator[_Splice]:
        """Yield what gives a cell another content: its start tag, its formula and its value."""
        element = cell.element
        tag = self.data[element.start : element.inner]
        prefix = _prefix(tag)
        new_tag = _typed(tag, content)
        value = _value(content, prefix)
        if element.inner == element.end:  # it has no end tag
            opened = new_tag.removesuffix(b"/>").rstrip() + b">"
            whole = opened + value + b"</%sc>" % prefix
            yield _Splice(element.start, element.end, whole if value else new_tag)
            return
        yield _Splice(element.start, element.inner, new_tag)
        formula = cell.formula
        behind = element.inner if formula is None else formula.end
        if formula is not None and content.formula:
            yield _Splice(formula.start, formula.end, _element("f", content.formula, prefix))
        holders = [part for part in cell.parts if part is not formula]
        if not holders:
            yield _Splice(behind, behind, value)
        for holder in holders:
            yield _Splice(holder.start, holder.end, value)
            value = b""

    def _inserted(self, position: Position, content: CellContent) -> _Splice:
        """Return the change that creates a cell, behind those to the left of it."""
        number, column = position
        row = self.rows[number]
        prefix = _prefix(self.data[row.element.start : row.element.inner])
        name = f"{column_name(column)}{number}"
        style = self.style(position)
        said = f' r="{name}"' + (f' s="{style}"' if style else "")
        tag = _typed(b"<%sc%s>" % (prefix, said.encode()), content)
        left = [cell.element.end for other, cell in row.cells.items() if other < column]
        place = max(left, default=row.element.inner)
        return _Splice(place, place, tag + _value(content, prefix) + b"</%sc>" % prefix)


def sheet_xml(part: bytes) -> SheetXml:
    """
    Find the rows and cells in the XML of a sheet.

    Raises `ValueError` if the XML is broken, or its encoding unknown.
    """
    mark, codec = unicode_parts(part)
    declared = _DECLARED.match(part)
    if declared is not None and not mark:
        codec = declared[1].decode("ascii")
    try:
        data = part[len(mark) :].decode(codec).encode()
        scan = SheetScan(data)
        scan.parse()
    except (LookupError, ValueError, expat.ExpatError, CellCoordinatesException) as error:
        raise ValueError(f"broken XML: {error}") from error
    return SheetXml(data, mark, codec, scan.rows)


def _typed(tag: bytes, content: CellContent) -> bytes:
    """Return the start tag of a cell with the type of its content."""
    name = _TAG_NAME.match(tag)
    end = 0 if name is None else name.end()
    kept = [tag[:end]]
    for attribute in _ATTRIBUTE.finditer(tag):
        kept.append(tag[end : attribute.start()])
        says_number = attribute[1] == b"t" and attribute[2][1:-1] == b"n"
        is_right = says_number and not content.is_text
        if attribute[1] not in _OF_VALUE or is_right:
            kept.append(attribute[0])
        end = attribute.end()
    if content.is_text:
        kept.append(b' t="inlineStr"')
    return b"".join((*kept, tag[end:]))


def _value(content: CellContent, prefix: bytes) -> bytes:
    """Return the element that holds a value, or nothing for a blank."""
    if not content.is_text:
        return _element("v", content.value, prefix) if content.value else b""
    text = b'<%st xml:space="preserve">%s</%st>' % (prefix, _escaped(content.value), prefix)
    return b"<%sis>%s</%sis>" % (prefix, text, prefix)


def _element(name: str, text: str, prefix: bytes) -> bytes:
    tag = prefix + name.encode()
    return b"<%s>%s</%s>" % (tag, _escaped(text), tag)


def _escaped(text: str) -> bytes:
    return escape(text).encode()


def _prefix(tag: bytes) -> bytes:
    """Return the prefix of a tag with its colon, or an empty text."""
    name = _TAG_NAME.match(tag)
    return b"" if name is None else name[1]


def _changed(data: bytes, changes: Iterable[_Splice]) -> bytes:
    """Return some bytes with changes, given in their order."""
    kept: list[bytes] = []
    end = 0
    for change in changes:
        kept += data[end : change.start], change.new
        end = change.end
    return b"".join((*kept, data[end:]))
