"""The annex of a plan: its rows, sub-totals and total, each figure with its source."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto

from attrs import define, evolve, field, frozen

from povertyplan.documents.columns import Columns, columns
from povertyplan.documents.grid import Cell, Grid
from povertyplan.documents.header import (
    AREAS,
    SECTION,
    column_numbers,
    split,
)
from povertyplan.documents.numbers import (
    CountRead,
    Unreadable,
    decimal_mark,
    is_dash,
    is_figure,
    read_count,
    read_rate,
)
from povertyplan.errors import ReadError
from povertyplan.model import PovertyTarget, Section, Unit
from povertyplan.names import key
from povertyplan.percent import Percent
from povertyplan.places import Count, Field, Part, Place, Rate, Row, SectionRow, Value
from povertyplan.reading import Form, Notice, Source

_TOTALS = {key("tổng"), key("cộng"), "total"}
_TOTAL_STARTS = tuple(
    key(start)
    for start in (
        "tổng số", "tổng cộng", "tổng toàn", "cộng toàn", "toàn xã", "toàn phường",
        "toàn thị trấn", "toàn huyện", "toàn tỉnh", "toàn quốc", "cả nước",
    )
)  # fmt: skip
_NUMBERED = re.compile(r"\d+(?:\.\d+)*[.)]?")
_BRACKETED = re.compile(r"\s*[(:].*")


class _Kind(Enum):
    ROW = auto()
    TOTAL = auto()
    SECTION = auto()
    ASIDE = auto()


@frozen
class _Line:
    kind: _Kind
    ordinal: str
    label: str
    cells: tuple[Cell, ...]


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
    reader.read(_lines(rows, found, unit))
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


def _lines(rows: Sequence[tuple[Cell, ...]], found: Columns, unit: Unit) -> list[_Line]:
    lines = [_line(row, found, unit) for row in rows]
    lines = [
        evolve(line, kind=_Kind.SECTION) if _is_above(line, after) else line
        for line, after in zip(lines, [*lines[1:], None], strict=True)
    ]
    if any(line.kind is _Kind.ROW for line in lines):
        return lines
    # Rows numbered I, II, III without others between them are the rows themselves.
    return [evolve(line, kind=_Kind.ROW) if line.kind is _Kind.SECTION else line for line in lines]


def _is_above(line: _Line, after: _Line | None) -> bool:
    """Whether a row numbered 1 stands for those below it, numbered 1.1, 1.2 and so on."""
    below = after is not None and after.ordinal.startswith(f"{line.ordinal.rstrip('.)')}.")
    return line.kind is _Kind.ROW and below and bool(_NUMBERED.fullmatch(line.ordinal))


def _line(row: tuple[Cell, ...], found: Columns, unit: Unit) -> _Line:
    label = row[found.name].text
    ordinal = "" if found.ordinal is None else row[found.ordinal].text
    numbered = bool(_NUMBERED.fullmatch(ordinal))
    if not label and not numbered:
        label, ordinal = ordinal, ""
    figures = any(is_figure(row[at].text) for at in found.fields.values())
    if not numbered and _is_total(label, unit):
        kind = _Kind.TOTAL
    elif not numbered and (SECTION.fullmatch(ordinal) or key(label).startswith(AREAS)):
        kind = _Kind.SECTION
    elif numbered or (figures and label):
        kind = _Kind.ROW
    else:
        kind = _Kind.ASIDE
    return _Line(kind, ordinal, label, row)


def _is_total(label: str, unit: Unit) -> bool:
    words = _BRACKETED.sub("", key(label))
    own = key(f"{unit.kind} {unit.name}")
    return words in _TOTALS or words.startswith(_TOTAL_STARTS) or (bool(unit.name) and words == own)


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

    def read(self, lines: Sequence[_Line]) -> None:
        """Read every line; the last total is the plan's, earlier ones close their sections."""
        totals = sum(line.kind is _Kind.TOTAL for line in lines)
        for line in lines:
            match line.kind:
                case _Kind.ROW:
                    if not line.ordinal.startswith(self.above):
                        self._close()
                    row = len(self.targets) + 1
                    self.targets.append(self._target(line, row, Unit(line.label)))
                    self.ordinals.append(line.ordinal)
                case _Kind.SECTION:
                    self._close()
                    self._open(line)
                case _Kind.TOTAL:
                    totals -= 1
                    self._total(line, more=totals > 0)
                case _:
                    text = " ".join(filter(None, _texts(line.cells)))
                    source = line.cells[0].source
                    self.notices.append(Notice("line-set-aside", source, (("text", f"“{text}”"),)))
        self._close()

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
        return Form(
            marks=marks,
            zero_counts=tuple(self.zero_counts),
            zero_rates=tuple(self.zero_rates),
            ordinals=() if self.columns.ordinal is None else tuple(self.ordinals),
            unreadable=tuple(self.unreadable),
            computed=tuple(self.computed),
            further=tuple(self.further),
        )

    def _open(self, line: _Line) -> None:
        numbered = _NUMBERED.fullmatch(line.ordinal)
        self.above = f"{line.ordinal.rstrip('.)')}." if numbered else ""
        start = len(self.targets) + 1
        figures = any(is_figure(line.cells[at].text) for at in self.columns.fields.values())
        row = SectionRow(len(self.sections) + 1)
        printed = self._target(line, row, Unit(line.label)) if figures else None
        self.sections.append(Section(line.label, range(start, start), printed))

    def _close(self) -> None:
        if self.sections and not self.sections[-1].rows:
            section = self.sections[-1]
            rows = range(section.rows.start, len(self.targets) + 1)
            self.sections[-1] = evolve(section, rows=rows)

    def _total(self, line: _Line, *, more: bool) -> None:
        section = self.sections[-1] if self.sections else None
        if section is not None and not section.rows and section.printed is None and more:
            row = SectionRow(len(self.sections))
            self.sections[-1] = evolve(section, printed=self._target(line, row, Unit(line.label)))
            self._close()
            return
        total = self._target(line, Part.TOTAL, self.unit)
        if self.total is not None and self.total != total:
            source = line.cells[self.columns.name].source
            found = f"another with other figures, “{line.label}”"
            raise ReadError("one total row", found, source.file, source.where)
        self.total = total

    def _target(self, line: _Line, row: Row, unit: Unit) -> PovertyTarget:
        flat: dict[Field, Value] = {}
        for name, at in self.columns.fields.items():
            place, cell = Place(row, name), line.cells[at]
            self.sources[place] = cell.source
            if cell.formula:
                self.computed.append((place, cell.formula))
            flat[name] = (
                self._count(place, cell) if isinstance(name, Count) else self._rate(place, cell)
            )
        for name, at in self.columns.fields.items():
            if isinstance(name, Rate) and flat.get(Count(name.removesuffix("_rate"))) == 0:
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
            case _:
                return
        self.sources[place] = cell.source
        self.further.append((place, printed))

    def _zero_rate(self, cell: Cell) -> None:
        found = read_rate(cell.text)
        if is_dash(cell.text) or (found and not isinstance(found, Unreadable) and not found.digits):
            self.zero_rates.setdefault(cell.text, cell.source)
