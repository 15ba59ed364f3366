"""`check_frame`: the checks of a plan over data frames."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Generic

import narwhals.stable.v2 as nw
from attrs import frozen

from povertyplan import relations
from povertyplan.findings import Skipped
from povertyplan.frames.compiled import (
    Rule,
    blanks,
    rules,
    stated,
    summed,
)
from povertyplan.frames.intake import (
    NAME,
    PART,
    PLAN,
    ROW,
    SECTION,
    SUBTOTAL,
    TOTAL,
    Figures,
    Frame,
    Native,
    like,
    null,
    power_of_ten,
    take_in,
)
from povertyplan.frames.middle import outliers
from povertyplan.messages import Sentence
from povertyplan.percent import Rounding
from povertyplan.places import ANNEX, Part, Place
from povertyplan.plausibility import COMPARISONS, Comparison

#: The codes that a frame of plans can have.
FRAME_CODES = ("PP101", "PP201", "PP202", "PP203", "PP305", "PP306", "PP307", "PP308")

_OUTLIERS = dict(zip(("PP307", "PP308"), COMPARISONS, strict=True))
_NO_COLUMN = Sentence("the frame has no column for the {field}")
_NO_PARTS = Sentence("the frame does not mark the rows that are totals")
_TEST, _LABEL, _ROWS = "test", "label", "rows"
_FIGURES = ("printed", "expected", "difference", "places")
_UNIT = "unit of places"
_PLACED = ~nw.col(PLAN).is_null()
_NOTHING = Rule("", "", (), ~_PLACED, _PLACED & ~_PLACED)


@frozen
class FrameReport(Generic[Native]):
    """
    What a check of a frame found, in frames of the user's library.

    *findings* has the columns plan, row (``8``, ``total``, ``section1``), unit,
    field, code, printed, expected and difference, in no order.  *unread* has
    plan, row, unit, field and found: cells that hold something which is no figure, and
    take no part.  Both are lazy where the user's frame is.
    """

    findings: Native
    unread: Native
    skipped: tuple[Skipped, ...]
    checked: tuple[str, ...]


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

    The frame is of polars, pandas, pyarrow or DuckDB; what else narwhals takes
    is not tested.  It has the columns

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
    9 * 10^9 stand in ``unread`` and no rate is judged by them, nor are rates above
    5 * 10^8 units of their last place: up to there 64 bits hold every product.

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
    usable = [rule for rule in _rules(figures, figures.given, rounding) if rule.code in wanted]
    usable = [rule for rule in usable if figures.given >= set(rule.needs)]
    odd = {
        code: comparison
        for code, comparison in _OUTLIERS.items()
        if code in wanted and figures.given >= {comparison.count, comparison.per}
    }
    found = [_broken(figures, usable)] if usable else []
    found.extend(_odd(figures, comparison, code) for code, comparison in odd.items())
    ran = {*odd, *(rule.code for rule in usable)}
    return FrameReport(
        like(frame, nw.concat(found) if found else _told(figures.frame, [_NOTHING])),
        like(frame, unread_cells(figures)),
        tuple(gap for gap in _gaps(figures) if gap.code in wanted),
        tuple(code for code in FRAME_CODES if code in ran),
    )


def _wanted(codes: Iterable[str]) -> set[str]:
    wanted = set(codes)
    for code in sorted(wanted - {*FRAME_CODES}):
        raise ValueError(f"{code!r} is no code of a frame: expected {', '.join(FRAME_CODES)}")
    return wanted


def _rules(figures: Figures, given: Collection[str], rounding: Rounding) -> Iterator[Rule]:
    for relation in relations.RELATIONS:
        yield from rules(relation, given, figures.places, rounding)


def _gaps(figures: Figures) -> Iterator[Skipped]:
    """Yield what a missing column switches off, once for each code and column."""
    needs = [(rule.code, rule.needs) for rule in _rules(figures, ANNEX, Rounding.HALF_UP)]
    needs.extend((code, (one.count, one.per)) for code, one in _OUTLIERS.items())
    missing = ((code, name) for code, names in needs for name in names if name not in figures.given)
    for code, name in sorted(set(missing)):
        yield Skipped(code, Place(Part.TOTAL, name), _NO_PARTS if name == PART else _NO_COLUMN)


def _broken(figures: Figures, wanted: Sequence[Rule]) -> Frame:
    """Find what fails: first where a row may, then beside the figures of its plan."""
    suspects = figures.frame.filter(_any(rule.suspect for rule in wanted))
    beside = _beside_its_plan(suspects, figures, wanted)
    for step in range(max(len(rule.derived) for rule in wanted)):
        beside = beside.with_columns(
            column.alias(name)
            for rule in wanted
            if step < len(rule.derived)
            for name, column in rule.derived[step].items()
        )
    return _told(beside, wanted)


def _any(tests: Iterable[nw.Expr]) -> nw.Expr:
    return reduce(nw.Expr.__or__, tests)


def _beside_its_plan(suspects: Frame, figures: Figures, wanted: Sequence[Rule]) -> Frame:
    """Join to each row what its plan states: the sums that totals are of, and what is in use."""
    totals = [rule.field for rule in wanted if rule.code == "PP101"]
    asked = dict.fromkeys(rule.asks for rule in wanted if rule.asks)
    placed = figures.frame.filter(~nw.col(PLAN).is_null())
    whole = _summed(placed, [PLAN], totals, list(asked))
    beside = suspects.join(whole, on=PLAN, how="left")
    names = [name for total in totals for name in (summed(total), blanks(total))]
    of_total: dict[str, nw.Expr] = {
        name: nw.when(nw.col(PART) == TOTAL).then(nw.col(name)) for name in names
    }
    if SECTION in figures.given and names:
        placed = placed.filter(~nw.col(SECTION).is_null())
        parts = _summed(placed, [PLAN, SECTION], totals, [])
        parts = parts.rename({name: f"section {name}" for name in names})
        beside = beside.join(parts, on=[PLAN, SECTION], how="left")
        of_part = nw.col(PART) == SUBTOTAL
        of_total = {
            name: nw.when(of_part).then(nw.col(f"section {name}")).otherwise(column)
            for name, column in of_total.items()
        }
    return beside.with_columns(column.alias(name) for name, column in of_total.items())


def _summed(rows: Frame, keys: list[str], totals: Sequence[str], asked: Sequence[str]) -> Frame:
    """Sum figures over the rows of TDPs, and count the rows that leave them blank."""
    own = nw.col(PART).is_null()
    prepared = rows.with_columns(
        own.cast(nw.Int64).alias(_ROWS),
        *(nw.when(own).then(nw.col(name)).alias(summed(name)) for name in totals),
    )
    sums = prepared.group_by(keys).agg(
        nw.col(_ROWS).sum(),
        *(nw.col(summed(name)).sum() for name in totals),
        *(nw.col(summed(name)).count().alias(blanks(name)) for name in totals),
        *(nw.col(name).count().alias(stated(name)) for name in asked),
    )
    return sums.select(
        *keys,
        *(nw.col(summed(name)).cast(nw.Int64) for name in totals),
        *(
            _over_rows(nw.col(_ROWS) - nw.col(blanks(name))).cast(nw.Int64).alias(blanks(name))
            for name in totals
        ),
        *(stated(name) for name in asked),
    )


def _odd(figures: Figures, comparison: Comparison, code: str) -> Frame:
    found = outliers(figures.frame, comparison)
    rule = Rule(code, comparison.count, (), _PLACED, _PLACED, nw.col(comparison.count))
    return _told(found, [rule])


def _told(frame: Frame, wanted: Sequence[Rule]) -> Frame:
    """Return a finding for each rule that a row fails."""
    tests = [_Test(f"{rule.code} {rule.field}", rule.fails, _figures(rule)) for rule in wanted]
    found = _each(frame, tests, {name: null() for name in _FIGURES})
    label = nw.col(_LABEL).str
    found = found.with_columns(label.slice(6).alias("field"), label.slice(0, 5).alias("code"))
    # Step by step: some engines write a division out several times, wherever it stands.
    whole = {name: f"whole {name}" for name in ("printed", "expected")}
    worded = found.with_columns(power_of_ten(nw.col("places")).alias(_UNIT)).with_columns(
        (nw.col(name) // nw.col(_UNIT)).alias(before) for name, before in whole.items()
    )
    return worded.with_columns(_worded(name, before) for name, before in whole.items()).select(
        *(PLAN, ROW, "unit", "field", "code", "printed", "expected", "difference")
    )


def _worded(number: str, whole: str) -> nw.Expr:
    """Write a count or a rate as ``str`` does, which has places or has none."""
    places, behind = nw.col("places"), nw.col(number) - nw.col(whole) * nw.col(_UNIT)
    digits = (nw.col(_UNIT) + behind).cast(nw.String).str.slice(1)
    point = nw.when(places > 0).then(nw.lit(".")).otherwise(nw.lit(""))
    rate = nw.concat_str(nw.col(whole).cast(nw.String), point, digits, nw.lit("%"))
    return (
        nw.when(places.is_null()).then(nw.col(number).cast(nw.String)).otherwise(rate).alias(number)
    )


def _figures(rule: Rule) -> dict[str, nw.Expr]:
    figures = (rule.printed, rule.expected, rule.difference, rule.places)
    return {
        name: figure for name, figure in zip(_FIGURES, figures, strict=True) if figure is not None
    }


def unread_cells(figures: Figures) -> Frame:
    """Find the cells that hold no figure."""
    tests = [
        _Test(one.name, one.unread, {"found": nw.col(one.name).cast(nw.String)})
        for one in figures.columns
    ]
    found = _each(figures.printed, tests, {"found": null(nw.String)})
    return found.select(PLAN, ROW, "unit", nw.col(_LABEL).alias("field"), "found")


@frozen
class _Test:
    """What rows are looked for, under which label, and what is said of them."""

    label: str
    met: nw.Expr
    said: Mapping[str, nw.Expr]


def _each(frame: Frame, tests: Sequence[_Test], otherwise: Mapping[str, nw.Expr]) -> Frame:
    """
    Return a row for each test that a row meets.

    SQL engines run a query again wherever it stands in another.  There it stands
    once: the numbers and labels of the tests that a row meets are written into one
    cell, and the row is split by them.
    """
    place = [nw.col(PLAN), _row(), nw.col(NAME).alias("unit")]
    if frame.implementation.is_pandas_like() or frame.implementation.is_pyarrow():
        return nw.concat(
            [
                frame.filter(test.met).select(
                    *place,
                    nw.lit(test.label).alias(_LABEL),
                    *(column.alias(name) for name, column in {**otherwise, **test.said}.items()),
                )
                for test in tests
            ]
        )
    met = [
        nw.when(test.met).then(nw.lit(f"{number:02}{test.label},")).otherwise(nw.lit(""))
        for number, test in enumerate(tests)
    ]
    label = nw.col(_LABEL)
    split = (
        frame.filter(_any(test.met for test in tests))
        .with_columns(nw.concat_str(*met).str.split(",").alias(_LABEL))
        .explode(_LABEL, empty_as_null=False, keep_nulls=False)
        .filter(label != "")
        .with_columns(label.str.slice(0, 2).cast(nw.Int64).alias(_TEST), label.str.slice(2))
    )
    return split.select(
        *place,
        _LABEL,
        *(_of_test(tests, name, column).alias(name) for name, column in otherwise.items()),
    )


def _of_test(tests: Sequence[_Test], name: str, otherwise: nw.Expr) -> nw.Expr:
    """Return what is said by the test that a row was split for."""
    chosen = otherwise
    for number, test in enumerate(tests):
        if name in test.said:
            is_this = nw.col(_TEST) == number
            chosen = nw.when(is_this).then(test.said[name]).otherwise(chosen)
    return chosen


def _over_rows(blank: nw.Expr) -> nw.Expr:
    """Leave a count of blanks null where a total is of no row."""
    return nw.when(nw.col(_ROWS) > 0).then(blank)


def _row() -> nw.Expr:
    """Write the row as reports do: its number, ``total`` or ``section1``."""
    part = nw.col(PART)
    section = nw.concat_str(nw.lit(SUBTOTAL), nw.col(SECTION).cast(nw.String))
    other = nw.when(part == SUBTOTAL).then(section).otherwise(part)
    number = nw.col(ROW).cast(nw.String)
    return nw.when(part.is_null()).then(number).otherwise(other).alias(ROW)
