"""The tables of a document, each with its header, the lines above it and the year in these."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import Self

from attrs import evolve, frozen

from povertyplan.documents.annex.header import Header, row_texts, split_header
from povertyplan.documents.annex.one_heading import year_of
from povertyplan.documents.content import Content, Grid
from povertyplan.model.names import key
from povertyplan.reading import Source

#: This many lines right above a table are its caption.
_CAPTION_LINES = 3
_CELL_NAME = re.compile(r"[A-Z]+(\d+)")
_REVIEW, _BASED_ON = key("rà soát"), key("căn cứ")
_MONTH = key("tháng")


@frozen
class CaptionedTable:
    """A grid, its header, the lines above it, and the year of its caption if that names one."""

    grid: Grid
    header: Header
    year: int | None
    above: tuple[str, ...] = ()  #: the lines since the table before, the nearest last
    sheet: str = ""

    @classmethod
    def of(cls, grid: Grid, year: int | None, above: Sequence[str] = (), sheet: str = "") -> Self:
        """Return a grid with its header, below some lines and under the caption of a year."""
        return cls(grid, split_header(grid.rows), year, tuple(above), sheet)

    @property
    def has_body(self) -> bool:
        """Whether any row stands below the header."""
        return self.header.body < len(self.grid.rows)

    @property
    def heading_texts(self) -> list[tuple[str, ...]]:
        """The texts in the lines of the header."""
        return list(map(row_texts, self.header.lines))


def captioned_tables(content: Content) -> list[CaptionedTable]:
    """
    Return the tables of a document.

    A table that a page break or a blank row parts in two is one table.
    """
    tables: list[CaptionedTable] = []
    for table in captioned_grids(content):
        if tables and goes_on(tables[-1], table):
            tables[-1] = joined(tables[-1], table)
        else:
            tables.append(table)
    return tables


def captioned_grids(content: Content) -> list[CaptionedTable]:
    """Return every grid of a document with what stands above it, each for itself."""
    lines_above = {
        index: (sheet, above)
        for index, sheet, above in (*_by_number(content), *_by_source(content))
    }
    tables: list[CaptionedTable] = []
    for index, grid in enumerate(content.grids):
        sheet, above = lines_above.get(index, ("", ()))
        year = _first_year([*reversed(above[-_CAPTION_LINES:]), sheet])
        tables.append(CaptionedTable.of(grid, year, above, sheet))
    return tables


def goes_on(before: CaptionedTable, table: CaptionedTable) -> bool:
    """Whether a table continues the one before: as wide, and without another header or year."""
    as_wide = len(before.grid.rows[0]) == len(table.grid.rows[0])
    if not as_wide or not table.has_body:
        return False
    if not before.has_body:
        # A blank row parts the header from the body.
        return not table.header.lines and not table.header.numbers
    if not table.header.lines:
        return True
    return table.heading_texts == before.heading_texts and not _is_of_another_year(before, table)


def _is_of_another_year(before: CaptionedTable, table: CaptionedTable) -> bool:
    """Whether two tables of one header are of different years, which only their captions say."""
    for texts in before.heading_texts:
        if any(map(year_of, texts)):
            return False
    return None not in {before.year, table.year} and before.year != table.year


def joined(before: CaptionedTable, table: CaptionedTable) -> CaptionedTable:
    """Join a table to the one that it continues."""
    grid = Grid((*before.grid.rows, *table.grid.rows))
    # What the last line of a header is may depend on the row below it.
    header = before.header if before.has_body else split_header(grid.rows)
    return evolve(before, grid=grid, header=header)


def review_year(texts: Iterable[str]) -> int | None:
    """
    Return the year of the first line that speaks of a review, not of its legal basis.

    >>> review_year(["Căn cứ kết quả rà soát năm 2021", "Kết quả rà soát hộ nghèo năm 2023"])
    2023
    """
    for text in texts:
        words = key(text)
        speaks_of_review = _REVIEW in words and not words.startswith(_BASED_ON)
        year = year_of(text) if speaks_of_review else None
        if year is not None:
            return year
    return None


def _by_number(content: Content) -> Iterator[tuple[int, str, Sequence[str]]]:
    """Yield the grids that count the paragraphs before them, with those since the last grid."""
    start = 0
    for index, grid in enumerate(content.grids):
        if grid.after is not None:
            between = content.paragraphs[start : grid.after]
            yield index, "", [paragraph.text for paragraph in between]
            start = grid.after


def _by_source(content: Content) -> Iterator[tuple[int, str, Sequence[str]]]:
    """Yield the grids whose sources tell their order, with their sheet and the lines above them."""
    # Sheet and line, index of a grid or -1, and text of a paragraph.
    placed: list[tuple[tuple[str, int], int, str]] = []
    for paragraph in content.paragraphs:
        position = _position(paragraph.source)
        if position is not None:
            placed.append((position, -1, paragraph.text))
    for index, grid in enumerate(content.grids):
        position = _position(_first_source(grid))
        if position is not None:
            placed.append((position, index, ""))
    for sheet, on_sheet in groupby(sorted(placed), lambda item: item[0][0]):
        above: list[str] = []
        for _, index, text in on_sheet:
            if index < 0:
                above.append(text)
            else:
                yield index, sheet, above
                above = []


def _first_year(texts: Iterable[str]) -> int | None:
    """Return the first year in some texts; dates are left out, for they date the document."""
    for text in texts:
        year = None if _MONTH in key(text) else year_of(text)
        if year is not None:
            return year
    return None


def _first_source(grid: Grid) -> Source:
    """Return where the first text of a grid stands."""
    for cell in chain.from_iterable(grid.rows):
        if cell.text:
            return cell.source
    return Source()


def _position(source: Source) -> tuple[str, int] | None:
    """Return the sheet and the line of a source; None if it has no line."""
    cell_name = _CELL_NAME.fullmatch(source.cell or "")
    is_on_sheet = cell_name is not None and source.table is None
    line = int(cell_name[1]) if cell_name and is_on_sheet else source.line
    return None if line is None else (source.sheet or "", line)
