"""Quotas that come down on units, with bounds that allow them."""

from collections.abc import Mapping, Sequence

from attrs import field, frozen
from hypothesis import strategies as st

from povertyplan.arguments.expected import Number
from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.model.fields import Category
from povertyplan.model.rows import HouseholdCensus, Tally
from povertyplan.model.units import Unit
from povertyplan.strategies.plan import real_names
from povertyplan.year import Allocation, SharingRule, allocate

_MOST_ROWS = 8
_YEARS = st.integers(2017, 2030)
#: Counts so low that remainders are often equal, and some of any size.
_COUNTS = st.integers(0, 9) | st.integers(0, 10**9)
#: How many households a unit has beside those of the category; None where it does not say.
_OTHERS = st.none() | st.integers(0, 99)


@frozen(field_transformer=strict_fields)
class Quota:
    """
    A quota, the units that share it, and the least and the most that some of them may get.

    >>> from hypothesis import find
    >>> quota = find(quotas(), lambda quota: quota.number > 0)
    >>> quota.shared("level").quota == quota.number
    True
    """

    number: Number  #: how many households are to leave the category
    rows: Sequence[HouseholdCensus]  #: what each unit starts from
    category: Category  #: the households that are meant
    #: the least that some units get, by their names
    at_least: Mapping[str, Number] = field(hash=False)
    at_most: Mapping[str, Number] = field(hash=False)  #: the most that some units get

    @strict
    def shared(self, rule: SharingRule) -> Allocation:
        """Share the quota out by a rule."""
        return allocate(
            self.number,
            self.rows,
            self.category,
            rule=rule,
            at_least=self.at_least,
            at_most=self.at_most,
        )


@strict
@st.composite
def quotas(
    draw: st.DrawFn, *, bounded: bool = True, min_rows: Number = 1, max_rows: Number = _MOST_ROWS
) -> Quota:
    """
    Make quotas that can be shared out over units with names of their own.

    Where *bounded*, some units have bounds of their own.  Units may have no households of the
    category, and may not state how many households there are in all.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5)
    ... @given(quotas())
    ... def test_shares_make_the_quota(quota):
    ...     shares = quota.shared("level").shares
    ...     assert sum(share.count for share in shares) == quota.number
    >>> test_shares_make_the_quota()
    """
    category, year = draw(st.sampled_from(Category)), draw(_YEARS)
    rows: list[HouseholdCensus] = []
    at_least: dict[str, int] = {}
    at_most: dict[str, int] = {}
    least, most = 0, 0
    for name in draw(real_names(draw(st.integers(min_rows, max_rows)))):
        count = draw(_COUNTS)
        rows.append(_row(Unit(name), year, category, count, draw(_OTHERS)))
        low, high = 0, count
        if bounded and draw(st.booleans()):
            high = at_most[name] = draw(st.integers(0, count))
        if bounded and draw(st.booleans()):
            low = at_least[name] = draw(st.integers(0, high))
        least, most = least + low, most + high
    return Quota(draw(st.integers(least, most)), rows, category, at_least, at_most)


def _row(
    unit: Unit, year: int, category: Category, count: int, others: int | None
) -> HouseholdCensus:
    """Return the review of a unit with households of a category, and so many others."""
    households = None if others is None else count + others
    if category is Category.POOR:
        return HouseholdCensus(unit, year, households, poor=Tally(count))
    return HouseholdCensus(unit, year, households, near_poor=Tally(count))
