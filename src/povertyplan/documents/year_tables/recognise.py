"""From the paragraphs and tables of a document to the tables of the year."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from attrs import evolve

from povertyplan.documents.annex.captions import CaptionedTable, captioned_grids, goes_on, joined
from povertyplan.documents.content import Content, refuse_beyond_limits
from povertyplan.documents.forms import FORMS, TableForm
from povertyplan.documents.prose.letterhead import Heading, heading
from povertyplan.documents.year_tables.days import day_in
from povertyplan.documents.year_tables.periods import first_period, year_of_headings
from povertyplan.documents.year_tables.readings import YearReading
from povertyplan.documents.year_tables.unit_lines import (
    Circumstances,
    read_unit_lines,
    understood,
)
from povertyplan.model.periods import ReportingPeriod
from povertyplan.reading import Notice, Source


def tables_of_the_year(
    content: Content,
    period: ReportingPeriod | None = None,
    forms: Iterable[TableForm] = FORMS,
) -> tuple[YearReading, ...]:
    """
    Understand every table of a document that is one of the year's: flows, reports, labour.

    *period* is what they are of, whatever the document says.  Raises `ReadError` for columns
    that cannot be told apart, and for a document beyond the limits.
    """
    refuse_beyond_limits(content)
    letterhead, known_forms = heading(content.paragraphs), tuple(forms)
    readings: list[YearReading] = []
    for table in _whole_tables(content):
        titles = _titles(table, content)
        columns = understood(table, titles, known_forms)
        if columns is not None:
            known = _circumstances(table, content, letterhead, period)
            notices = (*known.notices, *(content.notices if not readings else ()))
            readings += read_unit_lines(table, columns, evolve(known, notices=notices))
    return tuple(readings)


def _whole_tables(content: Content) -> Sequence[CaptionedTable]:
    """Return the tables of a document, those that a page break parts as one."""
    tables: list[CaptionedTable] = []
    for table in captioned_grids(content):
        before = tables[-1] if tables else None
        has_own_title = bool(table.above) or (before is not None and table.sheet != before.sheet)
        if before is not None and not has_own_title and goes_on(before, table):
            tables[-1] = joined(before, table)
        else:
            tables.append(table)
    return tables


def _titles(table: CaptionedTable, content: Content) -> Sequence[str]:
    """Return the lines above a table, else those of the document, the likeliest title last."""
    lines = table.above or tuple(paragraph.text for paragraph in content.paragraphs)
    return (table.sheet, *lines)


def _circumstances(
    table: CaptionedTable,
    content: Content,
    letterhead: Heading,
    given: ReportingPeriod | None,
) -> Circumstances:
    """Return the unit and the period of a table, with a notice of what the form does not name."""
    notices: list[Notice] = []
    if not letterhead.unit.name:
        notices.append(Notice("unit-unnamed", Source(content.file)))
    period = given or _stated_period(table, content)
    if period is None:
        period = ReportingPeriod(_year_of_document(content))
        notices.append(Notice("period-assumed", Source(content.file), (("text", str(period)),)))
    return Circumstances(letterhead.unit, period, tuple(notices))


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
