"""The annex of a plan: its rows, sub-totals and total, each figure with its source."""

from collections.abc import Mapping
from functools import partial

from attrs import frozen

from povertyplan.documents.annex.body import Body
from povertyplan.documents.annex.builder import TableBuilder
from povertyplan.documents.annex.captions import CaptionedTable
from povertyplan.documents.annex.columns import columns
from povertyplan.documents.annex.header import row_texts
from povertyplan.documents.annex.lines import annex_lines
from povertyplan.documents.annex.periods import Years
from povertyplan.documents.annex.shares import share_columns
from povertyplan.documents.annex.standards import two_standards
from povertyplan.documents.annex.struck_rows import struck_rows
from povertyplan.model.fields import Flat
from povertyplan.model.places import Place
from povertyplan.model.rows import PovertyTarget, Section
from povertyplan.model.units import Unit
from povertyplan.reading import Form, Notice, Source


@frozen
class Annex:
    """An annex as read: the parts of the plan, and the facts that lie beside it."""

    years: tuple[int, int]
    targets: tuple[PovertyTarget, ...]
    sections: tuple[Section, ...]
    total: PovertyTarget | None
    sources: Mapping[Place, Source]
    form: Form
    notices: tuple[Notice, ...]


def read_annex(
    table: CaptionedTable, unit: Unit, title_year: int | None, *, review: bool = False
) -> Annex | None:
    """
    Read a table as the annex of *unit*, or as a *review* of one year; None if it is neither.

    A table by two poverty standards is neither, for its rows are not those of units.

    Raises `ReadError` for a header whose columns cannot be told apart, and for
    two total rows that differ.
    """
    body = body_of(table)
    if not body.rows or two_standards(body):
        return None
    understood = columns(body, title_year, review=review)
    if understood is None:
        return None
    header = table.header
    # A table that goes on over a page may repeat its header.
    header_texts = set(map(row_texts, (*header.lines, header.numbers)))
    printed = table.grid.rows[header.body :]
    rows = struck_rows([row for row in printed if row_texts(row) not in header_texts], understood)
    years = understood.years
    builder = TableBuilder(unit, understood, partial(_target, years))
    builder.take_withdrawn(rows)
    lines = annex_lines(rows.kept, understood, unit)
    builder.cells.shares = share_columns(lines, understood)
    builder.add(lines)
    return Annex(
        years,
        tuple(builder.rows),
        tuple(Section(part.label, part.rows, part.printed) for part in builder.sections),
        builder.total,
        builder.cells.sources,
        builder.form(header),
        builder.all_notices,
    )


def _target(years: Years, unit: Unit, flat: Flat) -> PovertyTarget:
    return PovertyTarget.of(unit, *years, flat)


def standards_of(table: CaptionedTable) -> tuple[str, str] | None:
    """Return the words of a table for two poverty standards, or None if it lacks figures of one."""
    body = body_of(table)
    return two_standards(body) if body.rows else None


def body_of(table: CaptionedTable) -> Body:
    """Return the rows of a table below its header, without blank ones."""
    rows = table.grid.rows[table.header.body :]
    return Body(table.header, [row for row in rows if any(row_texts(row))])
