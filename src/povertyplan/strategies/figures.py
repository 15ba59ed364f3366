"""Figures that agree, by construction and from the relations of a table alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from graphlib import TopologicalSorter
from itertools import zip_longest
from typing import Self, TypeVar

from attrs import frozen
from hypothesis import strategies as st

from povertyplan.arguments.strict import strict
from povertyplan.arithmetic.cases import Case, cases_of, operand_rows, summed, terms
from povertyplan.arithmetic.codes import RATE_WITHOUT_WHOLE, reported
from povertyplan.arithmetic.intervals import ANYTHING, Interval, allowed
from povertyplan.arithmetic.verdicts import exact, print_by
from povertyplan.model.fields import (
    FACTS,
    HEADLINE,
    Count,
    Field,
    FieldKind,
    Rate,
    Value,
)
from povertyplan.model.percent import MOST_PLACES, Percent
from povertyplan.model.places import Edit, Part, Place, Row, in_annex, place_of
from povertyplan.model.reach import Rounding
from povertyplan.model.relations import Balance, Bound, Relation
from povertyplan.model.tabular import Tabular, cells
from povertyplan.strategies.usual import CERTIFICATES, OPTIONAL, Usual, row_chances, usual
from povertyplan.strategies.values import percents, points

T = TypeVar("T", bound=Tabular)

_LARGEST = 10**9
#: Strategies that are drawn from again and again: a new one takes longer than its value.
_LARGEST_COUNTS = st.sampled_from((9, 400, _LARGEST))
_PLACES = st.integers(0, MOST_PLACES)
_PERCENTS, _POINTS = percents(), points()
_HALVES = st.sampled_from((Rounding.HALF_UP, Rounding.HALF_EVEN))


@strict
@st.composite
def filled(
    draw: st.DrawFn,
    table: T,
    *,
    rounding: Rounding = Rounding.HALF_UP,
    realistic: bool = False,
) -> T:
    """
    Fill a blank table with figures that agree: all its relations hold.

    *table* is a plan or any other `povertyplan.model.tabular.Tabular`.  *rounding* is the rule
    by which its rates are printed; *realistic* keeps to shares that are usual in communes.

    >>> from hypothesis import given, settings
    >>> blank = Plan.of(2024, [{"name": "Chợ"}, {"name": "Ngò"}], total={})
    >>> @settings(max_examples=10)
    ... @given(filled(blank))
    ... def has_no_error(plan):
    ...     assert check(plan).errors == ()
    >>> has_no_error()
    """
    maker = _Maker.of(draw, table, rounding, draw(usual()) if realistic else None)
    maker.draw_counts()
    maker.derive()
    maker.leave_out()
    edits: list[Edit] = []
    for row, flat in maker.figures.items():
        stated = [(field, value) for field, value in flat.items() if value is not None]
        edits += [Edit(place_of(row, field), None, value) for field, value in stated]
    return table.edited(edits)


@cache
def _in_order(relations: tuple[Relation, ...]) -> Sequence[Count]:
    """Return all counts: each after those that bound it or that it is computed from."""
    order = TopologicalSorter[Count](dict.fromkeys(Count, ()))
    for relation in relations:
        if isinstance(relation, Bound):
            for part in relation.parts:
                order.add(part, relation.whole, *(relation.joined_from or ()))
        elif _computes_count(relation):
            order.add(Count(relation.subject), *relation.operands)
        if isinstance(relation, Balance):
            for count in relation.outs:
                order.add(count, relation.start)
    return list(order.static_order())


def _slack_of(relations: Iterable[Relation]) -> frozenset[Count]:
    """Return the counts that may be left blank where they are 0."""
    balances = (relation for relation in relations if isinstance(relation, Balance))
    return frozenset[Count]().union(*(balance.slack for balance in balances))


def _computes_count(relation: Relation) -> bool:
    """Whether a relation gives a count of a row from others of the same row."""
    is_count = isinstance(relation.subject, Count)
    return is_count and relation.computes and not relation.adds_rows


def _limited(relation: Relation) -> tuple[Count, ...]:
    """Return the counts of a row that a relation limits to some values."""
    match relation:
        case Bound():
            return relation.operands
        case Balance():
            return relation.outs
        case _:
            return ()


@frozen
class _Maker:
    """Fills a table: first the counts, then the figures that follow from them."""

    draw: st.DrawFn
    table: Tabular
    rounding: Rounding
    usual: Usual | None  #: how large the figures are; they may be anything legal without it
    largest: int
    order: Sequence[Count]
    slack: frozenset[Count]  #: the counts that may be left blank where they are 0
    has_slack: bool  #: whether any of them is above 0
    figures: dict[Row, dict[Field, Value]]
    cases: Sequence[Case]
    limits: Mapping[Place, Sequence[Case]]  #: what leaves each count only some values
    computed: Mapping[Place, Case]  #: the counts that are computed in their own row

    @classmethod
    def of(cls, draw: st.DrawFn, table: Tabular, rounding: Rounding, usual: Usual | None) -> Self:
        """Bind the relations to the table."""
        figures = {row: dict(flat) for row, flat in table.figures().items()}
        cases = list(cases_of(table))
        limits: dict[Place, list[Case]] = defaultdict(list)
        for case in cases:
            for count in _limited(case.relation):
                limits[place_of(case.row, count)].append(case)
        computed = [case for case in cases if _computes_count(case.relation) and in_annex(case.row)]
        return cls(
            draw,
            table,
            rounding,
            usual,
            draw(_LARGEST_COUNTS),
            _in_order(tuple(table.relations)),
            _slack_of(table.relations),
            draw(st.booleans()),
            figures,
            cases,
            limits,
            {case.subject: case for case in computed},
        )

    def draw_counts(self) -> None:
        """Draw the counts of the rows and of the text's own targets, and add up the totals."""
        for row in self.table.rows:
            self._fill(row, self._counts_in(row))
        summed_counts = {
            relation.subject for relation in self.table.relations if relation.adds_rows
        }
        for row, over in self._totals():
            counts = self._counts_in(row)
            if over:
                # Sums keep every bound.  A count that no relation sums is drawn anew below.
                for count in counts:
                    self.figures[row][count] = summed(self.figures, count, over).known
                counts = [count for count in counts if count not in summed_counts]
            self._fill(row, counts)
        if Part.LABOUR in self.figures:
            self._fill(Part.LABOUR, self._counts_in(Part.LABOUR))

    def derive(self) -> None:
        """Compute the figures that the relations determine, and draw the others."""
        places: dict[Place, int] = {}
        for row, flat in self.figures.items():
            for field in flat:
                if isinstance(field, Rate):
                    places[place_of(row, field)] = self._places(row)
        determined = self._determined(places)
        for row, flat in self.figures.items():
            for field in flat:
                place = place_of(row, field)
                if place in determined:
                    flat[field] = determined[place]
                elif isinstance(field, Rate) or row is Part.HEADLINE:
                    flat[field] = self._anything(field)

    def leave_out(self) -> None:
        """Leave figures blank, and with them the rates that would lack their whole."""
        leaves_zeros_out = self.draw(st.booleans())
        blanks = self._blanks()
        for place in self._slack_places():
            is_zero = self.figures[place.row][place.field] == 0
            if not is_zero:
                blanks.discard(place)
            elif leaves_zeros_out:
                blanks.add(place)
        for place in blanks:
            self.figures[place.row][place.field] = None
        for case in self.cases:
            ratio = case.relation.ratio
            if ratio is None or not in_annex(case.row):
                continue
            operands = terms(case, self.figures)
            is_zero = not any(operands[count].known for count in ratio.counts)
            is_bare = reported(case, self.figures, self.rounding) == RATE_WITHOUT_WHOLE
            if is_bare or (leaves_zeros_out and is_zero):
                self.figures[case.row][ratio.rate] = None

    def _slack_places(self) -> Iterator[Place]:
        """Yield the cells of the counts that may be left blank where they are 0."""
        for row, flat in self.figures.items():
            yield from (Place(row, count) for count in self.slack if count in flat)

    def _counts_in(self, row: Row) -> list[Count]:
        """Return the counts that a row has cells for, in the order in which they are drawn."""
        return [count for count in self.order if count in self.figures[row]]

    def _totals(self) -> Iterator[tuple[Row, Sequence[Row]]]:
        """Yield the sub-totals and the total, each with the rows that it adds up."""
        yield from self.table.subtotals.items()
        if self.table.total is not None:
            yield Part.TOTAL, self.table.rows

    def _fill(self, row: Row, counts: Sequence[Count]) -> None:
        """Compute or draw counts of a row, within the bounds that the others leave."""
        flat = self.figures[row]
        chances = self.draw(row_chances(len(counts))) if self.usual else ()
        for count, chance in zip_longest(counts, chances):
            place = place_of(row, count)
            span = self._span(place)
            if count in self.slack and not self.has_slack:
                flat[count] = 0
            elif place in self.computed:
                flat[count] = _count_between(span, exact(self.computed[place], self.figures))
            elif self.usual and chance:
                whole = self._stated(row, self.usual.whole_of(count))
                flat[count] = self.usual.chosen(count, whole, span, chance)
            else:
                most = self.largest if span.hi is None else min(self.largest, span.hi)
                flat[count] = self.draw(st.integers(span.lo, max(span.lo, most)))

    def _span(self, place: Place) -> Interval:
        """Return the counts that the bounds and the balances leave for a cell."""
        span = ANYTHING
        for case in self.limits.get(place, ()):
            relation = case.relation
            if isinstance(relation, Balance):
                span &= Interval(0, self._remaining(case, relation))
            else:
                span &= allowed(case, self.figures, place)
        return span

    def _remaining(self, case: Case, balance: Balance) -> int:
        """Return how many are left, for whom no exit was drawn yet."""
        operands = terms(case, self.figures)
        came = sum(operands[count].known for count in (balance.start, *balance.ins))
        return came - sum(operands[count].known for count in balance.outs)

    def _stated(self, row: Row, count: Count) -> int | None:
        """Return a count of a row, or else of the total."""
        in_total = self.figures.get(Part.TOTAL, {}).get(count)
        value = self.figures[row].get(count, in_total)
        return value if isinstance(value, int) else None

    def _determined(self, places: Mapping[Place, int]) -> dict[Place, Value]:
        """Return the figures that relations give, or None if two relations disagree."""
        determined: dict[Place, Value] = {}
        for case in self.cases:
            has_operands = all(operand_rows(case, operand) for operand in case.relation.operands)
            if not case.relation.computes or not has_operands:
                continue
            subject = case.subject
            value = self._derived(case, places.get(subject, 0))
            drawn = self.figures[subject.row][subject.field]
            agreed = drawn if subject in self.computed else value
            agreed = determined.get(subject, agreed)
            determined[subject] = value if value == agreed else None
        return determined

    def _derived(self, case: Case, places: int) -> Value:
        """Return the subject of a case as it is printed; None if it cannot be."""
        if isinstance(case.relation.subject, Count):
            return _count_between(ANYTHING, exact(case, self.figures))
        is_of_nothing = not any(term.known for term in terms(case, self.figures).values())
        if case.relation.ratio is not None and is_of_nothing:
            return Percent(0, places)
        return print_by(self._rule(case.row), case, self.figures, places)

    def _rule(self, row: Row) -> Rounding:
        """Return the rule by which a rate of a row is rounded."""
        if not in_annex(row):
            return Rounding.HALF_UP
        if self.rounding is Rounding.ANY:
            return self.draw(_HALVES)
        return self.rounding

    def _places(self, row: Row) -> int:
        """Return the decimal places of a rate in a row."""
        return self.usual.places(row) if self.usual else self.draw(_PLACES)

    def _anything(self, field: Field) -> Value:
        """Draw a figure that no relation determines."""
        if isinstance(field, Count):
            return self.draw(st.integers(0, self.largest))
        is_change = FACTS[field].kind is FieldKind.POINTS
        return self.draw(_POINTS) if is_change else self.draw(_PERCENTS)

    def _blanks(self) -> set[Place]:
        """Draw the places that are left blank."""
        columns: set[Field]
        if self.usual:
            columns = set[Field]().union(*self.draw(st.sets(st.sampled_from(OPTIONAL))))
            if self.draw(st.integers(0, 3)):
                columns.add(Count.PERSONS_GOAL)
            unsaid = self.draw(st.sets(st.sampled_from(HEADLINE)))
            headline = self.figures.get(Part.HEADLINE, {})
            blanks = {Place(Part.HEADLINE, field) for field in unsaid if field in headline}
            if Part.LABOUR in self.figures and self.draw(st.booleans()):
                blanks |= {Place(Part.LABOUR, field) for field in CERTIFICATES}
        else:
            rows = self.draw(st.sets(st.sampled_from(list(self.figures)), max_size=1))
            columns = set(self.draw(st.sets(st.sampled_from(self._columns()), max_size=3)))
            blanks = self.draw(st.sets(st.sampled_from(list(cells(self.table)))))
            for row in rows:
                blanks |= {place_of(row, field) for field in self.figures[row]}
        for row in filter(in_annex, self.figures):
            blanks |= {place_of(row, field) for field in columns if field in self.figures[row]}
        return blanks

    def _columns(self) -> list[Field]:
        """Return every field of the rows of the table, or of its text where it has no row."""
        in_table = [flat for row, flat in self.figures.items() if in_annex(row)]
        columns: dict[Field, None] = {}
        for flat in in_table or self.figures.values():
            columns |= dict.fromkeys(flat)
        return list(columns)


def _count_between(span: Interval, value: int | Fraction | None) -> int | None:
    """Return a count in an interval, or None for any other value."""
    return value if isinstance(value, int) and value in span else None
