"""
Forms with a line for each figure of one unit: chỉ tiêu, kế hoạch, thực hiện, lũy kế.

The figures are put side by side, as if they stood in one line, each below its label: so the
machinery of the annex reads them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial

from attrs import evolve, frozen

from povertyplan.documents import limits
from povertyplan.documents.annex.builder import TableBuilder
from povertyplan.documents.annex.captions import CaptionedTable
from povertyplan.documents.annex.columns import Columns
from povertyplan.documents.annex.header import is_number_line
from povertyplan.documents.annex.labels import LineKind
from povertyplan.documents.annex.line import read_line
from povertyplan.documents.content import Cell
from povertyplan.documents.figures import is_figure
from povertyplan.documents.forms import Beside, FormLines, TableForm
from povertyplan.documents.year_tables import vocabulary
from povertyplan.documents.year_tables.assignment import assigned, speaks_of_flow
from povertyplan.documents.year_tables.headings import heading_read, role_in
from povertyplan.documents.year_tables.sheet_heads import day_above, unit_above
from povertyplan.documents.year_tables.unit_lines import Circumstances, report_of
from povertyplan.documents.year_tables.vocabulary import plain
from povertyplan.messages import ReadError, listed, phrase
from povertyplan.model.fields import Figure
from povertyplan.reading import Notice, TableReading
from povertyplan.year import ProgressReport, Rows, UnitReport

_Row = tuple[Cell, ...]


@frozen
class LabelledFigure:
    """A line of such a form: its label, the heading of its group, and the cell of its figure."""

    label: Cell
    group: str
    cell: Cell

    @property
    def path(self) -> tuple[str, ...]:
        """The label and what it stands under, the lowest first."""
        return tuple(filter(None, (self.label.text, self.group)))

    @property
    def key(self) -> tuple[str, ...]:
        """The path for comparison with another."""
        return tuple(map(plain, self.path))


@frozen
class FigureLines:
    """A table with a line for each figure: its columns of labels and of figures, its rows."""

    labels: int
    figures: int
    rows: Sequence[_Row]

    @cached_property
    def lines(self) -> Sequence[LabelledFigure]:
        """The lines that may hold a figure: those that have anything beside their label."""
        lines: list[LabelledFigure] = []
        group = ""
        for row in self.rows:
            label = row[self.labels]
            if not label.text or is_number_line(row):
                continue
            beside = [cell for cell in row[self.labels + 1 :] if cell.source != label.source]
            if any(cell.text or cell.is_uncomputed for cell in beside):
                lines.append(LabelledFigure(label, group, row[self.figures]))
            else:
                group = label.text
        return lines


# Finding the table.


def figure_lines(table: CaptionedTable, forms: Iterable[TableForm]) -> FigureLines | None:
    """
    Return a table with a line for each figure of a flow or a form, or None for other tables.

    Raises `ReadError` for one without a column of what was reached since the start of the year.
    """
    rows = table.grid.rows
    first, labels = _first_of_header(rows)
    if first is None:
        return None
    last = first
    while last < len(rows) and vocabulary.INDICATOR.fullmatch(plain(rows[last][labels].text)):
        last += 1
    texts = [(row[labels].text,) for row in rows[last:]]
    if not speaks_of_flow(map(heading_read, texts)) and not _speaks_of_form(texts, forms):
        return None
    return FigureLines(labels, _column_of_figures(rows[first:last], labels), rows[last:])


def _first_of_header(rows: Sequence[_Row]) -> tuple[int | None, int]:
    """Return the first row with a heading of indicators, and its column."""
    for number, row in enumerate(rows[: limits.MOST_HEADER_LINES]):
        for column, cell in enumerate(row):
            if vocabulary.INDICATOR.fullmatch(plain(cell.text)):
                return number, column
    return None, 0


def _speaks_of_form(texts: Iterable[Sequence[str]], forms: Iterable[TableForm]) -> bool:
    """Whether most labels of a table are labels of one form."""
    labels = {plain(text) for path in texts for text in path if text}
    of_forms = [{plain(line.label) for line in form.figure_lines} for form in forms]
    return any(2 * len(labels & of_form) > len(labels) for of_form in of_forms)


def _column_of_figures(header: Sequence[_Row], labels: int) -> int:
    """Return the column of the figures since the start of the year."""
    so_far: list[int] = []
    undated: list[int] = []
    for column in range(labels + 1, len(header[0])):
        texts = [plain(row[column].text) for row in reversed(header)]
        role = next(filter(None, map(role_in, texts)), None)
        if role is Beside.SO_FAR:
            so_far.append(column)
        elif role is None and any(map(vocabulary.RESULT.search, texts)):
            undated.append(column)
    candidates = so_far or undated
    if len(candidates) == 1:
        return candidates[0]
    expected = phrase("one column of figures since the start of the year (lũy kế từ đầu năm)")
    found = phrase("{number} of them", number=len(candidates))
    source = header[0][labels].source
    raise ReadError(expected, found, source.file, source.location)


# Reading it.


def read_figure_lines(
    table: CaptionedTable,
    lines: FigureLines,
    known: Circumstances,
    forms: Iterable[TableForm],
) -> TableReading[ProgressReport]:
    """Read a table with a line for each figure as the report of one unit."""
    unit = unit_above(table.above, table.sheet)
    figures = _by_form(lines, forms)
    notices: list[Notice] = []
    if figures is None:
        figures = _by_words(lines, table.above)
        notices += _set_aside(lines, figures)
    row = (Cell(unit.name, lines.lines[0].label.source), *(line.cell for line in figures.values()))
    fields = {figure: column for column, figure in enumerate(figures, 1)}
    columns = Columns(0, None, fields, {}, (known.period.year - 1, known.period.year), ())
    builder = TableBuilder(known.unit, columns, partial(report_of, known.period))
    line = read_line(row, columns, known.unit, numbered=False)
    line.kind = LineKind.ROW
    builder.add([line])
    report = evolve(builder.rows[0], received=day_above(table.above))
    return TableReading(
        Rows[UnitReport](known.unit, known.period, (report,)),
        builder.cells.sources,
        builder.form(table.header),
        notices=(*known.notices, *notices, *builder.all_notices),
    )


def _by_form(
    lines: FigureLines, forms: Iterable[TableForm]
) -> Mapping[Figure, LabelledFigure] | None:
    """Return the figures of the first form that has every line of the table."""
    for form in forms:
        of_form = dict(_labels_of(form))
        if form.lines is FormLines.FIGURES and all(line.key in of_form for line in lines.lines):
            held = ((of_form[line.key], line) for line in lines.lines)
            return {figure: line for figure, line in held if figure is not None}
    return None


def _labels_of(form: TableForm) -> Iterator[tuple[tuple[str, ...], Figure | None]]:
    """Yield the path of each line of a form that holds a figure, or one that follows."""
    group = ""
    for line in form.figure_lines:
        if line.figure is None and not line.measure:
            group = line.label
        else:
            yield tuple(map(plain, filter(None, (line.label, group)))), line.figure


def _by_words(lines: FigureLines, titles: Iterable[str]) -> Mapping[Figure, LabelledFigure]:
    """Return the figures by the words of their labels."""
    assignment = assigned([heading_read(line.path) for line in lines.lines], titles)
    if assignment.unclear:
        expected = phrase("lines that say whose figure each is, each of another figure")
        unclear = [lines.lines[number].label for number in assignment.unclear]
        labels = [phrase("“{label}”", label=cell.text) for cell in unclear]
        source = unclear[0].source
        raise ReadError(expected, listed(labels), source.file, source.location)
    return {figure: lines.lines[number] for figure, number in assignment.figures.items()}


def _set_aside(lines: FigureLines, figures: Mapping[Figure, LabelledFigure]) -> Iterator[Notice]:
    """Yield a notice of each figure that is left out."""
    taken = {line.cell.source for line in figures.values()}
    for line in lines.lines:
        if line.cell.source not in taken and is_figure(line.cell.text):
            values = (("text", f"“{line.label.text}”"),)
            yield Notice("line-set-aside", line.label.source, values)
