"""
The formulas by which a derived figure may have been computed wrongly.

They form a small grammar, each formula one step away from the right one.  A
formula explains a figure if it prints exactly that figure; the fewer formulas
of its sort there are, the likelier it is.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import assert_never

from attrs import evolve, frozen

from povertyplan.arithmetic.cases import Case, operand_rows, terms
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.verdicts import differences, exact, is_exact_at_full
from povertyplan.diagnosis.diagnosis import Terms
from povertyplan.diagnosis.guesses import cited
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.keystrokes import BIT, bits
from povertyplan.model.fields import Count, Value, other_year
from povertyplan.model.percent import MOST_DIGITS, MOST_PLACES, Percent, Points
from povertyplan.model.places import Part, Place, Row, SectionRow, in_annex
from povertyplan.model.reach import Rounding
from povertyplan.model.relations import Balance, Bound, Drop, Ratio, Sum

#: A wrong formula is likelier than a slip of the finger that happens to look like one.
_COST = 2 * BIT
#: Counts of two years, and of two neighbours, are often alike, so that a match proves little.
_COMMON = 128
#: The persons that may be taken for households, the same year first.
_PERSONS = {
    Count.HOUSEHOLDS_BASE: (Count.PERSONS_BASE, Count.PERSONS_GOAL),
    Count.HOUSEHOLDS_GOAL: (Count.PERSONS_GOAL, Count.PERSONS_BASE),
}


@frozen
class Formula:
    """A wrong way to compute a figure, and its result: exact, or as printed elsewhere."""

    cause: Cause
    value: int | Fraction | Percent
    terms: Terms = ()
    choices: int = 1  #: the number of formulas of its sort
    rounding: Rounding | None = None  #: None stands for the rule of the table

    @property
    def cost(self) -> int:
        """The cost of naming the formula, in tenths of a bit."""
        return _COST + bits(self.choices)


def formulas(index: CaseIndex, case: Case) -> list[Formula]:
    """Return the formulas that print the subject of a case as it stands, the likeliest first."""
    printed = index.value(case.subject)
    if printed is None:
        return []
    matching = [
        formula
        for formula in _grammar(index, case)
        if _print(formula, case, printed, index.rounding) == printed
    ]
    return sorted(matching, key=lambda formula: formula.cost)


def _print(formula: Formula, case: Case, printed: Value, rounding: Rounding) -> Value:
    """Return the print of a formula, with the decimals of a printed figure."""
    value = formula.value
    if not isinstance(printed, Percent | Points):
        return value if isinstance(value, int) else None
    if isinstance(value, Percent):
        if value.places == printed.places:
            return value
        value = value.share
    half_up = rounding is Rounding.ANY or not in_annex(case.row)
    rule = formula.rounding or (Rounding.HALF_UP if half_up else rounding)
    try:
        return type(printed).of(Fraction(value), places=printed.places, rounding=rule)
    except ValueError:
        return None


def _grammar(index: CaseIndex, case: Case) -> Iterator[Formula]:
    relation = case.relation
    match relation:
        case Sum(name):
            yield from _copied_counts(index, case, name)
            yield from _wrong_sums(index, case, name)
        case Ratio() as ratio:
            yield from _quotients(index, case, ratio)
            yield from _copied_rates(index, case, ratio)
            yield from _means(index, case, ratio)
            yield from _roundings(index, case)
        case Drop() as drop:
            yield from _differences(index, case, drop)
            yield from _roundings(index, case)
        case Bound() | Balance():
            return
        case _:
            assert_never(relation)


def _quotients(index: CaseIndex, case: Case, ratio: Ratio) -> Iterator[Formula]:
    """Yield quotients of other counts than the right ones."""
    for cause, wrong, choices in _wrong_ratios(index, ratio):
        stand_in = evolve(case, relation=wrong)
        value = exact(stand_in, index.figures)
        if wrong != ratio and value is not None:
            yield Formula(cause, value, _divided(index, stand_in, wrong), choices)
    for row in _neighbours(index, case.row):
        neighbour = terms(evolve(case, over=(row,)), index.figures)
        households = terms(case, index.figures)[ratio.whole].known
        counts = [neighbour[name] for name in ratio.counts]
        if households and not any(count.missing for count in counts):
            count = sum(count.known for count in counts)
            source = cited(index, Place(row, ratio.counts[0]), count)
            value = Fraction(count, households)
            yield Formula(Cause.NEIGHBOUR_ROW, value, (("source", source),), _COMMON)


def _wrong_ratios(index: CaseIndex, ratio: Ratio) -> Iterator[tuple[Cause, Ratio, int]]:
    """Yield the ratios that may be taken for one in the same row, and how many are alike."""
    other_counts = tuple(map(other_year, ratio.counts))
    yield Cause.STALE_DENOMINATOR, evolve(ratio, whole=other_year(ratio.whole)), 1
    yield Cause.OTHER_YEAR, evolve(ratio, counts=other_counts), _COMMON
    for persons in _PERSONS.get(ratio.whole, ()):
        yield Cause.PERSONS_FOR_HOUSEHOLDS, evolve(ratio, whole=persons), 2
    for other in _beside(index, ratio):
        yield Cause.OTHER_CATEGORY, evolve(ratio, counts=other.counts), 2


def _divided(index: CaseIndex, case: Case, ratio: Ratio) -> Terms:
    """Return the count and the whole of a quotient."""
    operands = terms(case, index.figures)
    first = ratio.counts[0]
    count = cited(index, _cell_of(case, first), operands[first].known)
    whole = cited(index, _cell_of(case, ratio.whole), operands[ratio.whole].known)
    return (("count", count), ("source", count), ("whole", whole))


def _cell_of(case: Case, name: Count) -> Place:
    """Return where an operand stands; the sum of several rows is their total."""
    rows = operand_rows(case, name)
    return Place(rows[0] if len(rows) == 1 else Part.TOTAL, name)


def _copied_rates(index: CaseIndex, case: Case, ratio: Ratio) -> Iterator[Formula]:
    """Yield rates that are printed elsewhere."""
    for cause, place, choices in _other_rates(index, case, ratio):
        value = index.value(place)
        if isinstance(value, Percent):
            yield Formula(cause, value, (("source", cited(index, place, value)),), choices)


def _other_rates(index: CaseIndex, case: Case, ratio: Ratio) -> Iterator[tuple[Cause, Place, int]]:
    """Yield the cells from which a rate may be copied, and how many are alike."""
    row = case.over[0] if len(case.over) == 1 else case.row
    other_counts = set(map(other_year, ratio.counts))
    for other in _beside(index, ratio):
        yield Cause.OTHER_CATEGORY, Place(row, other.rate), 4
    for other in index.ratios:
        if set(other.counts) == other_counts and other != ratio:
            yield Cause.OTHER_YEAR, Place(row, other.rate), _COMMON
    for neighbour in _neighbours(index, case.row):
        yield Cause.NEIGHBOUR_ROW, Place(neighbour, ratio.rate), 4


def _means(index: CaseIndex, case: Case, ratio: Ratio) -> Iterator[Formula]:
    """Yield the mean of the rates of the rows, with those left out as 0 and without them."""
    rows = _rows_under(index, case)
    rates = [index.figures[row][ratio.rate] for row in rows]
    shares = [rate.share for rate in rates if isinstance(rate, Percent)]
    if shares:
        total = sum(shares, Fraction(0))
        for number in {len(shares), len(rates)}:
            yield Formula(Cause.MEAN_OF_RATES, total / number, choices=2)


def _rows_under(index: CaseIndex, case: Case) -> Sequence[Row]:
    """Return the rows of the TDPs that a total, a sub-total or the text speaks for."""
    if isinstance(case.row, int) or case.row is Part.LABOUR:
        return ()
    for row in (case.row, *case.over):
        for total in index.of_row(row):
            if total.relation.adds_rows and total.row is not Part.HEADLINE:
                return total.over
    return ()


def _roundings(index: CaseIndex, case: Case) -> Iterator[Formula]:
    """Yield the right figure, rounded or written wrong."""
    value = exact(case, index.figures)
    printed = index.value(case.subject)
    if value is None or value < 0 or not isinstance(printed, Percent | Points):
        return
    if is_exact_at_full(case.relation) and printed.digits == _unit(printed, printed.places):
        # However it was rounded, 100 % never stands for a part.
        yield Formula(Cause.ROUNDED_TO_FULL, value)
        return
    yield Formula(Cause.TRUNCATED, value, choices=2, rounding=Rounding.DOWN)
    # Where both rules print the figure, half even is the likelier: it differs only at ties.
    yield Formula(Cause.HALF_EVEN, value, rounding=Rounding.HALF_EVEN)
    yield from _rounded_twice(value, printed)
    yield Formula(Cause.SHARE_FOR_PERCENT, value / Fraction(100))
    yield from _mark_shifted(value, printed)


def _rounded_twice(value: int | Fraction, printed: Percent | Points) -> Iterator[Formula]:
    """Yield a figure that was rounded to one or two decimals more before."""
    for more in (1, 2):
        places = printed.places + more
        digits = _digits(value, printed, places)
        if places <= MOST_PLACES and digits < 10**MOST_DIGITS:
            once = (("once", type(printed)(digits, places)),)
            rounded = Fraction(digits, _unit(printed, places))
            yield Formula(Cause.ROUNDED_TWICE, rounded, once, more**2, Rounding.HALF_UP)


def _mark_shifted(value: int | Fraction, printed: Percent | Points) -> Iterator[Formula]:
    """Yield a figure whose mark was shifted before it was rounded, or after."""
    for factor in (Fraction(10), Fraction(1, 10), Fraction(100)):
        yield Formula(Cause.MARK_SHIFTED, value * factor, choices=4)
    most = min(MOST_PLACES, printed.places + 2)
    for places in range(max(0, printed.places - 2), most + 1):
        if places != printed.places and value:
            digits = _digits(value, printed, places)
            moved = Fraction(digits, _unit(printed, printed.places))
            yield Formula(Cause.MARK_SHIFTED, moved, choices=4)


def _digits(value: int | Fraction, printed: Percent | Points, places: int) -> int:
    """Return the digits of a value printed with some decimals."""
    return Rounding.HALF_UP.round(Fraction(value * _unit(printed, places)))


def _unit(printed: Percent | Points, places: int) -> int:
    """Return how many units of the last digit make 1: a share of one, or one point."""
    scale = 100 if isinstance(printed, Percent) else 1
    unit: int = 10**places
    return scale * unit


def _differences(index: CaseIndex, case: Case, drop: Drop) -> Iterator[Formula]:
    """Yield the differences of rates that were rounded before."""
    printed = index.value(case.subject)
    size = printed.value if isinstance(printed, Points) else 0
    for base, goal in differences(drop, printed, index.figures):
        yield Formula(Cause.ROUNDED_BEFORE, size, (("base", base), ("goal", goal)))


def _copied_counts(index: CaseIndex, case: Case, name: Count) -> Iterator[Formula]:
    """Yield the counts of other columns that may stand in a total."""
    quotes_one_row = case.row is Part.HEADLINE and len(case.over) == 1
    row = case.over[0] if quotes_one_row else case.row
    last_year = other_year(name)
    stated: list[tuple[Count, int]] = []
    for other in index.counts:
        value = index.count(Place(row, other))
        if value is not None:
            stated.append((other, value))
    value = index.count(Place(row, last_year))
    if value is not None and last_year != name:
        source = cited(index, Place(row, last_year), value)
        yield Formula(Cause.LAST_YEARS_TOTAL, value, (("source", source),))
    for other, value in stated:
        if other not in {name, last_year}:
            source = cited(index, Place(row, other), value)
            yield Formula(Cause.OTHER_COLUMN, value, (("source", source),), len(stated))


def _wrong_sums(index: CaseIndex, case: Case, name: Count) -> Iterator[Formula]:
    """Yield the sums of too few rows, or of some rows counted twice."""
    right = exact(case, index.figures)
    printed = index.count(case.subject)
    quotes_one_row = case.row is Part.HEADLINE and len(case.over) == 1
    if not isinstance(right, int) or printed is None or quotes_one_row:
        return
    difference = printed - right
    cause = Cause.ROW_TWICE if difference > 0 else Cause.ROW_LEFT_OUT
    for row in case.over:
        count = index.count(Place(row, name))
        if count and count == abs(difference):
            source = cited(index, Place(row, name), count)
            yield Formula(cause, printed, (("source", source),), len(case.over))
    if case.row is Part.TOTAL:
        yield from _with_subtotals(index, name, right)


def _with_subtotals(index: CaseIndex, name: Count, right: int) -> Iterator[Formula]:
    """Yield totals that count a sub-total beside its rows, or every sub-total."""
    rows = [row for row in index.figures if isinstance(row, SectionRow)]
    choices = len(rows) + 1
    everything = 0
    for row in rows:
        count = index.count(Place(row, name)) or 0
        everything += count
        source = cited(index, Place(row, name), count)
        yield Formula(Cause.SUBTOTAL_ADDED, right + count, (("source", source),), choices)
    if len(rows) > 1:
        yield Formula(Cause.SUBTOTAL_ADDED, right + everything, (("source", everything),), choices)


def _beside(index: CaseIndex, ratio: Ratio) -> Iterator[Ratio]:
    """Yield the other ratios of the same whole."""
    return (other for other in index.ratios if other.whole == ratio.whole and other != ratio)


def _neighbours(index: CaseIndex, row: Row) -> list[int]:
    """Return the rows before and after a row of a TDP."""
    if not isinstance(row, int):
        return []
    return [neighbour for neighbour in (row - 1, row + 1) if neighbour in index.figures]
