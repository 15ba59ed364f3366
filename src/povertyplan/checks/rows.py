"""PP305 to PP308: one row against itself, its two years and the other rows."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from attrs import evolve

from povertyplan.arithmetic.cases import terms
from povertyplan.arithmetic.codes import GOAL_ABOVE_BASE, WHOLE_EXCEEDED
from povertyplan.arithmetic.plausibility import GROWTH, HOUSEHOLD_SIZE, Comparison, Ranking
from povertyplan.checks.evidence import NOTHING_OF_THE_KIND, NOTHING_STATED, Evidence, Gap, Result
from povertyplan.checks.rule import Fact, broken_of, of_cases, rule
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Said, Sentence
from povertyplan.model.places import Place
from povertyplan.model.relations import Bound

_FEW_GROWTHS = Sentence("fewer than six rows state the households of both years")
_FEW_SIZES = Sentence("fewer than six rows state both households and persons")
_RISE = Sentence(
    "{where}: the households rise from {per} to {printed} ({ratio:%} of the year before);"
    " the median row has {median:%}"
)
_NO_CHANGE = Sentence(
    "{where}: the households stay at {printed}; the median row has {median:%} of the year before"
)


def parts_and_whole(evidence: Evidence, result: Result[Bound]) -> tuple[int, int]:
    """Return the sum of the stated parts of a bound, and its whole."""
    bound, operands = result.relation, terms(result.case, evidence.figures)
    parts = sum(operands[count].known for count in bound.parts)
    return parts, operands[bound.whole].known


def _exceeded(code: str) -> Callable[[Evidence], Iterator[Result[Bound] | Gap]]:
    """Return a search for the bounds that the annex exceeds, of one year or of two by the code."""

    def broken(evidence: Evidence) -> Iterator[Result[Bound] | Gap]:
        if code == GOAL_ABOVE_BASE and evidence.is_of_plan and not evidence.sets_goals:
            yield NOTHING_OF_THE_KIND
            return
        results = evidence.under(code, Bound)
        yield from broken_of(evidence, results, evidence.in_words(*NOTHING_STATED))

    return broken


@rule(
    "PP305",
    Severity.ERROR,
    "{where}: {parts:household is|households are} poor or near-poor, more than the {whole} {field}",
    topic=Topic.FIGURES,
)
@of_cases(_exceeded(WHOLE_EXCEEDED))
def poor_exceed_households(evidence: Evidence, result: Result[Bound]) -> Fact:
    """
    Poor and near-poor households together are more than the households.

    No household is both: the two classes exclude each other.

    ## Why it matters

    A household count that lost a digit, or a placeholder left standing, makes
    every rate of the row absurd.

    ## Wrong

    Ngò has 3 poor and 7 near-poor of 7 households.

    >>> row = {"name": "Ngò", "households_base": 7, "poor_base": 3, "near_poor_base": 7}
    >>> print(*check(Plan.of(2024, [row])).findings)
    row 1 (Ngò): 10 households are poor or near-poor, more than the 7 households of 2023

    ## Right

    Ngò has 3 poor and 7 near-poor of 76 households.

    >>> check(Plan.of(2024, [row | {"households_base": 76}])).findings
    ()

    ## How to repair

    Compare the three counts with the list, correct the wrong one, and compute its rates and the
    totals anew.

    ## Source

    Decree 07/2021/NĐ-CP, article 3: what makes a household poor, or near-poor.
    """
    parts, whole = parts_and_whole(evidence, result)
    place = Place(result.case.row, result.relation.whole)
    return Fact(place, printed=whole, terms=(("parts", parts), ("whole", whole)))


@rule(
    "PP306",
    Severity.WARNING,
    "{where}: the plan sets {printed} for the {field}, more than the {whole} of the year before",
    topic=Topic.FIGURES,
)
@of_cases(_exceeded(GOAL_ABOVE_BASE))
def goal_above_base(evidence: Evidence, result: Result[Bound]) -> Fact:
    """
    A goal count of poor or near-poor households is above its base.

    Counts only: a rate may rise because households moved away.  Rows and
    totals, not the text.  Who leaves poverty usually becomes near-poor: the
    near-poor are reported where they rise by more than the poor of the same
    row fall, and not where the poor of a year are not stated.  Where both years are
    results of reviews, nobody has set a goal.

    ## Why it matters

    A plan to reduce poverty that sets more poor households than there are may
    be right, where it expects hardship; it is also what two exchanged cells
    look like, or a digit that was typed twice.

    ## Wrong

    Ngò has 2 poor households, and the goal is 3.

    >>> row = {"name": "Ngò", "poor_base": 2, "poor_goal": 3}
    >>> print(*check(Plan.of(2024, [row])).findings)
    row 1 (Ngò): the plan sets 3 for the poor households of 2024, more than the 2 of the year before

    ## Right

    Ngò has 2 poor households and the goal is 1: the near-poor may rise from 4 to 5.

    >>> row |= {"poor_goal": 1, "near_poor_base": 4, "near_poor_goal": 5}
    >>> check(Plan.of(2024, [row])).findings
    ()

    ## How to repair

    Compare both figures with the list and with what the TDP expects.  If the rise is meant,
    give its reason in the plan.

    ``--ignore`` accepts the finding.

    ## Source

    The purpose of the plan; Decision 90/QĐ-TTg of 2022 sets yearly reductions.
    """
    parts, whole = parts_and_whole(evidence, result)
    return Fact(result.case.subject, printed=parts, terms=(("whole", whole),))


def _outliers(
    evidence: Evidence, comparison: Comparison, too_few: Sentence
) -> Iterator[Fact | Gap]:
    """Yield the rows whose ratio of two counts is unlike the ratio of the other rows."""
    figures = evidence.figures
    ranking = Ranking.of(comparison, figures)
    rows = ranking.outlying()
    if rows is None:
        counts = [flat.get(comparison.count) for flat in figures.values()]
        stated = [count for count in counts if count is not None]
        yield evidence.unjudged(stated, too_few)
        return
    median = ranking.median(figures) if rows else None
    for row in rows:
        flat = figures[row]
        proof: tuple[tuple[str, Said], ...] = (
            ("per", flat[comparison.per]),
            ("ratio", comparison.ratio(flat)),
            ("median", median),
        )
        yield Fact(Place(row, comparison.count), flat[comparison.count], terms=proof)


@rule(
    "PP307",
    Severity.WARNING,
    "{where}: the households fall from {per} to {printed} ({ratio:%} of the year before);"
    " the median row has {median:%}",
    topic=Topic.FIGURES,
)
def households_jump(evidence: Evidence) -> Iterator[Fact | Gap]:
    """
    The households of a row change unlike those of the other rows.

    Needs six rows that have both counts.  A row stands out when it is more
    than four spreads from the middle row; the spread is at least 5 %.

    ## Why it matters

    A household count mistyped before the rest was computed leaves a plan that
    agrees with itself: only its neighbours show it.  It may be right, where a
    TDP was split or merged.

    ## Wrong

    Six rows grow from about 100 to about 102 households.  Tân Lập falls from 235 to 140.

    >>> rows = [{"households_base": 100 + n, "households_goal": 102 + n} for n in range(6)]
    >>> rows.append({"name": "Tân Lập", "households_base": 235, "households_goal": 140})
    >>> print(*check(Plan.of(2024, rows)).findings)
    row 7 (Tân Lập): the households fall from 235 to 140 (60% of the year before); the median row \
has 102%

    ## Right

    Tân Lập grows from 235 to 240.

    >>> rows[-1]["households_goal"] = 240
    >>> check(Plan.of(2024, rows)).findings
    ()

    ## How to repair

    Compare the households of both years with the list.  If a TDP was split or merged, say so in
    a remark.

    ``--ignore`` accepts the finding.

    ## Source

    Hidiroglou and Berthelot, Statistical editing and imputation for periodic
    business surveys (1986), made robust for small and still tables.
    """
    for fact in _outliers(evidence, GROWTH, _FEW_GROWTHS):
        yield fact if isinstance(fact, Gap) else evolve(fact, says=_change(fact))


def _change(jump: Fact) -> Sentence | None:
    """Return how households change, if they do not fall."""
    ratio = dict(jump.terms)["ratio"]
    if not isinstance(ratio, Fraction) or ratio < 1:
        return None
    return _RISE if ratio > 1 else _NO_CHANGE


@rule(
    "PP308",
    Severity.WARNING,
    "{where}: {printed:person|persons} in {per:household|households}, {ratio} in each; the median"
    " row has {median}",
    topic=Topic.FIGURES,
)
def household_size_odd(evidence: Evidence) -> Iterator[Fact | Gap]:
    """
    The persons per household of a row are unlike those of the other rows.

    Of the base year, and measured as `households_jump` is, with more room, because the people
    of one TDP do live in larger households than those of another: a row stands out when it is
    more than six spreads from the middle row, and the spread is at least 6 %.

    ## Why it matters

    No rate covers the persons, so a slip in them shows nowhere else.

    ## Wrong

    Six rows have 400 persons in about 100 households each.  Ngò has 28 persons in 76
    households.

    >>> rows = [{"households_base": 100 + n, "persons_base": 400} for n in range(6)]
    >>> rows.append({"name": "Ngò", "households_base": 76, "persons_base": 28})
    >>> print(*check(Plan.of(2024, rows)).findings)
    row 7 (Ngò): 28 persons in 76 households, 0.37 in each; the median row has 3.88

    ## Right

    Ngò has 280 persons: 3.68 in a household.

    >>> rows[-1]["persons_base"] = 280
    >>> check(Plan.of(2024, rows)).findings
    ()

    ## How to repair

    Compare households and persons with the list: a digit was left out, typed twice or
    exchanged.  Then add up the total anew.

    ## Source

    As `households_jump`.
    """
    yield from _outliers(evidence, HOUSEHOLD_SIZE, _FEW_SIZES)
