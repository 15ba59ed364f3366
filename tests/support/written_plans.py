"""
Write many realistic plans in a format, read each back, and say how many are the same.

    python -m tests.support.written_plans markdown 10000

Takes minutes; the laws in `tests/laws/test_written_plans.py` run some of it.
"""

import sys
import time

from hypothesis import HealthCheck, Phase, given, settings

from povertyplan import Plan, WriteError, read_bytes, write_bytes
from povertyplan.strategies import plans


def main(form: str, number: int) -> None:
    """Print how many of *number* plans come back, and the first that do not."""
    same = 0
    others: list[str] = []

    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(plans(realistic=True))
    def written(plan: Plan) -> None:
        nonlocal same
        data = write_bytes(plan, format=form, strict=False)
        if read_bytes(data, format=form).plan == plan:
            same += 1
            return
        try:
            write_bytes(plan, format=form)
        except WriteError as error:
            others.append(str(error))

    start = time.monotonic()
    written()
    seconds = time.monotonic() - start
    lines = [f"{form}: {same} the same, {len(others)} others, {seconds:.0f} s", *others[:5]]
    print(*lines, sep="\n")  # noqa: T201  # it prints what it counts


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
