"""Property tests of another tool: one that divides floats fails, one that is exact passes."""

import argparse
import sys
from collections.abc import Callable, Iterator

from hypothesis import Phase, given, settings

from povertyplan import Percent, Plan
from povertyplan.strategies import plans


def by_float(count: int, households: int, printed: Percent) -> bool:
    """Whether a rate is right, as many programs compare it."""
    return round(100 * count / households, printed.places) == float(100 * printed.share)


def exact(count: int, households: int, printed: Percent) -> bool:
    """Whether a rate is right, without rounding anything before."""
    return printed.admits_ratio(count, households)


def poor_rates(plan: Plan) -> Iterator[tuple[int, int, Percent]]:
    """Yield the rates of poor households, each behind its count and all households."""
    for target in plan.targets:
        for year in (target.base, target.goal):
            if year.households and year.poor.count is not None and year.poor.rate is not None:
                yield year.poor.count, year.households, year.poor.rate


def calls_right_rates_right(tool: Callable[[int, int, Percent], bool]) -> None:
    """Raise an `AssertionError` if a tool calls a rate wrong in a plan without errors."""

    @settings(max_examples=100, derandomize=True, deadline=None, phases=[Phase.generate])
    @given(plans(realistic=True, max_rows=8))
    def holds(plan: Plan) -> None:
        for count, households, printed in poor_rates(plan):
            assert tool(count, households, printed), f"{count} of {households} is {printed}"

    holds()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tool", choices=("float", "exact"))
    try:
        calls_right_rates_right(exact if parser.parse_args().tool == "exact" else by_float)
    except AssertionError as error:
        sys.exit(f"called wrong: {error}")
    print("every right rate is called right")
