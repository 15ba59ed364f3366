import pytest

from povertyplan import Part, Place
from povertyplan.model.places import Row, SectionRow, row_named


@pytest.mark.parametrize("row", [1, 26, *Part, SectionRow(1), SectionRow(12)])
def test_rows_are_read_back(row: Row) -> None:
    assert row_named(str(row)) == row


@pytest.mark.parametrize("name", ["", "0", "-1", "section", "section0", "totals", "²", "٣", "1.0"])
def test_what_names_no_row_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="does not name a row: expected a number from 1, section1"):
        row_named(name)


def test_places_are_sorted_as_a_report_is() -> None:
    ordered = [
        Place(Part.DOCUMENT, "number"),
        Place(Part.HEADLINE, "poor_goal_rate"),
        Place(Part.LABOUR, "trained"),
        Place(2, "households_base"),
        Place(2, "poor_goal"),
        Place(2, "poor_persons_base"),
        Place(10, "households_base"),
        Place(SectionRow(1), "poor_goal"),
        Place(SectionRow(2), "households_base"),
        Place(Part.TOTAL, "households_base"),
    ]
    shuffled = ordered[1::2] + ordered[::2]
    assert sorted(shuffled, key=lambda place: place.rank) == ordered
    assert str(ordered[7]) == "section1/poor_goal"


def test_statements_of_one_target_are_told_apart_by_their_hashes() -> None:
    """A text may state a target thousands of times, and each is the key of its source."""
    places = [Place(Part.HEADLINE, "poor_goal", number) for number in range(1, 1_001)]
    assert len(set(map(hash, places))) == len(places)
