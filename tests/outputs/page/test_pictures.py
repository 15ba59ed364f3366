"""The geometry of the pictures, in whole units, and what is said of them."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyplan import Category, Count, Plan, Unit, read
from povertyplan.outputs.page.axis import Axis, short_name
from povertyplan.outputs.page.bars import BarKind, flow_bars, progress_bars
from povertyplan.outputs.page.dumbbell import dumbbell_of
from povertyplan.outputs.page.strip import strip_of
from povertyplan.year import (
    Flow,
    FlowTable,
    PovertyFlow,
    ProgressReport,
    ReportingPeriod,
    UnitReport,
)
from tests.support.commands import EXAMPLE

PLAN = read(EXAMPLE).plan


@given(
    low=st.integers(0, 200),
    rise=st.fractions(0, 10_000),
    number=st.fractions(0, 12_000),
    other=st.fractions(0, 12_000),
)
def test_an_axis_keeps_the_order_and_stays_within_its_ends(
    low: int, rise: Fraction, number: Fraction, other: Fraction
) -> None:
    axis = Axis.over(low, low + rise, 16, 344)
    assert axis.low <= low < low + rise <= axis.high or not rise
    assert 16 <= axis.x(number) <= 344
    smaller, larger = sorted((number, other))
    assert axis.x(smaller) <= axis.x(larger)
    assert 2 <= len(list(axis.ticks("en"))) <= 9


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Khu phố Ngô Gia Tự", "Khu phố Ngô Gia Tự"),
        ("Tổ dân phố Ngô Gia Tự 2", "Tổ dân…Gia Tự 2"),
        ("Thôn Trại Mới số mười hai", "Thôn Trại…mười hai"),
        ("Ngã" * 10, "NgãNgãNg…NgãNgãNgã"),
    ],
)
def test_a_long_name_keeps_both_its_ends(name: str, short: str) -> None:
    assert short_name(name, 18) == short


def test_one_unit_stands_apart() -> None:
    strip = strip_of(PLAN, "vi")
    assert strip is not None
    assert len(strip.dots) == 26
    assert sum(dot.is_apart for dot in strip.dots) == 1
    assert [name.text for name in strip.names] == ["Tân Lập 60"]
    assert strip.caption == (
        "Phần lớn đơn vị ở khoảng 102; khác hẳn: Tân Lập (60). Mỗi chấm là một đơn vị."
    )


def test_many_units_share_a_dot() -> None:
    row = {"households_base": 100, "households_goal": 100}
    strip = strip_of(Plan.of(2024, [{**row, "name": str(number)} for number in range(30)]), "en")
    assert strip is not None
    assert len(strip.dots) == 10
    assert strip.caption == "Most units have about 100. Each dot is up to 3 units."


def test_a_plan_of_few_units_has_no_strip() -> None:
    assert strip_of(Plan.of(2024, [{"name": "Chợ"}]), "en") is None


def test_rates_fall_from_a_ring_to_a_dot() -> None:
    drawing = dumbbell_of(PLAN, Category.NEAR_POOR, "vi")
    assert drawing is not None
    assert [bar.name for bar in drawing.bars if bar.rises] == ["Tân Lập"]
    assert all(bar.goal <= bar.base for bar in drawing.bars if not bar.rises)
    assert drawing.caption == "22 trên 26 đơn vị đặt mục tiêu giảm, 1 đơn vị tăng: Tân Lập."
    assert drawing.of_all is not None
    assert [rate.text for rate in drawing.of_all] == ["3,46%", "2,80%"]


def test_no_unit_rises_and_the_highest_stands_first() -> None:
    drawing = dumbbell_of(PLAN, Category.POOR, "vi")
    assert drawing is not None
    assert drawing.bars[0].said == "Ngò: năm 2023 là 3,95%, chỉ tiêu là 2,56%"
    assert drawing.caption.endswith("không đơn vị nào tăng.")


def test_a_long_plan_shows_the_highest_rates() -> None:
    rows = [
        {"name": f"Tổ dân phố số {number}", "households_base": 100, "households_goal": 100,
         "poor_base": number, "poor_goal": number + 1}
        for number in range(50)
    ]  # fmt: skip
    drawing = dumbbell_of(Plan.of(2024, rows), Category.POOR, "en")
    assert drawing is not None
    assert len(drawing.bars) == 40
    assert drawing.bars[0].name == "Tổ dân phố số 49"
    assert "50 a higher one: Tổ dân phố số 0" in drawing.caption
    assert drawing.caption.endswith("The 40 units with the highest rates are shown.")


def test_a_plan_without_counts_has_no_rates() -> None:
    assert dumbbell_of(Plan.of(2024, [{"name": "Chợ"}]), Category.POOR, "en") is None
    row = {"name": "Chợ", "households_base": 9, "households_goal": 9, "poor_base": 1}
    plan = Plan.of(2024, [{**row, "poor_goal": 1}], total={"poor_goal": 1})
    drawing = dumbbell_of(plan, Category.POOR, "en")
    assert drawing is not None
    assert drawing.of_all is None


def reported(left: Sequence[int | None]) -> ProgressReport:
    """Return what units of a plan report in June: how many are poor now, of 10 each."""
    june = ReportingPeriod(2024, "06")
    lines = [
        UnitReport.of(Unit(f"Tổ {number}"), june, {Count.POOR_START: 10, Count.POOR_END: now})
        for number, now in enumerate(left, 1)
    ]
    return ProgressReport(Unit("Xã"), june, lines)


def planned(number: int) -> Plan:
    rows = [{"name": f"Tổ {one}", "poor_base": 10, "poor_goal": 6} for one in range(1, number + 1)]
    return Plan.of(2024, rows, unit="Xã")


def test_the_furthest_from_its_goal_stands_first() -> None:
    drawing = progress_bars(planned(3), reported([6, 12, 8]), Count.POOR_GOAL, "vi")
    assert drawing is not None
    assert [line.name for line in drawing.lines] == ["Tổ 2", "Tổ 3", "Tổ 1"]
    assert [line.figure for line in drawing.lines] == ["-50,0%", "50,0%", "100,0%"]
    assert [line.kind for line in drawing.lines] == [BarKind.RISE, BarKind.PART, BarKind.WHOLE]
    assert [tick.text for tick in drawing.ticks] == ["-50", "0", "50", "100"]
    assert drawing.lines[0].right == drawing.lines[1].left == drawing.lines[2].left
    assert drawing.caption == "1 trên 3 đơn vị đạt chỉ tiêu. Tính chung đạt 33,3% kế hoạch."
    assert drawing.title.endswith("đến tháng 06 năm 2024")


def test_households_that_rise_instead_are_told() -> None:
    drawing = progress_bars(planned(2), reported([12, 30]), Count.POOR_GOAL, "vi")
    assert drawing is not None
    assert drawing.caption == "0 trên 2 đơn vị đạt chỉ tiêu. Tính chung tăng thay vì giảm."
    assert [line.figure for line in drawing.lines] == ["-500,0%", "-50,0%"]
    assert drawing.lines[0].left == drawing.ticks[0].x


def test_a_commune_without_a_fall_has_no_progress_of_its_own() -> None:
    rows = [{"name": "Tổ 1", "poor_base": 10, "poor_goal": 6},
            {"name": "Tổ 2", "poor_base": 10, "poor_goal": 14}]  # fmt: skip
    plan = Plan.of(2024, rows, unit="Xã")
    drawing = progress_bars(plan, reported([6, 10]), Count.POOR_GOAL, "en")
    assert drawing is not None
    assert drawing.caption.endswith("reached the goal.")


def test_many_units_show_those_that_are_the_furthest() -> None:
    drawing = progress_bars(planned(45), reported([7] * 44 + [2]), Count.POOR_GOAL, "en")
    assert drawing is not None
    assert len(drawing.lines) == 40
    assert "The 40 units that are the furthest from their goals are shown." in drawing.caption


def test_a_plan_without_falls_has_no_progress() -> None:
    assert progress_bars(planned(1), reported([6]), Count.NEAR_POOR_GOAL, "en") is None


def flow(*counts: int | None) -> FlowTable:
    year, unit = ReportingPeriod(2024), Unit("Chợ")
    return FlowTable(unit, year, [PovertyFlow(unit, year, Flow(*counts))])


def test_a_flow_leads_from_its_start_to_its_end() -> None:
    drawing = flow_bars(flow(90, 20, 16, None, 1, 0, 2, 0, 57), Category.POOR, "vi")
    assert drawing is not None
    assert [line.figure for line in drawing.lines] == ["90", "20", "16", "0", "1", "0", "2", "0",
                                                       "57"]  # fmt: skip
    kinds = [line.kind for line in drawing.lines]
    assert kinds == [BarKind.WHOLE, *[BarKind.OUT] * 3, *[BarKind.IN] * 4, BarKind.WHOLE]
    start, left, *_, came, _, end = drawing.lines
    assert left.right == start.right
    assert came.right == end.right
    assert drawing.caption == "Đầu kỳ 90 hộ, giảm 36, tăng 3, cuối kỳ 57 hộ."


def test_a_flow_without_its_end_is_not_drawn() -> None:
    assert flow_bars(flow(90, 20, 16, None, 1, 0, 2, 0, None), Category.POOR, "en") is None
    assert flow_bars(FlowTable(Unit("Chợ"), ReportingPeriod(2024), []), Category.POOR, "en") is None
