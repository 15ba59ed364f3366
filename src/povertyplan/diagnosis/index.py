"""The cases of a table, found by the cells that they speak of."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, cached_property, partial
from itertools import chain, filterfalse, groupby
from operator import attrgetter
from typing import TypedDict

from attrs import evolve, field, frozen

from povertyplan.arithmetic import intervals
from povertyplan.arithmetic.cases import Case, Term, UnreadCells, cases_of, operand_rows, terms
from povertyplan.arithmetic.codes import is_error, reported
from povertyplan.arithmetic.intervals import Interval
from povertyplan.arithmetic.ordinals import Numbering, is_ordinal, numbering_of
from povertyplan.arithmetic.plausibility import Comparison, Ranking
from povertyplan.arithmetic.verdicts import Verdict, verdict_of
from povertyplan.diagnosis.budget import Budget, steps_of
from povertyplan.model.fields import Count, Field, Rate, Value
from povertyplan.model.names import key
from povertyplan.model.percent import Percent, Points
from povertyplan.model.places import Edit, Figures, Part, Place, Row, in_annex
from povertyplan.model.plan import Plan
from povertyplan.model.reach import Rounding
from povertyplan.model.relations import Ratio, Relation
from povertyplan.model.tabular import Tabular, edited
from povertyplan.reading import Form

#: A row with so few different counts may equal another by chance.
_LEAST_TELLING = 2
#: The decimals of a rate that is not printed.
_USUAL_DECIMALS = 2


@cache
def fields_of(relation: Relation) -> tuple[Field, ...]:
    """Return the fields that a relation speaks of, its subject first."""
    return tuple(dict.fromkeys((relation.subject, *relation.operands)))


def speaks_of(case: Case, place: Place) -> bool:
    """Whether a cell is the subject of a case, or one of its operands."""
    relation = case.relation
    if place.row == case.row and place.field == relation.subject:
        return True
    if not isinstance(place.field, Count) or place.field not in relation.operands:
        return False
    rows = operand_rows(case, place.field)
    if isinstance(rows, range) and not isinstance(place.row, int):
        # A range would compare each of its numbers with a value that is not a number.
        return False
    return place.row in rows


def speaks_of_any(case: Case, places: Iterable[Place]) -> bool:
    """Whether a case speaks of one of some cells."""
    return any(speaks_of(case, place) for place in places)


@frozen(eq=False)
class CaseIndex:
    """
    Every case of a table, by the cells that it speaks of.

    A case about a cell that could not be read is left out: it neither proves nor acquits.
    A search asks the same questions of the same figures again and again: the
    fields that are functions keep their answers.
    """

    table: Tabular
    rounding: Rounding
    budget: Budget
    unread: UnreadCells
    figures: Figures
    columns: Sequence[Field]  #: the fields of the rows, the sub-totals and the total
    by_row: Mapping[Row, Mapping[Field, Sequence[Case]]]  #: by the subject's row and each field
    wide: Mapping[Field, Sequence[Case]]  #: by field, those computed over other rows than their own
    speaking_of: Callable[[Place], Sequence[Case]] = field(repr=False)  #: the cases about a cell
    verdict: Callable[[Case], Verdict] = field(repr=False)  #: whether a case holds
    reported: Callable[[Case], str | None] = field(repr=False)  #: the code that reports a case
    operands: Callable[[Case], Mapping[Count, Term]] = field(repr=False)  #: the sums of a case
    ranking: Callable[[Comparison], Ranking] = field(repr=False)  #: the rows by a ratio
    prints: Callable[[Rate], bool] = field(repr=False)  #: whether the annex prints a rate anywhere
    #: How often the rates of a part of the text, or of the annex, print each number of decimals.
    decimals_of: Callable[[Row | None], Counter[int]] = field(repr=False)
    form: Form = Form()  #: how the document wrote its figures, and its ordinals
    numbering: Numbering = Numbering()  #: what is odd about the ordinals
    #: Intervals that many cells of a column share: `recomputed` computes and looks them up.
    shared: dict[Hashable, Interval] = field(factory=dict[Hashable, Interval], repr=False)
    withheld: AbstractSet[Case] = frozenset()  #: broken cases that are left to other slips

    @classmethod
    def of(
        cls,
        table: Tabular,
        rounding: Rounding,
        budget: Budget,
        unread: Iterable[Place] = (),
        form: Form = Form(),  # noqa: B008  # it cannot change
    ) -> "CaseIndex":
        """
        Bind the relations of a table to its rows.

        *unread* are the cells not read, *form* says which ordinals stand beside the rows.
        """
        unread_cells = UnreadCells.of(unread)
        readable = (case for case in cases_of(table) if not unread_cells.take_part_in(case))
        by_row: dict[Row, dict[Field, list[Case]]] = defaultdict(lambda: defaultdict(list))
        wide: dict[Field, list[Case]] = defaultdict(list)
        for relation, cases in groupby(readable, key=attrgetter("relation")):
            fields = fields_of(relation)
            for case in cases:
                row = by_row[case.row]
                is_wide = case.over != (case.row,)
                for name in fields:
                    row[name].append(case)
                    if is_wide:
                        wide[name].append(case)
        figures = table.figures()
        odd = numbering_of(table, form.ordinals) if isinstance(table, Plan) else Numbering()
        rows = [flat for row, flat in figures.items() if in_annex(row)]
        return cls(
            table,
            rounding,
            budget,
            unread_cells,
            figures,
            tuple(dict.fromkeys(chain.from_iterable(rows))),
            by_row,
            wide,
            cache(partial(_speaking_of, by_row, wide)),
            form=form,
            numbering=odd,
            **_answers(figures, rounding),
        )

    def edited(self, edits: Iterable[Edit]) -> "CaseIndex":
        """Return the index of the same cases over edited figures."""
        figures = edited(self.figures, edits)
        answers = _answers(figures, self.rounding)
        return evolve(self, figures=figures, shared={}, **answers)

    def without(self, cases: Iterable[Case]) -> "CaseIndex":
        """Return an index that leaves out some broken cases, because other slips explain them."""
        return evolve(self, withheld=frozenset(cases), shared={})

    def within(self, steps: int) -> "CaseIndex":
        """Return an index for a part of a search that may take so many steps."""
        return evolve(self, budget=self.budget.part(steps))

    @property
    def counts(self) -> list[Count]:
        """The columns that hold counts."""
        return [name for name in self.columns if isinstance(name, Count)]

    @property
    def rates(self) -> list[Rate]:
        """The columns that hold rates."""
        return [name for name in self.columns if isinstance(name, Rate)]

    @property
    def ratios(self) -> list[Ratio]:
        """The relations of the table that are rates."""
        ratios = (relation.ratio for relation in self.table.relations)
        return [ratio for ratio in ratios if ratio is not None]

    def ordinal(self, row: Row) -> int | None:
        """Return the number printed beside a row, or None."""
        text = self.form.ordinal_of(row)
        return int(text) if is_ordinal(text) else None

    def called(self, row: Row) -> str:
        """Return the ordinal that names a row, empty if another row bears it and the same name."""
        ordinal = self.form.ordinal_of(row)
        is_borne_again = self._bearers[ordinal, key(self.table.name_of(row))] > 1
        return "" if is_borne_again else ordinal

    @cached_property
    def _bearers(self) -> Counter[tuple[str, str]]:
        """How many rows bear each ordinal and name."""
        rows = self.table.rows
        return Counter((self.form.ordinal_of(row), key(self.table.name_of(row))) for row in rows)

    def counts_of(self, row: Row) -> tuple[Value, ...]:
        """Return all counts of a row."""
        flat = self.figures[row]
        return tuple(flat.get(name) for name in self.counts)

    @cached_property
    def repeated_rows(self) -> Sequence[Row]:
        """The rows that seem to stand twice: by their ordinal, their name or all their counts."""
        rows = list(self.table.rows)
        names = Counter(key(name) for name in map(self.table.name_of, rows) if name)
        counts = Counter(map(self.counts_of, rows))
        repeated: list[Row] = []
        for row in rows:
            figures = self.counts_of(row)
            is_equal = counts[figures] > 1 and len(set(figures)) > _LEAST_TELLING
            is_named_again = names[key(self.table.name_of(row))] > 1
            if is_equal or is_named_again or self.ordinal(row) in self.numbering.repeated:
                repeated.append(row)
        return repeated

    def value(self, place: Place) -> Value:
        """Return the figure at a place, None if it is blank."""
        return self.figures[place.row].get(place.field)

    def count(self, place: Place) -> int | None:
        """Return the count at a place, None if it states none."""
        value = self.value(place)
        return value if isinstance(value, int) else None

    def of_row(self, row: Row) -> Iterator[Case]:
        """Yield the cases whose subject stands in a row."""
        for name, cases in self.by_row.get(row, {}).items():
            for case in cases:
                if case.relation.subject == name:
                    yield case

    def about(self, place: Place) -> Iterator[Case]:
        """Yield the cases that speak of a cell."""
        cases = self.speaking_of(place)
        return filterfalse(self.withheld.__contains__, cases) if self.withheld else iter(cases)

    def affected(self, place: Place) -> Iterator[Case]:
        """Yield the cases about a cell, and the drops that may be of the rate printed in it."""
        yield from self.about(place)
        if isinstance(place.row, Part):
            for case in self.of_row(Part.HEADLINE):
                if place.field in case.relation.compared_rates and case not in self.withheld:
                    yield case

    def affected_by(self, edits: Iterable[Edit]) -> Iterator[Case]:
        """Yield the cases that edits may change, each once."""
        seen: set[tuple[Row, Relation]] = set()
        for edit in edits:
            for case in self.affected(edit.place):
                key = (case.row, case.relation)
                if key not in seen:
                    seen.add(key)
                    yield case

    def totals(self, place: Place) -> list[Case]:
        """Return the sums of the annex that count a cell."""
        totals: list[Case] = []
        for case in self.about(place):
            adds_up = case.relation.adds_rows and case.row is not Part.HEADLINE
            if adds_up and case.row != place.row:
                totals.append(case)
        return totals

    def moving(self, place: Place) -> list[Place]:
        """Return a cell, and the totals that move with it."""
        return [place, *(total.subject for total in self.totals(place))]

    def fails(self, case: Case) -> bool:
        """Whether a case fails."""
        return self.verdict(case) is Verdict.FAILS

    def allowed(self, case: Case, place: Place) -> Interval:
        """Return the values of a cell under which a case holds, the other cells as they stand."""
        self.budget.spend()
        others = self._others(case, place)
        return intervals.allowed(case, self.figures, place, self.rounding, others)

    def _others(self, case: Case, place: Place) -> Mapping[Count, Term] | None:
        """Return the operands of a wide case without one cell, taken off the sum of all."""
        if len(case.over) <= 1:
            return None
        if place == case.subject:
            return self.operands(case)
        name, value = place.field, self.count(place)
        if value is None or not isinstance(name, Count):
            return None
        operands = self.operands(case)
        others = Term(operands[name].known - value, operands[name].missing)
        return {**operands, name: others}

    def sum_of(self, total: Case) -> int | None:
        """Return the sum that a total should be, None if a row states nothing."""
        (name,) = total.relation.operands
        return self.operands(total)[name].value

    def decimals(self, case: Case) -> tuple[int, bool]:
        """
        Return how many decimals a rate should print, and whether other rates print as many.

        It should keep the decimals that it prints, unless no other rate of the
        annex, or of its part of the text, has as many.
        """
        printed = self.value(case.subject)
        decimals = printed.places if isinstance(printed, Percent | Points) else _USUAL_DECIMALS
        part = None if in_annex(case.row) else case.row
        others = self.decimals_of(part) - Counter([decimals])
        if not others or decimals in others:
            return decimals, bool(others)
        return others.most_common(1)[0][0], True

    def leaves_rate_out(self, place: Place) -> bool:
        """Whether no rate is printed beside a count of the annex, though other rows print it."""
        for case in self.about(place):
            ratio = case.relation.ratio
            if ratio is not None and in_annex(case.row) and place.field in ratio.counts:
                return self.value(case.subject) is None and self.prints(ratio.rate)
        return False

    def is_broken_by(self, corrections: Iterable[Edit], derived: Iterable[Edit] = ()) -> bool:
        """Whether edits leave a contradiction, the figures aside that are computed anew."""
        computed = {edit.place for edit in derived}
        edits = (*corrections, *derived)
        after = edited(self.figures, edits)
        for case in self.affected_by(edits):
            if case.relation.is_hard and case.subject not in computed:
                self.budget.spend(steps_of(case))
                if is_error(case, after, self.rounding):
                    return True
        return False


def _speaking_of(
    by_row: Mapping[Row, Mapping[Field, Sequence[Case]]],
    wide: Mapping[Field, Sequence[Case]],
    place: Place,
) -> list[Case]:
    """Return the cases that speak of a cell: of its own row first."""
    beside: list[Case] = []
    for case in by_row.get(place.row, {}).get(place.field, ()):
        is_narrow = case.over == (case.row,)
        if is_narrow or speaks_of(case, place):
            beside.append(case)
    above = [case for case in wide.get(place.field, ()) if case.row != place.row]
    return [*beside, *(case for case in above if speaks_of(case, place))]


class _Answers(TypedDict):
    """The questions of a search, each with the answers that it was given before."""

    verdict: Callable[[Case], Verdict]
    reported: Callable[[Case], str | None]
    operands: Callable[[Case], Mapping[Count, Term]]
    ranking: Callable[[Comparison], Ranking]
    prints: Callable[[Rate], bool]
    decimals_of: Callable[[Row | None], Counter[int]]


def _answers(figures: Figures, rounding: Rounding) -> _Answers:
    """Return the questions that a search asks of some figures, none answered yet."""
    return _Answers(
        verdict=cache(partial(verdict_of, figures=figures, rounding=rounding)),
        reported=cache(partial(reported, figures=figures, rounding=rounding)),
        operands=cache(partial(terms, figures=figures)),
        ranking=cache(partial(Ranking.of, figures=figures)),
        prints=cache(partial(_prints, figures)),
        decimals_of=cache(partial(_decimals, figures)),
    )


def _prints(figures: Figures, rate: Rate) -> bool:
    """Whether the annex prints a rate anywhere."""
    annex = (flat for row, flat in figures.items() if in_annex(row))
    return any(flat.get(rate) is not None for flat in annex)


def _decimals(figures: Figures, part: Row | None) -> Counter[int]:
    """Return how often rates print each number of decimals, in a part of the text or the annex."""
    decimals = Counter[int]()
    for row, flat in figures.items():
        if (None if in_annex(row) else row) == part:
            for value in flat.values():
                if isinstance(value, Percent | Points):
                    decimals[value.places] += 1
    return decimals
