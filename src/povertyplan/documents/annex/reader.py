"""The annex of a plan: its rows, sub-totals and total, each figure with its source."""

from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never

from attrs import Factory, define, evolve, field, frozen

from povertyplan.arithmetic.ordinals import row_named_again, row_of_odd_ordinal
from povertyplan.documents.annex.body import Body
from povertyplan.documents.annex.captions import CaptionedTable
from povertyplan.documents.annex.cells import CellsRead
from povertyplan.documents.annex.columns import Columns, columns
from povertyplan.documents.annex.header import Header, column_numbers, filled_texts, row_texts
from povertyplan.documents.annex.labels import LineKind
from povertyplan.documents.annex.line import AnnexLine
from povertyplan.documents.annex.lines import annex_lines
from povertyplan.documents.annex.shares import share_columns
from povertyplan.documents.annex.standards import two_standards
from povertyplan.documents.annex.struck_rows import RowsKept, struck_rows
from povertyplan.messages import ReadError, phrase
from povertyplan.model.fields import DocumentFact
from povertyplan.model.places import Part, Place, Row, SectionRow
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
    body = _body_of(table)
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
    builder = _AnnexBuilder(unit, understood)
    builder.take_withdrawn(rows)
    lines = annex_lines(rows.kept, understood, unit)
    builder.cells.shares = share_columns(lines, understood)
    builder.add(lines)
    return builder.annex(header)


def standards_of(table: CaptionedTable) -> tuple[str, str] | None:
    """Return the words of a table for two poverty standards; None unless it has figures of both."""
    body = _body_of(table)
    return two_standards(body) if body.rows else None


def _body_of(table: CaptionedTable) -> Body:
    """Return the rows of a table below its header, without blank ones."""
    rows = table.grid.rows[table.header.body :]
    return Body(table.header, [row for row in rows if any(row_texts(row))])


@define
class _AnnexBuilder:
    """An annex that is being built, line by line."""

    unit: Unit
    columns: Columns
    cells: CellsRead = field(
        init=False, default=Factory(lambda self: CellsRead(self.columns), takes_self=True)
    )
    targets: list[PovertyTarget] = field(factory=list[PovertyTarget])
    sections: list[Section] = field(factory=list[Section])
    total: PovertyTarget | None = None
    row_lines: list[AnnexLine] = field(factory=list[AnnexLine])  #: one for each of the targets
    withdrawn: Sequence[str] = ()  #: the ordinals of rows that are struck through
    notices: list[Notice] = field(factory=list[Notice])
    #: How the ordinals of the open section begin, if its rows are numbered as its parts.
    sub_ordinals: str = ""

    @property
    def ordinals(self) -> list[str]:
        """The ordinals beside the rows so far."""
        return [line.ordinal for line in self.row_lines]

    def add(self, lines: Iterable[AnnexLine]) -> None:
        """Add every line by its kind, with a notice of each assumption."""
        for line in lines:
            match line.kind:
                case LineKind.ROW:
                    self._add_row(line)
                case LineKind.SECTION:
                    self._open_section(line)
                case LineKind.SUB_TOTAL:
                    self._add_sub_total(line)
                case LineKind.TOTAL:
                    self._add_total(line)
                case LineKind.ASIDE:
                    once = {cell.source: cell for cell in line.cells}  # a merged cell is one
                    self._note("line-set-aside", line, " ".join(filled_texts(once.values())))
                    continue
                case _:
                    assert_never(line.kind)
            if line.notice:
                self._note(line.notice, line, line.label)
        self._close_section()

    def take_withdrawn(self, rows: RowsKept) -> None:
        """Note the rows that are struck through, and those of which only the name is."""
        self.withdrawn = rows.withdrawn_ordinals
        self.notices.extend(rows.notices)

    def annex(self, header: Header) -> Annex:
        """Return the finished annex, whose header it was built under."""
        form = evolve(
            self.cells.form(),
            column_numbers=column_numbers(header.numbers),
            ordinals=() if self.columns.ordinal is None else tuple(self.ordinals),
            withdrawn=() if self.columns.ordinal is None else tuple(self.withdrawn),
            formulas=tuple(text for text in row_texts(header.numbers) if "=" in text),
        )
        self._note_odd_labels()
        sources = self.cells.sources
        if header.numbers:
            number = next(cell for cell in header.numbers if cell.text)
            sources[Place(Part.DOCUMENT, DocumentFact.COLUMN_NUMBERS)] = number.source
        return Annex(
            self.columns.years,
            tuple(self.targets),
            tuple(self.sections),
            self.total,
            sources,
            form,
            (*self.columns.notices, *self.notices, *self.cells.notices()),
        )

    def _add_row(self, line: AnnexLine) -> None:
        if line.closes_section or not line.ordinal.startswith(self.sub_ordinals):
            self._close_section()
        row = len(self.targets) + 1
        self.targets.append(self._target(line, row, Unit(line.label)))
        self.row_lines.append(line)

    def _note_odd_labels(self) -> None:
        """Note where a name of a section first stands again, and where an ordinal first is odd."""
        labels = [line.label for line in self.row_lines]
        groups = [section.rows for section in self.sections] or [range(1, len(labels) + 1)]
        again = row_named_again(labels, groups)
        if again is not None:
            self._note_label(DocumentFact.NAMES, again, self.columns.name)
        odd = row_of_odd_ordinal(self.ordinals, groups, self.withdrawn)
        if odd is not None and self.columns.ordinal is not None:
            self._note_label(DocumentFact.ORDINALS, odd, self.columns.ordinal)

    def _note_label(self, fact: DocumentFact, row: int, column: int) -> None:
        cell = self.row_lines[row - 1].cells[column]
        self.cells.sources[Place(Part.DOCUMENT, fact)] = cell.source

    def _open_section(self, line: AnnexLine) -> None:
        """Open a section under its heading, which may hold the sums of its rows."""
        self._close_section()
        # The parts of a heading that only its figures tell may have any ordinals.
        self.sub_ordinals = "" if line.notice else line.sub_ordinals
        start = len(self.targets) + 1
        row = SectionRow(len(self.sections) + 1)
        printed = self._target(line, row, Unit(line.label)) if line.has_figures else None
        self.sections.append(Section(line.label, range(start, start), printed))

    def _close_section(self) -> None:
        """Give the open section its rows; a section is open until it has rows."""
        if self.sections and not self.sections[-1].rows:
            section = self.sections[-1]
            rows = range(section.rows.start, len(self.targets) + 1)
            self.sections[-1] = evolve(section, rows=rows)

    def _add_sub_total(self, line: AnnexLine) -> None:
        """Close the open section; without an open one, the rows since the last become a section."""
        stop = self.sections[-1].rows.stop if self.sections else 1
        if not self.sections or self.sections[-1].rows:
            self.sections.append(Section(line.label, range(stop, stop)))
        section = self.sections[-1]
        if section.printed is None:
            row = SectionRow(len(self.sections))
            printed = self._target(line, row, Unit(section.label))
            self.sections[-1] = evolve(section, printed=printed)
        else:
            self._note("line-set-aside", line, line.label)
        self._close_section()

    def _add_total(self, line: AnnexLine) -> None:
        """Keep the total; a second one has to repeat the first."""
        total = self._target(line, Part.TOTAL, self.unit)
        if self.total is not None and self.total != total:
            source = line.cells[self.columns.name].source
            another = phrase("another with other figures: “{label}”", label=line.label)
            raise ReadError(phrase("one total row"), another, source.file, source.location)
        self.total = total

    def _target(self, line: AnnexLine, row: Row, unit: Unit) -> PovertyTarget:
        return PovertyTarget.of(unit, *self.columns.years, self.cells.read(line, row))

    def _note(self, code: str, line: AnnexLine, text: str) -> None:
        self.notices.append(Notice(code, line.cells[0].source, (("text", f"“{text}”"),)))
