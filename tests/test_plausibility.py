from fractions import Fraction

import pytest

from povertyplan.plausibility import Outlier, outliers


def _steady(rows: int) -> list[tuple[int, int, int]]:
    return [(row, 101, 100) for row in range(1, rows + 1)]


def test_too_few_rows_say_nothing() -> None:
    assert outliers(_steady(5)) is None
    assert outliers([*_steady(5), (6, 7, 0)]) is None
    assert outliers([(row, 0, 100) for row in range(1, 9)]) is None


def test_the_row_of_the_real_plan_stands_out() -> None:
    assert outliers([*_steady(7), (8, 140, 235)]) == [
        Outlier(8, Fraction(28, 47), Fraction(101, 100))
    ]


@pytest.mark.parametrize(
    ("count", "odd"),
    [(120, False), (121, False), (122, True), (85, False), (84, True), (0, True)],
)
def test_rows_that_barely_change_may_still_differ_by_a_fifth(count: int, *, odd: bool) -> None:
    assert bool(outliers([*_steady(7), (8, count, 100)])) is odd


def test_restless_rows_may_differ_more() -> None:
    rows = [(row, 100 + 10 * row, 100) for row in range(10)]
    assert outliers(rows) == []
    assert [found.row for found in outliers([*rows, (10, 300, 100)]) or ()] == [10]


def test_the_middle_row_is_named_by_its_smallest_ratio() -> None:
    rows = [(1, 1_000_000, 1_000_000), (2, 1_000_001, 1_000_000), (3, 3_000_000, 2_999_999)]
    found = outliers([*rows, *((row, 1, 1) for row in range(4, 8)), (8, 2, 1)])
    assert found == [Outlier(8, Fraction(2), Fraction(1))]
