"""The lists of households among the tables of a document, each with what its columns hold."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property, lru_cache

from attrs import evolve, frozen

from povertyplan.documents import limits
from povertyplan.documents.annex.captions import CaptionedTable, captioned_grids
from povertyplan.documents.annex.header import (
    Header,
    filled_texts,
    is_data,
    is_number_line,
    row_texts,
    words_above,
)
from povertyplan.documents.content import Cell, Content, Grid, column_name
from povertyplan.documents.forms import FORMS, Beside, TableForm
from povertyplan.documents.year_tables.register.cells import is_code
from povertyplan.documents.year_tables.register.columns import (
    RegisterColumns,
    held_by,
    register_columns,
)
from povertyplan.documents.year_tables.register.words import OF_PERSONS, UNITS_ALONE, unnumbered
from povertyplan.messages import ReadError, listed, phrase
from povertyplan.model.persons import names_person, names_person_in_full
from povertyplan.year.households import PovertyCause

_Row = tuple[Cell, ...]
#: A row of the header has at least as many texts, unless it has the heading of the codes.
_FEWEST_HEADINGS = 3


#: This many causes of poverty make a table one that counts them.
_FEWEST_CAUSES = 3


@frozen
class RegisterPart:
    """The rows of a list of households that stand together, below some lines of text."""

    above: tuple[str, ...]
    rows: Sequence[_Row]


@frozen
class RegisterTable:
    """A list of households: its first table, its columns, and its lines, perhaps of several."""

    table: CaptionedTable
    header: Header
    columns: RegisterColumns
    parts: tuple[RegisterPart, ...]

    def heading_of(self, column: int) -> Cell:
        """Return the lowest heading of a column, a blank cell where it has none."""
        headings = [line[column] for line in self.header.lines if line[column].text]
        return headings[-1] if headings else self.header.lines[-1][column]

    @cached_property
    def names(self) -> Sequence[str]:
        """The letter of each column, as in Excel: those of the file where it has letters."""
        by_column = zip(*self.table.grid.rows, strict=True)
        return [_name_in(column, cells) for column, cells in enumerate(by_column)]


def _name_in(column: int, cells: Iterable[Cell]) -> str:
    """Return the letter of a column by the first of its cells that has text and a name."""
    names = (cell.source.cell for cell in cells if cell.text and cell.source.cell)
    first = next(names, None)
    return column_name(column + 1) if first is None else first.rstrip("0123456789")


@frozen
class HouseholdLists:
    """The lists of households of a document, and the document without them."""

    registers: tuple[RegisterTable, ...]
    rest: Content


def household_lists(content: Content, forms: Iterable[TableForm] = FORMS) -> HouseholdLists:
    """
    Part the lists of households from the other tables of a document.

    A list goes on in the tables below it on its sheet that have its header again, or codes in the
    column of codes.  The causes of poverty counted below a list follow from it, and are left out.
    """
    known_forms = tuple(forms)
    registers: list[RegisterTable] = []
    others: list[Grid] = []
    for table in captioned_grids(content):
        register = _register_in(table, known_forms)
        before = registers[-1] if registers else None
        if before is not None and register is None and _goes_on(before, table):
            lines = RegisterPart(table.above, table.grid.rows)
            registers[-1] = evolve(before, parts=(*before.parts, lines))
        elif before is not None and register is not None and _repeats(before, register):
            registers[-1] = evolve(before, parts=(*before.parts, *register.parts))
        elif register is not None:
            registers.append(register)
        elif before is None or not _counts_causes(table):
            others.append(table.grid)
    rest = evolve(content, grids=tuple(others)) if registers else content
    return HouseholdLists(tuple(registers), rest)


def refuse_persons(content: Content) -> None:
    """Raise `ReadError` for a document that has a table with names or other data of persons."""
    for table in captioned_grids(content):
        register = _list_in(table, ())
        if register is not None and register.columns.of_persons:
            raise persons_refused(register)


def persons_refused(register: RegisterTable) -> ReadError:
    """Return the refusal of a list with data of persons, which names the columns and no more."""
    told = [
        phrase("column {name} ({kind})", name=register.names[column], kind=kind)
        for column, kind in register.columns.of_persons.items()
    ]
    remedy = phrase(
        "This list has data of persons, and is not read: {columns}. Replace names by a code for"
        " each household, such as H-001 in a column “Mã hộ”, addresses by the TDP, and delete the"
        " other columns named here. Keep which code is whose in a list of your own.",
        columns=listed(told),
    )
    source = register.heading_of(min(register.columns.of_persons)).source
    where = phrase("sheet {name}", name=source.sheet) if source.sheet else ""
    expected = phrase("a list of households by codes")
    return ReadError(expected, phrase("data of persons"), source.file, where, remedy=remedy)


def _register_in(table: CaptionedTable, forms: Sequence[TableForm]) -> RegisterTable | None:
    """Return a table as a list of households, None if it is another."""
    register = _list_in(table, forms)
    return register if register is not None and register.columns.lists_households else None


def _list_in(table: CaptionedTable, forms: Sequence[TableForm]) -> RegisterTable | None:
    """Return a table with its columns by kind, or None without a column of codes or names."""
    rows = table.grid.rows
    header = _header_in(rows)
    if header is None:
        return None
    columns = register_columns(words_above(header, len(rows[0])), forms)
    body = rows[header.body :]
    register = RegisterTable(table, header, columns, (RegisterPart(table.above, body),))
    # A blank heading takes the words of its neighbour.
    spread = [c for c in columns.repeated.values() if not register.heading_of(c).text]
    doubtful = (*columns.doubtful, *spread)
    unnamed = [column for column in doubtful if _holds_names(register, column)]
    names = phrase("names of persons")
    repeated = {holds: c for holds, c in columns.repeated.items() if c not in spread}
    columns = evolve(
        columns,
        repeated=repeated,
        unknown=(*columns.unknown, *spread),
        of_persons={**columns.of_persons, **dict.fromkeys(unnamed, names)},
    )
    return evolve(register, columns=columns)


def _holds_names(register: RegisterTable, column: int) -> bool:
    """
    Whether most texts of a column are names of persons, whatever its heading says.

    Below a heading of units a surname and one word are a place: “Lương Sơn”, “Lê Lợi”.
    """
    heading = unnumbered(register.heading_of(column).text)
    names = names_person_in_full if UNITS_ALONE.fullmatch(heading) else names_person
    texts = [row[column].text for part in register.parts for row in part.rows if row[column].text]
    return 2 * sum(map(names, texts)) > len(texts)


def _header_in(rows: Sequence[_Row]) -> Header | None:
    """Return the header around the heading of the codes or of the names, None without any."""
    for index, row in enumerate(rows[: limits.MOST_HEADER_LINES]):
        keys = [column for column, cell in enumerate(row) if _heads_households(cell.text)]
        if keys:
            return _header_around(rows, index, keys)
        if is_data(row):
            return None
    return None


@lru_cache(maxsize=1_000)
def _heads_households(text: str) -> bool:
    """Whether a text is the heading of a column of codes, or of data of persons."""
    words = unnumbered(text)
    return held_by([text]) is Beside.CODE or any(kind.search(words) for kind in OF_PERSONS)


def _header_around(rows: Sequence[_Row], index: int, keys: Collection[int]) -> Header:
    """Return the header that has a row with the headings of some columns."""
    first = index
    while first and len(set(filled_texts(rows[first - 1]))) >= _FEWEST_HEADINGS:
        first -= 1
    end = index + 1
    while end < len(rows) and _goes_on_with_header(rows[index], rows[end], keys):
        end += 1
    lines = tuple(rows[first:end])
    if end < len(rows) and is_number_line(rows[end]):
        return Header(lines, rows[end], end + 1)
    return Header(lines, (), end)


def _goes_on_with_header(above: _Row, row: _Row, keys: Collection[int]) -> bool:
    """Whether a row below the headings has more of them, and no line of a household."""
    is_line = any(text.isdecimal() or text.casefold() == "x" for text in row_texts(row))
    if is_line or is_number_line(row):
        return False
    if any(row[column].text not in {"", above[column].text} for column in keys):
        return False
    return any(_is_heading(cell.text) for cell in row)


def _is_heading(text: str) -> bool:
    holds = held_by([text]) if text else None
    return holds is not None


def _counts_causes(table: CaptionedTable) -> bool:
    """Whether a line of a table heads columns of several causes of poverty."""
    for row in table.grid.rows[: limits.MOST_HEADER_LINES]:
        held = [held_by([cell.text]) for cell in row if cell.text and not cell.text.isdecimal()]
        causes = {holds for holds in held if isinstance(holds, PovertyCause)}
        if len(causes) >= _FEWEST_CAUSES:
            return True
    return False


def _goes_on(before: RegisterTable, table: CaptionedTable) -> bool:
    """Whether a table without a header has more households of the list before it."""
    codes = before.columns.held.get(Beside.CODE)
    if codes is None or not _stands_below(before, table):
        return False
    return any(is_code(row[codes]) for row in table.grid.rows)


def _repeats(before: RegisterTable, register: RegisterTable) -> bool:
    """Whether a list has the header of the one before it, on the same sheet."""
    is_below = _stands_below(before, register.table)
    return is_below and register.columns.held == before.columns.held


def _stands_below(before: RegisterTable, table: CaptionedTable) -> bool:
    """Whether a table of as many columns stands on the sheet of a list before it."""
    columns = len(before.table.grid.rows[0])
    return table.sheet == before.table.sheet and len(table.grid.rows[0]) == columns
