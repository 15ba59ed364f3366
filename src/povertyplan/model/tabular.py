"""The questions that the arithmetic asks of a table; a plan is such a table."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, Self, runtime_checkable

from attrs import evolve, frozen

from povertyplan.arguments.strict import strict
from povertyplan.model.fields import Field, Flat, Value
from povertyplan.model.places import Edit, Figures, Place, Row, in_annex, place_of
from povertyplan.model.relations import FURTHER_RELATIONS, Relation

__all__ = ["Tabular", "cells"]


@runtime_checkable
class Tabular(Protocol):
    """
    A table of figures: its rows, the totals that add them up, and its claims.

    A cell is a row and the flat name of a figure.  A figure that the table has no cell for is
    left out of `figures`; one whose cell is blank is None there.

    >>> from povertyplan.model.tabular import Tabular
    >>> table = Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}])
    >>> isinstance(table, Tabular), table.figures()[1][Count.POOR_GOAL]
    (True, 2)
    >>> table.name_of(1), table.year_of(Count.POOR_GOAL)
    ('Chợ', 2024)
    >>> table.edited([Edit(Place(1, "poor_goal"), 2, 3)]).figures()[1][Count.POOR_GOAL]
    3
    """

    @property
    def relations(self) -> Sequence[Relation]:
        """The claims of the table about its figures."""
        ...

    @property
    def rows(self) -> Sequence[Row]:
        """The rows that the total adds up."""
        ...

    @property
    def subtotals(self) -> Mapping[Row, Sequence[Row]]:
        """The sub-total rows, each with the rows that it is the sum of."""
        ...

    @property
    def total(self) -> object:
        """The row `Part.TOTAL` as it is printed, or None for a table without a total row."""
        ...

    def figures(self) -> Figures:
        """Return every row and part with its figures by their flat names."""
        ...

    def name_of(self, row: Row) -> str:
        """Return the name of the unit of a row, the label of a section, else an empty text."""
        ...

    def year_of(self, field: Field, /) -> int | None:
        """Return the year of a figure, None if it has several years or no year."""
        ...

    def edited(self, edits: Iterable[Edit]) -> Self:
        """Return the table with figures replaced."""
        ...


@frozen
class Widened:
    """A table with further columns, which claim that they follow from its own."""

    table: Tabular
    columns: Figures
    relations: Sequence[Relation] = FURTHER_RELATIONS

    @property
    def rows(self) -> Sequence[Row]:
        """The rows of the table."""
        return self.table.rows

    @property
    def subtotals(self) -> Mapping[Row, Sequence[Row]]:
        """The sub-total rows of the table."""
        return self.table.subtotals

    @property
    def total(self) -> object:
        """The total row of the table."""
        return self.table.total

    def figures(self) -> dict[Row, Flat]:
        """Return the rows of the table, each with its figures of the further columns."""
        return {
            row: {**flat, **self.columns.get(row, {})}
            for row, flat in self.table.figures().items()
            if in_annex(row)
        }

    def name_of(self, row: Row) -> str:
        """Return the name of a row of the table."""
        return self.table.name_of(row)

    def year_of(self, field: Field, /) -> int | None:
        """Return the year of a figure of the table or of a further column."""
        return self.table.year_of(field)

    def edited(self, edits: Iterable[Edit]) -> Self:
        """
        Return the table with figures replaced, in its own columns and in the further ones.

        Raises `LookupError` for a place that the table does not have.
        """
        own: list[Edit] = []
        further: list[Edit] = []
        for edit in edits:
            is_further = edit.place.field in self.columns.get(edit.place.row, {})
            (further if is_further else own).append(edit)
        return evolve(self, table=self.table.edited(own), columns=edited(self.columns, further))


@strict
def cells(table: Tabular) -> dict[Place, Value]:
    """
    Return every figure of a table by its place, the inverse of `Tabular.edited`.

    >>> cells(Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}]))[Place(1, "poor_goal")]
    2
    """
    return {
        place_of(row, field): value
        for row, flat in table.figures().items()
        for field, value in flat.items()
    }


def edited(figures: Figures, edits: Iterable[Edit]) -> Figures:
    """
    Return the figures as they would be after some edits.

    >>> figures = {1: {Count.POOR_GOAL: 2}}
    >>> edited(figures, [Edit(Place(1, "poor_goal"), printed=2, proposed=3)])[1][Count.POOR_GOAL]
    3
    """
    after = dict(figures)
    for edit in edits:
        row = after[edit.place.row]
        after[edit.place.row] = {**row, edit.place.field: edit.proposed}
    return after


def are_consecutive(rows: range, last: int) -> bool:
    """
    Whether the rows of a section follow one another and lie in 1 to *last*.

    >>> are_consecutive(range(2, 4), 3), are_consecutive(range(1, 4, 2), 3)
    (True, False)
    """
    return rows.step == 1 and 1 <= rows.start <= rows.stop <= last + 1


def complete_sum(values: Iterable[Value]) -> int | None:
    """
    Return the sum of some counts, None if one of them is not stated.

    >>> complete_sum([2, 3]), complete_sum([2, None])
    (5, None)
    """
    total = 0
    for value in values:
        if not isinstance(value, int):
            return None
        total += value
    return total


def replaced(
    figures_of: Callable[[Row], Flat], edits: Iterable[Edit], table: str
) -> dict[Row, dict[Field, Value]]:
    """
    Return the rows that some edits change, with their figures replaced.

    Raises `LookupError` for a place that has no figure, and `ValueError` where the *table* does
    not state what an edit says it does.
    """
    changes: dict[Row, dict[Field, Value]] = {}
    for edit in edits:
        place = edit.place
        if place.row not in changes:
            changes[place.row] = dict(figures_of(place.row))
        flat = changes[place.row]
        if place.field not in flat:
            raise LookupError(f"{place}: no such figure")
        if flat[place.field] != edit.printed:
            stated = flat[place.field]
            raise ValueError(f"{place}: the {table} has {stated!r}, not {edit.printed!r}")
        flat[place.field] = edit.proposed
    return changes
