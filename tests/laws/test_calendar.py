"""Due dates, closed spans and the partition of the units that report."""

from datetime import date, timedelta
from itertools import pairwise

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from povertyplan import Unit
from povertyplan.year import DueRule, ReportingPeriod, Shift, UnitReport, timeliness

_PARTS = ["", *(f"{month:02}" for month in range(1, 13)), "Q1", "Q2", "Q3", "Q4", "S1", "S2"]
_PERIODS = st.builds(ReportingPeriod, st.integers(2000, 2100), st.sampled_from(_PARTS))
_MOVING = st.sampled_from([Shift.NEXT, Shift.PREVIOUS])
_OFFSETS = st.frozensets(st.integers(-20, 20), max_size=8)
_UNITS = [Unit(name) for name in ("Chợ", "Ngò", "Bậu")]
_JUNE = ReportingPeriod(2024, "06")
_REPORTS = st.lists(
    st.builds(
        UnitReport,
        st.sampled_from([*_UNITS, Unit("Đồi Đỏ")]),
        st.sampled_from([_JUNE, ReportingPeriod(2024, "07")]),
        received=st.none() | st.dates(date(2024, 6, 20), date(2024, 7, 5)),
    )
)


@given(_PERIODS)
def test_a_period_is_parsed_from_its_text(period: ReportingPeriod) -> None:
    assert ReportingPeriod.parse(str(period)) == period


@given(_PERIODS, st.integers(1, 31), _MOVING, _OFFSETS)
def test_reports_are_due_on_a_working_day(
    period: ReportingPeriod, day: int, shift: Shift, offsets: frozenset[int]
) -> None:
    holidays = [period.last + timedelta(offset) for offset in offsets]
    rule = DueRule(day, shift, holidays)
    printed, due = evolve(rule, shift=Shift.NONE).due(period), rule.due(period)
    assert rule.is_working_day(due)
    earlier, later = sorted([printed, due])
    between = [earlier + timedelta(days) for days in range((later - earlier).days + 1)]
    assert [each for each in between if rule.is_working_day(each)] == [due]
    assert due == printed or (due > printed) == (shift is Shift.NEXT)


@given(st.integers(2000, 2100), st.integers(1, 28))
def test_the_closed_months_make_the_closed_year(year: int, day: int) -> None:
    months = [ReportingPeriod(year, part).closed(day) for part in _PARTS[1:13]]
    first, last = ReportingPeriod(year).closed(day)
    assert (months[0][0], months[-1][1]) == (first, last)
    for (_, end), (start, _) in pairwise(months):
        assert start == end + timedelta(1)


@given(_REPORTS, st.integers(1, 31), st.integers(1, 31))
def test_every_unit_and_every_report_stands_in_one_list(
    reports: list[UnitReport], day: int, other: int
) -> None:
    result = timeliness(_UNITS, reports, _JUNE, DueRule(day))
    units = (*result.on_time, *result.late, *result.missing)
    assert sorted(units, key=_UNITS.index) == _UNITS
    sorted_reports = (*result.counted, *result.repeated, *result.unexpected)
    sent = [report for report in reports if not report.is_blank]
    assert sorted(map(repr, sorted_reports)) == sorted(map(repr, sent))
    assert [report.unit for report in result.counted] == [
        unit for unit in _UNITS if unit not in result.missing
    ]
    # A later due date makes no report late.
    later = timeliness(_UNITS, reports, _JUNE, DueRule(max(day, other)))
    assert set(result.on_time) <= set(later.on_time)
