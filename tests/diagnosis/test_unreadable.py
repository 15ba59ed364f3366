"""What should stand in a cell that holds no figure."""

import pytest

from povertyplan import Cause, Diagnosis, Place, Reading, check, diagnose, read_text
from povertyplan.diagnosis.applied import certain_repairs, edits_of
from povertyplan.documents.write.patch import patched_text

HEADER = """| Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Tỷ lệ nghèo 2023 | Số hộ 2024 | Hộ nghèo 2024 |
|---|---|---|---|---|---|
"""
ROWS = {
    "Chợ": ["136", "8", "5.88", "140", "4"],
    "Ngò": ["110", "5", "4.55", "112", "3"],
    "Bậu": ["95", "3", "3.16", "97", "2"],
    "Tổng": ["341", "16", "4.69", "349", "9"],
}


def text(**cells: str) -> str:
    """Return a plan with other texts in some cells, such as ``Ngò_1``."""
    rows = {name: list(figures) for name, figures in ROWS.items()}
    for cell, written in cells.items():
        name, _, column = cell.partition("_")
        rows[name][int(column)] = written
    lines = ("| " + " | ".join([name, *figures]) + " |" for name, figures in rows.items())
    return HEADER + "\n".join(lines)


def explained(**cells: str) -> tuple[Reading, Diagnosis | None]:
    reading = read_text(text(**cells))
    report = check(reading)
    assert {finding.code for finding in report.errors} == {"PP506"}
    return reading, next(iter(diagnose(reading, report)), None)


@pytest.mark.parametrize(
    ("cell", "written", "cause", "proposed", "unique"),
    [
        ("Ngò_0", "11O", Cause.LETTER_FOR_DIGIT, "110", True),
        ("Ngò_0", "l1o", Cause.LETTER_FOR_DIGIT, "110", True),
        ("Ngò_0", "110 thôn", Cause.LETTER_FOR_DIGIT, "110", True),
        ("Ngò_0", "11.0.", Cause.MISTYPED, "110", True),
        ("Ngò_0", "?", Cause.NO_FIGURE, "110", True),
        ("Ngò_0", "#VALUE!", Cause.NO_FIGURE, "110", True),
        ("Ngò_0", "101?", Cause.MISTYPED, "110", False),
        ("Ngò_0", "9" * 40, Cause.NO_FIGURE, "110", True),
        ("Ngò_2", "1/4", Cause.NO_FIGURE, "4.55%", True),
        ("Ngò_2", "4," * 40, Cause.NO_FIGURE, "4.55%", True),
        ("Ngò_1", "-5", Cause.MISTYPED, "5", True),
        ("Ngò_1", "3.5", Cause.MISTYPED, "5", True),
        ("Ngò_1", "S", Cause.LETTER_FOR_DIGIT, "5", True),
        ("Ngò_1", "x", Cause.NO_FIGURE, "5", True),
        ("Ngò_3", "?", Cause.NO_FIGURE, "112", False),
        ("Ngò_3", "01/12/2024", Cause.NO_FIGURE, "112", False),
        ("Ngò_2", "4.S5", Cause.LETTER_FOR_DIGIT, "4.55%", True),
        ("Ngò_2", "4..55", Cause.MISTYPED, "4.55%", True),
        ("Ngò_2", "#DIV/0!", Cause.NO_FIGURE, "4.55%", True),
        ("Ngò_2", "x", Cause.NO_FIGURE, "4.55%", True),
        ("Ngò_2", "5.44?", Cause.MISTYPED, "4.55%", False),
        ("Tổng_1", "#REF!", Cause.NO_FIGURE, "16", True),
        ("Tổng_4", "l", Cause.LETTER_FOR_DIGIT, "9", False),
    ],
)
def test_the_other_figures_tell(
    cell: str, written: str, cause: Cause, proposed: str, *, unique: bool
) -> None:
    _, best = explained(**{cell: written})
    assert best is not None
    assert (best.cause, str(best.edits[0].proposed)) == (cause, proposed)
    assert best.unique is unique
    # Markdown takes the first sign for a heading's.
    assert f"“{written.removeprefix('#')}” → {proposed}" in str(best)


def test_nothing_is_said_where_nothing_tells() -> None:
    assert explained(Ngò_3="?", Bậu_3="?")[1] is None


def test_what_only_the_text_seems_to_say_is_not_certain() -> None:
    _, best = explained(Ngò_3="11Z", Bậu_3="9l")
    assert best is not None
    assert str(best.edits[0].proposed) == "112"
    assert not best.unique


def test_figures_that_contradict_each_other_tell_nothing() -> None:
    reading = read_text(text(Ngò_0="?", Tổng_0="500"))
    assert not any(one.explains(finding) for one in diagnose(reading)
                   for finding in check(reading).findings if finding.code == "PP506")  # fmt: skip


def test_a_certain_figure_is_written_in_place_of_the_text() -> None:
    written = text(Ngò_0="11O", Ngò_2="4.S5")
    reading = read_text(written)
    report = check(reading)
    edits = edits_of(certain_repairs(reading, diagnose(reading, report)))
    assert [str(edit.place) for edit in edits] == ["2/households_base"]
    repaired = patched_text(written.encode(), reading, edits).data.decode()
    assert repaired == text(Ngò_2="4.S5")
    errors = check(read_text(repaired)).errors
    assert [finding.place for finding in errors] == [Place(2, "poor_base_rate")]


def test_a_rate_is_not_told_without_its_counts_and_not_certain_where_they_are_doubted() -> None:
    blank = read_text(text(Ngò_2="#DIV/0!", Ngò_0="0", Tổng_0="231", Tổng_2="6.93"))
    assert not any("#DIV" in str(one) for one in diagnose(blank))
    doubted = read_text(text(Ngò_2="x", Tổng_0="999", Tổng_1="99", Tổng_2="-"))
    told = [one for one in diagnose(doubted) if one.cause is Cause.NO_FIGURE]
    assert [one.unique for one in told] == [False]
