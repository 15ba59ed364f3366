"""A table of one row for each unit, built from its lines: rows, sections, total, sources."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar, assert_never

from attrs import Factory, define, evolve, field, frozen

from povertyplan.arithmetic.ordinals import row_named_again, row_of_odd_ordinal
from povertyplan.documents.annex.cells import CellsRead
from povertyplan.documents.annex.columns import Columns
from povertyplan.documents.annex.header import Header, column_numbers, filled_texts, row_texts
from povertyplan.documents.annex.labels import LineKind
from povertyplan.documents.annex.line import AnnexLine
from povertyplan.documents.annex.struck_rows import RowsKept
from povertyplan.messages import ReadError, phrase
from povertyplan.model.fields import DocumentFact, Flat
from povertyplan.model.places import Part, Place, Row, SectionRow
from povertyplan.model.units import Unit
from povertyplan.reading import Form, Notice

T = TypeVar("T")


@frozen
class SectionRead(Generic[T]):
    """A heading, the rows below it, and the sub-total printed for them."""

    label: str
    rows: range
    printed: T | None = None


@define
class TableBuilder(Generic[T]):
    """
    A table that is being built, line by line.

    *unit* is the unit of its total; *row_of* makes a row of a unit and its figures.
    """

    unit: Unit
    columns: Columns
    row_of: Callable[[Unit, Flat], T]
    cells: CellsRead = field(
        init=False, default=Factory(lambda self: CellsRead(self.columns), takes_self=True)
    )
    rows: list[T] = field(factory=list[T])
    sections: list[SectionRead[T]] = field(factory=list[SectionRead[T]])
    total: T | None = None
    row_lines: list[AnnexLine] = field(factory=list[AnnexLine])  #: one for each of the rows
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
        """Note the rows that are struck through, and the rows whose name alone is."""
        self.withdrawn = rows.withdrawn_ordinals
        self.notices.extend(rows.notices)

    def form(self, header: Header) -> Form:
        """Return how the finished table is written, and note the sources of oddities."""
        self._note_odd_labels()
        if header.numbers:
            number = next(cell for cell in header.numbers if cell.text)
            column_numbers_place = Place(Part.DOCUMENT, DocumentFact.COLUMN_NUMBERS)
            self.cells.sources[column_numbers_place] = number.source
        return evolve(
            self.cells.form(),
            column_numbers=column_numbers(header.numbers),
            ordinals=() if self.columns.ordinal is None else tuple(self.ordinals),
            withdrawn=() if self.columns.ordinal is None else tuple(self.withdrawn),
            formulas=tuple(text for text in row_texts(header.numbers) if "=" in text),
        )

    @property
    def all_notices(self) -> tuple[Notice, ...]:
        """The notices of columns, lines and cells."""
        return (*self.columns.notices, *self.notices, *self.cells.notices())

    def _add_row(self, line: AnnexLine) -> None:
        if line.closes_section or not line.ordinal.startswith(self.sub_ordinals):
            self._close_section()
        row = len(self.rows) + 1
        self.rows.append(self._row(line, row, Unit(line.label)))
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
        start = len(self.rows) + 1
        row = SectionRow(len(self.sections) + 1)
        printed = self._row(line, row, Unit(line.label)) if line.has_figures else None
        self.sections.append(SectionRead(line.label, range(start, start), printed))

    def _close_section(self) -> None:
        """Give the open section its rows; a section is open until it has rows."""
        if self.sections and not self.sections[-1].rows:
            section = self.sections[-1]
            rows = range(section.rows.start, len(self.rows) + 1)
            self.sections[-1] = evolve(section, rows=rows)

    def _add_sub_total(self, line: AnnexLine) -> None:
        """Close the open section; without an open one, the rows since the last become a section."""
        stop = self.sections[-1].rows.stop if self.sections else 1
        if not self.sections or self.sections[-1].rows:
            self.sections.append(SectionRead(line.label, range(stop, stop)))
        section = self.sections[-1]
        if section.printed is None:
            row = SectionRow(len(self.sections))
            printed = self._row(line, row, Unit(section.label))
            self.sections[-1] = evolve(section, printed=printed)
        else:
            self._note("line-set-aside", line, line.label)
        self._close_section()

    def _add_total(self, line: AnnexLine) -> None:
        """Keep the total; a second one has to repeat the first."""
        total = self._row(line, Part.TOTAL, self.unit)
        if self.total is not None and self.total != total:
            source = line.cells[self.columns.name].source
            another = phrase("another with other figures: “{label}”", label=line.label)
            raise ReadError(phrase("one total row"), another, source.file, source.location)
        self.total = total

    def _row(self, line: AnnexLine, row: Row, unit: Unit) -> T:
        return self.row_of(unit, self.cells.read(line, row))

    def _note(self, code: str, line: AnnexLine, text: str) -> None:
        self.notices.append(Notice(code, line.cells[0].source, (("text", f"“{text}”"),)))
