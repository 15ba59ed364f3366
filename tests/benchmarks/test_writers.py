"""Times of the writers: 26 rows in the time of few additions, and 3,000 rows in linear time."""

import pytest

from povertyplan import write_bytes
from tests.benchmarks.test_speed import PLAN, additions, many_rows, seconds

#: For each format, in how many times that of 100,000 additions 26 rows are written: about half as
#: much again as was measured.
MOST = {"markdown": 1.6, "csv": 1.8, "html": 1.6, "docx": 16, "xlsx": 9.5, "json": 1}
#: The same where the plan is read back, as it is unless the caller says otherwise.
MOST_READ_BACK = {"markdown": 9.5, "csv": 9, "html": 14, "docx": 34, "xlsx": 23, "json": 1}


def written(form: str, rows: int, *, read_back: bool = False) -> float:
    """Return the shortest time of writing a plan of some rows."""
    plan = PLAN if rows == len(PLAN.targets) else many_rows(rows)
    return min(seconds(lambda: write_bytes(plan, format=form, strict=read_back)) for _ in range(5))


@pytest.mark.parametrize(
    ("form", "most", "read_back"),
    [
        *((form, most, False) for form, most in MOST.items()),
        *((form, most, True) for form, most in MOST_READ_BACK.items()),
    ],
)
def test_a_plan_of_26_rows_is_written_in_the_time_of_few_additions(
    form: str, most: float, *, read_back: bool
) -> None:
    unit = min(seconds(additions) for _ in range(50))
    own = written(form, 26, read_back=read_back)
    print(f"{form}: {own * 1000:.1f} ms, additions {unit * 1000:.1f} ms: {own / unit:.1f} times")  # noqa: T201  # a benchmark tells
    assert own <= most * unit


@pytest.mark.parametrize("form", MOST)
def test_time_is_linear_in_rows(form: str) -> None:
    """Ten times the rows take less than fifteen times as long."""
    ratios = [written(form, 3_000) / written(form, 300) for _ in range(2)]
    print(f"{form}: {min(ratios):.1f} times for ten times the rows")  # noqa: T201  # a benchmark tells
    assert min(ratios) < 15
