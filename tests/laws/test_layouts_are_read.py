"""The reader is not tuned to one document: every layout of a plan gives its figures."""

import random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from povertyplan import Percent, Place, Plan, Section, read_bytes
from povertyplan.model.fields import Value
from povertyplan.model.tabular import cells
from tests.support.layouts import COLUMNS, Layout, layouts
from tests.support.written import WRITTEN

NAMES = (
    "Hoà Sơn", "Chám", "Trong CT", "Đình", "Bậu", "Bùi", "Hợp Tiến", "Cộng Hoà", "Ngô Xá", "Ngò",
    "Tổ 7", "Khu 3", "H. Hoa Thám", "Thôn Tổng", "Phố Mới",
)  # fmt: skip


SECTIONS = ("Khu vực thành thị", "Khu vực nông thôn")


def plan_of(seed: int, rows: int, *, sections: int = 0, printed: bool = True) -> Plan:
    """Make a plan with figures of every size, zero counts among them, perhaps in sections."""
    number = random.Random(seed)  # noqa: S311  # figures, no secrets

    def row(name: str) -> dict[str, object]:
        flat: dict[str, object] = {"name": name}
        for column in COLUMNS:
            if column.endswith("_rate"):
                rate = Percent(number.randrange(1, 3000), 2)
                flat[column] = rate if flat[column.removesuffix("_rate")] else None
            else:
                flat[column] = number.choice((0, 7, 1_234, 15_032, number.randrange(900)))
        return flat

    names = [NAMES[index % len(NAMES)] for index in range(rows)]
    total = {name: value for name, value in row("").items() if name != "name"}
    plan = Plan.of(2024, [row(name) for name in names], total=total)
    if rows < sections:
        return plan
    starts = [1 + rows * index // sections for index in range(sections)]
    stops = [*starts[1:], rows + 1]
    made = []
    for label, start, stop in zip(SECTIONS, starts, stops, strict=False):
        sub_total = Plan.of(2024, [row(label)]).targets[0] if printed else None
        made.append(Section(label, range(start, stop), sub_total))
    return evolve(plan, sections=tuple(made))


def written_figures(layout: Layout, plan: Plan) -> dict[Place, Value]:
    """Return the figures of a plan that a layout writes."""
    figures = cells(plan)

    def written(place: Place) -> Value:
        if layout.single and place.field == "households_goal":
            return figures[Place(place.row, "households_base")]
        return figures[place] if place.field in layout.columns else None

    return {place: written(place) for place in figures}


@pytest.mark.parametrize("form", WRITTEN)
@settings(max_examples=2 * settings().max_examples)
@given(
    layout=layouts(),
    seed=st.integers(0, 10_000),
    rows=st.integers(1, 30),
    sections=st.sampled_from([0, 0, 1, 2]),
    printed=st.booleans(),
)
def test_every_layout_gives_every_figure(  # noqa: PLR0913  # each is a choice of its own
    form: str, layout: Layout, seed: int, rows: int, sections: int, *, printed: bool
) -> None:
    plan = plan_of(seed, rows, sections=sections, printed=printed)
    reading = read_bytes(WRITTEN[form](layout, plan), format=form)
    assert cells(reading.plan) == written_figures(layout, plan)
    assert sections_of(reading.plan) == sections_of(plan)
    assert names_of(reading.plan) == names_of(plan)


def sections_of(plan: Plan) -> list[tuple[str, range]]:
    return [(section.label, section.rows) for section in plan.sections]


def names_of(plan: Plan) -> list[str]:
    return [target.unit.name for target in plan.targets]


@settings(max_examples=settings().max_examples // 5)
@given(layout=layouts(), seed=st.integers(0, 10_000))
def test_every_format_gives_the_same_plan(layout: Layout, seed: int) -> None:
    plan = plan_of(seed, 5)
    readings = [read_bytes(write(layout, plan), format=form) for form, write in WRITTEN.items()]
    assert all(reading.plan == readings[0].plan for reading in readings)
    assert all(reading.sources.keys() == readings[0].sources.keys() for reading in readings)
