"""The result of a search: a cause, the figures that it asks to change, and their cost."""

from collections.abc import Iterable
from functools import cached_property

from attrs import frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.causes import Cause
from povertyplan.diagnosis.changes import Change, Cited, ExtraRow, MissingRow
from povertyplan.diagnosis.diagnosis import Reported, Terms
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.findings import Finding
from povertyplan.model.fields import Value
from povertyplan.model.places import Edit, Place


def cited(index: CaseIndex, place: Place, value: Value) -> Cited:
    """Return a figure with the row and the year that name it in a sentence."""
    table, ordinal = index.table, index.called(place.row)
    return Cited(place, value, table.name_of(place.row), table.year_of(place.field), ordinal)


def changed(index: CaseIndex, edit: Edit, *, derived: bool = False, written: str = "") -> Change:
    """Return an edit with the row and the year that name its place in a sentence."""
    row, year = edit.place.row, index.table.year_of(edit.place.field)
    unit, ordinal = index.table.name_of(row), index.called(row)
    return Change(edit, derived, unit, year, written, ordinal)


def extra_row(index: CaseIndex, row: int) -> ExtraRow:
    """Return a row that should go, with its name."""
    return ExtraRow(row, index.table.name_of(row), index.called(row))


@frozen
class Guess:
    """
    One cause that explains some broken cases, not yet compared with the others.

    *corrections* are the edits of the cells in which the slip happened,
    *derived* those of the cells that were computed from them afterwards.
    *cost* is in tenths of a bit: the likelier, the lower.  *forced* says
    whether the figures allow no other value.
    """

    cause: Cause
    corrections: tuple[Edit, ...]
    derived: tuple[Edit, ...]
    clears: tuple[Case, ...]
    cost: int
    forced: bool = True
    terms: Terms = ()
    shows: tuple[Reported, ...] = ()  #: the findings about formulas or ordinals that show it
    written: str = ""  #: what stands in the cell of the first correction, if it is no figure
    row: ExtraRow | MissingRow | None = None  #: a row to take out or to put in

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every figure that changes, the corrections first."""
        return (*self.corrections, *self.derived)

    @cached_property
    def mended(self) -> frozenset[Place]:
        """The subjects of the cases that it clears."""
        return frozenset(case.subject for case in self.clears)

    @property
    def repair(self) -> tuple[object, frozenset[tuple[Place, Value]]]:
        """The row to take out or to put in, and the figures that the cells of the slip get."""
        return self.row, frozenset((edit.place, edit.proposed) for edit in self.corrections)

    @property
    def order(self) -> tuple[int, int, list[tuple[int, int, int, str]], list[str], str]:
        """The key to sort guesses by: the likelier first, ties by their places."""
        places = [edit.place.rank for edit in self.corrections]
        proposed = [str(edit.proposed) for edit in self.corrections]
        return (self.cost, len(self.corrections), places, proposed, self.cause)


@frozen
class Rivals:
    """Everything that explains the same findings, the likeliest first."""

    guesses: tuple[Guess, ...]
    about: Finding | None = None  #: the finding explained, if no figure contradicts another
    proves: bool = True  #: False for what is odd and may be right
    together: tuple[Edit, ...] = ()  #: the edits of independent slips that are explained beside it
    after: tuple[Edit, ...] = ()  #: the repairs of other contradictions that are made before it
    complete: bool = True  #: whether the search for them ran to its end

    @property
    def agree(self) -> bool:
        """Whether every guess asks for one repair, and the figures allow no other value."""
        repairs = {guess.repair for guess in self.guesses}
        return self.proves and len(repairs) == 1 and all(guess.forced for guess in self.guesses)

    @property
    def doubted(self) -> frozenset[Place]:
        """The figures that may be wrong, if it is not certain which of them is."""
        if self.agree or not self.proves:
            return frozenset()
        places: set[Place] = set()
        for guess in self.guesses:
            places |= guess.mended
            places.update(edit.place for edit in guess.edits)
        return frozenset(places)


def ordered(guesses: Iterable[Guess]) -> tuple[Guess, ...]:
    """Return the guesses by likelihood, without repeats of cause, correction and proof."""
    best: dict[object, Guess] = {}
    for guess in sorted(guesses, key=lambda guess: guess.order):
        best.setdefault((guess.cause, guess.corrections, guess.terms), guess)
    return tuple(best.values())
