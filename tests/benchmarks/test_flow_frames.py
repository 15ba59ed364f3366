"""The flows of a country on polars: `check_frame` beside the same relations written by hand."""

import statistics
import time
from collections.abc import Callable, Iterator

import numpy as np
import polars as pl
from attrs import frozen

from povertyplan.frames import check_frame
from povertyplan.model.fields import FLOW, FLOW_OF_NEAR_POOR, FLOW_OF_POOR

ROWS = 100_000
#: The total of a table stands below this many rows.
ROWS_OF_A_TABLE = 19
#: One row of a hundred gets a wrong count.
SHARE = 100
TIMES = 15
SLACK = ("poor_other_out", "poor_other_in", "near_poor_other_out", "near_poor_other_in")
REPORT = ("plan", "row", "field", "code", "printed", "expected", "difference")
PAIRS = {"near_poor_from_poor": "poor_to_near_poor", "poor_from_near_poor": "near_poor_to_poor"}


@frozen
class ByHand:
    """One relation in expressions of polars; *value* is what the figure is compared with."""

    field: str
    code: str
    may_fail: pl.Expr
    fails: pl.Expr
    value: pl.Expr
    is_known: pl.Expr


def flows(rows: int = ROWS, seed: int = 5) -> pl.DataFrame:
    """
    Make tables of flows with their totals, and a wrong count in one row of a hundred.

    Every second table leaves the columns of other decrease and increase blank.
    """
    draw = np.random.default_rng(seed)
    table, row = np.divmod(np.arange(rows), ROWS_OF_A_TABLE + 1)
    is_total = row == ROWS_OF_A_TABLE
    figures = {str(name): draw.integers(0, 9, size=rows) for name in FLOW}
    for name in SLACK:
        figures[name] *= table % 2
    for name, other in PAIRS.items():
        figures[name] = figures[other].copy()
    for counts in (FLOW_OF_POOR, FLOW_OF_NEAR_POOR):
        start, *outs, from_other, relapsed, new, other_in, end = (figures[name] for name in counts)
        start += 60
        end[:] = start - sum(outs) + from_other + relapsed + new + other_in
    for count in figures.values():
        count[is_total] = 0
        count[is_total] = np.add.reduceat(count, np.flatnonzero(row == 0))[: is_total.sum()]
    names = list(figures)
    for place in np.flatnonzero(draw.integers(0, SHARE, size=rows) == 0):
        figures[names[place % len(names)]][place] += 1
    is_blank = pl.col("plan") % 2 == 0
    return pl.DataFrame({"plan": table, "row": row + 1, **figures}).with_columns(
        part=pl.when(pl.Series(is_total)).then(pl.lit("total")),
        **{name: pl.when(~is_blank).then(pl.col(name)) for name in SLACK},
    )


def by_check_frame(frame: pl.DataFrame) -> pl.DataFrame:
    return check_frame(frame.lazy()).findings.select(REPORT).collect()


def by_hand(frame: pl.DataFrame) -> pl.DataFrame:
    """Write the same report: each relation selects its rows of those that may fail any."""
    rows, is_total = frame.lazy(), pl.col("part").is_not_null()
    of_row = pl.when(~is_total)
    tables = rows.group_by("plan").agg(
        of_row.then(1).sum().alias("rows"),
        *(of_row.then(pl.col(name)).sum().alias(f"sum {name}") for name in FLOW),
        *(of_row.then(pl.col(name)).count().alias(f"n {name}") for name in FLOW),
    )
    relations = [*closing_by_hand(), *sums_by_hand()]
    may_fail = pl.any_horizontal(relation.may_fail for relation in relations)
    suspects = rows.filter(may_fail).join(tables, on="plan", how="left")
    row = pl.when(is_total).then(pl.lit("total")).otherwise(pl.col("row").cast(pl.String))
    return pl.concat(
        suspects.filter(relation.fails).select(
            "plan",
            row.alias("row"),
            pl.lit(relation.field).alias("field"),
            pl.lit(relation.code).alias("code"),
            pl.col(relation.field).cast(pl.String).alias("printed"),
            pl.when(relation.is_known).then(relation.value).cast(pl.String).alias("expected"),
            (pl.col(relation.field) - relation.value).alias("difference"),
        )
        for relation in relations
    ).collect()


def closing_by_hand() -> Iterator[ByHand]:
    for counts in (FLOW_OF_POOR, FLOW_OF_NEAR_POOR):
        start, to_other, left, other_out, *came, other_in, end = map(pl.col, counts)
        made = start - to_other - left - other_out.fill_null(0) + other_in.fill_null(0)
        for count in came:
            made += count
        differs, is_stated = end != made, other_out.is_not_null() & other_in.is_not_null()
        is_known = is_stated & (made >= 0)
        is_open = (other_out.is_null() & (end < made)) | (other_in.is_null() & (end > made))
        yield ByHand(counts[-1], "PP701", differs, differs & ~is_open, made, is_known)
        yield ByHand(counts[-1], "PP702", differs, is_open, made, is_known)
    for name, other in PAIRS.items():
        differs = pl.col(name) != pl.col(other)
        yield ByHand(name, "PP703", differs, differs, pl.col(other), pl.lit(value=False))


def sums_by_hand() -> Iterator[ByHand]:
    is_total = pl.col("part").is_not_null()
    for name in FLOW:
        summed, complete = pl.col(f"sum {name}"), pl.col(f"n {name}") == pl.col("rows")
        differs = (summed > pl.col(name)) | (complete & (summed != pl.col(name)))
        yield ByHand(name, "PP101", is_total, is_total & differs, summed, complete)


def seconds(job: Callable[[pl.DataFrame], pl.DataFrame], frame: pl.DataFrame) -> float:
    start = time.perf_counter()
    job(frame)
    return time.perf_counter() - start


def test_both_find_the_same() -> None:
    frame = flows(20_000)
    found = by_check_frame(frame)
    assert found.height > 100
    assert set(found.rows()) == set(by_hand(frame).rows())


def test_flows_take_the_time_of_relations_by_hand() -> None:
    frame = flows()
    pairs = [(seconds(by_check_frame, frame), seconds(by_hand, frame)) for _ in range(TIMES)]
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"check_frame {ours * 1000:.0f} ms, by hand {theirs * 1000:.0f} ms: {ours / theirs:.2f}")  # noqa: T201  # a benchmark tells
    assert ours <= 1.15 * theirs
