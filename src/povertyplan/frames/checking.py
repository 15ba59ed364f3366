"""`check_frame`: the checks of a plan over data frames."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Generic

from attrs import frozen

from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.arithmetic.codes import (
    GOAL_ABOVE_BASE,
    OUTLYING,
    RATE_LEFT_OUT,
    RATE_NOT_QUOTIENT,
    RATE_WITHOUT_WHOLE,
    TOTAL_NOT_SUM,
    WHOLE_EXCEEDED,
)
from povertyplan.arithmetic.plausibility import Comparison
from povertyplan.findings import Skipped
from povertyplan.frames.columns import (
    PART,
    PLAN,
    SECTION,
    SUBTOTAL,
    UNJUDGED,
    Native,
    PreparedFrame,
    columns_of,
    prepare,
    stacked_like,
)
from povertyplan.frames.engines.expressions import EngineFrame, Expression, any_of
from povertyplan.frames.findings import findings_of, unread_cells
from povertyplan.frames.outliers import outliers
from povertyplan.frames.rules import (
    ROWS,
    Rule,
    complete,
    rules_of,
    stated,
    summed,
)
from povertyplan.messages import Sentence
from povertyplan.model import relations as of_plans
from povertyplan.model.fields import ANNEX, COVERAGE, FLOW, Figure
from povertyplan.model.percent import DecimalPlaces
from povertyplan.model.places import Part, Place
from povertyplan.model.reach import Rounding
from povertyplan.model.relations import Relation

#: The codes that a frame of plans can have.
FRAME_CODES = (
    TOTAL_NOT_SUM,
    RATE_NOT_QUOTIENT,
    RATE_WITHOUT_WHOLE,
    RATE_LEFT_OUT,
    WHOLE_EXCEEDED,
    GOAL_ABOVE_BASE,
    *OUTLYING.values(),
)

_COMPARISONS: Mapping[str, Comparison] = {code: pair for pair, code in OUTLYING.items()}
_NO_COLUMN = Sentence("the frame has no column for the {field}")
_NO_PARTS = Sentence("the frame does not mark the rows that are totals")


@frozen(eq=False, field_transformer=strict_fields)
class FrameReport(Generic[Native]):
    """
    The findings of the check of a frame, in frames of the user's library.

    The frames are lazy if the user's frame is.

    >>> import polars
    >>> rows = {"plan": ["a"], "row": [1], "households_goal": [78], "poor_goal": [80]}
    >>> report = check_frame(polars.DataFrame(rows))
    >>> report.findings["code"].to_list(), report.unread.height
    (['PP305'], 0)
    """

    #: a frame with the columns plan, row (``8``, ``total``, ``section1``), unit, field, code,
    #: printed, expected and difference, in no order
    findings: Native
    #: the codes that could not run, each with the columns that were missing
    skipped: tuple[Skipped, ...]
    checked: tuple[str, ...]  #: the codes that ran
    _unread: Callable[[], Native]

    @property
    def unread(self) -> Native:
        """
        The cells that are not figures, and were not checked, made when it is asked for.

        A frame with the columns plan, row, unit, field and found.
        """
        return self._unread()

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the frames that it has: how *unread* is made belongs to this process."""
        return _report_of, (self.findings, self.skipped, self.checked, self.unread)


def _report_of(
    findings: Native, skipped: tuple[Skipped, ...], checked: tuple[str, ...], unread: Native
) -> FrameReport[Native]:
    return FrameReport(findings, skipped, checked, lambda: unread)


@strict
def check_frame(
    frame: Native,
    /,
    *,
    rounding: Rounding = Rounding.HALF_UP,
    places: DecimalPlaces | None = None,
    codes: str | Iterable[str] | None = None,
    relations: Sequence[Relation] | None = None,
) -> FrameReport[Native]:
    """
    Check a frame of plans, with one row per unit and plan.

    The frame is one of polars, pandas, pyarrow, DuckDB or PySpark; other libraries that narwhals
    takes are not tested.  It has the columns

    - ``plan``, the key of the plan, of any type, and ``row``, the position of
      the row in it, counted from 1;
    - ``part``, null for the row of a TDP, ``total`` or ``section``; without this
      column every row is a TDP's;
    - ``section``, the number of the section to which a row belongs, or which a
      sub-total adds up; and ``name``, the name of the unit;
    - the flat names of the annex.  Rates are text (``1,40``), decimals, or
      whole numbers of *places* places;
    - or those of a flow (``poor_start``), of a table for each plan;
    - or those of the coverage of policies (``entitled``, ``covered``, ``covered_rate``).

    *rounding* is the rule by which the rates were rounded.  *codes* are the codes to check, all
    unless others are given.  *relations* are what a table claims of its figures, where it is
    neither a plan nor a flow of households; the frame then has columns for their figures, too.
    A flow of persons has `povertyplan.model.relations.FLOW_OF_PERSONS_RELATIONS`.

    A check whose column is missing is skipped, and the report says so.  Counts above
    9 * 10^9 and rates above 5 * 10^8 units of their last place stand in ``unread``,
    and their rows are not judged: up to there 64 bits hold every product.

    Raises `ValueError` for a frame without plan or row, for an unknown code and for a relation
    about the drop of a rate, and `TypeError` for a column that cannot hold its figure, such as
    rates as floats.

    >>> import polars
    >>> rows = {"plan": ["a"], "row": [1], "households_goal": [3924], "poor_goal": [54]}
    >>> report = check_frame(polars.DataFrame(rows | {"poor_goal_rate": ["1,39"]}))
    >>> report.findings.select("row", "code", "printed", "expected").rows()
    [('1', 'PP201', '1.39%', '1.38%')]
    """
    given = columns_of(frame)
    claims = _claims(given) if relations is None else relations
    prepared = prepare(frame, places, figures=_figures_of(claims))
    rules = list(_relation_rules(claims, prepared, rounding))
    if _is_of_plans(given):
        rules += _outlier_rules(prepared)
    wanted = _wanted(codes, rules)
    selected = [rule for rule in rules if rule.code in wanted]
    runnable = [rule for rule in selected if rule.can_run(prepared.given)]

    findings: list[EngineFrame] = []
    of_relations: list[Rule] = []
    for rule in runnable:
        if rule.code in _COMPARISONS:
            rows = outliers(prepared, _COMPARISONS[rule.code])
            findings.append(findings_of(rows, prepared, [rule], rounding))
        else:
            of_relations.append(rule)
    if of_relations or not findings:
        rules_to_test = of_relations or [_rule_that_holds(prepared)]
        findings.append(_failures(prepared, rules_to_test, rounding))

    return FrameReport(
        stacked_like(frame, findings),
        tuple(_gaps(selected, prepared.given)),
        tuple(sorted({rule.code for rule in runnable})),
        lambda: stacked_like(frame, [unread_cells(prepared)]),
    )


def _claims(given: Collection[str]) -> list[Relation]:
    """Return the relations that the columns of a frame allow: of plans, of flows, of coverage."""
    claims: list[Relation] = []
    if _is_of_plans(given):
        claims += [relation for relation in of_plans.RELATIONS if relation.subject in ANNEX]
    if _has_flows(given):
        claims += of_plans.FLOW_RELATIONS
    if _has_coverage(given):
        claims += of_plans.COVERAGE_RELATIONS
    return claims


def _is_of_plans(given: Collection[str]) -> bool:
    """Whether a frame has columns of an annex, or of no other table."""
    is_of_another = _has_flows(given) or _has_coverage(given)
    return any(name in given for name in ANNEX) or not is_of_another


def _has_flows(given: Collection[str]) -> bool:
    """Whether a frame has columns of a flow."""
    return any(name in given for name in FLOW)


def _has_coverage(given: Collection[str]) -> bool:
    """Whether a frame has columns of the coverage of policies."""
    return any(name in given for name in COVERAGE)


def _figures_of(claims: Iterable[Relation]) -> list[Figure]:
    """Return the figures of an annex, and those that relations add."""
    figures: list[Figure] = [*ANNEX]
    for relation in claims:
        figures += (relation.subject, *relation.operands)
    return list(dict.fromkeys(figures))


def _relation_rules(
    claims: Iterable[Relation], prepared: PreparedFrame, rounding: Rounding
) -> Iterator[Rule]:
    for relation in claims:
        yield from rules_of(relation, prepared, rounding)


def _outlier_rules(prepared: PreparedFrame) -> Iterator[Rule]:
    """Yield the rules that every row breaks which `outliers` returns."""
    for code, comparison in _COMPARISONS.items():
        needs = (comparison.count, comparison.per)
        has_plan = ~prepared.engine.col(PLAN).is_null()
        yield Rule(code, comparison.count, needs, has_plan, has_plan)


def _rule_that_holds(prepared: PreparedFrame) -> Rule:
    """Return a rule that no row breaks, for a frame without findings."""
    has_no_plan = prepared.engine.col(PLAN).is_null()
    never = has_no_plan & ~has_no_plan
    return Rule("", "", (), never, never)


def _wanted(codes: str | Iterable[str] | None, rules: Iterable[Rule]) -> set[str]:
    """Return the codes to check: the codes of all rules, unless others are given."""
    of_rules = {rule.code for rule in rules}
    if codes is None:
        return of_rules
    wanted, known = {codes} if isinstance(codes, str) else set(codes), of_rules.union(FRAME_CODES)
    for code in sorted(wanted - known):
        expected = ", ".join(sorted(known))
        raise ValueError(f"{code!r} is no code of a frame: expected {expected}")
    return wanted


def _gaps(rules: Iterable[Rule], given: frozenset[str]) -> Iterator[Skipped]:
    """Yield the checks that a missing column switches off, once for each code and column."""
    needs = {(rule.code, name) for rule in rules for name in rule.columns}
    for code, name in sorted(needs):
        if name == PART and name not in given:
            yield Skipped(code, None, _NO_PARTS)
        elif name not in given:
            yield Skipped(code, Place(Part.TOTAL, name), _NO_COLUMN)


def _failures(prepared: PreparedFrame, rules: Sequence[Rule], rounding: Rounding) -> EngineFrame:
    """
    Return the findings of some rules.

    First the rows that may fail are selected, then their plans are joined to them, and then
    every rule is tested exactly.
    """
    engine = prepared.engine
    totals = [rule.sum_of for rule in rules if rule.sum_of]
    in_use = [rule.needs_stated for rule in rules if rule.needs_stated]
    in_use = list(dict.fromkeys(in_use))
    may_fail = [rule.may_fail for rule in rules if not rule.sum_of]
    if totals:
        # One test selects the rows that are totals of any column.
        may_fail.append(~engine.col(PART).is_null())
    suspects = prepared.frame.filter(any_of(may_fail), ~engine.col(UNJUDGED))
    if totals or in_use:
        suspects = _with_figures_of_plan(suspects, prepared, totals, in_use)
    return findings_of(suspects, prepared, rules, rounding)


def _with_figures_of_plan(
    suspects: EngineFrame, prepared: PreparedFrame, totals: Sequence[str], in_use: Sequence[str]
) -> EngineFrame:
    """Add to each row the sums of its plan or section, and how many rows state a figure."""
    engine = prepared.engine
    of_plans = _aggregated(prepared, [PLAN], totals, in_use)
    rows = suspects.join(of_plans, on=[PLAN], how="left")
    if SECTION not in prepared.given or not totals:
        return rows

    sums = [ROWS]
    for name in totals:
        sums += (summed(name), complete(name))
    of_sections = _aggregated(prepared, [PLAN, SECTION], totals, [])
    of_sections = of_sections.filter(~engine.col(SECTION).is_null())
    of_sections = of_sections.rename({name: f"section {name}" for name in sums})
    rows = rows.join(of_sections, on=[PLAN, SECTION], how="left")

    is_subtotal = engine.col(PART) == SUBTOTAL
    chosen: list[Expression] = []
    for name in sums:
        of_section = engine.when(is_subtotal).then(engine.col(f"section {name}"))
        chosen.append(of_section.otherwise(engine.col(name)).alias(name))
    return rows.with_columns(*chosen)


def _aggregated(
    prepared: PreparedFrame, keys: list[str], totals: Sequence[str], in_use: Sequence[str]
) -> EngineFrame:
    """Sum figures over the rows of TDPs, and count the rows that state what is in use."""
    engine = prepared.engine
    is_row_of_tdp = engine.col(PART).is_null()
    one = engine.lit(1, engine.Int64)
    addends = [engine.when(is_row_of_tdp).then(one).alias(ROWS)]
    sums = [engine.col(ROWS).sum()]
    counts: list[Expression] = []
    for name in totals:
        addends.append(engine.when(is_row_of_tdp).then(engine.col(name)).alias(summed(name)))
        sums.append(engine.col(summed(name)).sum())
        counts.append(engine.col(summed(name)).count().alias(complete(name)))
    counts += [engine.col(name).count().alias(stated(name)) for name in in_use]
    rows = prepared.frame.select(*keys, *in_use, *addends)
    return rows.group_by(*keys).agg(*sums, *counts)
