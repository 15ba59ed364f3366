"""The sections of an annex, with and without sub-totals."""

from povertyplan import Place, check
from povertyplan.model.fields import Count
from povertyplan.model.places import SectionRow
from tests.support.annexes import annex, read_table


def test_sections_with_sub_totals_are_sums_and_never_added_twice() -> None:
    reading = annex(
        "I | Khu vực thành thị | 300 | 6 | 2,00 | 5",
        "1 | Chợ | 100 | 2 | 2,00 | 2",
        "2 | Phố Mới | 200 | 4 | 2,00 | 3",
        "II | Khu vực nông thôn | 100 | 3 | 3,00 | 1",
        "1 | Ngò | 100 | 3 | 3,00 | 2",
        " | Tổng cộng (I+II) | 400 | 9 | 2,25 | 7",
    )
    plan = reading.plan
    assert [(one.label, one.rows) for one in plan.sections] == [
        ("Khu vực thành thị", range(1, 3)),
        ("Khu vực nông thôn", range(3, 4)),
    ]
    assert plan.total is not None
    assert plan.total.goal.poor.count == 7
    (finding,) = check(reading, select=["PP1", "PP2"]).findings
    assert finding.place == Place(SectionRow(2), Count.POOR_GOAL)
    assert str(finding) == (
        "sub-total 2 (Khu vực nông thôn): the poor households of 2024 are printed as 1,"
        " but the rows add up to 2 (1 too few)"
    )
    assert str(reading.sources[finding.place]) == "plan.md:9:45"


def test_sections_closed_by_a_sum_of_their_own() -> None:
    reading = annex(
        "A | Khu vực 1 | | | | ",
        "1 | Chợ | 100 | 2 | 2,00 | 2",
        " | Cộng | 100 | 2 | 2,00 | 2",
        "B | Khu vực 2 | | | | ",
        "2 | Ngò | 100 | 3 | 3,00 | 2",
        " | Cộng | 100 | 3 | 3,00 | 2",
        " | Tổng | 200 | 5 | 2,50 | 4",
    )
    assert [one.rows for one in reading.plan.sections] == [range(1, 2), range(2, 3)]
    assert all(one.printed for one in reading.plan.sections)
    assert check(reading).errors == ()


def test_a_section_without_rows() -> None:
    reading = read_table(
        "TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024",
        "A | B | 1 | 2 | 3",
        "I | Khu vực 1 | | |",
        "II | Khu vực 2 | | |",
        "1 | Chợ | 217 | 8 | 4",
        "| Cộng | 217 | 8 | 4",
    )
    assert [section.rows for section in reading.plan.sections] == [range(1, 1), range(1, 2)]
