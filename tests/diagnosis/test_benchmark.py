"""The benchmark on a few plans: nothing called unique is wrong, and two runs are equal."""

import os
import subprocess
import sys

import pytest

PROGRAM = "tests.benchmarks.diagnosis"


def table(output: str) -> list[list[str]]:
    """Return the cells of a printed table without its last column, the times."""
    lines = [line.strip("|").split("|")[:-1] for line in output.splitlines() if line]
    return [[cell.strip() for cell in line] for line in lines]


@pytest.mark.parametrize("plans", ["1", pytest.param("3", marks=pytest.mark.large)])
def test_nothing_unique_is_wrong_and_two_runs_are_equal(plans: str) -> None:
    # Two processes, because each has another order of sets; side by side, because each takes long.
    command = [sys.executable, "-m", PROGRAM, "--plans", plans]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    first, second = [table(run.communicate()[0]) for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    head, _, *rows = first
    wrong = head.index("unique and wrong")
    assert [row[0] for row in rows if row[wrong] != "0"] == []
    assert len(rows) > 50
    assert second == first


@pytest.mark.parametrize("every", ["6", pytest.param("1", marks=pytest.mark.large)])
def test_what_is_told_does_not_depend_on_the_order_of_sets(every: str) -> None:
    command = [sys.executable, "-m", f"{PROGRAM}.told", "--every", every]
    runs = [
        subprocess.Popen(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, stdout=subprocess.PIPE
        )
        for seed in ("1", "2", "3")
    ]
    told = [run.communicate()[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert len(told[0]) > 100_000
    assert told[0] == told[1] == told[2]
