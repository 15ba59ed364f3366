"""What bodies have promised, beside the register and beside the real plan."""

import pytest
from attrs import evolve

from povertyplan import Category, Count, Edit, Level, Part, Place, Plan, Report, Unit, check, read
from povertyplan.messages import YearError
from povertyplan.reading import Source, TableReading
from povertyplan.year import (
    Commitment,
    Household,
    Interval,
    LabourTable,
    Outlook,
    Register,
    ReportingPeriod,
)
from tests.support.registered import register_of

PLAN = read("examples/cao-thuong-2024/plan.md").plan
BODIES = ("MTTQ", "Hội Nông dân", "Hội Phụ nữ", "Hội Cựu chiến binh", "Đoàn Thanh niên")
FOUR_OR_FIVE = [Commitment(body, Count.HELPED, Interval(4, 5)) for body in BODIES]


def said(report: Report, lang: str = "en") -> list[str]:
    return [finding.text(lang) for finding in report.findings]


def gaps(report: Report, code: str, lang: str = "en") -> list[str]:
    return [gap.text(lang) for gap in report.skipped if gap.code == code]


def of_exits(plan: Plan, *promised: Commitment) -> Report:
    return check(plan, against=promised, select=["PP806"])


def helping(body: str, low: int, high: int | None, unit: str = "") -> Commitment:
    return Commitment(body, Count.HELPED, Interval(low, high), Unit(unit) if unit else None)


def helped(**numbers: int) -> Register:
    """Return a register in which bodies help so many households of Chợ, and one has no helper."""
    helpers = [name.replace("_", " ") for name, number in numbers.items() for _ in range(number)]
    households = [
        Household(f"H-{row}", Unit("Chợ"), Category.POOR, helper=helper)
        for row, helper in enumerate(["", *helpers])
    ]
    return Register(PLAN.unit, 2023, households)


# PP806


def test_five_bodies_reach_20_to_25_of_the_36_exits() -> None:
    report = of_exits(PLAN, *FOUR_OR_FIVE)
    (finding,) = report.findings
    assert (finding.place, finding.printed) == (Place(Part.HEADLINE, Count.POOR_DROP), 36)
    assert dict(finding.terms) == {"low": 20, "high": 25, "fewest": 11, "most": 16}
    assert said(report) == [
        (
            "targets in the text: poor households are to fall by 36 net, and bodies help at most 20"
            " to 25 of them; at least 11 to 16 have no helper"
        )
    ]
    assert said(report, "vi") == [
        (
            "chỉ tiêu trong văn bản: theo kế hoạch, số hộ nghèo thực giảm 36 hộ, các đơn vị nhận"
            " giúp đỡ tối đa từ 20 đến 25 hộ; còn ít nhất từ 11 đến 16 hộ chưa có đơn vị giúp đỡ"
        )
    ]
    accepted = check(PLAN, against=FOUR_OR_FIVE, select=["PP806"], ignore=["PP806@headline"])
    assert accepted.findings == ()


@pytest.mark.parametrize(
    ("count", "en", "vi"),
    [
        (
            Interval(35, 35),
            "bodies help at most 35 of them; at least 1 has no helper",
            "các đơn vị nhận giúp đỡ tối đa 35 hộ; còn ít nhất 1 hộ chưa có đơn vị giúp đỡ",
        ),
        (
            Interval(35, 40),
            "bodies help at most 35 to 36 of them; at least 0 to 1 have no helper",
            (
                "các đơn vị nhận giúp đỡ tối đa từ 35 đến 36 hộ; còn ít nhất từ 0 đến 1 hộ chưa có"
                " đơn vị giúp đỡ"
            ),
        ),
        (
            Interval(30),
            "bodies have promised to help 30 or more; up to 6 may have no helper",
            "các đơn vị nhận giúp đỡ từ 30 hộ trở lên; có thể còn đến 6 hộ chưa có đơn vị giúp đỡ",
        ),
    ],
)
def test_commitments_of_one_number_and_without_an_end(count: Interval, en: str, vi: str) -> None:
    report = of_exits(PLAN, Commitment("MTTQ", Count.HELPED, count))
    assert said(report)[0].endswith(f"fall by 36 net, and {en}")
    assert said(report, "vi")[0].endswith(f"thực giảm 36 hộ, {vi}")


def test_enough_commitments_leave_nobody_without_a_helper() -> None:
    assert said(of_exits(PLAN, helping("MTTQ", 36, 36))) == []
    assert said(of_exits(PLAN, *FOUR_OR_FIVE, helping("Doanh nghiệp", 16, None))) == []


def test_a_drop_that_the_text_leaves_out_is_that_of_the_annex() -> None:
    unstated = PLAN.edited([Edit(Place(Part.HEADLINE, Count.POOR_DROP), 36, None)])
    (finding,) = of_exits(unstated, *FOUR_OR_FIVE).findings
    assert (finding.place, finding.printed) == (Place(Part.TOTAL, Count.POOR_DROP), 36)


def test_introductions_help_no_household() -> None:
    introductions = [
        Commitment(target.unit.name, Count.EXPORTED, Interval(1, 1), target.unit)
        for target in PLAN.targets
    ]
    report = of_exits(PLAN, *introductions)
    assert gaps(report, "PP806") == ["none of the commitments is to help households"]
    assert gaps(report, "PP806", "vi") == ["trong phân công không có đơn vị nào nhận giúp đỡ hộ"]
    assert gaps(check(helped(MTTQ=1), against=introductions), "PP805") == [
        "none of the commitments is to help households"
    ]
    assert said(of_exits(PLAN, *introductions, *FOUR_OR_FIVE)) != []


def test_a_plan_without_a_drop_is_not_compared() -> None:
    report = of_exits(Plan.of(2024, [{"name": "Chợ", "poor_base": 3}]), *FOUR_OR_FIVE)
    assert gaps(report, "PP806") == [
        "the plan does not set by how many poor households are to fall"
    ]
    assert gaps(report, "PP806", "vi") == ["kế hoạch chưa đặt chỉ tiêu về số hộ nghèo giảm"]


def with_helpers(number: int) -> Register:
    """Return the register of the real plan, so many of whose able households have a helper."""
    register = register_of(PLAN)
    poor = [
        household
        for household in register.households_in(Category.POOR)
        if household.outlook is Outlook.ABLE
    ]
    taken = {household.code for household in poor[:number]}
    households = [
        evolve(household, helper="Hội Nông dân") if household.code in taken else household
        for household in register.households
    ]
    return evolve(register, households=households)


def test_beside_a_register_the_households_with_a_helper_are_counted() -> None:
    report = check(PLAN, against=with_helpers(22), select=["PP806"])
    (finding,) = report.findings
    assert dict(finding.terms) == {"helped": 22, "most": 14}
    assert said(report) == [
        (
            "targets in the text: poor households are to fall by 36 net, and 22 on the register"
            " have a helper; 14 exits have none"
        )
    ]
    assert said(report, "vi") == [
        (
            "chỉ tiêu trong văn bản: theo kế hoạch, số hộ nghèo thực giảm 36 hộ, danh sách rà soát"
            " mới có 22 hộ nghèo được nhận giúp đỡ; còn 14 hộ chưa có đơn vị giúp đỡ"
        )
    ]
    reading = TableReading(
        with_helpers(22), {Place(1, Count.MEMBERS): Source("ra-soat.xlsx", cell="E7")}
    )
    (cited,) = check(PLAN, against=reading, select=["PP806"]).findings
    assert str(cited).endswith("14 exits have none (see ra-soat.xlsx)")
    assert check(PLAN, against=with_helpers(36), select=["PP806"]).findings == ()


def test_a_register_that_names_no_helper_tells_nothing_of_them() -> None:
    report = check(PLAN, against=register_of(PLAN), select=["PP806"])
    assert gaps(report, "PP806") == ["the register names the helper of no household"]
    assert gaps(report, "PP806", "vi") == ["danh sách rà soát chưa ghi đơn vị giúp đỡ của hộ nào"]
    bare = Plan.of(2024, [{"name": "Chợ", "poor_base": 3}])
    assert gaps(check(bare, against=helped(MTTQ=3)), "PP806") == [
        "the plan does not set by how many poor households are to fall"
    ]
    other_year = evolve(with_helpers(22), year=2020)
    assert check(PLAN, against=other_year, select=["PP806"]).skipped == ()


# PP805


@pytest.mark.parametrize(
    ("promised", "en", "vi"),
    [
        (
            Interval(4, 5),
            "Hội Nông dân helps 3 households, but has promised to help 4 to 5",
            "Hội Nông dân nhận giúp đỡ 3 hộ, trong khi được phân công từ 4 đến 5 hộ",
        ),
        (
            Interval(2, 2),
            "Hội Nông dân helps 3 households, but has promised to help 2",
            "Hội Nông dân nhận giúp đỡ 3 hộ, trong khi được phân công 2 hộ",
        ),
        (
            Interval(4),
            "Hội Nông dân helps 3 households, but has promised to help 4 or more",
            "Hội Nông dân nhận giúp đỡ 3 hộ, trong khi được phân công ít nhất 4 hộ",
        ),
    ],
)
def test_a_body_helps_as_many_as_it_has_promised(promised: Interval, en: str, vi: str) -> None:
    commitment = Commitment("Hội Nông dân", Count.HELPED, promised)
    report = check(helped(MTTQ=2, HỘI__NÔNG_DÂN=3), against=[commitment], select=["PP805"])
    assert said(report) == [en]
    assert said(report, "vi") == [vi]
    assert report.findings[0].place == Place(4, Count.MEMBERS)  # the first that it helps
    assert [gap.code for gap in report.skipped] == []
    for number in (4, 5):
        kept = check(helped(Hội_Nông_dân=number), against=FOUR_OR_FIVE[1:2])
        assert "PP805" in kept.checked
        assert said(kept) == []


def test_bodies_that_help_nobody_are_told_together() -> None:
    promised = [*FOUR_OR_FIVE, helping("Doanh nghiệp", 0, 3), helping("MTTQ", 1, 2, "Ngò")]
    report = check(helped(MTTQ=4, Hội_Nông_dân=5), against=promised, select=["PP805"])
    (finding,) = report.findings
    assert finding.place == Place(Part.DOCUMENT, Count.HELPED)
    assert said(report) == [
        (
            "bodies that have promised to help, and help no household: Hội Phụ nữ, Hội Cựu chiến"
            " binh, Đoàn Thanh niên, MTTQ (Ngò)"
        )
    ]
    assert said(report, "vi") == [
        (
            "đơn vị được phân công nhưng chưa nhận giúp đỡ hộ nào: Hội Phụ nữ, Hội Cựu chiến binh,"
            " Đoàn Thanh niên, MTTQ (Ngò)"
        )
    ]
    assert check(helped(MTTQ=4), against=promised, ignore=["PP805@document"]).findings == ()


def test_a_commitment_of_a_unit_counts_the_households_of_that_unit() -> None:
    households = [
        Household(f"H-{row}", Unit(unit), Category.POOR, helper="MTTQ")
        for row, unit in enumerate(["Chợ", "Chợ", "Ngò", "Bậu"])
    ]
    register = Register(PLAN.unit, 2023, households)
    promised = [helping("MTTQ", 1, 1, "CHỢ"), helping("MTTQ", 1, 2)]
    report = check(register, against=promised, select=["PP805"])
    assert said(report) == ["MTTQ (CHỢ) helps 2 households, but has promised to help 1"]
    fewer = [helping("MTTQ", 2, 2, "CHỢ"), helping("MTTQ", 3, 4)]
    assert said(check(register, against=fewer, select=["PP805"])) == [
        "MTTQ helps 2 households, but has promised to help 3 to 4"
    ]


def test_two_findings_of_a_reading_do_not_hide_each_other() -> None:
    register = helped(MTTQ=1, Hội_Nông_dân=2)
    reading = TableReading(register)
    report = check(reading, against=[helping("MTTQ", 3, 3), helping("Hội Nông dân", 3, 3)])
    assert [finding.code for finding in report.findings] == ["PP805", "PP805"]


def test_a_unit_whose_name_others_bear_is_told_and_not_compared() -> None:
    units = [Unit("Chợ", Level.TDP, kind) for kind in ("thôn", "tổ dân phố")]
    households = [
        Household(f"H-{row}", unit, Category.POOR, helper="MTTQ") for row, unit in enumerate(units)
    ]
    promised = [helping("MTTQ", 5, 5, "Chợ"), helping("Hội Phụ nữ", 0, 1)]
    report = check(Register(PLAN.unit, 2023, households), against=promised)
    assert said(report) == []
    assert gaps(report, "PP805") == ["names of several units, which were not compared: Chợ"]
    assert gaps(report, "PP805", "vi") == ["tên trùng của nhiều đơn vị nên chưa đối chiếu: Chợ"]


def test_a_register_without_helpers_is_not_compared() -> None:
    report = check(helped(), against=FOUR_OR_FIVE)
    assert gaps(report, "PP805") == ["the register names the helper of no household"]
    assert "PP805" not in report.checked


# What commitments are compared with


def test_commitments_are_of_plans_and_registers() -> None:
    table: LabourTable = LabourTable(PLAN.unit, ReportingPeriod(2024), [])
    report = check(table, against=FOUR_OR_FIVE)
    assert gaps(report, "PP806") == ["commitments are compared with a plan or a register alone"]
    assert gaps(report, "PP806", "vi") == [
        "phân công giúp đỡ chỉ đối chiếu với kế hoạch hoặc danh sách rà soát"
    ]
    assert gaps(report, "PP706") == []


def test_a_body_promises_once() -> None:
    twice = [*FOUR_OR_FIVE, helping("mttq", 1, 1)]
    with pytest.raises(YearError, match="“mttq” has two commitments for the households helped"):
        check(PLAN, against=twice)


def test_nothing_promised_is_nothing_to_compare() -> None:
    assert gaps(of_exits(PLAN), "PP806") == ["none of the commitments is to help households"]


def test_commitments_may_be_any_iterable() -> None:
    assert said(check(PLAN, against=iter(FOUR_OR_FIVE), select=["PP806"])) != []
