"""Relations bound to the rows of a plan, and the sums of their operands."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from povertyplan.model import relations as of_plans
from povertyplan.model.fields import (
    ANNEX,
    HEADLINE,
    LABOUR,
    Count,
)
from povertyplan.model.places import Figures, Part, Place, Row, SectionRow
from povertyplan.model.plan import Plan
from povertyplan.model.relations import Bound, Relation, Sum


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


def cases_of(plan: Plan, relations: Iterable[Relation] | None = None) -> Iterator[Case]:
    """
    Bind relations, `RELATIONS` unless said otherwise, to the rows of a plan.

    >>> plan = Plan.of(2024, [{"name": "Chợ"}], total={})
    >>> [str(case.subject) for case in cases_of(plan, [Sum(Count.NEAR_POOR_GOAL)])]
    ['total/near_poor_goal', 'headline/near_poor_goal']
    """
    rows: Sequence[Row] = range(1, len(plan.targets) + 1)
    subtotals = {
        SectionRow(number): section.rows
        for number, section in enumerate(plan.sections, 1)
        if section.printed is not None
    }
    totals: Sequence[Row] = () if plan.total is None else (Part.TOTAL,)
    for relation in of_plans.RELATIONS if relations is None else relations:
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
    >>> case = next(cases_of(plan, [Sum(Count.POOR_GOAL)]))
    >>> terms(case, plan.figures())
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
