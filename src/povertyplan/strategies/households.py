"""Registers of households, as a review of a commune makes them."""

from hypothesis import strategies as st

from povertyplan.arguments.expected import Number
from povertyplan.arguments.strict import strict
from povertyplan.model.fields import Category
from povertyplan.model.units import Level, Unit
from povertyplan.strategies.plan import real_names
from povertyplan.strategies.values import NAMES
from povertyplan.year import Household, Outlook, Policy, PovertyCause, Register

_MOST_HOUSEHOLDS, _MOST_UNITS, _MOST_PERSONS = 8, 3, 9
_COMMUNES = st.builds(Unit, st.sampled_from(NAMES), st.just(Level.COMMUNE))
_BODIES = ("Hội Nông dân", "Hội Liên hiệp Phụ nữ", "Hội Cựu chiến binh", "Đoàn Thanh niên")


@strict
@st.composite
def registers(
    draw: st.DrawFn, *, min_households: Number = 0, max_households: Number = _MOST_HOUSEHOLDS
) -> Register:
    """
    Make registers of the households of a commune, some of which are not judged yet.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5)
    ... @given(registers(min_households=1))
    ... def test_the_poor_and_the_near_poor_are_all(register):
    ...     numbers = [sum(register.counts(category).values()) for category in Category]
    ...     assert sum(numbers) == len(register.households)
    >>> test_the_poor_and_the_near_poor_are_all()
    """
    names = draw(real_names(draw(st.integers(1, _MOST_UNITS))))
    units = st.sampled_from(sorted(map(Unit, names), key=lambda unit: unit.name))
    number = draw(st.integers(min_households, max_households))
    households = [draw(_household(f"H-{row:03}", units)) for row in range(1, number + 1)]
    return Register(draw(_COMMUNES), draw(st.integers(2017, 2030)), households)


def _household(code: str, units: st.SearchStrategy[Unit]) -> st.SearchStrategy[Household]:
    """Make a household with a code, in one of some units."""
    return st.builds(
        Household,
        code=st.just(code),
        unit=units,
        category=st.sampled_from(Category),
        persons=st.none() | st.integers(1, _MOST_PERSONS),
        causes=st.sets(st.sampled_from(PovertyCause), max_size=3),
        outlook=st.none() | st.sampled_from(Outlook),
        support=st.sets(st.sampled_from(Policy), max_size=3),
        helper=st.sampled_from(("", *_BODIES)),
    )
