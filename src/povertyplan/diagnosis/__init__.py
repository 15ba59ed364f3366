"""Name the slip behind a contradiction, prove it, and propose the smallest repair."""

from typing import TypeVar, cast

from povertyplan.arguments.expected import Number
from povertyplan.arguments.strict import strict
from povertyplan.arithmetic.causes import Cause
from povertyplan.checks import check
from povertyplan.diagnosis.changes import Change, Cited, ExtraRow, MissingCount, MissingRow
from povertyplan.diagnosis.contradictions import Contradiction, Diagnoses
from povertyplan.diagnosis.diagnosis import Diagnosis
from povertyplan.findings import Report
from povertyplan.model.plan import Plan
from povertyplan.model.reach import Rounding
from povertyplan.model.tabular import Tabular
from povertyplan.reading import Form, Reading, TableReading

__all__ = [
    "Cause",
    "Change",
    "Cited",
    "Contradiction",
    "Diagnoses",
    "Diagnosis",
    "ExtraRow",
    "MissingCount",
    "MissingRow",
    "diagnose",
    "repaired",
]

_Table = TypeVar("_Table", bound=Plan | Reading | TableReading[Tabular] | Tabular)
#: The steps that a search may take.
LIMIT = 20_000


@strict
def diagnose(
    diagnosed: Plan | Reading | TableReading[Tabular] | Tabular,
    /,
    report: Report | None = None,
    *,
    limit: Number = LIMIT,
) -> Diagnoses:
    """
    Return the likeliest explanations of the findings of a report, best first.

    *diagnosed* is a plan or another table, or a reading of one.  *report* comes from `check`, which
    is called if none is given; only its findings are explained.  *limit* bounds the work, in
    steps: a case looked at, or fifty rows added up.  After it `Diagnoses.complete` is False,
    and no diagnosis is unique.

    >>> row = {"households_base": 217, "poor_base": 3, "poor_base_rate": "3.69"}
    >>> plan = Plan.of(2024, [row], total={"poor_base": 8})
    >>> best = diagnose(plan)[0]
    >>> print(best.text("vi"))
    dòng 1, số hộ nghèo năm 2023: 3 → 8: nhập sai một chữ số; không còn khả năng nào khác
    >>> best.cause, best.edits[0].proposed, best.unique
    (<Cause.WRONG_DIGIT: 'wrong-digit'>, 8, True)
    """
    from povertyplan.diagnosis.budget import Budget, made_within_budget
    from povertyplan.diagnosis.by_formula import FormulaProofs
    from povertyplan.diagnosis.index import CaseIndex
    from povertyplan.diagnosis.likelihood import Likelihood
    from povertyplan.diagnosis.ranked import diagnoses
    from povertyplan.diagnosis.restated import with_statements
    from povertyplan.diagnosis.search import Search
    from povertyplan.diagnosis.unreadable import UnreadableCells

    reading = diagnosed if isinstance(diagnosed, Reading) else None
    document = diagnosed if isinstance(diagnosed, Reading | TableReading) else None
    rounding = document.rounding if document else Rounding.HALF_UP
    explained = check(diagnosed) if report is None else report
    unread = document.unread if document else ()
    form = document.form if document else Form()
    budget = Budget(limit)
    index = CaseIndex.of(_table(diagnosed), rounding, budget, unread, form)
    proofs = None if reading is None else FormulaProofs.of(index, reading)
    search = Search(index, Likelihood.of(index), proofs)
    rivals = list(search.explain(explained))
    if form.unreadable:
        unreadable = UnreadableCells.of(index, form, budget)
        rivals += made_within_budget(unreadable.explain(explained))
    found = diagnoses(index, explained, rivals, complete=not budget.was_exceeded)
    return found if reading is None else with_statements(found, index, reading, explained)


def _table(diagnosed: Plan | Reading | TableReading[Tabular] | Tabular) -> Tabular:
    """Return the table of a reading, and any other table itself."""
    match diagnosed:
        case Reading():
            return diagnosed.plan
        case TableReading():
            return diagnosed.table
        case _:
            return diagnosed


@strict
def repaired(table: _Table, diagnosis: Diagnosis) -> _Table:
    """
    Return a plan, a reading of one, or another table, with a diagnosis applied.

    In a reading, an unreadable cell that gets a figure counts as read.  Where the text states a
    target several times, a plan holds the first statement only: the repair of another leaves the
    plan as it is.

    Raises `ValueError` if the table is another than the one that was diagnosed, or if the
    diagnosis asks to remove or to add a whole row, which people must do in the document.

    >>> plan = Plan.of(2024, [{"poor_goal": 2}, {"poor_goal": 3}], total={"poor_goal": 6})
    >>> check(repaired(plan, diagnose(plan)[0])).findings
    ()
    """
    if diagnosis.row is not None:
        raise ValueError(f"{diagnosis.cause}: take the row out of the document, or put it in")
    edits = [edit for edit in diagnosis.edits if edit.place.statement == 1]
    return cast("_Table", table.edited(edits))
