"""One formula for targets that fall and that rise, and reports that add up."""

from hypothesis import assume, given
from hypothesis import strategies as st

from povertyplan import Count, Unit
from povertyplan.model.fields import FLOW, Field, Value
from povertyplan.year import ReportingPeriod, Standing, UnitReport, achieved, during

MAY, JUNE = ReportingPeriod(2024, "05"), ReportingPeriod(2024, "06")
CHO = Unit("Chợ")
_WHOLE = st.integers(-999, 999)
_COUNT = st.integers(0, 999)
_TARGETS = st.sampled_from([Count.POOR_GOAL, Count.NEAR_POOR_GOAL, Count.NEW_JOBS])
_ELAPSED = st.fractions(0, 1, max_denominator=12)
_CUMULATIVE = [*FLOW, Count.TRAINED, Count.NEW_JOBS, Count.EXPORTED, Count.HELPED]
_FIGURES = st.fixed_dictionaries(dict.fromkeys(_CUMULATIVE, _COUNT))


@given(_WHOLE, _WHOLE, _WHOLE, _WHOLE)
def test_one_formula_for_both_directions(base: int, goal: int, now: int, shift: int) -> None:
    share = achieved(base, goal, now)
    assert (share is None) == (base == goal)
    assert achieved(-base, -goal, -now) == share
    assert achieved(base + shift, goal + shift, now + shift) == share
    if base != goal:
        assert achieved(base, goal, base) == 0
        assert achieved(base, goal, goal) == 1


@given(st.builds(Standing, st.just(CHO), _TARGETS, _COUNT, _COUNT, _COUNT, _ELAPSED))
def test_nothing_is_needed_once_the_plan_is_achieved(standing: Standing) -> None:
    assume(standing.achieved is not None)
    assert standing.needed >= 0
    assert (standing.needed == 0) == ((standing.achieved or 0) >= 1)


@given(_FIGURES, _FIGURES)
def test_a_month_follows_on_the_report_before_it(
    earlier: dict[Field, Value], added: dict[Field, int]
) -> None:
    later: dict[Field, Value] = {}
    for name, value in earlier.items():
        assert isinstance(value, int)
        later[name] = value + added[name]
    for start in (Count.POOR_START, Count.NEAR_POOR_START):
        later[start] = earlier[start]
    first, second = UnitReport.of(CHO, MAY, earlier), UnitReport.of(CHO, JUNE, later)
    month = during(second, first)
    assert first.flow is not None
    assert second.flow is not None
    assert month.flow is not None
    assert first.flow.poor.then(month.flow.poor) == second.flow.poor
    assert first.flow.near_poor.then(month.flow.near_poor) == second.flow.near_poor
    for name in (Count.TRAINED, Count.NEW_JOBS, Count.EXPORTED, Count.HELPED):
        assert month.flat()[name] == added[name]
