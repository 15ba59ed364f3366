"""A table that is not a plan: the labour targets of the TDPs of a commune, and their total."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Self

from attrs import evolve, frozen

from povertyplan import Count, Edit, Part, Rate
from povertyplan.model.fields import Field, Figure
from povertyplan.model.places import Figures, Row
from povertyplan.model.relations import Bound, Ratio, Relation, Sum
from povertyplan.model.tabular import edited

COLUMNS: tuple[Figure, ...] = (Count.WORKING_AGE, Count.TRAINED, Rate.TRAINED_RATE)
RATE = Ratio(Rate.TRAINED_RATE, (Count.TRAINED,), Count.WORKING_AGE)
LABOUR_RELATIONS: tuple[Relation, ...] = (
    Sum(Count.WORKING_AGE),
    Sum(Count.TRAINED),
    RATE,
    Bound((Count.TRAINED,), Count.WORKING_AGE),
)


@frozen
class LabourTable:
    """One row of labour figures for each TDP."""

    cells: Figures
    relations: Sequence[Relation] = LABOUR_RELATIONS

    @property
    def rows(self) -> Sequence[Row]:
        return [row for row in self.cells if isinstance(row, int)]

    @property
    def subtotals(self) -> Mapping[Row, Sequence[Row]]:
        return {}

    @property
    def total(self) -> object:
        return self.cells.get(Part.TOTAL)

    def figures(self) -> Figures:
        return self.cells

    def name_of(self, row: Row) -> str:
        return f"TDP {row}" if isinstance(row, int) else ""

    def year_of(self, field: Field, /) -> int | None:
        del field
        return 2024

    def edited(self, edits: Iterable[Edit]) -> Self:
        return evolve(self, cells=edited(self.cells, edits))
