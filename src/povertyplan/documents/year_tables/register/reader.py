"""From the lines of lists of households to a register."""

from collections.abc import Iterator, Sequence

from attrs import define, evolve, field

from povertyplan.documents.annex.header import row_texts
from povertyplan.documents.annex.labels import is_numbered
from povertyplan.documents.annex.one_heading import year_of
from povertyplan.documents.content import Cell
from povertyplan.documents.forms import Beside
from povertyplan.documents.year_tables.headings import category_in
from povertyplan.documents.year_tables.periods import period_in
from povertyplan.documents.year_tables.register.cells import (
    code_in,
    refused,
)
from povertyplan.documents.year_tables.register.line import Above, RegisterLine, without_kind_of
from povertyplan.documents.year_tables.register.tables import (
    RegisterPart,
    RegisterTable,
    persons_refused,
)
from povertyplan.documents.year_tables.sheet_heads import unit_above
from povertyplan.documents.year_tables.unit_lines import Circumstances
from povertyplan.documents.year_tables.vocabulary import plain
from povertyplan.messages import ReadError, phrase
from povertyplan.model.fields import Category, Count
from povertyplan.model.places import Place
from povertyplan.model.units import Unit
from povertyplan.reading import Form, Notice, Source, TableReading
from povertyplan.year import Household, Register

#: Lines above a list that are its title.
_TITLE_LINES = 3
_NO_UNIT = phrase("the TDP of the household, in its line or in a heading above it")
_OWN_CODE = phrase("a code of its own for each household")


def year_of_register(table: RegisterTable, known: Circumstances) -> int:
    """Return the year of the review: what stands at the start of a year was found before it."""
    for line in (*reversed(table.table.above), table.table.sheet):
        if period_in(line) is not None:
            return year_of(line) or known.period.year
    return known.period.year


def read_register(
    tables: Sequence[RegisterTable], year: int, known: Circumstances
) -> TableReading[Register]:
    """
    Read lists of households as one register.

    Raises `ReadError` for columns with data of persons, for a cell that is not understood, and
    for a code that stands twice.
    """
    builder = _RegisterBuilder()
    for table in tables:
        _refuse_columns(table)
        builder.add(table)
    register = Register(known.unit, year, builder.households)
    notices = (*(notice.without_names() for notice in known.notices), *builder.all_notices)
    form = Form(ordinals=tuple(builder.ordinals))
    return TableReading(register, builder.sources, form, notices=notices)


def _refuse_columns(table: RegisterTable) -> None:
    """Refuse columns of persons, a list without codes, and two columns of one kind."""
    columns = table.columns
    if columns.of_persons:
        raise persons_refused(table)
    for holds, column in columns.repeated.items():
        cell = table.heading_of(column)
        first = table.heading_of(columns.held[holds])
        expected = phrase("one column of each kind")
        found = phrase(
            "a second one beside “{first}”: “{second}”", first=first.text, second=cell.text
        )
        raise ReadError(expected, found, cell.source.file, cell.source.location)


@define
class _RegisterBuilder:
    """The households of some lists, collected line by line."""

    households: list[Household] = field(factory=list[Household])
    ordinals: list[str] = field(factory=list[str])
    sources: dict[Place, Source] = field(factory=dict[Place, Source])
    notices: list[Notice] = field(factory=list[Notice])
    codes: dict[str, Cell] = field(factory=dict[str, Cell])
    carried: list[Cell] = field(factory=list[Cell])  #: the codes of households without a unit

    @property
    def all_notices(self) -> Iterator[Notice]:
        """The notices of columns and lines, and one of the units that were carried down."""
        yield from self.notices
        if self.carried:
            first = self.carried[0]
            values = (("number", len(self.carried)), ("text", first.text))
            yield Notice("unit-carried", first.source, values)

    def add(self, table: RegisterTable) -> None:
        """Add the households of a list."""
        self.notices += _columns_set_aside(table)
        repeated = set(map(row_texts, (*table.header.lines, table.header.numbers)))
        above = Above(None, _category_of_title(table))
        for part in table.parts:
            unit = _unit_above(part, table.table.sheet)
            if unit is not None:
                above = Above(unit, above.category)
            for row in part.rows:
                if row_texts(row) in repeated:
                    continue
                line = RegisterLine(table, row)
                if line.is_total:
                    self._set_aside(line)
                elif line.is_household:
                    above = self._add_household(line, above)
                else:
                    above = line.heading_after(above)

    def _add_household(self, line: RegisterLine, above: Above) -> Above:
        """Add the household of a line; the next without a unit is of the same."""
        cell = line.cell(Beside.CODE)
        code = code_in(cell)
        before = self.codes.setdefault(code, cell)
        if before is not cell:
            place = before.source.location
            found = phrase("“{code}”, which stands in {place} as well", code=code, place=place)
            raise ReadError(_OWN_CODE, found, cell.source.file, cell.source.location)
        unit = line.unit or above.unit
        if unit is None:
            raise refused(evolve(cell, text=""), _NO_UNIT)
        if line.unit is None and above.is_of_line:
            self.carried.append(cell)
        self.households.append(line.household(code, unit, above.category))
        ordinal = line.text(Beside.ORDINAL)
        self.ordinals.append(ordinal if is_numbered(ordinal) else "")
        members = line.cell(Count.MEMBERS) if line.has(Count.MEMBERS) else cell
        self.sources[Place(len(self.households), Count.MEMBERS)] = members.source
        is_of_line = line.unit is not None or above.is_of_line
        return evolve(above, unit=unit, is_of_line=is_of_line)

    def _set_aside(self, line: RegisterLine) -> None:
        values = (("text", f"“{line.label}”"),)
        self.notices.append(Notice("line-set-aside", line.row[0].source, values))


def _columns_set_aside(table: RegisterTable) -> Iterator[Notice]:
    """Yield a notice of each column with texts that is not understood."""
    for column in table.columns.unknown:
        has_texts = any(row[column].text for part in table.parts for row in part.rows)
        heading = table.heading_of(column)
        if has_texts and heading.text:
            values = (("text", f"“{heading.text}”"),)
            yield Notice("column-set-aside", heading.source, values).without_names()


def _category_of_title(table: RegisterTable) -> Category | None:
    """Return the category that the title names, None if it names both or none."""
    for line in (table.table.sheet, *reversed(table.table.above[-_TITLE_LINES:])):
        words = plain(line)
        if "ngheo" in words:
            return category_in(words)
    return None


def _unit_above(part: RegisterPart, sheet: str) -> Unit | None:
    """Return the unit that the lines above some households name, or their sheet."""
    unit = unit_above((sheet, *part.above), "")
    return without_kind_of(unit) if unit.name else None
