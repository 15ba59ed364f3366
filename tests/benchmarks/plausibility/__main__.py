"""Count how often PP308 alarms on right plans, and how often it finds a slip in the persons."""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from attrs import evolve

from povertyplan import Finding, Place, Plan, Rounding, check
from tests.benchmarks.plausibility.slips import SLIPS
from tests.support.country.annexes import annexes
from tests.support.country.people import Communes

SPREADS = (0.1, 0.2, 0.3, 0.4, 0.5)
HEAD = (
    "standard deviation",
    "plans",
    "with a warning, %",
    *(f"{name}, found %" for name in SLIPS),
)


@dataclass
class Alarms:
    """What was found in plans that are right, and in the same plans with one slip."""

    plans: int = 0
    warned: int = 0
    slips: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    def add(self, plan: Plan) -> None:
        """Count the plan, which is right, and whether it has a warning."""
        self.plans += 1
        self.warned += bool(findings(plan))

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
            places = {finding.place for finding in findings(evolve(plan, targets=targets))}
            self.slips[name] += 1
            self.found[name] += Place(row + 1, "persons_base") in places

    def line(self, spread: float) -> Iterator[str]:
        """Yield the cells of a row of the table."""
        yield from (f"{spread}", f"{self.plans:,}", f"{100 * self.warned / self.plans:.2f}")
        for name in SLIPS:
            number = self.slips[name]
            yield f"{100 * self.found[name] / number:.0f}" if number else ""


def findings(plan: Plan) -> Sequence[Finding]:
    """Return the warnings of a plan about persons in a household."""
    return check(plan, select=["PP308"]).findings


def measured(plans: int, spread: float, seed: int, *, slips: bool = True) -> Alarms:
    """
    Draw right plans and count what is found.

    *spread* is the standard deviation, between TDPs, of the persons in a household.
    """
    draw = np.random.default_rng(seed)
    source = partial(Communes.drawn, spread=(spread, spread))
    alarms = Alarms()
    for plan in annexes(draw, plans, 2, Rounding.HALF_UP, source).plans():
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
