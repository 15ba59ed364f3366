"""The cells of an annex in a workbook: their addresses, formulas and text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from attrs import frozen

from povertyplan.arithmetic.formulas import (
    Address,
    address,
    is_followed,
    plain,
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


@frozen
class FormulaCells:
    """The cells of an annex on one sheet: where each figure stands, and the formulas."""

    figures: Figures
    all_rows: Sequence[Row]
    subtotals: Mapping[Row, Sequence[Row]]
    addresses: Mapping[Place, Address]
    places: Mapping[Address, Sequence[Place]]
    formulas: Mapping[Place, str]  #: but for cells that show no number
    as_text: frozenset[Place]  #: the cells that hold text, which a sum skips

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
        """Whether a figure is a count, or the rate that its counts give, rounded half up."""
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
        """Yield the cells of rows that are not followed, in columns without a usual formula."""
        for place in self.not_followed():
            column = self.column(place.field)
            if place in column and not self.usual_shape(column):
                yield place

    def totals_not_followed(self) -> Iterator[Place]:
        """Yield the cells of totals that are not followed."""
        for place in self.not_followed():
            if isinstance(place.field, Count) and is_total(place.row):
                yield place

    def place_at(self, cell: Address, name: Field) -> Place | None:
        """Return the place of a cell; households of both years may share one."""
        places = self.places.get(cell, ())
        for place in places:
            if place.field == name:
                return place
        return places[0] if places else None

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
