"""The exact value of one formula of a spreadsheet, part by part."""

import math
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from attrs import define, field, frozen

from povertyplan.arithmetic.formula_parts import CellRange, FormulaPart, Position, cells_named
from povertyplan.errors import PovertyPlanError

#: How an error such as ``#DIV/0!`` begins.
_ERROR = "#"
#: Parentheses inside one another.
_MOST_DEPTH = 32
#: Binary digits of a numerator or a denominator, and decimal places of `ROUND`.
_MOST_BITS = 512
_MOST_PLACES = 15
#: The function numbers of `SUBTOTAL` that add up, and whether they take rows hidden by hand.
SUBTOTALS = {9: True, 109: False}


class NotEvaluatedError(PovertyPlanError):
    """A formula, or a cell that it takes, has no value here."""


@frozen
class SheetCells:
    """
    The cells of a sheet that hold something: all its formulas, and the values that it stores.

    A formula without a stored value is one to evaluate; a value that is no number and no
    text, such as a date, cannot be computed with.  *filtered* are the rows that a
    filter hides, *hidden* those and the rows hidden by hand.
    """

    formulas: Mapping[Position, str]
    values: Mapping[Position, object] = field(factory=dict[Position, object])
    hidden: Collection[int] = ()
    filtered: Collection[int] = ()


def formula_value(
    parts: Sequence[FormulaPart], sheet: SheetCells, known: Mapping[Position, Fraction | None]
) -> Fraction:
    """
    Return the value of a formula, given the values of the formulas that it takes.

    Raises `NotEvaluatedError` if it has none.
    """
    return _FormulaParser(parts, sheet, known).value()


@define
class _FormulaParser:
    """Computes a formula while it reads its parts from left to right."""

    parts: Sequence[FormulaPart]
    sheet: SheetCells
    known: Mapping[Position, Fraction | None]
    position: int = 0
    depth: int = 0

    def value(self) -> Fraction:
        """Return the value of the whole formula."""
        value = self._sum()
        if not self.parts or self.position < len(self.parts):
            raise NotEvaluatedError
        return value

    def _next(self, *texts: str) -> str:
        """Pass the next part if it is one of *texts*, and return it; else return an empty text."""
        is_mark = self.position < len(self.parts) and self.parts[self.position].kind == "mark"
        if is_mark and self.parts[self.position].text in texts:
            self.position += 1
            return self.parts[self.position - 1].text
        return ""

    def _expect(self, text: str) -> None:
        if not self._next(text):
            raise NotEvaluatedError

    def _sum(self) -> Fraction:
        value = self._product()
        while sign := self._next("+", "-"):
            term = self._product()
            value = _bounded(value + term if sign == "+" else value - term)
        return value

    def _product(self) -> Fraction:
        value = self._signed()
        while sign := self._next("*", "/"):
            factor = self._signed()
            if sign == "/" and not factor:
                raise NotEvaluatedError
            value = _bounded(value * factor if sign == "*" else value / factor)
        return value

    def _signed(self) -> Fraction:
        is_negative = False
        while sign := self._next("+", "-"):
            is_negative ^= sign == "-"
        value = self._operand()
        while self._next("%"):
            value = _bounded(value / 100)
        return -value if is_negative else value

    def _operand(self) -> Fraction:
        if self._next("("):
            value = self._inside()
            self._expect(")")
            return value
        part = self._take()
        match part.kind:
            case "number":
                return Fraction(part.text)
            case "cells" if ":" not in part.text:
                return self._number(cells_named(part.text))
            case "function":
                value = self._call(part.text)
                self._expect(")")
                return value
            case _:
                raise NotEvaluatedError

    def _take(self) -> FormulaPart:
        if self.position >= len(self.parts):
            raise NotEvaluatedError
        self.position += 1
        return self.parts[self.position - 1]

    def _inside(self) -> Fraction:
        """Return the value of a sum inside parentheses."""
        self.depth += 1
        if self.depth > _MOST_DEPTH:
            raise NotEvaluatedError
        value = self._sum()
        self.depth -= 1
        return value

    def _call(self, function: str) -> Fraction:
        if function == "SUM":
            return self._added(())
        first = self._inside()
        self._expect(",")
        if function == "ROUND":
            return _rounded(first, self._inside())
        if first not in SUBTOTALS:
            raise NotEvaluatedError
        takes_rows_hidden_by_hand = SUBTOTALS[int(first)]
        passed_over = self.sheet.filtered if takes_rows_hidden_by_hand else self.sheet.hidden
        return self._added(passed_over, is_subtotal=True)

    def _added(self, passed_over: Collection[int], *, is_subtotal: bool = False) -> Fraction:
        """Return the sum of arguments; a sub-total takes no other sub-total."""
        total = Fraction(0)
        while True:
            part = self.parts[self.position] if self.position < len(self.parts) else None
            if part is not None and part.kind == "cells" and self._ends_argument():
                self.position += 1
                for cell in cells_named(part.text).cells:
                    is_other_subtotal = is_subtotal and self._is_subtotal(cell)
                    if not is_other_subtotal and cell[0] not in passed_over:
                        total = _bounded(total + self._summand(cell))
            else:
                total = _bounded(total + self._inside())
            if not self._next(","):
                return total

    def _is_subtotal(self, cell: Position) -> bool:
        return "SUBTOTAL" in self.sheet.formulas.get(cell, "").upper()

    def _ends_argument(self) -> bool:
        """Whether an argument is the next part and nothing else."""
        after = self.parts[self.position + 1 : self.position + 2]
        return bool(after) and after[0].text in {",", ")"}

    def _summand(self, cell: Position) -> Fraction:
        """Return the number that a cell adds to a sum: 0 for a text or a blank."""
        stored = self._stored(cell)
        return Fraction(0) if isinstance(stored, str) else stored

    def _number(self, taken: CellRange) -> Fraction:
        """Return the number in a cell, 0 for a blank; raise `NotEvaluatedError` for a text."""
        stored = self._stored((taken.top, taken.left))
        if isinstance(stored, str):
            raise NotEvaluatedError
        return stored

    def _stored(self, cell: Position) -> Fraction | str:
        blank = None if cell in self.sheet.formulas else 0
        match self.sheet.values.get(cell, self.known.get(cell, blank)):
            case Fraction() as value:
                return value
            case int() as whole if not isinstance(whole, bool):
                return Fraction(whole)
            case float() as number if math.isfinite(number):
                return Fraction(Decimal(repr(number)))
            case str() as text if not text.startswith(_ERROR):
                return text
            case _:
                raise NotEvaluatedError


def _rounded(value: Fraction, places: Fraction) -> Fraction:
    """Return a number rounded half away from zero, as a spreadsheet does."""
    if places.denominator != 1 or not 0 <= places <= _MOST_PLACES:
        raise NotEvaluatedError
    unit = 10 ** int(places)
    size = (abs(value) * unit * 2 + 1) // 2
    return Fraction(size if value >= 0 else -size, unit)


def _bounded(value: Fraction) -> Fraction:
    """Return a number; raise `NotEvaluatedError` for one that no annex holds."""
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > _MOST_BITS:
        raise NotEvaluatedError
    return value
