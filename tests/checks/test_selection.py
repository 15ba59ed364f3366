"""Rows are accepted as messages call them, and never another one."""

import pytest
from attrs import evolve

from povertyplan import Plan, Section, check
from povertyplan.checks import CHECKS
from povertyplan.checks.selection import patterns
from povertyplan.reading import Form, Reading

RATE_OVER_NOTHING = {"households_goal": 0, "poor_goal": 0, "poor_goal_rate": "0.1"}
ROWS = [{"name": name, **RATE_OVER_NOTHING} for name in ("Chợ", "Ngò", "Hòa Sơn")]
PLAN = Plan.of(2024, ROWS)


def left(ordinals: tuple[str, ...], word: str) -> list[str]:
    """Return the findings that are reported though a row is accepted."""
    reading = Reading(PLAN, form=Form(ordinals=ordinals))
    report = check(reading, select=["PP202"], ignore=[f"PP202@{word}"])
    return [finding.unit for finding in report.findings]


@pytest.mark.parametrize(
    ("ordinals", "word", "reported"),
    [
        ((), "2", ["Chợ", "Hòa Sơn"]),
        (("1", "2", "3"), "2", ["Chợ", "Hòa Sơn"]),
        (("1", "3", "4"), "3", ["Chợ", "Hòa Sơn"]),
        (("1", "3", "4"), "TT 3 (ngò)", ["Chợ", "Hòa Sơn"]),
        (("1", "3", "4"), "no. 3", ["Chợ", "Hòa Sơn"]),
        (("1", "3", "4"), "row 1", ["Ngò", "Hòa Sơn"]),
        (("1", "1.1", "1.2."), "1.2 (Hoà Sơn)", ["Chợ", "Ngò"]),
        (("A", "B", "C"), "B", ["Chợ", "Hòa Sơn"]),
        (("1", "", "3"), "2", ["Chợ", "Hòa Sơn"]),
        (("1", "", "3"), "dòng 2", ["Chợ", "Hòa Sơn"]),
        (("1", "", "2"), "dòng 2", ["Chợ", "Hòa Sơn"]),
        (("1", "", "2"), "row 2 (Ngò)", ["Chợ", "Hòa Sơn"]),
        (("1", "", "2"), "TT 2", ["Chợ", "Ngò"]),
        (("1", "1", "2"), "1 (Ngò)", ["Chợ", "Hòa Sơn"]),
        (("2", "", "3"), "2 (Ngò)", ["Chợ", "Hòa Sơn"]),
    ],
)
def test_a_row_is_called_as_in_messages(
    ordinals: tuple[str, ...], word: str, reported: list[str]
) -> None:
    assert left(ordinals, word) == reported


@pytest.mark.parametrize(
    ("ordinals", "word"),
    [
        (("1", "3", "4"), "2"),
        (("1", "1", "2"), "1"),
        (("1", "2", ""), "2 (Chợ)"),
        (("1", "", "2"), "2"),
        (("1", "3", "4"), "dòng 2"),
        (("1", "3", "4"), "row 3"),
        ((), "TT 2"),
        (("1", "2", "3"), "total"),
        (("1", "2", "3"), "section1"),
    ],
)
def test_no_other_row_is_accepted(ordinals: tuple[str, ...], word: str) -> None:
    assert left(ordinals, word) == ["Chợ", "Ngò", "Hòa Sơn"]


def test_every_row_that_is_called_so_is_selected() -> None:
    reading = Reading(PLAN, form=Form(ordinals=("1", "1", "2")))
    report = check(reading, select=["PP202@1"])
    assert [finding.unit for finding in report.findings] == ["Chợ", "Ngò"]


def test_a_word_for_a_number_with_zeros() -> None:
    (with_zero,), (without,) = patterns(["PP202@02"], CHECKS), patterns(["PP202@2"], CHECKS)
    assert with_zero.row == without.row


@pytest.mark.parametrize(
    ("select", "ignore", "unmatched"),
    [
        (["PP202@1"], ["PP202@1 (Ngò)"], ()),
        (None, ["PP202@99"], ("PP202@99",)),
        (["PP2", "PP202@99"], ["PP202@99"], ("PP202@99",)),
        (["PP202@1 (Mới)"], ["PP202@TT 9"], ("PP202@1 (Mới)", "PP202@TT 9")),
        (None, ["PP1@total", "PP101@section1"], ("PP1@total", "PP101@section1")),
        (None, ["PP3@headline", "PP4@labour", "PP5@document"], ()),
        # Both rows are selected, and none of them is accepted.
        (["PP202@TT 1"], ["PP2@TT 1"], ("PP2@TT 1",)),
    ],
)
def test_a_word_for_a_row_that_the_table_does_not_have(
    select: list[str] | None, ignore: list[str], unmatched: tuple[str, ...]
) -> None:
    reading = Reading(PLAN, form=Form(ordinals=("1", "1", "2")))
    assert check(reading, select=select, ignore=ignore).unmatched == unmatched


def test_a_total_row_and_a_sub_total_are_rows_of_the_table() -> None:
    plan = Plan.of(2024, ROWS, total={"households_goal": 0})
    sections = (Section("I", range(1, 3), plan.total), Section("II", range(3, 4)))
    report = check(evolve(plan, sections=sections), ignore=["PP1@total", "PP1@section1"])
    assert report.unmatched == ()


MANY_POOR = Plan.of(2024, [{"households_goal": 10, "poor_goal": 11}])


def test_one_word_may_be_given_as_it_is() -> None:
    assert check(MANY_POOR, select="PP305") == check(MANY_POOR, select=["PP305"])
    assert check(MANY_POOR, ignore="PP3") == check(MANY_POOR, ignore=["PP3"])
    assert [finding.code for finding in check(MANY_POOR, select="PP30").findings] == ["PP305"]


@pytest.mark.parametrize("word", ["", "2", "pp201", "PP999"])
def test_a_word_that_means_no_check_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="is neither a code nor the beginning of one"):
        check(MANY_POOR, select=word)


def test_words_are_text() -> None:
    with pytest.raises(TypeError, match=r"check: select must be .*, got 201 \(an int\)"):
        check(MANY_POOR, select=201)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"check: select\[0\] must be a str, got 201 \(an int\)"):
        check(MANY_POOR, select=[201])  # type: ignore[list-item]
