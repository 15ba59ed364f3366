"""A check: a rule with a code, its sentence, and the facts that break it."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from importlib import import_module
from inspect import cleandoc
from typing import Any, SupportsIndex, TypeAlias, TypeVar

from attrs import evolve, frozen

from povertyplan.arguments.expected import expected_of
from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.arithmetic.verdicts import Verdict
from povertyplan.checks.evidence import NOTHING_OF_THE_KIND, Evidence, Gap, Result
from povertyplan.findings import Finding, Severity, Skipped, Topic
from povertyplan.messages import Said, Sentence, translated
from povertyplan.model.places import Place
from povertyplan.model.relations import Relation
from povertyplan.model.tabular import Tabular
from povertyplan.reading import Form, Reading

#: A finding about a figure that another document states, too.
_CITING = Sentence("{clauses} (see {cites})")

K = TypeVar("K", bound=Relation)
T = TypeVar("T")


@frozen(field_transformer=strict_fields)
class Fact:
    """
    A contradiction or oddity, as a check finds it.

    >>> from povertyplan.checks import Fact
    >>> Fact(Place(1, "poor_goal"), printed=5, expected=4).expected
    4
    """

    place: Place  #: the figure that it is about
    printed: Said = None  #: the figure that ``{printed}`` shows, None for a blank
    expected: Said = None  #: the figure that ``{expected}`` shows
    #: the values of its sentence, by the names of their placeholders
    terms: tuple[tuple[str, Said], ...] = ()
    #: a sentence in place of the check's own, where its cases are said differently
    says: Sentence | None = None
    clauses: tuple[Sentence, ...] = ()  #: what stands in its sentence in place of ``{clauses}``
    #: the file and the cell of another document, for a figure that is compared with it
    cites: str = ""
    severity: Severity | None = None  #: in place of the check's own, for a case that is less grave


#: What a check is made of: it yields facts, and gaps for what it cannot judge.
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

    >>> from povertyplan.checks import CHECKS
    >>> CHECKS[0], CHECKS[0].title("vi")
    (<Check PP101 error: total-not-sum>, 'Dòng tổng không bằng tổng các dòng')
    """

    code: str  #: the code of its findings, such as ``PP201``
    name: str  #: the name of the error that it finds, such as ``rate-not-quotient``
    severity: Severity  #: how much its findings weigh
    says: Sentence  #: the sentence of its findings
    doc: str  #: its page, as text
    facts: Facts  #: the function that finds: the same evidence gives the same facts
    topic: Topic = Topic.DOCUMENT  #: what it looks at

    def __repr__(self) -> str:
        """Return the code, the severity and the name."""
        return f"<Check {self.code} {self.severity}: {self.name}>"

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[Any, ...]:
        """Pickle a check by its name, for the rule has the name of its function."""
        module, name = self.facts.__module__, self.facts.__qualname__
        if getattr(sys.modules.get(module), name, None) is self:
            return _named, (module, name)
        return super().__reduce_ex__(protocol)

    @strict
    def title(self, lang: str) -> str:
        """
        Return the first line of the docstring of the check, which says what is wrong.

        Without a docstring its name is all that is known.
        """
        first_line = self.doc.partition("\n")[0].removesuffix(".")
        return translated(first_line or self.name, lang)

    @strict
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
            fact.severity or self.severity,
            fact.place,
            says,
            fact.printed,
            fact.expected,
            terms,
            evidence.table.name_of(row),
            evidence.table.year_of(fact.place.field),
            form.ordinal_of(row),
            self.topic,
        )

    def _skipped(self, gap: Gap, reason: Sentence, table: Tabular) -> Skipped:
        """Return a gap with the year of its figures."""
        fields = gap.fields if gap.place is None else (gap.place.field,)
        years = [year for year in map(table.year_of, fields) if year is not None]
        year = years[0] if years else None
        return Skipped(self.code, gap.place, reason, year, gap.fields, gap.units)


def _named(module: str, name: str) -> Check:
    """Return the check that a module has under a name."""
    check: Check = getattr(import_module(module), name)
    return check


@strict
def rule(
    code: str, severity: Severity, en: str, vi: str = "", *, topic: Topic = Topic.DOCUMENT
) -> Callable[[Facts], Check]:
    """
    Make a check of a function from `Evidence` to facts and gaps.

    The function's name, with hyphens, is the name of the check, its docstring the page.  The
    English sentence may use ``{where}``, ``{field}``, ``{printed}``,
    ``{expected}`` and the names of the terms.  *vi* is the Vietnamese one; the
    checks of this library have theirs in the catalogue.  *topic* is what the check looks at:
    where one that compares figures ran, `Report.compared` is true.

    >>> @rule("XX101", Severity.NOTE, "{where}: 0 poor", "{where}: không có hộ nghèo")
    ... def nobody_poor(evidence):
    ...     '''A TDP without a single poor household.'''
    ...     for row, target in enumerate(evidence.plan.targets, 1):
    ...         if target.base.poor.count == 0:
    ...             yield Fact(Place(row, "poor_base"), printed=0)
    >>> nobody_poor.code, nobody_poor.name
    ('XX101', 'nobody-poor')
    """

    def made(facts: Facts) -> Check:
        expected_of(Facts).take(facts, f"rule({code!r}): facts")
        name, doc = facts.__name__.replace("_", "-"), cleandoc(facts.__doc__ or "")
        return Check(code, name, severity, Sentence(en, vi), doc, facts, topic)

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
