"""A row that is pasted twice or lost makes no right figure certain to be wrong."""

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from povertyplan import Plan, Reading, check, diagnose
from povertyplan.diagnosis.applied import certain_repairs
from povertyplan.reading import Form
from povertyplan.strategies import plans


@st.composite
def readings(draw: st.DrawFn, *, lost: bool) -> Reading:
    """Draw a realistic plan in which a row stands twice or is lost, with ordinals or without."""
    plan = draw(plans(realistic=True, min_rows=2, max_rows=12))
    plan = evolve(plan, sections=())
    targets, ordinals = list(plan.targets), [str(row) for row in plan.rows]
    position = draw(st.integers(0, len(targets) - 1))
    row, ordinal = targets.pop(position), ordinals.pop(position)
    if not lost:
        targets.insert(position, row)
        ordinals.insert(position, ordinal)
        again = draw(st.integers(0, len(targets)))
        targets.insert(again, row)
        ordinals.insert(again, ordinal)
    wrong = evolve(plan, targets=tuple(targets))
    if draw(st.booleans()) and plan.total is not None:
        wrong = with_total_of(plan, wrong)
    form = Form(ordinals=tuple(ordinals)) if draw(st.booleans()) else Form()
    return Reading(wrong, form=form)


def with_total_of(plan: Plan, wrong: Plan) -> Plan:
    """Return a plan whose total is computed from its rows, where the other prints counts."""
    computed = wrong.computed_total
    if computed is None or plan.total is None:
        return wrong
    stated, sums = plan.total.flat(), computed.flat()
    counts = {name: sums[name] for name, value in stated.items() if isinstance(value, int)}
    total = type(computed).of(plan.total.unit, *plan.total.years, counts)
    return evolve(wrong, total=total)


@given(readings(lost=False))
def test_a_row_pasted_twice(reading: Reading) -> None:
    changes_nothing(reading)


@given(readings(lost=True))
def test_a_lost_row(reading: Reading) -> None:
    changes_nothing(reading)


def changes_nothing(reading: Reading) -> None:
    """Hold that every figure is left as it is: all of them are right."""
    report = check(reading)
    found = diagnose(reading, report)
    assert [str(diagnosis) for diagnosis in found if diagnosis.unique] == []
    assert certain_repairs(reading, found) == ()
