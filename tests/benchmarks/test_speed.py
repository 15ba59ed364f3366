"""How long things take: the example, a thousand plans, one plan of many rows, the import."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from pytest_benchmark.fixture import BenchmarkFixture

from povertyplan import Plan, check, read_text
from povertyplan.records import from_json, to_json

TEXT = Path("examples/cao-thuong-2024/plan.md").read_text(encoding="utf-8")
READING = read_text(TEXT)
PLAN = READING.plan


def many_rows(number: int) -> Plan:
    """Repeat the rows of the example; the total is left out, for it would be wrong."""
    times = -(-number // len(PLAN.targets))
    return evolve(PLAN, targets=(PLAN.targets * times)[:number], total=None)


def once(benchmark: BenchmarkFixture, job: Callable[[], object]) -> None:
    benchmark.pedantic(job, rounds=1)  # type: ignore[no-untyped-call]  # pytest-benchmark's own


def seconds(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def test_read_the_example(benchmark: BenchmarkFixture) -> None:
    benchmark(read_text, TEXT)


def test_check_the_example(benchmark: BenchmarkFixture) -> None:
    benchmark(check, READING)


def test_write_the_example_as_json(benchmark: BenchmarkFixture) -> None:
    benchmark(to_json, PLAN)


def test_read_the_example_from_json(benchmark: BenchmarkFixture) -> None:
    benchmark(from_json, to_json(PLAN), Plan)


def test_read_a_thousand_plans(benchmark: BenchmarkFixture) -> None:
    once(benchmark, lambda: [read_text(TEXT) for _ in range(1000)])


def test_check_a_thousand_plans(benchmark: BenchmarkFixture) -> None:
    once(benchmark, lambda: [check(READING) for _ in range(1000)])


@pytest.mark.parametrize("rows", [1_000, 10_000, 100_000])
def test_check_one_plan_of_many_rows(benchmark: BenchmarkFixture, rows: int) -> None:
    plan = many_rows(rows)
    once(benchmark, lambda: check(plan))


@pytest.mark.parametrize("rows", [1_000, 10_000])
def test_read_one_plan_of_many_rows(benchmark: BenchmarkFixture, rows: int) -> None:
    lines = TEXT.split("\n")
    start = next(at for at, line in enumerate(lines) if line.startswith("| 1 |"))
    body = lines[start : start + 26]
    text = "\n".join([*lines[:start], *(body * (rows // 26)), *lines[start + 26 :]])
    once(benchmark, lambda: read_text(text))


def test_time_is_linear_in_rows() -> None:
    """Ten times the rows take less than fifteen times as long."""
    few, many = many_rows(2_000), many_rows(20_000)
    ratios = [seconds(lambda: check(many)) / seconds(lambda: check(few)) for _ in range(3)]
    assert min(ratios) < 15


def test_the_import_takes_at_most_twice_that_of_attrs() -> None:
    """In fresh processes, the median of twenty, taken in turn, byte code written."""

    def imported(name: str) -> float:
        return seconds(lambda: subprocess.run([sys.executable, "-c", f"import {name}"], check=True))

    pairs = [(imported("attrs"), imported("povertyplan")) for _ in range(21)][1:]
    attrs, own = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"import attrs {attrs:.3f} s, import povertyplan {own:.3f} s: {own / attrs:.2f} times")  # noqa: T201  # a benchmark tells
    assert own <= 2 * attrs
