"""Formulas that show nothing where an error would stand: ``IF(D9=0,"",G9/D9)``, ``IFERROR``."""

import re
from collections.abc import Mapping

from attrs import frozen
from openpyxl.utils.cell import range_boundaries

from povertyplan.arithmetic.formula_parts import Position
from povertyplan.arithmetic.formulas import CELL_NAME, plain

#: What is shown instead: a text, or a number.
_INSTEAD = r'(?:"[^"]*"|[0-9]+)'
_IFERROR = re.compile(rf"IFERROR\((?P<inner>.*),{_INSTEAD}\)")
_TEST = rf'(?:{CELL_NAME}=(?:""|0)|COUNT\({CELL_NAME}:{CELL_NAME}\)=0)'
_IF = re.compile(
    rf"IF\((?:(?P<one>{_TEST})|OR\((?P<several>{_TEST}(?:,{_TEST})*)\)),{_INSTEAD},(?P<inner>.*)\)"
)
_TESTED = re.compile(rf"(?P<cells>{CELL_NAME}(?::{CELL_NAME})?)\)?=(?P<to>\"\"|0)")


@frozen
class Guarded:
    """What a formula computes, and the cells that must hold numbers for it to be shown."""

    formula: str
    numbers: tuple[Position, ...] = ()
    others_than_zero: tuple[Position, ...] = ()
    any_of: tuple[tuple[Position, ...], ...] = ()  #: blocks in which one number is enough

    def is_shown(self, numbers: Mapping[Position, object]) -> bool:
        """Whether the formula is shown, given the numbers that cells hold."""
        are_numbers = all(cell in numbers for cell in self.numbers)
        has_any = not any(numbers.keys().isdisjoint(block) for block in self.any_of)
        return are_numbers and has_any and all(map(numbers.get, self.others_than_zero))


def guarded(formula: str) -> Guarded | None:
    """
    Return the part of a formula behind a test, or None if it has no known test.

    >>> guarded('IFERROR(ROUND(G9/D9*100,2),"")')
    Guarded(formula='ROUND(G9/D9*100,2)', numbers=(), others_than_zero=(), any_of=())
    >>> guarded('IF(OR(G9="",D9=0),"",G9/D9)')
    Guarded(formula='G9/D9', numbers=((9, 7),), others_than_zero=((9, 4),), any_of=())
    """
    text = plain(formula)
    without_error = _IFERROR.fullmatch(text)
    if without_error is not None:
        return Guarded(without_error["inner"])
    tested = _IF.fullmatch(text)
    if tested is None:
        return None
    numbers: list[Position] = []
    others_than_zero: list[Position] = []
    any_of: list[tuple[Position, ...]] = []
    for test in _TESTED.finditer(tested["one"] or tested["several"]):
        cells = _cells(test["cells"])
        if ":" in test["cells"]:
            any_of.append(cells)
        elif test["to"] == "0":
            others_than_zero += cells
        else:
            numbers += cells
    return Guarded(tested["inner"], tuple(numbers), tuple(others_than_zero), tuple(any_of))


def _cells(reference: str) -> tuple[Position, ...]:
    left, top, right, bottom = (edge or 1 for edge in range_boundaries(reference))
    rows, columns = range(top, bottom + 1), range(left, right + 1)
    return tuple((row, column) for row in rows for column in columns)
