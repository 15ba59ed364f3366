"""Add up the totals of several plans: counts are summed, rates come from the sums."""

import argparse

from povertyplan import Percent, check, read


def main(*paths: str) -> None:
    """Print the district's poor households and rate, leaving out plans with a wrong total."""
    households = poor = 0
    for path in paths:
        reading = read(path)
        if check(reading, select=["PP101"]).errors:
            print(f"{path}: its total is not the sum of its rows; left out")
            continue
        total = reading.plan.total or reading.plan.computed_total
        if total is None or total.goal.households is None or total.goal.poor.count is None:
            print(f"{path}: states no total; left out")
            continue
        households += total.goal.households
        poor += total.goal.poor.count
    if households:
        rate = Percent.of_ratio(poor, households)
        print(f"{poor} of {households} households are to be poor: {rate}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", nargs="+", help="such as examples/cao-thuong-2024/plan.md")
    main(*parser.parse_args().plans)
