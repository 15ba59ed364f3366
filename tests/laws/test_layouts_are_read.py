"""The reader is not tuned to one document: every layout of a plan gives its figures."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povertyplan import Place, Plan, read_bytes
from povertyplan.model.fields import Value
from povertyplan.model.tabular import cells
from tests.support.layouts import Layout, layouts, plan_of
from tests.support.written import WRITTEN


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
