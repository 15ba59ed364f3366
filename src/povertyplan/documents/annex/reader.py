"""The annex of a plan: its rows, sub-totals and total, each figure with its source."""

from collections import Counter
from collections.abc import Iterable, Mapping

from attrs import define, evolve, field, frozen

from povertyplan.documents.annex.columns import Columns, columns
from povertyplan.documents.annex.header import column_numbers, split
from povertyplan.documents.annex.lines import Kind, Line, lines
from povertyplan.documents.content import Cell, Grid
from povertyplan.documents.figures import (
    CountRead,
    Unreadable,
    decimal_mark,
    is_dash,
    read_count,
    read_rate,
)
from povertyplan.messages import ReadError, phrase
from povertyplan.model.fields import Count, Field, Value
from povertyplan.model.percent import Percent
from povertyplan.model.places import Part, Place, Row, SectionRow
from povertyplan.model.rows import PovertyTarget, Section
from povertyplan.model.units import Unit
from povertyplan.reading import Form, Notice, Source


@frozen
class Annex:
    """An annex as read: what becomes part of the plan, and what lies beside it."""

    years: tuple[int, int]
    targets: tuple[PovertyTarget, ...]
    sections: tuple[Section, ...]
    total: PovertyTarget | None
    sources: Mapping[Place, Source]
    form: Form
    notices: tuple[Notice, ...]


def annex(grid: Grid, unit: Unit, title_year: int | None, *, review: bool = False) -> Annex | None:
    """
    Read a grid as an annex, or as a *review* of one year; None where its header is that of none.

    Raises `ReadError` for a header whose columns cannot be told apart, and for
    two total rows that differ.
    """
    header = split(grid.rows)
    body = [row for row in grid.rows[header.body :] if any(cell.text for cell in row)]
    found = columns(header, body, title_year, review=review) if body else None
    if found is None:
        return None
    again = {_texts(line) for line in (*header.lines, header.numbers)}
    rows = [row for row in body if _texts(row) not in again]
    reader = _Reader(unit, found)
    reader.read(lines(rows, found, unit))
    form = evolve(
        reader.form(),
        column_numbers=column_numbers(header.numbers),
        formulas=tuple(cell.text for cell in header.numbers if "=" in cell.text),
    )
    if header.numbers:
        number = next(cell for cell in header.numbers if cell.text)
        reader.sources[Place(Part.DOCUMENT, "column_numbers")] = number.source
    return Annex(
        found.years,
        tuple(reader.targets),
        tuple(reader.sections),
        reader.total,
        reader.sources,
        form,
        (*found.notices, *reader.notices),
    )


def _texts(row: Iterable[Cell]) -> tuple[str, ...]:
    return tuple(cell.text for cell in row)


@define
class _Reader:
    """Collects the rows of an annex, line by line."""

    unit: Unit
    columns: Columns
    targets: list[PovertyTarget] = field(factory=list[PovertyTarget])
    sections: list[Section] = field(factory=list[Section])
    total: PovertyTarget | None = None
    above: str = ""  #: how the rows of the open section are numbered, if by their section
    sources: dict[Place, Source] = field(factory=dict[Place, Source])
    notices: list[Notice] = field(factory=list[Notice])
    ordinals: list[str] = field(factory=list[str])
    unreadable: list[tuple[Place, str]] = field(factory=list[tuple[Place, str]])
    computed: list[tuple[Place, str]] = field(factory=list[tuple[Place, str]])
    further: list[tuple[Place, str]] = field(factory=list[tuple[Place, str]])
    zero_counts: dict[str, Source] = field(factory=dict[str, Source])
    zero_rates: dict[str, Source] = field(factory=dict[str, Source])
    marks: Counter[str] = field(factory=Counter[str])
    grouped: list[tuple[str, str, Source]] = field(factory=list[tuple[str, str, Source]])
    unclear: list[tuple[str, Source]] = field(factory=list[tuple[str, Source]])

    def read(self, lines: Iterable[Line]) -> None:
        """Read every line, with what was assumed of it."""
        for line in lines:
            match line.kind:
                case Kind.ROW:
                    if not line.ordinal.startswith(self.above):
                        self._close()
                    row = len(self.targets) + 1
                    self.targets.append(self._target(line, row, Unit(line.label)))
                    self.ordinals.append(line.ordinal)
                case Kind.SECTION:
                    self._close()
                    self._open(line)
                case Kind.SUB_TOTAL:
                    self._sub_total(line)
                case Kind.TOTAL:
                    self._total(line)
                case _:
                    self._note("line-set-aside", line, " ".join(filter(None, _texts(line.cells))))
            if line.notice and line.kind is not Kind.ASIDE:
                self._note(line.notice, line, line.label)
        self._close()

    def _note(self, code: str, line: Line, text: str) -> None:
        self.notices.append(Notice(code, line.cells[0].source, (("text", f"“{text}”"),)))

    def form(self) -> Form:
        """Return how the annex was written, and note what its marks leave open."""
        marks = tuple(mark for mark, _ in self.marks.most_common())
        for zeros in (self.zero_counts, self.zero_rates):
            if len(zeros) > 1:
                self.sources.setdefault(Place(Part.DOCUMENT, "zeros"), list(zeros.values())[-1])
        open_ones = [one for one in self.grouped if not marks or one[1] in marks]
        for text, mark, source in open_ones[:1]:
            number = int(text.replace(mark, ""))
            values = (("text", f"“{text}”"), ("number", number))
            self.notices.append(Notice("group-mark", source, values))
        for text, source in self.unclear[:1]:
            told = (("number", len(self.unclear)), ("text", f"“{text}”"))
            self.notices.append(Notice("cells-set-aside", source, told))
        return Form(
            marks=marks,
            zero_counts=tuple(self.zero_counts),
            zero_rates=tuple(self.zero_rates),
            ordinals=() if self.columns.ordinal is None else tuple(self.ordinals),
            unreadable=tuple(self.unreadable),
            computed=tuple(self.computed),
            further=tuple(self.further),
        )

    def _open(self, line: Line) -> None:
        self.above = line.above
        start = len(self.targets) + 1
        row = SectionRow(len(self.sections) + 1)
        printed = self._target(line, row, Unit(line.label)) if line.figures else None
        self.sections.append(Section(line.label, range(start, start), printed))

    def _close(self) -> None:
        if self.sections and not self.sections[-1].rows:
            section = self.sections[-1]
            rows = range(section.rows.start, len(self.targets) + 1)
            self.sections[-1] = evolve(section, rows=rows)

    def _sub_total(self, line: Line) -> None:
        """Close the open section; where none is, the rows since the last one are a section."""
        stop = self.sections[-1].rows.stop if self.sections else 1
        if not self.sections or self.sections[-1].rows:
            self.sections.append(Section(line.label, range(stop, stop)))
        row, section = SectionRow(len(self.sections)), self.sections[-1]
        if section.printed is None:
            printed = self._target(line, row, Unit(section.label))
            self.sections[-1] = evolve(section, printed=printed)
        else:
            self._note("line-set-aside", line, line.label)
        self._close()

    def _total(self, line: Line) -> None:
        total = self._target(line, Part.TOTAL, self.unit)
        if self.total is not None and self.total != total:
            source = line.cells[self.columns.name].source
            found = f"{phrase('another with other figures')}: “{line.label}”"
            raise ReadError(phrase("one total row"), found, source.file, source.where)
        self.total = total

    def _target(self, line: Line, row: Row, unit: Unit) -> PovertyTarget:
        flat: dict[Field, Value] = {}
        for name, at in self.columns.fields.items():
            place, cell = Place(row, name), line.cells[at]
            self.sources[place] = cell.source
            if cell.formula:
                self.computed.append((place, cell.formula))
            flat[name] = (
                self._count(place, cell) if isinstance(name, Count) else self._rate(place, cell)
            )
        for name, at in self.columns.rates.items():
            if flat.get(name) == 0:
                self._zero_rate(line.cells[at])
        for further, at in self.columns.further.items():
            self._further(Place(row, further), line.cells[at])
        return PovertyTarget.of(unit, *self.columns.years, flat)

    def _count(self, place: Place, cell: Cell) -> int | None:
        match read_count(cell.text):
            case Unreadable(text):
                self.unreadable.append((place, text))
            case CountRead(number, mark):
                if mark.strip():
                    self.grouped.append((cell.text, mark, cell.source))
                if number == 0:
                    self.zero_counts.setdefault(cell.text, cell.source)
                return number
            case _:
                pass
        return None

    def _rate(self, place: Place, cell: Cell) -> Value:
        found = read_rate(cell.text)
        if isinstance(found, Unreadable):
            self.unreadable.append((place, found.text))
            return None
        mark = "" if found is None else decimal_mark(cell.text)
        if mark:
            self.marks[mark] += 1
        return found

    def _further(self, place: Place, cell: Cell) -> None:
        is_rate = place.field.endswith("_rate")
        match read_rate(cell.text) if is_rate else read_count(cell.text):
            case CountRead(number):
                printed = str(number)
            case Percent() as rate:
                printed = str(rate)
            case Unreadable(text):
                self.unclear.append((text, cell.source))
                return
            case _:
                return
        self.sources[place] = cell.source
        self.further.append((place, printed))

    def _zero_rate(self, cell: Cell) -> None:
        found = read_rate(cell.text)
        if is_dash(cell.text) or (found and not isinstance(found, Unreadable) and not found.digits):
            self.zero_rates.setdefault(cell.text, cell.source)
