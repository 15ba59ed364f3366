"""The coverage of policies: what a row is called, and what is added up."""

import pytest

from povertyplan import Category, Count, Edit, Part, Percent, Place, Unit
from povertyplan.year import Coverage, CoverageTable, Policy, ReportingPeriod, RowSection

COMMUNE, CHO, NGO = Unit("Cao Thượng"), Unit("Chợ"), Unit("Ngò")
YEAR = ReportingPeriod(2024)
CARDS = Coverage(COMMUNE, 2024, Policy.HEALTH, Category.POOR, 90, 90, Percent.parse("100"))
HOUSES = Coverage(COMMUNE, 2024, Policy.HOUSING, Category.POOR, 4, 3)


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (CARDS, "y tế, hộ nghèo"),
        (Coverage(COMMUNE, 2024, Policy.TRAINING), "đào tạo nghề"),
        (Coverage(COMMUNE, 2024, None, label="Hỗ trợ tiền điện"), "Hỗ trợ tiền điện"),
        (Coverage(COMMUNE, 2024, None, Category.POOR, label="Tiền điện"), "Tiền điện, hộ nghèo"),
        (
            Coverage(
                COMMUNE, 2024, Policy.HEALTH, Category.NEAR_POOR, label="Thẻ BHYT cho hộ cận nghèo"
            ),
            "Thẻ BHYT cho hộ cận nghèo",
        ),
    ],
)
def test_a_row_of_the_commune_goes_by_its_policy_and_group(row: Coverage, name: str) -> None:
    table = CoverageTable(COMMUNE, YEAR, [HOUSES, row])
    assert table.name_of(2) == name
    assert table.row(name) == row


def test_a_row_of_a_unit_goes_by_the_unit() -> None:
    rows = [Coverage(unit, 2024, Policy.HEALTH, covered=3) for unit in (CHO, NGO)]
    table = CoverageTable(COMMUNE, YEAR, rows)
    assert [table.name_of(row) for row in table.rows] == ["Chợ", "Ngò"]
    assert table.row("ngò").unit == NGO
    bare = CoverageTable(COMMUNE, YEAR, [Coverage(Unit(""), 2024, Policy.HEALTH)])
    assert bare.name_of(1) == "y tế"


def test_a_policy_of_no_known_kind_has_a_label() -> None:
    with pytest.raises(ValueError, match=r"Coverage\.label must name the policy"):
        Coverage(COMMUNE, 2024, None)


def test_nothing_is_added_up_over_several_policies() -> None:
    assert CoverageTable(COMMUNE, YEAR, [CARDS, HOUSES]).computed_total is None
    message = r"Rows\.total must be of rows of one group, got 'y tế, hộ nghèo' and 'nhà ở, hộ ngh"
    with pytest.raises(ValueError, match=message):
        CoverageTable(COMMUNE, YEAR, [CARDS, HOUSES], CARDS)
    section = RowSection("A", range(1, 3), CARDS)
    with pytest.raises(ValueError, match=r"RowSection\.printed must be of rows of one group"):
        CoverageTable(COMMUNE, YEAR, [CARDS, HOUSES], sections=[section])


def test_the_rows_of_one_policy_are_added_up() -> None:
    rows = [Coverage(unit, 2024, Policy.HEALTH, None, 10, 9) for unit in (CHO, NGO)]
    table = CoverageTable(COMMUNE, YEAR, rows)
    assert table.computed_total == Coverage(COMMUNE, 2024, Policy.HEALTH, None, 20, 18)


def test_an_edit_keeps_what_the_row_is_of() -> None:
    row = Coverage(COMMUNE, 2024, None, Category.POOR, 4, 3, label="Tiền điện")
    table = CoverageTable(COMMUNE, YEAR, [row], row)
    edits = [Edit(Place(where, Count.COVERED), 3, 4) for where in (1, Part.TOTAL)]
    after = Coverage(COMMUNE, 2024, None, Category.POOR, 4, 4, label="Tiền điện")
    assert table.edited(edits) == CoverageTable(COMMUNE, YEAR, [after], after)
