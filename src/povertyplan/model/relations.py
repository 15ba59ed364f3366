"""
The arithmetic of a plan, stated once as data.

`RELATIONS` says what every plan claims of its figures, `FURTHER_RELATIONS` what the columns
claim that some annexes have besides.  `povertyplan.arithmetic` binds relations to the rows of
a table and evaluates them; checks, diagnosis, data frames and strategies read the same data.
Which counts a rate is computed from, which column a total adds up and which years a drop
compares is stated here and nowhere else.  (`HouseholdCensus.share`, `Plan.computed_total` and
`PovertyTarget.reduction_points` give programs single results; a law holds them to this.)

Every kind of relation answers the same questions:

- ``subject``: the figure that it is about, ``operands``: the counts that this is computed from;
- ``adds_rows``: whether it is computed over the rows of its total, not in its own row;
- ``computes``: whether the relation gives the figure, rather than a bound;
- ``is_hard``: whether a failure is a contradiction, rather than merely odd;
- ``ratio``: the relation itself where it is a rate, None for the other kinds;
- ``compared_rates``: the rates whose printed difference the figure may be.

Where a consumer must know which kind it has, it is one ``match`` that ends in
``assert_never``, so that the type checker lists what a new kind must touch.
"""

from functools import cached_property
from typing import ClassVar, TypeAlias

from attrs import evolve, frozen

from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.model.fields import (
    ANNEX,
    FACTS,
    FLOW,
    FLOW_OF_NEAR_POOR,
    FLOW_OF_POOR,
    LABOUR,
    Count,
    Period,
    Rate,
    count_of,
    period,
)

__all__ = [
    "COVERAGE_RELATIONS",
    "FLOW_OF_PERSONS_RELATIONS",
    "FLOW_RELATIONS",
    "FURTHER_RELATIONS",
    "LABOUR_RELATIONS",
    "LABOUR_TABLE_RELATIONS",
    "RELATIONS",
    "Balance",
    "Bound",
    "Drop",
    "Ratio",
    "Relation",
    "Sum",
    "share_of_whole",
]


@frozen(field_transformer=strict_fields)
class Sum:
    """
    A count in a total, a sub-total or the text is the sum over the rows.

    >>> Sum(Count.POOR_GOAL).adds_rows
    True
    """

    count: Count  #: what is added up

    adds_rows: ClassVar = True  #: it is computed over the rows that are added up
    computes: ClassVar = True  #: it gives the figure
    is_hard: ClassVar = True  #: a failure is a contradiction
    ratio: ClassVar[None] = None  #: it is not a rate
    compared_rates: ClassVar[tuple[Rate, ...]] = ()  #: it compares no rates

    @property
    def subject(self) -> Count:
        """The count."""
        return self.count

    @cached_property
    def operands(self) -> tuple[Count, ...]:
        """The count, in the rows that are added up."""
        return (self.count,)


@frozen(field_transformer=strict_fields)
class Ratio:
    """
    A rate is one or several counts over another, as a percentage.

    >>> both = (Count.POOR_BASE, Count.NEAR_POOR_BASE)
    >>> Ratio(Rate.POOR_AND_NEAR_POOR_BASE_RATE, both, Count.HOUSEHOLDS_BASE).operands[-1]
    <Count.HOUSEHOLDS_BASE: 'households_base'>
    """

    rate: Rate  #: the rate as printed
    counts: tuple[Count, ...]  #: the counts above the line
    whole: Count  #: the count below it
    #: whether a rate of 100 % claims that the counts are the whole, with none left out: a share
    #: that only rounds to 100 % is printed as the next rate below it (or above it)
    full_is_exact: bool = False

    adds_rows: ClassVar = False  #: it is computed in the row of the rate
    computes: ClassVar = True  #: it gives the figure
    is_hard: ClassVar = True  #: a failure is a contradiction
    compared_rates: ClassVar[tuple[Rate, ...]] = ()  #: it compares no rates

    @property
    def subject(self) -> Rate:
        """The rate."""
        return self.rate

    @cached_property
    def operands(self) -> tuple[Count, ...]:
        """The counts, and the whole last."""
        return (*self.counts, self.whole)

    @property
    def ratio(self) -> "Ratio":
        """The relation itself."""
        return self


@frozen(field_transformer=strict_fields)
class Bound:
    """
    Parts do not exceed their whole, apart from the households that may have joined them.

    >>> Bound((Count.POOR_GOAL,), Count.POOR_BASE).is_hard  # a plan may let poverty rise
    False
    """

    parts: tuple[Count, ...]  #: what is added up
    whole: Count  #: what the parts do not exceed
    #: the base and the goal of another count: as many households as it falls by may have joined the
    #: parts, and where one of the two is blank nobody knows how many
    joined_from: tuple[Count, Count] | None = None
    #: whether it rests on how figures are usually counted, not on what they mean
    by_usage: bool = False

    adds_rows: ClassVar = False  #: it is computed in the row of the parts
    computes: ClassVar = False  #: it gives a bound, not the figure
    ratio: ClassVar[None] = None  #: it is not a rate
    compared_rates: ClassVar[tuple[Rate, ...]] = ()  #: it compares no rates

    @cached_property
    def within_a_year(self) -> bool:
        """Whether parts and whole are of the same year, so that the parts cannot exceed it."""
        return period(self.parts[0]) is period(self.whole)

    @cached_property
    def is_hard(self) -> bool:
        """Whether a failure is a contradiction: a goal above its base may be meant."""
        is_of_two_years = period(self.parts[0]) is Period.GOAL and period(self.whole) is Period.BASE
        return not (is_of_two_years or self.by_usage)

    @property
    def subject(self) -> Count:
        """The first of the parts."""
        return self.parts[0]

    @cached_property
    def operands(self) -> tuple[Count, ...]:
        """The parts, the whole, and the counts of those who may have joined."""
        return (*self.parts, self.whole, *(self.joined_from or ()))


@frozen(field_transformer=strict_fields)
class Drop:
    """
    A printed drop of a rate is base minus goal, both exact.

    The only kind that can be `Verdict.ROUNDED`: officers subtract the rates
    that they have printed.

    >>> base, goal = map(share_of_whole, (Rate.POOR_BASE_RATE, Rate.POOR_GOAL_RATE))
    >>> Drop(Rate.POOR_RATE_DROP, base, goal).subject
    <Rate.POOR_RATE_DROP: 'poor_rate_drop'>
    """

    printed: Rate  #: the drop as printed, in points
    base: Ratio  #: the rate of last year
    goal: Ratio  #: the rate of this year

    adds_rows: ClassVar = False  #: it is computed in the row of the drop
    computes: ClassVar = True  #: it gives the figure
    is_hard: ClassVar = True  #: a failure is a contradiction
    ratio: ClassVar[None] = None  #: it is not a rate, but a difference of two

    @property
    def subject(self) -> Rate:
        """The printed drop."""
        return self.printed

    @cached_property
    def operands(self) -> tuple[Count, ...]:
        """The counts of the base, then those of the goal."""
        return (*self.base.operands, *self.goal.operands)

    @property
    def compared_rates(self) -> tuple[Rate, ...]:
        """The rates of base and goal."""
        return (self.base.rate, self.goal.rate)


@frozen(field_transformer=strict_fields)
class Balance:
    """
    A count is another one of its row, less those that left and plus those that came.

    >>> Balance(Count.POOR_DROP, Count.POOR_BASE, outs=(Count.POOR_GOAL,)).operands
    (<Count.POOR_BASE: 'poor_base'>, <Count.POOR_GOAL: 'poor_goal'>)
    """

    end: Count  #: the count that follows
    start: Count  #: the count that it starts from
    outs: tuple[Count, ...] = ()  #: those that left
    ins: tuple[Count, ...] = ()  #: those that came
    #: the operands that may be left blank: the claim then holds if the others close without them,
    #: and is not known otherwise
    slack: tuple[Count, ...] = ()
    #: whether a failure is a contradiction; persons are born and die in households that stay, so
    #: that their balance is merely odd
    is_hard: bool = True

    adds_rows: ClassVar = False  #: it is computed in the row of the count
    computes: ClassVar = True  #: it gives the figure
    ratio: ClassVar[None] = None  #: it is not a rate
    compared_rates: ClassVar[tuple[Rate, ...]] = ()  #: it compares no rates

    @property
    def subject(self) -> Count:
        """The count at the end."""
        return self.end

    @cached_property
    def operands(self) -> tuple[Count, ...]:
        """The count at the start, those that left, and those that came."""
        return (self.start, *self.outs, *self.ins)


#: One claim of a table about its figures.
Relation: TypeAlias = Sum | Ratio | Bound | Drop | Balance


@strict
def share_of_whole(rate: Rate) -> Ratio:
    """
    Return a rate as the share that the table of fields says it is.

    >>> share_of_whole(Rate.POOR_GOAL_RATE).operands
    (<Count.POOR_GOAL: 'poor_goal'>, <Count.HOUSEHOLDS_GOAL: 'households_goal'>)

    Raises `ValueError` for a rate that is not a share, such as a drop.
    """
    count, whole = count_of(rate), FACTS[rate].share_of
    if count is None or whole is None:
        raise ValueError(f"{rate} is not a share")
    return Ratio(rate, (count,), whole)


#: What labour figures claim, in the text of a plan and in a row of their own.
LABOUR_RELATIONS: tuple[Relation, ...] = (
    share_of_whole(Rate.TRAINED_RATE),
    share_of_whole(Rate.CERTIFIED_RATE),
    Bound((Count.TRAINED,), Count.WORKING_AGE),
    Bound((Count.CERTIFIED,), Count.TRAINED),
    Bound((Count.CERTIFIED,), Count.WORKING_AGE),
    # Reports of provinces count workers sent abroad among those with new jobs.
    Bound((Count.EXPORTED,), Count.NEW_JOBS, by_usage=True),
)

#: Everything that a plan claims of its figures.
RELATIONS: tuple[Relation, ...] = (
    *(Sum(figure) for figure in ANNEX if isinstance(figure, Count)),
    share_of_whole(Rate.POOR_BASE_RATE),
    share_of_whole(Rate.POOR_GOAL_RATE),
    share_of_whole(Rate.NEAR_POOR_BASE_RATE),
    share_of_whole(Rate.NEAR_POOR_GOAL_RATE),
    Bound((Count.POOR_BASE, Count.NEAR_POOR_BASE), Count.HOUSEHOLDS_BASE),
    Bound((Count.POOR_GOAL, Count.NEAR_POOR_GOAL), Count.HOUSEHOLDS_GOAL),
    Bound((Count.POOR_GOAL,), Count.POOR_BASE),
    # Who leaves poverty usually becomes near-poor.
    Bound(
        (Count.NEAR_POOR_GOAL,),
        Count.NEAR_POOR_BASE,
        joined_from=(Count.POOR_BASE, Count.POOR_GOAL),
    ),
    Balance(Count.POOR_DROP, Count.POOR_BASE, outs=(Count.POOR_GOAL,)),
    Drop(
        Rate.POOR_RATE_DROP,
        share_of_whole(Rate.POOR_BASE_RATE),
        share_of_whole(Rate.POOR_GOAL_RATE),
    ),
    Balance(Count.NEAR_POOR_DROP, Count.NEAR_POOR_BASE, outs=(Count.NEAR_POOR_GOAL,)),
    Drop(
        Rate.NEAR_POOR_RATE_DROP,
        share_of_whole(Rate.NEAR_POOR_BASE_RATE),
        share_of_whole(Rate.NEAR_POOR_GOAL_RATE),
    ),
    *LABOUR_RELATIONS,
    Bound((Count.WORKING_AGE,), Count.PERSONS_BASE),
)

#: What the further columns of an annex claim, beside those of a plan.
FURTHER_RELATIONS: tuple[Relation, ...] = (
    Balance(Count.POOR_DROP, Count.POOR_BASE, outs=(Count.POOR_GOAL,)),
    Balance(Count.NEAR_POOR_DROP, Count.NEAR_POOR_BASE, outs=(Count.NEAR_POOR_GOAL,)),
    Balance(Count.POOR_AND_NEAR_POOR_BASE, Count.POOR_BASE, ins=(Count.NEAR_POOR_BASE,)),
    Ratio(
        Rate.POOR_AND_NEAR_POOR_BASE_RATE,
        (Count.POOR_BASE, Count.NEAR_POOR_BASE),
        Count.HOUSEHOLDS_BASE,
    ),
    Balance(Count.POOR_AND_NEAR_POOR_GOAL, Count.POOR_GOAL, ins=(Count.NEAR_POOR_GOAL,)),
    Ratio(
        Rate.POOR_AND_NEAR_POOR_GOAL_RATE,
        (Count.POOR_GOAL, Count.NEAR_POOR_GOAL),
        Count.HOUSEHOLDS_GOAL,
    ),
    Sum(Count.POOR_PERSONS_BASE),
    Sum(Count.POOR_PERSONS_GOAL),
    Sum(Count.NEAR_POOR_PERSONS_BASE),
    Sum(Count.NEAR_POOR_PERSONS_GOAL),
)


def _of_flow(counts: tuple[Count, ...], *, is_hard: bool) -> Balance:
    """Return the balance of the counts of a flow, given in the order of their columns."""
    start, to_other, left, other_out, from_other, relapsed, new, other_in, end = counts
    return Balance(
        end,
        start,
        outs=(to_other, left, other_out),
        ins=(from_other, relapsed, new, other_in),
        slack=(other_out, other_in),
        is_hard=is_hard,
    )


def _flow_relations(*, is_hard: bool) -> tuple[Relation, ...]:
    """Return what a flow claims; its balances are contradictions if *is_hard*."""
    return (
        *(Sum(count) for count in FLOW),
        _of_flow(FLOW_OF_POOR, is_hard=is_hard),
        _of_flow(FLOW_OF_NEAR_POOR, is_hard=is_hard),
        # Who leaves one category for the other is counted in both forms.
        Balance(Count.NEAR_POOR_FROM_POOR, Count.POOR_TO_NEAR_POOR),
        Balance(Count.POOR_FROM_NEAR_POOR, Count.NEAR_POOR_TO_POOR),
    )


#: What a flow of households claims of its figures.
FLOW_RELATIONS = _flow_relations(is_hard=True)
#: What a flow of persons claims: births and deaths keep it from closing.
FLOW_OF_PERSONS_RELATIONS = _flow_relations(is_hard=False)
#: What a table of labour figures claims.
LABOUR_TABLE_RELATIONS: tuple[Relation, ...] = (
    *(Sum(figure) for figure in LABOUR if isinstance(figure, Count)),
    *LABOUR_RELATIONS,
)
#: What the coverage of a policy claims.
COVERAGE_RELATIONS: tuple[Relation, ...] = (
    Sum(Count.ENTITLED),
    Sum(Count.COVERED),
    evolve(share_of_whole(Rate.COVERED_RATE), full_is_exact=True),
    Bound((Count.COVERED,), Count.ENTITLED),
)
