"""
The exact values of formulas of a spreadsheet over the cells of one sheet.

Sums, differences, products, quotients, per cent, `SUM`, `SUBTOTAL` of sums and
`ROUND` are evaluated, and what waits until its cells are filled in; a formula with
anything else has no value here.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain

from attrs import define, field

from povertyplan.arithmetic.formula_parts import (
    FormulaPart,
    Position,
    cells_named,
    formula_parts,
)
from povertyplan.arithmetic.formula_values import NotEvaluatedError, SheetCells, formula_value
from povertyplan.arithmetic.formulas import plain
from povertyplan.arithmetic.waiting import WaitingFormula, waiting_formula

#: Characters of a formula, as a spreadsheet has it.
_MOST_CHARACTERS = 8_192


def evaluated(sheet: SheetCells, most_effort: int) -> dict[Position, Fraction]:
    """
    Evaluate the formulas of a sheet; one that cannot be evaluated is left out.

    The characters of all formulas and the cells that they take are at most *most_effort*;
    the rest have no value.

    >>> formulas = {(3, 1): "SUM(A1:A2)", (4, 1): "ROUND(A3/7*100,1)", (5, 1): "A5+1"}
    >>> sheet = SheetCells(formulas, {(1, 1): 3, (2, 1): "x"})
    >>> evaluated(sheet, 100)
    {(3, 1): Fraction(3, 1), (4, 1): Fraction(429, 10)}
    """
    return _SheetEvaluation(sheet, most_effort).results()


def shown(sheet: SheetCells, most_effort: int) -> dict[Position, Fraction | str]:
    """
    Evaluate the formulas of a sheet as `evaluated` does; one that still waits shows nothing.

    >>> formulas = {(3, 1): 'IF(COUNT(A1:A2)<2,"",A1+A2)'}
    >>> [shown(SheetCells(formulas, values), 100)[3, 1] for values in ({(1, 1): 3}, {})]
    ['', '']
    """
    evaluation = _SheetEvaluation(sheet, most_effort)
    values = evaluation.results()
    return {**values, **dict.fromkeys(evaluation.still_waiting, "")}


@define
class _SheetEvaluation:
    """Evaluates formulas in the order in which they take one another."""

    sheet: SheetCells
    effort_left: int
    #: The parts of each formula, and its value once it is known: None if it has none.
    parts: dict[Position, Sequence[FormulaPart]] = field(
        factory=dict[Position, Sequence[FormulaPart]]
    )
    known: dict[Position, Fraction | None] = field(factory=dict[Position, Fraction | None])
    waiting: dict[Position, WaitingFormula] = field(factory=dict[Position, WaitingFormula])
    still_waiting: list[Position] = field(factory=list[Position])

    def results(self) -> dict[Position, Fraction]:
        """Return the values of all formulas that have one."""
        for cell in self.sheet.formulas:
            if cell not in self.sheet.values:
                self._evaluate_from(cell)
        return {cell: value for cell, value in self.known.items() if value is not None}

    def _evaluate_from(self, first: Position) -> None:
        """Evaluate a formula after those that it takes; a chain of them may be long."""
        waiting = [first]
        while waiting:
            cell = waiting[-1]
            is_new = cell not in self.parts
            if cell in self.known:
                waiting.pop()
            elif is_new:
                self.parts[cell] = self._parts(cell)
                waiting.extend(self._formulas_taken(cell))
            else:
                # A formula that takes itself comes here before what it takes is known.
                self.known[cell] = self._value(cell)
                waiting.pop()

    def _parts(self, cell: Position) -> Sequence[FormulaPart]:
        """Return the parts of the formula of a cell, nothing if it exceeds the effort left."""
        formula = self.sheet.formulas[cell]
        if len(formula) > self.effort_left:
            return ()
        self.effort_left -= len(formula)
        text = plain(formula[:_MOST_CHARACTERS])
        waiting = waiting_formula(text)
        if waiting is None:
            return formula_parts(text)
        self.waiting[cell] = waiting
        return formula_parts(waiting.formula)

    def _formulas_taken(self, cell: Position) -> Iterator[Position]:
        """Yield the formulas that a formula takes and whose values are not known yet."""
        ranges = [cells_named(part.text) for part in self.parts[cell] if part.kind == "cells"]
        size = sum(taken.size for taken in ranges)
        if size > self.effort_left:
            self.known[cell] = None
            return
        self.effort_left -= size
        for taken in ranges:
            for position in taken.cells:
                is_stored = position in self.sheet.values or position in self.known
                if position in self.sheet.formulas and not is_stored:
                    yield position

    def _value(self, cell: Position) -> Fraction | None:
        """Return the value of the formula in a cell, if it can be evaluated and does not wait."""
        waiting = self.waiting.get(cell)
        if waiting is not None and not self._is_filled_in(waiting):
            self.still_waiting.append(cell)
            return None
        try:
            return formula_value(self.parts[cell], self.sheet, self.known)
        except NotEvaluatedError:
            return None

    def _is_filled_in(self, waiting: WaitingFormula) -> bool:
        """Whether as many cells hold numbers as a formula waits for."""
        ranges = list(map(cells_named, waiting.ranges))
        size = sum(each.size for each in ranges)
        if size > self.effort_left:
            return False
        self.effort_left -= size
        cells = list(chain.from_iterable(each.cells for each in ranges))
        numbers = [number for number in map(self._number_in, cells) if number is not None]
        fewest = size if waiting.fewest is None else waiting.fewest
        return len(numbers) >= fewest and not self._are_alike(waiting.unlike)

    def _are_alike(self, cells: tuple[str, str] | None) -> bool:
        """Whether two cells hold the same number; the other may be 0 itself."""
        if cells is None:
            return False
        left, right = map(self._number_named, cells)
        return left == right

    def _number_named(self, name: str) -> int | float | Fraction:
        """Return the number in a cell, 0 for a cell without one and for the name 0."""
        if name == "0":
            return 0
        return self._number_in(next(cells_named(name).cells)) or 0

    def _number_in(self, position: Position) -> int | float | Fraction | None:
        """Return the number that a cell holds, or that its formula gave."""
        stored = self.sheet.values.get(position, self.known.get(position))
        if isinstance(stored, int | float | Fraction) and not isinstance(stored, bool):
            return stored
        return None
