"""List the five TDP of a plan with the highest exact poor rate in the goal year."""

import argparse

from povertyplan import Category, Percent, read


def main(path: str) -> None:
    """Print them, highest first."""
    shares = [
        (share, target.unit.name)
        for target in read(path).plan.targets
        if (share := target.goal.share(Category.POOR)) is not None
    ]
    for share, name in sorted(shares, reverse=True)[:5]:
        print(f"{name}: {Percent.of(share)} ({share})")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plan", help="such as examples/cao-thuong-2024/plan.md")
    main(parser.parse_args().plan)
