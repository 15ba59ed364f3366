"""Quotas shared out over 26 units, over 10,000, and within bounds of their own."""

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from attrs import frozen
from pytest_benchmark.fixture import BenchmarkFixture

from povertyplan import HouseholdCensus, Tally, Unit, read
from povertyplan.year import Allocation, SharingRule, allocate

PLAN = read(Path("examples/cao-thuong-2024/plan.md")).plan
UNITS = 10_000
TIMES = 5
RULES = pytest.mark.parametrize("rule", list(SharingRule))


@frozen
class Drawn:
    """Units with up to 1,000 poor households, and bounds for each of them."""

    rows: Sequence[HouseholdCensus]
    at_least: Mapping[str, int]
    at_most: Mapping[str, int]

    def shared(self, rule: SharingRule) -> Allocation:
        """Share out half of what there is between the bounds."""
        quota = (sum(self.at_least.values()) + sum(self.at_most.values())) // 2
        return allocate(quota, self.rows, rule=rule, at_least=self.at_least, at_most=self.at_most)


def drawn(units: int, seed: int = 5) -> Drawn:
    """Draw the counts and the bounds of so many units."""
    random = np.random.default_rng(seed)
    rows: list[HouseholdCensus] = []
    at_least: dict[str, int] = {}
    at_most: dict[str, int] = {}
    for number in range(units):
        name, count = f"TDP {number}", int(random.integers(0, 1000))
        rows.append(HouseholdCensus(Unit(name), 2023, 2000, poor=Tally(count)))
        at_most[name] = int(random.integers(0, count + 1))
        at_least[name] = int(random.integers(0, at_most[name] + 1))
    return Drawn(rows, at_least, at_most)


def seconds(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


@RULES
def test_share_out_over_the_example(benchmark: BenchmarkFixture, rule: SharingRule) -> None:
    rows = [target.base for target in PLAN.targets]
    benchmark(allocate, 36, rows, rule=rule)


@RULES
def test_share_out_over_many_units(benchmark: BenchmarkFixture, rule: SharingRule) -> None:
    rows = drawn(UNITS).rows
    benchmark(allocate, UNITS, rows, rule=rule)


@RULES
def test_share_out_within_bounds(benchmark: BenchmarkFixture, rule: SharingRule) -> None:
    benchmark(drawn(UNITS).shared, rule)


@RULES
def test_time_is_linear_in_units(rule: SharingRule) -> None:
    """Ten times the units take less than fifteen times as long, each with bounds of its own."""
    few, many = drawn(UNITS // 10), drawn(UNITS)
    ratios = [
        seconds(lambda: many.shared(rule)) / seconds(lambda: few.shared(rule)) for _ in range(TIMES)
    ]
    assert min(ratios) < 15
