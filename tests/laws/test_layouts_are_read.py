"""The reader is not tuned to one document: every layout of a plan gives its figures."""

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povertyplan import Place, Plan, Reading, read_bytes
from povertyplan.model.fields import Value
from povertyplan.model.tabular import cells
from tests.support.layouts import Layout, layouts, plan_of
from tests.support.troubles import HIDDEN, STRUCK
from tests.support.written import HIDING, STRIKING, WRITTEN


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
    assert reading.plan.year == plan.year
    assert is_told(reading, layout, plan, form)
    assert cells(reading.plan) == written_figures(layout, plan)
    assert sections_of(reading.plan) == sections_of(plan)
    assert names_of(reading.plan) == names_of(plan)


def is_told(reading: Reading, layout: Layout, plan: Plan, form: str) -> bool:
    """Whether struck text and hidden rows are told, where a format can write them."""
    texts = list(chain.from_iterable(chain.from_iterable(layout.tables(plan))))
    told = {notice.code for notice in reading.notices}
    is_struck = form in STRIKING and any(STRUCK in text for text in texts)
    is_hidden = form in HIDING and any(HIDDEN in text for text in texts)
    return ("figures-struck" in told) is is_struck and ("rows-hidden" in told) is is_hidden


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
