"""Tables of the year with a line for each unit, read by the machinery of the annex."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import assert_never

from attrs import evolve, frozen

from povertyplan.documents.annex.builder import TableBuilder
from povertyplan.documents.annex.captions import CaptionedTable
from povertyplan.documents.annex.header import Header, filled_texts, row_texts
from povertyplan.documents.annex.lines import annex_lines
from povertyplan.documents.annex.reader import body_of
from povertyplan.documents.annex.shares import share_columns
from povertyplan.documents.annex.struck_rows import struck_rows
from povertyplan.documents.content import Cell
from povertyplan.documents.forms import TableForm, TableKind
from povertyplan.documents.year_tables.columns import YearColumns, year_columns
from povertyplan.documents.year_tables.counted import parted
from povertyplan.documents.year_tables.days import day_in
from povertyplan.documents.year_tables.readings import UnitsReading
from povertyplan.model.fields import Counted, Flat
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.rows import LabourTarget
from povertyplan.model.units import Unit
from povertyplan.reading import Notice
from povertyplan.reading.tables import TableReading
from povertyplan.year import PovertyFlow, Rows, UnitReport
from povertyplan.year.lines import R, RowSection


@frozen
class Circumstances:
    """The facts known about a table beside its grid, and the assumptions made for it."""

    unit: Unit
    period: ReportingPeriod
    notices: tuple[Notice, ...] = ()


def understood(
    table: CaptionedTable, titles: Sequence[str], forms: Iterable[TableForm]
) -> Sequence[YearColumns]:
    """
    Return the kinds of the columns of a table; empty for tables that are not of the year.

    Raises `ReadError` as `year_columns` does.
    """
    body = body_of(table)
    return year_columns(body, titles, forms) if body.rows else []


@frozen
class _CountedLines:
    """The lines of households, or of persons, of a table."""

    header: Header
    columns: YearColumns
    rows: Sequence[tuple[Cell, ...]]
    counted: Counted
    known: Circumstances


def read_unit_lines(
    table: CaptionedTable, columns: YearColumns, known: Circumstances
) -> Sequence[UnitsReading]:
    """
    Read a table with a line for each unit; lines of persons stand apart from households.

    Raises `ReadError` for a line that says neither, and for two total rows that differ.
    """
    header = table.header
    # A table that goes on over a page may repeat its header.
    header_texts = set(map(row_texts, (*header.lines, header.numbers)))
    printed = table.grid.rows[header.body :]
    rows = [row for row in printed if row_texts(row) not in header_texts]
    readings: list[UnitsReading] = []
    parts = dict(parted(rows, columns))
    if columns.kind is TableKind.PROGRESS and Counted.PERSONS in parts:
        known = evolve(known, notices=(*known.notices, _set_aside(parts.pop(Counted.PERSONS))))
    for counted, lines in parts.items():
        readings.append(_read(_CountedLines(header, columns, lines, counted, known)))
        # What is told of the table is told once.
        columns, known = evolve(columns, notices=()), evolve(known, notices=())
    return readings


def _set_aside(lines: Sequence[tuple[Cell, ...]]) -> Notice:
    """Return a notice of lines of persons, which reports do not have."""
    first = lines[0]
    values = (("text", f"“{' '.join(filled_texts(first))}”"),)
    return Notice("line-set-aside", first[0].source, values)


def _read(part: _CountedLines) -> UnitsReading:
    """Read a part of a table as one of the kind that its columns are of."""
    period = part.known.period
    match part.columns.kind:
        case TableKind.FLOW:
            flows = _built(part, partial(_flow, period, part.counted))
            return _reading(part, period, flows, flows.rows)
        case TableKind.PROGRESS:
            reports = _built(part, partial(report_of, period))
            return _reading(part, period, reports, _received(part, reports))
        case TableKind.LABOUR:
            figures = _built(part, partial(_labour, period.year))
            return _reading(part, ReportingPeriod(period.year), figures, figures.rows)
        case _:
            assert_never(part.columns.kind)


def _flow(period: ReportingPeriod, counted: Counted, unit: Unit, flat: Flat) -> PovertyFlow:
    return PovertyFlow.of(unit, period, flat, counted)


def report_of(period: ReportingPeriod, unit: Unit, flat: Flat) -> UnitReport:
    """Return the report of a unit with some figures."""
    return UnitReport.of(unit, period, flat)


def _labour(year: int, unit: Unit, flat: Flat) -> LabourTarget:
    return LabourTarget.of(unit, year, flat)


def _built(part: _CountedLines, row_of: Callable[[Unit, Flat], R]) -> TableBuilder[R]:
    """Build the rows, sections and total of a part from its lines."""
    columns = part.columns.of_year(part.known.period.year)
    rows = struck_rows(part.rows, columns)
    builder = TableBuilder(part.known.unit, columns, row_of)
    builder.take_withdrawn(rows)
    lines = annex_lines(rows.kept, columns, part.known.unit)
    builder.cells.shares = share_columns(lines, columns)
    builder.add(lines)
    return builder


def _reading(
    part: _CountedLines, period: ReportingPeriod, builder: TableBuilder[R], rows: Iterable[R]
) -> TableReading[Rows[R]]:
    """Return the finished table of a period."""
    sections = [
        RowSection(section.label, section.rows, section.printed) for section in builder.sections
    ]
    table = Rows(part.known.unit, period, tuple(rows), builder.total, tuple(sections))
    form = builder.form(part.header)
    notices = (*part.known.notices, *builder.all_notices)
    return TableReading(table, builder.cells.sources, form, notices=notices)


def _received(part: _CountedLines, builder: TableBuilder[UnitReport]) -> Iterable[UnitReport]:
    """Yield the reports with the days on which they came."""
    column = part.columns.received
    for report, line in zip(builder.rows, builder.row_lines, strict=True):
        day = None if column is None else day_in(line.cells[column].text)
        yield evolve(report, received=day)
