"""The repr of a small value is the call that makes it; the repr of a large one is short."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import povertyplan
from povertyplan import (
    Count,
    Edit,
    LabourTarget,
    Part,
    Place,
    Plan,
    Reading,
    Report,
    Unit,
    check,
    diagnose,
    read,
    year,
)
from povertyplan.checks import CHECKS
from povertyplan.model.document import DocumentInfo, PartialDate
from povertyplan.model.fields import Counted
from povertyplan.model.places import SectionRow
from povertyplan.reading import Form, Notice, Source, Statement
from povertyplan.strategies import censuses, percents, plans, points, slips, units
from povertyplan.strategies.values import documents

NAMES = {
    **{name: getattr(povertyplan, name) for name in povertyplan.__all__},
    **{name: getattr(year, name) for name in year.__all__},
    **{kind.__name__: kind for kind in (DocumentInfo, Form, PartialDate, SectionRow, Statement)},
    "Fraction": Fraction,
}
UNIT, JUNE = Unit("Chợ"), year.ReportingPeriod(2024, "06")
ROWS = st.integers(1, 99) | st.sampled_from(Part) | st.builds(SectionRow, st.integers(1, 9))
PLACES = st.builds(Place, ROWS, st.sampled_from(Count), st.integers(1, 3))
VALUES = st.none() | st.integers(0, 10**9) | percents() | points()
SMALL = st.one_of(
    percents(),
    points(),
    units(),
    censuses(),
    censuses().map(lambda census: census.poor),
    documents(),
    PLACES,
    st.builds(Edit, PLACES, VALUES, VALUES),
    st.builds(SectionRow, st.integers(1, 9)),
    st.from_type(PartialDate),
    st.builds(Source, st.text(), st.none() | st.integers(1, 9), table=st.none() | st.just(3)),
    st.builds(Statement, PLACES, st.text(), VALUES),
    st.builds(Form, marks=st.tuples(st.just(",")), uncomputed=st.tuples(PLACES)),
    st.just(Notice("year-assumed", values=(("text", "a"), ("share", Fraction(1, 3))))),
    st.just(year.PovertyFlow(UNIT, JUNE, year.Flow(start=3), counted=Counted.PERSONS)),
    st.just(year.UnitReport(UNIT, JUNE, labour=LabourTarget(UNIT, 2024, new_jobs=3), helped=2)),
    st.just(year.Standing(UNIT, Count.POOR_GOAL, 90, 54, 72, Fraction(1, 2), missing=(UNIT,))),
    st.just(year.DueRule(20, year.Shift.PREVIOUS)),
    st.just(year.near_poor_exits_needed(Plan.of(2024, []))),
    plans(min_rows=1).map(lambda plan: plan.targets[0]),
    plans().map(lambda plan: plan.headline),
)


@given(SMALL)
def test_a_small_value_is_the_call_that_makes_it(value: object) -> None:
    assert eval(repr(value), NAMES) == value  # noqa: S307  # what is evaluated is the law


@given(st.data())
def test_a_large_value_is_one_short_line(data: st.DataObject) -> None:
    plan = data.draw(plans(min_rows=1, realistic=True).flatmap(slips)).plan
    report = check(plan)
    found = diagnose(plan, report)
    values = [plan, Reading(plan), report, found, *report.findings, *report.skipped, *found]
    for value in [*values, *found.groups(report)]:
        text = repr(value)
        assert text.startswith("<")
        assert text.endswith(">")
        assert len(text) <= 160
        assert text.isprintable()


def test_a_plan_its_reading_and_its_findings_say_what_they_are() -> None:
    reading = read("examples/cao-thuong-2024/plan.md")
    assert repr(reading.plan) == "<Plan 2024 Cao Thượng: 26 rows>"
    assert repr(reading).startswith("<Reading of <Plan 2024 Cao Thượng: 26 rows> from 'examples/")
    error = check(reading).errors[0]
    assert repr(error) == "<Finding PP201 error: total/poor_goal_rate>"
    best = diagnose(reading).of(error)[0]
    assert repr(best) == "<Diagnosis stale-denominator: total/poor_goal_rate, unique>"


def test_a_check_says_which_it_is_without_its_page() -> None:
    (check_of_rates,) = [known for known in CHECKS if known.code == "PP201"]
    assert repr(check_of_rates) == "<Check PP201 error: rate-not-quotient>"


@pytest.mark.parametrize("report", [Report(), Report(checked=("PP101",))])
def test_a_report_says_what_it_comes_to(report: Report) -> None:
    assert repr(report).startswith("<Report: ")


def test_a_plan_without_a_name_and_one_with_a_terminal_escape() -> None:
    assert repr(Plan.of(2024, [])) == "<Plan 2024: 0 rows>"
    assert repr(Plan.of(2024, [], unit="a\x1b[31m")) == "<Plan 2024 a�[31m: 0 rows>"
