"""Relations bound to the rows of a table, and the sums of their operands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Self

from attrs import frozen

from povertyplan.arguments.strict import strict, strict_fields, unheld
from povertyplan.model.fields import LABOUR, Count, Field, Value
from povertyplan.model.places import Figures, Part, Place, Row, in_annex, place_of
from povertyplan.model.relations import Relation
from povertyplan.model.tabular import Tabular

#: Looked up once: Python before 3.12 takes long to find a member, and cases are many.
_HEADLINE, _LABOUR = Part.HEADLINE, Part.LABOUR


@frozen(field_transformer=strict_fields, cache_hash=True)
class Case:
    """
    One relation in one row of a table: the figure in *row*, computed from the rows *over*.

    The total of a column is computed over the rows that it adds up, a rate over its own row,
    a figure of the text over the total row (over all rows where the table has none).

    >>> from povertyplan.model.relations import Sum
    >>> plan = Plan.of(2024, [{"poor_goal": 2}, {"poor_goal": 3}], total={"poor_goal": 6})
    >>> case = next(cases_of(plan, [Sum(Count.POOR_GOAL)]))
    >>> [str(place) for place in case.places], case.rows(Count.POOR_GOAL)
    (['total/poor_goal', '1/poor_goal', '2/poor_goal'], range(1, 3))
    """

    relation: Relation  #: what is claimed
    row: Row  #: the row of the figure
    over: range | tuple[Row, ...]  #: the rows that it is computed from

    @cached_property
    def subject(self) -> Place:
        """The place of the figure that the case is about."""
        return place_of(self.row, self.relation.subject)

    @property
    def places(self) -> Iterator[Place]:
        """Every cell that takes part in the case, the subject first."""
        subject = self.subject
        yield subject
        for count in self.relation.operands:
            for row in operand_rows(self, count):
                place = place_of(row, count)
                if place != subject:
                    yield place

    @strict
    def rows(self, operand: Count) -> Sequence[Row]:
        """Return the rows over which an operand is summed."""
        return operand_rows(self, operand)


#: Makes the cases of a table, whose relations and rows the table holds.
_case = unheld(Case, cache_hash=True)


def operand_rows(case: Case, operand: Count) -> Sequence[Row]:
    """Return the rows over which an operand of a case is summed, as `Case.rows`."""
    stands_beside = case.row is _LABOUR and operand in LABOUR
    return (case.row,) if stands_beside else case.over


def cases_of(table: Tabular, relations: Iterable[Relation] | None = None) -> Iterator[Case]:
    """
    Bind the relations of a table, or the given ones, to its rows.

    >>> from povertyplan.model.relations import Sum
    >>> plan = Plan.of(2024, [{"name": "Chợ"}], total={})
    >>> [str(case.subject) for case in cases_of(plan, [Sum(Count.NEAR_POOR_GOAL)])]
    ['total/near_poor_goal', 'headline/near_poor_goal']
    """
    figures = table.figures()
    rows = _hashable(table.rows)
    subtotals = {row: _hashable(added) for row, added in table.subtotals.items()}
    total_rows: tuple[Row, ...] = () if table.total is None else (Part.TOTAL,)
    table_rows = (*rows, *subtotals, *total_rows)
    text_parts = [row for row in figures if not in_annex(row)]
    added_up = [*subtotals.items(), *((row, rows) for row in total_rows)]
    computed_beside: list[tuple[Row, tuple[Row]]] = [(row, (row,)) for row in table_rows]
    for relation in table.relations if relations is None else relations:
        subject = relation.subject
        for row, over in added_up if relation.adds_rows else computed_beside:
            if subject in figures[row]:
                yield _case(relation, row, over)
        for part in text_parts:
            # The headline restates figures of the table, where a bound is judged already.
            is_claimed = relation.computes or part is not _HEADLINE
            if is_claimed and subject in figures[part]:
                yield _case(relation, part, total_rows or rows)


def _hashable(rows: Sequence[Row]) -> range | tuple[Row, ...]:
    """Return rows as a case holds them; a range stays as short as it is."""
    return rows if isinstance(rows, range) else tuple(rows)


@frozen
class UnreadCells:
    """Cells whose figure is not known, though they are not blank: no case about one is judged."""

    rows: Mapping[Field, AbstractSet[Row]]  #: the rows of such cells, by field

    @classmethod
    def of(cls, places: Iterable[Place]) -> Self:
        """Sort the places of such cells by field."""
        rows: dict[Field, set[Row]] = {}
        for place in places:
            rows.setdefault(place.field, set()).add(place.row)
        return cls(rows)

    def has(self, place: Place) -> bool:
        """Whether the figure of a cell is not known."""
        return place.row in self.rows.get(place.field, ())

    def take_part_in(self, case: Case) -> bool:
        """
        Whether a case is about such a cell.

        The total is the sum of its rows; the figure of the text is the total's alone.

        >>> from povertyplan.model.relations import Sum
        >>> plan = Plan.of(2024, [{"name": "Chợ"}, {"name": "Ngò"}], total={})
        >>> unread = UnreadCells.of([Place(2, "poor_goal")])
        >>> [unread.take_part_in(case) for case in cases_of(plan, [Sum(Count.POOR_GOAL)])]
        [True, False]
        """
        if not self.rows:
            return False
        if self.has(case.subject):
            return True
        for operand in case.relation.operands:
            rows = self.rows.get(operand)
            if rows and not rows.isdisjoint(operand_rows(case, operand)):
                return True
        return False


@frozen
class Term:
    """An operand of a case: the sum of its stated rows, and whether a row is blank."""

    known: int
    missing: bool

    @property
    def value(self) -> int | None:
        """The sum of its rows, which is not known if one of them is blank."""
        return None if self.missing else self.known


_UNSTATED = Term(0, missing=True)
_LEFT_OUT = Term(0, missing=False)


def terms(case: Case, figures: Figures, *, without: Place | None = None) -> dict[Count, Term]:
    """
    Return the operands of a case, leaving out the cell *without*.

    >>> from povertyplan.model.relations import Sum
    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}, {"name": "Ngò"}], total={})
    >>> case = next(cases_of(plan, [Sum(Count.POOR_GOAL)]))
    >>> terms(case, plan.figures())
    {<Count.POOR_GOAL: 'poor_goal'>: Term(known=2, missing=True)}
    """
    counts = case.relation.operands
    if not is_in_one_row(case):
        return {
            count: summed(figures, count, operand_rows(case, count), without=without)
            for count in counts
        }
    row = case.over[0]
    flat = figures[row]
    left_out = without.field if without is not None and without.row == row else None
    return {count: _LEFT_OUT if count == left_out else _term(flat.get(count)) for count in counts}


def is_in_one_row(case: Case) -> bool:
    """Whether all operands of a case stand in one row, as most do: they are quick to look up."""
    return len(case.over) == 1 and case.row is not _LABOUR


def _term(value: Value) -> Term:
    return Term(value, missing=False) if isinstance(value, int) else _UNSTATED


def summed(
    figures: Figures, count: Count, rows: Sequence[Row], *, without: Place | None = None
) -> Term:
    """Return the sum of a count over some rows, leaving out the cell *without*."""
    if len(rows) == 1 and without is None:
        return _term(figures[rows[0]].get(count))
    known, missing = 0, not rows
    skipped = without.row if without is not None and without.field == count else None
    for row in rows:
        if row == skipped:
            continue
        value = figures[row].get(count)
        if isinstance(value, int):
            known += value
        else:
            missing = True
    return Term(known, missing)
