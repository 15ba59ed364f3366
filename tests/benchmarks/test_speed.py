"""Times of the example, of a thousand plans, of one plan with many rows, and of the import."""

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from pytest_benchmark.fixture import BenchmarkFixture

from povertyplan import Count, Plan, check, completed, diagnose, read_text
from povertyplan.diagnosis import Diagnoses
from povertyplan.records import from_json, to_json
from tests.support.slips import exchanged_everywhere, repeated

EXAMPLE = Path("examples/cao-thuong-2024/plan.md")
TEXT = EXAMPLE.read_text(encoding="utf-8")
READING = read_text(TEXT)
PLAN = READING.plan
#: A variable that keeps Python from writing byte code: every run would compile every module.
NO_BYTE_CODE = "PYTHONDONTWRITEBYTECODE"


def many_rows(number: int) -> Plan:
    """Repeat the rows of the example, without the total, which would be wrong."""
    times = -(-number // len(PLAN.targets))
    return evolve(PLAN, targets=(PLAN.targets * times)[:number], total=None)


def once(benchmark: BenchmarkFixture, job: Callable[[], object]) -> None:
    benchmark.pedantic(job, rounds=1)  # type: ignore[no-untyped-call]  # pytest-benchmark's own


def seconds(job: Callable[[], object]) -> float:
    """Return the processor time of a job, in which other programs have no part."""
    start = time.process_time()
    job()
    return time.process_time() - start


def seconds_of_processes() -> float:
    """Return the processor time of all processes so far that this one has started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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


def additions() -> int:
    """Add up a hundred thousand numbers one by one, which any Python takes a while for."""
    total = 0
    for number in range(100_000):
        total += number
    return total


def counts_of(plan: Plan) -> Plan:
    """Return a plan that states the counts of its rows alone."""
    rows: list[dict[str, object]] = []
    for target in plan.targets:
        counts = {field: value for field, value in target.flat().items() if field in Count}
        rows.append({str(field): value for field, value in counts.items()})
    return Plan.of(plan.year, rows)


def test_complete_and_check_the_counts_of_the_example(benchmark: BenchmarkFixture) -> None:
    counts = counts_of(PLAN)
    benchmark(lambda: check(completed(counts)))


def test_a_plan_is_completed_and_checked_in_the_time_of_few_additions() -> None:
    """The counts of 26 rows take less than 200,000 additions do."""
    counts = counts_of(PLAN)
    own = min(seconds(lambda: check(completed(counts))) for _ in range(50))
    unit = min(seconds(additions) for _ in range(50))
    print(f"completed and checked {own * 1000:.1f} ms, additions {unit * 1000:.1f} ms")  # noqa: T201  # a benchmark tells
    assert own <= 2 * unit


@pytest.mark.parametrize("wrong", [repeated, exchanged_everywhere])
@pytest.mark.parametrize(("times", "most"), [(25, 300), (50, 600), (100, 1200)])
def test_the_diagnosis_of_a_large_table_with_slips_is_bounded(
    wrong: Callable[[int], Plan], times: int, most: int
) -> None:
    """The rows of the example 25, 50 and 100 times: 1, 2 and 4 s where an addition takes 33 ns."""
    plan = wrong(times)
    report = check(plan)
    own = min(seconds(lambda: diagnose(plan, report)) for _ in range(2))
    unit = min(seconds(additions) for _ in range(50))
    print(f"diagnosed in {own:.2f} s, {own / unit:.0f} times the additions")  # noqa: T201  # a benchmark tells
    assert own <= most * unit


def test_findings_are_put_beside_their_causes_in_time_that_is_linear_in_rows() -> None:
    """Five times the rows, a slip in each, take less than ten times as long to put in groups."""
    few, many = grouping(1_000), grouping(5_000)
    ratios = [seconds(many) / seconds(few) for _ in range(3)]
    assert min(ratios) < 10


def grouping(rows: int) -> Callable[[], object]:
    """Return the grouping of the findings of a plan whose rows all print a wrong rate."""
    row = {"households_base": 160, "poor_base": 5, "poor_base_rate": "3.15"}
    plan = Plan.of(2024, [row] * rows)
    report = check(plan)
    by_contradiction = diagnose(plan, report).by_contradiction
    # Diagnoses that were not asked before: what they remember is not made yet.
    return lambda: Diagnoses(by_contradiction).groups(report)


def medians(*commands: list[str]) -> list[float]:
    """Return the median times of twenty fresh processes each, run in turn, with byte code."""
    environment = {name: os.environ[name] for name in os.environ if name != NO_BYTE_CODE}
    times: list[list[float]] = [[] for _ in commands]
    for _ in range(21):
        for command, taken in zip(commands, times, strict=True):
            start = seconds_of_processes()
            subprocess.run(
                [sys.executable, *command], env=environment, stdout=subprocess.DEVNULL, check=False
            )
            taken.append(seconds_of_processes() - start)
    return [statistics.median(taken[1:]) for taken in times]


@pytest.mark.parametrize(
    ("what", "command", "most"),
    [
        ("import povertyplan", ["-c", "import povertyplan"], 2.0),
        # The aim is 4.  Two fifths of the time attrs makes 200 classes.
        ("check of the example", ["-m", "povertyplan", "check", str(EXAMPLE)], 10.0),
    ],
)
def test_a_process_takes_few_times_the_import_of_attrs(
    what: str, command: list[str], most: float
) -> None:
    attrs, own = medians(["-c", "import attrs"], command)
    print(f"import attrs {attrs:.3f} s, {what} {own:.3f} s: {own / attrs:.2f} times")  # noqa: T201  # a benchmark tells
    assert own <= most * attrs
