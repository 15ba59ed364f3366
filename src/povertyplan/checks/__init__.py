"""The checks of a plan, and `check`, which applies them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from povertyplan.arguments.expected import Number
from povertyplan.arguments.strict import strict
from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.verdicts import Verdict
from povertyplan.checks.commitments import commitment_out_of_range
from povertyplan.checks.comparable import time_differs, units_differ
from povertyplan.checks.coverage import (
    coverage_above_all,
    coverage_not_full,
    coverage_rate_not_quotient,
)
from povertyplan.checks.document import (
    annex_cites_another,
    number_or_date_blank,
    title_of_another_year,
)
from povertyplan.checks.evidence import Evidence, Gap, Result
from povertyplan.checks.exits_helped import exits_without_helper
from povertyplan.checks.flows import flow_not_closed, flow_unexplained, forms_disagree
from povertyplan.checks.form import column_numbers_broken, rows_not_told_apart, zero_in_two_ways
from povertyplan.checks.further import further_column_differs
from povertyplan.checks.headline import (
    headline_count_differs,
    headline_drop_differs,
    headline_drop_of_rounded,
    headline_rate_differs,
)
from povertyplan.checks.labour import (
    exports_exceed_jobs,
    labour_exceeds_people,
    labour_rows_differ,
    trained_rate_not_quotient,
)
from povertyplan.checks.next_plan import base_not_result
from povertyplan.checks.others import (
    Commitments,
    Document,
    OtherDocument,
    Quotas,
    other_of,
    table_of,
)
from povertyplan.checks.quotas import plan_below_quota
from povertyplan.checks.rates import rate_left_out, rate_not_quotient, rate_without_households
from povertyplan.checks.registers import exits_exceed_able, register_not_base
from povertyplan.checks.reports import cumulative_falls, start_not_base
from povertyplan.checks.restated import target_stated_twice
from povertyplan.checks.rows import (
    goal_above_base,
    household_size_odd,
    households_jump,
    poor_exceed_households,
)
from povertyplan.checks.rule import Applied, Check, Fact, Facts, rule
from povertyplan.checks.selection import Selection, patterns
from povertyplan.checks.shown_values import rate_rounded_by_format, value_not_of_its_formula
from povertyplan.checks.totals import total_not_sum
from povertyplan.checks.unjudged import household_not_judged
from povertyplan.checks.unreadable import figure_unreadable
from povertyplan.checks.workbook import (
    figure_typed_over,
    formula_unlike_its_column,
    sum_of_other_cells,
    text_left_out_of_sum,
)
from povertyplan.findings import Finding, Report, Topic
from povertyplan.model.fields import Count
from povertyplan.model.places import Place
from povertyplan.model.reach import Rounding
from povertyplan.model.tabular import Tabular
from povertyplan.reading import Form, Reading, Review, Source, TableReading
from povertyplan.year import Commitment

__all__ = [
    "CHECKS",
    "RETIRED",
    "Case",
    "Check",
    "Commitments",
    "Document",
    "Evidence",
    "Fact",
    "Facts",
    "Gap",
    "OtherDocument",
    "Quotas",
    "Result",
    "Verdict",
    "check",
    "rule",
]

#: Every check of this library, in the order of their codes.
CHECKS: tuple[Check, ...] = (
    total_not_sum,
    rate_not_quotient,
    rate_without_households,
    rate_left_out,
    headline_count_differs,
    headline_rate_differs,
    headline_drop_differs,
    headline_drop_of_rounded,
    poor_exceed_households,
    goal_above_base,
    households_jump,
    household_size_odd,
    further_column_differs,
    target_stated_twice,
    trained_rate_not_quotient,
    labour_exceeds_people,
    labour_rows_differ,
    exports_exceed_jobs,
    zero_in_two_ways,
    column_numbers_broken,
    annex_cites_another,
    number_or_date_blank,
    rows_not_told_apart,
    figure_unreadable,
    title_of_another_year,
    formula_unlike_its_column,
    sum_of_other_cells,
    figure_typed_over,
    value_not_of_its_formula,
    text_left_out_of_sum,
    rate_rounded_by_format,
    flow_not_closed,
    flow_unexplained,
    forms_disagree,
    start_not_base,
    cumulative_falls,
    units_differ,
    time_differs,
    plan_below_quota,
    exits_exceed_able,
    register_not_base,
    household_not_judged,
    commitment_out_of_range,
    exits_without_helper,
    coverage_above_all,
    coverage_not_full,
    coverage_rate_not_quotient,
    base_not_result,
)
#: Codes that were given up and are never used again, each with its reason.
RETIRED: dict[str, str] = {}


@strict
def check(  # noqa: PLR0913  # what is checked, and one keyword for each choice
    checked: Document,
    /,
    *,
    select: str | Iterable[str] | None = None,
    ignore: str | Iterable[str] | None = None,
    checks: Sequence[Check] = CHECKS,
    rounding: Rounding | None = None,
    against: Document | Review | Mapping[Count, Number] | Iterable[Commitment] | None = None,
) -> Report:
    """
    Check a plan or another table, or a reading of one, and report every contradiction.

    *select* and *ignore* take codes (``PP201``), beginnings of codes (``PP2``)
    and, to accept one finding, ``CODE@ROW`` (``PP307@8``, ``PP201@total``), one or
    several; an unknown code is a `ValueError`.  A row is called as messages call it:
    by the ordinal printed beside it, else by its number; `Report.unmatched` has the words
    for rows that the table does not have.  *rounding* is the rule by
    which the annex was rounded: the rule of the reading, else half up.  The checks
    of form (``PP5``) need a reading.

    *against* is what the table is compared with.  Findings stand in the table; they cite the
    file and the cell of the other document where its reading knows them.

    - A table of the year: its plan, an earlier report of the year, or the other form of flow.
    - A plan: the quotas that were handed down, ``{Count.POOR_DROP: 40}``, the register of the
      review that it starts from, the result of that review, the plan of the year before, or what
      bodies have promised, a list of `Commitment`.
    - A register: what bodies have promised.

    A quota of a figure that no plan sets as a target is a `ValueError`, and so are two
    commitments of one body to the same.

    >>> total = {"households_goal": 3924, "poor_goal": 54, "poor_goal_rate": "1.39"}
    >>> report = check(Plan.of(2024, [], total=total))
    >>> print(*report.errors)
    total row: the poor rate of 2024 is printed as 1.39%, but 54 of 3,924 is 1.38%
    >>> check(Plan.of(2024, [], total=total), ignore=["PP201@total"]).findings
    ()
    """
    document = checked if isinstance(checked, Reading | TableReading) else None
    table = table_of(checked)
    other = None if against is None else other_of(against)
    rule_of_annex = rounding or (document.rounding if document else Rounding.HALF_UP)
    form = document.form if document else Form()
    wanted = None if select is None else patterns(select, checks)
    unwanted = patterns(ignore or (), checks)
    selection = Selection.of(wanted, unwanted, table, form)
    evidence = Evidence.of(table, document, rule_of_annex, other)
    applying = [listed for listed in checks if selection.applies(listed.code)]
    applied = [(listed, listed.applied(evidence)) for listed in applying]
    reported = chain.from_iterable(result.findings for _, result in applied)
    findings = sorted(filter(selection.reports, reported))
    if document is not None:
        findings = list(_once_per_cell(findings, document))
    skipped = tuple(chain.from_iterable(result.skipped for _, result in applied))
    ran = tuple(listed.code for listed, result in applied if result.ran)
    return Report(tuple(findings), skipped, ran, selection.unmatched, _compared(applied))


def _compared(applied: Sequence[tuple[Check, Applied]]) -> bool:
    """
    Return whether any figures were compared.

    Where checks of figures could compare nothing, others alone do not pass for a comparison.
    """
    of_figures = [result for listed, result in applied if listed.topic is Topic.FIGURES]
    if any(result.ran for result in of_figures):
        return True
    has_gaps = any(result.skipped for result in of_figures)
    return not has_gaps and any(result.ran for _, result in applied)


def _once_per_cell(
    findings: Iterable[Finding], document: Reading | TableReading[Tabular]
) -> Iterator[Finding]:
    """Leave out a finding that repeats in its cell, where one column serves both years."""
    seen: set[tuple[str, Source | Place]] = set()
    for finding in findings:
        cell = (finding.code, document.source(finding) or finding.place)
        if cell not in seen:
            seen.add(cell)
            yield finding
