"""Where the rows and cells of a sheet stand in its XML."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar
from xml.parsers import expat

from attrs import define, evolve, field, frozen
from openpyxl.utils.cell import coordinate_to_tuple

#: The namespaces of SpreadsheetML: the ordinary one, and the one of Strict Open XML.
_NAMESPACES = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
)
#: The elements from the root of a sheet to a row and to a cell, and what a cell may hold.
_PATH_TO_ROW = ["worksheet", "sheetData", "row"]
_PATH_TO_CELL = [*_PATH_TO_ROW, "c"]
_PARTS = frozenset({"f", "v", "is"})
_START_TAG = re.compile(rb"""<[^\s/<>]+(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
_Kept = TypeVar("_Kept")


@frozen
class XmlElement:
    """An element, and where its start tag begins and ends, and where it ends itself."""

    name: str
    attributes: Mapping[str, str]
    start: int
    inner: int  #: behind the start tag
    end: int = 0


@frozen
class XmlCell:
    """A cell in the XML of its sheet, and the elements that hold its formula and its value."""

    element: XmlElement
    parts: Sequence[XmlElement]

    @property
    def formula(self) -> XmlElement | None:
        """The element of its formula."""
        return next((part for part in self.parts if part.name == "f"), None)

    @property
    def style(self) -> int:
        """The number of its style."""
        return int(self.element.attributes.get("s", 0))


@frozen
class XmlRow:
    """A row in the XML of its sheet, and its cells by their columns."""

    element: XmlElement
    cells: Mapping[int, XmlCell]


@define
class SheetScan:
    """Collects the rows and cells of a sheet while its XML is parsed."""

    data: bytes
    rows: dict[int, XmlRow] = field(factory=dict[int, XmlRow])
    cells: dict[int, XmlCell] = field(factory=dict[int, XmlCell])  #: of the row that is open
    parts: list[XmlElement] = field(factory=list[XmlElement])  #: of the cell that is open
    path: list[str] = field(factory=list[str])  #: the names of the elements that are open
    open: list[XmlElement] = field(factory=list[XmlElement])  #: those of them that are kept
    row: int = 0
    column: int = 0

    def parse(self) -> None:
        """Parse the whole sheet."""
        parser = expat.ParserCreate("utf-8", " ")

        def start(name: str, attributes: dict[str, str]) -> None:
            namespace, _, local_name = name.rpartition(" ")
            self.path.append(local_name if namespace in _NAMESPACES else "")
            if self._is_kept():
                self._start(attributes, parser.CurrentByteIndex)

        def end(_: str) -> None:
            if self._is_kept():
                self._end(parser.CurrentByteIndex)
            self.path.pop()

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.Parse(self.data, True)  # noqa: FBT003  # takes its arguments by place alone

    def _is_kept(self) -> bool:
        """Whether the innermost open element is a row, a cell or a part of one."""
        is_part = self.path[-1] in _PARTS and self.path[:-1] == _PATH_TO_CELL
        return is_part or self.path in (_PATH_TO_ROW, _PATH_TO_CELL)

    def _start(self, attributes: Mapping[str, str], start: int) -> None:
        name = self.path[-1]
        tag = next(_START_TAG.finditer(self.data, start))
        self.open.append(XmlElement(name, attributes, start, tag.end()))
        if name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif name == "c":
            self.column = self._column(attributes)

    def _column(self, attributes: Mapping[str, str]) -> int:
        """Return the column of a cell; one that does not say it stands behind the one before."""
        name = attributes.get("r", "")
        if not name:
            return self.column + 1
        row, column = coordinate_to_tuple(name)
        if row != self.row:
            raise ValueError(name)
        return column

    def _end(self, index: int) -> None:
        begun = self.open.pop()
        is_empty = self.data[begun.inner - 2 : begun.inner] == b"/>"
        end = begun.inner if is_empty else self.data.index(b">", index) + 1
        element = evolve(begun, end=end)
        if element.name == "c":
            _add_once(self.cells, self.column, XmlCell(element, tuple(self.parts)))
            self.parts = []
        elif element.name == "row":
            _add_once(self.rows, self.row, XmlRow(element, self.cells))
            self.cells = {}
        else:
            self.parts.append(element)


def _add_once(known: dict[int, _Kept], number: int, kept: _Kept) -> None:
    """Add a row or a cell; raise `ValueError` where two have one place, so that none is meant."""
    if number in known:
        raise ValueError(number)
    known[number] = kept
