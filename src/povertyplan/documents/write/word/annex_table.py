"""The table of an annex in a Word document."""

from collections.abc import Iterator, Sequence
from itertools import chain

from povertyplan.documents.layout import ColumnRole, HeadingBox, Table
from povertyplan.documents.write.word.elements import cell, paragraph, row, table
from povertyplan.documents.write.word.fit import UPRIGHT_HEIGHT
from povertyplan.documents.write.word.line_breaks import with_years_whole
from povertyplan.documents.write.word.styles import Style

_STYLES = {
    ColumnRole.ORDINAL: Style.CELL_ORDINAL,
    ColumnRole.NAME: Style.CELL_NAME,
    ColumnRole.FIGURE: Style.CELL_FIGURE,
    ColumnRole.WORDS: Style.CELL_ORDINAL,
    ColumnRole.MARK: Style.CELL_ORDINAL,
    ColumnRole.SENTENCE: Style.CELL_NAME,
    ColumnRole.DERIVED: Style.CELL_FIGURE,
}
#: The text of a cell from its foot to its head.
_UPRIGHT = "<w:textDirection w:val='btLr'/>"
#: Between a text and the line beside it, in twips: a millimetre.
_MARGIN = 57
_LINE = "w:val='single' w:sz='4' w:space='0' w:color='auto'"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_LINES = "".join(f"<w:{side} {_LINE}/>" for side in _SIDES)
_CENTRED = "<w:vAlign w:val='center'/>"


def annex_xml(laid_out: Table, widths: Sequence[float]) -> str:
    """
    Return a table whose columns have widths in millimetres; each page repeats its heading.

    Neither the heading of a section nor the total stands on a page without a row, and no page
    is without both: what ends the annex below its table never stands alone.
    """
    rows = chain(_heading(laid_out, widths), _lines(laid_out, widths))
    lines = f"<w:tblBorders>{_LINES}</w:tblBorders>"
    return table(rows, widths, lines=lines, margin=_MARGIN)


def _heading(laid_out: Table, widths: Sequence[float]) -> Iterator[str]:
    """Yield the rows of the heading, and the row of the numbers of the columns."""
    for line in range(laid_out.heading_lines):
        boxes = [box for box in laid_out.boxes if box.line <= line < box.line + box.lines]
        boxes.sort(key=lambda box: box.column)
        is_last = line == laid_out.heading_lines - 1
        height = UPRIGHT_HEIGHT if laid_out.has_upright and is_last else 0
        cells = [_heading_cell(laid_out, box, line, widths) for box in boxes]
        yield row(cells, is_heading=True, height=height)
    numbers = [paragraph(number, Style.CELL_NUMBER) for number in laid_out.numbers]
    yield row(map(cell, numbers, widths), is_heading=True)


def _heading_cell(laid_out: Table, box: HeadingBox, line: int, widths: Sequence[float]) -> str:
    """Return the part of a box in one line: its text stands in the first of its cells."""
    spans = f"<w:gridSpan w:val='{box.columns}'/>" if box.columns > 1 else ""
    if box.lines > 1:
        spans += "<w:vMerge w:val='restart'/>" if line == box.line else "<w:vMerge/>"
    width = sum(widths[box.column : box.column + box.columns])
    text = box.text if line == box.line else ""
    if box.columns > 1:  # a single column may be too narrow for a word and a year
        text = with_years_whole(text)
    direction = _UPRIGHT if laid_out.is_upright(box) else ""
    properties = f"{spans}{direction}{_CENTRED}"
    return cell(paragraph(text, Style.CELL_HEADING), width, properties=properties)


def _lines(laid_out: Table, widths: Sequence[float]) -> Iterator[str]:
    styles = [_STYLES[column.role] for column in laid_out.columns]
    last_but_one = len(laid_out.lines) - 1
    for number, line in enumerate(laid_out.lines, 1):
        is_bold = line.is_section or line.is_total
        stays = line.is_section or number >= last_but_one
        texts = zip(laid_out.texts(line), styles, strict=True)
        contents = [paragraph(text, style, bold=is_bold, with_next=stays) for text, style in texts]
        cells = zip(contents, widths, strict=True)
        yield row([cell(content, width, properties=_CENTRED) for content, width in cells])
