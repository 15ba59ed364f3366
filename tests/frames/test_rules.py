"""Relations that are not those of a plan, over data frames."""

from typing import Any

import polars as pl
import pytest

from povertyplan import Count, Rate
from povertyplan.frames import check_frame
from povertyplan.model.relations import RELATIONS, Balance, Bound, Drop, Relation, Sum
from tests.support.engines import ENGINES, Native
from tests.support.engines import rows as engine_rows

FLOW = Balance(
    Count.POOR_GOAL, Count.POOR_BASE, outs=(Count.NEAR_POOR_BASE,), ins=(Count.NEAR_POOR_GOAL,)
)
DROP = Drop(Count.POOR_DROP, Count.POOR_BASE, Count.POOR_GOAL)
ROW = {"plan": "a", "row": 1, "part": None, "poor_base": 8, "near_poor_base": 5}
ROW |= {"near_poor_goal": 1, "poor_goal": 4, "poor_drop": 4}
TOTAL = ROW | {"row": None, "part": "total"}


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
    assert found(make(pl.DataFrame([ROW, TOTAL])), relations=[relation]) == []
    wrong = make(pl.DataFrame([ROW | change, TOTAL]))
    assert found(wrong, relations=[relation]) == [finding]


def test_a_blank_operand_of_a_balance_leaves_it_unknown() -> None:
    blank = pl.DataFrame([ROW | {"near_poor_goal": None}, TOTAL])
    assert found(blank, relations=[FLOW]) == []
    report = check_frame(pl.DataFrame([ROW]).drop("near_poor_goal"), relations=[FLOW])
    assert "PP309" not in report.checked
    assert ("PP309", "near_poor_goal") in {
        (gap.code, gap.place and gap.place.field) for gap in report.skipped
    }


def test_codes_are_those_of_the_relations() -> None:
    wrong = pl.DataFrame([ROW | {"poor_drop": 3}, TOTAL])
    assert found(wrong, relations=[DROP], codes=["PP101"]) == []
    assert len(found(wrong, relations=[DROP], codes=["PP309"])) == 1
    with pytest.raises(ValueError, match="'PP309' is no code of a frame: expected PP101, PP201"):
        check_frame(wrong, codes=["PP309"])


def test_a_frame_cannot_hold_the_drop_of_a_rate() -> None:
    (drop,) = (relation for relation in RELATIONS if relation.subject is Rate.POOR_RATE_DROP)
    with pytest.raises(ValueError, match="cannot hold poor_rate_drop, the drop of a rate"):
        check_frame(pl.DataFrame([ROW]), relations=[drop])
