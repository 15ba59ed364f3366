"""A table of coverage, with a line for each policy and group, or for each unit."""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from povertyplan.documents.annex.builder import SectionRead, TableBuilder
from povertyplan.documents.annex.captions import CaptionedTable
from povertyplan.documents.annex.columns import Columns
from povertyplan.documents.annex.header import row_texts
from povertyplan.documents.annex.labels import LineKind
from povertyplan.documents.annex.line import AnnexLine, read_line
from povertyplan.documents.annex.lines import annex_lines
from povertyplan.documents.annex.shares import share_columns
from povertyplan.documents.annex.struck_rows import struck_rows
from povertyplan.documents.content import Cell
from povertyplan.documents.figures import is_figure
from povertyplan.documents.year_tables.policies.columns import CoverageColumns
from povertyplan.documents.year_tables.policies.groups import (
    PolicyGroup,
    group_of_titles,
    groups_of,
    without_mixed_sums,
)
from povertyplan.documents.year_tables.policies.words import category_of, policy_in
from povertyplan.documents.year_tables.unit_lines import Circumstances
from povertyplan.model.fields import Flat
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.units import Unit
from povertyplan.reading.tables import TableReading
from povertyplan.year.coverage import Coverage, CoverageTable
from povertyplan.year.lines import RowSection

_Cells = tuple[Cell, ...]


@frozen
class _Row:
    """A line that was read, before its policy is known."""

    unit: Unit
    flat: Flat


def read_coverage(
    table: CaptionedTable, columns: CoverageColumns, titles: Sequence[str], known: Circumstances
) -> TableReading[CoverageTable]:
    """
    Read a table of coverage.

    Raises `ReadError` for two total rows that differ.
    """
    header, year = table.header, known.period.year
    # A table that goes on over a page may repeat its header.
    header_texts = set(map(row_texts, (*header.lines, header.numbers)))
    printed = [row for row in table.grid.rows[header.body :] if row_texts(row) not in header_texts]
    of_annex = columns.of_year(year)
    rows = struck_rows(printed, of_annex)
    read_lines = _policy_lines if columns.unit is None else annex_lines
    lines = list(read_lines(rows.kept, of_annex, known.unit))
    groups = groups_of(lines, columns, titles)
    builder = TableBuilder(known.unit, of_annex, _Row)
    builder.take_withdrawn(rows)
    builder.cells.shares = share_columns(lines, of_annex)
    builder.add(without_mixed_sums(lines, groups, columns))
    of_rows = [groups[line] for line in builder.row_lines]
    shared = of_rows[0] if of_rows else group_of_titles(titles)
    coverages = [
        _coverage(row, group, year, known.unit if columns.unit is None else row.unit)
        for row, group in zip(builder.rows, of_rows, strict=True)
    ]
    printed_total = builder.total
    total = None if printed_total is None else _coverage(printed_total, shared, year, known.unit)
    sections = [_section(section, shared, year) for section in builder.sections]
    coverage_table = CoverageTable(known.unit, ReportingPeriod(year), coverages, total, sections)
    form = builder.form(header)
    notices = (*known.notices, *builder.all_notices)
    return TableReading(coverage_table, builder.cells.sources, form, notices=notices)


def _coverage(row: _Row, group: PolicyGroup, year: int, unit: Unit) -> Coverage:
    """Return the coverage of a policy in a unit."""
    return Coverage.of(unit, year, group.policy, group.category, row.flat, label=group.label)


def _section(section: SectionRead[_Row], group: PolicyGroup, year: int) -> RowSection[Coverage]:
    """Return a section; the sums of one are of the only group of the table."""
    printed = section.printed
    sums = None if printed is None else _coverage(printed, group, year, printed.unit)
    return RowSection(section.label, section.rows, sums)


def _policy_lines(rows: Sequence[_Cells], columns: Columns, unit: Unit) -> Iterator[AnnexLine]:
    """Yield the lines of policies by their words alone, for their figures are not added up."""
    named = list(_with_names(rows, columns))
    for number, row in enumerate(named):
        line = read_line(row, columns, unit, numbered=False)
        below = named[number + 1][columns.name].text if number + 1 < len(named) else ""
        is_named = policy_in(line.label) is not None or category_of(line.label) is not None
        heads_groups = category_of(below) is not None and category_of(line.label) is None
        if not line.has_figures and (is_named or heads_groups):
            line.kind = LineKind.SECTION if heads_groups or not line.is_numbered else LineKind.ROW
        yield line


def _with_names(rows: Sequence[_Cells], columns: Columns) -> Iterator[_Cells]:
    """Yield rows, each with the name of its policy, which only the first of them states."""
    above: Cell | None = None
    for row in rows:
        name = row[columns.name]
        has_figures = any(is_figure(row[column].text) for column in columns.fields.values())
        if name.text:
            above = name
        elif has_figures and above is not None:
            name = evolve(name, text=above.text)
        yield (*row[: columns.name], name, *row[columns.name + 1 :])
