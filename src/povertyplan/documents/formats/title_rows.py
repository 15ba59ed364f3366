"""
Lines of text that stand in the rows of a table: titles above it, remarks below it.

A program that writes a whole sheet as one table, or as lines of equal width, puts
titles and sentences into its rows.  They are paragraphs all the same.
"""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from povertyplan.documents.content import SIDE_BY_SIDE, Cell, Content, Grid, Paragraph

#: A lone text that begins right of the first column is a heading unless it is longer.
_LONGEST_HEADING = 40

_Row = Sequence[Cell]


@frozen
class _Parted:
    """A table, and the lines of text that stood in its rows."""

    before: Sequence[Paragraph]
    grid: Grid
    behind: Sequence[Paragraph]


def without_title_rows(content: Content) -> Content:
    r"""
    Return a document whose lines of text inside tables are paragraphs, in their place.

    >>> from povertyplan.documents.formats.markdown import content
    >>> text = "Giảm nghèo\t\t\nTT\tThôn\tHộ\n1\tChợ\t3"
    >>> plan = without_title_rows(content(text, "plan.txt"))
    >>> plan.paragraphs[0].text, len(plan.grids[0].rows)
    ('Giảm nghèo', 2)
    """
    parted = list(map(_parted, content.grids))
    if not any(table.before or table.behind for table in parted):
        return content
    paragraphs: list[Paragraph] = []
    grids: list[Grid] = []
    read = 0
    for table in parted:
        # A table without a number is put into its place by the sources of its lines.
        after = read if table.grid.after is None else table.grid.after
        paragraphs += content.paragraphs[read:after]
        read = after
        paragraphs += table.before
        is_numbered = table.grid.after is not None
        grids.append(evolve(table.grid, after=len(paragraphs) if is_numbered else None))
        paragraphs += table.behind
    paragraphs += content.paragraphs[read:]
    if all(paragraph.source.line is not None for paragraph in paragraphs):
        paragraphs.sort(key=_position)
    return evolve(content, paragraphs=tuple(paragraphs), grids=tuple(grids))


def _position(paragraph: Paragraph) -> tuple[int, int]:
    return paragraph.source.line or 0, paragraph.source.column or 0


def _parted(grid: Grid) -> _Parted:
    """Part a table from the lines of text above it, and from those behind its last blank row."""
    texts = [_texts(row) for row in grid.rows]
    wide = [row for row, cells in enumerate(texts) if len(cells) > SIDE_BY_SIDE]
    if not wide:
        return _Parted((), grid, ())
    start = wide[0]
    while start and _is_heading(grid.rows[start - 1], texts[start - 1]):
        start -= 1
    blanks = [row for row in range(wide[-1], len(texts)) if not texts[row]]
    end = blanks[0] if blanks else len(texts)
    before, behind = list(_lines(texts[:start])), list(_lines(texts[end:]))
    if not before and not behind:
        return _Parted((), grid, ())
    return _Parted(before, evolve(grid, rows=grid.rows[start:end]), behind)


def _texts(row: _Row) -> list[Cell]:
    """Return the cells of a row that hold text; one that covers several columns counts once."""
    cells = {cell.text: cell for cell in reversed(row) if cell.text}
    return list(reversed(cells.values()))


def _is_heading(row: _Row, texts: Sequence[Cell]) -> bool:
    """Whether a row right above a wider one is a line of its header."""
    if len(texts) == 1:
        return not row[0].text and len(texts[0].text) <= _LONGEST_HEADING
    return len(texts) == SIDE_BY_SIDE


def _lines(rows: Sequence[Sequence[Cell]]) -> Iterator[Paragraph]:
    """Yield each text as a line."""
    for row in rows:
        for cell in row:
            yield Paragraph(cell.text, cell.source, parts=cell.parts)
