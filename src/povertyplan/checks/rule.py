"""A check: a rule with a code, its sentence, and the facts that break it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, wraps
from inspect import cleandoc
from itertools import chain
from pathlib import PurePath
from typing import Any, Generic, TypeAlias, TypeVar

from attrs import evolve, field, frozen

from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.arithmetic.cases import Case, UnreadCells, cases_of
from povertyplan.arithmetic.codes import code_of
from povertyplan.arithmetic.verdicts import Verdict, verdict_of
from povertyplan.checks.formula_cells import FormulaCells
from povertyplan.findings import Finding, Severity, Skipped
from povertyplan.messages import Said, Sentence, translated
from povertyplan.model.fields import Field, Value
from povertyplan.model.places import Figures, Place, Row
from povertyplan.model.plan import Plan
from povertyplan.model.reach import Rounding
from povertyplan.model.relations import Relation
from povertyplan.model.tabular import Tabular
from povertyplan.reading import Form, Notice, Reading, Source, TableReading

#: Why a check of the arithmetic could not judge anything: of a plan, and of another table.
NOTHING_STATED = (
    Sentence("the annex states no figures to compare"),
    Sentence("the table states no figures to compare"),
)

#: A finding about a figure that another document states, too.
_CITING = Sentence("{clauses} (see {cites})")

K = TypeVar("K", bound=Relation)
T = TypeVar("T")


@frozen
class Result(Generic[K]):
    """
    A case of a table, its relation, and the verdict of its figures.

    *is_read* is False for a case about a cell that could not be read: its verdict is unknown,
    whatever the other cells say.
    """

    relation: K
    case: Case
    verdict: Verdict
    is_read: bool = True


@frozen
class OtherDocument:
    """Another document that a table is compared with, and where its figures stand."""

    table: Tabular
    sources: Mapping[Place, Source] = field(factory=dict[Place, Source])
    notices: tuple[Notice, ...] = ()

    @property
    def file(self) -> str:
        """The name of the document's file, empty where no source names one."""
        files = (source.file for source in self.sources.values())
        return PurePath(next(files, "")).name

    def cites(self, place: Place) -> str:
        """
        Return the file and the cell of a figure, as far as they are known.

        >>> source = Source("plan.csv", cell="C2")
        >>> other = OtherDocument(Plan.of(2024, []), {Place(1, "poor_base"): source})
        >>> other.cites(Place(1, "poor_base")), other.cites(Place(2, "poor_base"))
        ('plan.csv, C2', 'plan.csv')
        """
        source = self.sources.get(place, Source(self.file))
        cell = source.cell if source.sheet is None else f"{source.sheet}!{source.cell}"
        return ", ".join(filter(None, (PurePath(source.file).name, cell)))


@frozen
class Evidence:
    """
    The table that is checked, its flat figures, and the verdict of every case.

    *reading* is how a plan was read, *form* how the document of a plan or of another table
    wrote its figures; both are None where a bare table is checked. *notices* are what was
    assumed while the document was read. *other* is what the table is compared with, None
    without such a document. *figures* has every row and part by its flat names, *rounding* is
    the rule of the annex. *results* holds the verdicts by the kind of their relation: `of_kind`
    and `under` pick them out.
    """

    table: Tabular
    reading: Reading | None
    form: Form | None
    notices: tuple[Notice, ...]
    other: OtherDocument | None
    rounding: Rounding
    figures: Figures
    # Any, for each list holds the results of the kind that it stands under.
    results: Mapping[type[object], Sequence[Result[Any]]]

    @classmethod
    def of(
        cls,
        table: Tabular,
        document: Reading | TableReading[Tabular] | None,
        rounding: Rounding,
        other: OtherDocument | None = None,
    ) -> "Evidence":
        """Evaluate every case of a table once, for all checks."""
        figures = table.figures()
        unread = UnreadCells.of(document.unread if document else ())
        results: dict[type[object], list[Result[Any]]] = defaultdict(list)
        for case in cases_of(table):
            is_read = not unread.take_part_in(case)
            verdict = verdict_of(case, figures, rounding) if is_read else Verdict.UNKNOWN
            results[type(case.relation)].append(Result(case.relation, case, verdict, is_read))
        reading = document if isinstance(document, Reading) else None
        form = document.form if document else None
        notices = document.notices if document else ()
        return cls(table, reading, form, notices, other, rounding, figures, results)

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

    def in_words(self, of_plan: Sentence, of_table: Sentence) -> Sentence:
        """Return the sentence that is said of the table: of a plan, or of any other."""
        return of_plan if self.is_of_plan else of_table

    def unjudged(self, claims: Sequence[object], reason: Sentence) -> "Gap":
        """
        Return the gap of a check that can judge none of the *claims* of the table.

        Every plan is told why.  Another table is told nothing about claims that it does not make.
        """
        return Gap(None, reason) if claims or self.is_of_plan else NOTHING_OF_THE_KIND

    def of_kind(self, kind: type[K], rows: Callable[[Row], bool]) -> list[Result[K]]:
        """Return the results for one kind of relation in some rows."""
        return [result for result in self.results.get(kind, ()) if rows(result.case.row)]

    @cached_property
    def _by_code(self) -> Mapping[str, Sequence[Result[Any]]]:
        """The results by the code under which each is reported if it fails."""
        by_code: dict[str, list[Result[Any]]] = defaultdict(list)
        for result in chain.from_iterable(self.results.values()):
            by_code[code_of(result.case)].append(result)
        return by_code

    def under(self, code: str, kind: type[K]) -> list[Result[K]]:
        """Return the results of a kind of relation that are reported under a code if they fail."""
        results = self._by_code.get(code, ())
        return [result for result in results if isinstance(result.relation, kind)]

    def printed(self, place: Place) -> Value:
        """Return the figure that the table states at a place, None for a blank."""
        return self.figures[place.row].get(place.field)

    def states(self, field: Field, rows: Iterable[Row] | None = None) -> bool:
        """Whether any of some rows, of all unless said otherwise, states a figure."""
        searched = self.figures if rows is None else rows
        return any(self.figures[row].get(field) is not None for row in searched)


@frozen(field_transformer=strict_fields)
class Fact:
    """
    A contradiction or oddity at a place; *terms* are the values of its sentence.

    *printed* and *expected* are the figures that ``{printed}`` and ``{expected}`` show: a check
    gives them, for None stands for a blank.  *says* is a sentence in place of the check's own,
    where its cases are said differently; *clauses* stand in its place ``{clauses}``.  *cites* is
    the file and the cell of another document, for a figure that is compared with it.
    """

    place: Place
    printed: Said = None
    expected: Said = None
    terms: tuple[tuple[str, Said], ...] = ()
    says: Sentence | None = None
    clauses: tuple[Sentence, ...] = ()
    cites: str = ""


@frozen(field_transformer=strict_fields)
class Gap:
    """
    A column that a check could not judge, and why; without a *place*, all of the table.

    Without a *reason* the table has nothing of what the check is about, and nobody is told.
    *fields* are the figures that are not stated, *units* the names of units, if the reason names
    several.  A reason may use ``{field}``, the label of the figure at *place*, ``{fields}``, the
    labels of *fields*, and ``{units}``.
    """

    place: Place | None
    reason: Sentence | None
    fields: tuple[Field, ...] = ()
    units: tuple[str, ...] = ()


#: What a check yields that has nothing to compare, where that needs no telling.
NOTHING_OF_THE_KIND = Gap(None, None)

Facts: TypeAlias = Callable[[Evidence], Iterator[Fact | Gap]]


@frozen
class Applied:
    """What a check found in a table, what it could not judge, and whether it compared anything."""

    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...]
    ran: bool


@frozen(repr=False, field_transformer=strict_fields)
class Check:
    """
    A rule of a plan, named after the error that it finds.

    *says* is its sentence and *doc* its page; `title` gives the first line of the page in both
    languages.  *facts* is the function that finds: the same evidence gives the same facts.

    >>> from povertyplan.checks import CHECKS
    >>> CHECKS[0], CHECKS[0].title("vi")
    (<Check PP101 error: total-not-sum>, 'Dòng tổng không bằng tổng các dòng')
    """

    code: str
    name: str
    severity: Severity
    says: Sentence
    doc: str
    facts: Facts

    def __repr__(self) -> str:
        """Return the code, the severity and the name."""
        return f"<Check {self.code} {self.severity}: {self.name}>"

    @strict
    def title(self, lang: str) -> str:
        """
        Return what is wrong where the check finds something: the first line of its docstring.

        Without a docstring its name is all that is known.
        """
        first_line = self.doc.partition("\n")[0].removesuffix(".")
        return translated(first_line or self.name, lang)

    def applied(self, evidence: Evidence) -> Applied:
        """Apply the check."""
        findings: list[Finding] = []
        skipped: list[Skipped] = []
        compares = True
        for fact in self.facts(evidence):
            if isinstance(fact, Fact):
                findings.append(self._finding(fact, evidence))
                continue
            compares = compares and fact.place is not None
            if fact.reason is not None:
                skipped.append(self._skipped(fact, fact.reason, evidence.table))
        return Applied(tuple(findings), tuple(skipped), ran=compares or bool(findings))

    def _finding(self, fact: Fact, evidence: Evidence) -> Finding:
        form = evidence.form or Form()
        row, says = fact.place.row, fact.says or self.says
        says = evolve(says, clauses=fact.clauses) if fact.clauses else says
        terms = fact.terms
        if fact.cites:
            says, terms = evolve(_CITING, clauses=(says,)), (*terms, ("cites", fact.cites))
        return Finding(
            self.code,
            self.name,
            self.severity,
            fact.place,
            says,
            fact.printed,
            fact.expected,
            terms,
            evidence.table.name_of(row),
            evidence.table.year_of(fact.place.field),
            form.ordinal_of(row),
        )

    def _skipped(self, gap: Gap, reason: Sentence, table: Tabular) -> Skipped:
        """Return a gap with the year of its figures."""
        fields = gap.fields if gap.place is None else (gap.place.field,)
        years = [year for year in map(table.year_of, fields) if year is not None]
        year = years[0] if years else None
        return Skipped(self.code, gap.place, reason, year, gap.fields, gap.units)


@strict
def rule(code: str, severity: Severity, en: str, vi: str = "") -> Callable[[Facts], Check]:
    """
    Make a check of a function from `Evidence` to facts and gaps.

    The function's name, with hyphens, is the name of the check, its docstring the page.  The
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
    ('XX101', 'nobody-poor')
    """

    def made(facts: Facts) -> Check:
        name, doc = facts.__name__.replace("_", "-"), cleandoc(facts.__doc__ or "")
        return Check(code, name, severity, Sentence(en, vi), doc, facts)

    return made


def of_cases(
    broken: Callable[[Evidence], Iterable[Result[K] | Gap]],
) -> Callable[[Callable[[Evidence, Result[K]], Fact]], Facts]:
    """Make the facts of a check from the broken cases and the fact that each of them is."""

    def made(fact_of: Callable[[Evidence, Result[K]], Fact]) -> Facts:
        @wraps(fact_of)
        def facts(evidence: Evidence) -> Iterator[Fact | Gap]:
            for result in broken(evidence):
                yield result if isinstance(result, Gap) else fact_of(evidence, result)

        return facts

    return made


def broken_of(
    evidence: Evidence, results: Sequence[Result[K]], nothing: Sentence
) -> Iterator[Result[K] | Gap]:
    """Yield the results that fail, or a gap if no result could be judged."""
    if all(result.verdict is Verdict.UNKNOWN for result in results):
        claims = [result for result in results if evidence.printed(result.case.subject) is not None]
        yield evidence.unjudged(claims, nothing)
    yield from (result for result in results if result.verdict is Verdict.FAILS)


def failing(
    kind: type[K], code: str, nothing: Sentence
) -> Callable[[Evidence], Iterator[Result[K] | Gap]]:
    """Return a search for the failing cases of a kind that are reported under a code."""

    def broken(evidence: Evidence) -> Iterator[Result[K] | Gap]:
        yield from broken_of(evidence, evidence.under(code, kind), nothing)

    return broken


def of_reading(
    bare: Sentence, take: Callable[[Evidence, Reading], T | None]
) -> Callable[[Callable[[T], Iterator[Fact | Gap]]], Facts]:
    """
    Make the facts of a check of readings of plans, which says *bare* where there is only a plan.

    Other tables are told nothing.  *take* is what the check looks at: the reading, or something
    made of it, None where the reading has nothing of the kind.
    """

    def made(find: Callable[[T], Iterator[Fact | Gap]]) -> Facts:
        @wraps(find)
        def facts(evidence: Evidence) -> Iterator[Fact | Gap]:
            if evidence.reading is None:
                yield evidence.unjudged((), bare)
                return
            taken = take(evidence, evidence.reading)
            if taken is None:
                yield NOTHING_OF_THE_KIND
            else:
                yield from find(taken)

        return facts

    return made
