"""How guesses are ordered and figures cited."""

from povertyplan import Cause, Edit, Place, Rounding
from povertyplan.diagnosis.budget import Budget
from povertyplan.diagnosis.changes import Cited
from povertyplan.diagnosis.guesses import Guess, cited
from povertyplan.diagnosis.index import CaseIndex
from tests.support.slips import SOUND, TOTAL


def guess(cost: int, *places: Place, derived: tuple[Edit, ...] = ()) -> Guess:
    edits = tuple(Edit(place, 1, 2) for place in places)
    return Guess(Cause.MISTYPED, edits, derived, (), cost)


def test_the_likelier_comes_first_then_fewer_cells_then_their_places() -> None:
    row, total = Place(3, "poor_base"), Place(TOTAL, "poor_base")
    guesses = [guess(20, row, total), guess(20, total), guess(10, total), guess(20, row)]
    pair, unlikely_total, likely_total, unlikely_row = guesses
    assert sorted(guesses, key=lambda each: each.order) == [
        likely_total,
        unlikely_row,
        unlikely_total,
        pair,
    ]


def test_the_corrections_come_before_what_follows_from_them() -> None:
    follows = Edit(Place(TOTAL, "poor_base"), 90, 91)
    edits = guess(10, Place(3, "poor_base"), derived=(follows,)).edits
    assert [str(edit.place) for edit in edits] == ["3/poor_base", "total/poor_base"]


def test_a_figure_is_cited_with_its_unit_and_year() -> None:
    index = CaseIndex.of(SOUND, Rounding.HALF_UP, Budget(1))
    place = Place(26, "poor_base")
    assert cited(index, place, 3) == Cited(place, 3, "Ngò", 2023)
