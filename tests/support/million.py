"""
Check a great many right plans, and count how many of them have a finding.

``python -m tests.support.million --plans 1000000 --engine frames`` prints a table with a line for
each generator: the country of `tests.support.country`, which shares nothing with the library, the
rows of real tables, and the realistic strategies of the library.  A seed gives the same plans on
every machine, and each batch of plans is forgotten before the next is drawn.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import polars as pl

from povertyplan import Plan, Rounding, Severity, check
from povertyplan.checks import CHECKS
from povertyplan.frames import check_frame, plans_to_frame
from povertyplan.strategies import plans as strategy_of_plans
from tests.support.country.annexes import annexes
from tests.support.country.people import Communes, Source
from tests.support.country.real import Resampled
from tests.support.country.text import plans as plans_of_country
from tests.support.seeded import seeded

#: The generators that draw people, and print annexes of them.
SOURCES: Mapping[str, Source] = {"country": Communes.drawn, "resampled": Resampled.drawn}
GENERATORS = (*SOURCES, "strategies")
ENGINES = ("frames", "check")
#: The plans of a batch are of one rule of rounding, and rules take turns.
BATCH = 2_000
RULES = tuple(Rounding)
#: The places of the rates, in parts of a batch of annexes: two in most communes.
PLACES = (2, 2, 2, 2, 2, 1, 1, 0, 3, 4, 5, 6)
SEVERITIES = {rule.code: rule.severity for rule in CHECKS}
HEAD = (
    "generator",
    "engine",
    "plans",
    "rows",
    "with an error",
    "with a warning, %",
    "of these by code, %",
    "CPU s",
)
#: The seed of a run and the number of a batch in it.
Seed: TypeAlias = tuple[int, int]


@dataclass
class Tally:
    """How many plans there were, and how many of them had findings."""

    plans: int = 0
    rows: int = 0
    wrong: int = 0  #: plans with an error
    warned: int = 0  #: plans with a warning
    codes: Counter[str] = field(default_factory=Counter)  #: plans with a finding of each code

    def add(self, findings: Iterable[tuple[int, str]]) -> None:
        """Count the plans that findings are in: each has the number of its plan, and its code."""
        found = set(findings)
        errors = {plan for plan, code in found if SEVERITIES[code] is Severity.ERROR}
        warnings = {plan for plan, code in found if SEVERITIES[code] is Severity.WARNING}
        self.wrong += len(errors)
        self.warned += len(warnings)
        self.codes.update(code for _, code in found)

    def per_cent(self, plans: int) -> str:
        """Return the share of some plans among all."""
        return f"{100 * plans / self.plans:.3f}"


def tallied(generator: str, engine: str, number: int, seed: int) -> Tally:
    """Draw so many plans of a generator, and count what an engine finds."""
    tally = Tally()
    for batch, start in enumerate(range(0, number, BATCH)):
        rounding = RULES[batch % len(RULES)]
        size = min(BATCH, number - start)
        if engine == "check":
            _check(tally, _plans(generator, (seed, batch), size, rounding), rounding)
        else:
            _check_frame(tally, _frame(generator, (seed, batch), size, rounding), rounding)
    return tally


def _check(tally: Tally, drawn: Iterable[Plan], rounding: Rounding) -> None:
    for plan in drawn:
        findings = check(plan, rounding=rounding).findings
        tally.plans += 1
        tally.rows += len(plan.targets)
        tally.add((tally.plans, finding.code) for finding in findings)


def _check_frame(tally: Tally, frame: pl.DataFrame, rounding: Rounding) -> None:
    report = check_frame(frame, rounding=rounding)
    if report.unread.height:
        raise ValueError(f"some cells are no figures: {report.unread}")
    tally.plans += frame["plan"].n_unique()
    tally.rows += frame["part"].null_count()
    tally.add(report.findings.select("plan", "code").iter_rows())


def _plans(generator: str, seed: Seed, size: int, rounding: Rounding) -> Iterator[Plan]:
    """Draw the plans of a batch."""
    if generator == "strategies":
        yield from _plans_of_strategies(seed, size, rounding)
        return
    draw = np.random.default_rng(seed)
    for number, places in _parts(size):
        yield from plans_of_country(draw, number, places, rounding, SOURCES[generator])


def _frame(generator: str, seed: Seed, size: int, rounding: Rounding) -> pl.DataFrame:
    """Draw the plans of a batch as a frame; of annexes, without making a plan of any."""
    if generator == "strategies":
        drawn = dict(enumerate(_plans_of_strategies(seed, size, rounding)))
        frame: pl.DataFrame = plans_to_frame(drawn, "polars")
        return frame
    source = SOURCES[generator]
    draw = np.random.default_rng(seed)
    frames: list[pl.DataFrame] = []
    first = 0
    for number, places in _parts(size):
        mark = str(draw.choice([".", ","]))
        frames.append(annexes(draw, number, places, rounding, source).frame(first, mark))
        first += number
    return pl.concat(frames)


def _parts(size: int) -> Iterator[tuple[int, int]]:
    """Yield the sizes of the parts of a batch, each with the places of its rates."""
    ends = [size * part // len(PLACES) for part in range(len(PLACES) + 1)]
    for (start, end), places in zip(pairwise(ends), PLACES, strict=True):
        if start < end:
            yield end - start, places


def _plans_of_strategies(seed: Seed, size: int, rounding: Rounding) -> Iterator[Plan]:
    return seeded(strategy_of_plans(realistic=True, rounding=rounding), size, str(seed))


def line(generator: str, engine: str, tally: Tally, seconds: float) -> Iterator[str]:
    """Yield the cells of a line of the table."""
    yield from (generator, engine, f"{tally.plans:,}", f"{tally.rows:,}", f"{tally.wrong:,}")
    yield tally.per_cent(tally.warned)
    codes = sorted(tally.codes.items())
    yield ", ".join(f"{code} {tally.per_cent(plans)}" for code, plans in codes)
    yield f"{seconds:,.0f}"


def written(cells: Iterable[str]) -> str:
    """Write the row of a table."""
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.million")
    parser.add_argument("--plans", type=int, default=10_000, help="how many of each generator")
    parser.add_argument("--seed", type=int, default=2024)
    parser.add_argument("--engine", choices=ENGINES, default="frames")
    parser.add_argument("--generator", choices=GENERATORS, action="append")
    asked = parser.parse_args()
    print(written(HEAD))  # noqa: T201  # it is a program
    print(written("---" for _ in HEAD))  # noqa: T201  # it is a program
    for generator in asked.generator or GENERATORS:
        start = time.process_time()
        tally = tallied(generator, asked.engine, asked.plans, asked.seed)
        seconds = time.process_time() - start
        print(written(line(generator, asked.engine, tally, seconds)), flush=True)  # noqa: T201  # it is a program


if __name__ == "__main__":
    main()
