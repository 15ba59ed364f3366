"""Plans to frames, and back."""

import polars as pl
import pytest

from povertyplan import Plan, Section, check
from povertyplan.frames import (
    frame_to_plans,
    plans_to_frame,
)
from tests.support.frames import frame

RATES = {"households_base": 217, "poor_base": 8, "poor_base_rate": "3.69"}
TOTALS = {"households_base": 434, "poor_base": 16, "poor_base_rate": "3.69"}


def plan() -> Plan:
    first, second = RATES | {"name": "Chợ"}, RATES | {"name": "Ngò"}
    made = Plan.of(2024, [first, second], unit="Cao Thượng", total=TOTALS)
    section = Section("I", range(1, 2), made.targets[0])
    return Plan(made.unit, 2024, made.targets, made.total, (section, Section("II", range(1, 1))))


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow", pl])
def test_plans_come_back(backend: str) -> None:
    (key, back), *_ = frame_to_plans(plans_to_frame({7: plan()}, backend)).items()
    assert key == 7
    assert back.targets == plan().targets
    assert back.total == plan().total
    assert [section.rows for section in back.sections] == [range(1, 2), range(1, 1)]
    assert check(back).findings == check(plan()).findings


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"row": pl.lit(3)}, "counted from 1"),
        ({"year": pl.col("row") + 2023}, "one year"),
        ({"poor_base": pl.lit(-1)}, "poor_base is '-1'"),
        ({"part": pl.lit("section"), "row": pl.lit(None, pl.Int64)}, "of which section"),
    ],
)
def test_frames_that_are_no_plans(change: dict[str, pl.Expr], message: str) -> None:
    frames = plans_to_frame({"a": Plan.of(2024, [RATES, RATES])}, "polars")
    with pytest.raises(ValueError, match=message):
        frame_to_plans(frames.with_columns(**change))


def test_rates_as_integers_come_back() -> None:
    rows = frame().with_columns(poor_goal_rate=pl.lit(188), year=pl.lit(2024))
    (back,) = frame_to_plans(rows, places=2).values()
    assert str(back.targets[0].goal.poor.rate) == "1.88%"
    assert back.years == (2023, 2024)


def test_sections_that_overlap_are_refused() -> None:
    targets = plan().targets
    both = (Section("I", range(1, 3)), Section("II", range(2, 3)))
    with pytest.raises(ValueError, match="row 2 is in sections 1 and 2"):
        plans_to_frame({"a": Plan(plan().unit, 2024, targets, sections=both)}, "polars")


def test_sections_of_scattered_rows_are_no_plan() -> None:
    first = Plan.of(2024, [RATES, RATES, RATES])
    sections = (Section("I", range(1, 4)),)
    frames = plans_to_frame({"a": Plan(first.unit, 2024, first.targets, None, sections)}, "polars")
    scattered = pl.when(pl.col("row") == 2).then(None).otherwise(pl.col("section"))
    with pytest.raises(ValueError, match="section 1 do not stand together"):
        frame_to_plans(frames.with_columns(section=scattered))
