"""What checks look at: a table, the verdicts of its cases, and what it is compared with."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from attrs import field, frozen

from povertyplan.arguments.strict import strict, strict_fields, unheld
from povertyplan.arithmetic.cases import Case, UnreadCells, cases_of
from povertyplan.arithmetic.codes import code_of
from povertyplan.arithmetic.verdicts import Verdict, verdict_of
from povertyplan.checks.formula_cells import FormulaCells
from povertyplan.checks.others import Other
from povertyplan.messages import Sentence
from povertyplan.model.fields import ANNEX, Field, Value, period
from povertyplan.model.places import Figures, Place, Row
from povertyplan.model.plan import Plan
from povertyplan.model.reach import Rounding
from povertyplan.model.relations import Relation
from povertyplan.model.tabular import Tabular
from povertyplan.reading import Form, Notice, Reading, TableReading

#: Why a check of the arithmetic could not judge anything: of a plan, and of another table.
NOTHING_STATED = (
    Sentence("the annex states no figures to compare"),
    Sentence("the table states no figures to compare"),
)

K = TypeVar("K", bound=Relation)


@frozen(field_transformer=strict_fields)
class Gap:
    """
    A column that a check could not judge, and why.

    >>> from povertyplan.checks import Gap
    >>> from povertyplan.messages import Sentence
    >>> gap = Gap(Place(1, "poor_goal"), Sentence("no {field} is stated"))
    >>> gap.place.row
    1
    """

    place: Place | None  #: the first figure of the column, None where the whole table is meant
    #: why; None where the table has nothing of what the check is about, and nobody is told
    reason: Sentence | None
    #: the figures that are not stated, which the reason shows as ``{fields}``
    fields: tuple[Field, ...] = ()
    units: tuple[str, ...] = ()  #: the names of units, which the reason shows as ``{units}``


#: What a check yields that has nothing to compare, where that needs no telling.
NOTHING_OF_THE_KIND = Gap(None, None)


@frozen(field_transformer=strict_fields)
class Result(Generic[K]):
    """
    A case of a table, its relation, and the verdict of its figures.

    >>> from povertyplan.checks import Fact, rule
    >>> from povertyplan.model.relations import Sum
    >>> from povertyplan.model.relations import Sum
    >>> @rule("XX102", Severity.NOTE, "{where}: {field} is not a sum")
    ... def fails(evidence):
    ...     for result in evidence.of_kind(Sum, rows=lambda row: row is Part.TOTAL):
    ...         if result.verdict == "fails":
    ...             yield Fact(result.case.subject)
    >>> plan = Plan.of(2024, [{"poor_goal": 2}], total={"poor_goal": 3})
    >>> print(*check(plan, checks=[fails]).findings)
    total row: poor households of 2024 is not a sum
    """

    relation: K  #: what the table claims
    case: Case  #: the rows in which it claims it
    verdict: Verdict  #: whether the claim holds
    #: False for a case about a cell that could not be read: its verdict is unknown, whatever the
    #: other cells say
    is_read: bool = True


#: Makes the results of the cases of a table.
_result = unheld(Result)


@frozen(field_transformer=strict_fields)
class Evidence:
    """
    The table that is checked, its flat figures, and the verdict of every case.

    >>> from povertyplan.checks import Fact, rule
    >>> from povertyplan.model.relations import Ratio, Sum
    >>> @rule("XX103", Severity.NOTE, "{where}: {field} does not follow")
    ... def fails(evidence):
    ...     rates = evidence.of_kind(Ratio, rows=lambda row: row is Part.TOTAL)
    ...     sums = evidence.under("PP101", Sum) if evidence.states(Count.POOR_GOAL) else ()
    ...     for result in (*rates, *sums):
    ...         if result.verdict == "fails":
    ...             yield Fact(result.case.subject)
    >>> plan = Plan.of(2024, [{"poor_goal": 2}], total={"poor_goal": 3})
    >>> print(*check(plan, checks=[fails]).findings)
    total row: poor households of 2024 does not follow
    """

    table: Tabular  #: what `check` was given, or what a reading is of
    reading: Reading | None  #: how a plan was read, None where a bare table is checked
    form: Form | None  #: how the document wrote its figures, None where a bare table is checked
    notices: tuple[Notice, ...]  #: what was assumed while the document was read
    other: Other | None  #: what the table is compared with, None where nothing was given
    rounding: Rounding  #: the rule by which the rates of the annex were rounded
    figures: Figures = field(hash=False)  #: every row and part of the table, by flat names
    # Any, for each list holds the results of the kind that it stands under.
    #: the verdicts by the kind of their relation: `of_kind` and `under` pick them out
    results: Mapping[type[object], Sequence[Result[Any]]] = field(hash=False)

    @classmethod
    @strict
    def of(
        cls,
        table: Tabular,
        document: Reading | TableReading[Tabular] | None,
        rounding: Rounding,
        other: Other | None = None,
    ) -> "Evidence":
        """Evaluate every case of a table once, for all checks."""
        figures = table.figures()
        unread = UnreadCells.of(document.unread if document else ())
        results: dict[type[object], list[Result[Any]]] = defaultdict(list)
        for case in cases_of(table):
            is_read = not unread.rows or not unread.take_part_in(case)
            verdict = verdict_of(case, figures, rounding) if is_read else Verdict.UNKNOWN
            results[type(case.relation)].append(_result(case.relation, case, verdict, is_read))
        reading = document if isinstance(document, Reading) else None
        form = document.form if document else None
        notices = document.notices if document else ()
        return _evidence(table, reading, form, notices, other, rounding, figures, results)

    @cached_property
    def sheets(self) -> tuple[FormulaCells, ...]:
        """The cells of each sheet of a workbook that holds a part of the annex."""
        return FormulaCells.of_sheets(self.reading, self.figures) if self.reading else ()

    @property
    def plan(self) -> Plan:
        """
        The table, where it is a plan.

        Raises `TypeError` for a table of another kind.
        """
        if isinstance(self.table, Plan):
            return self.table
        raise TypeError(f"this check needs a Plan, got a {type(self.table).__name__}")

    @property
    def is_of_plan(self) -> bool:
        """Whether the table is a plan."""
        return isinstance(self.table, Plan)

    @strict
    def in_words(self, of_plan: Sentence, of_table: Sentence) -> Sentence:
        """Return the sentence about the table in its wording for plans, or for other tables."""
        return of_plan if self.is_of_plan else of_table

    @property
    def sets_goals(self) -> bool:
        """Whether the table is a plan with goals, not the result of a review."""
        return self.is_of_plan and not (self.form is not None and self.form.reviewed)

    @strict
    def unjudged(self, claims: Sequence[object], reason: Sentence) -> "Gap":
        """
        Return the gap of a check that cannot judge any of the *claims* of the table.

        Every plan is told why.  Another table, and the result of a review, is told nothing about
        claims that it does not make.
        """
        return Gap(None, reason) if claims or self.sets_goals else NOTHING_OF_THE_KIND

    @strict
    def of_kind(self, kind: type[K], rows: Callable[[Row], bool]) -> list[Result[K]]:
        """Return the results for one kind of relation in some rows."""
        return [result for result in self.results.get(kind, ()) if rows(result.case.row)]

    @cached_property
    def _by_code(self) -> Mapping[tuple[str, type[object]], Sequence[Result[Any]]]:
        """The results by the code under which each is reported if it fails, and by kind."""
        by_code: dict[tuple[str, type[object]], list[Result[Any]]] = defaultdict(list)
        for kind, of_kind in self.results.items():
            for result in of_kind:
                by_code[code_of(result.case), kind].append(result)
        return by_code

    @strict
    def under(self, code: str, kind: type[K]) -> list[Result[K]]:
        """Return the results of a kind of relation that are reported under a code if they fail."""
        return [*self._by_code.get((code, kind), ())]

    @strict
    def printed(self, place: Place) -> Value:
        """
        Return the figure that the table states at a place, or None for a blank.

        >>> from povertyplan.checks import Evidence
        >>> plan = Plan.of(2024, [{"poor_goal": 2}])
        >>> Evidence.of(plan, None, Rounding.HALF_UP).printed(Place(1, "poor_goal"))
        2
        """
        return self.figures[place.row].get(place.field)

    @strict
    def states(self, field: Field, rows: Iterable[Row] | None = None) -> bool:
        """Whether any of some rows, of all unless said otherwise, states a figure."""
        searched = self.figures if rows is None else rows
        return any(self.figures[row].get(field) is not None for row in searched)

    @strict
    def is_told_to_lack(self, column: Field) -> bool:
        """
        Whether the table is told that it lacks a column.

        A plan may have every column, the result of a review those of its years; other tables have
        the columns of their form.
        """
        if not self.is_of_plan or self.sets_goals:
            return self.is_of_plan
        return any(self.states(other) for other in ANNEX if period(other) is period(column))


#: Makes the evidence of a table, whose figures the table holds.
_evidence = unheld(Evidence)
