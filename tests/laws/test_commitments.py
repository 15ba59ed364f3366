"""What bodies promise adds up, whoever else promises."""

from hypothesis import given
from hypothesis import strategies as st

from povertyplan import Count, Place, Plan, Unit, check
from povertyplan.model.places import Part
from povertyplan.strategies import registers
from povertyplan.year import Commitment, Interval, Register, reach

_ENDS = st.integers(0, 99)
INTERVALS = st.builds(lambda low, more: Interval(low, low + more), _ENDS, _ENDS) | st.builds(
    Interval, _ENDS
)
_FIELDS = st.sampled_from((Count.HELPED, Count.EXPORTED))
_UNITS = st.none() | st.sampled_from("ABC").map(Unit)


@st.composite
def commitments(draw: st.DrawFn) -> list[Commitment]:
    """Make commitments of bodies that promise once for each unit."""
    promised = draw(st.sets(st.tuples(st.sampled_from("XYZ"), _FIELDS, _UNITS), max_size=8))
    return [Commitment(body, field, draw(INTERVALS), unit) for body, field, unit in promised]


@given(commitments(), _FIELDS, st.data())
def test_reach_is_additive(promised: list[Commitment], field: Count, data: st.DataObject) -> None:
    border = data.draw(st.integers(0, len(promised)))
    first, second = promised[:border], promised[border:]
    assert reach(promised, field) == reach(first, field) + reach(second, field)
    assert reach(promised[::-1], field) == reach(promised, field)


@given(commitments(), _FIELDS, st.data())
def test_what_every_body_keeps_is_within_reach(
    promised: list[Commitment], field: Count, data: st.DataObject
) -> None:
    """Numbers within the intervals add up to a number within the reach, and its ends are met."""
    counts = [commitment.count for commitment in promised if commitment.field is field]
    kept = [data.draw(st.integers(count.lo, count.hi)) for count in counts]
    whole = reach(promised, field)
    assert sum(kept) in whole
    assert sum(count.lo for count in counts) == whole.lo


@given(commitments(), st.integers(0, 300))
def test_exits_have_no_helper_iff_the_least_that_is_promised_is_below(
    promised: list[Commitment], planned: int
) -> None:
    plan = Plan.of(2024, [], headline={"poor_drop": planned})
    found = check(plan, against=promised, select=["PP806"]).findings
    helps = any(commitment.field is Count.HELPED for commitment in promised)
    is_short = helps and reach(promised, Count.HELPED).lo < planned
    assert [finding.place for finding in found] == [
        Place(Part.HEADLINE, Count.POOR_DROP)
    ] * is_short


@given(registers(min_households=1))
def test_bodies_that_promise_what_they_do_have_no_finding(register: Register) -> None:
    bodies = {entry.helper for entry in register.households if entry.helper}
    numbers = {body: sum(entry.helper == body for entry in register.households) for body in bodies}
    kept = [
        Commitment(body, Count.HELPED, Interval(number, number)) for body, number in numbers.items()
    ]
    more = [
        Commitment(body, Count.HELPED, Interval(number + 1)) for body, number in numbers.items()
    ]
    assert check(register, against=kept, select=["PP805"]).findings == ()
    assert len(check(register, against=more, select=["PP805"]).findings) == len(bodies)
