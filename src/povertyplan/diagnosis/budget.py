"""The work that a search may do, in steps that take about as long on any table."""

from collections.abc import Iterable
from contextlib import suppress
from typing import TypeVar

from attrs import define

from povertyplan.arithmetic.cases import Case

_T = TypeVar("_T")
#: So many rows are added up in the time in which another case is looked at.
_ROWS_IN_A_STEP = 50


class BudgetSpent(Exception):  # noqa: N818  # it ends a search, and is not an error
    """A search has taken as many steps as it may."""


@define
class Budget:
    """
    The steps that a search may still take.

    The steps of a part of the search are taken off the whole, too:

    >>> whole = Budget(5)
    >>> part = whole.part(4)
    >>> made_within_budget(map(part.spend, [1, 2, 3]))
    [None, None]
    >>> part.was_exceeded, whole.was_exceeded, whole.left
    (True, False, 2)
    """

    left: int
    whole: "Budget | None" = None
    was_exceeded: bool = False  #: whether it had fewer steps left than were asked for

    def part(self, most: int) -> "Budget":
        """Return the budget of a part of the search, which may take so many steps."""
        return Budget(most, self)

    def spend(self, steps: int = 1) -> None:
        """Take steps off the budget; raise `BudgetSpent` if it has fewer left."""
        if self.left < steps:
            self.was_exceeded = True
            raise BudgetSpent
        if self.whole is not None:
            self.whole.spend(steps)
        self.left -= steps


def made_within_budget(making: Iterable[_T]) -> list[_T]:
    """Return what a search makes before its budget is spent."""
    made: list[_T] = []
    with suppress(BudgetSpent):
        made.extend(making)
    return made


def steps_of(case: Case) -> int:
    """Return the steps that it takes to look at a case and to add up its rows."""
    return 1 + rows_of(case)


def rows_of(case: Case) -> int:
    """Return the steps that it takes to add up the rows of a case, none where they are few."""
    return len(case.over) // _ROWS_IN_A_STEP
