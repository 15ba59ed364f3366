"""Slips in a count of persons."""

from collections.abc import Callable, Mapping
from itertools import pairwise

import numpy as np


def too_few(draw: np.random.Generator, persons: int) -> int | None:
    """Return 30 to 50 per cent less: some households, or one list, were not counted."""
    return int(persons * (1 - draw.uniform(0.3, 0.5)))


def swapped(draw: np.random.Generator, persons: int) -> int | None:
    """Return a count with two unequal neighbouring digits swapped, None if there are none."""
    text = str(persons)
    others: list[str] = []
    for position, (first, second) in enumerate(pairwise(text)):
        if first != second:
            others.append(text[:position] + second + first + text[position + 2 :])
    others = [other for other in others if not other.startswith("0")]
    return int(draw.choice(others)) if others else None


def wrong_digit(draw: np.random.Generator, persons: int) -> int | None:
    """Return a count with another digit in one place, not a 0 in the first."""
    text = str(persons)
    position = int(draw.integers(len(text)))
    least = "1" if position == 0 else "0"
    digits = [digit for digit in "0123456789" if digit >= least and digit != text[position]]
    return int(text[:position] + str(draw.choice(digits)) + text[position + 1 :])


SLIPS: Mapping[str, Callable[[np.random.Generator, int], int | None]] = {
    "persons 30 to 50 % too low": too_few,
    "two digits swapped": swapped,
    "one digit wrong": wrong_digit,
}
