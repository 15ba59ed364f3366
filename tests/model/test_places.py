import pytest

from povertyplan import Count, Part, Place, Rate
from povertyplan.errors import near
from povertyplan.model.fields import Field, Period, field_named, period
from povertyplan.model.names import key
from povertyplan.model.places import Row, SectionRow, row_named


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Sơn", "Hòa Sơn"),
        ("Hoa\u0300 Sơn", "HOÀ  SƠN "),
        ("Thuý", "Thúy"),
        ("TDP 1", "tdp\u00a01"),
        ("Đồi Đỏ", "đồi đỏ"),
    ],
)
def test_one_key_for_every_way_to_type_a_name(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ngò", "Ngô"), ("Ngò", "Ngo"), ("Đình", "Dình"), ("Tân Tiến", "Tân Tiên"), ("Bùi", "Bủi")],
)
def test_letters_and_tones_count(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_near_names_are_hinted_at() -> None:
    assert near("poor", ["households"]) == ""
    assert near("poor_goal", ["poor_goals", "poor_gaol"]).startswith(
        "; did you mean 'poor_goals' or"
    )


@pytest.mark.parametrize(
    ("name", "year"),
    [
        (Count.POOR_BASE, Period.BASE),
        (Rate.NEAR_POOR_GOAL_RATE, Period.GOAL),
        (Count.POOR_DROP, None),
        (Count.TRAINED, None),
    ],
)
def test_the_year_of_a_figure(name: Field, year: Period | None) -> None:
    assert period(name) is year


@pytest.mark.parametrize("name", [*Count, *Rate])
def test_flat_names_are_found(name: Field) -> None:
    assert field_named(str(name)) is name


def test_other_names_are_refused_with_a_hint() -> None:
    with pytest.raises(
        ValueError, match=r"'poor_gaol' is no flat name; did you mean .*'poor_goal'"
    ):
        field_named("poor_gaol")


@pytest.mark.parametrize("row", [1, 26, *Part, SectionRow(1), SectionRow(12)])
def test_rows_are_read_back(row: Row) -> None:
    assert row_named(str(row)) == row


@pytest.mark.parametrize("name", ["", "0", "-1", "section", "section0", "totals", "²", "٣", "1.0"])
def test_what_names_no_row_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is no row: expected a number from 1, section1, document"):
        row_named(name)


def test_places_are_sorted_as_a_report_is() -> None:
    ordered = [
        Place(Part.DOCUMENT, "number"),
        Place(Part.HEADLINE, "poor_goal_rate"),
        Place(Part.LABOUR, "trained"),
        Place(2, "households_base"),
        Place(2, "poor_goal"),
        Place(2, "unheard_of"),
        Place(10, "households_base"),
        Place(SectionRow(1), "poor_goal"),
        Place(SectionRow(2), "households_base"),
        Place(Part.TOTAL, "households_base"),
    ]
    shuffled = ordered[1::2] + ordered[::2]
    assert sorted(shuffled, key=lambda place: place.rank) == ordered
    assert str(ordered[7]) == "section1/poor_goal"
