"""The geometry of the pictures, in whole units, and what is said of them."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from povertyplan import Category, Plan, read
from povertyplan.outputs.page.axis import Axis
from povertyplan.outputs.page.dumbbell import dumbbell_of
from povertyplan.outputs.page.strip import strip_of
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
