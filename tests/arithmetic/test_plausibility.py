from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyplan.arithmetic.plausibility import (
    GROWTH,
    HOUSEHOLD_SIZE,
    LEAST_ROWS,
    Comparison,
    Ranking,
    distance,
)
from povertyplan.model.fields import Flat

Pair = tuple[int, int]
#: How far a row may lie from the middle one, as documented: spreads, and the least of them.
DOCUMENTED = {GROWTH: (4, 50_000), HOUSEHOLD_SIZE: (6, 60_000)}


def flat(pair: Pair, comparison: Comparison = GROWTH) -> Flat:
    count, per = pair
    return {comparison.count: count, comparison.per: per}


def ranked(pairs: Mapping[int, Pair], comparison: Comparison = GROWTH) -> Ranking:
    return Ranking.of(comparison, {row: flat(pair, comparison) for row, pair in pairs.items()})


def _steady(rows: int) -> dict[int, Pair]:
    return dict.fromkeys(range(1, rows + 1), (101, 100))


def test_too_few_rows_say_nothing() -> None:
    assert ranked(_steady(5)).outlying() is None
    assert ranked({**_steady(5), 6: (7, 0)}).outlying() is None
    assert ranked(dict.fromkeys(range(1, 9), (0, 100))).outlying() is None


def test_the_row_of_the_real_plan_stands_out() -> None:
    pairs = {**_steady(7), 8: (140, 235)}
    ranking = ranked(pairs)
    assert ranking.outlying() == [8]
    assert GROWTH.ratio(flat(pairs[8])) == Fraction(28, 47)
    assert ranking.median({row: flat(pair) for row, pair in pairs.items()}) == Fraction(101, 100)


@pytest.mark.parametrize(
    ("count", "odd"),
    [(120, False), (121, False), (122, True), (85, False), (84, True), (0, True)],
)
def test_rows_that_barely_change_may_still_differ_by_a_fifth(count: int, *, odd: bool) -> None:
    assert bool(ranked({**_steady(7), 8: (count, 100)}).outlying()) is odd


@pytest.mark.parametrize(("persons", "odd"), [(544, False), (545, True), (295, False), (294, True)])
def test_households_may_differ_by_a_third(persons: int, *, odd: bool) -> None:
    rows = {**dict.fromkeys(range(1, 8), (400, 100)), 8: (persons, 100)}
    assert bool(ranked(rows, HOUSEHOLD_SIZE).outlying()) is odd


def test_restless_rows_may_differ_more() -> None:
    rows = {row: (100 + 10 * row, 100) for row in range(1, 11)}
    assert ranked(rows).outlying() == []
    assert ranked({**rows, 11: (310, 100)}).outlying() == [11]


def test_the_middle_row_is_named_by_its_smallest_ratio() -> None:
    pairs = {
        1: (1_000_000, 1_000_000),
        2: (1_000_001, 1_000_000),
        3: (3_000_000, 2_999_999),
        **dict.fromkeys(range(4, 8), (1, 1)),
        8: (2, 1),
    }
    ranking = ranked(pairs)
    assert ranking.outlying() == [8]
    assert ranking.median({row: flat(pair) for row, pair in pairs.items()}) == Fraction(1)


def lower_median(numbers: list[int]) -> int:
    return sorted(numbers)[(len(numbers) - 1) // 2]


def defined(pairs: Mapping[int, Pair], comparison: Comparison) -> list[int] | None:
    """Return the rows that stand out, word for word as the definition has it."""
    shares = {row: 10**6 * count // per for row, (count, per) in pairs.items() if per}
    if len(shares) < LEAST_ROWS or not lower_median([*shares.values()]):
        return None
    far = {row: distance(share, lower_median([*shares.values()])) for row, share in shares.items()}
    spreads, least_spread = DOCUMENTED[comparison]
    spread = max(lower_median([*far.values()]), least_spread)
    return [row for row in sorted(far) if far[row] > spreads * spread]


COUNTS = st.integers(0, 400) | st.integers(95, 105)
ANNEXES = st.dictionaries(st.integers(1, 40), st.tuples(COUNTS, COUNTS), max_size=30)


@given(ANNEXES, st.sampled_from([GROWTH, HOUSEHOLD_SIZE]))
def test_rows_stand_out_by_the_definition(pairs: dict[int, Pair], comparison: Comparison) -> None:
    assert ranked(pairs, comparison).outlying() == defined(pairs, comparison)


@given(ANNEXES.filter(bool), st.tuples(COUNTS, COUNTS), st.data())
def test_an_edited_ranking_is_that_of_the_edited_rows(
    pairs: dict[int, Pair], pair: Pair, data: st.DataObject
) -> None:
    row = data.draw(st.sampled_from(sorted(pairs)))
    edited = ranked(pairs).edited(row, flat(pairs[row]), flat(pair))
    assert edited == ranked({**pairs, row: pair})
