"""A sheet of cells, as a workbook or a file of separated values has it: its tables, its text."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

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
from povertyplan.messages import ReadError, phrase
from povertyplan.reading import Notice, Source


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
    The cells that hold something, by row and column from 1, what is merged, what is hidden.

    A formula without a value holds no text.
    """

    source: Source
    cells: dict[tuple[int, int], Cell] = field(factory=dict[tuple[int, int], Cell])
    merged: Sequence[Merged] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def laid_out(sheet: Sheet, room: CellBudget) -> tuple[list[Paragraph], list[Grid], list[Notice]]:
    """
    Tell the tables of a sheet from the text around them.

    A blank row ends a table.  Hidden columns are left out, for nobody sees
    them; hidden rows are read, for the sums below count them.  Both are told,
    and so are formulas without a value.

    Raises `ReadError` for tables with more cells than there is room for.
    """
    rows: dict[int, list[int]] = {}
    visible = _visible(sheet)
    for row, column in sorted(visible.cells):
        rows.setdefault(row, []).append(column)
    paragraphs: list[Paragraph] = []
    tables: list[range] = []
    reach = _reach(visible.merged)
    held = [one for one in visible.merged if (one.top, one.left) in visible.cells]
    for block in _blocks(rows, _reach(held)):
        start = _start(block, rows, reach)
        tables.extend([block[start:]] if block[start:] else [])
        for row in block[:start]:
            paragraphs.extend(_lines(visible.cells[row, at] for at in rows.get(row, ())))
    columns = sorted({at for table in tables for row in table for at in rows.get(row, ())})
    if sum(map(len, tables)) * len(columns) > limits.MOST_CELLS:
        most = phrase("tables of at most {number} cells in a sheet", number=limits.MOST_CELLS)
        raise ReadError(most, phrase("larger ones"), sheet.source.file, sheet.source.location)
    merged: dict[int, list[Merged]] = {}
    for one in held:
        merged.setdefault(one.top, []).append(one)
    grids = [_grid(table, columns, merged, visible, room) for table in tables]
    return paragraphs, grids, [*_hidden(sheet), *_uncomputed(visible)]


def _visible(sheet: Sheet) -> Sheet:
    """Leave out the hidden columns; what is merged out of one stands in the next."""
    hidden = sheet.hidden_columns
    if not hidden:
        return sheet
    cells = {at: cell for at, cell in sheet.cells.items() if at[1] not in hidden}
    after: dict[int, int] = {}  # the next column that is shown
    for column in sorted(hidden, reverse=True):
        after[column] = after.get(column + 1, column + 1)
    merged: list[Merged] = []
    for one in sheet.merged:
        left = after.get(one.left, one.left)
        if left <= one.right:
            merged.append(evolve(one, left=left))
            if (one.top, one.left) in sheet.cells:
                cells[one.top, left] = sheet.cells[one.top, one.left]
    return evolve(sheet, cells=cells, merged=merged)


def _lines(cells: Iterable[Cell]) -> Iterator[Paragraph]:
    """Yield the text of cells line by line."""
    for cell in cells:
        for line in filter(str.strip, cell.text.splitlines()):
            yield Paragraph(line, cell.source)


def _reach(merged: Iterable[Merged]) -> Mapping[int, int]:
    """Return down to which row the merged cells that begin in a row reach."""
    reach: dict[int, int] = {}
    for one in merged:
        reach[one.top] = max(one.bottom, reach.get(one.top, 0))
    return reach


def _blocks(rows: Iterable[int], reach: Mapping[int, int]) -> Iterator[range]:
    """Split the rows at those that hold nothing, not even part of a merged cell."""
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


def _start(block: range, rows: Mapping[int, Sequence[int]], reach: Mapping[int, int]) -> int:
    """
    Return where the table of a block begins: at its first wide row, or what reaches into it.

    Rows of two cells right above it are headings that span, too; a title stands alone.
    """
    wide = next((row for row in block if len(rows.get(row, ())) > SIDE_BY_SIDE), None)
    if wide is None:
        return len(block)
    start = next(row for row in block if row == wide or reach.get(row, 0) >= wide)
    while start > block.start and len(rows.get(start - 1, ())) == SIDE_BY_SIDE:
        start -= 1
    return start - block.start


def _grid(
    table: range,
    columns: Sequence[int],
    merged: Mapping[int, Sequence[Merged]],
    sheet: Sheet,
    room: CellBudget,
) -> Grid:
    """Return a table of a sheet, hidden columns left out: its cells, and what others cover."""
    covered = room.grid_of(_spans(table, columns, merged, sheet), sheet.source)
    return Grid(
        tuple(
            tuple(
                _on_one_line(sheet.cells.get((row, column), below))
                for column, below in zip(columns, line, strict=True)
            )
            for row, line in zip(table, covered.rows, strict=True)
        )
    )


def _spans(
    table: range, columns: Sequence[int], merged: Mapping[int, Sequence[Merged]], sheet: Sheet
) -> Iterator[Span]:
    """Yield what is merged in a table, in rows and columns that count from 0, and its corner."""
    yield Span(Cell("", sheet.source), len(table) - 1, len(columns) - 1)
    column_at = {column: at for at, column in enumerate(columns)}
    for row in table:
        for one in merged.get(row, ()):
            at = column_at[one.left]
            high = min(one.bottom, table[-1]) - row + 1
            wide = bisect_right(columns, one.right) - at
            yield Span(sheet.cells[row, one.left], row - table.start, at, high, wide)


def _on_one_line(cell: Cell) -> Cell:
    text = " ".join(cell.text.split())
    return cell if text == cell.text else evolve(cell, text=text)


def _hidden(sheet: Sheet) -> Iterator[Notice]:
    rows = sorted({row for row, _ in sheet.cells} & sheet.hidden_rows)
    if rows:
        yield Notice("rows-hidden", sheet.source, (("text", ", ".join(map(str, rows[:20]))),))
    hidden = ((at, cell) for (_, at), cell in sheet.cells.items() if at in sheet.hidden_columns)
    columns = sorted({at for at, cell in hidden if is_figure(cell.text)})
    if columns:
        named = ", ".join(map(column_name, columns[:20]))
        yield Notice("columns-hidden", sheet.source, (("text", named),))


def _uncomputed(sheet: Sheet) -> Iterator[Notice]:
    """Tell of the formulas that were never computed: nothing is computed in their place."""
    places = [at for at, cell in sheet.cells.items() if cell.formula and not cell.text]
    if places:
        first = sheet.cells[min(places)].source
        values = (("number", len(places)), ("text", first.cell))
        yield Notice("formulas-uncomputed", first, values)
