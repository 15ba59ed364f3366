"""The coverage of policies: what is said of it in both languages, and what is not."""

import pytest

from povertyplan import Percent, Plan, Unit, check
from povertyplan.findings import Report
from povertyplan.year import Coverage, CoverageTable, Policy, ReportingPeriod

COMMUNE, YEAR = Unit("Cao Thượng"), ReportingPeriod(2024)


def row(
    entitled: int | None, covered: int | None, rate: str = "", policy: Policy = Policy.HEALTH
) -> Coverage:
    printed = Percent.parse(rate) if rate else None
    return Coverage(COMMUNE, 2024, policy, None, entitled, covered, printed)


def checked(*lines: Coverage) -> Report:
    return check(CoverageTable(COMMUNE, YEAR, lines), select=["PP8"])


@pytest.mark.parametrize(
    ("line", "code", "en", "vi"),
    [
        (
            row(90, 91),
            "PP811",
            "the people covered are printed as 91, more than the 90 who are entitled",
            "số đã hỗ trợ ghi 91, nhiều hơn số thuộc diện (90)",
        ),
        (
            row(300, 299, "100"),
            "PP812",
            "the rate of people covered is printed as 100%, but leaves out 1 of 300 people",
            "tỷ lệ hỗ trợ ghi 100%, nhưng còn 1/300 chưa được hỗ trợ",
        ),
        (
            row(100_000, 99_999, "100,00"),
            "PP812",
            "the rate of people covered is printed as 100.00%, but leaves out 1 of 100,000 people",
            "tỷ lệ hỗ trợ ghi 100,00%, nhưng còn 1/100.000 chưa được hỗ trợ",
        ),
        (
            row(135, 133, "98"),
            "PP813",
            "the rate of people covered is printed as 98%, but 133 of 135 people are 99%",
            "tỷ lệ hỗ trợ ghi 98%, nhưng 133 trên 135 là 99%",
        ),
        (
            row(135, 135, "99,9"),
            "PP813",
            "the rate of people covered is printed as 99.9%, but 135 of 135 people are 100.0%",
            "tỷ lệ hỗ trợ ghi 99,9%, nhưng 135 trên 135 là 100,0%",
        ),
        (
            row(0, 0, "100"),
            "PP813",
            "the rate of people covered is printed as 100%, but nobody is entitled",
            "tỷ lệ hỗ trợ ghi 100%, nhưng không có ai thuộc diện",
        ),
    ],
)
def test_one_fault_has_one_message(line: Coverage, code: str, en: str, vi: str) -> None:
    (finding,) = checked(line).findings
    assert finding.code == code
    assert finding.text("en") == f"row 1 (y tế): {en}"
    assert finding.text("vi") == f"dòng 1 (y tế): {vi}"


@pytest.mark.parametrize("rate", ["101", "101,11", "100", "98"])
def test_a_rate_beside_too_many_is_not_told_of_again(rate: str) -> None:
    assert [finding.code for finding in checked(row(90, 91, rate)).findings] == ["PP811"]


@pytest.mark.parametrize(
    ("line", "expected"), [(row(300, 299, "100"), "99%"), (row(3000, 2999, "100,0"), "99.9%")]
)
def test_what_only_rounds_to_all_should_print_less(line: Coverage, expected: str) -> None:
    (finding,) = checked(line).findings
    assert str(finding.expected) == expected


@pytest.mark.parametrize(
    "line", [row(300, 300, "100"), row(300, 299, "99"), row(300, 299, "99,67"), row(0, 0, "0")]
)
def test_what_is_right_is_told_nothing(line: Coverage) -> None:
    report = checked(line)
    assert (report.findings, report.skipped) == ((), ())


def test_a_table_that_cannot_be_judged_says_why() -> None:
    gaps = {gap.code: (gap.text("en"), gap.text("vi")) for gap in checked(row(90, None)).skipped}
    no_rates = (
        "no row states a rate of coverage beside those entitled and those covered",
        "không dòng nào ghi tỷ lệ hỗ trợ cùng với số thuộc diện và số đã hỗ trợ",
    )
    assert gaps == {
        "PP811": (
            "no row states both those entitled and those covered",
            "không dòng nào ghi cả số thuộc diện và số đã hỗ trợ",
        ),
        "PP812": no_rates,
        "PP813": no_rates,
    }


def test_a_plan_is_told_nothing_of_coverage() -> None:
    report = check(Plan.of(2024, [{"name": "Chợ"}]), select=["PP81"])
    assert (report.findings, report.skipped, report.checked) == ((), (), ())


def test_the_total_of_one_policy_is_judged_as_its_rows_are() -> None:
    lines = [
        Coverage(Unit(name), 2024, Policy.HEALTH, None, 10, covered)
        for name, covered in (("Chợ", 10), ("Ngò", 9))
    ]
    total = Coverage(COMMUNE, 2024, Policy.HEALTH, None, 20, 20, Percent.parse("100"))
    found = check(CoverageTable(COMMUNE, YEAR, lines, total)).findings
    assert [(finding.code, str(finding.place)) for finding in found] == [("PP101", "total/covered")]
