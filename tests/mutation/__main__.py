"""Draw mutants, try them, and print the table of what became of them."""

import argparse
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from coverage import CoverageData

from tests.mutation.mutants import Mutant, drawn
from tests.mutation.reaching import Reaching, measured
from tests.mutation.trial import SOURCE, Fate, tried

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
    """Return how many mutants of each room were killed."""
    lines = ["| room | mutants | killed | survived |", "| --- | --- | --- | --- |"]
    for room, counted in fates.items():
        killed, survived = counted[Fate.KILLED], counted[Fate.SURVIVED]
        lines.append(f"| {room} | {counted.total()} | {killed} | {survived} |")
    return "\n".join(lines)


def fates_of(mutants: Sequence[Mutant], reaching: Reaching, jobs: int) -> Counter[Fate]:
    """Try mutants, print those that survive, and return how many became what."""

    def fate(mutant: Mutant) -> Fate:
        return tried(mutant, reaching.tests(mutant.module, mutant.line))

    counted = Counter[Fate]()
    with ThreadPoolExecutor(jobs) as pool:
        for mutant, became in zip(mutants, pool.map(fate, mutants), strict=True):
            counted[became] += 1
            if became is Fate.SURVIVED:
                print(f"{mutant}: {mutant.change()}", flush=True)
    return counted


def run(options: argparse.Namespace, data: Path) -> None:
    """Try the mutants that the options ask for, and print the table of them."""
    coverage = CoverageData(str(data))
    coverage.read()
    reaching, chance = Reaching(coverage), random.Random(options.seed)
    rooms = options.rooms or list(ROOMS)
    fates: dict[str, Counter[Fate]] = {}
    for room in rooms:
        mutants = drawn(modules(room), options.sample // len(rooms), chance)
        fates[room] = fates_of(mutants, reaching, options.jobs)
    print(table(fates))


def main() -> None:
    """Take the options and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=300, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    parser.add_argument("--rooms", nargs="*", choices=ROOMS, help="of which rooms; else of all")
    parser.add_argument("--data", type=Path, help="a file that `measured` made before")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        run(options, options.data or measured(Path(folder)))


if __name__ == "__main__":
    main()
