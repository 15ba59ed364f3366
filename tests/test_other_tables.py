"""A table of another kind, with relations of its own, is judged as a plan is."""

from fractions import Fraction

import polars as pl
import pytest
from attrs import evolve
from hypothesis import find, given

from povertyplan import Cause, Count, Edit, Part, Percent, Place, Rate, check, diagnose
from povertyplan.frames import check_frame
from povertyplan.model.fields import Field, Value
from povertyplan.model.places import Row
from povertyplan.model.relations import Relation
from povertyplan.strategies import filled
from tests.support.tables import LABOUR_RELATIONS, RATE, LabourTable

COUNTS: dict[Row, tuple[int, int]] = {
    1: (310, 251),
    2: (254, 180),
    3: (488, 402),
    4: (199, 165),
    Part.TOTAL: (1251, 998),
}


def flat(working_age: int, trained: int) -> dict[Field, Value]:
    return {
        Count.WORKING_AGE: working_age,
        Count.TRAINED: trained,
        Rate.TRAINED_RATE: Percent.of(Fraction(trained, working_age)),
    }


RIGHT = LabourTable({row: flat(*counts) for row, counts in COUNTS.items()})
#: Two digits of one count are swapped: its rate and the total stand against it.
SLIPPED = RIGHT.edited([Edit(Place(2, Count.TRAINED), 180, 108)])


def found(table: LabourTable) -> set[tuple[str, str]]:
    return {(finding.code, str(finding.place)) for finding in check(table).findings}


def found_in_a_frame(table: LabourTable, relations: tuple[Relation, ...]) -> set[tuple[str, str]]:
    rows = [
        {
            "plan": "a",
            "row": None if row is Part.TOTAL else row,
            "part": "total" if row is Part.TOTAL else None,
            **{field: None if value is None else str(value) for field, value in figures.items()},
        }
        for row, figures in table.figures().items()
    ]
    frame = pl.DataFrame(rows).with_columns(
        pl.col("row").fill_null(5), pl.col("working_age", "trained").cast(pl.Int64)
    )
    findings = check_frame(frame, relations=relations).findings
    return {(row["code"], f"{row['row']}/{row['field']}") for row in findings.rows(named=True)}


def test_a_right_table_has_no_findings() -> None:
    assert check(RIGHT).findings == ()
    assert len(diagnose(RIGHT)) == 0
    assert found_in_a_frame(RIGHT, LABOUR_RELATIONS) == set()


def test_checks_and_frames_find_the_slip() -> None:
    slips = {("PP401", "2/trained_rate"), ("PP101", "total/trained")}
    assert found(SLIPPED) == slips
    assert found_in_a_frame(SLIPPED, LABOUR_RELATIONS) == slips
    (finding, *_) = check(SLIPPED).findings
    assert finding.text("vi").startswith("dòng 2 (TDP 2): tỷ lệ lao động qua đào tạo")


def test_the_diagnosis_names_it() -> None:
    best = diagnose(SLIPPED)[0]
    assert (best.cause, best.unique) == (Cause.DIGITS_SWAPPED, True)
    assert SLIPPED.edited(best.edits) == RIGHT


BLANK = LabourTable({row: dict.fromkeys(flat(1, 1)) for row in COUNTS})


@given(filled(BLANK))
def test_strategies_make_tables_that_agree(table: LabourTable) -> None:
    assert check(table).errors == ()


def test_strategies_keep_no_relation_that_is_not_claimed() -> None:
    without_rate = evolve(BLANK, relations=[LABOUR_RELATIONS[0], LABOUR_RELATIONS[1]])
    table = find(filled(without_rate), lambda table: not check(evolve(table, relations=[RATE])).ok)
    assert check(table).ok


@pytest.mark.parametrize(
    ("removed", "left"),
    [
        (RATE, {("PP101", "total/trained")}),
        (LABOUR_RELATIONS[1], {("PP401", "2/trained_rate")}),
    ],
)
def test_a_relation_removed_is_no_longer_judged(
    removed: Relation, left: set[tuple[str, str]]
) -> None:
    relations = tuple(relation for relation in LABOUR_RELATIONS if relation != removed)
    table = evolve(SLIPPED, relations=relations)
    assert found(table) == left
    assert found_in_a_frame(table, relations) == left
