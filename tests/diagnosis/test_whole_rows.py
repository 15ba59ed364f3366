"""A row that stands twice, one that should not be there, and one that is missing."""

from collections.abc import Iterable

import pytest
from attrs import evolve

from povertyplan import (
    Cause,
    Count,
    Diagnosis,
    Reading,
    Rounding,
    Section,
    check,
    diagnose,
    read,
    repaired,
)
from povertyplan.diagnosis import ExtraRow, MissingRow
from povertyplan.diagnosis.applied import certain_repairs
from povertyplan.diagnosis.budget import Budget
from povertyplan.diagnosis.changes import Cited
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.whole_rows import shown_by_form
from povertyplan.model.fields import Field, Value
from povertyplan.model.rows import Headline, PovertyTarget
from povertyplan.model.tabular import Widened
from povertyplan.reading import Form
from tests.support.slips import SOUND

ROWS = list(SOUND.targets)
COUNTS = [name for name in ROWS[0].flat() if isinstance(name, Count)]
ORDINALS = [str(row) for row in SOUND.rows]


def reading_of(
    rows: list[PovertyTarget], ordinals: list[str] | None = None, *, text: bool = True
) -> Reading:
    """Return the sound plan with other rows, and the totals that it prints."""
    plan = evolve(SOUND, targets=tuple(rows), headline=SOUND.headline if text else Headline())
    return Reading(plan, form=Form(ordinals=tuple(ordinals or ())))


def pasted(row: int, position: int) -> list[PovertyTarget]:
    """Paste a row once more, before another position."""
    return [*ROWS[: position - 1], ROWS[row - 1], *ROWS[position - 1 :]]


def best_of(reading: Reading) -> Diagnosis:
    """Return the best diagnosis, and hold that nothing is certain and nothing is repaired."""
    report = check(reading)
    found = diagnose(reading, report)
    best = found[0]
    assert not any(diagnosis.unique for diagnosis in found if diagnosis.explains(report.errors[0]))
    assert certain_repairs(reading, found) == ()
    assert {(error.code, error.place) for error in report.errors} <= set(best.clears)
    with pytest.raises(ValueError, match="take the row out of the document, or put it in"):
        repaired(reading.plan, best)
    return best


@pytest.mark.parametrize("text", [True, False])
@pytest.mark.parametrize("row", [1, 7, 19, 21, 26])
@pytest.mark.parametrize("position", [2, 8, 20, 27])
def test_a_row_pasted_twice(row: int, position: int, text: bool) -> None:  # noqa: FBT001  # a case
    best = best_of(reading_of(pasted(row, position), text=text))
    assert best.cause is Cause.ROW_PASTED_TWICE
    assert isinstance(best.row, ExtraRow)
    assert best.row.unit == ROWS[row - 1].unit.name
    assert "its figures are those of" in best.text("en")
    assert best.text("vi") != best.text("en")
    original = dict(best.terms)["original"]
    assert isinstance(original, Cited)
    assert original.place.field is Count.HOUSEHOLDS_BASE


def test_of_two_equal_rows_the_one_goes_that_does_not_continue_the_ordinals() -> None:
    ordinals = [*ORDINALS[:2], "20", *ORDINALS[2:]]
    best = best_of(reading_of(pasted(20, 3), ordinals))
    assert isinstance(best.row, ExtraRow)
    assert best.row.row == 3
    assert "its ordinal 20 is printed twice" in best.text("en")


def test_a_row_pasted_twice_under_another_spelling() -> None:
    rows = pasted(7, 8)
    rows[7] = evolve_name(rows[7], rows[7].unit.name.upper())
    assert best_of(reading_of(rows)).cause is Cause.ROW_PASTED_TWICE


def added_up(rows: Iterable[PovertyTarget]) -> PovertyTarget:
    """Return the sums of some rows."""
    total = evolve(SOUND, targets=tuple(rows), sections=()).computed_total
    assert total is not None
    return total


def evolve_name(target: PovertyTarget, name: str) -> PovertyTarget:
    """Return a row of another name."""
    return PovertyTarget.of(evolve(target.unit, name=name), *target.years, target.flat())


def test_a_total_pasted_among_the_rows() -> None:
    assert SOUND.total is not None
    rows = [*ROWS, evolve_name(SOUND.total, "Cộng")]
    best = best_of(reading_of(rows))
    assert best.cause is Cause.ROW_SUPERFLUOUS
    assert "its figures are those of the total row" in best.text("en")


@pytest.mark.parametrize("position", [1, 4])
def test_a_sub_total_read_as_a_row(position: int) -> None:
    part = evolve_name(added_up(ROWS[:3]), "Khu phố 1")
    rows = [*ROWS[: position - 1], part, *ROWS[position - 1 :]]
    best = best_of(reading_of(rows))
    assert best.cause is Cause.ROW_SUPERFLUOUS
    assert "it is the sum of the rows from" in best.text("en")


def test_a_row_left_out_is_a_tie_with_one_that_should_not_be_there() -> None:
    flat: dict[Field, Value] = {**dict.fromkeys(COUNTS, 1)}
    flat |= {Count.HOUSEHOLDS_BASE: 63, Count.PERSONS_BASE: 251, Count.HOUSEHOLDS_GOAL: 64}
    rows = [*ROWS, PovertyTarget.of(evolve(ROWS[0].unit, name="Mới"), *ROWS[0].years, flat)]
    found = diagnose(reading_of(rows, text=False))
    assert {diagnosis.cause for diagnosis in found} >= {Cause.ROW_LEFT_OUT, Cause.ROW_SUPERFLUOUS}
    assert not any(diagnosis.unique for diagnosis in found)


@pytest.mark.parametrize("row", range(1, 27))
def test_a_missing_row(row: int) -> None:
    rows, ordinals = [*ROWS], [*ORDINALS]
    del rows[row - 1], ordinals[row - 1]
    best = best_of(reading_of(rows, ordinals))
    assert best.cause is Cause.ROW_MISSING
    assert isinstance(best.row, MissingRow)
    assert best.row.ordinals == ((row,) if row < len(ROWS) else ())
    flat = ROWS[row - 1].flat()
    assert {count.field: count.value for count in best.row.counts} == {
        count.field: flat[count.field] for count in best.row.counts
    }
    assert len(best.row.counts) == 7


def test_a_missing_row_in_words() -> None:
    rows, ordinals = [*ROWS], [*ORDINALS]
    del rows[6], ordinals[6]
    best = best_of(reading_of(rows, ordinals))
    assert best.text("en").startswith(
        "the row with ordinal 7 is missing (120 households of 2023, 450 persons of 2023,"
    )
    assert "after ordinal 6 comes 8" in best.text("en")
    assert best.text("vi").startswith("thiếu dòng TT 7 (số hộ năm 2023: 120, số nhân khẩu năm 2023")


def test_two_missing_rows() -> None:
    rows, ordinals = [*ROWS], [*ORDINALS]
    for row in (12, 7):
        del rows[row - 1], ordinals[row - 1]
    best = best_of(reading_of(rows, ordinals))
    assert best.text("en").startswith("the rows with ordinals 7, 12 are missing (together 335 ")


def test_a_missing_row_of_a_section() -> None:
    parts = (range(1, 14), range(14, 27))
    sections = [
        Section(label, part, added_up(ROWS[row - 1] for row in part))
        for label, part in zip(("Khu A", "Khu B"), parts, strict=True)
    ]
    rows, ordinals = [*ROWS], [*ORDINALS]
    del rows[6], ordinals[6]
    moved = (evolve(sections[0], rows=range(1, 13)), evolve(sections[1], rows=range(13, 26)))
    plan = evolve(SOUND, targets=tuple(rows), sections=moved)
    best = best_of(Reading(plan, form=Form(ordinals=tuple(ordinals))))
    assert best.cause is Cause.ROW_MISSING
    assert "Khu A" in best.text("en")


def test_a_row_pasted_twice_in_a_section() -> None:
    sections = (
        Section("Khu A", range(1, 15), added_up(ROWS[:13])),
        Section("Khu B", range(15, 28), added_up(ROWS[13:])),
    )
    plan = evolve(SOUND, targets=tuple(pasted(7, 8)), sections=sections)
    best = best_of(Reading(plan))
    assert best.cause is Cause.ROW_PASTED_TWICE


def test_another_contradiction_of_the_total_is_explained_beside_a_missing_row() -> None:
    reading = read("examples/cao-thuong-2024/plan.md")
    rows = [*reading.plan.targets]
    del rows[6]
    form = evolve(reading.form, ordinals=tuple(text for text in ORDINALS if text != "7"))
    reading = evolve(reading, plan=evolve(reading.plan, targets=tuple(rows)), form=form)
    found = diagnose(reading)
    causes = [diagnosis.cause for diagnosis in found if diagnosis.rank == 1]
    assert Cause.ROW_MISSING in causes
    assert Cause.STALE_DENOMINATOR in causes
    assert not any(diagnosis.unique for diagnosis in found)


def test_names_and_ordinals_belong_to_the_row_that_they_speak_of() -> None:
    ordinals = [*ORDINALS[:7], "7", *ORDINALS[7:]]
    rows, gone = [*ROWS], [*ORDINALS]
    del rows[6], gone[6]
    for reading in (reading_of(pasted(7, 8), ordinals), reading_of(rows, gone)):
        best = best_of(reading)
        (finding,) = check(reading, select=["PP505"]).findings
        assert best.explains(finding)


def test_a_row_of_one_name_twice_leaves_another_finding_about_names() -> None:
    rows = pasted(7, 8)
    rows[0] = evolve_name(rows[0], rows[1].unit.name)
    reading = reading_of(rows)
    (finding,) = check(reading, select=["PP505"]).findings
    assert not best_of(reading).explains(finding)


def test_a_row_that_is_struck_through_and_still_counted() -> None:
    rows, ordinals = [*ROWS], [*ORDINALS]
    del rows[6], ordinals[6]
    form = Form(ordinals=tuple(ordinals), withdrawn=("7",))
    best = best_of(evolve(reading_of(rows), form=form))
    assert "ordinal 7 is struck through in the annex" in best.text("en")


def test_another_table_has_no_names_and_ordinals() -> None:
    table = Widened(SOUND, {}, ())
    index = CaseIndex.of(table, Rounding.HALF_UP, Budget(100))
    assert shown_by_form(index) == ()


@pytest.mark.parametrize("row", [1, 4, 20])
def test_a_row_counted_twice_is_likelier_than_a_missing_one_that_equals_it(row: int) -> None:
    twice = evolve(SOUND, targets=(*SOUND.targets, SOUND.targets[row - 1]), total=None)
    plan = evolve(SOUND, total=twice.computed_total, headline=Headline())
    causes = [one.cause for one in diagnose(plan)]
    assert causes.index(Cause.ROW_TWICE) < causes.index(Cause.ROW_MISSING)
