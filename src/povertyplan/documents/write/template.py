"""A workbook in which the plan of the next year is filled in, right by construction."""

import os
from collections.abc import Iterable, Sequence
from typing import Annotated

from attrs import evolve, frozen

from povertyplan.arguments.expected import Between
from povertyplan.arguments.strict import strict
from povertyplan.arithmetic.completion import completed
from povertyplan.documents.formats.endings import ending
from povertyplan.documents.write.open_plans import OpenFigures, open_workbook
from povertyplan.documents.write.target import write_file
from povertyplan.messages import WriteError, phrase
from povertyplan.model.document import DocumentInfo
from povertyplan.model.plan import Plan
from povertyplan.model.rows import HouseholdCensus, Section
from povertyplan.model.units import Unit
from povertyplan.reading import Review
from povertyplan.year.open_plan import open_plan

_ENDING = ".xlsx"
_KIND = "KẾ HOẠCH"


@strict
def template(
    source: Plan | Review | Iterable[str],
    path: str | os.PathLike[str],
    *,
    year: Annotated[int, Between(1900, 2099)],
) -> None:
    """
    Write an .xlsx in which the plan of *year* is filled in.

    *source* is the plan of the year before, whose goals become the base, or the result of a
    review, or nothing but the names of units.  The goals are open and marked; totals, rates and
    the sentences of the text are formulas, so that a template that is filled in has no figure
    that contradicts another.  Excel refuses a count that is no whole number or above the
    households, and marks a goal above its base in red.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     template(["Chợ", "Ngò"], f"{folder}/plan.xlsx", year=2025)
    ...     read(f"{folder}/plan.xlsx").plan
    <Plan 2025: 2 rows>

    Raises `ValueError` for a source without units, or one that is not of a year before *year*,
    and `WriteError` if the file cannot be written, or its name does not end in ``.xlsx``.
    """
    file = os.fspath(path)
    refuse_other_ending(file)
    last_year = LastYear.of(source, year)
    if not last_year.censuses:
        raise ValueError("template: source has no units")
    if last_year.year >= year:
        raise ValueError(f"template: year must be later than that of source, {last_year.year}")
    plan = completed(_plan_to_fill(last_year, year))
    write_file(file, open_workbook(plan, last_year.figures, file))


def refuse_other_ending(file: str) -> None:
    """Raise `WriteError` if the name of a template does not end as a workbook's."""
    if ending(file) != _ENDING:
        why = phrase("The name of the file must end in {endings}.", endings=_ENDING)
        raise WriteError(file, why)


def base_year(source: Plan | Review) -> int:
    """
    Return the year of the result that a template takes over.

    >>> base_year(Plan.of(2024, [{"name": "Chợ"}]))
    2024
    """
    return LastYear.of(source, source.year + 1).year


@frozen
class LastYear:
    """The facts that a template takes over: last results, and facts of the office's documents."""

    unit: Unit
    year: int
    censuses: Sequence[HouseholdCensus]
    sections: Sequence[Section]
    document: DocumentInfo
    figures: OpenFigures

    @classmethod
    def of(cls, source: Plan | Review | Iterable[str], year: int) -> "LastYear":
        """Take the goals of a plan, the result of a review, or the names of units alone."""
        match source:
            case Plan():
                return cls._of_plan(source, [target.goal for target in source.targets])
            case Review():
                return cls._of_plan(source.reading.plan, source.censuses)
            case names:
                plan = Plan.of(year - 1, [{"name": name} for name in names])
                return cls._of_plan(plan, [target.goal for target in plan.targets])

    @classmethod
    def _of_plan(cls, plan: Plan, censuses: Sequence[HouseholdCensus]) -> "LastYear":
        return cls(
            plan.unit,
            censuses[0].year if censuses else plan.year,
            censuses,
            plan.sections,
            plan.document,
            OpenFigures.of(plan),
        )


def _plan_to_fill(last_year: LastYear, year: int) -> Plan:
    """Return the plan of a year with last year's result as its base, and without goals."""
    last = last_year.document
    document = evolve(last, kind=last.kind or _KIND)
    return open_plan(last_year.unit, year, last_year.censuses, last_year.sections, document)
