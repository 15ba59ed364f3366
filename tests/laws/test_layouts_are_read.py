"""The reader is not tuned to one document: every layout of a plan gives its figures."""

from itertools import chain

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from povertyplan import Part, Percent, Place, Plan, Reading, check, read_bytes
from povertyplan.documents.files import OpenedFile, reading_of
from povertyplan.model.fields import Value
from povertyplan.model.tabular import cells
from tests.support.layouts import Layout, adding_up, layouts, plan_of, with_lone_section
from tests.support.troubles import HIDDEN, STRUCK
from tests.support.written import HIDING, STRIKING, TEXTS, WRITTEN, as_xlsx_with_sums

#: Targets in words, and what they state.
TARGETS = ("- Tỷ lệ hộ nghèo: 1,4%", "- Số người trong độ tuổi lao động: 9.225 người")
STATED: dict[Place, Value] = {
    Place(Part.HEADLINE, "poor_goal_rate"): Percent(14, 1),
    Place(Part.LABOUR, "working_age"): 9225,
}


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


@pytest.mark.parametrize("of_annex", WRITTEN)
@settings(max_examples=settings().max_examples // 5)
@given(
    of_text=st.sampled_from(list(TEXTS)),
    layout=layouts(),
    seed=st.integers(0, 10_000),
    rows=st.integers(1, 9),
)
def test_text_and_annex_in_two_files_are_one_plan(
    of_annex: str, of_text: str, layout: Layout, seed: int, rows: int
) -> None:
    plan = plan_of(seed, rows)
    text = OpenedFile(
        "ke-hoach", TEXTS[of_text](["KẾ HOẠCH", "Giảm nghèo năm 2024", *TARGETS]), of_text
    )
    annex = OpenedFile("phu-luc", WRITTEN[of_annex](layout, plan), of_annex)
    reading = reading_of(text, annex)
    assert isinstance(reading, Reading)
    assert reading.plan.year == plan.year
    figures = written_figures(layout, plan) | STATED
    assert stated_in(cells(reading.plan)) == stated_in(figures)
    files = {place: reading.sources[place].file for place in reading.sources}
    assert {files[place] for place in STATED} == {"ke-hoach"}
    assert {file for place, file in files.items() if isinstance(place.row, int)} == {"phu-luc"}


@pytest.mark.parametrize("form", WRITTEN)
@settings(max_examples=settings().max_examples // 5)
@given(
    layout=layouts(),
    seed=st.integers(0, 10_000),
    rows=st.integers(2, 12),
    first=st.booleans(),
)
def test_a_section_of_one_line_is_a_row(
    form: str, layout: Layout, seed: int, rows: int, *, first: bool
) -> None:
    plan = with_lone_section(adding_up(seed, rows), first=first)
    as_drawn = evolve(
        layout, ordinals=True, one_cell=False, sums_below=False, continued=False, header_again=False
    )
    reading = read_bytes(WRITTEN[form](as_drawn, plan), format=form)
    assert cells(reading.plan) == written_figures(as_drawn, plan)
    assert sections_of(reading.plan) == sections_of(plan)
    assert names_of(reading.plan) == names_of(plan)


def as_stored(layout: Layout) -> Layout:
    """Return a layout without what a workbook of numbers and sums cannot have."""
    return evolve(
        layout, thousands="", stored=True, continued=False, header_again=False, total_first=False,
        struck=0, hidden=0, zero_count="0",
    )  # fmt: skip


@settings(max_examples=settings().max_examples // 2)
@given(layout=layouts(), seed=st.integers(0, 10_000), rows=st.integers(1, 12))
def test_formulas_that_were_never_computed_are_evaluated(
    layout: Layout, seed: int, rows: int
) -> None:
    plan = adding_up(seed, rows)
    stored = as_stored(layout)
    reading = read_bytes(as_xlsx_with_sums(stored, plan), format="xlsx")
    assert cells(reading.plan) == written_figures(stored, plan)
    assert "formulas-uncomputed" not in {notice.code for notice in reading.notices}


@settings(max_examples=settings().max_examples // 5)
@given(layout=layouts(), seed=st.integers(0, 10_000), rows=st.integers(2, 9), first=st.booleans())
def test_totals_of_a_filter_are_of_the_rows_that_it_shows(
    layout: Layout, seed: int, rows: int, *, first: bool
) -> None:
    plan = adding_up(seed, rows)
    stored = as_stored(layout)
    filtered = range(1 if first else 2, rows + 1, 2)
    reading = read_bytes(as_xlsx_with_sums(stored, plan, filtered), format="xlsx")
    shown = [target for row, target in enumerate(plan.targets, 1) if row not in filtered]
    assert names_of(reading.plan) == [target.unit.name for target in shown]
    assert "rows-filtered" in {notice.code for notice in reading.notices}
    assert check(reading, select=["PP101", "PP505"]).findings == ()


def stated_in(figures: dict[Place, Value]) -> dict[Place, Value]:
    return {place: value for place, value in figures.items() if value is not None}


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
