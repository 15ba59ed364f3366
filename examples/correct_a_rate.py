"""Replace every rate that is not its count over its households, and check again."""

import argparse

from povertyplan import Edit, Percent, check, read


def main(path: str) -> None:
    """Print each replacement, and whether the plan agrees with itself after them."""
    plan = read(path).plan
    edits = [
        Edit(finding.place, finding.printed, finding.expected)
        for finding in check(plan, select=["PP201"]).findings
        if isinstance(finding.printed, Percent) and isinstance(finding.expected, Percent)
    ]
    for edit in edits:
        print(f"{edit.place}: {edit.printed} becomes {edit.proposed}")
    print("no error left" if check(plan.edited(edits)).ok else "errors are left")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plan", help="such as examples/cao-thuong-2024/plan.md")
    main(parser.parse_args().plan)
