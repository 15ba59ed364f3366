"""A sheet of cells, as a workbook or a file of separated values has it: its tables, its text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from attrs import evolve, field, frozen

from povertyplan.documents.grid import SIDE_BY_SIDE, Cell, Grid, Paragraph, Span, squared
from povertyplan.documents.numbers import is_figure
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


def laid_out(sheet: Sheet) -> tuple[list[Paragraph], list[Grid], list[Notice]]:
    """
    Tell the tables of a sheet from the text around them.

    A blank row ends a table.  Hidden columns are left out, for nobody sees
    them; hidden rows are read, for the sums below count them.  Both are told,
    and so are formulas without a value.
    """
    rows: dict[int, list[int]] = {}
    visible = _visible(sheet)
    for row, column in sorted(visible.cells):
        rows.setdefault(row, []).append(column)
    paragraphs: list[Paragraph] = []
    tables: list[list[int]] = []
    for block in _blocks(rows, visible):
        start = _start(block, rows, visible)
        tables.extend([block[start:]] if block[start:] else [])
        for row in block[:start]:
            paragraphs.extend(_lines(visible.cells[row, at] for at in rows.get(row, ())))
    columns = sorted({at for table in tables for row in table for at in rows.get(row, ())})
    grids = [squared(_spans(table, columns, visible), sheet.source) for table in tables]
    return paragraphs, grids, [*_hidden(sheet), *_uncomputed(visible)]


def _visible(sheet: Sheet) -> Sheet:
    """Leave out the hidden columns; what is merged out of one stands in the next."""
    hidden = sheet.hidden_columns
    if not hidden:
        return sheet
    cells = {at: cell for at, cell in sheet.cells.items() if at[1] not in hidden}
    merged: list[Merged] = []
    for one in sheet.merged:
        left = next((at for at in range(one.left, one.right + 1) if at not in hidden), None)
        if left is not None:
            merged.append(evolve(one, left=left))
            if (one.top, one.left) in sheet.cells:
                cells[one.top, left] = sheet.cells[one.top, one.left]
    return evolve(sheet, cells=cells, merged=merged)


def _lines(cells: Iterable[Cell]) -> Iterator[Paragraph]:
    """Yield the text of cells line by line."""
    for cell in cells:
        for line in filter(str.strip, cell.text.splitlines()):
            yield Paragraph(line, cell.source)


def _blocks(rows: Mapping[int, Sequence[int]], sheet: Sheet) -> Iterator[list[int]]:
    """Split the rows at those that hold nothing, not even part of a merged cell."""
    held = set(rows)
    last = max(held, default=0)
    for one in sheet.merged:
        if one.left in rows.get(one.top, ()):
            held.update(range(one.top, min(one.bottom, last) + 1))
    for _, block in groupby(enumerate(sorted(held)), lambda pair: pair[1] - pair[0]):
        yield [row for _, row in block]


def _start(block: Sequence[int], rows: Mapping[int, Sequence[int]], sheet: Sheet) -> int:
    """
    Return where the table of a block begins: at its first wide row, or what reaches into it.

    Rows of two cells right above it are headings that span, too; a title stands alone.
    """
    wide = (at for at, row in enumerate(block) if len(rows.get(row, ())) > SIDE_BY_SIDE)
    start = next(wide, None)
    if start is None:
        return len(block)
    into = (one.top for one in sheet.merged if one.top < block[start] <= one.bottom)
    start = min([start, *(block.index(top) for top in into if top in block)])
    while start and len(rows.get(block[start - 1], ())) == SIDE_BY_SIDE:
        start -= 1
    return start


def _spans(table: Sequence[int], columns: Sequence[int], sheet: Sheet) -> Iterator[Span]:
    """Yield the cells of a table in rows and columns that count from 0, hidden ones left out."""
    merged = {(one.top, one.left): one for one in sheet.merged}
    row_at = {row: at for at, row in enumerate(table)}
    column_at = {column: at for at, column in enumerate(columns)}
    for row in table:
        for column in columns:
            cell = sheet.cells.get((row, column))
            if cell is not None:
                yield Span(
                    _on_one_line(cell),
                    row_at[row],
                    column_at[column],
                    *_covered(merged.get((row, column)), table, columns),
                )
    # A table is as high and as wide as its rows and columns, whatever its last cells hold.
    corner = Cell("", sheet.source)
    if (table[-1], columns[-1]) not in sheet.cells:
        yield Span(corner, len(table) - 1, len(columns) - 1)


def _on_one_line(cell: Cell) -> Cell:
    text = " ".join(cell.text.split())
    return cell if text == cell.text else evolve(cell, text=text)


def _covered(one: Merged | None, table: Sequence[int], columns: Sequence[int]) -> tuple[int, int]:
    """Return how many rows and columns of a table a cell covers."""
    if one is None:
        return (1, 1)
    rows = sum(one.top <= row <= one.bottom for row in table)
    return (rows, sum(one.left <= column <= one.right for column in columns))


def _hidden(sheet: Sheet) -> Iterator[Notice]:
    rows = sorted({row for row, _ in sheet.cells} & sheet.hidden_rows)
    if rows:
        yield Notice("rows-hidden", sheet.source, (("text", ", ".join(map(str, rows[:20]))),))
    hidden = ((at, cell) for (_, at), cell in sheet.cells.items() if at in sheet.hidden_columns)
    columns = sorted({at for at, cell in hidden if is_figure(cell.text)})
    if columns:
        cells = (min(at for at in sheet.cells if at[1] == column) for column in columns[:20])
        named = ", ".join(str(sheet.cells[at].source.cell).rstrip("0123456789") for at in cells)
        yield Notice("columns-hidden", sheet.source, (("text", named),))


def _uncomputed(sheet: Sheet) -> Iterator[Notice]:
    """Tell of the formulas that were never computed: nothing is computed in their place."""
    cells = [cell for _, cell in sorted(sheet.cells.items()) if cell.formula and not cell.text]
    for first in cells[:1]:
        values = (("number", len(cells)), ("text", first.source.cell))
        yield Notice("formulas-uncomputed", first.source, values)
