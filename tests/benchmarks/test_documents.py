"""Times of office documents: 26 rows after imports, and 10,000 rows compared with openpyxl."""

import statistics
import time
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import load_workbook

from povertyplan import read_bytes, write_bytes
from povertyplan.documents.formats.xlsx import content
from tests.support.layouts import plan_of

FORMATS = ("markdown", "docx", "xlsx", "csv", "html")


def median(job: Callable[[], object], times: int) -> float:
    """Return the median processor time of a job in seconds, after one run that does not count."""
    taken: list[float] = []
    for _ in range(times + 1):
        start = time.process_time()
        job()
        taken.append(time.process_time() - start)
    return statistics.median(taken[1:])


@pytest.mark.parametrize("form", FORMATS)
def test_a_plan_of_26_rows(form: str) -> None:
    data = write_bytes(plan_of(1, 26), format=form, strict=False)
    taken = median(lambda: read_bytes(data, format=form), 15)
    print(f"{form}, 26 rows: {1000 * taken:.0f} ms")  # noqa: T201  # a benchmark tells
    assert taken <= 0.150


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
