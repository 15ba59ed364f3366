"""`check_frame`: the checks of a plan over data frames."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic

from attrs import frozen

from povertyplan.arithmetic.plausibility import COMPARISONS, Comparison
from povertyplan.findings import Skipped
from povertyplan.frames.columns import (
    PART,
    PLAN,
    SECTION,
    SUBTOTAL,
    Figures,
    Native,
    like,
    take_in,
)
from povertyplan.frames.engines.expressions import Expression, Frame, any_of
from povertyplan.frames.findings import told, unread_cells
from povertyplan.frames.outliers import outliers
from povertyplan.frames.rules import ROWS, Rule, complete, judged, rules, stated, summed
from povertyplan.messages import Sentence
from povertyplan.model import relations
from povertyplan.model.percent import Rounding
from povertyplan.model.places import Part, Place

#: The codes that a frame of plans can have.
FRAME_CODES = ("PP101", "PP201", "PP202", "PP203", "PP305", "PP306", "PP307", "PP308")

_OUTLIERS: Mapping[str, Comparison] = dict(zip(("PP307", "PP308"), COMPARISONS, strict=True))
_NO_COLUMN = Sentence("the frame has no column for the {field}")
_NO_PARTS = Sentence("the frame does not mark the rows that are totals")


@frozen
class FrameReport(Generic[Native]):
    """
    What a check of a frame found, in frames of the user's library.

    *findings* has the columns plan, row (``8``, ``total``, ``section1``), unit,
    field, code, printed, expected and difference, in no order.  *unread* has
    plan, row, unit, field and found: cells that hold something which is no figure, and
    take no part; it is made when it is asked for.  Both are lazy where the user's frame is.
    """

    findings: Native
    skipped: tuple[Skipped, ...]
    checked: tuple[str, ...]
    _unread: Callable[[], Native]

    @property
    def unread(self) -> Native:
        """The cells that hold no figure."""
        return self._unread()


def check_frame(
    frame: Native,
    /,
    *,
    rounding: Rounding = Rounding.HALF_UP,
    places: int | None = None,
    codes: Iterable[str] = FRAME_CODES,
) -> FrameReport[Native]:
    """
    Check a frame of plans, with one row per unit and plan.

    The frame is of polars, pandas, pyarrow, DuckDB or PySpark; what else narwhals
    takes is not tested.  It has the columns

    - ``plan``, the key of the plan, of any type, and ``row``, the position of
      the row in it, counted from 1;
    - ``part``, null for the row of a TDP, ``total`` or ``section``; without it
      every row is a TDP's;
    - ``section``, the number of the section that a row belongs to, or that a
      sub-total is of; and ``name``, that of the unit;
    - the flat names of the annex.  Rates are text (``1,40``), decimals, or
      whole numbers of *places* places.

    *rounding* is the rule by which the rates were rounded.  A column that is
    missing switches off what needs it, and the report says so.  Counts above
    9 * 10^9 and rates above 5 * 10^8 units of their last place stand in ``unread``,
    and their rows are not judged: up to there 64 bits hold every product.

    Raises `ValueError` for a frame without plan or row and for an unknown code,
    `TypeError` for a column that cannot hold its figure, such as rates as floats.

    >>> import polars
    >>> rows = {"plan": ["a"], "row": [1], "households_goal": [3924], "poor_goal": [54]}
    >>> report = check_frame(polars.DataFrame(rows | {"poor_goal_rate": ["1,39"]}))
    >>> report.findings.select("row", "code", "printed", "expected").rows()
    [('1', 'PP201', '1.39%', '1.38%')]
    """
    wanted = _wanted(codes)
    figures = take_in(frame, places)
    every = [rule for rule in _rules(figures, rounding) if rule.code in wanted]
    usable = [rule for rule in every if rule.runs(figures.given)]
    odd = [rule for rule in usable if rule.code in _OUTLIERS]
    broken = [rule for rule in usable if rule.code not in _OUTLIERS]
    found = [_odd(figures, rule) for rule in odd]
    if broken or not odd:
        found.append(_broken(figures, broken or [_nothing(figures)], rounding))
    ran = {rule.code for rule in usable}
    return FrameReport(
        like(frame, *found),
        tuple(_gaps(every, figures.given)),
        tuple(code for code in FRAME_CODES if code in ran),
        lambda: like(frame, unread_cells(figures)),
    )


def _wanted(codes: Iterable[str]) -> set[str]:
    wanted = set(codes)
    for code in sorted(wanted - {*FRAME_CODES}):
        raise ValueError(f"{code!r} is no code of a frame: expected {', '.join(FRAME_CODES)}")
    return wanted


def _rules(figures: Figures, rounding: Rounding) -> Iterator[Rule]:
    for relation in relations.RELATIONS:
        yield from rules(relation, figures, rounding)
    for code, comparison in _OUTLIERS.items():
        needs = (comparison.count, comparison.per)
        placed = ~figures.engine.col(PLAN).is_null()
        yield Rule(code, comparison.count, needs, placed, placed)


def _nothing(figures: Figures) -> Rule:
    """Return a rule that no row breaks."""
    plan = figures.engine.col(PLAN)
    never = plan.is_null() & ~plan.is_null()
    return Rule("", "", (), never, never)


def _gaps(every: Iterable[Rule], given: frozenset[str]) -> Iterator[Skipped]:
    """Yield what a missing column switches off, once for each code and column."""
    for code, name in sorted({(rule.code, name) for rule in every for name in rule.speaks_of}):
        if name not in given:
            if name == PART:
                yield Skipped(code, None, _NO_PARTS)
            else:
                yield Skipped(code, Place(Part.TOTAL, name), _NO_COLUMN)


def _broken(figures: Figures, wanted: Sequence[Rule], rounding: Rounding) -> Frame:
    """Find what fails: first the rows that may, then of these, beside their plan, those that do."""
    totals = [rule.sums for rule in wanted if rule.sums]
    asked = list(dict.fromkeys(rule.asks for rule in wanted if rule.asks))
    may_fail = [rule.may for rule in wanted if not rule.sums]
    if totals:
        # One test for the rows of which any column may be a sum.
        may_fail.append(~figures.engine.col(PART).is_null())
    suspects = _suspects(figures, any_of(may_fail))
    if totals or asked:
        suspects = _beside_its_plan(suspects, figures, totals, asked)
    return told(suspects, figures, wanted, rounding)


def _suspects(figures: Figures, may_fail: Expression) -> Frame:
    """
    Return the rows that may fail, of those that can be judged.

    Engines may stop at a product that leaves 64 bits: what cannot be judged goes first, and
    they keep the order of tests that may stop them.  polars does not stop, and has
    less to look at where these rows go last: out of their plan, so that it keeps that order.
    """
    engine, plan = figures.engine, figures.engine.col(PLAN)
    if not figures.library.is_polars():
        return figures.frame.filter(judged(figures), may_fail)
    own = engine.when(judged(figures)).then(plan).alias(PLAN)
    return figures.frame.filter(may_fail).with_columns(own).filter(~plan.is_null())


def _beside_its_plan(
    suspects: Frame, figures: Figures, totals: Sequence[str], asked: Sequence[str]
) -> Frame:
    """Join to each row what its plan states: the sums that totals are of, and what is in use."""
    engine = figures.engine
    beside = suspects.join(_counted(figures, [PLAN], totals, asked), on=[PLAN], how="left")
    if SECTION not in figures.given or not totals:
        return beside
    parts = _counted(figures, [PLAN, SECTION], totals, []).filter(~engine.col(SECTION).is_null())
    names = [ROWS, *map(summed, totals), *map(complete, totals)]
    parts = parts.rename({name: f"section {name}" for name in names})
    of_part = engine.col(PART) == SUBTOTAL
    return beside.join(parts, on=[PLAN, SECTION], how="left").with_columns(
        *(
            engine.when(of_part)
            .then(engine.col(f"section {name}"))
            .otherwise(engine.col(name))
            .alias(name)
            for name in names
        )
    )


def _counted(
    figures: Figures, keys: list[str], totals: Sequence[str], asked: Sequence[str]
) -> Frame:
    """Sum figures over the rows of TDPs, and count the rows that state what is asked."""
    engine = figures.engine
    own = engine.col(PART).is_null()
    one = engine.when(own).then(engine.lit(1, engine.Int64))
    parts = {summed(name): engine.when(own).then(engine.col(name)) for name in totals}
    rows = figures.frame.select(
        *keys,
        *asked,
        one.alias(ROWS),
        *(column.alias(name) for name, column in parts.items()),
    )
    return rows.group_by(*keys).agg(
        *(engine.col(name).sum() for name in (ROWS, *parts)),
        *(engine.col(summed(name)).count().alias(complete(name)) for name in totals),
        *(engine.col(name).count().alias(stated(name)) for name in asked),
    )


def _odd(figures: Figures, rule: Rule) -> Frame:
    found = outliers(figures, _OUTLIERS[rule.code])
    return told(found, figures, [rule], Rounding.HALF_UP)
