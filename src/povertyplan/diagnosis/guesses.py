"""What a search yields: a cause, the figures that it asks to change, and what that costs."""

from attrs import frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.causes import Cause
from povertyplan.messages import Said
from povertyplan.model.fields import Value
from povertyplan.model.places import Edit, Place


@frozen
class Figure:
    """A figure of the plan that an explanation uses."""

    place: Place
    value: Value


@frozen
class Guess:
    """
    One cause that explains some broken cases, not yet compared with the others.

    *own* are the cells in which the slip happened, *derived* those that were
    computed from them afterwards.  *cost* is in tenths of a bit: the likelier
    the less.  *forced* says whether the figures allow no other value.
    """

    cause: Cause
    own: tuple[Edit, ...]
    derived: tuple[Edit, ...]
    clears: tuple[Case, ...]
    cost: int
    forced: bool = True
    terms: tuple[tuple[str, Said | Figure], ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every figure that changes, the slip's own first."""
        return (*self.own, *self.derived)

    @property
    def order(self) -> tuple[int, int, list[tuple[int, int, int, str]], list[str], str]:
        """What guesses are sorted by: the likelier first, and ties by their places."""
        places = [edit.place.rank for edit in self.own]
        proposed = [str(edit.proposed) for edit in self.own]
        return (self.cost, len(self.own), places, proposed, self.cause)
