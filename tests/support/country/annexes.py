"""The annexes of many communes as they print them: sums and rates, and what is left blank."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
import polars as pl

from povertyplan import Percent, Plan, PovertyTarget, Rounding, Section, Unit
from povertyplan.model.fields import ANNEX, Field, Value
from tests.support.country.people import (
    CATEGORIES,
    COUNTS,
    YEARS,
    Communes,
    Flags,
    Numbers,
    Random,
    Source,
    communes_of,
    starts_of,
)

#: The counts of all lines, or the digits of their rates, by their flat names.
Columns: TypeAlias = Mapping[str, Numbers]

YEAR = 2024
#: The rates, each with its count and the households that it is a share of.
RATES = {
    f"{category}_{year}_rate": (f"{category}_{year}", f"households_{year}")
    for category in CATEGORIES
    for year in YEARS
}
#: Columns that some communes do not have, together, and by which chance.
OPTIONAL: Mapping[tuple[str, ...], float] = {
    ("persons_goal",): 0.75,
    ("persons_base",): 0.15,
    ("poor_base_rate", "near_poor_base_rate"): 0.15,
    tuple(name for name in (*COUNTS, *RATES) if name.startswith("near_poor")): 0.1,
    tuple(RATES): 0.05,
}
#: The chance that nobody has counted the persons of a TDP, though those of the commune are known.
UNCOUNTED = 0.001


@dataclass(frozen=True)
class Lines:
    """The lines of the annexes of some communes: all rows, then all sub-totals, then all totals."""

    commune: Numbers  #: counted from 0
    row: Numbers  #: the position in the plan, 0 for a total or a sub-total
    section: Numbers  #: the section of a row or a sub-total, 0 for none

    @property
    def are_rows(self) -> Flags:
        """Which lines are rows of TDPs."""
        return self.row > 0

    @property
    def are_subtotals(self) -> Flags:
        """Which lines are sub-totals."""
        flags: Flags = ~self.are_rows & (self.section > 0)
        return flags

    @property
    def are_totals(self) -> Flags:
        """Which lines are totals of communes."""
        flags: Flags = ~self.are_rows & (self.section == 0)
        return flags


@dataclass(frozen=True)
class Habits:
    """How each commune prints its annex."""

    sections: Numbers  #: into how many sections its rows are divided, 0 for none
    has_total: Flags
    has_subtotals: Flags
    lacks: Mapping[str, Flags]  #: columns that it does not have
    leaves_zeros_out: Flags  #: whether counts of 0 are blank
    prints_dashes: Flags  #: whether the rate of a count of 0 is a dash
    rounds_to_even: Flags  #: whether halves go to the even digit where the rule leaves it open

    @classmethod
    def drawn(cls, draw: Random, rows: Numbers) -> Self:
        """Draw the habits of communes with so many rows."""
        number = len(rows)
        lacks = {name: np.zeros(number, np.bool_) for name in (*COUNTS, *RATES)}
        for names, chance in OPTIONAL.items():
            is_left_out = draw.random(number) < chance
            for name in names:
                lacks[name] |= is_left_out
        is_divided = (rows >= 8) & (draw.random(number) < 0.25)
        return cls(
            sections=np.where(is_divided, draw.integers(2, 5, number), 0),
            has_total=draw.random(number) < 0.95,
            has_subtotals=draw.random(number) < 0.7,
            lacks=lacks,
            leaves_zeros_out=draw.random(number) < 0.1,
            prints_dashes=draw.random(number) < 0.5,
            rounds_to_even=draw.random(number) < 0.5,
        )

    def prints(self, lines: Lines) -> Flags:
        """Return which lines are printed."""
        is_missing_total = lines.are_totals & ~self.has_total[lines.commune]
        is_missing_subtotal = lines.are_subtotals & ~self.has_subtotals[lines.commune]
        return ~is_missing_total & ~is_missing_subtotal

    def blanks(self, lines: Lines, figures: Columns) -> dict[str, Flags]:
        """Return in which lines each figure is blank."""
        commune = lines.commune
        blanks: dict[str, Flags] = {}
        for name in COUNTS:
            is_left_out = self.leaves_zeros_out[commune] & (figures[name] == 0)
            blanks[name] = self.lacks[name][commune] | is_left_out
        for rate, (count, _) in RATES.items():
            is_dash = self.prints_dashes[commune] & (figures[count] == 0)
            blanks[rate] = self.lacks[rate][commune] | is_dash
        return blanks


@dataclass(frozen=True)
class Annexes:
    """
    The annexes of some communes.

    *figures* are whole in every line: what a commune does not print of them is *blank*, and
    lines that it does not print are not *printed*.
    """

    communes: int
    places: int  #: the decimal places of all rates
    lines: Lines
    figures: Columns
    blank: Mapping[str, Flags]
    printed: Flags

    def frame(self, first: int, mark: str) -> pl.DataFrame:
        """Return the lines as `check_frame` takes them; plans are numbered from *first* on."""
        lines = self.lines
        names = {"plan": lines.commune + first, "row": lines.row, "section": lines.section}
        blanks = {_blank(name): flags for name, flags in self.blank.items()}
        columns = pl.DataFrame(names | dict(self.figures) | blanks).filter(pl.Series(self.printed))
        row, section = pl.col("row"), pl.col("section")
        is_row, is_in_section = row > 0, section > 0
        part_of_total = pl.when(is_in_section).then(pl.lit("section")).otherwise(pl.lit("total"))
        name_of_row = pl.concat_str(pl.lit("TDP "), row)
        cells = [self._cell(name, mark) for name in ANNEX]
        return columns.select(
            "plan",
            pl.when(is_row).then(row).alias("row"),
            pl.when(~is_row).then(part_of_total).alias("part"),
            pl.when(is_in_section).then(section).alias("section"),
            pl.when(is_row).then(name_of_row).otherwise(pl.lit("")).alias("name"),
            *cells,
        )

    def _cell(self, name: str, mark: str) -> pl.Expr:
        """Return what is printed of a figure, the text of a rate with this decimal mark."""
        printed = pl.col(name)
        if name in RATES:
            printed = _text(printed, self.places, mark)
        return pl.when(~pl.col(_blank(name))).then(printed).alias(name)

    def plans(self) -> Iterator[Plan]:
        """Yield the plan of each commune."""
        cells: dict[Field, list[Value]] = {name: self._figures(name) for name in ANNEX}
        lines_of: list[list[int]] = [[] for _ in range(self.communes)]
        for line in np.flatnonzero(self.printed).tolist():
            lines_of[self.lines.commune[line]].append(line)
        for lines in lines_of:
            yield self._plan(lines, cells)

    def _figures(self, name: str) -> list[Value]:
        """Return the figures of a column, None where it is blank."""
        column = zip(self.figures[name].tolist(), self.blank[name].tolist(), strict=True)
        if name in COUNTS:
            return [None if blank else count for count, blank in column]
        return [None if blank else Percent(digits, self.places) for digits, blank in column]

    def _plan(self, lines: Sequence[int], cells: Mapping[Field, Sequence[Value]]) -> Plan:
        """Return the plan of some lines."""
        targets: list[PovertyTarget] = []
        spans: dict[int, range] = {}
        subtotals: dict[int, PovertyTarget] = {}
        total: PovertyTarget | None = None
        for line in lines:
            row, section = int(self.lines.row[line]), int(self.lines.section[line])
            name = f"TDP {row}" if row else ""
            flat = {figure: column[line] for figure, column in cells.items()}
            target = PovertyTarget.of(Unit(name), YEAR - 1, YEAR, flat)
            if row:
                targets.append(target)
                span = spans.get(section, range(row, row))
                spans[section] = range(span.start, row + 1)
            elif section:
                subtotals[section] = target
            else:
                total = target
        sections = [
            Section(f"Khu {number}", span, subtotals.get(number))
            for number, span in spans.items()
            if number
        ]
        return Plan(Unit("Hưng Thịnh"), YEAR, targets, total, tuple(sections))


def _blank(name: str) -> str:
    """Return the column that says where a figure is blank."""
    return f"no {name}"


def _text(digits: pl.Expr, places: int, mark: str) -> pl.Expr:
    """Return the text of a rate."""
    if not places:
        return digits.cast(pl.String)
    whole, decimals = digits // 10**places, digits % 10**places
    decimals_text = decimals.cast(pl.String).str.zfill(places)
    return pl.concat_str(whole.cast(pl.String), pl.lit(mark), decimals_text)


def annexes(
    draw: Random,
    number: int,
    places: int,
    rounding: Rounding,
    source: Source = Communes.drawn,
) -> Annexes:
    """Draw the annexes of some communes, whose rates have so many places."""
    communes = source(draw, number)
    habits = Habits.drawn(draw, communes.rows)
    counts = communes.counted(draw)
    lines, figures = _added(communes.rows, habits.sections, counts)
    to_even = habits.rounds_to_even[lines.commune]
    for rate, (count, whole) in RATES.items():
        figures[rate] = digits_of(figures[count], figures[whole], places, rounding, to_even)
    blanks = habits.blanks(lines, figures)
    blanks["persons_base"] |= lines.are_rows & (draw.random(len(lines.row)) < UNCOUNTED)
    return Annexes(number, places, lines, figures, blanks, habits.prints(lines))


def _added(rows: Numbers, sections: Numbers, counts: Columns) -> tuple[Lines, dict[str, Numbers]]:
    """Return the lines of all rows, sub-totals and totals, and their counts."""
    commune, starts_of_communes = communes_of(rows), starts_of(rows)
    position = np.arange(len(commune)) - starts_of_communes[commune]
    in_order = position * sections[commune] // rows[commune]
    section = np.where(sections[commune] > 0, in_order + 1, 0)
    starts = np.flatnonzero((position == 0) | (np.diff(section, prepend=-1) != 0))
    is_section = section[starts] > 0

    all_communes = np.arange(len(rows))
    no_row, no_section = np.zeros(is_section.sum(), np.int64), np.zeros_like(all_communes)
    lines = Lines(
        commune=np.concatenate((commune, commune[starts][is_section], all_communes)),
        row=np.concatenate((position + 1, no_row, no_section)),
        section=np.concatenate((section, section[starts][is_section], no_section)),
    )
    figures: dict[str, Numbers] = {}
    for name, column in counts.items():
        of_sections = np.add.reduceat(column, starts)[is_section]
        of_communes = np.add.reduceat(column, starts_of_communes)
        figures[name] = np.concatenate((column, of_sections, of_communes))
    return lines, figures


def digits_of(
    counts: Numbers, wholes: Numbers, places: int, rounding: Rounding, to_even: Flags
) -> Numbers:
    """
    Return shares as printed, in units of their last place; a share of nothing is 0.

    Where *rounding* leaves open how halves are rounded, *to_even* says it of each share.
    """
    divisors = np.maximum(wholes, 1)
    units, rest = np.divmod(counts * 10 ** (places + 2), divisors)
    is_half, is_above = 2 * rest == divisors, 2 * rest > divisors
    is_half_to_even = is_half & (units % 2 == 1)
    match rounding:
        case Rounding.DOWN:
            goes_up = np.zeros_like(is_half)
        case Rounding.HALF_UP:
            goes_up = is_above | is_half
        case Rounding.HALF_EVEN:
            goes_up = is_above | is_half_to_even
        case Rounding.ANY:
            goes_up = is_above | np.where(to_even, is_half_to_even, is_half)
    digits: Numbers = units + goes_up
    return digits
