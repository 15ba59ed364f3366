"""The parts of a formula of a spreadsheet: numbers, cells, functions and marks."""

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from attrs import frozen

from povertyplan.arithmetic.formulas import CELL_NAME, plain

Position: TypeAlias = tuple[int, int]  #: row and column of a cell, from 1

_PART = re.compile(
    rf"(?P<number>[0-9]{{1,15}}(?:\.[0-9]{{1,15}})?)(?![\w.])"
    rf"|(?P<cells>{CELL_NAME}(?::{CELL_NAME})?)(?![\w(.!:])"
    r"|(?P<function>SUM|SUBTOTAL|ROUND)\("
    r"|(?P<mark>[-+*/%(),])"
)
_SUBTOTAL = re.compile(rf"SUBTOTAL\((?P<number>9|109),(?P<cells>{CELL_NAME}:{CELL_NAME})")


@frozen
class FormulaPart:
    """A number, the name of a cell or of a range, a function or a mark in a formula."""

    kind: str
    text: str


@frozen
class CellRange:
    """A block of cells; a single cell is one, too."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def cells(self) -> Iterator[Position]:
        """The cells, row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column

    @property
    def size(self) -> int:
        """The number of cells."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


def formula_parts(text: str) -> Sequence[FormulaPart]:
    """
    Split a formula in capitals into its parts; an unknown one empties the result.

    >>> [part.text for part in formula_parts("ROUND(A1:A3/7,2)")]
    ['ROUND', 'A1:A3', '/', '7', ',', '2', ')']
    >>> formula_parts("VLOOKUP(A1)")
    ()
    """
    parts: list[FormulaPart] = []
    end = 0
    while end < len(text):
        match = _PART.match(text, end)
        if match is None or match.lastgroup is None:
            return ()
        parts.append(FormulaPart(match.lastgroup, match[match.lastgroup]))
        end = match.end()
    return parts


def cells_named(text: str) -> CellRange:
    """Return the cells of a range such as ``C7:$D$32``, or of the name of one cell."""
    ends = [re.fullmatch(CELL_NAME, end) for end in text.split(":")]
    rows = sorted(int(end[2]) for end in ends if end)
    columns = sorted(_column(end[1]) for end in ends if end)
    return CellRange(rows[0], columns[0], rows[-1], columns[-1])


def _column(letters: str) -> int:
    """Return the number of a column, from 1, by its letters."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def subtotalled_rows(formula: str) -> Iterator[tuple[int, int, int]]:
    """
    Yield the first and the last row of each sub-total in a formula, after its number.

    >>> list(subtotalled_rows("subtotal(109,C7:C32)+SUBTOTAL(3,C7:C32)"))
    [(109, 7, 32)]
    """
    for match in _SUBTOTAL.finditer(plain(formula)):
        taken = cells_named(match["cells"])
        yield int(match["number"]), taken.top, taken.bottom
