"""Plans and reviews as they were read."""

from attrs import evolve

from povertyplan import Edit, HouseholdCensus, Place, Plan, Unit, check
from povertyplan.reading import Form, Reading, Review


def test_a_reading_without_sources_has_no_file() -> None:
    assert Reading(Plan.of(2024, [])).file == ""


def test_a_review_prints_its_year_and_the_number_of_its_units() -> None:
    census = HouseholdCensus(Unit("Chợ"), 2023, 136)
    review = Review(2023, (census,), None, Reading(Plan.of(2024, [])))
    assert repr(review) == "<Review 2023: 1 unit>"
    assert repr(evolve(review, censuses=(census, census))) == "<Review 2023: 2 units>"


def test_a_cell_that_gets_a_figure_is_no_longer_one_that_could_not_be_read() -> None:
    places = [Place(row, "poor_goal") for row in (1, 2, 3)]
    unreadable = ((places[0], "11O"), (places[1], "x"))
    plan = Plan.of(2024, [{"name": name} for name in ("Chợ", "Ngò", "Chám")])
    reading = Reading(plan, form=Form(unreadable=unreadable, uncomputed=(places[2],)))
    edited = reading.edited(Edit(place, None, 110) for place in (places[0], places[2]))
    assert edited.unread == {places[1]}
    assert edited.plan.target("Chợ").goal.poor.count == 110
    assert [finding.place for finding in check(edited).findings] == [places[1]]
