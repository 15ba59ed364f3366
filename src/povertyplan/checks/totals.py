"""PP1: totals and sub-totals."""

from collections.abc import Iterator

from povertyplan.arithmetic.cases import Term, terms
from povertyplan.arithmetic.verdicts import Verdict
from povertyplan.checks.evidence import NOTHING_OF_THE_KIND, NOTHING_STATED, Evidence, Gap
from povertyplan.checks.rule import Fact, rule
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Sentence
from povertyplan.model.fields import Count, Value
from povertyplan.model.places import Part, Place, is_total
from povertyplan.model.relations import Sum

_NO_TOTAL = (Sentence("the annex has no total row"), Sentence("the table has no total row"))
_NO_COLUMN = Sentence("the annex does not state the {field}")
_TOO_MANY = Sentence(
    "{where}: the {field} are printed as {printed}, but the rows add up to {sum}"
    " ({difference:abs} too many)"
)
_BLANK = Sentence("not every row states the {field}, or the total does not")


@rule(
    "PP101",
    Severity.ERROR,
    "{where}: the {field} are printed as {printed}, but the rows add up to {sum}"
    " ({difference:abs} too few)",
    topic=Topic.FIGURES,
)
def total_not_sum(evidence: Evidence) -> Iterator[Fact | Gap]:
    """
    A printed total or sub-total is not the sum over its rows.

    The difference is the printed figure minus the sum.  A total row is
    compared with the rows of the TDPs, never with sub-totals, so that nothing
    is added twice.  Where a row leaves the figure blank the sum is not known,
    and only a total below what the other rows state is wrong.

    ## Why it matters

    Districts and provinces add up the totals of their communes.  A total that
    its own rows do not support carries a slip upwards, where nobody can see it.

    ## Wrong

    Two rows of 2 poor households stand above a total of 5.

    >>> rows = [{"name": "Chợ", "poor_goal": 2}, {"name": "Ngò", "poor_goal": 2}]
    >>> print(*check(Plan.of(2024, rows, total={"poor_goal": 5})).findings)
    total row: the poor households of 2024 are printed as 5, but the rows add up to 4 (1 too many)

    ## Right

    The total is 4.

    >>> check(Plan.of(2024, rows, total={"poor_goal": 4})).findings
    ()

    ## How to repair

    Compare each row with the list of its households.  If the rows are right, add the column up
    again, by a formula over all of them; else correct the row, and compute its rate and the
    total anew.

    ## Source

    The review forms of Circular 07/2021/TT-BLĐTBXH, whose total row is the sum
    of the units above it.
    """
    if not any(isinstance(relation, Sum) for relation in evidence.table.relations):
        yield NOTHING_OF_THE_KIND
        return
    results = evidence.of_kind(Sum, rows=is_total)
    if all(result.verdict is Verdict.UNKNOWN for result in results):
        yield Gap(None, evidence.in_words(*(NOTHING_STATED if results else _NO_TOTAL)))
    unknown: set[Count] = set()
    for result in results:
        case, count = result.case, result.relation.count
        place = case.subject
        if result.verdict is Verdict.FAILS:
            (term,) = terms(case, evidence.figures).values()
            yield _wrong_total(place, evidence.printed(place), term)
        elif result.verdict is Verdict.UNKNOWN and count not in unknown:
            unknown.add(count)
            reason = _reason(evidence, count)
            if reason is not None:
                yield Gap(Place(Part.TOTAL, count), reason)


def _reason(evidence: Evidence, count: Count) -> Sentence | None:
    """Return why a column is not added up, or None if the table may lack it."""
    if evidence.states(count):
        return _BLANK
    return _NO_COLUMN if evidence.is_told_to_lack(count) else None


def _wrong_total(place: Place, printed: Value, term: Term) -> Fact:
    total = printed if isinstance(printed, int) else 0
    difference = total - term.known
    return Fact(
        place,
        printed=total,
        expected=term.value,
        terms=(("sum", term.known), ("difference", difference)),
        says=_TOO_MANY if difference > 0 else None,
    )
