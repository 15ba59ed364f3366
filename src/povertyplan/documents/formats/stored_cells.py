"""The cells of a sheet as its workbook stores them, and formulas that it never computed."""

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from attrs import evolve, frozen
from openpyxl.cell.rich_text import CellRichText

from povertyplan.arithmetic.evaluation import shown
from povertyplan.arithmetic.formula_parts import Position, subtotalled_rows
from povertyplan.arithmetic.formula_values import SUBTOTALS, SheetCells
from povertyplan.documents import limits
from povertyplan.documents.content import column_name

#: The letters of a column recur in every row.
_letters = cache(column_name)


@frozen
class StoredCell:
    """A cell as a workbook stores it."""

    row: int
    column: int
    value: object  #: None for a formula that was never computed
    style: int
    formula: str = ""

    @property
    def position(self) -> Position:
        """Its row and column."""
        return self.row, self.column

    @property
    def name(self) -> str:
        """Its name, such as ``H32``."""
        return f"{_letters(self.column)}{self.row}"


@frozen
class HiddenRows:
    """The hidden rows of a sheet, and the rows among them that a filter hides."""

    rows: Collection[int] = frozenset()
    filtered: Collection[int] = frozenset()


def computed(
    stored: Sequence[StoredCell], hidden: HiddenRows, *, on_load: bool = False
) -> tuple[Sequence[StoredCell], Sequence[StoredCell]]:
    """
    Evaluate the formulas of a sheet that were never computed.

    A program that writes a workbook and does not compute stores no value, or 0 for
    every formula; *on_load* says that the workbook is computed anew when it is opened.
    Returns all cells, and those that were evaluated.  A formula that cannot be
    evaluated has the value None.
    """
    formulas = [cell for cell in stored if cell.formula]
    zeros = {cell.position for cell in formulas if _is_zero(cell)}
    is_nothing_computed = all(cell.value is None or _is_zero(cell) for cell in formulas)
    doubted = {cell.position for cell in formulas if cell.value is None}
    if on_load or is_nothing_computed:
        doubted |= zeros
    if not doubted:
        return stored, ()
    values = shown(sheet_cells(stored, doubted, hidden), limits.MOST_EVALUATED)
    is_zero_untrue = any(values.get(position) for position in zeros & doubted)
    is_zero_unknown = is_nothing_computed and (on_load or is_zero_untrue)
    cells: list[StoredCell] = []
    anew: list[StoredCell] = []
    for cell in stored:
        value = values.get(cell.position)
        is_zero_right = value == 0 if value is not None else not is_zero_unknown
        is_zero_kept = cell.position in zeros and is_zero_right
        if cell.position not in doubted or is_zero_kept:
            cells.append(cell)
            continue
        cells.append(evolve(cell, value=value))
        if value not in {None, ""}:
            anew.append(cell)
    return cells, anew


def rows_left_out(stored: Sequence[StoredCell], hidden: HiddenRows) -> frozenset[int]:
    """
    Return the hidden rows that a total which is shown passes over.

    `SUBTOTAL` passes over what a filter hides, and under the number 109 over what is
    hidden by hand, too.
    """
    if not hidden.rows:
        return frozenset()
    ranges: dict[int, list[tuple[int, int]]] = {number: [] for number in SUBTOTALS}
    for cell in stored:
        if cell.formula and cell.row not in hidden.rows:
            for number, top, bottom in subtotalled_rows(cell.formula):
                ranges[number].append((top, bottom))
    left_out: set[int] = set()
    for number, takes_rows_hidden_by_hand in SUBTOTALS.items():
        rows = hidden.filtered if takes_rows_hidden_by_hand else hidden.rows
        left_out.update(_rows_within(rows, ranges[number]))
    return frozenset(left_out)


def _rows_within(rows: Collection[int], ranges: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield the rows that lie in any of some ranges, which may overlap."""
    waiting = sorted(ranges, reverse=True)
    reach = 0
    for row in sorted(rows):
        while waiting and waiting[-1][0] <= row:
            reach = max(reach, waiting.pop()[1])
        if row <= reach:
            yield row


def _is_zero(cell: StoredCell) -> bool:
    """Whether a cell stores the number 0."""
    is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    return is_number and not cell.value


def sheet_cells(
    stored: Sequence[StoredCell], doubted: Collection[Position], hidden: HiddenRows
) -> SheetCells:
    """Return the cells of a sheet as formulas take them; those *doubted* are to be evaluated."""
    formulas = {cell.position: cell.formula for cell in stored if cell.formula}
    values = {cell.position: _plain(cell.value) for cell in stored if cell.position not in doubted}
    return SheetCells(formulas, values, hidden.rows, hidden.filtered)


def _plain(value: object) -> object:
    """Return a value without the fonts of its parts."""
    return str(value) if isinstance(value, CellRichText) else value
