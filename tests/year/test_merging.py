"""Four communes of 2024 as one commune of 2025, written and read; plans that do not go together."""

from pathlib import Path

import pytest
from attrs import evolve

from povertyplan import (
    Count,
    Headline,
    LabourTarget,
    Level,
    Percent,
    Plan,
    Unit,
    check,
    completed,
    read,
    read_bytes,
    write_bytes,
)
from povertyplan.year import YearError, merged

TAN_YEN = Unit("Tân Yên", Level.COMMUNE, "xã")
REAL = read(Path("examples/cao-thuong-2024/plan.md")).plan


def commune(name: str, kind: str, tdps: list[str]) -> Plan:
    """Return the plan of a made-up commune with the figures of some rows of the real one."""
    rows = [
        evolve(target, base=evolve(target.base, unit=unit), goal=evolve(target.goal, unit=unit))
        for target, unit in zip(REAL.targets, map(Unit, tdps), strict=False)
    ]
    return Plan(Unit(name, Level.COMMUNE, kind), 2024, rows)


CAO_XA = commune("Cao Xá", "xã", ["Đông", "Na Gu", "Hậu"])
VIET_LAP = commune("Việt Lập", "xã", ["Kim Tràng", "Đông"])
NGOC_LY = commune("Ngọc Lý", "xã", ["Làng Sai", "Ba Mô", "Cầu Đồng", "An Lập"])
PLANS = [REAL, CAO_XA, VIET_LAP, NGOC_LY]


def test_four_communes_become_one() -> None:
    plan = merged(TAN_YEN, PLANS)
    labels = ["Thị trấn Cao Thượng", "Xã Cao Xá", "Xã Việt Lập", "Xã Ngọc Lý"]
    assert [section.label for section in plan.sections] == labels
    assert [len(section.rows) for section in plan.sections] == [26, 3, 2, 4]
    assert plan.targets[:26] == REAL.targets  # with their rates
    assert plan.targets[26:29] == CAO_XA.targets
    assert plan.sections[0].printed is not None
    assert plan.sections[0].printed.goal.poor.count == 54
    assert plan.sections[0].printed.goal.poor.rate is None  # not the 1.39 % that the plan misprints
    assert plan.total == plan.computed_total
    assert (plan.unit, plan.year, plan.years) == (TAN_YEN, 2024, (2023, 2024))
    assert plan.headline == Headline()
    assert plan.document.kind == ""


@pytest.mark.parametrize("ending", ["docx", "xlsx", "markdown", "csv", "html"])
def test_the_merged_plan_is_written_and_read_back(ending: str) -> None:
    plan = completed(merged(TAN_YEN, PLANS))
    assert not check(plan).errors
    assert read_bytes(write_bytes(plan, format=ending), format=ending).plan == plan


def test_a_blank_of_a_row_leaves_the_sums_above_it_blank() -> None:
    flat = {**CAO_XA.targets[0].flat(), Count.PERSONS_BASE: None}
    blank = type(CAO_XA.targets[0]).of(Unit("Đông"), 2023, 2024, flat)
    plan = merged(TAN_YEN, [VIET_LAP, evolve(CAO_XA, targets=[blank])])
    assert plan.total is not None
    assert plan.total.base.persons is None
    of_viet_lap, of_cao_xa = (section.printed for section in plan.sections)
    assert of_viet_lap is not None
    assert of_viet_lap.base.persons is not None
    assert of_cao_xa is not None
    assert of_cao_xa.base.persons is None


def test_labour_targets_are_added_up_if_all_plans_state_them() -> None:
    labour = LabourTarget(CAO_XA.unit, 2024, 100, 50, Percent.parse("50"), new_jobs=40)
    with_labour = evolve(CAO_XA, labour=labour)
    assert merged(TAN_YEN, [REAL, with_labour]).labour == LabourTarget(
        TAN_YEN, 2024, 9325, 7615, new_jobs=300
    )
    assert merged(TAN_YEN, PLANS).labour is None
    of_another_year = evolve(CAO_XA, labour=evolve(labour, year=2023))
    assert merged(TAN_YEN, [REAL, of_another_year]).labour is None


def test_sections_of_a_commune_are_left_out() -> None:
    first = merged(Unit("Cao Thượng", Level.COMMUNE), [REAL, CAO_XA])
    plan = merged(TAN_YEN, [first, VIET_LAP])
    assert [section.label for section in plan.sections] == ["Cao Thượng", "Xã Việt Lập"]
    assert plan.targets == merged(TAN_YEN, [REAL, CAO_XA, VIET_LAP]).targets


def test_one_plan_is_a_commune_of_another_name() -> None:
    assert merged(TAN_YEN, [CAO_XA]).targets == CAO_XA.targets


@pytest.mark.parametrize(
    ("plans", "en", "vi"),
    [
        (
            [CAO_XA, evolve(VIET_LAP, unit=Unit("", Level.COMMUNE))],
            "Plan 2 does not name its commune. State it.",
            "Kế hoạch thứ 2 không ghi tên xã, phường, thị trấn. Đề nghị bổ sung.",
        ),
        (
            [CAO_XA, evolve(VIET_LAP, targets=[])],
            "The plan of “Việt Lập” has no row of a unit.",
            "Kế hoạch của “Việt Lập” không có dòng nào của tổ dân phố, thôn.",
        ),
        (
            [CAO_XA, VIET_LAP, CAO_XA],
            "“Cao Xá” is given 2 times. Give each commune once.",
            "“Cao Xá” được đưa vào 2 lần. Đề nghị mỗi xã, phường, thị trấn chỉ đưa vào một lần.",
        ),
        (
            [CAO_XA, evolve(VIET_LAP, year=2025)],
            (
                "The plans are not of the same years: “Cao Xá”, plan of 2024, annex of 2023 and"
                " 2024; “Việt Lập”, plan of 2025, annex of 2023 and 2024."
            ),
            (
                "Các kế hoạch không cùng năm: “Cao Xá”, kế hoạch năm 2024, phụ lục năm 2023 và"
                " 2024; “Việt Lập”, kế hoạch năm 2025, phụ lục năm 2023 và 2024."
            ),
        ),
    ],
)
def test_plans_that_do_not_go_together(plans: list[Plan], en: str, vi: str) -> None:
    with pytest.raises(YearError) as caught:
        merged(TAN_YEN, plans)
    assert (str(caught.value), caught.value.text("vi")) == (en, vi)


def test_two_communes_of_one_name_are_not_the_same() -> None:
    town = evolve(VIET_LAP, unit=Unit("Cao Xá", Level.COMMUNE, "thị trấn"))
    assert len(merged(TAN_YEN, [CAO_XA, town]).targets) == 5


def test_no_plan_makes_no_plan() -> None:
    with pytest.raises(ValueError, match="plans must have at least one plan, got none"):
        merged(TAN_YEN, iter([]))
