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
        try:
            back = read_bytes(write_bytes(plan, format=form), format=form).plan
        except WriteError as error:
            others.append(str(error))
            return
        same += back == plan

    start = time.monotonic()
    written()
    seconds = time.monotonic() - start
    lines = [f"{form}: {same} the same, {len(others)} refused, {seconds:.0f} s", *others[:5]]
    print(*lines, sep="\n")  # noqa: T201  # it prints what it counts


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
