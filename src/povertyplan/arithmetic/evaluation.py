"""
The exact values of formulas of a spreadsheet over the cells of one sheet.

Sums, differences, products, quotients, per cent, `SUM`, `SUBTOTAL` of sums and
`ROUND` are evaluated, and what waits until its cells are filled in; a formula with
anything else has no value here.
"""

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import TypeAlias

from attrs import define, field, frozen

from povertyplan.arithmetic.formulas import CELL_NAME, plain
from povertyplan.arithmetic.waiting import WaitingFormula, waiting_formula
from povertyplan.errors import PovertyPlanError

Position: TypeAlias = tuple[int, int]  #: row and column of a cell, from 1

_TOKEN = re.compile(
    rf"(?P<number>[0-9]{{1,15}}(?:\.[0-9]{{1,15}})?)(?![\w.])"
    rf"|(?P<cells>{CELL_NAME}(?::{CELL_NAME})?)(?![\w(.!:])"
    r"|(?P<function>SUM|SUBTOTAL|ROUND)\("
    r"|(?P<mark>[-+*/%(),])"
)
_SUBTOTAL = re.compile(rf"SUBTOTAL\((?P<number>9|109),(?P<cells>{CELL_NAME}:{CELL_NAME})")
#: How an error such as ``#DIV/0!`` begins.
_ERROR = "#"
#: Parentheses inside one another.
_MOST_DEPTH = 32
#: Characters of a formula, as a spreadsheet has it.
_MOST_CHARACTERS = 8_192
#: Binary digits of a numerator or a denominator, and decimal places of `ROUND`.
_MOST_BITS = 512
_MOST_PLACES = 15
#: The function numbers of `SUBTOTAL` that add up, and whether they take rows hidden by hand.
SUBTOTALS = {9: True, 109: False}


class NotEvaluatedError(PovertyPlanError):
    """A formula, or a cell that it takes, has no value here."""


@frozen
class _FormulaPart:
    """A token of a formula, such as a number or the name of a cell."""

    kind: str
    text: str


@frozen
class _CellRange:
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


def subtotalled_rows(formula: str) -> Iterator[tuple[int, int, int]]:
    """
    Yield the first and the last row of each sub-total in a formula, after its number.

    >>> list(subtotalled_rows("subtotal(109,C7:C32)+SUBTOTAL(3,C7:C32)"))
    [(109, 7, 32)]
    """
    for match in _SUBTOTAL.finditer(plain(formula)):
        taken = _range(match["cells"])
        yield int(match["number"]), taken.top, taken.bottom


@define
class _SheetEvaluation:
    """Evaluates formulas in the order in which they take one another."""

    sheet: SheetCells
    effort_left: int
    #: The tokens of each formula, and its value once it is known: None if it has none.
    tokens: dict[Position, Sequence[_FormulaPart]] = field(
        factory=dict[Position, Sequence[_FormulaPart]]
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
            is_new = cell not in self.tokens
            if cell in self.known:
                waiting.pop()
            elif is_new:
                self.tokens[cell] = self._tokens(cell)
                waiting.extend(self._formulas_taken(cell))
            else:
                # A formula that takes itself comes here before what it takes is known.
                self.known[cell] = self._value(cell)
                waiting.pop()

    def _tokens(self, cell: Position) -> Sequence[_FormulaPart]:
        """Split the formula of a cell into tokens; return nothing if it exceeds the effort left."""
        formula = self.sheet.formulas[cell]
        if len(formula) > self.effort_left:
            return ()
        self.effort_left -= len(formula)
        text = plain(formula[:_MOST_CHARACTERS])
        waiting = waiting_formula(text)
        if waiting is None:
            return _tokens(text)
        self.waiting[cell] = waiting
        return _tokens(waiting.formula)

    def _formulas_taken(self, cell: Position) -> Iterator[Position]:
        """Yield the formulas that a formula takes and whose values are not known yet."""
        ranges = [_range(token.text) for token in self.tokens[cell] if token.kind == "cells"]
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
            return _FormulaParser(self.tokens[cell], self.sheet, self.known).value()
        except NotEvaluatedError:
            return None

    def _is_filled_in(self, waiting: WaitingFormula) -> bool:
        """Whether as many cells hold numbers as a formula waits for."""
        ranges = list(map(_range, waiting.ranges))
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
        left, right = (
            None if name == "0" else self._number_in(next(_range(name).cells)) for name in cells
        )
        return (left or 0) == (right or 0)

    def _number_in(self, position: Position) -> int | float | Fraction | None:
        """Return the number that a cell holds, or that its formula gave."""
        stored = self.sheet.values.get(position, self.known.get(position))
        if isinstance(stored, int | float | Fraction) and not isinstance(stored, bool):
            return stored
        return None


@define
class _FormulaParser:
    """Computes a formula while it reads its tokens from left to right."""

    tokens: Sequence[_FormulaPart]
    sheet: SheetCells
    known: Mapping[Position, Fraction | None]
    position: int = 0
    depth: int = 0

    def value(self) -> Fraction:
        """
        Return the value of the whole formula.

        Raises `NotEvaluatedError` if it has none.
        """
        value = self._sum()
        if not self.tokens or self.position < len(self.tokens):
            raise NotEvaluatedError
        return value

    def _next(self, *texts: str) -> str:
        """Pass the next token if it is one of *texts*, and return it; else return an empty text."""
        is_mark = self.position < len(self.tokens) and self.tokens[self.position].kind == "mark"
        if is_mark and self.tokens[self.position].text in texts:
            self.position += 1
            return self.tokens[self.position - 1].text
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
        token = self._take()
        match token.kind:
            case "number":
                return Fraction(token.text)
            case "cells" if ":" not in token.text:
                return self._number(_range(token.text))
            case "function":
                value = self._call(token.text)
                self._expect(")")
                return value
            case _:
                raise NotEvaluatedError

    def _take(self) -> _FormulaPart:
        if self.position >= len(self.tokens):
            raise NotEvaluatedError
        self.position += 1
        return self.tokens[self.position - 1]

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
            token = self.tokens[self.position] if self.position < len(self.tokens) else None
            if token is not None and token.kind == "cells" and self._ends_argument():
                self.position += 1
                for cell in _range(token.text).cells:
                    is_other = (
                        is_subtotal and "SUBTOTAL" in self.sheet.formulas.get(cell, "").upper()
                    )
                    if not is_other and cell[0] not in passed_over:
                        total = _bounded(total + self._summand(cell))
            else:
                total = _bounded(total + self._inside())
            if not self._next(","):
                return total

    def _ends_argument(self) -> bool:
        """Whether an argument is the next token and nothing else."""
        after = self.tokens[self.position + 1 : self.position + 2]
        return bool(after) and after[0].text in {",", ")"}

    def _summand(self, cell: Position) -> Fraction:
        """Return the number that a cell adds to a sum: 0 for a text or a blank."""
        stored = self._stored(cell)
        return Fraction(0) if isinstance(stored, str) else stored

    def _number(self, taken: _CellRange) -> Fraction:
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


def _tokens(text: str) -> Sequence[_FormulaPart]:
    """Split a formula in capitals into tokens; an unknown one empties the result."""
    tokens: list[_FormulaPart] = []
    end = 0
    while end < len(text):
        match = _TOKEN.match(text, end)
        if match is None or match.lastgroup is None:
            return ()
        tokens.append(_FormulaPart(match.lastgroup, match[match.lastgroup]))
        end = match.end()
    return tokens


def _range(text: str) -> _CellRange:
    """Return the cells of a range such as ``C7:$D$32``, or of the name of one cell."""
    ends = [re.fullmatch(CELL_NAME, end) for end in text.split(":")]
    rows = sorted(int(end[2]) for end in ends if end)
    columns = sorted(_column(end[1]) for end in ends if end)
    return _CellRange(rows[0], columns[0], rows[-1], columns[-1])


def _column(letters: str) -> int:
    """Return the number of a column, from 1, by its letters."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


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
