"""
Compare what `check` finds in plans with slips with what the oracle of the laws says.

``python -m tests.support.beside_oracle --plans 20000 --seed 1`` prints how many findings of each
code were expected, and each finding that only one of the two has.
"""

import argparse
from collections import Counter

from povertyplan import Reading, check
from tests.laws.oracle import found_in
from tests.laws.oracle.lines import Found
from tests.support.seeded import seeded
from tests.support.spoiled import spoiled

#: The codes of the figures of a plan and its text.
CODES = ("PP1", "PP2", "PP3", "PP4")


def of_check(reading: Reading) -> Counter[Found]:
    """Return what `check` finds in the figures of a reading."""
    findings = check(reading, select=CODES).findings
    found: Counter[Found] = Counter()
    for finding in findings:
        expected = None if finding.expected is None else str(finding.expected)
        found[Found(finding.code, str(finding.place), expected)] += 1
    return found


def of_oracle(reading: Reading) -> Counter[Found]:
    """Return what the oracle finds in the figures of a reading."""
    return Counter(found_in(reading))


def main() -> None:
    """Compare as many plans as are asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.beside_oracle")
    parser.add_argument("--plans", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    expected: Counter[str] = Counter()
    differing: list[str] = []
    for reading in seeded(spoiled(), asked.plans, str(asked.seed)):
        found, said = of_check(reading), of_oracle(reading)
        expected.update(finding.code for finding in said.elements())
        differing.extend(f"check alone: {finding}" for finding in found - said)
        differing.extend(f"oracle alone: {finding}" for finding in said - found)
    print(f"{asked.plans:,} plans, {expected.total():,} findings, {len(differing):,} differ")  # noqa: T201  # it is a program
    for code, number in sorted(expected.items()):
        print(f"{code} {number:,}")  # noqa: T201  # it is a program
    for difference in differing:
        print(difference)  # noqa: T201  # it is a program


if __name__ == "__main__":
    main()
