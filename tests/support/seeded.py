"""Examples of a strategy by a seed: the same in each run, and as many as are asked for."""

from collections.abc import Iterator
from typing import TypeVar

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

T = TypeVar("T")

#: So many examples are drawn before the first of them is given.
BATCH = 500


def seeded(strategy: st.SearchStrategy[T], number: int, seed: str) -> Iterator[T]:
    """Yield examples of a strategy."""
    for start in range(0, number, BATCH):
        yield from _batch(strategy, min(BATCH, number - start), f"{seed} {start}")


def _batch(strategy: st.SearchStrategy[T], number: int, seed: str) -> list[T]:
    drawn: list[T] = []

    @hypothesis.seed(seed)
    @settings(
        max_examples=number,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(example: T) -> None:
        drawn.append(example)

    draw()
    return drawn
