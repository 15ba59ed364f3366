"""What a check is: a rule with a code, its sentence, and the facts that break it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from inspect import cleandoc
from typing import Any, Generic, TypeAlias, TypeVar

from attrs import frozen

from povertyplan.arithmetic.cases import Case, cases_of
from povertyplan.arithmetic.verdicts import Verdict, verdict_of
from povertyplan.findings import Finding, Severity, Skipped
from povertyplan.messages import Said, Sentence
from povertyplan.model.fields import Field, Value
from povertyplan.model.percent import Rounding
from povertyplan.model.places import Figures, Place, Row
from povertyplan.model.plan import Plan
from povertyplan.model.relations import Relation
from povertyplan.reading import Reading

K = TypeVar("K", bound=Relation)


@frozen
class Result(Generic[K]):
    """A case of a plan, the relation that it is one of, and what its figures say of it."""

    relation: K
    case: Case
    verdict: Verdict


@frozen
class Evidence:
    """
    What a check looks at: the plan, its flat figures, the verdict of every case.

    *reading* is None where a bare plan is checked.
    """

    plan: Plan
    reading: Reading | None
    rounding: Rounding
    figures: Figures
    # Any, for each list holds the results of the kind that it stands under.
    results: Mapping[type[object], Sequence[Result[Any]]]

    @classmethod
    def of(cls, plan: Plan, reading: Reading | None, rounding: Rounding) -> "Evidence":
        """Evaluate every case of a plan once, for all checks."""
        figures = plan.figures()
        results: dict[type[object], list[Result[Any]]] = defaultdict(list)
        for case in cases_of(plan):
            verdict = verdict_of(case, figures, rounding)
            results[type(case.relation)].append(Result(case.relation, case, verdict))
        return cls(plan, reading, rounding, figures, results)

    def of_kind(self, kind: type[K], rows: Callable[[Row], bool]) -> list[Result[K]]:
        """Return the results for one kind of relation in some rows."""
        return [result for result in self.results.get(kind, ()) if rows(result.case.row)]

    def printed(self, place: Place) -> Value:
        """Return the figure at a place, None where none is stated."""
        return self.figures[place.row].get(place.field)

    def states(self, name: Field, rows: Iterable[Row] | None = None) -> bool:
        """Whether any of some rows, of all unless said otherwise, states a figure."""
        chosen = self.figures if rows is None else rows
        return any(self.figures[row].get(name) is not None for row in chosen)

    def year(self, field: Field) -> int | None:
        """Return the year of a figure."""
        return self.plan.year_of(field)

    def unit(self, row: Row) -> str:
        """Return the name of a row's unit, of a section its label, else nothing."""
        return self.plan.name_of(row)


@frozen
class Fact:
    """What a check found at a place; *terms* are the values of its sentence."""

    place: Place
    printed: Said = None
    expected: Said = None
    terms: tuple[tuple[str, Said], ...] = ()


@frozen
class Gap:
    """What a check could not look at: a column, or anything at all (*place* None), and why."""

    place: Place | None
    reason: Sentence


Facts: TypeAlias = Callable[[Evidence], Iterator[Fact | Gap]]


@frozen
class Check:
    """
    A rule of a plan, named after what breaks it.

    Pure: the same evidence gives the same facts.
    """

    code: str
    name: str
    severity: Severity
    says: Sentence
    doc: str
    facts: Facts

    def findings(self, evidence: Evidence) -> Iterator[Finding | Skipped]:
        """Apply the check."""
        for fact in self.facts(evidence):
            place = fact.place
            year = None if place is None else evidence.year(place.field)
            if isinstance(fact, Gap):
                yield Skipped(self.code, place, fact.reason, year)
            else:
                yield Finding(
                    self.code,
                    self.name,
                    self.severity,
                    fact.place,
                    self.says,
                    fact.printed,
                    fact.expected,
                    fact.terms,
                    evidence.unit(fact.place.row),
                    year,
                )


def rule(code: str, severity: Severity, en: str, vi: str = "") -> Callable[[Facts], Check]:
    """
    Make a check of a function from `Evidence` to facts and gaps.

    The function's name is the name of the check, its docstring the page.  The
    English sentence may use ``{where}``, ``{field}``, ``{printed}``,
    ``{expected}`` and the names of the terms.  *vi* is the Vietnamese one; the
    checks of this library have theirs in the catalogue.

    >>> @rule("XX101", Severity.WARNING, "{where}: no one is poor", "{where}: không có hộ nghèo")
    ... def nobody_poor(evidence):
    ...     '''A TDP without a single poor household.'''
    ...     for row, target in enumerate(evidence.plan.targets, 1):
    ...         if target.base.poor.count == 0:
    ...             yield Fact(Place(row, "poor_base"), printed=0)
    >>> nobody_poor.code, nobody_poor.name
    ('XX101', 'nobody_poor')
    """

    def made(facts: Facts) -> Check:
        return Check(
            code, facts.__name__, severity, Sentence(en, vi), cleandoc(facts.__doc__ or ""), facts
        )

    return made
