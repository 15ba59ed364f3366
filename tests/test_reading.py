"""Where something stands in a file, and notices."""

import pytest
from attrs import evolve

from povertyplan import Edit, HouseholdCensus, Place, Plan, Unit, check
from povertyplan.reading import Form, Notice, Reading, Review, Source


@pytest.mark.parametrize(
    ("source", "shown", "where"),
    [
        (Source("a.md"), "a.md", ""),
        (Source("a.md", 3), "a.md:3", "line 3"),
        (Source("a.xlsx", cell="B4"), "a.xlsx:B4", "cell B4"),
        (Source("a.xlsx", sheet="PL", cell="B4"), "a.xlsx:PL!B4", "cell PL!B4"),
        (Source("a.docx", paragraph=7), "a.docx:¶7", "paragraph 7"),
    ],
)
def test_sources_in_words_and_as_links(source: Source, shown: str, where: str) -> None:
    assert (str(source), source.where) == (shown, where)


def test_a_reading_without_sources_has_no_file() -> None:
    assert Reading(Plan.of(2024, [])).file == ""


def test_a_review_prints_its_year_and_the_number_of_its_units() -> None:
    census = HouseholdCensus(Unit("Chợ"), 2023, 136)
    review = Review(2023, (census,), None, Reading(Plan.of(2024, [])))
    assert repr(review) == "<Review 2023: 1 unit>"
    assert repr(evolve(review, censuses=(census, census))) == "<Review 2023: 2 units>"


def test_a_notice_has_a_known_code() -> None:
    with pytest.raises(ValueError, match=r"Notice\.code must be one of .*, got 'mine'"):
        Notice("mine")


def test_a_cell_that_gets_a_figure_is_no_longer_one_that_could_not_be_read() -> None:
    places = [Place(row, "poor_goal") for row in (1, 2, 3)]
    unreadable = ((places[0], "11O"), (places[1], "x"))
    plan = Plan.of(2024, [{"name": name} for name in ("Chợ", "Ngò", "Chám")])
    reading = Reading(plan, form=Form(unreadable=unreadable, uncomputed=(places[2],)))
    edited = reading.edited(Edit(place, None, 110) for place in (places[0], places[2]))
    assert edited.unread == {places[1]}
    assert edited.plan.target("Chợ").goal.poor.count == 110
    assert [finding.place for finding in check(edited).findings] == [places[1]]
