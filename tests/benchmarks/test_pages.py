"""Processor time of the page: of the example beyond its check, and of a plan of 3,000 rows."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

from povertyplan import Reading, check, diagnose
from povertyplan.model.places import Part, Row
from povertyplan.outputs.outcome import Checked
from povertyplan.outputs.page import as_page
from tests.benchmarks.test_speed import EXAMPLE, additions
from tests.support.communes import plan_of
from tests.support.page_examples import slipped

PLACES: list[tuple[Row, str]] = [
    (5, "poor_base_rate"),
    (900, "near_poor_goal_rate"),
    (1_500, "poor_goal"),
    (2_000, "households_goal"),
    (Part.TOTAL, "poor_goal_rate"),
]


def taken(job: Callable[[], object], clock: Callable[[], float] = process_time) -> float:
    start = clock()
    job()
    return clock() - start


def of_children() -> float:
    """Return the processor time of all processes that were started and have ended."""
    times = os.times()
    return times.children_user + times.children_system


def test_a_page_of_three_thousand_rows_is_checked_and_drawn_in_bounded_time() -> None:
    """Five seconds, check and diagnosis among them, where an addition takes 33 ns."""
    reading = Reading(slipped(plan_of(3_000, sections=30), PLACES))

    def page() -> None:
        report = check(reading)
        as_page([Checked("plan.md", reading, report, diagnose(reading, report))], "vi")

    own = min(taken(page) for _ in range(3))
    unit = min(taken(additions) for _ in range(50))
    print(f"checked and drawn in {own:.2f} s, {own / unit:.0f} times the additions")  # noqa: T201  # a benchmark tells
    assert own <= 1_500 * unit


def test_the_page_of_the_example_takes_little_beyond_its_check(tmp_path: Path) -> None:
    """Half a second where an addition takes 33 ns: templates are loaded and compiled, too."""
    command = [sys.executable, "-m", "povertyplan", "check", str(EXAMPLE)]
    page = ["--page", str(tmp_path / "page.html"), "--force"]

    def run(*options: str) -> None:
        subprocess.run([*command, *options], stdout=subprocess.DEVNULL, check=False)

    plain = median(taken(run, of_children) for _ in range(5))
    with_page = median(taken(partial(run, *page), of_children) for _ in range(5))
    unit = min(taken(additions) for _ in range(50))
    beyond = (with_page - plain) / unit
    print(f"check {plain:.3f} s, with its page {with_page:.3f} s: {beyond:.0f} times the additions")  # noqa: T201  # a benchmark tells
    assert beyond <= 150
