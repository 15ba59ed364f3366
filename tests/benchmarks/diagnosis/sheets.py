"""Plans to put errors into: realistic flat figures, with rates and totals computed here."""

from dataclasses import dataclass, field
from random import Random
from typing import TypeAlias

from attrs import evolve

from povertyplan import Percent, Place, Plan, Points, Section
from povertyplan.model.places import row_named
from povertyplan.model.rows import PovertyTarget

Cell: TypeAlias = tuple[int | str, str]
Figure: TypeAlias = int | Percent | Points | None

COUNTS = (
    "households_base",
    "persons_base",
    "households_goal",
    "poor_base",
    "poor_goal",
    "near_poor_base",
    "near_poor_goal",
)
COVERED = COUNTS[3:]
#: The count and the households of every rate.
RATES = {f"{name}_rate": (name, f"households_{name.rsplit('_', 1)[1]}") for name in COVERED}
TOTAL, HEADLINE = "total", "headline"


@dataclass
class Sheet:
    """The figures of one plan by row and name, and the way they are printed."""

    rows: int
    places: int
    dashes: bool
    figures: dict[Cell, Figure] = field(default_factory=dict)
    #: The rows of each section; "section1" and so on are the rows of their sub-totals.
    sections: tuple[range, ...] = ()

    def copy(self) -> "Sheet":
        """Return a sheet that can be changed without this one."""
        return Sheet(self.rows, self.places, self.dashes, dict(self.figures), self.sections)

    def count(self, row: int | str, name: str) -> int:
        """Return a count."""
        value = self.figures[row, name]
        assert isinstance(value, int)
        return value

    def rate(self, row: int | str, name: str) -> Percent | None:
        """Return the value of a rate, or a dash if counts of 0 are written that way."""
        count, households = (self.count(row, operand) for operand in RATES[name])
        dashed = self.dashes and not count
        return None if dashed else quotient(count, households, self.places)

    def add_up(self, *names: str) -> None:
        """Compute the total of some columns."""
        for name in names:
            self.figures[TOTAL, name] = sum(self.count(row, name) for row in self.all_rows)

    def divide(self, row: int | str, *names: str) -> None:
        """Compute the rates of a row that depend on some counts."""
        for rate, operands in RATES.items():
            if not set(operands).isdisjoint(names):
                self.figures[row, rate] = self.rate(row, rate)

    def write_text(self) -> None:
        """Compute the figures of the text, with one decimal."""
        figures = self.figures
        households = [self.count(TOTAL, f"households_{year}") for year in ("base", "goal")]
        base, goal = (self.count(TOTAL, f"poor_{year}") for year in ("base", "goal"))
        near = self.count(TOTAL, "near_poor_goal")
        figures[HEADLINE, "poor_goal_rate"] = quotient(goal, households[1], 1)
        figures[HEADLINE, "near_poor_goal_rate"] = quotient(near, households[1], 1)
        figures[HEADLINE, "near_poor_goal"] = near
        figures[HEADLINE, "poor_drop"] = base - goal if base >= goal else None
        over = households[0] * households[1]
        drop = base * households[1] - goal * households[0]
        figures[HEADLINE, "poor_rate_drop"] = (
            Points(half_up(100 * 100 * drop, over), 2) if drop >= 0 else None
        )

    def part(self, *sections: range) -> None:
        """Part the rows into sections, each with a sub-total and its rates."""
        self.sections = sections
        for number, rows in enumerate(sections, 1):
            for name in COUNTS:
                self.figures[f"section{number}", name] = sum(self.count(row, name) for row in rows)
            self.divide(f"section{number}", *COUNTS)

    @property
    def all_rows(self) -> range:
        """The rows of the TDPs."""
        return range(1, self.rows + 1)

    @property
    def plan(self) -> Plan:
        """The plan that prints these figures."""
        parts: dict[int | str, dict[str, object]] = {}
        for (row, name), value in self.figures.items():
            parts.setdefault(row, {})[name] = value
        rows = [{"name": f"TDP {row}", **parts[row]} for row in self.all_rows]
        plan = Plan.of(2024, rows, total=parts[TOTAL], headline=parts[HEADLINE])
        sections: list[Section] = []
        for number, added in enumerate(self.sections, 1):
            flat = Plan.of(2024, [parts[f"section{number}"]]).targets[0].flat()
            printed = PovertyTarget.of(plan.unit, 2023, 2024, flat)
            sections.append(Section(f"Khu vực {number}", added, printed))
        return evolve(plan, sections=tuple(sections))


def half_up(count: int, whole: int) -> int:
    """Return a quotient rounded half up."""
    return (2 * count + whole) // (2 * whole)


def quotient(count: int, whole: int, places: int) -> Percent:
    """Return a rate with some decimals, rounded half up."""
    return Percent(half_up(count * 10 ** (places + 2), whole), places)


def place(cell: Cell) -> Place:
    """Return the place of a figure in the plan."""
    row, name = cell
    return Place(row if isinstance(row, int) else row_named(row), name)


def drawn(rng: Random, places: int) -> Sheet:
    """Draw a clean sheet of 6 to 40 rows."""
    sheet = Sheet(rng.randint(6, 40), places, rng.random() < 0.5)
    growth = rng.uniform(0, 0.03)
    share = {"poor": rng.uniform(0.005, 0.04), "near_poor": rng.uniform(0.01, 0.06)}
    for row in sheet.all_rows:
        base = round(rng.triangular(60, 360, 140))
        goal = base + (0 if rng.random() < 0.2 else round(base * rng.uniform(0, 2 * growth)))
        sheet.figures[row, "households_base"] = base
        sheet.figures[row, "persons_base"] = round(base * rng.gauss(3.8, 0.25))
        sheet.figures[row, "households_goal"] = goal
        for name, usual in share.items():
            count = min(base // 3, round(rng.expovariate(1 / (usual * base))))
            sheet.figures[row, f"{name}_base"] = count
            sheet.figures[row, f"{name}_goal"] = rng.randint((count + 1) // 2, count)
        sheet.divide(row, *COUNTS)
    sheet.add_up(*COUNTS)
    sheet.divide(TOTAL, *COUNTS)
    sheet.write_text()
    return sheet
