"""PP2: the rates of the annex."""

from collections.abc import Iterable, Iterator, Mapping

from povertyplan.arithmetic.cases import Term, terms
from povertyplan.arithmetic.codes import (
    RATE_NOT_QUOTIENT,
    RATE_WITHOUT_WHOLE,
    counts_some,
    lacks_whole,
    reported,
)
from povertyplan.arithmetic.verdicts import Verdict, expected
from povertyplan.checks.evidence import NOTHING_OF_THE_KIND, Evidence, Gap, Result
from povertyplan.checks.rule import Fact, rule
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Said, Sentence
from povertyplan.model.fields import Count, Rate
from povertyplan.model.places import Part, Place
from povertyplan.model.relations import Ratio

_NO_RATES = Sentence("the annex states no rates beside the figures that they are computed from")
_NO_COLUMN = Sentence("the annex does not state the {field}")
_NO_COUNT = Sentence("the {field} stands beside no count")
_NO_HOUSEHOLDS = Sentence("the annex has no households to compare the {field} with")


def fraction_terms(
    ratio: Ratio, operands: Mapping[Count, Term]
) -> tuple[tuple[str, Said], tuple[str, Said]]:
    """Return the count and the whole of a ratio, as the terms of a finding."""
    count = sum(operands[name].known for name in ratio.counts)
    return (("count", count), ("whole", operands[ratio.whole].known))


def _rates(evidence: Evidence) -> list[Result[Ratio]]:
    """Return the rates of the annex, without those about a cell that could not be read."""
    return [result for result in evidence.under(RATE_NOT_QUOTIENT, Ratio) if result.is_read]


def _operands(evidence: Evidence, rate: Result[Ratio]) -> Mapping[Count, Term]:
    """Return the counts and the whole of a rate."""
    return terms(rate.case, evidence.figures)


def _lacks_whole(evidence: Evidence, rate: Result[Ratio]) -> bool:
    """Whether a rate stands over no households."""
    return lacks_whole(rate.relation, _operands(evidence, rate), evidence.figures)


def _is_printed(evidence: Evidence, rate: Result[Ratio]) -> bool:
    """Whether the annex prints a rate, be it right or wrong."""
    return evidence.figures[rate.case.row].get(rate.relation.rate) is not None


@rule(
    "PP201",
    Severity.ERROR,
    "{where}: the {field} is printed as {printed}, but {count} of {whole} is {expected}",
    topic=Topic.FIGURES,
)
def rate_not_quotient(evidence: Evidence) -> Iterator[Fact | Gap]:
    """
    A printed rate is not its count over its households.

    Both are of the same year.  The quotient is exact and is rounded by the
    rule of the table (half up unless the reading shows another), at as many
    places as the rate prints: 3 of 160 is 1.875 % and may be printed 1.88 or
    1.9, not 1.87.

    ## Why it matters

    The rate is what the plan is judged by.  The commonest slip divides this
    year's count by last year's households: each figure looks right, and the
    rate is wrong by a hundredth.

    ## Wrong

    Ngò prints 2.63 % for 2 poor of 78 households: it is 2 of last year's 76.

    >>> row = {"name": "Ngò", "households_goal": 78, "poor_goal": 2}
    >>> print(*check(Plan.of(2024, [row | {"poor_goal_rate": "2.63"}])).findings)
    row 1 (Ngò): the poor rate of 2024 is printed as 2.63%, but 2 of 78 is 2.56%

    ## Right

    2 of 78 households are 2.564… %, printed 2.56.

    >>> check(Plan.of(2024, [row | {"poor_goal_rate": "2.56"}])).findings
    ()

    ## How to repair

    Compare both counts with the list of the review.  If they are right, divide again, by the
    households of the same year, and correct the formula, so that no other row goes wrong.

    ## Source

    Circular 07/2021/TT-BLĐTBXH: the poor rate is the number of poor households
    over all resident households at the time of the review.
    """
    rates = _rates(evidence)
    yield from _unjudged(evidence, rates)
    for rate in rates:
        if rate.verdict is Verdict.FAILS and not _lacks_whole(evidence, rate):
            place = rate.case.subject
            yield Fact(
                place,
                printed=evidence.printed(place),
                expected=expected(rate.case, evidence.figures, evidence.rounding),
                terms=fraction_terms(rate.relation, _operands(evidence, rate)),
            )


def _are_unknown(rates: Iterable[Result[Ratio]]) -> bool:
    """Whether no rate stands beside the figures that it is computed from."""
    return all(rate.verdict is Verdict.UNKNOWN for rate in rates)


def _unjudged(evidence: Evidence, rates: list[Result[Ratio]]) -> Iterator[Gap]:
    """Yield the columns of rates that cannot be judged, once each."""
    if _are_unknown(rates):
        yield evidence.unjudged(rates, _NO_RATES)
        return
    columns: dict[Rate, list[Result[Ratio]]] = {}
    for rate in rates:
        columns.setdefault(rate.relation.rate, []).append(rate)
    for name, column in columns.items():
        reason = _reason(evidence, column)
        if reason is not None:
            yield Gap(Place(Part.TOTAL, name), reason)


def _reason(evidence: Evidence, column: list[Result[Ratio]]) -> Sentence | None:
    """
    Return why a column of rates cannot be judged in full.

    None for one that can be judged, and for one that the table need not have.
    """
    not_judged = [rate for rate in column if rate.verdict is Verdict.UNKNOWN]
    printed = [rate for rate in not_judged if _is_printed(evidence, rate)]
    if len(not_judged) == len(column) and not printed:
        rate = column[0].relation.rate
        return _NO_COLUMN if evidence.is_told_to_lack(rate) else None
    if any(not evidence.states(rate.relation.whole) for rate in printed):
        return _NO_HOUSEHOLDS
    if any(not _lacks_whole(evidence, rate) for rate in printed):
        return _NO_COUNT
    return None


@rule(
    "PP202",
    Severity.ERROR,
    "{where}: the {field} is printed as {printed}, but no households stand beside it",
    topic=Topic.FIGURES,
)
def rate_without_households(evidence: Evidence) -> Iterator[Fact | Gap]:
    """
    A rate is printed over no households, or over a household count left blank.

    A share of nothing is not 0 and not 100 %: it does not exist.  Software prints a 0 for it
    all the same: beside counts of 0, or blanks, a rate of 0 claims nothing wrong.  Where no
    line of the annex states the households of a year, rates of that year are not judged.

    ## Why it matters

    Software prints such rates when the households were not filled in: 0.00
    beside 74 poor households, or 2040 % where a placeholder was left in.

    ## Wrong

    Đắk DRông prints 0.00 % for 74 poor households, beside 0 resident households.

    >>> row = {"name": "Đắk DRông", "households_base": 0, "poor_base": 74, "poor_base_rate": "0.00"}
    >>> print(*check(Plan.of(2024, [row]), select=["PP202"]).findings)
    row 1 (Đắk DRông): the poor rate of 2023 is printed as 0.00%, but no households stand beside it

    ## Right

    Đắk Wil prints 0.00 % for no poor of no households: there is nothing wrong to claim.

    >>> row = {"name": "Đắk Wil", "households_base": 0, "poor_base": 0}
    >>> check(Plan.of(2024, [row | {"poor_base_rate": "0.00"}])).findings
    ()

    ## How to repair

    Fill in the households from the list of the review, and compute the rate anew.  Where a TDP
    has no households any more, leave the rate blank.

    ## Source

    Circular 07/2021/TT-BLĐTBXH: the denominator is the number of resident
    households at the time of the review.
    """
    rates = _rates(evidence)
    printed = [rate for rate in rates if _is_printed(evidence, rate)]
    if not printed:
        yield evidence.unjudged(rates, _NO_RATES)
    elif _are_unknown(printed):
        yield NOTHING_OF_THE_KIND
    for rate in printed:
        if rate.verdict is Verdict.HOLDS:
            continue
        if reported(rate.case, evidence.figures, evidence.rounding) == RATE_WITHOUT_WHOLE:
            place = rate.case.subject
            yield Fact(place, printed=evidence.printed(place))


@rule(
    "PP203",
    Severity.WARNING,
    "{where}: {count:household is|households are} counted, but the {field} is left blank",
    topic=Topic.FIGURES,
)
def rate_left_out(evidence: Evidence) -> Iterator[Fact | Gap]:
    """
    A count above zero has a dash or a blank for its rate, in a column of rates.

    A dash beside a count of 0 is usual and claims nothing.

    ## Why it matters

    The dash reads as "none": the households that are counted beside it are
    easily overlooked when rates are compared.

    ## Wrong

    Chợ prints 1.43 % for 2 poor of 140 households.  Ngò, with 2 poor of 78, prints no rate.

    >>> rows = [
    ...     {"name": "Chợ", "households_goal": 140, "poor_goal": 2, "poor_goal_rate": "1.43"},
    ...     {"name": "Ngò", "households_goal": 78, "poor_goal": 2},
    ... ]
    >>> print(*check(Plan.of(2024, rows)).findings)
    row 2 (Ngò): 2 households are counted, but the poor rate of 2024 is left blank

    ## Right

    Ngò has no poor households, and no rate.

    >>> rows[1]["poor_goal"] = 0
    >>> check(Plan.of(2024, rows)).findings
    ()

    ## How to repair

    If the households are there, print their rate; if they are not, the count is 0.

    ## Source

    The habit of official annexes: a dash stands beside a count of 0 alone.
    """
    rates = _rates(evidence)
    columns = {rate.relation.rate for rate in rates if _is_printed(evidence, rate)}
    if not columns:
        yield evidence.unjudged(rates, _NO_RATES)
    elif _are_unknown(rates):
        yield NOTHING_OF_THE_KIND
    for rate in rates:
        is_blank = rate.relation.rate in columns and not _is_printed(evidence, rate)
        if is_blank and counts_some(rate.relation, _operands(evidence, rate)):
            count, _ = fraction_terms(rate.relation, _operands(evidence, rate))
            yield Fact(rate.case.subject, terms=(count,))
