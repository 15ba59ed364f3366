"""
The boxes in which Excel shows the comments of cells, as drawings in VML.

What Excel writes there may be no XML (``<br>`` without an end), so boxes are added to the text.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from math import ceil

from attrs import frozen
from openpyxl.utils.cell import coordinate_to_tuple

from povertyplan.documents.write.package import Element

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
#: The size of a box in pixels, how many letters a line of it holds, and how high a line is.
_WIDTH, _LETTERS, _LINE_HEIGHT, _BORDERS = 380, 58, 15, 12
_HIGHEST = 600
#: How far a box stands from its cell, in pixels.
_GAP = 15
#: Pixels of a digit in the usual font, and what a column has beside its digits.
_DIGIT, _PADDING = 7, 5
_PIXELS_OF_POINT = 4 / 3
#: A column in digits, and a row in points, of which a sheet says nothing.
_USUAL_WIDTH, _USUAL_HEIGHT = 8.43, 15.0
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
#: The numbers of shapes come in blocks of so many, and each drawing has blocks of its own.
_BLOCK = 1024
_BLOCKS = re.compile(rb"""\bdata\s*=\s*["']([\d,\s]+)["']""")
_SHAPE = re.compile(rb"_x0000_s(\d+)")
#: What a drawing says of the cell of a box, and where it stands.
_CLIENT_DATA = re.compile(rb"<\w+:ClientData\b.*?</\w+:ClientData>", re.DOTALL)
_ROW, _COLUMN = re.compile(rb"<\w+:Row>\s*(\d+)"), re.compile(rb"<\w+:Column>\s*(\d+)")
_ANCHOR = re.compile(rb"(<\w+:Anchor>)[^<]*")
_END = re.compile(rb"</xml>\s*\Z", re.IGNORECASE)
#: The prefixes that a box uses, each with its namespace.
_NAMESPACES: Mapping[str, str] = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_SHAPE_TYPE = """\
<v:shapetype{namespaces} id="_x0000_t202" coordsize="21600,21600" o:spt="202" \
path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>\
<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"""
_BOX = """\
<v:shape{namespaces} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;\
width:{width}pt;height:{height}pt;z-index:{order};visibility:hidden" fillcolor="#ffffe1" \
o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>\
<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">\
<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">\
<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>\
<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"""


@frozen
class SheetSizes:
    """How wide the columns and how high the rows of a sheet are, in pixels."""

    widths: Mapping[int, float]  #: of columns, by number from 1; others have the usual width
    heights: Mapping[int, float]  #: of rows, in the same way
    usual_width: float
    usual_height: float

    @classmethod
    def of(cls, sheet: Element) -> "SheetSizes":
        """Return the sizes that a sheet states; what is hidden has none."""
        formats = sheet.find(f"{_MAIN}sheetFormatPr")
        stated: Mapping[str, str] = {} if formats is None else dict(formats.attrib)
        widths: dict[int, float] = {}
        seen = 0  # ranges may overlap, and each be as wide as the sheet
        for columns in sheet.iter(f"{_MAIN}col"):
            first, last = int(columns.get("min", "1")), int(columns.get("max", "1"))
            size = _pixels_of_width(_size(dict(columns.attrib), "width", _USUAL_WIDTH))
            last = min(last, _LAST_COLUMN)
            widths.update(dict.fromkeys(range(max(first, seen + 1), last + 1), size))
            seen = max(seen, last)
        heights: dict[int, float] = {}
        for number, row in enumerate(sheet.iter(f"{_MAIN}row"), 1):
            is_sized = "ht" in row.attrib or "hidden" in row.attrib
            if is_sized:
                size = _size(dict(row.attrib), "ht", _USUAL_HEIGHT) * _PIXELS_OF_POINT
                heights[int(row.get("r", number))] = size
        usual_width = _size(stated, "defaultColWidth", _USUAL_WIDTH) or _USUAL_WIDTH
        usual_height = _size(stated, "defaultRowHeight", _USUAL_HEIGHT) or _USUAL_HEIGHT
        return cls(widths, heights, _pixels_of_width(usual_width), usual_height * _PIXELS_OF_POINT)

    def across(self, column: int, pixels: float) -> tuple[int, int]:
        """Return the column so many pixels to the right of the start of another, and the rest."""
        return _passed(self.widths, self.usual_width, column, pixels, _LAST_COLUMN)

    def down(self, row: int, pixels: float) -> tuple[int, int]:
        """Return the row so many pixels below the start of another, and the rest."""
        return _passed(self.heights, self.usual_height, row, pixels, _LAST_ROW)


def _size(attributes: Mapping[str, str], name: str, usual: float) -> float:
    is_hidden = attributes.get("hidden") in {"1", "true"}
    return 0.0 if is_hidden else max(float(attributes.get(name, usual)), 0.0)


def _pixels_of_width(digits: float) -> float:
    return digits * _DIGIT + _PADDING if digits else 0.0


def _passed(
    sizes: Mapping[int, float], usual: float, start: int, pixels: float, last: int
) -> tuple[int, int]:
    """Return the line, counted from 1, that stands some pixels behind the start of another."""
    line, rest = start, pixels
    while line < last and rest >= sizes.get(line, usual):
        rest -= sizes.get(line, usual)
        line += 1
    return line, int(rest)


@frozen
class NoteBox:
    """A box beside its cell; rows and columns count from 1."""

    row: int
    column: int
    height: int  #: in pixels
    anchor: str  #: the columns and rows in which its corners stand, and how far

    @classmethod
    def of(cls, cell: str, last_column: int, text: str, sizes: SheetSizes) -> "NoteBox":
        """Return a box that has room for a text, to the right of the last column of a cell."""
        row, column = coordinate_to_tuple(cell)
        lines = sum(max(1, ceil(len(line) / _LETTERS)) for line in text.split("\n"))
        height = min(lines * _LINE_HEIGHT + _BORDERS, _HIGHEST)
        left, left_rest = sizes.across(min(last_column + 1, _LAST_COLUMN), _GAP)
        top = max(row - 1, 1)
        right, right_rest = sizes.across(left, left_rest + _WIDTH)
        bottom, bottom_rest = sizes.down(top, height)
        corners = (left - 1, left_rest, top - 1, 0, right - 1, right_rest, bottom - 1, bottom_rest)
        return cls(row, column, height, ", ".join(map(str, corners)))


def first_free_block(drawings: Iterable[bytes]) -> int:
    """Return the number of a block of shapes that none of some drawings has."""
    taken = [0]
    for drawing in drawings:
        for numbers in _BLOCKS.findall(drawing):
            taken += [int(number) for number in numbers.split(b",") if number.strip()]
    return max(taken) + 1


def new_drawing(block: int) -> bytes:
    """Return a drawing without shapes, whose shapes will be numbered in a block."""
    return (
        f'<xml{_declared(_NAMESPACES)}><o:shapelayout v:ext="edit">'
        f'<o:idmap v:ext="edit" data="{block}"/></o:shapelayout></xml>'
    ).encode()


def enlarged(drawing: bytes, boxes: Iterable[NoteBox]) -> bytes:
    """Return a drawing whose boxes of some cells stand and are as large as others."""
    anchors = {(box.row - 1, box.column - 1): box.anchor.encode() for box in boxes}

    def replaced(data: re.Match[bytes]) -> bytes:
        row, column = _ROW.search(data[0]), _COLUMN.search(data[0])
        if row is None or column is None:  # of a button
            return data[0]
        anchor = anchors.get((int(row[1]), int(column[1])))
        return data[0] if anchor is None else _ANCHOR.sub(rb"\g<1>" + anchor, data[0])

    return _CLIENT_DATA.sub(replaced, drawing)


def with_boxes(drawing: bytes, boxes: Sequence[NoteBox]) -> bytes | None:
    """Return a drawing with boxes at its end, or None if boxes cannot be added to it."""
    end = _END.search(drawing)
    if end is None:
        return None
    head = drawing[: end.start()]
    missing = {
        prefix: namespace
        for prefix, namespace in _NAMESPACES.items()
        if f'xmlns:{prefix}="{namespace}"'.encode() not in head
    }
    namespaces = _declared(missing)
    blocks = _BLOCKS.search(head)
    block = 1 if blocks is None else int(blocks[1].split(b",")[0])
    last = max([block * _BLOCK, *map(int, _SHAPE.findall(head))])
    added = [] if b'"_x0000_t202"' in head else [_SHAPE_TYPE.format(namespaces=namespaces)]
    for order, box in enumerate(boxes, 1):
        added.append(
            _BOX.format(
                namespaces=namespaces,
                number=last + order,
                width=_WIDTH * 0.75,
                height=box.height * 0.75,
                order=order,
                anchor=box.anchor,
                row=box.row - 1,
                column=box.column - 1,
            )
        )
    return head + "".join(added).encode() + drawing[end.start() :]


def _declared(namespaces: Mapping[str, str]) -> str:
    return "".join(f' xmlns:{prefix}="{namespace}"' for prefix, namespace in namespaces.items())
