"""The cells of an annex in a workbook: their addresses, formulas and text, and what a sum takes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum, auto
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from attrs import define, field, frozen

from povertyplan.arithmetic.formulas import (
    Address,
    Summand,
    address,
    is_followed,
    is_sum,
    plain,
    summands,
    taken,
    without_sheet,
)
from povertyplan.model.fields import ANNEX, Count, Field, Rate, Value
from povertyplan.model.percent import Percent, ratio_prints
from povertyplan.model.places import Figures, Place, Row, in_annex, is_total
from povertyplan.model.relations import share_of_whole
from povertyplan.reading import Reading

#: The cells that a formula takes: column, and row counted from the formula's own.
Shape: TypeAlias = tuple[tuple[str, int], ...]
#: A sheet by the file and the name: two files may have sheets of one name.
_Sheet: TypeAlias = tuple[str, str | None]

#: A column has a usual formula where as many of its cells have it.
_FEWEST = 3
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
    """The figures that a sum adds in the end, through the sums that it takes in turn."""

    times: Counter[Place]  #: how many times each is added
    text: tuple[Place, ...] = ()  #: text, which the sum leaves out
    is_circular: bool = False  #: whether it takes its own cell
    is_known: bool = True  #: whether every cell that it takes is one of the annex


@define
class FormulaCells:
    """The cells of an annex on one sheet: where each figure stands, and the formulas."""

    figures: Figures
    all_rows: Sequence[Row]
    subtotals: Mapping[Row, Sequence[Row]]
    addresses: Mapping[Place, Address]
    places: Mapping[Address, Sequence[Place]]
    formulas: Mapping[Place, str]  #: but for cells that show no number
    as_text: frozenset[Place]  #: the cells that hold text, which a sum skips
    _summed: dict[Place, Summed] = field(factory=dict[Place, Summed], repr=False)

    @classmethod
    def of_sheets(cls, reading: Reading, figures: Figures) -> "tuple[FormulaCells, ...]":
        """
        Find the cells of each sheet that holds a part of the annex.

        Two tables, of a year each, may stand on two sheets.  What stands on other sheets, and in
        the text, is passed over.
        """
        form = reading.form
        readable = reading.sources.keys() - {place for place, _ in form.unreadable}
        computed = {place: text for place, text in form.computed if place in readable}
        sheets: dict[_Sheet, dict[Place, Address]] = {}
        for place, source in reading.sources.items():
            # A figure of the text has an address in a sheet, too, and the names of the annex.
            is_of_annex = in_annex(place.row) and place.field in ANNEX
            known = address(source.cell) if is_of_annex and source.cell else None
            if known is not None:
                sheets.setdefault((source.file, source.sheet), {})[place] = known
        plan = reading.plan
        return tuple(
            cls(
                figures,
                plan.rows,
                plan.subtotals,
                addresses,
                _places(addresses),
                dict(_formulas(computed, addresses, sheet or "")),
                frozenset(form.as_text),
            )
            for (_, sheet), addresses in sheets.items()
        )

    def name(self, place: Place) -> str:
        """Return the name of the cell at a place."""
        column, row = self.addresses[place]
        return f"{column}{row}"

    def position(self, place: Place) -> tuple[int, str, int]:
        """Return the key to sort the cells of a row by, from left to right."""
        column, row = self.addresses[place]
        return len(column), column, row

    def printed(self, place: Place) -> Value:
        """Return the figure at a place."""
        return self.figures[place.row].get(place.field)

    def column(self, name: Field) -> list[Place]:
        """Return the cells of a column that compute alike: a total of counts is a sum."""
        return [
            place
            for place in self.addresses
            if place.field == name and (isinstance(name, Rate) or isinstance(place.row, int))
        ]

    def shape(self, place: Place) -> Shape:
        """Return the cells that a formula takes, rows counted from its own."""
        _, own_row = self.addresses[place]
        offsets = {(column, row - own_row) for column, row in taken(self.formulas[place])}
        return tuple(sorted(offsets))

    def usual_shape(self, column: Iterable[Place]) -> Shape:
        """Return the shape of most formulas of a column, an empty one if no shape prevails."""
        shapes = Counter(self.shape(place) for place in column if place in self.formulas)
        shape, times = max(shapes.items(), key=itemgetter(1), default=((), 0))
        is_usual = times >= _FEWEST and 3 * times > 2 * shapes.total()
        return shape if is_usual else ()

    def cells_of(self, shape: Shape, place: Place) -> tuple[str, ...]:
        """Return the names of the cells of a shape, seen from a place."""
        _, own_row = self.addresses[place]
        return tuple(f"{column}{own_row + offset}" for column, offset in shape)

    def is_of_its_counts(self, place: Place) -> bool:
        """Whether a figure is no rate, or the rate that its counts give, rounded half up."""
        printed = self.printed(place)
        if not isinstance(place.field, Rate) or not isinstance(printed, Percent):
            return True
        operands = share_of_whole(place.field).operands
        count, whole = (self.figures[place.row].get(operand) for operand in operands)
        if not (isinstance(count, int) and isinstance(whole, int) and whole):
            return False
        return ratio_prints(count, whole, printed)

    def odd_formulas(self) -> Iterator[tuple[Place, tuple[str, ...]]]:
        """Yield the cells that compute from others than their column, and those it would take."""
        for name in ANNEX:
            column = self.column(name)
            usual = self.usual_shape(column)
            for place in column if usual else ():
                if place in self.formulas and self.shape(place) != usual:
                    yield place, self.cells_of(usual, place)

    def not_followed(self) -> Iterator[Place]:
        """Yield the cells whose formulas take cells that are not known."""
        for place, formula in self.formulas.items():
            if not is_followed(formula):
                yield place

    def rows_not_followed(self) -> Iterator[Place]:
        """Yield those of columns that have no usual formula besides."""
        for place in self.not_followed():
            column = self.column(place.field)
            if place in column and not self.usual_shape(column):
                yield place

    def totals_not_followed(self) -> Iterator[Place]:
        """Yield those that may add up counts."""
        for place in self.not_followed():
            if isinstance(place.field, Count) and is_total(place.row):
                yield place

    def sums(self) -> Iterator[Place]:
        """Yield the totals and sub-totals of counts that a sum computes."""
        for place, formula in self.formulas.items():
            is_count = isinstance(place.field, Count)
            if is_count and is_total(place.row) and is_sum(formula):
                yield place

    def rows(self, row: Row) -> Sequence[Row]:
        """Return the rows of TDPs that a row of an annex stands for."""
        if isinstance(row, int):
            return (row,)
        return self.subtotals.get(row, self.all_rows)

    def is_of_sections(self, rows: AbstractSet[Row]) -> bool:
        """Whether some rows are all rows of one section or of several."""
        of_sections: set[Row] = set()
        for own_rows in self.subtotals.values():
            if rows >= set(own_rows):
                of_sections.update(own_rows)
        return of_sections == rows

    def wrong_sums(self) -> Iterator[WrongSum]:
        """Yield the sums of totals and sub-totals that take other cells than their rows."""
        for place in self.sums():
            wrong = self._wrong_sum(place)
            if wrong is not None:
                yield wrong

    def _wrong_sum(self, place: Place) -> WrongSum | None:
        """Return what is wrong with the cells of a sum, the worst alone; None if it is right."""
        own_rows = frozenset(self.rows(place.row))
        times = Counter[Row]()
        other_columns: list[Address] = []
        other_rows: list[Address] = []
        for cell in _cells_taken(self._summands(place)):
            if cell == self.addresses[place]:
                return WrongSum(place, SumFault.ITSELF, (cell,), frozenset())
            known = self._place_at(cell, place.field)
            if known is None:
                continue
            rows = self.rows(known.row)
            if known.field != place.field:
                other_columns.append(cell)
            elif not own_rows.issuperset(rows):
                other_rows.append(cell)
            else:
                times.update(rows)
        left_out = [row for row in self.rows(place.row) if not times[row]]
        twice = frozenset(row for row, number in times.items() if number > 1)
        missing = [Place(row, place.field) for row in left_out]
        cells_left_out = [self.addresses[cell] for cell in missing if cell in self.addresses]
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
            known = self._place_at(cell, place.field)
            if known is None or twice.isdisjoint(self.rows(known.row)):
                continue
            if is_total(known.row):
                subtotals.append(cell)
            if number > 1:
                repeated.append(cell)
        yield from repeated or subtotals

    def _summands(self, place: Place) -> Iterator[Summand]:
        """Yield the cells that a sum adds; `SUBTOTAL` passes over the cells of other sub-totals."""
        for summand in summands(self.formulas[place]):
            at_cell = self._place_at(summand.cell, place.field)
            formula = "" if at_cell is None else self.formulas.get(at_cell, "")
            if summand.function != "SUBTOTAL" or "SUBTOTAL(" not in formula:
                yield summand

    def _place_at(self, cell: Address, name: Field) -> Place | None:
        """Return the place of a cell; households of both years may share one."""
        places = self.places.get(cell, ())
        for place in places:
            if place.field == name:
                return place
        return places[0] if places else None

    def summed(self, place: Place, levels: int = _MOST_LEVELS) -> Summed:
        """Return what the sum in a cell adds in the end."""
        if place not in self._summed:
            self._summed[place] = self._added(place, levels)
        return self._summed[place]

    def _added(self, place: Place, levels: int) -> Summed:
        times = Counter[Place]()
        text: dict[Place, None] = {}
        is_circular, is_known = False, True
        for summand in self._summands(place):
            known = self._place_at(summand.cell, place.field)
            if summand.cell == self.addresses[place]:
                is_circular = True
            elif known is None:
                is_known = False
            elif known in self.as_text and summand.function:
                text[known] = None
            elif levels and is_sum(self.formulas.get(known, "")):
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
        for place in self.sums() if self.as_text else ():
            # A sum loses nothing without a cell that holds 0.
            for text in filter(self.printed, self.summed(place).text):
                columns.setdefault(text.field, {})[text] = None
                formulas[text.field] = self.formulas[place]
        for name, places in columns.items():
            yield sorted(places, key=lambda place: place.rank), formulas[name]

    def counts(self, place: Place) -> list[int]:
        """Return the counts that a sum or a quotient takes, none if one of them is not known."""
        formula = self.formulas[place]
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
        for place in self.places.get(cell, ()):
            value = self.printed(place)
            formula = self.formulas.get(place)
            holds_number = place not in self.as_text and (formula is None or is_sum(formula))
            if isinstance(value, int) and holds_number:
                return value
        return None


def _places(addresses: Mapping[Place, Address]) -> dict[Address, list[Place]]:
    """Return the places that each cell holds: the households of both years may share one."""
    places: dict[Address, list[Place]] = {}
    for place, cell in addresses.items():
        places.setdefault(cell, []).append(place)
    return places


def _formulas(
    computed: Mapping[Place, str], addresses: Mapping[Place, Address], sheet: str
) -> Iterator[tuple[Place, str]]:
    """Yield the formulas of a sheet, plain, its own name before cells left out."""
    for place, text in computed.items():
        if place in addresses:
            yield place, plain(without_sheet(text, sheet) if sheet else text)


def _cells_taken(added: Iterable[Summand]) -> Iterator[Address]:
    return (summand.cell for summand in added)


def named(cells: Iterable[Address]) -> tuple[str, ...]:
    """
    Return the names of some cells, those below each other as a range.

    >>> named([("G", 3), ("G", 4), ("G", 5), ("H", 9)])
    ('G3:G5', 'H9')
    """
    names: list[str] = []
    ordered = enumerate(sorted(set(cells)))
    for (column, _), run in groupby(ordered, key=lambda item: (item[1][0], item[1][1] - item[0])):
        rows = [row for _, (_, row) in run]
        is_range = len(rows) > 1
        names.append(f"{column}{rows[0]}:{column}{rows[-1]}" if is_range else f"{column}{rows[0]}")
    return tuple(names)
