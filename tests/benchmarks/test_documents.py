"""Times of reading: 26 rows in the time of few additions, and 10,000 rows beside openpyxl."""

import statistics
import time
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import load_workbook

from povertyplan import read_bytes, write_bytes
from povertyplan.documents.formats.xlsx import content
from tests.benchmarks.test_speed import additions, seconds
from tests.support.layouts import plan_of

#: For each format, in how many times that of 100,000 additions 26 rows are read: about half as
#: much again as was measured.
MOST = {"markdown": 6, "csv": 5.5, "html": 10.5, "json": 1.5, "docx": 14, "xlsx": 12}


def median(job: Callable[[], object], times: int) -> float:
    """Return the median processor time of a job in seconds, after one run that does not count."""
    taken: list[float] = []
    for _ in range(times + 1):
        start = time.process_time()
        job()
        taken.append(time.process_time() - start)
    return statistics.median(taken[1:])


@pytest.mark.parametrize(("form", "most"), MOST.items())
def test_a_plan_of_26_rows_is_read_in_the_time_of_few_additions(form: str, most: float) -> None:
    data = write_bytes(plan_of(1, 26), format=form, strict=False)
    own = min(seconds(lambda: read_bytes(data, format=form)) for _ in range(30))
    unit = min(seconds(additions) for _ in range(50))
    print(f"{form}: {own * 1000:.1f} ms, additions {unit * 1000:.1f} ms: {own / unit:.1f} times")  # noqa: T201  # a benchmark tells
    assert own <= most * unit


def test_a_workbook_of_10_000_rows_beside_openpyxl() -> None:
    """The reader gives values and formulas, for which openpyxl must load a workbook twice."""
    data = write_bytes(plan_of(1, 10_000), format="xlsx", strict=False)

    def loaded(*, values: bool) -> None:
        for sheet in load_workbook(BytesIO(data), data_only=values):
            for row in sheet.iter_rows():
                [cell.value for cell in row]

    jobs: tuple[Callable[[], object], ...] = (
        lambda: loaded(values=True),
        lambda: loaded(values=False),
        lambda: content(data, "plan.xlsx"),
        lambda: read_bytes(data, format="xlsx"),
    )
    rounds = [[median(job, 1) for job in jobs] for _ in range(3)]
    values, formulas, grids, whole = map(statistics.median, zip(*rounds, strict=True))
    both = values + formulas
    print(  # noqa: T201  # as above
        f"openpyxl: values {values:.2f} s, formulas {formulas:.2f} s; beside both, to grids"
        f" {grids / both:.2f} times, to a plan {whole / both:.2f} times; beside the values alone,"
        f" {grids / values:.2f} and {whole / values:.2f} times"
    )
    assert whole <= 1.3 * both
