"""The reader is tuned to no document: every layout of one plan gives its figures."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import COLUMNS, Layout, layouts
from written import WRITTEN

from povertyplan import Percent, Plan, read_bytes
from povertyplan.relations import cells

NAMES = (
    "Hoà Sơn", "Chám", "Trong CT", "Đình", "Bậu", "Bùi", "Hợp Tiến", "Cộng Hoà", "Ngô Xá", "Ngò",
    "Tổ 7", "Khu 3", "H. Hoa Thám", "Thôn Tổng", "Phố Mới",
)  # fmt: skip


def plan_of(seed: int, rows: int) -> Plan:
    """Make a plan of figures of every size, with counts of nothing."""
    number = random.Random(seed)  # noqa: S311  # figures, no secrets

    def row(name: str) -> dict[str, object]:
        flat: dict[str, object] = {"name": name}
        for column in COLUMNS:
            if column.endswith("_rate"):
                some = Percent(number.randrange(1, 3000), 2)
                flat[column] = some if flat[column.removesuffix("_rate")] else None
            else:
                flat[column] = number.choice((0, 7, 1_234, 15_032, number.randrange(900)))
        return flat

    names = [NAMES[at % len(NAMES)] for at in range(rows)]
    total = {name: value for name, value in row("").items() if name != "name"}
    return Plan.of(2024, [row(name) for name in names], total=total)


@pytest.mark.parametrize("form", WRITTEN)
@settings(max_examples=200)
@given(layout=layouts(), seed=st.integers(0, 10_000), rows=st.integers(1, 30))
def test_every_layout_gives_every_figure(form: str, layout: Layout, seed: int, rows: int) -> None:
    plan = plan_of(seed, rows)
    reading = read_bytes(WRITTEN[form](layout, plan), format=form)
    assert cells(reading.plan) == {
        place: value if place.field in layout.columns else None
        for place, value in cells(plan).items()
    }
    assert [target.unit.name for target in reading.plan.targets] == [
        target.unit.name for target in plan.targets
    ]


@settings(max_examples=20)
@given(layout=layouts(), seed=st.integers(0, 10_000))
def test_every_format_gives_the_same_plan(layout: Layout, seed: int) -> None:
    plan = plan_of(seed, 5)
    readings = [read_bytes(write(layout, plan), format=form) for form, write in WRITTEN.items()]
    assert all(reading.plan == readings[0].plan for reading in readings)
    assert all(reading.sources.keys() == readings[0].sources.keys() for reading in readings)
