"""Each error of the year in the figures of the real plan, as it is said in both languages."""

from collections.abc import Callable, Collection, Sequence

import pytest
from attrs import evolve

from povertyplan import (
    Category,
    Count,
    LabourTarget,
    Percent,
    Plan,
    PovertyTarget,
    Report,
    Tally,
    check,
    read,
)
from povertyplan.checks import CHECKS
from povertyplan.year import (
    Commitment,
    Coverage,
    CoverageTable,
    Flow,
    FlowTable,
    Household,
    Interval,
    LabourTable,
    Outlook,
    Policy,
    PovertyCause,
    PovertyFlow,
    ProgressReport,
    Register,
    ReportingPeriod,
    UnitReport,
    roll_over,
)

PLAN = read("examples/cao-thuong-2024/plan.md").plan
COMMUNE, YEAR = PLAN.unit, ReportingPeriod(2024)
JUNE, JULY = ReportingPeriod(2024, "06"), ReportingPeriod(2024, "07")
UNITS = [target.unit for target in PLAN.targets]
POOR = Flow(90, 20, 16, 0, 0, 0, 0, 0, 54)
NEAR_POOR = Flow(135, 0, 45, 0, 20, 0, 0, 0, 110)
POOR_HOUSEHOLDS = [
    Household(
        f"{row}-{number}",
        target.unit,
        Category.POOR,
        causes=[PovertyCause.CAPITAL],
        outlook=Outlook.ABLE,
    )
    for row, target in enumerate(PLAN.targets, 1)
    for number in range(1, (target.base.poor.count or 0) + 1)
]
REGISTER = Register(COMMUNE, 2023, POOR_HOUSEHOLDS)


def labour_of_units(jobs: Sequence[int]) -> LabourTable:
    lines = [
        LabourTarget(unit, 2024, new_jobs=number) for unit, number in zip(UNITS, jobs, strict=True)
    ]
    return LabourTable(COMMUNE, YEAR, lines)


def flow(poor: Flow, near_poor: Flow = NEAR_POOR) -> FlowTable:
    return FlowTable(COMMUNE, YEAR, [PovertyFlow(COMMUNE, YEAR, poor, near_poor)])


def starts(of_first: int, units: int = 26) -> FlowTable:
    """Return a flow in which the first unit starts from a count of poor, and all else fits."""
    targets = PLAN.targets[:units]
    counts = [of_first, *(target.base.poor.count or 0 for target in targets[1:])]
    lines = [
        PovertyFlow(target.unit, YEAR, poor=Flow(start=count))
        for target, count in zip(targets, counts, strict=True)
    ]
    return FlowTable(COMMUNE, YEAR, lines)


def jobs_so_far(period: ReportingPeriod, jobs: int) -> ProgressReport:
    line = UnitReport(UNITS[0], period, labour=LabourTarget(UNITS[0], 2024, new_jobs=jobs))
    return ProgressReport(COMMUNE, period, [line])


def changed(codes: Collection[str], change: Callable[[Household], Household]) -> Register:
    """Return the register of all poor households, some of which are not as the others."""
    households = [
        change(household) if household.code in codes else household
        for household in REGISTER.households
    ]
    return evolve(REGISTER, households=households)


def coverage(entitled: int, covered: int, rate: str | None = None) -> CoverageTable:
    printed = None if rate is None else Percent.parse(rate)
    line = Coverage(COMMUNE, 2024, Policy.HEALTH, Category.POOR, entitled, covered, printed)
    return CoverageTable(COMMUNE, YEAR, [line])


def beside_result(poor: int) -> Report:
    """Check the plan of 2025 that starts from so many poor in its first unit, where 4 are left."""
    counted = roll_over(PLAN, [target.goal for target in PLAN.targets])
    first, *others = counted.targets
    changed = PovertyTarget(evolve(first.base, poor=Tally(poor)), first.goal)
    return check(evolve(counted, targets=[changed, *others]), against=counted)


def unable(household: Household) -> Household:
    return evolve(household, outlook=Outlook.UNABLE)


def not_judged(household: Household) -> Household:
    return evolve(household, causes=[], outlook=None)


def helped(household: Household) -> Household:
    return evolve(household, helper="Hội Nông dân")


FIVE = [
    Commitment(body, Count.HELPED, Interval(4, 5))
    for body in ("Hội Nông dân", "Hội Phụ nữ", "Đoàn Thanh niên", "Hội Cựu chiến binh", "MTTQ")
]
#: Each code with a report that has it, and what is said in both languages.
CASES: dict[str, tuple[Callable[[], Report], str, str]] = {
    "PP403": (
        lambda: check(labour_of_units([10] * 25 + [9]), against=PLAN),
        "total row: the people with new jobs of the units add up to 259, but the plan sets 260",
        (
            "dòng tổng: cộng số người có việc làm mới của các đơn vị là 259, trong khi kế "
            "hoạch giao 260"
        ),
    ),
    "PP404": (
        lambda: check(Plan.of(2024, [], labour={"new_jobs": 9, "exported": 10})),
        (
            "labour targets: the workers sent abroad are printed as 10, more than the 9 "
            "people with new jobs, whom they are counted among"
        ),
        (
            "chỉ tiêu lao động: số người đi xuất khẩu lao động ghi 10, nhiều hơn số người có "
            "việc làm mới (9 người), trong khi lao động đi xuất khẩu được tính trong số này"
        ),
    ),
    "PP701": (
        lambda: check(flow(evolve(POOR, end=55))),
        (
            "row 1 (Cao Thượng): the poor at the end are printed as 55, but 90 at the start, "
            "36 that left and 0 that came make 54 (1 too many)"
        ),
        (
            "dòng 1 (Cao Thượng): số thuộc diện nghèo cuối kỳ ghi 55, nhưng đầu kỳ 90, giảm "
            "36, tăng 0 thì cuối kỳ là 54 (ghi thừa 1)"
        ),
    ),
    "PP702": (
        lambda: check(flow(POOR, Flow(135, 0, 44, None, 20, 0, 0, None, 110))),
        (
            "row 1 (Cao Thượng): the near-poor at the end are printed as 110, but 135 at the "
            "start, 44 that left and 20 that came make 111; -1 in households is unexplained, "
            "with these left blank: near-poor that left for other reasons, near-poor that "
            "came for other reasons"
        ),
        (
            "dòng 1 (Cao Thượng): số thuộc diện cận nghèo cuối kỳ ghi 110, nhưng đầu kỳ 135, "
            "giảm 44, tăng 20 thì cuối kỳ là 111; còn chênh -1 hộ chưa rõ lý do, đề nghị bổ "
            "sung số liệu còn để trống: số cận nghèo giảm khác, số cận nghèo tăng khác"
        ),
    ),
    "PP703": (
        lambda: check(flow(POOR, evolve(NEAR_POOR, from_other=19))),
        (
            "row 1 (Cao Thượng): counted in households, 20 became near-poor by the form of "
            "the poor, but 19 by the form of the near-poor"
        ),
        (
            "dòng 1 (Cao Thượng): biểu hộ nghèo ghi 20 hộ trở thành cận nghèo, nhưng biểu hộ "
            "cận nghèo ghi 19"
        ),
    ),
    "PP704": (
        lambda: check(starts(7), against=PLAN),
        "row 1 (Hoà Sơn): the poor at the start are printed as 7, but the plan starts from 8",
        "dòng 1 (Hoà Sơn): số thuộc diện nghèo đầu kỳ ghi 7, trong khi kế hoạch giao trên cơ sở 8",
    ),
    "PP705": (
        lambda: check(jobs_so_far(JULY, 128), against=jobs_so_far(JUNE, 130)),
        (
            "row 1 (Hoà Sơn): the people with new jobs are printed as 128 since the start of "
            "the year, but 130 were reported up to 06/2024"
        ),
        (
            "dòng 1 (Hoà Sơn): số người có việc làm mới lũy kế từ đầu năm ghi 128, thấp hơn "
            "130 đã báo cáo đến hết tháng 06/2024"
        ),
    ),
    "PP706": (
        lambda: check(starts(8, units=25), against=PLAN),
        "units without a row: Ngò",
        "thiếu số liệu của: Ngò",
    ),
    "PP801": (
        lambda: check(PLAN, against={Count.POOR_DROP: 40}),
        (
            "targets in the text: the plan sets 36 for the drop in poor households, 4 below "
            "the quota of 40"
        ),
        (
            "chỉ tiêu trong văn bản: số hộ nghèo giảm theo kế hoạch là 36, thấp hơn 4 so với "
            "chỉ tiêu được giao (40)"
        ),
    ),
    "PP802": (
        lambda: check(PLAN, against=changed({"11-1", "11-2", "11-3"}, unable)),
        (
            "row 11 (Trong Hạ): poor households are to fall by 4 net, but the review found 3 "
            "able to leave poverty"
        ),
        (
            "dòng 11 (Trong Hạ): theo kế hoạch, số hộ nghèo thực giảm 4 hộ, trong khi rà soát"
            " chỉ có 3 hộ có khả năng thoát nghèo"
        ),
    ),
    "PP803": (
        lambda: check(PLAN, against=evolve(REGISTER, households=POOR_HOUSEHOLDS[1:])),
        "row 1 (Hoà Sơn): the poor households of 2023 are printed as 8, but the register has 7",
        "dòng 1 (Hoà Sơn): số hộ nghèo năm 2023 ghi 8, trong khi danh sách rà soát có 7 hộ",
    ),
    "PP804": (
        lambda: check(PLAN, against=changed({"23-1"}, not_judged)),
        (
            "row 23 (Chợ): of 3 poor households, 1 has no cause of poverty, or no word "
            "whether they can leave it"
        ),
        (
            "dòng 23 (Chợ): 1/3 hộ nghèo chưa xác định nguyên nhân hoặc chưa đánh giá khả "
            "năng thoát nghèo"
        ),
    ),
    "PP805": (
        lambda: check(changed({"1-1", "1-2", "1-3"}, helped), against=FIVE[:1]),
        "Hội Nông dân helps 3 households, but has promised to help 4 to 5",
        "Hội Nông dân nhận giúp đỡ 3 hộ, trong khi được phân công từ 4 đến 5 hộ",
    ),
    "PP806": (
        lambda: check(PLAN, against=FIVE),
        (
            "targets in the text: poor households are to fall by 36 net, and bodies help at "
            "most 20 to 25 of them; at least 11 to 16 have no helper"
        ),
        (
            "chỉ tiêu trong văn bản: theo kế hoạch, số hộ nghèo thực giảm 36 hộ, các đơn vị "
            "nhận giúp đỡ tối đa từ 20 đến 25 hộ; còn ít nhất từ 11 đến 16 hộ chưa có đơn vị "
            "giúp đỡ"
        ),
    ),
    "PP811": (
        lambda: check(coverage(90, 91)),
        (
            "row 1 (y tế, hộ nghèo): the people covered are printed as 91, more than the 90 "
            "who are entitled"
        ),
        "dòng 1 (y tế, hộ nghèo): số đã hỗ trợ ghi 91, nhiều hơn số thuộc diện (90)",
    ),
    "PP812": (
        lambda: check(coverage(300, 299, "100%")),
        (
            "row 1 (y tế, hộ nghèo): the rate of people covered is printed as 100%, but "
            "leaves out 1 of 300 people"
        ),
        "dòng 1 (y tế, hộ nghèo): tỷ lệ hỗ trợ ghi 100%, nhưng còn 1/300 chưa được hỗ trợ",
    ),
    "PP813": (
        lambda: check(coverage(135, 133, "98%")),
        (
            "row 1 (y tế, hộ nghèo): the rate of people covered is printed as 98%, but 133 of"
            " 135 people are 99%"
        ),
        "dòng 1 (y tế, hộ nghèo): tỷ lệ hỗ trợ ghi 98%, nhưng 133 trên 135 là 99%",
    ),
    "PP901": (
        lambda: beside_result(5),
        "row 1 (Hoà Sơn): the poor households of 2024 are printed as 5, but the review counted 4",
        "dòng 1 (Hoà Sơn): kế hoạch lấy số hộ nghèo năm 2024 là 5, trong khi kết quả rà soát là 4",
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_what_is_wrong_is_said_in_both_languages(code: str) -> None:
    report_of_case, en, vi = CASES[code]
    (finding,) = [finding for finding in report_of_case().findings if finding.code == code]
    assert (finding.text("en"), finding.text("vi")) == (en, vi)


def test_every_check_of_the_year_has_a_sentence_here() -> None:
    codes = {each.code for each in CHECKS}
    of_year = {code for code in codes if code.startswith(("PP403", "PP404", "PP7", "PP8", "PP9"))}
    assert of_year - {"PP707"} == CASES.keys(), "PP707 says that nothing was compared"
