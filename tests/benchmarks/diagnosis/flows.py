"""
Put one slip of the finger into clean tables of flows, and print how often it is named.

Usage: ``python -m tests.benchmarks.diagnosis.flows [TABLES [FAILURES]]``
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from statistics import median
from time import perf_counter
from typing import TypeAlias

from povertyplan import Diagnoses, Diagnosis, Edit, Part, Place, Unit, check, diagnose
from povertyplan.model.fields import (
    FLOW,
    FLOW_OF_NEAR_POOR,
    FLOW_OF_POOR,
    Count,
    Counted,
    Field,
    Value,
)
from povertyplan.model.places import Figures, Row, SectionRow
from povertyplan.year import FlowTable, PovertyFlow, ReportingPeriod, RowSection
from tests.benchmarks.diagnosis.errors import slip

PERIOD, COMMUNE = ReportingPeriod(2024), Unit("Cao Thượng")
HEAD = (
    "slip | tables | right cell first | right value first | listed | unique | unique and wrong | ms"
)
SLACK = (
    *(Count.POOR_OTHER_OUT, Count.POOR_OTHER_IN),
    *(Count.NEAR_POOR_OTHER_OUT, Count.NEAR_POOR_OTHER_IN),
)
ENDS = (Count.POOR_END, Count.NEAR_POOR_END)
#: The digits in the order of their keys above the letters.
KEYS = "1234567890"
Table: TypeAlias = dict[Row, dict[Field, int]]


@dataclass(frozen=True)
class Way:
    """Which cells a slip may hit, and what the table is like."""

    cells: Callable[[FlowTable], Sequence[Place]]
    counted: Counted = Counted.HOUSEHOLDS
    has_slack: bool = True
    has_sections: bool = False


def drawn(rng: Random, way: Way) -> FlowTable:
    """Draw a table of 6 to 30 rows whose flows close and whose totals are sums."""
    size = rng.randint(6, 30)
    shares = [rng.uniform(0, 0.3), rng.uniform(0, 0.2), 0.02, rng.uniform(0, 0.1), 0.02, 0.04, 0.02]
    figures: Table = {row: {} for row in range(1, size + 1)}
    for flat in figures.values():
        for counts in (FLOW_OF_POOR, FLOW_OF_NEAR_POOR):
            flat[counts[0]] = round(rng.expovariate(1 / rng.choice((20, 60))))
            for count, share in zip(counts[1:-1], shares, strict=True):
                flat[count] = rng.randint(0, round(share * flat[counts[0]]) + (rng.random() < 0.2))
        flat[Count.NEAR_POOR_FROM_POOR] = flat[Count.POOR_TO_NEAR_POOR]
        flat[Count.POOR_FROM_NEAR_POOR] = flat[Count.NEAR_POOR_TO_POOR]
        for counts in (FLOW_OF_POOR, FLOW_OF_NEAR_POOR):
            _close(flat, counts, keeps_slack=way.has_slack)
    return _table(figures, rng.randint(2, size - 1) if way.has_sections else None, way)


def _close(flat: dict[Field, int], counts: Sequence[Count], *, keeps_slack: bool) -> None:
    """Compute the end of a row; its start grows where more would leave than there are."""
    start, *outs_and_ins, end = counts
    outs, ins = outs_and_ins[:3], outs_and_ins[3:]
    for count in counts:
        if count in SLACK and not keeps_slack:
            flat[count] = 0
    left, came = (sum(flat[count] for count in counted) for counted in (outs, ins))
    flat[start] = max(flat[start], left)
    flat[end] = flat[start] - left + came


def _table(figures: Table, last_of_section: int | None, way: Way) -> FlowTable:
    def flow(name: str, flat: Mapping[Field, int]) -> PovertyFlow:
        stated: dict[Field, Value] = {**flat}
        if not way.has_slack:
            stated |= dict.fromkeys(SLACK)
        return PovertyFlow.of(Unit(name), PERIOD, stated, way.counted)

    def added(rows: range) -> dict[Field, int]:
        return {count: sum(figures[row][count] for row in rows) for count in FLOW}

    lines = tuple(flow(f"TDP {row}", flat) for row, flat in figures.items())
    total = flow("", added(range(1, len(figures) + 1)))
    sections: tuple[RowSection[PovertyFlow], ...] = ()
    if last_of_section is not None:
        parts = (range(1, last_of_section + 1), range(last_of_section + 1, len(figures) + 1))
        sections = tuple(
            RowSection(f"Khu {number}", rows, flow("", added(rows)))
            for number, rows in enumerate(parts, 1)
        )
    return FlowTable(COMMUNE, PERIOD, lines, total, sections)


def typed(rng: Random, value: int) -> int | None:
    """Type a count with one slip: of four kinds, or a key beside the right one."""
    text = str(value)
    if rng.random() < 0.2:
        position = rng.randrange(len(text))
        key = KEYS.index(text[position])
        beside = KEYS[max(0, key - 1) : key] + KEYS[key + 1 : key + 2]
        text = text[:position] + rng.choice(beside) + text[position + 1 :]
    else:
        text = slip(rng, text)
    return int(text) if text else None


def in_rows(*counts: Count) -> Callable[[FlowTable], Sequence[Place]]:
    """Return a function that names the cells of some counts in the rows of units."""
    return lambda table: [Place(row, count) for row in table.rows for count in counts]


def in_totals(table: FlowTable) -> Sequence[Place]:
    """Return the cells of the total and of the sub-totals."""
    rows = [row for row in table.figures() if row is Part.TOTAL or isinstance(row, SectionRow)]
    return [Place(row, count) for row in rows for count in FLOW]


WAYS: Mapping[str, Way] = {
    "a count of a row": Way(in_rows(*FLOW)),
    "the end of a row": Way(in_rows(*ENDS)),
    "who went to the other category": Way(
        in_rows(Count.POOR_TO_NEAR_POOR, Count.NEAR_POOR_TO_POOR)
    ),
    "a count of a row, with sections": Way(in_rows(*FLOW), has_sections=True),
    "a total": Way(in_totals, has_sections=True),
    "a row whose other columns are blank": Way(
        in_rows(*(count for count in FLOW if count not in SLACK)), has_slack=False
    ),
    "a row of persons": Way(in_rows(*FLOW), Counted.PERSONS),
}


@dataclass
class Score:
    """The scores of one way."""

    tables: int = 0
    cell: Fraction = Fraction(0)
    value: Fraction = Fraction(0)
    listed: int = 0
    unique: int = 0
    wrong: int = 0
    seconds: list[float] = field(default_factory=list)

    def add(self, right: Edit, found: Diagnoses) -> None:
        """Compare the diagnoses with the slip; likeliest ones share a hit."""
        likeliest = [diagnosis for diagnosis in found if diagnosis.rank == 1 and diagnosis.proves]
        number = len(likeliest) or 1
        self.tables += 1
        self.cell += Fraction(sum(_cells(one) == {right.place} for one in likeliest), number)
        self.value += Fraction(sum(_corrects(one, right) for one in likeliest), number)
        self.listed += any(_corrects(diagnosis, right) for diagnosis in found)
        certain = [diagnosis for diagnosis in likeliest if diagnosis.unique]
        self.unique += bool(certain)
        self.wrong += any(not _corrects(diagnosis, right) for diagnosis in certain)

    def line(self, name: str) -> str:
        """Return the row of the table."""
        shares = [float(100 * count / self.tables) for count in (self.cell, self.value)]
        counts = [100 * self.listed / self.tables, 100 * self.unique / self.tables]
        told = [f"{share:.1f}" for share in (*shares, *counts)]
        time = f"{1000 * median(self.seconds):.1f}"
        return f"| {name} | {self.tables} | {' | '.join(told)} | {self.wrong} | {time} |"


def _cells(diagnosis: Diagnosis) -> set[Place]:
    return {change.edit.place for change in diagnosis.changes if not change.derived}


def _corrects(diagnosis: Diagnosis, right: Edit) -> bool:
    """Whether a diagnosis puts the right figure into the cell of the slip, and changes no other."""
    return set(diagnosis.edits) == {right}


def slipped(rng: Random, way: Way) -> Iterator[tuple[FlowTable, Edit]]:
    """Yield tables with one slip each, and the edit that takes it back."""
    while True:
        clean = drawn(rng, way)
        place = rng.choice(way.cells(clean))
        figures: Figures = clean.figures()
        value = figures[place.row][place.field]
        assert isinstance(value, int)
        wrong = typed(rng, value)
        if wrong not in {None, value}:
            yield clean.edited([Edit(place, value, wrong)]), Edit(place, wrong, value)


def run(name: str, tables: int, failed: list[str] | None = None) -> Score:
    """Score one way over a number of tables."""
    score, rng = Score(), Random(f"2024 {name}")
    for table, right in slipped(rng, WAYS[name]):
        report = check(table)
        if not report.findings:
            continue
        start = perf_counter()
        found = diagnose(table, report)
        score.seconds.append(perf_counter() - start)
        before = score.value
        score.add(right, found)
        if failed is not None and score.value - before < 1:
            failed.append(
                f"{right}\n  " + "\n  ".join(str(one) for one in (*report.findings, *found[:3]))
            )
        if score.tables == tables:
            break
    return score


def main(tables: int, failures: int) -> None:
    """Print the table."""
    print(f"| {HEAD} |\n|{'---|' * len(HEAD.split('|'))}")
    for name in WAYS:
        failed: list[str] = []
        print(run(name, tables, failed).line(name), flush=True)
        print(*failed[:failures], sep="\n", end="\n" * bool(failures))


if __name__ == "__main__":
    tables, failures = (sys.argv[1:] + ["100", "0"][len(sys.argv) - 1 :])[:2]
    main(int(tables), int(failures))
