"""What the sums of an annex in a workbook take: the rows of their totals, other cells, text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto

from attrs import define, field, frozen

from povertyplan.arithmetic.formulas import Address, Summand, is_sum, summands, taken
from povertyplan.checks.formula_cells import FormulaCells
from povertyplan.model.fields import Count, Field
from povertyplan.model.places import Place, Row, is_total

#: Sums of sums are followed so far: the total, sub-totals of two levels, and rows.
_MOST_LEVELS = 4


class SumFault(Enum):
    """A fault in the cells that the sum of a total takes."""

    ITSELF = auto()
    OTHER_COLUMN = auto()
    LEFT_OUT = auto()
    OTHER_ROWS = auto()
    TWICE = auto()


@frozen
class WrongSum:
    """The sum in a cell that takes other cells than its rows, and those cells."""

    place: Place
    fault: SumFault
    cells: tuple[Address, ...]
    rows: frozenset[Row]  #: what tells one fault from another in the totals of a row


@frozen
class Summed:
    """The figures that a sum adds, through all sums that it takes."""

    times: Counter[Place]  #: how many times each is added
    text: tuple[Place, ...] = ()  #: text, which the sum leaves out
    is_circular: bool = False  #: whether it takes its own cell
    is_known: bool = True  #: whether every cell that it takes is one of the annex


@define
class AnnexSums:
    """The sums of an annex on one sheet, with the cells that each adds."""

    cells: FormulaCells
    _summed: dict[Place, Summed] = field(factory=dict[Place, Summed], repr=False, init=False)

    def totals(self) -> Iterator[Place]:
        """Yield the totals and sub-totals of counts that a sum computes."""
        for place, formula in self.cells.formulas.items():
            is_count = isinstance(place.field, Count)
            if is_count and is_total(place.row) and is_sum(formula):
                yield place

    def wrong(self) -> Iterator[WrongSum]:
        """Yield the sums of totals and sub-totals that take other cells than their rows."""
        for place in self.totals():
            wrong = self._fault_of(place)
            if wrong is not None:
                yield wrong

    def _fault_of(self, place: Place) -> WrongSum | None:
        """Return the worst fault of the cells that a sum adds, or None."""
        own_rows = frozenset(self.cells.rows(place.row))
        times = Counter[Row]()
        other_columns: list[Address] = []
        other_rows: list[Address] = []
        for cell in _cells_taken(self._summands(place)):
            if cell == self.cells.addresses[place]:
                return WrongSum(place, SumFault.ITSELF, (cell,), frozenset())
            known = self.cells.place_at(cell, place.field)
            if known is None:
                continue
            rows = self.cells.rows(known.row)
            if known.field != place.field:
                other_columns.append(cell)
            elif not own_rows.issuperset(rows):
                other_rows.append(cell)
            else:
                times.update(rows)
        left_out = [row for row in self.cells.rows(place.row) if not times[row]]
        twice = frozenset(row for row, number in times.items() if number > 1)
        missing = [Place(row, place.field) for row in left_out]
        cells_left_out = [
            self.cells.addresses[cell] for cell in missing if cell in self.cells.addresses
        ]
        faults: tuple[tuple[SumFault, Sequence[Address], Iterable[Row]], ...] = (
            (SumFault.OTHER_COLUMN, other_columns, ()),
            (SumFault.LEFT_OUT, cells_left_out, left_out),
            (SumFault.OTHER_ROWS, other_rows, ()),
            (SumFault.TWICE, list(self._repeated(place, twice)), twice),
        )
        for fault, cells, rows_at_fault in faults:
            if cells:
                return WrongSum(place, fault, tuple(cells), frozenset(rows_at_fault))
        return None

    def _repeated(self, place: Place, twice: frozenset[Row]) -> Iterator[Address]:
        """Yield the cells of a sum by which rows are added twice: sub-totals, else the rows."""
        times = Counter(_cells_taken(self._summands(place)))
        repeated: list[Address] = []
        subtotals: list[Address] = []
        for cell, number in times.items():
            known = self.cells.place_at(cell, place.field)
            if known is None or twice.isdisjoint(self.cells.rows(known.row)):
                continue
            if is_total(known.row):
                subtotals.append(cell)
            if number > 1:
                repeated.append(cell)
        yield from repeated or subtotals

    def _summands(self, place: Place) -> Iterator[Summand]:
        """Yield the cells that a sum adds; `SUBTOTAL` passes over the cells of other sub-totals."""
        for summand in summands(self.cells.formulas[place]):
            at_cell = self.cells.place_at(summand.cell, place.field)
            formula = "" if at_cell is None else self.cells.formulas.get(at_cell, "")
            if summand.function != "SUBTOTAL" or "SUBTOTAL(" not in formula:
                yield summand

    def summed(self, place: Place, levels: int = _MOST_LEVELS) -> Summed:
        """Return the figures that the sum in a cell adds, through all sums that it takes."""
        if place not in self._summed:
            self._summed[place] = self._added(place, levels)
        return self._summed[place]

    def _added(self, place: Place, levels: int) -> Summed:
        times = Counter[Place]()
        text: dict[Place, None] = {}
        is_circular, is_known = False, True
        for summand in self._summands(place):
            known = self.cells.place_at(summand.cell, place.field)
            if summand.cell == self.cells.addresses[place]:
                is_circular = True
            elif known is None:
                is_known = False
            elif known in self.cells.as_text and summand.function:
                text[known] = None
            elif levels and is_sum(self.cells.formulas.get(known, "")):
                inner = self.summed(known, levels - 1)
                times.update(inner.times)
                text.update(dict.fromkeys(inner.text))
                is_circular |= inner.is_circular
                is_known &= inner.is_known
            else:
                times[known] += 1
        return Summed(times, tuple(text), is_circular, is_known)

    def text_left_out(self) -> Iterator[tuple[list[Place], str]]:
        """Yield the cells of text of each column that sums leave out, and the last such sum."""
        columns: dict[Field, dict[Place, None]] = {}
        formulas: dict[Field, str] = {}
        for place in self.totals() if self.cells.as_text else ():
            # A sum loses nothing without a cell that holds 0.
            for text in filter(self.cells.printed, self.summed(place).text):
                columns.setdefault(text.field, {})[text] = None
                formulas[text.field] = self.cells.formulas[place]
        for name, places in columns.items():
            yield sorted(places, key=lambda place: place.rank), formulas[name]

    def counts(self, place: Place) -> list[int]:
        """Return the counts that a sum or a quotient takes, nothing if one of them is unknown."""
        formula = self.cells.formulas[place]
        cells = list(_cells_taken(self._summands(place))) if is_sum(formula) else taken(formula)
        counts: list[int] = []
        for cell in cells:
            count = self._count(cell)
            if count is None:
                return []
            counts.append(count)
        return counts

    def _count(self, cell: Address) -> int | None:
        """Return the count of a cell that was typed or summed, and so holds the count it shows."""
        for place in self.cells.places.get(cell, ()):
            value = self.cells.printed(place)
            formula = self.cells.formulas.get(place)
            holds_number = place not in self.cells.as_text and (formula is None or is_sum(formula))
            if isinstance(value, int) and holds_number:
                return value
        return None


def _cells_taken(added: Iterable[Summand]) -> Iterator[Address]:
    return (summand.cell for summand in added)
