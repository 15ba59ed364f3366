"""Which formulas of a workbook take which of its cells."""

from collections.abc import Iterable, Iterator

from attrs import define, field, frozen
from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError
from openpyxl.utils.cell import range_boundaries

from povertyplan.arithmetic.formula_parts import Position
from povertyplan.documents.content import column_name
from povertyplan.documents.formats.stored_sheets import StoredSheet

#: Functions that take a cell which their formula does not name.
_UNNAMED = frozenset({"INDIRECT(", "OFFSET("})
#: Signs in front of a cell that name another file, or several sheets.
_ELSEWHERE = frozenset("[]:")
#: The cells of a sheet end here; a reference to whole rows or columns reaches so far.
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def _lowered(title: str) -> str:
    return title.lower()


@frozen
class SheetCell:
    """A cell of a workbook: the title of its sheet in small letters, and its position there."""

    sheet: str = field(converter=_lowered)
    position: Position

    @property
    def name(self) -> str:
        """Its name in the sheet, such as ``H32``."""
        row, column = self.position
        return f"{column_name(column)}{row}"


@frozen
class _CellBlock:
    """A block of cells that a formula takes."""

    sheet: str
    left: int
    top: int
    right: int
    bottom: int

    @property
    def is_one_cell(self) -> bool:
        return (self.left, self.top) == (self.right, self.bottom)

    def holds(self, cell: SheetCell) -> bool:
        row, column = cell.position
        is_in_rows = self.top <= row <= self.bottom
        return cell.sheet == self.sheet and is_in_rows and self.left <= column <= self.right


@define
class FormulaGraph:
    """The formulas of a workbook, by the cells that they take; get one from `formula_graph`."""

    formulas: dict[SheetCell, str] = field(factory=dict[SheetCell, str])
    #: Those of which it is not known what they take: they use a name of the workbook, a table,
    #: another file, or a function such as ``INDIRECT``.
    unknown: set[SheetCell] = field(factory=set[SheetCell])
    by_cell: dict[SheetCell, list[SheetCell]] = field(factory=dict[SheetCell, list[SheetCell]])
    by_block: list[tuple[_CellBlock, SheetCell]] = field(factory=list[tuple[_CellBlock, SheetCell]])

    def add(self, cell: SheetCell, formula: str) -> None:
        """Note the cells that a formula takes."""
        self.formulas[cell] = formula
        blocks = _taken(cell.sheet, formula)
        if blocks is None:
            self.unknown.add(cell)
            return
        for block in blocks:
            if block.is_one_cell:
                taken = SheetCell(block.sheet, (block.top, block.left))
                self.by_cell.setdefault(taken, []).append(cell)
            else:
                self.by_block.append((block, cell))

    def reached(self, changed: Iterable[SheetCell]) -> dict[SheetCell, set[SheetCell]]:
        """Return the formulas that some cells reach, each with the cells that lead to it."""
        reached: dict[SheetCell, set[SheetCell]] = {}
        for cell in changed:
            waiting = [cell]
            seen: set[SheetCell] = set()
            while waiting:
                new = seen.symmetric_difference(seen.union(self._takers(waiting.pop())))
                seen |= new
                waiting.extend(new)
            for formula in seen:
                reached.setdefault(formula, set()).add(cell)
        return reached

    def _takers(self, cell: SheetCell) -> Iterator[SheetCell]:
        """Yield the formulas that take a cell."""
        yield from self.by_cell.get(cell, ())
        for block, formula in self.by_block:
            if block.holds(cell):
                yield formula


def formula_graph(sheets: Iterable[StoredSheet]) -> FormulaGraph:
    """Return the formulas of some sheets by the cells that they take."""
    formulas = FormulaGraph()
    for sheet in sheets:
        for cell in sheet.cells:
            if cell.formula:
                formulas.add(SheetCell(sheet.source.sheet or "", cell.position), cell.formula)
    return formulas


def _taken(sheet: str, formula: str) -> list[_CellBlock] | None:
    """Return the blocks that a formula of a sheet takes, None if that is not known."""
    try:
        tokens: list[Token] = Tokenizer(f"={formula}").items
    except TokenizerError:
        return None
    if any(token.value.upper() in _UNNAMED for token in tokens):
        return None
    ranges = [token.value for token in tokens if token.subtype == Token.RANGE]
    blocks = [_cell_block(sheet, reference) for reference in ranges]
    return None if None in blocks else [block for block in blocks if block is not None]


def _cell_block(sheet: str, reference: str) -> _CellBlock | None:
    """Return the block of a reference, or None for a name, a table or another file."""
    title, _, cells = reference.rpartition("!")
    title = title.removeprefix("'").removesuffix("'").replace("''", "'") or sheet
    is_name = ":" not in cells and not cells[-1:].isdigit()
    if is_name or _ELSEWHERE.intersection(title):
        return None
    try:
        left, top, right, bottom = range_boundaries(cells)
    except ValueError:
        return None
    columns = sorted((left or 1, right or _LAST_COLUMN))
    rows = sorted((top or 1, bottom or _LAST_ROW))
    return _CellBlock(title.lower(), columns[0], rows[0], columns[1], rows[1])
