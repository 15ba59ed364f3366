"""A plan beside the result of the year before: PP901, and PP706 and PP707 of such a pair."""

import pytest
from attrs import evolve

from povertyplan import (
    Count,
    Edit,
    Part,
    Place,
    Plan,
    Report,
    Review,
    Section,
    Severity,
    check,
    read,
)
from povertyplan.documents.files import OpenedFile, reading_of
from povertyplan.reading import Reading
from povertyplan.year import roll_over

REAL = read("examples/cao-thuong-2024/plan.md").plan
GOALS = [target.goal for target in REAL.targets]
#: The plan after the real one, which starts from 5 poor households in Hoà Sơn, and from 55 in all.
NEXT = roll_over(REAL, GOALS).edited(
    [Edit(Place(1, Count.POOR_BASE), 4, 5), Edit(Place(Part.TOTAL, Count.POOR_BASE), 54, 55)]
)
#: The codes of the checks that compare a plan with such a result.
BESIDE = ("PP706", "PP707", "PP901")


def reading(title: str, head: str, *rows: str) -> Reading | Review:
    text = "\n".join([title, "", f"TT;Thôn;{head}", *rows])
    return reading_of(OpenedFile("rà-soát.csv", text.encode(), "csv"))


def review(year: int, **poor: int) -> Review:
    """Read the result of a review, with 100 households in each unit."""
    rows = [f"{row};{name};100;{count}" for row, (name, count) in enumerate(poor.items(), 1)]
    read_as = reading(f"Kết quả rà soát năm {year}", "Số hộ;Hộ nghèo", *rows)
    assert isinstance(read_as, Review)
    return read_as


def plan_of(year: int, **poor: int) -> Plan:
    """Return a plan whose base and goals are the same."""
    rows: list[dict[str, object]] = [
        {"name": name, "households_base": 100, "poor_base": count, "poor_goal": count}
        for name, count in poor.items()
    ]
    return Plan.of(year, rows)


def beside(plan: Plan | Reading, result: Plan | Reading | Review) -> Report:
    return check(plan, against=result, select=BESIDE)


def said(report: Report, lang: str = "vi") -> list[str]:
    return [f"{finding.code} {finding.text(lang)}" for finding in report.findings]


def gaps(report: Report, lang: str = "vi") -> list[str]:
    return [f"{gap.code} {gap.text(lang)}" for gap in report.skipped]


def test_the_plan_after_the_real_one_beside_the_review_of_its_year() -> None:
    base_alone = roll_over(REAL, GOALS)
    report = beside(NEXT, base_alone)  # a plan that states no goals is what a review counted
    assert said(report) == [
        (
            "PP901 dòng 1 (Hoà Sơn): kế hoạch lấy số hộ nghèo năm 2024 là 5, trong khi kết quả rà"
            " soát là 4"
        )
    ]
    assert said(report, "en") == [
        (
            "PP901 row 1 (Hoà Sơn): the poor households of 2024 are printed as 5, but the review"
            " counted 4"
        )
    ]
    assert [finding.severity for finding in report.findings] == [Severity.ERROR]
    assert beside(base_alone, base_alone).findings == ()


def test_goals_of_the_plan_before_are_no_result_yet() -> None:
    report = beside(NEXT, REAL)
    assert said(report) == [
        (
            "PP901 dòng 1 (Hoà Sơn): kế hoạch lấy số hộ nghèo năm 2024 là 5, trong khi chỉ tiêu của"
            " kế hoạch năm trước là 4; đề nghị đối chiếu với kết quả rà soát"
        )
    ]
    assert said(report, "en") == [
        (
            "PP901 row 1 (Hoà Sơn): the poor households of 2024 are printed as 5, but the plan of"
            " the year before set 4: compare both with the review"
        )
    ]
    assert [finding.severity for finding in report.findings] == [Severity.WARNING]
    households = Edit(Place(2, Count.HOUSEHOLDS_BASE), 95, 96)
    assert said(beside(roll_over(REAL, GOALS).edited([households]), REAL)) == []


def test_a_review_is_compared_in_all_that_it_counts_and_cited() -> None:
    result = review(2024, Chợ=3, Ngò=4)
    plan = plan_of(2025, Chợ=3, Ngò=2).edited([Edit(Place(1, Count.HOUSEHOLDS_BASE), 100, 101)])
    told = [
        (
            "PP901 dòng 1 (Chợ): kế hoạch lấy số hộ năm 2024 là 101, trong khi kết quả rà soát"
            " là 100 (đối chiếu rà-soát.csv, C4)"
        ),
        (
            "PP901 dòng 2 (Ngò): kế hoạch lấy số hộ nghèo năm 2024 là 2, trong khi kết quả rà soát"
            " là 4 (đối chiếu rà-soát.csv, D5)"
        ),
    ]
    assert said(beside(plan, result)) == told
    assert said(beside(plan, result.reading)) == told


def test_the_later_of_two_reviews_is_the_result() -> None:
    result = reading(
        "Kết quả rà soát hộ nghèo năm 2024",
        "Số hộ 2023;Hộ nghèo 2023;Số hộ 2024;Hộ nghèo 2024",
        "1;Chợ;100;5;100;3",
    )
    assert isinstance(result, Reading)
    (finding,) = beside(plan_of(2025, Chợ=4), result).findings
    assert (finding.severity, finding.expected) == (Severity.ERROR, 3)
    (finding,) = beside(plan_of(2024, Chợ=4), result).findings
    assert finding.expected == 5


def test_units_that_only_one_of_them_has() -> None:
    assert said(beside(plan_of(2025, Chợ=3, Bậu=1), review(2024, Chợ=3, Ngò=2))) == [
        (
            "PP706 thiếu số liệu của: Ngò; không có trong văn bản đối chiếu: Bậu (đối chiếu"
            " rà-soát.csv)"
        )
    ]


def test_totals_are_compared_where_no_unit_is_in_both() -> None:
    plan, result = plan_of(2025, Chợ=3, Ngò=2), plan_of(2024, **{"Số 1": 4})
    plan = evolve(plan, total=plan.computed_total)
    result = evolve(result, total=result.computed_total)
    (finding,) = check(plan, against=result, select=["PP901"]).findings
    place = Place(Part.TOTAL, Count.POOR_BASE)
    assert (finding.place, finding.printed, finding.expected) == (place, 5, 4)


@pytest.mark.parametrize("year", [2023, 2025])
def test_the_review_of_another_year(year: int) -> None:
    report = beside(plan_of(2025, Chợ=3), review(year, Chợ=9))
    assert said(report) == [
        (
            f"PP707 kế hoạch lấy số liệu gốc năm 2024, nhưng kết quả rà soát là của năm {year};"
            " chưa đối chiếu số liệu (đối chiếu rà-soát.csv)"
        )
    ]
    assert "PP901" not in report.checked


@pytest.mark.parametrize("year", [2023, 2025, 2026])
def test_plans_of_one_year_or_of_two_years_apart_have_nothing_to_compare(year: int) -> None:
    report = beside(plan_of(2025, Chợ=3), plan_of(year, Chợ=9))
    assert said(report) == []
    assert gaps(report, "en") == ["PP706 the two tables have no figures in common to compare"]


def test_the_result_of_a_review_is_not_checked_against_a_plan() -> None:
    report = beside(review(2024, Chợ=3).reading, plan_of(2024, Chợ=9))
    assert said(report) == []


def test_another_standard_between_them_leaves_nothing_to_compare() -> None:
    report = beside(plan_of(2027, Chợ=9), review(2026, Chợ=3))
    assert said(report) == []
    assert gaps(report) == [
        (
            "PP901 chuẩn nghèo thay đổi sau kỳ rà soát, nên số liệu gốc của kế hoạch là số liệu rà"
            " soát theo chuẩn mới"
        )
    ]
    assert gaps(report, "en") == [
        (
            "PP901 the poverty standard changes after the result, so that the plan starts from a"
            " recount"
        )
    ]
    report = beside(plan_of(2022, Chợ=9), review(2021, Chợ=3))
    assert gaps(report) == [
        "PP901 chưa rõ chuẩn nghèo có thay đổi giữa kết quả rà soát và kế hoạch hay không"
    ]


def test_plans_without_rows_and_blanks_have_nothing_to_compare() -> None:
    empty = Plan.of(2025, [])
    assert "PP901" not in beside(empty, review(2024, Chợ=3)).checked
    assert "PP901" not in beside(plan_of(2025, Chợ=3), empty).checked
    blank = Plan.of(2025, [{"name": "Chợ", "poor_goal": 3}])
    assert "PP901" not in beside(blank, review(2024, Chợ=3)).checked


def test_units_of_one_name_are_told_apart_by_their_sections() -> None:
    def two_communes(labels: tuple[str, str], counts: tuple[int, int]) -> Plan:
        rows = [{"name": "Thôn 1", "poor_base": count} for count in counts]
        sections = [Section(label, range(row, row + 1)) for row, label in enumerate(labels, 1)]
        return evolve(Plan.of(2025, rows), sections=tuple(sections))

    plan = two_communes(("Xã Bắc", "Xã Nam"), (3, 4))
    assert said(beside(plan, two_communes(("Xã Nam", "Xã Bắc"), (4, 3)))) == []
