"""Count how often right plans raise an alarm, and how often PP308 finds a slip in the persons."""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from attrs import evolve

from povertyplan import Place, Plan, check
from tests.benchmarks.plausibility.communes import commune
from tests.benchmarks.plausibility.slips import SLIPS

SPREADS = (0.1, 0.2, 0.3, 0.5)
HEAD = (
    "standard deviation",
    "plans",
    "with an error",
    "with a warning, %",
    "of these by code",
    *(f"{name}, found %" for name in SLIPS),
)


@dataclass
class Alarms:
    """What was found in plans that are right, and in the same plans with one slip."""

    plans: int = 0
    errors: int = 0
    warned: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    slips: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    def add(self, plan: Plan) -> None:
        """Count the findings of a plan that is right."""
        report = check(plan)
        self.plans += 1
        self.errors += bool(report.errors)
        self.warned += bool(report.findings)
        self.codes.update({finding.code for finding in report.findings})

    def add_slips(self, draw: np.random.Generator, plan: Plan) -> None:
        """Count which slips in the persons of one row are found."""
        row = int(draw.integers(len(plan.targets)))
        target = plan.targets[row]
        if not target.base.persons:
            return
        for name, slip in SLIPS.items():
            persons = slip(draw, target.base.persons)
            if persons is None:
                continue
            base = evolve(target.base, persons=persons)
            targets = (*plan.targets[:row], evolve(target, base=base), *plan.targets[row + 1 :])
            wrong = check(evolve(plan, targets=targets), select=["PP308"])
            places = {finding.place for finding in wrong.findings}
            self.slips[name] += 1
            self.found[name] += Place(row + 1, "persons_base") in places

    def line(self, spread: float) -> Iterator[str]:
        """Yield the cells of a row of the table."""
        yield from (f"{spread}", f"{self.plans:,}", str(self.errors))
        yield f"{100 * self.warned / self.plans:.2f}"
        yield ", ".join(f"{code} {number}" for code, number in sorted(self.codes.items()))
        for name in SLIPS:
            number = self.slips[name]
            yield f"{100 * self.found[name] / number:.0f}" if number else ""


def measured(plans: int, spread: float, seed: int, *, slips: bool = True) -> Alarms:
    """Draw right plans and count what is found."""
    draw = np.random.default_rng(seed)
    alarms = Alarms()
    for _ in range(plans):
        plan = commune(draw, spread)
        alarms.add(plan)
        if slips:
            alarms.add_slips(draw, plan)
    return alarms


def written(cells: Iterable[str]) -> str:
    """Write the row of a table."""
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.plausibility")
    parser.add_argument("--plans", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=2024)
    parser.add_argument("--spread", type=float, action="append")
    parser.add_argument("--without-slips", action="store_true")
    asked = parser.parse_args()
    print(written(HEAD))
    print(written("---" for _ in HEAD))
    for spread in asked.spread or SPREADS:
        alarms = measured(asked.plans, spread, asked.seed, slips=not asked.without_slips)
        print(written(alarms.line(spread)), flush=True)


if __name__ == "__main__":
    main()
