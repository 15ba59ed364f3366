"""The year that stands above a table: in the words right above it, or in the name of its sheet."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from attrs import frozen

from povertyplan.documents.annex.meaning import year_of
from povertyplan.documents.content import Cell, Content, Grid
from povertyplan.model.names import key
from povertyplan.reading import Source

#: So many lines right above a table are its caption.
_CAPTION = 3
_ROW = re.compile(r"[A-Z]+(\d+)")
_REVIEW, _BASED = key("rà soát"), key("căn cứ")
_DATED = key("tháng")


@frozen
class Table:
    """A grid, and the year of its caption."""

    grid: Grid
    year: int | None


def tables(content: Content) -> list[Table]:
    """Return the grids of a document, each with the year above it where one stands there."""
    years = dict(_years(content))
    return [Table(grid, years.get(at)) for at, grid in enumerate(content.grids)]


def review_year(texts: Iterable[str]) -> int | None:
    """
    Return the year of the first line that speaks of a review, and not of what it is based on.

    >>> review_year(["Căn cứ kết quả rà soát năm 2021", "Kết quả rà soát hộ nghèo năm 2023"])
    2023
    """
    for text in texts:
        words = key(text)
        if _REVIEW in words and not words.startswith(_BASED) and (year := year_of(text)):
            return year
    return None


def _years(content: Content) -> Iterator[tuple[int, int]]:
    """Yield the place of each grid among the grids, and the year above it."""
    for at, sheet, above in (*_counted(content), *_placed(content)):
        year = _year([*reversed(above[-_CAPTION:]), sheet])
        if year is not None:
            yield at, year


def _counted(content: Content) -> Iterator[tuple[int, str, Sequence[str]]]:
    """Yield the grids that say how many paragraphs stand before them, and those between."""
    start = 0
    for at, grid in enumerate(content.grids):
        if grid.after is not None:
            yield at, "", [one.text for one in content.paragraphs[start : grid.after]]
            start = grid.after


def _placed(content: Content) -> Iterator[tuple[int, str, Sequence[str]]]:
    """Yield the grids whose sources say where they stand, their sheets and the lines above."""
    lines = ((_place(one.source), -1, one.text) for one in content.paragraphs)
    starts = ((_place(_first(grid)), at, "") for at, grid in enumerate(content.grids))
    known = sorted((place, at, text) for place, at, text in (*lines, *starts) if place is not None)
    for sheet, placed in groupby(known, lambda one: one[0][0]):
        above: list[str] = []
        for _, at, text in placed:
            if at < 0:
                above.append(text)
                continue
            yield at, sheet, above
            above = []


def _year(texts: Sequence[str]) -> int | None:
    """Return the first year of some texts; the date of a document is none of its table."""
    years = (year_of(text) for text in texts if _DATED not in key(text))
    return next(filter(None, years), None)


def _first(grid: Grid) -> Source:
    filled: Iterator[Cell] = (cell for row in grid.rows for cell in row if cell.text)
    return next((cell.source for cell in filled), Source())


def _place(source: Source) -> tuple[str, int] | None:
    """Return the sheet and the line of a source, None where the order of these is not known."""
    row = _ROW.fullmatch(source.cell or "")
    line = int(row[1]) if row and source.table is None else source.line
    return None if line is None else (source.sheet or "", line)
