"""The claims of a plan, found by the cells that they speak of."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby

from attrs import define, field, frozen

from povertyplan.arithmetic import intervals
from povertyplan.arithmetic.cases import Case, Term, cases_of, terms
from povertyplan.arithmetic.codes import reported
from povertyplan.arithmetic.intervals import Interval
from povertyplan.arithmetic.plausibility import Comparison, Ranking
from povertyplan.arithmetic.verdicts import Verdict, verdict_of
from povertyplan.model.fields import Count, Field, Rate, Value, field_named
from povertyplan.model.percent import Percent, Points, Rounding
from povertyplan.model.places import TEXT, Edit, Figures, Part, Place, Row
from povertyplan.model.plan import Plan
from povertyplan.model.relations import Bound, Drop, Ratio, Relation, Sum
from povertyplan.model.tabular import edited

#: What is reported of a hard case without being an error.
_HARMLESS = {None, "PP203", "PP304"}


class OutOfWork(Exception):  # noqa: N818  # it ends a search and is no error
    """The bound of work is reached."""


@define
class Work:
    """How many cases may still be looked at."""

    left: int

    def spend(self) -> None:
        """Count one case, or end the search."""
        if not self.left:
            raise OutOfWork
        self.left -= 1


def is_hard(case: Case) -> bool:
    """Whether the failure of a case is a contradiction, rather than merely odd."""
    bound = case.relation
    return not isinstance(bound, Bound) or bound.within_a_year or case.row is Part.LABOUR


@cache
def names(relation: Relation) -> tuple[Field, ...]:
    """Return the figures that a relation speaks of, its subject first."""
    return tuple(dict.fromkeys((relation.subject, *relation.operands)))


def speaks_of(case: Case, place: Place) -> bool:
    """Whether a cell is the subject of a case, or one of those that it is computed from."""
    relation = case.relation
    if place.row == case.row and place.field == relation.subject:
        return True
    if place.field not in relation.operands:
        return False
    rows = case.rows(Count(place.field))
    # A word is looked for in a range number by number.
    return place.row in rows if isinstance(place.row, int) or not isinstance(rows, range) else False


@frozen(eq=False)
class Claims:
    """
    Every case of a plan, by the cells that it speaks of.

    *rows* holds the cases by the row of their subject and by each name that
    they use, *wide* those that are computed over other rows than their own.
    """

    plan: Plan
    rounding: Rounding
    work: Work
    figures: Figures
    rows: Mapping[Row, Mapping[str, Sequence[Case]]]
    wide: Mapping[str, Sequence[Case]]
    _verdicts: dict[tuple[Row, Relation], Verdict] = field(
        factory=dict[tuple[Row, Relation], Verdict], repr=False
    )
    _terms: dict[tuple[Row, Relation], Mapping[Count, Term]] = field(
        factory=dict[tuple[Row, Relation], Mapping[Count, Term]], repr=False
    )
    _printed: dict[Rate, bool] = field(factory=dict[Rate, bool], repr=False)
    _places: dict[Row | None, Counter[int]] = field(
        factory=dict[Row | None, Counter[int]], repr=False
    )
    _spans: dict[Hashable, Interval] = field(factory=dict[Hashable, Interval], repr=False)
    _rankings: dict[Comparison, Ranking] = field(factory=dict[Comparison, Ranking], repr=False)

    @classmethod
    def of(cls, plan: Plan, rounding: Rounding, work: Work) -> "Claims":
        """Bind the relations to a plan."""
        rows: dict[Row, dict[str, list[Case]]] = defaultdict(lambda: defaultdict(list))
        wide: dict[str, list[Case]] = defaultdict(list)
        for relation, cases in groupby(cases_of(plan), key=lambda case: case.relation):
            spoken = names(relation)
            for case in cases:
                own, is_wide = rows[case.row], case.over != (case.row,)
                for name in spoken:
                    own[name].append(case)
                    if is_wide:
                        wide[name].append(case)
        return cls(plan, rounding, work, plan.figures(), rows, wide)

    def computed(self, row: Row) -> Iterator[Case]:
        """Yield the cases whose subject stands in a row."""
        for name, cases in self.rows.get(row, {}).items():
            yield from (case for case in cases if case.relation.subject == name)

    def value(self, place: Place) -> Value:
        """Return the figure at a place."""
        return self.figures[place.row][field_named(place.field)]

    def count(self, place: Place) -> int | None:
        """Return the count at a place, None where none is stated."""
        value = self.value(place)
        return value if isinstance(value, int) else None

    def about(self, place: Place) -> Iterator[Case]:
        """Yield the cases that speak of a cell."""
        for case in self.rows.get(place.row, {}).get(place.field, ()):
            if case.over == (case.row,) or speaks_of(case, place):
                yield case
        for case in self.wide.get(place.field, ()):
            if case.row != place.row and speaks_of(case, place):
                yield case

    def touched(self, place: Place) -> Iterator[Case]:
        """Yield the cases about a cell, and the drops that may be of the rate printed in it."""
        yield from self.about(place)
        for case in self.computed(Part.HEADLINE):
            drop = case.relation
            if isinstance(drop, Drop) and isinstance(place.row, Part):
                sides = (drop.base, drop.goal)
                if any(isinstance(side, Ratio) and side.rate == place.field for side in sides):
                    yield case

    def totals(self, place: Place) -> list[Case]:
        """Return the sums of the annex that count a cell."""
        return [
            case
            for case in self.wide.get(place.field, ())
            if isinstance(case.relation, Sum)
            and case.row is not Part.HEADLINE
            and case.row != place.row
            and speaks_of(case, place)
        ]

    def verdict(self, case: Case) -> Verdict:
        """Return what the figures say of a case."""
        at = (case.row, case.relation)
        if at not in self._verdicts:
            self._verdicts[at] = verdict_of(case, self.figures, self.rounding)
        return self._verdicts[at]

    def fails(self, case: Case) -> bool:
        """Whether a case fails."""
        return self.verdict(case) is Verdict.FAILS

    def allowed(self, case: Case, place: Place) -> Interval:
        """Return the values of a cell under which a case holds, the other cells as they stand."""
        self.work.spend()
        others = self._others(case, place)
        return intervals.allowed(case, self.figures, place, self.rounding, others)

    def sum_of(self, case: Case) -> int | None:
        """Return the sum that a total should be, None where a row states nothing."""
        return self._operands(case)[Count(case.relation.subject)].value

    def _operands(self, case: Case) -> Mapping[Count, Term]:
        at = (case.row, case.relation)
        if at not in self._terms:
            self._terms[at] = terms(case, self.figures)
        return self._terms[at]

    def _others(self, case: Case, place: Place) -> Mapping[Count, Term] | None:
        """Return the operands of a wide case without a cell, from sums that are taken once."""
        value = self.count(place)
        if len(case.over) == 1 or place == case.subject or value is None:
            return None
        operands = self._operands(case)
        term = operands[Count(place.field)]
        return {**operands, Count(place.field): Term(term.known - value, term.missing)}

    def free(self, case: Case, place: Place) -> Interval:
        """Return the values of a cell under which a case holds, at no cost to the search."""
        return intervals.allowed(case, self.figures, place, self.rounding)

    def cached(self, key: Hashable, span: Callable[[], Interval]) -> Interval:
        """Return a span that many cells of a column share, computed once."""
        if key not in self._spans:
            self._spans[key] = span()
        return self._spans[key]

    def ranking(self, comparison: Comparison) -> Ranking:
        """Return the rows by the ratio of two counts."""
        if comparison not in self._rankings:
            self._rankings[comparison] = Ranking.of(comparison, self.figures)
        return self._rankings[comparison]

    def places(self, case: Case) -> tuple[int, bool]:
        """
        Return how many places a rate should print, and whether other rates print as many.

        As many as it does print, unless no other rate of the annex, or of its
        part of the text, does so.
        """
        printed = self.value(case.subject)
        own = printed.places if isinstance(printed, Percent | Points) else 2
        part = case.row if case.row in TEXT else None
        others = self._all_places(part) - Counter([own])
        if not others or own in others:
            return own, bool(others)
        return others.most_common(1)[0][0], True

    def _all_places(self, part: Row | None) -> Counter[int]:
        if part not in self._places:
            self._places[part] = Counter(
                value.places
                for row, flat in self.figures.items()
                if (row if row in TEXT else None) == part
                for value in flat.values()
                if isinstance(value, Percent | Points)
            )
        return self._places[part]

    def prints(self, rate: Rate) -> bool:
        """Whether the annex prints a rate anywhere."""
        if rate not in self._printed:
            annex = (flat for row, flat in self.figures.items() if row not in TEXT)
            self._printed[rate] = any(flat.get(rate) is not None for flat in annex)
        return self._printed[rate]

    def broken_by(self, own: Iterable[Edit], derived: Iterable[Edit] = ()) -> bool:
        """Whether a case about edited cells fails, those aside that were computed anew."""
        anew = {edit.place for edit in derived}
        edits = (*own, *derived)
        after = edited(self.figures, edits)
        seen: set[tuple[Row, Relation]] = set()
        for edit in edits:
            for case in self.touched(edit.place):
                at = (case.row, case.relation)
                if at not in seen and is_hard(case) and case.subject not in anew:
                    seen.add(at)
                    self.work.spend()
                    if reported(case, after, self.rounding) not in _HARMLESS:
                        return True
        return False
