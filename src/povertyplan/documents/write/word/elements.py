"""The XML of a Word document: paragraphs, cells, rows, tables (ECMA-376 part 1, 17.3 and 17.4)."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls

from povertyplan.documents.write.word.styles import Style

_TWIPS_OF_MILLIMETRE = 1440 / 25.4


def twips(millimetres: float) -> int:
    """Return a length in the unit of Word documents, of which a point has 20."""
    return round(_TWIPS_OF_MILLIMETRE * millimetres)


def paragraph(
    text: str, style: Style, *, bold: bool = False, with_next: bool = False, indent: float = 0
) -> str:
    """
    Return a paragraph in a style; *indent* is at both sides, in millimetres.

    One *with_next* stands on the page of what follows.
    """
    stays = "<w:keepNext/>" if with_next else ""
    sides = f"w:left='{twips(indent)}' w:right='{twips(indent)}'"
    indented = f"<w:ind {sides}/>" if indent else ""
    weight = "<w:rPr><w:b/><w:bCs/></w:rPr>" if bold else ""
    run = f"<w:r>{weight}<w:t xml:space='preserve'>{escape(text)}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr><w:pStyle w:val='{style.name}'/>{stays}{indented}</w:pPr>{run}</w:p>"


def cell(content: str, width: float, *, properties: str = "") -> str:
    """Return a cell of a width in millimetres, with at least one paragraph as its content."""
    # Some programs take the widths of the cells, others those of the grid of the table.
    return (
        f"<w:tc><w:tcPr><w:tcW w:w='{twips(width)}' w:type='dxa'/>{properties}</w:tcPr>"
        f"{content}</w:tc>"
    )


def row(cells: Iterable[str], *, is_heading: bool = False, height: float = 0) -> str:
    """
    Return a row that no end of a page parts; a heading is repeated on each page.

    *height* is the least that it has, in millimetres.
    """
    repeated = "<w:tblHeader/>" if is_heading else ""
    high = f"<w:trHeight w:val='{twips(height)}'/>" if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{high}{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Sequence[float], *, lines: str = "", margin: int = 0) -> str:
    """
    Return a table whose columns have widths in millimetres.

    *lines* are the borders of its cells, none unless they are given; *margin* is between a
    text and the lines beside it, in twips.
    """
    columns = "".join(f"<w:gridCol w:w='{twips(width)}'/>" for width in widths)
    margins = f"<w:left w:w='{margin}' w:type='dxa'/><w:right w:w='{margin}' w:type='dxa'/>"
    # With a namespace of its own, lxml moves it into a document in linear time.
    return (
        f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblW w:w='{sum(map(twips, widths))}' w:type='dxa'/>"
        f"<w:jc w:val='center'/>{lines}<w:tblLayout w:type='fixed'/>"
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
