"""Put errors into clean plans and print how often the diagnosis is right, as a table."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from random import Random
from statistics import mean, median
from time import perf_counter

from povertyplan import Cause, Diagnoses, Diagnosis, Plan, Report, check, diagnose
from povertyplan.diagnosis import ExtraRow, MissingRow
from tests.benchmarks.diagnosis.copied import COPIED
from tests.benchmarks.diagnosis.errors import (
    FORMULAS,
    LIVE,
    ONE_CELL,
    PAIRS,
    STRUCTURE,
    Injected,
    Model,
    WholeRow,
)
from tests.benchmarks.diagnosis.independent import INDEPENDENT
from tests.benchmarks.diagnosis.misread import MISREAD
from tests.benchmarks.diagnosis.repeated_rows import REPEATED, counts_of
from tests.benchmarks.diagnosis.sheets import drawn, place
from tests.benchmarks.diagnosis.workbooks import WORKBOOKS

HEAD = (
    "error | places | plans | right cell first | right value first | right cause first"
    " | among two | listed | unique | unique and wrong | messages | ms"
)

#: The errors that leave a plan without a contradiction: their diagnosis proves nothing.
ODD = (Cause.ROUNDED_BEFORE,)


@dataclass
class Score:
    """The scores of one error model."""

    plans: int = 0
    drawn: int = 0
    cell: Fraction = Fraction(0)
    value: Fraction = Fraction(0)
    cause: Fraction = Fraction(0)
    two: int = 0
    listed: int = 0
    unique: int = 0
    wrong: int = 0
    caused: bool = False
    messages: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def line(self, name: str, places: int) -> str:
        """Return the row of the table."""
        causes = (self.share(self.cause), self.share(self.two)) if self.caused else ("", "")
        cells = (
            name,
            places,
            self.plans,
            self.share(self.cell),
            self.share(self.value),
            *causes,
            self.share(self.listed),
            self.share(self.unique),
            self.wrong,
            self.number_of_messages(),
            f"{1000 * median(self.seconds):.1f}" if self.seconds else "",
        )
        return "| " + " | ".join(map(str, cells)) + " |"

    def number_of_messages(self) -> str:
        """Return how many messages a plan has: the median, the mean and the 99th percentile."""
        numbers = sorted(self.messages)
        if not numbers:
            return ""
        last = numbers[(99 * len(numbers) - 1) // 100]
        return f"{median(numbers):g} / {mean(numbers):.1f} / {last}"

    def share(self, count: Fraction | int) -> str:
        """Return a count as a share of the plans."""
        return f"{float(100 * count / self.plans):.1f}" if self.plans else ""


def corrected(diagnosis: Diagnosis, plan: Plan, row: WholeRow | None) -> dict[object, object]:
    """
    Return the proposals of a diagnosis for the cells of the slip, or for a whole row.

    The text tells only some counts of a missing row: those of the right *row* that it leaves open
    are taken from this one.
    """
    match diagnosis.row:
        case ExtraRow(number):
            return {"out": tuple(sorted(counts_of(plan.targets[number - 1])))}
        case MissingRow(counts):
            told = {str(count.field): count.value for count in counts}
            kind, right = row or ("in", ())
            return {"in": tuple(sorted({**(dict(right) if kind == "in" else {}), **told}.items()))}
        case None:
            pass
    return {
        change.edit.place: change.edit.proposed
        for change in diagnosis.changes
        if not change.derived
    }


def scored(score: Score, injected: Injected, found: Diagnoses) -> None:
    """Compare the diagnoses with the error."""
    right: dict[object, object] = {place(cell): value for cell, value in injected.right.items()}
    plan = injected.reading.plan if injected.reading else injected.sheet.plan
    if injected.row is not None:
        kind, counts = injected.row
        right = {kind: tuple(sorted(counts))}
    proposed = partial(corrected, plan=plan, row=injected.row)
    about = [diagnosis for diagnosis in found if diagnosis.proves or diagnosis.cause in ODD]
    first = [diagnosis for diagnosis in about if diagnosis.rank == 1]
    sorted_by_cell = (tuple(sorted(proposed(diagnosis).items(), key=str)) for diagnosis in first)
    repairs = [*dict.fromkeys(sorted_by_cell)]
    said = {where: value for repair in repairs for where, value in repair}
    if len(right) == 2 and not injected.causes and len(repairs) > 1:
        score.cell += said.keys() == right.keys()
        score.value += said == right
    else:
        hits = [dict(repair) for repair in repairs]
        score.cell += Fraction(sum(hit.keys() == right.keys() for hit in hits), len(hits) or 1)
        score.value += Fraction(sum(hit == right for hit in hits), len(hits) or 1)
    names = [diagnosis.cause.name for diagnosis in about]
    ties = [diagnosis.cause.name in injected.causes for diagnosis in first]
    score.caused = bool(injected.causes)
    score.cause += Fraction(sum(ties), len(ties) or 1)
    score.two += any(name in injected.causes for name in names[:2])
    score.listed += any(proposed(diagnosis).items() <= right.items() for diagnosis in about)
    certain = [diagnosis for diagnosis in first if diagnosis.unique]
    score.unique += bool(certain)
    score.wrong += any(not proposed(diagnosis).items() <= right.items() for diagnosis in certain)


def messages_of_slip(clean: Plan, report: Report, found: Diagnoses) -> int:
    """Return how many messages speak of a slip: without the warnings that the plan had before."""
    before = {(finding.code, finding.place) for finding in check(clean).findings}
    number = 0
    for group in found.groups(report):
        told = {(finding.code, finding.place) for finding in group.findings}
        number += not told <= before
    return number


def run(model: Model, rng: Random, plans: int, places: int, failed: list[str]) -> Score:
    """Score a model over a number of plans in which a check finds its error."""
    score = Score()
    while score.plans < plans and score.drawn < 60 * plans:
        score.drawn += 1
        clean = drawn(rng, places)
        injected = model(rng, clean.copy())
        if injected is None:
            continue
        diagnosed = injected.reading or injected.sheet.plan
        report = check(diagnosed)
        codes = {finding.code for finding in report.findings}
        warned = "PP304" in codes and "ROUNDED_BEFORE" in injected.causes
        if not report.errors and not warned:
            continue
        start = perf_counter()
        found = diagnose(diagnosed, report)
        score.seconds.append(perf_counter() - start)
        score.messages.append(messages_of_slip(clean.plan, report, found))
        before = score.value
        score.plans += 1
        scored(score, injected, found)
        if score.value == before:
            errors = [f"{finding.code} {finding.place}" for finding in report.errors]
            told = [str(diagnosis) for diagnosis in found[:3]]
            failed.append(f"{injected.right}\n  {errors}\n  " + "\n  ".join(told))
    return score


def models(only: str) -> Iterator[tuple[str, Model, tuple[int, ...]]]:
    """Yield the models whose names contain a word, and the decimals to try them with."""
    for group, places in (
        (ONE_CELL, (2, 1, 0)),
        (LIVE, (2,)),
        (FORMULAS, (2,)),
        (STRUCTURE, (2,)),
        (PAIRS, (2, 1, 0)),
        (INDEPENDENT, (2,)),
        (COPIED, (2,)),
        (REPEATED, (2,)),
        (WORKBOOKS, (2,)),
        (MISREAD, (2,)),
    ):
        yield from ((name, model, places) for name, model in group.items() if only in name)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=300)
    parser.add_argument("--seed", type=int, default=2024)
    parser.add_argument("--only", default="")
    parser.add_argument("--failures", type=int, default=0)
    options = parser.parse_args()
    print(f"| {HEAD} |\n|{'---|' * len(HEAD.split('|'))}")
    for name, model, decimals in models(options.only):
        for places in decimals:
            failed: list[str] = []
            rng = Random(f"{options.seed} {name} {places}")
            print(run(model, rng, options.plans, places, failed).line(name, places), flush=True)
            print(*failed[: options.failures], sep="\n", end="\n" * bool(options.failures))


if __name__ == "__main__":
    main()
