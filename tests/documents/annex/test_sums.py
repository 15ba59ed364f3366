"""Whether a line is the sum of others."""

import pytest

from povertyplan.documents.annex.sums import Numbers, heads_of_groups, is_mostly_sum, is_sum

ROWS: list[Numbers] = [[10, 2, None], [20, 3, 1]]


@pytest.mark.parametrize(
    ("line", "mostly", "wholly"),
    [
        ([30, 5, 1], True, True),
        ([30, 5, None], True, True),
        ([30, 6, 1], True, False),
        ([30, 6, 2], False, False),
        ([31, 6, 2], False, False),
        ([None, None, None], False, True),
    ],
)
def test_a_sum_with_and_without_a_slip(line: Numbers, *, mostly: bool, wholly: bool) -> None:
    assert is_mostly_sum(line, ROWS) is mostly
    assert is_sum(line, ROWS) is wholly


def test_a_single_row_is_repeated_without_a_slip() -> None:
    assert is_mostly_sum([10, 2, 5], [[10, 2, 5]])
    assert not is_mostly_sum([10, 2, 6], [[10, 2, 5]])
    assert not is_mostly_sum([10, 2, 5], [])
    assert not is_sum([10, 2, 5], [[10, 2, 5], [0, 0, 0]])


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ([], []),
        ([[30, 30, 3], [10, 10, 1], [20, 20, 2]], [0]),
        ([[7, 7, 7], [30, 30, 3], [10, 10, 1], [20, 20, 2]], [1]),
        ([[30, 30, 3], [10, 10, 1], [20, 20, 2], [7, 7, 7]], []),
        ([[30, 30, 3], [10, 10, 1], [20, 20, 2], [40, 4, 4], [40, 4, 4]], [0, 3]),
        ([[30, 30, 3], [10, 10, 1], [21, 20, 2]], []),  # a slip
        ([[30, 30, 3], [10, 10, 1], [19, 20, 2]], []),
        ([[3, 3, 3], [1, 1, 1], [2, 2, 2]], []),  # small figures
    ],
)
def test_the_heads_of_groups(rows: list[list[int]], heads: list[int]) -> None:
    assert heads_of_groups(rows) == heads
