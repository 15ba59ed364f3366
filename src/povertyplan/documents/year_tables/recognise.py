"""From the paragraphs and tables of a document to the tables of the year."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property

from attrs import evolve, frozen

from povertyplan.documents.annex.captions import CaptionedTable, captioned_grids, goes_on, joined
from povertyplan.documents.annex.header import is_data
from povertyplan.documents.annex.reader import body_of
from povertyplan.documents.content import Content
from povertyplan.documents.forms import FORMS, TableForm
from povertyplan.documents.prose.letterhead import Heading, heading
from povertyplan.documents.year_tables.days import day_in
from povertyplan.documents.year_tables.figure_lines import figure_lines, read_figure_lines
from povertyplan.documents.year_tables.periods import (
    first_period,
    month_in,
    year_of_headings,
    year_of_impossible_month,
)
from povertyplan.documents.year_tables.policies.columns import (
    coverage_columns,
    without_first_policy,
)
from povertyplan.documents.year_tables.policies.reader import read_coverage
from povertyplan.documents.year_tables.readings import UnitsReading, YearReading
from povertyplan.documents.year_tables.register.reader import read_register, year_of_register
from povertyplan.documents.year_tables.register.tables import (
    HouseholdLists,
    RegisterTable,
    household_lists,
)
from povertyplan.documents.year_tables.unit_lines import (
    Circumstances,
    read_unit_lines,
    understood,
)
from povertyplan.model.periods import ReportingPeriod
from povertyplan.reading import Notice, Source, TableReading
from povertyplan.year import Register

#: A table above another on its sheet is the head of that if it has no more rows.
_MOST_HEAD_ROWS = 3


def tables_of_the_year(
    content: Content,
    period: ReportingPeriod | None = None,
    forms: Iterable[TableForm] = FORMS,
) -> tuple[YearReading, ...]:
    """
    Understand every table of a document that is one of the year's: flows, reports, registers.

    *period* is what they are of, whatever the document says.  Raises `ReadError` for columns
    that cannot be told apart, and for a list of households that names persons or has a cell that
    is not understood.
    """
    known_forms = tuple(forms)
    lists = household_lists(content, known_forms)
    registers = registers_of(content, lists, period)
    return (*registers, *unit_tables_of(lists.rest, period, known_forms))


def registers_of(
    content: Content, lists: HouseholdLists, period: ReportingPeriod | None = None
) -> Sequence[TableReading[Register]]:
    """Read the lists of households of a document: a register of each year."""
    tables = [register.table for register in lists.registers]
    document = _Document(content, tables, heading(content.paragraphs), period, ())
    by_year: dict[int, list[RegisterTable]] = {}
    for register in lists.registers:
        known = document.known(register.table, is_first=False)
        by_year.setdefault(year_of_register(register, known), []).append(register)
    readings: list[TableReading[Register]] = []
    for year, of_year in by_year.items():
        known = document.known(of_year[0].table, is_first=not readings)
        readings.append(read_register(of_year, year, known))
    return readings


def unit_tables_of(
    content: Content,
    period: ReportingPeriod | None = None,
    forms: Iterable[TableForm] = FORMS,
) -> Sequence[UnitsReading]:
    """
    Understand every table of a document that has a line for each unit, or for each figure.

    One with a heading of these forms and no line below it that was read states nothing.
    """
    tables = _whole_tables(content)
    document = _Document(content, tables, heading(content.paragraphs), period, tuple(forms))
    readings: list[UnitsReading] = []
    for table in tables:
        for reading in document.read(table, is_first=not readings):
            if reading.table.kind is None:
                continue
            told = tuple(notice.without_names() for notice in reading.notices)
            readings.append(evolve(reading, notices=told))
    return readings


@frozen
class _Document:
    """A document with its facts about itself, and the facts that its reader knows."""

    content: Content
    tables: Sequence[CaptionedTable]
    letterhead: Heading
    period: ReportingPeriod | None
    forms: tuple[TableForm, ...]

    def read(self, table: CaptionedTable, *, is_first: bool) -> Iterator[UnitsReading]:
        """Yield the readings of a table; the first of a document has the notices of that."""
        lines = figure_lines(table, self.forms)
        if lines is not None:
            yield read_figure_lines(table, lines, self.known(table, is_first=is_first), self.forms)
            return
        known = self.known(table, is_first=is_first)
        titles = self._titles(table)
        of_policies = without_first_policy(table)
        coverage = coverage_columns(body_of(of_policies), titles, self.forms)
        if coverage is not None:
            yield read_coverage(of_policies, coverage, titles, known)
            return
        for columns in understood(table, titles, self.forms):
            yield from read_unit_lines(table, columns, known)
            known = evolve(known, notices=())

    def _titles(self, table: CaptionedTable) -> Sequence[str]:
        """Return the lines above a table, or else the lines of the document."""
        lines = table.above or tuple(paragraph.text for paragraph in self.content.paragraphs)
        return (table.sheet, *lines)

    def known(self, table: CaptionedTable, *, is_first: bool) -> Circumstances:
        """Return unit and period of a table, with a notice of facts that the form lacks."""
        notices = list(self._notices(table, is_first=is_first))
        if is_first and not self.letterhead.unit.name:
            notices.append(Notice("unit-unnamed", Source(self.content.file)))
        impossible = self._impossible_month(table)
        if self.period is None and impossible is not None:
            notice, year = impossible
            return Circumstances(self.letterhead.unit, ReportingPeriod(year), (*notices, notice))
        period = self.period or _stated_period(table, self.content)
        if period is None:
            months = [month_in(line) for line in (*reversed(table.above), table.sheet)]
            month = next((month for month in months if month), "")
            period = ReportingPeriod(_year_of_document(self.content), month)
            source = Source(self.content.file)
            notices.append(Notice("period-assumed", source, (("text", str(period)),)))
        return Circumstances(self.letterhead.unit, period, tuple(notices))

    def _impossible_month(self, table: CaptionedTable) -> tuple[Notice, int] | None:
        """Return a notice of a month above a table that no year has, and the year with it."""
        for line in reversed(table.above):
            year = year_of_impossible_month(line)
            if year is not None:
                sources = (
                    paragraph.source
                    for paragraph in self.content.paragraphs
                    if paragraph.text == line and paragraph.source.sheet == table.sheet
                )
                source = next(sources, Source(self.content.file))
                values = (("text", line), ("year", year))
                return Notice("month-impossible", source, values), year
        return None

    def _notices(self, table: CaptionedTable, *, is_first: bool) -> Iterator[Notice]:
        """Yield the notices of the sheet of a table; with the first table, of the document too."""
        for notice in self.content.notices:
            sheet = None if notice.source is None else notice.source.sheet
            if sheet == table.sheet or (is_first and sheet not in self._sheets):
                yield notice

    @cached_property
    def _sheets(self) -> frozenset[str]:
        """The sheets that have tables."""
        return frozenset(table.sheet for table in self.tables)


def _whole_tables(content: Content) -> Sequence[CaptionedTable]:
    """
    Return the tables of a document, those that a page break parts as one.

    A small one without lines of figures is the head of the next on its sheet: a label and a
    day, side by side.
    """
    tables: list[CaptionedTable] = []
    for table in captioned_grids(content):
        before = tables[-1] if tables else None
        if before is None or table.sheet != before.sheet:
            tables.append(table)
        elif _is_head(before):
            above = (*before.above, *_texts_of(before), *table.above)
            tables[-1] = evolve(table, above=above)
        elif not table.above and goes_on(before, table):
            tables[-1] = joined(before, table)
        else:
            tables.append(table)
    return tables


def _is_head(table: CaptionedTable) -> bool:
    rows = table.grid.rows
    return len(rows) <= _MOST_HEAD_ROWS and not any(map(is_data, rows))


def _texts_of(table: CaptionedTable) -> Sequence[str]:
    """Return the texts in the cells of a table, the text of a merged cell once."""
    cells = {cell.source: cell.text for row in table.grid.rows for cell in row if cell.text}
    return tuple(cells.values())


def _stated_period(table: CaptionedTable, content: Content) -> ReportingPeriod | None:
    """Return the period in the lines above a table, in its headings, or else in the document."""
    return (
        first_period((*reversed(table.above), table.sheet))
        or year_of_headings(cell.text for line in table.header.lines for cell in line)
        or first_period(paragraph.text for paragraph in content.paragraphs)
    )


def _year_of_document(content: Content) -> int:
    """Return the year of the first day that a document names, else this year."""
    days = (day_in(paragraph.text) for paragraph in content.paragraphs)
    first_day = next((day for day in days if day is not None), None)
    return datetime.now(UTC).year if first_day is None else first_day.year
