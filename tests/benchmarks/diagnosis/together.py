"""
How often two independent slips are both explained right, beside how often each is alone.

    python -m tests.benchmarks.diagnosis.together --pairs 600

Both are to be right together as often as each is alone, less one pair of a hundred.
"""

import argparse
from random import Random

from povertyplan import check, diagnose
from tests.benchmarks.diagnosis.__main__ import Score, scored
from tests.benchmarks.diagnosis.errors import Injected
from tests.benchmarks.diagnosis.independent import independent_pair
from tests.benchmarks.diagnosis.sheets import drawn


def score_of(injected: Injected) -> Score | None:
    """Return the score of one sheet, None if no check sees its slip."""
    plan = injected.sheet.plan
    report = check(plan)
    is_warned = any(finding.code == "PP304" for finding in report.findings)
    if not report.errors and not (is_warned and "ROUNDED_BEFORE" in injected.causes):
        return None
    score = Score(plans=1)
    scored(score, injected, diagnose(plan, report))
    return score


def main() -> None:
    """Print the numbers of pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=300)
    parser.add_argument("--seed", type=int, default=2024)
    options = parser.parse_args()
    rng = Random(options.seed)
    pairs = alone = together = wrong = 0
    while pairs < options.pairs:
        pair = independent_pair(rng, drawn(rng, 2))
        if pair is None:
            continue
        first, second, both = map(score_of, pair)
        if first is None or second is None or both is None:
            continue
        pairs += 1
        alone += first.value == second.value == 1
        together += both.value == 1
        wrong += both.wrong
    print(f"{pairs} pairs: each right alone {alone}, both right together {together},")
    print(f"unique and wrong {wrong}")


if __name__ == "__main__":
    main()
