"""The rules of relations, those of a plan and others, over data frames."""

from typing import Any

import polars as pl
import pytest

from povertyplan import Count, Rate, Rounding
from povertyplan.frames import check_frame
from povertyplan.model.fields import FLOW_OF_POOR
from povertyplan.model.relations import (
    FLOW_OF_PERSONS_RELATIONS,
    LABOUR_RELATIONS,
    RELATIONS,
    Balance,
    Bound,
    Relation,
    Sum,
)
from tests.support.engines import ENGINES, Native
from tests.support.engines import rows as engine_rows
from tests.support.frames import findings_in, frame

FLOW = Balance(
    Count.POOR_GOAL, Count.POOR_BASE, outs=(Count.NEAR_POOR_BASE,), ins=(Count.NEAR_POOR_GOAL,)
)
DROP = Balance(Count.POOR_DROP, Count.POOR_BASE, outs=(Count.POOR_GOAL,))
FLOWS = {"plan": "a", "row": 1, "part": None, "poor_base": 8, "near_poor_base": 5}
FLOWS |= {"near_poor_goal": 1, "poor_goal": 4, "poor_drop": 4}
TOTAL = FLOWS | {"row": None, "part": "total"}


def found(checked: Native, **options: Any) -> list[tuple[object, ...]]:  # noqa: ANN401  # as given
    names = ("row", "field", "code", "printed", "expected", "difference")
    findings = engine_rows(check_frame(checked, **options).findings)
    return sorted(tuple(finding[name] for name in names) for finding in findings)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("relation", "change", "finding"),
    [
        (FLOW, {"near_poor_base": 6}, ("1", "poor_goal", "PP309", "4", "3", 1)),
        (DROP, {"poor_drop": 3}, ("1", "poor_drop", "PP309", "3", "4", -1)),
        (Sum(Count.POOR_DROP), {"poor_drop": 3}, ("total", "poor_drop", "PP101", "4", "3", 1)),
        (
            Bound((Count.POOR_DROP,), Count.POOR_BASE),
            {"poor_drop": 9},
            ("1", "poor_drop", "PP306", "9", None, 1),
        ),
    ],
    ids=str,
)
def test_relations_of_another_table(
    engine: str, relation: Relation, change: dict[str, int], finding: tuple[object, ...]
) -> None:
    make = ENGINES[engine]
    assert found(make(pl.DataFrame([FLOWS, TOTAL])), relations=[relation]) == []
    wrong = make(pl.DataFrame([FLOWS | change, TOTAL]))
    assert found(wrong, relations=[relation]) == [finding]


def test_a_blank_operand_of_a_balance_leaves_it_unknown() -> None:
    blank = pl.DataFrame([FLOWS | {"near_poor_goal": None}, TOTAL])
    assert found(blank, relations=[FLOW]) == []
    report = check_frame(pl.DataFrame([FLOWS]).drop("near_poor_goal"), relations=[FLOW])
    assert "PP309" not in report.checked
    assert ("PP309", "near_poor_goal") in {
        (gap.code, gap.place and gap.place.field) for gap in report.skipped
    }


def test_codes_are_those_of_the_relations() -> None:
    wrong = pl.DataFrame([FLOWS | {"poor_drop": 3}, TOTAL])
    assert found(wrong, relations=[DROP], codes=["PP101"]) == []
    assert len(found(wrong, relations=[DROP], codes=["PP309"])) == 1
    with pytest.raises(ValueError, match="'PP309' is no code of a frame: expected PP101, PP201"):
        check_frame(wrong, codes=["PP309"])


def test_a_frame_cannot_hold_the_drop_of_a_rate() -> None:
    (drop,) = (relation for relation in RELATIONS if relation.subject is Rate.POOR_RATE_DROP)
    with pytest.raises(ValueError, match="cannot hold poor_rate_drop, the drop of a rate"):
        check_frame(pl.DataFrame([FLOWS]), relations=[drop])


def test_counts_beyond_32_bits() -> None:
    """2.3 million households times a rate leave 32 bits."""
    counts = frame(
        {"households_goal": 2_300_000, "poor_goal": 46_000, "poor_goal_rate": "2.00"}
    ).with_columns(pl.col("households_goal", "poor_goal").cast(pl.Int32))
    assert findings_in(counts) == []


@pytest.mark.parametrize(
    ("rounding", "rate", "wrong"),
    [
        (Rounding.HALF_UP, "3.12", True),
        (Rounding.HALF_UP, "3.13", False),
        (Rounding.HALF_EVEN, "3.13", True),
        (Rounding.HALF_EVEN, "3.12", False),
        (Rounding.DOWN, "3.13", True),
        (Rounding.DOWN, "3.12", False),
        (Rounding.ANY, "3.11", True),
        (Rounding.ANY, "3.12", False),
        (Rounding.ANY, "3.13", False),
    ],
)
def test_a_tie(rounding: Rounding, rate: str, *, wrong: bool) -> None:
    tie = frame({"poor_goal": 5, "poor_goal_rate": rate})  # 3.125 %
    assert bool(findings_in(tie, rounding=rounding)) is wrong


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("rounding", "poor", "right"),
    [
        (Rounding.HALF_UP, 625, "3.13%"),
        (Rounding.HALF_EVEN, 625, "3.12%"),  # 3.125 %
        (Rounding.HALF_EVEN, 627, "3.14%"),  # 3.135 %
        (Rounding.HALF_EVEN, 626, "3.13%"),  # no tie
        (Rounding.HALF_EVEN, 1251, "6.26%"),  # 6.255 %
        (Rounding.DOWN, 627, "3.13%"),
        (Rounding.ANY, 625, "3.13%"),
    ],
)
def test_the_right_rate_at_a_tie(engine: str, rounding: Rounding, poor: int, right: str) -> None:
    wrong = frame({"households_goal": 20_000, "poor_goal": poor, "poor_goal_rate": "9.99"})
    ((*_, expected, _),) = found(ENGINES[engine](wrong), rounding=rounding)
    assert expected == right


def test_a_bound_is_judged_by_the_parts_there_are() -> None:
    absurd = frame({"poor_goal": 161, "poor_goal_rate": "100.63"})
    assert findings_in(absurd) == [("1", "households_goal", "PP305", "160", None)]
    blank = {"households_goal": 3, "poor_goal_rate": "100.00", "near_poor_goal": None}
    assert findings_in(frame({"near_poor_goal": 0}, {"row": 2, **blank}), codes=["PP305"]) == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("households", [None, 0])
def test_a_rate_beside_no_households(engine: str, households: int | None) -> None:
    rates = frame({}, {"row": 2, "households_goal": households})
    findings = found(ENGINES[engine](rates), codes=["PP202"])
    assert findings == [("2", "poor_goal_rate", "PP202", "1.87%", None, None)]


def test_two_totals_and_rows_in_any_order() -> None:
    rows: list[dict[str, Any]] = [
        {"row": None, "part": "total", "households_goal": 319},
        {"row": 2},
        {"row": None, "part": "total", "households_goal": 320},
        {"row": 1},
        {"plan": "b", "row": None, "part": "total"},
    ]
    sums = findings_in(frame(*rows), codes=["PP101"])
    assert sums == [
        ("total", "households_goal", "PP101", "319", "320"),
        *[("total", "poor_goal", "PP101", "3", "6")] * 2,
    ]


def test_sub_totals_need_the_section_of_a_row() -> None:
    rows = frame({"part": None}, {"row": None, "part": "section", "poor_goal": 4})
    assert findings_in(rows, codes=["PP101"]) == []
    sections = rows.with_columns(section=pl.lit(1))
    assert findings_in(sections, codes=["PP101"]) == [("section1", "poor_goal", "PP101", "4", "3")]


def test_a_rate_of_labour_that_is_blank_is_not_told_of() -> None:
    labour = {"plan": "a", "row": [1, 2], "working_age": [310, 254], "trained": [251, 180]}
    rates = pl.DataFrame({**labour, "trained_rate": ["80.97", None]})
    assert found(rates, relations=LABOUR_RELATIONS) == []
    wrong = rates.with_columns(trained=pl.Series([215, 180]))
    (finding,) = found(wrong, relations=LABOUR_RELATIONS)
    assert finding[:3] == ("1", "trained_rate", "PP401")


def test_a_frame_of_flows_has_the_codes_of_flows() -> None:
    flow = {"poor_start": 90, "poor_to_near_poor": 20, "poor_left": 16, "poor_relapsed": 0}
    moved = {"poor_from_near_poor": 1, "poor_new": 0, "poor_other_out": None, "poor_other_in": 0}
    row = {"plan": "a", "row": 1, **flow, **moved, "near_poor_from_poor": 20}
    types = {"poor_other_out": pl.Int64}
    right, too_few, too_many = (
        pl.DataFrame([row | {"poor_end": end}], schema_overrides=types) for end in (55, 54, 56)
    )
    report = check_frame(right)
    assert report.checked == ("PP701", "PP702", "PP703")
    assert {gap.code for gap in report.skipped} == {"PP101", "PP701", "PP702", "PP703"}
    assert found(right) == []
    for blank in ("poor_other_out", "poor_other_in"):
        assert found(right.drop(blank)) == []
    assert found(too_few) == [("1", "poor_end", "PP702", "54", None, -1)]
    assert found(too_many) == [("1", "poor_end", "PP701", "56", None, 1)]
    assert found(too_many, relations=FLOW_OF_PERSONS_RELATIONS)[0][2] == "PP702"
    apart = right.with_columns(near_poor_from_poor=pl.lit(19))
    assert found(apart) == [("1", "near_poor_from_poor", "PP703", "19", None, -1)]


def test_a_frame_may_have_plans_and_flows() -> None:
    both = frame(poor_start=pl.lit(9), poor_end=pl.lit(9))
    codes = {gap.code for gap in check_frame(both).skipped}
    assert {"PP307", "PP701"} <= codes
    assert findings_in(both) == findings_in(frame())


@pytest.mark.parametrize("engine", ENGINES)
def test_more_leave_than_there_are(engine: str) -> None:
    flow = dict.fromkeys(map(str, FLOW_OF_POOR), 0) | {"poor_left": 3}
    below_zero = ENGINES[engine](pl.DataFrame([{"plan": "a", "row": 1, **flow}]))
    assert found(below_zero) == [("1", "poor_end", "PP701", "0", None, 3)]
