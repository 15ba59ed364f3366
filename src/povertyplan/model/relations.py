"""
The arithmetic of a plan, stated once as data.

`RELATIONS` says what every plan claims of its figures.  `cases` binds each
relation to the rows of one plan, and `verdict` evaluates a case.  Checks, intervals,
data frames and strategies read the same data.

A rate's denominator, a total's rows and a drop's two years are named here and
nowhere else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias, assert_never

from attrs import frozen

from povertyplan.model.percent import Percent, Points, Reach, Rounding
from povertyplan.model.places import (
    ANNEX,
    HEADLINE,
    LABOUR,
    Count,
    Edit,
    Field,
    Flat,
    Part,
    Place,
    Rate,
    Row,
    SectionRow,
    Value,
    field_named,
    period,
)
from povertyplan.model.plan import Plan


class Verdict(StrEnum):
    """What the figures say of a case."""

    HOLDS = "holds"
    ROUNDED = "rounded"  #: holds only for figures that were rounded before
    FAILS = "fails"
    UNKNOWN = "unknown"  #: a figure is missing


@frozen
class Sum:
    """A count in a total, a sub-total or the text is the sum over the rows."""

    count: Count

    @property
    def subject(self) -> Field:
        """The figure that the relation speaks of."""
        return self.count

    @property
    def operands(self) -> tuple[Count, ...]:
        """The counts that the figure is computed from."""
        return (self.count,)


@frozen
class Ratio:
    """A rate is one or several counts over another, as a percentage."""

    rate: Rate
    counts: tuple[Count, ...]
    whole: Count

    @property
    def subject(self) -> Field:
        """The figure that the relation speaks of."""
        return self.rate

    @property
    def operands(self) -> tuple[Count, ...]:
        """The counts that the figure is computed from."""
        return (*self.counts, self.whole)


@frozen
class Bound:
    """Parts do not exceed their whole."""

    parts: tuple[Count, ...]
    whole: Count

    @property
    def within_a_year(self) -> bool:
        """Whether the parts are of the whole's own year, so that they cannot exceed it."""
        return period(self.parts[0]) is period(self.whole)

    @property
    def subject(self) -> Field:
        """The figure that the relation speaks of."""
        return self.parts[0]

    @property
    def operands(self) -> tuple[Count, ...]:
        """The counts that are compared."""
        return (*self.parts, self.whole)


@frozen
class Drop:
    """
    A printed drop is base minus goal, of a count or of an exact rate.

    The only kind that can be `Verdict.ROUNDED`: officers subtract the rates
    that they have printed.
    """

    printed: Field
    base: Count | Ratio
    goal: Count | Ratio

    @property
    def subject(self) -> Field:
        """The figure that the relation speaks of."""
        return self.printed

    @property
    def operands(self) -> tuple[Count, ...]:
        """The counts that the figure is computed from."""
        return (*counts_of(self.base), *counts_of(self.goal))


Relation: TypeAlias = Sum | Ratio | Bound | Drop


def counts_of(side: Count | Ratio) -> tuple[Count, ...]:
    """Return the counts that one side of a drop is computed from."""
    return side.operands if isinstance(side, Ratio) else (side,)


_POOR_BASE = Ratio(Rate.POOR_BASE_RATE, (Count.POOR_BASE,), Count.HOUSEHOLDS_BASE)
_POOR_GOAL = Ratio(Rate.POOR_GOAL_RATE, (Count.POOR_GOAL,), Count.HOUSEHOLDS_GOAL)

#: Everything that a plan claims of its figures.
RELATIONS: tuple[Relation, ...] = (
    *(Sum(name) for name in ANNEX if isinstance(name, Count)),
    _POOR_BASE,
    _POOR_GOAL,
    Ratio(Rate.NEAR_POOR_BASE_RATE, (Count.NEAR_POOR_BASE,), Count.HOUSEHOLDS_BASE),
    Ratio(Rate.NEAR_POOR_GOAL_RATE, (Count.NEAR_POOR_GOAL,), Count.HOUSEHOLDS_GOAL),
    Bound((Count.POOR_BASE, Count.NEAR_POOR_BASE), Count.HOUSEHOLDS_BASE),
    Bound((Count.POOR_GOAL, Count.NEAR_POOR_GOAL), Count.HOUSEHOLDS_GOAL),
    Bound((Count.POOR_GOAL,), Count.POOR_BASE),
    Bound((Count.NEAR_POOR_GOAL,), Count.NEAR_POOR_BASE),
    Drop(Count.POOR_DROP, Count.POOR_BASE, Count.POOR_GOAL),
    Drop(Rate.POOR_RATE_DROP, _POOR_BASE, _POOR_GOAL),
    Ratio(Rate.TRAINED_RATE, (Count.TRAINED,), Count.WORKING_AGE),
    Bound((Count.TRAINED,), Count.WORKING_AGE),
    Bound((Count.WORKING_AGE,), Count.PERSONS_BASE),
)

Figures: TypeAlias = Mapping[Row, Flat]
#: The parts that stand in the text and may round half up whatever the annex does.
TEXT = frozenset({Part.HEADLINE, Part.LABOUR})


def figures(plan: Plan) -> dict[Row, dict[Field, Value]]:
    """
    Return every row and part of a plan with its figures by their flat names.

    >>> figures(Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}]))[1][Count.POOR_GOAL]
    2
    """
    found: dict[Row, dict[Field, Value]] = {
        row: target.flat() for row, target in enumerate(plan.targets, 1)
    }
    for number, section in enumerate(plan.sections, 1):
        if section.printed is not None:
            found[SectionRow(number)] = section.printed.flat()
    if plan.total is not None:
        found[Part.TOTAL] = plan.total.flat()
    found[Part.HEADLINE] = plan.headline.flat()
    if plan.labour is not None:
        found[Part.LABOUR] = plan.labour.flat()
    return found


def cells(plan: Plan) -> dict[Place, Value]:
    """
    Return the flat view of a plan, the inverse of `Plan.edited`.

    >>> cells(Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}]))[Place(1, "poor_goal")]
    2
    """
    return {
        Place(row, name): value
        for row, flat in figures(plan).items()
        for name, value in flat.items()
    }


def edited(found: Figures, edits: Iterable[Edit]) -> Figures:
    """
    Return the figures as they would be after some edits.

    >>> found = {1: {Count.POOR_GOAL: 2}}
    >>> edited(found, [Edit(Place(1, "poor_goal"), printed=2, proposed=3)])[1][Count.POOR_GOAL]
    3
    """
    after = dict(found)
    for edit in edits:
        row = after[edit.place.row]
        after[edit.place.row] = {**row, field_named(edit.place.field): edit.proposed}
    return after


@frozen
class Case:
    """
    One relation in one plan: the figure in *row*, computed from the rows *over*.

    The total of a column is computed over the rows of the TDPs, a rate over
    its own row, a headline figure over the total row (over all rows where the
    annex has none).
    """

    relation: Relation
    row: Row
    over: Sequence[Row]

    @property
    def subject(self) -> Place:
        """Where the figure stands that the case speaks of."""
        return Place(self.row, self.relation.subject)

    @property
    def places(self) -> Iterator[Place]:
        """Every cell that the case speaks of, the subject first."""
        yield self.subject
        for name in self.relation.operands:
            for row in self.rows(name):
                if (row, name) != (self.row, self.relation.subject):
                    yield Place(row, name)

    def rows(self, name: Count) -> Sequence[Row]:
        """Return the rows over which an operand is summed."""
        return (self.row,) if self.row is Part.LABOUR and name in LABOUR else self.over


def cases(plan: Plan, relations: Iterable[Relation] | None = None) -> Iterator[Case]:
    """
    Bind relations, `RELATIONS` unless said otherwise, to the rows of a plan.

    >>> plan = Plan.of(2024, [{"name": "Chợ"}], total={})
    >>> [str(case.subject) for case in cases(plan, [Sum(Count.NEAR_POOR_GOAL)])]
    ['total/near_poor_goal', 'headline/near_poor_goal']
    """
    rows: Sequence[Row] = range(1, len(plan.targets) + 1)
    subtotals = {
        SectionRow(number): section.rows
        for number, section in enumerate(plan.sections, 1)
        if section.printed is not None
    }
    totals: Sequence[Row] = () if plan.total is None else (Part.TOTAL,)
    for relation in RELATIONS if relations is None else relations:
        subject = relation.subject
        if isinstance(relation, Sum):
            yield from (Case(relation, row, over) for row, over in subtotals.items())
            yield from (Case(relation, row, rows) for row in totals)
        elif subject in ANNEX:
            for group in (rows, tuple(subtotals), totals):
                yield from (Case(relation, row, (row,)) for row in group)
        if subject in HEADLINE and not isinstance(relation, Bound):
            yield Case(relation, Part.HEADLINE, totals or rows)
        if subject in LABOUR and plan.labour is not None:
            yield Case(relation, Part.LABOUR, totals or rows)


@frozen
class Term:
    """An operand of a case: the sum of what its rows state, and whether one states nothing."""

    known: int
    missing: bool

    @property
    def value(self) -> int | None:
        """The sum, None where a row states nothing."""
        return None if self.missing else self.known


_UNSTATED = Term(0, missing=True)


def terms(case: Case, found: Figures, *, without: Place | None = None) -> dict[Count, Term]:
    """
    Return the operands of a case, leaving out the cell *without*.

    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}, {"name": "Ngò"}], total={})
    >>> case = next(cases(plan, [Sum(Count.POOR_GOAL)]))
    >>> terms(case, figures(plan))
    {<Count.POOR_GOAL: 'poor_goal'>: Term(known=2, missing=True)}
    """
    return {name: _term(found, name, case.rows(name), without) for name in case.relation.operands}


def _term(found: Figures, name: Count, rows: Sequence[Row], without: Place | None = None) -> Term:
    if len(rows) == 1 and without is None:
        value = found[rows[0]][name]
        return Term(value, missing=False) if isinstance(value, int) else _UNSTATED
    known, missing = 0, not rows
    skip = without.row if without is not None and without.field == name else None
    for row in rows:
        if row == skip:
            continue
        value = found[row][name]
        if isinstance(value, int):
            known += value
        else:
            missing = True
    return Term(known, missing)


def verdict(case: Case, found: Figures, rounding: Rounding = Rounding.HALF_UP) -> Verdict:
    """
    Evaluate a case.

    *rounding* is the rule of the annex; the text may always round half up.

    >>> row = {"name": "Ngò", "households_goal": 78, "poor_goal": 2, "poor_goal_rate": "2.56"}
    >>> plan = Plan.of(2024, [row])
    >>> print(verdict(next(cases(plan, [_POOR_GOAL])), figures(plan)))
    holds
    """
    row = found.get(case.row, {})
    relation = case.relation
    match relation:
        case Sum(name):
            return _sum_verdict(_term(found, name, case.over), row.get(name))
        case Ratio() as ratio:
            return _ratio_verdict(row.get(ratio.rate), case, found, rounding)
        case Bound() as bound:
            return _bound_verdict(bound, case, found)
        case Drop() as drop:
            return _drop_verdict(drop, row.get(drop.printed), case, found, rounding)
        case _:
            assert_never(relation)


def _sum_verdict(term: Term, printed: Value) -> Verdict:
    if not isinstance(printed, int) or (term.missing and term.known <= printed):
        return Verdict.UNKNOWN
    return Verdict.HOLDS if term.known == printed else Verdict.FAILS


def _ratio_verdict(printed: Value, case: Case, found: Figures, rounding: Rounding) -> Verdict:
    if not isinstance(printed, Percent):
        return Verdict.UNKNOWN
    stated = _stated(case, found)
    if stated is None:
        return Verdict.UNKNOWN
    *counts, whole = stated
    count = sum(counts)
    scale = 10 ** (printed.places + 2)
    holds = whole and print_reach(printed, case.row, rounding).admits(count * scale, whole)
    return Verdict.HOLDS if holds else Verdict.FAILS


def _stated(case: Case, found: Figures) -> list[int] | None:
    """Return the operands of a case in their order, None where one is not stated in full."""
    values: list[int] = []
    for name in case.relation.operands:
        rows = case.rows(name)
        value = found[rows[0]][name] if len(rows) == 1 else _term(found, name, rows).value
        if not isinstance(value, int):
            return None
        values.append(value)
    return values


def _bound_verdict(bound: Bound, case: Case, found: Figures) -> Verdict:
    stated = _stated(case, found)
    if stated is not None:
        *counts, limit = stated
        return Verdict.FAILS if sum(counts) > limit else Verdict.HOLDS
    operands = terms(case, found)
    whole = operands[bound.whole]
    known = sum(operands[name].known for name in bound.parts)
    return Verdict.UNKNOWN if whole.missing or known <= whole.known else Verdict.FAILS


def _drop_verdict(
    drop: Drop, printed: Value, case: Case, found: Figures, rounding: Rounding
) -> Verdict:
    change = exact(case, found)
    if change is None:
        return Verdict.UNKNOWN
    if isinstance(printed, Points):
        reach = print_reach(printed, case.row, rounding)
        size = change * 10**printed.places
        if reach.admits(size.numerator, size.denominator):
            return Verdict.HOLDS
        return Verdict.ROUNDED if differences(drop, printed, found) else Verdict.FAILS
    if isinstance(printed, int):
        return Verdict.HOLDS if printed == change else Verdict.FAILS
    return Verdict.UNKNOWN


def print_reach(printed: Percent | Points, row: Row, rounding: Rounding) -> Reach:
    """
    Return what a print in *row* stands for, in halves of its last digit.

    *rounding* is the rule of the annex; the text may always round half up.

    >>> print_reach(Percent.parse("1,4"), Part.HEADLINE, Rounding.DOWN)
    Reach(low=27, high=30, low_in=True, high_in=False)
    """
    reach = printed.reach(rounding)
    return reach | printed.reach() if row in TEXT else reach


def exact(case: Case, found: Figures) -> int | Fraction | None:
    """
    Return what the subject of a case comes to, unrounded.

    A count is an int, a rate a share of one, a drop of a rate in percentage
    points.  None where a figure is missing or no household is, and for a
    `Bound`, which fixes no figure.

    >>> plan = Plan.of(2024, [{"name": "Ngò", "households_goal": 78, "poor_goal": 2}])
    >>> exact(next(cases(plan, [_POOR_GOAL])), figures(plan))
    Fraction(1, 39)
    """
    operands = {name: term.value for name, term in terms(case, found).items()}
    relation = case.relation
    match relation:
        case Sum(name):
            return operands[name]
        case Ratio() as ratio:
            return _exact(ratio, operands)
        case Bound():
            return None
        case Drop(_, base, goal):
            before, after = _exact(base, operands), _exact(goal, operands)
            if before is None or after is None:
                return None
            return before - after if isinstance(base, Count) else 100 * (before - after)
        case _:
            assert_never(relation)


def _exact(side: Count | Ratio, operands: Mapping[Count, int | None]) -> int | Fraction | None:
    if not isinstance(side, Ratio):
        return operands[side]
    counts = [operands[name] for name in side.counts]
    whole = operands[side.whole]
    known = [count for count in counts if count is not None]
    return Fraction(sum(known), whole) if whole and len(known) == len(counts) else None


def expected(
    case: Case,
    found: Figures,
    rounding: Rounding = Rounding.HALF_UP,
    places: int | None = None,
) -> Value:
    """
    Return what the subject of a case should print, at the places that it prints.

    A rate that is not printed gets two places unless *places* says otherwise; where the rule is
    `Rounding.ANY`, and in the text, prints are rounded half up.  None where a
    figure is missing, and where the print would have too many digits.

    >>> plan = Plan.of(2024, [{"name": "Ngò", "households_goal": 78, "poor_goal": 2}])
    >>> expected(next(cases(plan, [_POOR_GOAL])), figures(plan))
    Percent('2.56%')
    """
    value = exact(case, found)
    if value is None or isinstance(value, int):
        return value
    printed = found[case.row].get(case.relation.subject)
    if places is None:
        places = printed.places if isinstance(printed, Percent | Points) else 2
    half_up = rounding is Rounding.ANY or case.row in TEXT
    rule = Rounding.HALF_UP if half_up else rounding
    kind = Points if isinstance(case.relation, Drop) else Percent
    try:
        return kind.of(value, places=places, rounding=rule)
    except ValueError:
        return None


def differences(drop: Drop, printed: Value, found: Figures) -> list[tuple[Percent, Percent]]:
    """
    Return the printed rates whose difference a printed drop is.

    The rates are those of the total row and of the text.  A difference with
    more places than the drop may be rounded or cut to the drop's places.
    """
    return [
        (base, goal)
        for base in printed_rates(drop.base, found)
        for goal in printed_rates(drop.goal, found)
        for change in [100 * (base.share - goal.share)]
        if isinstance(printed, Points)
        if printed.admits(change) or printed.admits(change, Rounding.DOWN)
    ]


def printed_rates(side: Count | Ratio, found: Figures) -> list[Percent]:
    """Return the rates of one side of a drop that the total and the text print."""
    if not isinstance(side, Ratio):
        return []
    prints = (found.get(row, {}).get(side.rate) for row in (Part.TOTAL, Part.HEADLINE))
    return [rate for rate in prints if isinstance(rate, Percent)]
