"""Draw mutants, try them, and print the table of what became of them."""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from coverage import CoverageData

from tests.mutation.equivalents import equivalents
from tests.mutation.mutants import Mutant, drawn
from tests.mutation.reaching import Reaching, measured
from tests.mutation.trial import SOURCE, Fate, Trial, failing_without_change, tried

#: The folders whose tests are tried.
ROOMS: Mapping[str, tuple[str, ...]] = {
    "arithmetic": ("model", "arithmetic"),
    "checks": ("checks",),
    "diagnosis": ("diagnosis",),
    "prose": ("documents/prose",),
    "annex": ("documents/annex",),
    "writers": ("documents/write", "documents/layout", "editing"),
    "year": ("year",),
}


def modules(room: str) -> list[Path]:
    """Return the modules of a room."""
    folders = (SOURCE / "povertyplan" / folder for folder in ROOMS[room])
    return sorted(module for folder in folders for module in folder.rglob("*.py"))


def table(fates: Mapping[str, Counter[Fate]]) -> str:
    """Return how many mutants of each room were killed, and which share of those that could be."""
    lines = ["| room | mutants | killed | equivalent | survived | killed of the others |"]
    lines.append("| --- | --- | --- | --- | --- | --- |")
    for room, counted in {**fates, "all": sum(fates.values(), Counter[Fate]())}.items():
        killed, equivalent = counted[Fate.KILLED], counted[Fate.EQUIVALENT]
        share = killed / max(1, counted.total() - equivalent)
        numbers = (counted.total(), killed, equivalent, counted[Fate.SURVIVED])
        lines.append(f"| {room} | {' | '.join(map(str, numbers))} | {share:.0%} |")
    return "\n".join(lines)


def trials_of(
    mutants: Sequence[Mutant], reaching: Reaching, known: Container[tuple[str, str, str]], jobs: int
) -> list[Trial]:
    """Try mutants, print those that survive, and return what became of each."""

    def trial(mutant: Mutant) -> Trial:
        if mutant.identity in known:
            return Trial(Fate.EQUIVALENT)
        return tried(mutant, reaching.tests(mutant.module, mutant.line))

    trials: list[Trial] = []
    with ThreadPoolExecutor(jobs) as pool:
        for mutant, became in zip(mutants, pool.map(trial, mutants), strict=True):
            trials.append(became)
            if became.fate is Fate.SURVIVED:
                print(f"{mutant}: {'  →  '.join(mutant.change())}", flush=True)
    return trials


def run(options: argparse.Namespace, data: Path) -> int:
    """Try the mutants that the options ask for, print their table, and return the exit status."""
    coverage = CoverageData(str(data))
    coverage.read()
    reaching, chance = Reaching(coverage), random.Random(options.seed)
    known = {equivalent.identity for equivalent in equivalents()}
    rooms = options.rooms or list(ROOMS)
    trials: dict[str, list[Trial]] = {}
    for room in rooms:
        mutants = drawn(modules(room), options.sample // len(rooms), chance)
        trials[room] = trials_of(mutants, reaching, known, options.jobs)
    print(table({room: Counter(trial.fate for trial in trials[room]) for room in rooms}))
    unfit = failing_without_change({trial.noticed_by for room in rooms for trial in trials[room]})
    for test in unfit:
        print(f"fails without a change, too, so that it notices nothing: {test}")
    return 1 if unfit else 0


def main() -> int:
    """Take the options and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=300, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    parser.add_argument("--rooms", nargs="*", choices=ROOMS, help="of which rooms; else of all")
    parser.add_argument("--data", type=Path, help="a file that `measured` made before")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        return run(options, options.data or measured(Path(folder)))


if __name__ == "__main__":
    sys.exit(main())
