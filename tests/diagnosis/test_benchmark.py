"""The benchmark on a few plans: nothing called unique is wrong, and two runs are equal."""

import subprocess
import sys

PROGRAM = "tests.benchmarks.diagnosis"


def table() -> list[list[str]]:
    done = subprocess.run(
        [sys.executable, "-m", PROGRAM, "--plans", "2"], capture_output=True, text=True, check=True
    )
    lines = [line for line in done.stdout.splitlines() if line]
    # The last column are times.
    return [[cell.strip() for cell in line.strip("|").split("|")][:-1] for line in lines]


def test_nothing_unique_is_wrong_and_two_runs_are_equal() -> None:
    head, _, *rows = table()
    wrong = head.index("unique and wrong")
    assert [row[0] for row in rows if row[wrong] != "0"] == []
    assert len(rows) > 50
    assert table() == [head, _, *rows]
