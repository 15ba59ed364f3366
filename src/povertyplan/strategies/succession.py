"""Successions of the units of a commune, together with the reviews of these units."""

from collections.abc import Sequence

from hypothesis import strategies as st

from povertyplan.arguments.expected import Ordinal
from povertyplan.arguments.strict import strict
from povertyplan.model.rows import HouseholdCensus, Tally
from povertyplan.model.units import Unit
from povertyplan.strategies.plan import plans
from povertyplan.year import Move, Succession

_MOST_ROWS, _MOST_PARTS = 8, 3
#: Units that no commune has yet.
_NEW_UNITS = tuple(Unit(f"Số {number}") for number in range(1, 4))

#: Of the numbers from 0 to this one, it alone makes a blank: so blanks are rare.
_BLANK = 9


@strict
@st.composite
def successions(
    draw: st.DrawFn, *, min_rows: Ordinal = 1, max_rows: Ordinal = _MOST_ROWS
) -> tuple[Sequence[HouseholdCensus], Succession]:
    """
    Make the reviews of the units of a commune, and a succession of them that `succeed` takes.

    Units stay, are renamed, merged with others or split; parts may leave figures blank.

    >>> from hypothesis import given, settings
    >>> from povertyplan.year import succeed
    >>> @settings(max_examples=5)
    ... @given(successions())
    ... def test_units_have_one_row_each(made):
    ...     rows, change = made
    ...     names = [census.unit.name for census in succeed(rows, change)]
    ...     assert len(names) == len(set(names))
    >>> test_units_have_one_row_each()
    """
    number = draw(st.integers(min_rows, max_rows))
    plan = draw(plans(realistic=True, min_rows=number, max_rows=number))
    rows = [target.base for target in plan.targets]
    places = st.sampled_from([*_NEW_UNITS, *(census.unit for census in rows)])
    moves: list[Move] = []
    for row, census in enumerate(rows, 1):
        if draw(st.booleans()):
            continue
        old = draw(st.just(row) | st.just(census.unit.name))
        new_units = draw(st.lists(places, min_size=1, max_size=_MOST_PARTS))
        parts = draw(_parts(census, len(new_units)))
        for new, part in zip(new_units, parts, strict=True):
            moves.append(Move(old, new, part))
    return rows, Succession(draw(st.dates()), moves)


@st.composite
def _parts(
    draw: st.DrawFn, census: HouseholdCensus, number: int
) -> Sequence[HouseholdCensus | None]:
    """Make parts that add up to a unit; None stands for the rest, or the whole."""
    counts = (census.households, census.persons, census.poor.count, census.near_poor.count)
    columns = [draw(_shares(count, number)) for count in counts]
    parts: list[HouseholdCensus | None] = []
    for households, persons, poor, near_poor in zip(*columns, strict=True):
        tallies = Tally(poor), Tally(near_poor)
        parts.append(HouseholdCensus(census.unit, census.year, households, persons, *tallies))
    if number == 1 or draw(st.booleans()):
        parts[draw(st.integers(0, number - 1))] = None
    return parts


@st.composite
def _shares(draw: st.DrawFn, count: int | None, number: int) -> Sequence[int | None]:
    """Make shares of a count, or blanks in place of one or all of them."""
    if count is None:
        return [None] * number
    inside = number - 1
    borders = sorted(draw(st.lists(st.integers(0, count), min_size=inside, max_size=inside)))
    ends = zip([0, *borders], [*borders, count], strict=True)
    shares: list[int | None] = [end - start for start, end in ends]
    if draw(st.integers(0, _BLANK)) == _BLANK:
        shares[draw(st.integers(0, number - 1))] = None
    return shares
