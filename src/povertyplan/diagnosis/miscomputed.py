"""
The formulas by which a derived figure may have been computed wrongly.

A small grammar, each of its formulas one step away from the right one.  A
formula explains a figure if it prints exactly that; the fewer formulas there
were to choose from, the likelier each.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias, assert_never

from attrs import evolve, frozen

from povertyplan.arithmetic.cases import Case, terms
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.verdicts import differences, exact
from povertyplan.diagnosis.guesses import Figure
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.keystrokes import BIT, bits
from povertyplan.messages import Said
from povertyplan.model import relations
from povertyplan.model.fields import ANNEX, Count, Rate, Value, other_year
from povertyplan.model.percent import MOST_DIGITS, MOST_PLACES, Percent, Points, Rounding
from povertyplan.model.places import TEXT, Part, Place, Row, SectionRow
from povertyplan.model.relations import Balance, Bound, Drop, Ratio, Sum

Terms: TypeAlias = tuple[tuple[str, Said | Figure], ...]
#: A wrong formula is likelier than a slip of the finger that happens to look like one.
_COST = 2 * BIT
#: Counts of two years, and of two neighbours, are often alike: that they are says little.
_COMMON = 128


@frozen
class Formula:
    """A wrong way to compute a figure, and what it comes to: exactly, or as printed."""

    cause: Cause
    value: int | Fraction | Percent
    terms: Terms = ()
    choices: int = 1  #: among how many alike it is one
    rounding: Rounding | None = None  #: None stands for that of the table

    @property
    def cost(self) -> int:
        """What it takes to name the formula, in tenths of a bit."""
        return _COST + bits(self.choices)


def formulas(index: CaseIndex, case: Case) -> list[Formula]:
    """Return every formula of the grammar that prints the figure of a case as it stands."""
    printed = index.value(case.subject)
    found = [
        formula
        for formula in _grammar(index, case)
        if _print(formula, case, printed, index.rounding) == printed is not None
    ]
    return sorted(found, key=lambda formula: formula.cost)


def _print(formula: Formula, case: Case, printed: Value, rounding: Rounding) -> Value:
    """Return what a formula prints at the places of the figure."""
    value = formula.value
    if not isinstance(printed, Percent | Points):
        return value if isinstance(value, int) else None
    if isinstance(value, Percent):
        if value.places == printed.places:
            return value
        value = value.share
    half_up = rounding is Rounding.ANY or case.row in TEXT
    rule = formula.rounding or (Rounding.HALF_UP if half_up else rounding)
    try:
        return type(printed).of(Fraction(value), places=printed.places, rounding=rule)
    except ValueError:
        return None


def _grammar(index: CaseIndex, case: Case) -> Iterator[Formula]:
    relation = case.relation
    match relation:
        case Sum(name):
            yield from _sums(index, case, name)
        case Ratio() as ratio:
            yield from _quotients(index, case, ratio)
            yield from _copies(index, case, ratio)
            yield from _roundings(index, case)
        case Drop() as drop:
            yield from _differences(index, case, drop)
            yield from _roundings(index, case)
        case Bound() | Balance():
            return
        case _:
            assert_never(relation)


def _quotients(index: CaseIndex, case: Case, ratio: Ratio) -> Iterator[Formula]:
    """Yield quotients of other figures than the right ones."""
    stale = other_year(ratio.whole)
    counts = tuple(map(other_year, ratio.counts))
    yield from _quotient(index, case, Cause.STALE_DENOMINATOR, evolve(ratio, whole=stale))
    yield from _quotient(index, case, Cause.OTHER_YEAR, evolve(ratio, counts=counts), _COMMON)
    for whole in _PERSONS.get(ratio.whole, ()):
        yield from _quotient(
            index, case, Cause.PERSONS_FOR_HOUSEHOLDS, evolve(ratio, whole=whole), 2
        )
    for other in _alike(ratio):
        yield from _quotient(
            index, case, Cause.OTHER_CATEGORY, evolve(ratio, counts=other.counts), 2
        )
    for row in _neighbours(index, case.row):
        beside = terms(evolve(case, over=(row,)), index.figures)
        households = terms(case, index.figures)[ratio.whole].known
        if households and not any(beside[name].missing for name in ratio.counts):
            count = sum(beside[name].known for name in ratio.counts)
            source = Figure(Place(row, ratio.counts[0]), count)
            value = Fraction(count, households)
            yield Formula(Cause.NEIGHBOUR_ROW, value, (("source", source),), _COMMON)


def _quotient(
    index: CaseIndex, case: Case, cause: Cause, ratio: Ratio, choices: int = 1
) -> Iterator[Formula]:
    """Yield the quotient of a ratio that stands in for the right one, where it can be computed."""
    stand_in = evolve(case, relation=ratio)
    value = exact(stand_in, index.figures)
    if ratio != case.relation and value is not None:
        yield Formula(cause, value, _terms(index, stand_in, ratio), choices)


def _terms(index: CaseIndex, case: Case, ratio: Ratio) -> Terms:
    """Return the figures of a quotient, those of a sum as the total that they come to."""
    operands = terms(case, index.figures)
    count, whole = (
        Figure(Place(rows[0] if len(rows) == 1 else Part.TOTAL, name), operands[name].known)
        for name in (ratio.counts[0], ratio.whole)
        for rows in [case.rows(name)]
    )
    return (("count", count), ("source", count), ("whole", whole))


def _copies(index: CaseIndex, case: Case, ratio: Ratio) -> Iterator[Formula]:
    """Yield rates that stand elsewhere."""
    row = case.over[0] if len(case.over) == 1 else case.row
    cells = [(Cause.OTHER_CATEGORY, Place(row, other.rate)) for other in _alike(ratio)]
    counts = set(map(other_year, ratio.counts))
    cells += [
        (Cause.OTHER_YEAR, Place(row, other.rate))
        for other in _ratios()
        if set(other.counts) == counts and other != ratio
    ]
    cells += [
        (Cause.NEIGHBOUR_ROW, Place(near, ratio.rate)) for near in _neighbours(index, case.row)
    ]
    for cause, place in cells:
        value = index.figures.get(place.row, {}).get(Rate(place.field))
        if isinstance(value, Percent):
            choices = _COMMON if cause is Cause.OTHER_YEAR else 4
            yield Formula(cause, value, (("source", Figure(place, value)),), choices)
    rows = _rows_under(index, case)
    rates = [index.figures[under][ratio.rate] for under in rows]
    printed = [rate.share for rate in rates if isinstance(rate, Percent)]
    for among in {len(printed), len(rates)} if printed else ():
        yield Formula(Cause.MEAN_OF_RATES, sum(printed, Fraction(0)) / among, (), 2)


def _rows_under(index: CaseIndex, case: Case) -> Sequence[Row]:
    """Return the rows of the TDPs that a total, a sub-total or the text speaks for."""
    if isinstance(case.row, int) or case.row is Part.LABOUR:
        return ()
    return next(
        (
            total.over
            for row in (case.row, *case.over)
            for total in index.of_row(row)
            if isinstance(total.relation, Sum) and total.row is not Part.HEADLINE
        ),
        (),
    )


def _roundings(index: CaseIndex, case: Case) -> Iterator[Formula]:
    """Yield the right figure, rounded or written wrong."""
    value = exact(case, index.figures)
    printed = index.value(case.subject)
    if value is None or value < 0 or not isinstance(printed, Percent | Points):
        return
    yield Formula(Cause.TRUNCATED, value, choices=2, rounding=Rounding.DOWN)
    # Of both, only the truncated one shows off ties, so at a tie this is the likelier.
    yield Formula(Cause.HALF_EVEN, value, rounding=Rounding.HALF_EVEN)
    scale = 100 if isinstance(printed, Percent) else 1
    for more in (1, 2):
        unit = scale * 10 ** (printed.places + more)
        digits = Rounding.HALF_UP.round(value * unit)
        places = printed.places + more
        if places <= MOST_PLACES and digits < 10**MOST_DIGITS:
            once = (("once", type(printed)(digits, places)),)
            rounded = Fraction(digits, unit)
            yield Formula(Cause.ROUNDED_TWICE, rounded, once, more**2, Rounding.HALF_UP)
    yield Formula(Cause.SHARE_FOR_PERCENT, value / Fraction(100))
    for shift in (Fraction(10), Fraction(1, 10), Fraction(100)):
        yield Formula(Cause.MARK_SHIFTED, value * shift, choices=4)
    for places in range(max(0, printed.places - 2), min(MOST_PLACES, printed.places + 2) + 1):
        if places != printed.places and value:
            unit = scale * 10**places
            digits = Rounding.HALF_UP.round(value * unit)
            moved = Fraction(digits, scale * 10**printed.places)
            yield Formula(Cause.MARK_SHIFTED, moved, choices=4)


def _differences(index: CaseIndex, case: Case, drop: Drop) -> Iterator[Formula]:
    """Yield the differences of rates that were rounded before."""
    printed = index.value(case.subject)
    size = printed.value if isinstance(printed, Points) else 0
    for base, goal in differences(drop, printed, index.figures):
        yield Formula(Cause.ROUNDED_BEFORE, size, (("base", base), ("goal", goal)))


def _sums(index: CaseIndex, case: Case, name: Count) -> Iterator[Formula]:
    """Yield what else than the sum of its rows a total may be."""
    row = case.over[0] if case.row is Part.HEADLINE and len(case.over) == 1 else case.row
    flat = index.figures[row]
    yield from _total(index, Cause.LAST_YEARS_TOTAL, Place(row, other_year(name)))
    columns = [other for other in ANNEX if isinstance(other, Count) and flat.get(other) is not None]
    for other in columns:
        if other not in {name, other_year(name)}:
            yield from _total(index, Cause.OTHER_COLUMN, Place(row, other), len(columns))
    whole = exact(case, index.figures)
    printed = index.value(case.subject)
    if not isinstance(whole, int) or not isinstance(printed, int) or row is not case.row:
        return
    off = printed - whole
    for under in case.over:
        count = index.figures[under][name]
        if count and isinstance(count, int) and count == abs(off):
            cause = Cause.ROW_TWICE if off > 0 else Cause.ROW_LEFT_OUT
            terms = (("source", Figure(Place(under, name), count)),)
            yield Formula(cause, whole + off, terms, len(case.over))
    yield from _subtotals(index, case, name, whole)


def _total(index: CaseIndex, cause: Cause, place: Place, choices: int = 1) -> Iterator[Formula]:
    value = index.figures[place.row].get(Count(place.field))
    if isinstance(value, int):
        yield Formula(cause, value, (("source", Figure(place, value)),), choices)


def _subtotals(index: CaseIndex, case: Case, name: Count, whole: int) -> Iterator[Formula]:
    rows = [row for row in index.figures if isinstance(row, SectionRow) and row != case.row]
    stated = [(row, index.count(Place(row, name)) or 0) for row in rows]
    for row, count in stated if case.row is Part.TOTAL else ():
        terms = (("source", Figure(Place(row, name), count)),)
        yield Formula(Cause.SUBTOTAL_ADDED, whole + count, terms, len(rows) + 1)
    if len(rows) > 1 and case.row is Part.TOTAL:
        count = sum(count for _, count in stated)
        yield Formula(Cause.SUBTOTAL_ADDED, whole + count, (("source", count),), len(rows) + 1)


#: The persons that may stand in for households, those of the same year first.
_PERSONS = {
    Count.HOUSEHOLDS_BASE: (Count.PERSONS_BASE, Count.PERSONS_GOAL),
    Count.HOUSEHOLDS_GOAL: (Count.PERSONS_GOAL, Count.PERSONS_BASE),
}


def _ratios() -> Iterator[Ratio]:
    return (relation for relation in relations.RELATIONS if isinstance(relation, Ratio))


def _alike(ratio: Ratio) -> Iterator[Ratio]:
    """Yield the other ratios of the same whole."""
    return (other for other in _ratios() if other.whole == ratio.whole and other != ratio)


def _neighbours(index: CaseIndex, row: Row) -> Iterable[int]:
    if isinstance(row, int):
        yield from (near for near in (row - 1, row + 1) if near in index.figures)
