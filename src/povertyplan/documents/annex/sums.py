"""
Whether a line of an annex is the sum of others, which tells totals and headings from rows.

A line has a number for each column of counts, None where the cell holds none.
"""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

Numbers: TypeAlias = Sequence[int | None]

#: A sum of fewer rows or columns, or of small counts only, may come out by accident.
MANY, LARGE = 3, 20


def is_mostly_sum(line: Numbers, rows: Sequence[Numbers]) -> bool:
    """
    Whether a line is the sum of some rows but for a slip; of a single row, without one.

    >>> is_mostly_sum([30, 5, 7], [[10, 2, 3], [20, 3, 5]])
    True
    """
    right = _right_sums(line, rows)
    mostly = 2 * sum(right) > len(right)
    return mostly and bool(rows) and (len(rows) > 1 or all(right))


def is_sum(line: Numbers, rows: Sequence[Numbers]) -> bool:
    """Whether a line is the sum of some rows in every column, and several rows add to it."""
    adding = list(filter(any, rows))
    return len(adding) > 1 and all(_right_sums(line, rows))


def are_many_and_large(line: Numbers) -> bool:
    """Whether a line has so many counts, and so large, that their sums are not an accident."""
    stated = list(filter(None, line))
    return len(stated) >= MANY and max(stated) >= LARGE


def _right_sums(line: Numbers, rows: Iterable[Numbers]) -> list[bool]:
    """Return for each number of a line whether it is the sum of some rows, zeros left out."""
    right: list[bool] = []
    for stated, *parts in zip(line, *rows, strict=True):
        whole = sum(filter(None, parts))
        if stated is not None and (stated or whole):
            right.append(stated == whole)
    return right


def heads_of_groups(rows: Sequence[Numbers]) -> list[int]:
    """
    Return the indexes of the rows that head groups: each is the sum of the rows of its group.

    A group ends above the next head, or with the last row.  Rows above the first
    head belong to no group.

    >>> heads_of_groups([[30, 30, 3], [10, 10, 1], [20, 20, 2], [50, 40, 3], [50, 40, 3]])
    [0, 3]
    """
    ends: dict[int, int] = {}
    for index in reversed(range(len(rows))):
        end = _end_of_group(rows, index)
        if end is not None and (end == len(rows) or end in ends):
            ends[index] = end
    heads: list[int] = []
    index = min(ends, default=len(rows))
    while index < len(rows):
        heads.append(index)
        index = ends[index]
    return heads


def groups_among_rows(rows: Sequence[Numbers]) -> list[range]:
    """
    Return the groups of rows with their heads first, where other rows may stand between them.

    >>> groups_among_rows([[30, 30, 3], [10, 10, 1], [20, 20, 2], [50, 40, 3]])
    [range(0, 3)]
    """
    groups: list[range] = []
    index = 0
    while index < len(rows):
        end = _end_of_group(rows, index)
        if end is not None:
            groups.append(range(index, end))
        index = index + 1 if end is None else end
    return groups


def _end_of_group(rows: Sequence[Numbers], head: int) -> int | None:
    """Return the index after the rows that a row is the sum of; None if it is not a sum."""
    left = rows[head]
    if not are_many_and_large(left):
        return None
    for index in range(head + 1, len(rows)):
        nothing_is_left = not any(left)
        if nothing_is_left and any(rows[index]):
            return index
        left = _subtracted(left, rows[index])
        if min(filter(None, left), default=0) < 0:
            return None
    return None if any(left) else len(rows)


def _subtracted(numbers: Numbers, others: Numbers) -> Numbers:
    """Subtract column by column; a blank stays blank, and subtracts 0."""
    left: list[int | None] = []
    for number, other in zip(numbers, others, strict=True):
        left.append(None if number is None else number - (other or 0))
    return left
