"""The real plan beside a register of its review, and the register itself."""

import re

from attrs import evolve

from povertyplan import Category, Count, Edit, Level, Place, Plan, Report, Unit, check, read
from povertyplan.model.rows import Section
from povertyplan.reading import Notice, Reading, Source, TableReading
from povertyplan.year import Household, LabourTable, PovertyCause, Register, ReportingPeriod
from tests.support.registered import households, register_of, replaced, without

READING = read("examples/cao-thuong-2024/plan.md")
PLAN = READING.plan
#: A register in which exactly as many can leave as the plan sets, in each TDP and category.
REGISTER = register_of(PLAN)
#: The codes of the checks that compare a plan with its register.
BESIDE = ("PP706", "PP707", "PP802", "PP803", "PP804")
HOA_SON, TRONG_HA = 1, 11


def beside(plan: Plan, register: Register | TableReading[Register]) -> Report:
    return check(plan, against=register, select=BESIDE)


def said(report: Report, lang: str = "en") -> list[str]:
    return [f"{finding.code} {finding.text(lang)}" for finding in report.findings]


def gaps(report: Report, lang: str = "en") -> list[str]:
    return [f"{gap.code} {gap.text(lang)}" for gap in report.skipped if gap.code != "PP506"]


def test_the_plan_agrees_with_the_register_of_its_own_households() -> None:
    report = beside(PLAN, REGISTER)
    assert said(report) == []
    assert gaps(report) == []
    assert set(report.checked) == {*BESIDE}
    assert len(REGISTER.households) == 90 + 135


def test_names_are_matched_in_any_spelling() -> None:
    spelled = {"Hoà Sơn": "HÒA  SƠN", "Chợ": "chợ"}
    spelt_otherwise = [
        evolve(household, unit=Unit(spelled.get(household.unit.name, household.unit.name)))
        for household in REGISTER.households
    ]
    assert said(beside(PLAN, evolve(REGISTER, households=spelt_otherwise))) == []


# PP803


def test_a_household_too_few_in_the_register() -> None:
    report = beside(PLAN, without(REGISTER, "1-P8"))
    (finding,) = report.findings
    assert (finding.place, finding.printed, finding.expected) == (
        Place(HOA_SON, Count.POOR_BASE), 8, 7
    )  # fmt: skip
    assert said(report) == [
        (
            "PP803 row 1 (Hoà Sơn): the poor households of 2023 are printed as 8, but the register"
            " has 7"
        )
    ]
    assert said(report, "vi") == [
        "PP803 dòng 1 (Hoà Sơn): số hộ nghèo năm 2023 ghi 8, trong khi danh sách rà soát có 7 hộ"
    ]


def test_a_finding_is_accepted_by_its_row() -> None:
    fewer = without(REGISTER, "8-P6", "1-P8")
    report = check(PLAN, against=fewer, select=["PP803"], ignore=["PP803@8"])
    assert [finding.place.row for finding in report.findings] == [HOA_SON]
    assert [finding.place.row for finding in beside(PLAN, fewer).findings] == [HOA_SON, 8]


def test_the_file_of_the_register_is_cited() -> None:
    first = Place(1, Count.MEMBERS)
    reading = TableReading(without(REGISTER, "1-P8"), {first: Source("ra-soat.xlsx", cell="E7")})
    (finding,) = check(READING, against=reading, select=BESIDE).findings
    assert str(finding).endswith("but the register has 7 (see ra-soat.xlsx)")
    assert finding.text("vi").endswith("có 7 hộ (đối chiếu ra-soat.xlsx)")
    assert READING.source(finding) is not None


def test_near_poor_households_are_compared_too() -> None:
    assert said(beside(PLAN, without(REGISTER, "2-N4"))) == [
        (
            "PP803 row 2 (Chám): the near-poor households of 2023 are printed as 4, but the"
            " register has 3"
        )
    ]


def test_a_register_of_the_poor_alone_is_compared_in_them() -> None:
    report = beside(PLAN, register_of(PLAN, [Category.POOR]))
    assert said(report) == []
    assert gaps(report) == [
        "PP803 the register has no household to compare with: near-poor households of 2023"
    ]
    assert gaps(report, "vi") == [
        "PP803 danh sách rà soát không có hộ nào để đối chiếu với: số hộ cận nghèo năm 2023"
    ]
    assert "PP803" in report.checked


def test_a_register_without_a_household_compares_nothing() -> None:
    report = beside(PLAN, Register(PLAN.unit, 2023, []))
    assert said(report) == []
    assert gaps(report) == [
        "PP803 the register has no household to compare with: poor households of 2023",
        "PP803 the register has no household to compare with: near-poor households of 2023",
    ]
    assert "PP803" not in report.checked


def test_a_blank_base_is_not_compared() -> None:
    place = Place(HOA_SON, Count.POOR_BASE)
    blank = PLAN.edited([Edit(place, 8, None)])
    assert said(beside(blank, without(REGISTER, "1-P8"))) == []
    nothing = beside(Plan.of(2024, [{"name": "Hoà Sơn"}]), Register(PLAN.unit, 2023, []))
    assert said(nothing) == gaps(nothing) == []


# PP802


def with_outlooks(unit: str, category: Category, *outlooks: str | None) -> Register:
    """Return the register with other outlooks of the households of a unit."""
    entries = [
        household for household in REGISTER.households_in(category) if household.unit.name == unit
    ]
    changed = (
        evolve(household, outlook=outlook)  # type: ignore[arg-type]  # its word is taken
        for household, outlook in zip(entries, outlooks, strict=True)
    )
    return replaced(REGISTER, *changed)


def test_more_exits_are_planned_than_were_found_able() -> None:
    register = with_outlooks("Trong Hạ", Category.POOR, *["able"] * 3, *["unable"] * 3)
    report = beside(PLAN, register)
    (finding,) = report.findings
    assert finding.place == Place(TRONG_HA, Count.POOR_GOAL)
    assert dict(finding.terms) == {"drop": 4, "able": 3}
    assert said(report) == [
        (
            "PP802 row 11 (Trong Hạ): poor households are to fall by 4 net, but the review found 3"
            " able to leave poverty"
        )
    ]
    assert said(report, "vi") == [
        (
            "PP802 dòng 11 (Trong Hạ): theo kế hoạch, số hộ nghèo thực giảm 4 hộ, trong khi rà soát"
            " chỉ có 3 hộ có khả năng thoát nghèo"
        )
    ]


def test_who_is_not_judged_may_be_able() -> None:
    outlooks = ["able", "able", None, None, "unable", "unable"]
    register = with_outlooks("Trong Hạ", Category.POOR, *outlooks)
    assert [line for line in said(beside(PLAN, register)) if "PP802" in line] == []
    outlooks[3] = "unable"
    report = beside(PLAN, with_outlooks("Trong Hạ", Category.POOR, *outlooks))
    exceeding = [finding for finding in report.findings if finding.code == "PP802"]
    assert [finding.text("en") for finding in exceeding] == [
        (
            "row 11 (Trong Hạ): poor households are to fall by 4 net, but the review found 2 able"
            " to leave poverty, and 1 not judged yet"
        )
    ]
    assert [finding.text("vi") for finding in exceeding] == [
        (
            "dòng 11 (Trong Hạ): theo kế hoạch, số hộ nghèo thực giảm 4 hộ, trong khi rà soát chỉ"
            " có 2 hộ có khả năng thoát nghèo và 1 hộ chưa đánh giá"
        )
    ]


def test_exits_of_the_near_poor_are_compared_too() -> None:
    register = with_outlooks("Hoà Sơn", Category.NEAR_POOR, *["able"] * 3, *["unable"] * 7)
    report = beside(PLAN, register)
    assert said(report) == [
        (
            "PP802 row 1 (Hoà Sơn): near-poor households are to fall by 4 net, but the review found"
            " 3 able to leave near-poverty"
        )
    ]
    assert said(report, "vi") == [
        (
            "PP802 dòng 1 (Hoà Sơn): theo kế hoạch, số hộ cận nghèo thực giảm 4 hộ, trong khi rà"
            " soát chỉ có 3 hộ có khả năng thoát cận nghèo"
        )
    ]


# PP804


def test_a_plan_is_told_how_many_are_not_judged_in_each_unit() -> None:
    known = households(REGISTER)
    register = replaced(
        REGISTER,
        evolve(known["3-P1"], causes=[]),
        evolve(known["3-P2"], outlook=None),
        evolve(known["2-N4"], causes=[], outlook=None),
    )
    report = beside(PLAN, register)
    assert [finding.place for finding in report.findings] == [
        Place(2, Count.NEAR_POOR_BASE), Place(3, Count.POOR_BASE)
    ]  # fmt: skip
    assert said(report) == [
        (
            "PP804 row 2 (Chám): of 4 near-poor households, 1 has no cause, or no word whether they"
            " can leave near-poverty"
        ),
        (
            "PP804 row 3 (Trong CT): of 3 poor households, 2 have no cause of poverty, or no word"
            " whether they can leave it"
        ),
    ]
    assert said(report, "vi") == [
        (
            "PP804 dòng 2 (Chám): 1/4 hộ cận nghèo chưa xác định nguyên nhân hoặc chưa đánh giá khả"
            " năng thoát cận nghèo"
        ),
        (
            "PP804 dòng 3 (Trong CT): 2/3 hộ nghèo chưa xác định nguyên nhân hoặc chưa đánh giá khả"
            " năng thoát nghèo"
        ),
    ]


def test_a_register_alone_is_told_of_each_household_by_its_code() -> None:
    assert check(REGISTER).findings == ()
    assert check(REGISTER).ok
    known = households(REGISTER)
    register = replaced(
        REGISTER, evolve(known["1-P2"], causes=[]), evolve(known["2-N1"], outlook=None)
    )
    report = check(register)
    rows = {code: row for row, code in enumerate(known, 1)}
    assert [finding.place for finding in report.findings] == [
        Place(rows["1-P2"], Count.MEMBERS), Place(rows["2-N1"], Count.MEMBERS)
    ]  # fmt: skip
    assert said(report) == [
        "PP804 row 2 (1-P2): the household is not judged yet: no cause is given",
        (
            "PP804 row 21 (2-N1): the household is not judged yet: whether it can leave"
            " near-poverty is not said"
        ),
    ]
    assert said(report, "vi") == [
        "PP804 dòng 2 (1-P2): hộ chưa được rà soát đầy đủ: chưa xác định nguyên nhân",
        "PP804 dòng 21 (2-N1): hộ chưa được rà soát đầy đủ: chưa đánh giá khả năng thoát cận nghèo",
    ]
    assert check(register, ignore=["PP804@2"]).findings == report.findings[1:]


def test_what_was_asked_of_no_household_is_told_once() -> None:
    unasked = [evolve(household, causes=[]) for household in REGISTER.households_in(Category.POOR)]
    register = replaced(REGISTER, *unasked)
    for report in (check(register), beside(PLAN, register)):
        assert said(report) == []
        assert gaps(report) == ["PP804 poor households of 2023: the register gives a cause of none"]
        assert gaps(report, "vi") == [
            "PP804 số hộ nghèo năm 2023: danh sách rà soát chưa ghi nguyên nhân của hộ nào"
        ]
        assert "PP804" in report.checked


def test_a_register_that_judges_nobody_was_not_checked() -> None:
    listed = [Household(f"H-{row}", Unit("Chợ"), Category.POOR) for row in range(3)]
    register = Register(PLAN.unit, 2023, listed)
    report = check(register)
    assert said(report) == []
    assert gaps(report, "vi") == [
        "PP804 số hộ nghèo năm 2023: danh sách rà soát chưa ghi nguyên nhân của hộ nào",
        (
            "PP804 số hộ nghèo năm 2023: danh sách rà soát chưa đánh giá hộ nào có khả năng thoát"
            " hay không"
        ),
    ]
    assert "PP804" not in report.checked
    assert not report.ok
    plan = Plan.of(2024, [{"name": "Chợ", "poor_base": 3, "poor_goal": 1}])
    assert "PP802 poor households of 2023: the register says of none whether it can leave" in gaps(
        beside(plan, register)
    )


# PP706, PP707


def test_a_unit_that_one_of_the_two_alone_has() -> None:
    elsewhere = [
        evolve(household, unit=Unit("Chám Mới")) if household.unit.name == "Chám" else household
        for household in REGISTER.households
    ]
    report = beside(PLAN, evolve(REGISTER, households=elsewhere))
    assert said(report) == [
        (
            "PP706 units without a household in the register: Chám; units of the register that the"
            " plan does not have: Chám Mới"
        )
    ]
    assert said(report, "vi") == [
        (
            "PP706 đơn vị không có hộ nào trong danh sách rà soát: Chám; đơn vị có trong danh sách"
            " rà soát mà không có trong kế hoạch: Chám Mới"
        )
    ]


def test_a_unit_without_poor_households_needs_none_in_the_register() -> None:
    plan = Plan.of(2024, [{"name": "H. Hoa Thám", "poor_base": 0, "near_poor_base": 0},
                          {"name": "Chợ", "poor_base": 1}])  # fmt: skip
    market = Household("C-1", Unit("Chợ"), Category.POOR)
    assert said(beside(plan, Register(plan.unit, 2023, [market]))) == []
    other = Household("T-1", Unit("H. Hoa Thám"), Category.POOR)
    assert said(beside(plan, Register(plan.unit, 2023, [market, other]))) == [
        (
            "PP803 row 1 (H. Hoa Thám): the poor households of 2023 are printed as 0, but the"
            " register has 1"
        )
    ]


def test_names_of_several_units_are_told_and_not_compared() -> None:
    plan = Plan.of(2024, [{"name": "Ngò", "poor_base": 1}, {"name": "Ngò", "poor_base": 2},
                          {"name": "Chợ", "poor_base": 1}])  # fmt: skip
    sections = (Section("Khu A", range(1, 2)), Section("Khu B", range(2, 4)))
    listed = [
        Household("H-1", Unit("NGÒ"), Category.POOR),
        Household("H-2", Unit("Chợ"), Category.POOR),
    ]
    report = beside(evolve(plan, sections=sections), Register(plan.unit, 2023, listed))
    assert said(report) == ["PP706 names of several units, which were not compared: Ngò"]
    assert said(report, "vi") == ["PP706 tên trùng của nhiều đơn vị nên chưa đối chiếu: Ngò"]


def test_units_of_one_name_in_the_register_are_told() -> None:
    plan = Plan.of(2024, [{"name": "Chợ", "poor_base": 2}, {"name": "", "poor_base": 1}])
    listed = [
        Household("H-1", Unit("Chợ", Level.TDP, "thôn"), Category.POOR),
        Household("H-2", Unit("Chợ", Level.TDP, "tổ dân phố"), Category.POOR),
    ]
    assert said(beside(plan, Register(plan.unit, 2023, listed))) == [
        (
            "PP706 units without a household in the register: 2; names of several units, which were"
            " not compared: Chợ"
        )
    ]


def test_a_register_of_another_review_is_not_compared() -> None:
    report = beside(PLAN, evolve(without(REGISTER, "1-P8"), year=2024))
    assert said(report) == [
        "PP707 the plan starts from 2023, but the register is of 2024: they were not compared"
    ]
    assert said(report, "vi") == [
        (
            "PP707 kế hoạch lấy số liệu gốc năm 2023, nhưng danh sách rà soát là của năm 2024; chưa"
            " đối chiếu số liệu"
        )
    ]


def test_a_register_that_names_no_year_is_compared() -> None:
    register = evolve(without(REGISTER, "1-P8"), year=2026)
    reading = TableReading(register, notices=(Notice("period-assumed"),))
    report = check(Reading(PLAN), against=reading, select=["PP707", "PP803"])
    assert [finding.code for finding in report.findings] == ["PP803"]


def test_a_register_is_not_checked_against_a_plan() -> None:
    report = check(REGISTER, against=PLAN)
    assert gaps(report) == [
        "PP706 a plan is checked against its register, not the register against a plan"
    ]
    assert gaps(report, "vi") == [
        "PP706 lấy kế hoạch đối chiếu với danh sách rà soát, không đối chiếu ngược lại"
    ]


def test_other_tables_have_nothing_in_common_with_a_register() -> None:
    table: LabourTable = LabourTable(PLAN.unit, ReportingPeriod(2024), [])
    assert "PP706 the two tables have no figures in common to compare" in gaps(
        check(table, against=REGISTER)
    )
    assert said(check(REGISTER, against=REGISTER)) == []


def test_no_message_says_more_of_a_household_than_its_code() -> None:
    body, cause = "Hội Nông dân", PovertyCause.ILLNESS
    private = evolve(households(REGISTER)["1-P1"], causes=[cause], outlook=None, helper=body)
    register = replaced(REGISTER, private)
    for report in (check(register), beside(PLAN, register)):
        (finding,) = report.findings
        assert not re.search(f"{body}|{cause}", f"{finding} {finding.terms!r}")


def test_a_notice_of_the_register_does_not_hinder() -> None:
    reading = TableReading(without(REGISTER, "1-P8"), notices=(Notice("unit-unnamed"),))
    assert len(check(Reading(PLAN), against=reading, select=["PP803"]).findings) == 1
