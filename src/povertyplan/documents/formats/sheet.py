"""The tables and the text of a sheet of cells, as a workbook or a .csv file has it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from attrs import evolve, field, frozen

from povertyplan.documents import limits
from povertyplan.documents.content import (
    SIDE_BY_SIDE,
    Cell,
    CellBudget,
    Grid,
    Paragraph,
    Span,
    column_name,
)
from povertyplan.documents.figures import is_figure
from povertyplan.documents.formats.text_parts import cell_on_one_line, lines_of
from povertyplan.messages import ReadError, phrase
from povertyplan.reading import Notice, Source

#: Rows or columns that a notice lists.
_MOST_LISTED = 20


@frozen
class Merged:
    """A merged range; its rows and columns count from 1, the last ones included."""

    left: int
    top: int
    right: int
    bottom: int


@frozen
class Sheet:
    """
    The cells of a sheet that hold something, by row and column from 1.

    A formula without a value holds no text.
    """

    source: Source
    cells: dict[tuple[int, int], Cell] = field(factory=dict[tuple[int, int], Cell])
    merged: Sequence[Merged] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    rows_left_out: frozenset[int] = frozenset()  #: hidden rows that its totals leave out, too
    notices: tuple[Notice, ...] = ()  #: of how its cells were read


def laid_out(sheet: Sheet, budget: CellBudget) -> tuple[list[Paragraph], list[Grid], list[Notice]]:
    """
    Separate the tables of a sheet from the text around them.

    A blank row ends a table.  What lies under a merged range and hidden columns are
    left out, since nobody sees them; hidden rows are read where the sums below count
    them.  Notices name what is hidden, and formulas without a value.

    Raises `ReadError` for tables beyond the limits.
    """
    uncovered = _without_covered(sheet)
    visible = _without_hidden_columns(uncovered)
    columns_by_row: dict[int, list[int]] = {}
    for row, column in sorted(visible.cells):
        columns_by_row.setdefault(row, []).append(column)
    # A range without text is no part of a table; a table begins where any range reaches into it.
    filled = [merged for merged in visible.merged if (merged.top, merged.left) in visible.cells]
    reach, filled_reach = _reach(visible.merged), _reach(filled)
    paragraphs: list[Paragraph] = []
    tables: list[range] = []
    for block in _blocks(columns_by_row, filled_reach):
        start = _table_start(block, columns_by_row, reach)
        for row in range(block.start, start):
            cells = [visible.cells[row, column] for column in columns_by_row.get(row, ())]
            paragraphs.extend(chain.from_iterable(map(lines_of, cells)))
        if start < block.stop:
            tables.append(range(start, block.stop))
    grids = _grids(tables, columns_by_row, evolve(visible, merged=filled), budget)
    notices = (*sheet.notices, *notices_of_hidden(uncovered), *_notice_of_uncomputed(visible))
    return paragraphs, grids, list(notices)


def _without_covered(sheet: Sheet) -> Sheet:
    """
    Remove the cells under merged ranges: only the first cell of a range is seen.

    Raises `ReadError` for ranges that cover more than the limit.
    """
    if not sheet.merged:
        return sheet
    columns_by_row: dict[int, list[int]] = {}
    for row, column in sorted(sheet.cells):
        columns_by_row.setdefault(row, []).append(column)
    rows = list(columns_by_row)
    covered: set[tuple[int, int]] = set()
    left = limits.MOST_CELLS
    for merged in sheet.merged:
        first, end = bisect_left(rows, merged.top), bisect_right(rows, merged.bottom)
        left -= end - first
        for row in rows[first:end] if left >= 0 else ():
            columns = columns_by_row[row]
            start, stop = bisect_left(columns, merged.left), bisect_right(columns, merged.right)
            left -= stop - start
            covered.update((row, column) for column in columns[start:stop])
        if left < 0:
            most = phrase("a table of at most {number} cells", number=limits.MOST_CELLS)
            source = sheet.source
            raise ReadError(most, phrase("a larger one"), source.file, source.location)
    covered -= {(merged.top, merged.left) for merged in sheet.merged}
    cells = {place: cell for place, cell in sheet.cells.items() if place not in covered}
    return evolve(sheet, cells=cells)


def _without_hidden_columns(sheet: Sheet) -> Sheet:
    """Remove the hidden columns; a range that begins in one begins in the next that is shown."""
    hidden = sheet.hidden_columns
    if not hidden:
        return sheet
    cells = {place: cell for place, cell in sheet.cells.items() if place[1] not in hidden}
    next_shown: dict[int, int] = {}
    for column in sorted(hidden, reverse=True):
        next_shown[column] = next_shown.get(column + 1, column + 1)
    shown: list[Merged] = []
    for merged in sheet.merged:
        left = next_shown.get(merged.left, merged.left)
        if left <= merged.right:
            shown.append(evolve(merged, left=left))
            first = sheet.cells.get((merged.top, merged.left))
            if first is not None:
                cells[merged.top, left] = first
    return evolve(sheet, cells=cells, merged=shown)


def _reach(ranges: Iterable[Merged]) -> Mapping[int, int]:
    """Return the last row of the merged ranges that begin in a row, by that row."""
    reach: dict[int, int] = {}
    for merged in ranges:
        reach[merged.top] = max(merged.bottom, reach.get(merged.top, 0))
    return reach


def _blocks(rows: Iterable[int], reach: Mapping[int, int]) -> Iterator[range]:
    """Split the rows with cells, in order, at blank rows through which no merged range reaches."""
    first, end, last = 0, -1, 0
    for row in rows:
        if row > end + 1:
            if first:
                yield range(first, end + 1)
            first = row
        last = row
        end = max(row, end, reach.get(row, 0))
    if first:
        yield range(first, last + 1)


def _table_start(
    block: range, columns_by_row: Mapping[int, Sequence[int]], reach: Mapping[int, int]
) -> int:
    """
    Return the first row of the table in a block; the end of the block if it has no table.

    It is the first row with more cells than text side by side has, or a row
    above from which a merged range reaches that row.  Rows of two cells right
    above are headings over several columns; a row of one cell is a title.
    """
    wide = next((row for row in block if len(columns_by_row.get(row, ())) > SIDE_BY_SIDE), None)
    if wide is None:
        return block.stop
    start = next(row for row in block if row == wide or reach.get(row, 0) >= wide)
    while start > block.start and len(columns_by_row.get(start - 1, ())) == SIDE_BY_SIDE:
        start -= 1
    return start


def _grids(
    tables: Sequence[range],
    columns_by_row: Mapping[int, Sequence[int]],
    sheet: Sheet,
    budget: CellBudget,
) -> list[Grid]:
    """Return the tables of a sheet, each with the columns that any of them has."""
    used: set[int] = set()
    for table in tables:
        for row in table:
            used.update(columns_by_row.get(row, ()))
    columns = sorted(used)
    if sum(map(len, tables)) * len(columns) > limits.MOST_CELLS:
        source = sheet.source
        most = phrase("tables of at most {number} cells in a sheet", number=limits.MOST_CELLS)
        raise ReadError(most, phrase("larger ones"), source.file, source.location)
    merged_by_row: dict[int, list[Merged]] = {}
    for merged in sheet.merged:
        merged_by_row.setdefault(merged.top, []).append(merged)
    grids: list[Grid] = []
    for table in tables:
        spans = _spans(table, columns, merged_by_row, sheet)
        covered = budget.grid_of(spans, sheet.source)
        rows = [
            _row(sheet, row, columns, below)
            for row, below in zip(table, covered.rows, strict=True)
            if row not in sheet.rows_left_out
        ]
        grids.append(Grid(tuple(rows)))
    return grids


def _spans(
    table: range,
    columns: Sequence[int],
    merged_by_row: Mapping[int, Sequence[Merged]],
    sheet: Sheet,
) -> Iterator[Span]:
    """Yield the merged ranges of a table, in rows and columns counted from 0."""
    # A blank corner makes the grid as large as the table.
    yield Span(Cell("", sheet.source), len(table) - 1, len(columns) - 1)
    index_of = {column: index for index, column in enumerate(columns)}
    for row in table:
        for merged in merged_by_row.get(row, ()):
            first = index_of[merged.left]
            height = min(merged.bottom, table[-1]) - row + 1
            width = bisect_right(columns, merged.right) - first
            cell = sheet.cells[row, merged.left]
            yield Span(cell, row - table.start, first, height, width)


def _row(
    sheet: Sheet, row: int, columns: Sequence[int], covered: Sequence[Cell]
) -> tuple[Cell, ...]:
    """Return the cells of a row, or the cells that cover them, each on one line."""
    cells = [
        sheet.cells.get((row, column), below)
        for column, below in zip(columns, covered, strict=True)
    ]
    return tuple(map(cell_on_one_line, cells))


def notices_of_hidden(sheet: Sheet) -> Iterator[Notice]:
    """Yield the notices of hidden rows with cells, and of hidden columns with figures."""
    rows: set[int] = set()
    left_out: set[int] = set()
    columns: set[int] = set()
    for (row, column), cell in sheet.cells.items():
        if row in sheet.hidden_rows:
            (left_out if row in sheet.rows_left_out else rows).add(row)
        if column in sheet.hidden_columns and is_figure(cell.text):
            columns.add(column)
    for code, listed in (("rows-filtered", left_out), ("rows-hidden", rows)):
        if listed:
            yield notice_of_rows(code, listed, sheet.source)
    if columns:
        names = map(column_name, sorted(columns)[:_MOST_LISTED])
        yield Notice("columns-hidden", sheet.source, (("text", ", ".join(names)),))


def notice_of_rows(code: str, rows: Iterable[int], table: Source) -> Notice:
    """Return a notice of some rows of a table, the first of them listed."""
    numbers = map(str, sorted(rows)[:_MOST_LISTED])
    return Notice(code, table, (("text", ", ".join(numbers)),))


def _notice_of_uncomputed(sheet: Sheet) -> Iterator[Notice]:
    """Yield a notice of formulas that were never computed: nothing is computed in their place."""
    places = [place for place, cell in sheet.cells.items() if cell.is_uncomputed]
    if places:
        first = sheet.cells[min(places)].source
        values = (("number", len(places)), ("text", first.cell))
        yield Notice("formulas-uncomputed", first, values)
