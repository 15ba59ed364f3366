"""What was found in a file, in lines."""

import pytest
from attrs import evolve

from povertyplan import Place, Plan, check
from povertyplan.diagnosis.sentences import NOT_ALL_SEARCHED
from povertyplan.outputs.layout import Passage, Screen
from povertyplan.outputs.outcome import Checked
from povertyplan.outputs.report import as_text
from povertyplan.reading import Form, Notice, Reading, Source
from tests.support.page import checked
from tests.support.slips import SOUND, repeated

ROW = {"name": "Chợ", "households_goal": 140, "poor_goal": 2, "poor_goal_rate": "1.43"}
WRONG = Plan.of(2024, [ROW | {"poor_goal_rate": "1.44"}])
HEADLINE = {"poor_goal_rate": "1.43"}
END = Passage.of("the end")


def told(checked: Checked, *, verbose: bool = False) -> list[str]:
    return [*as_text(checked, END, "en", Screen(200), verbose=verbose)]


def test_what_has_no_source_is_shown_without_one() -> None:
    reading = Reading(WRONG, notices=(Notice("unit-unnamed"),))
    found = told(Checked("plan.md", reading, check(reading)))
    assert found[0] == "plan.md"
    assert found[2].startswith("PP201 error: ")
    assert "assumed: the document does not name its commune" in found


def test_a_source_in_another_file_is_told_with_its_file() -> None:
    place = Place(1, "poor_goal_rate")
    for file, where in (("plan.md", "3:5: "), ("annex.md", "annex.md:3:5: ")):
        reading = Reading(WRONG, {place: Source(file, 3, 5)})
        assert told(Checked("plan.md", reading, check(reading)))[2].startswith(f"{where}PP201")


def test_what_no_file_is_known_of_is_no_link() -> None:
    screen = Screen(200, links=True)
    reading = Reading(WRONG, {Place(1, "poor_goal_rate"): Source(sheet="Phụ lục", cell="I63")})
    for file, is_link in (("<stdin>", False), ("", False), ("plan.md", True)):
        lines = as_text(Checked(file, reading, check(reading)), END, "en", screen)
        assert ("\x1b]8;;file:///" in next(lines)) is is_link


def test_what_could_not_be_checked_is_one_line() -> None:
    report = check(WRONG)
    checked = Checked("plan.md", Reading(WRONG), report)
    number = len({skipped.text("en") for skipped in report.skipped})
    assert 1 < number < len(report.skipped)
    assert f"{number} things could not be checked; add --verbose to see why" in told(checked)
    verbose = told(checked, verbose=True)
    first = verbose.index(f"{number} things could not be checked:")
    assert verbose[first + 1] == "    PP101: the annex has no total row"
    one = evolve(checked, report=evolve(report, skipped=(report.skipped[0], report.skipped[0])))
    assert "1 thing could not be checked: the annex has no total row" in told(one)
    none = evolve(checked, report=evolve(report, skipped=()))
    assert not any("could not be checked" in line for line in told(none))


def test_a_search_that_was_cut_short_is_told() -> None:
    told_of_cut = NOT_ALL_SEARCHED.text({}, "en")
    assert told_of_cut in told(checked(repeated(5)))
    assert told_of_cut not in told(checked(SOUND))


def test_where_nothing_was_compared_every_reason_is_told_once() -> None:
    reading = Reading(Plan.of(2024, []))
    found = told(
        Checked("plan.md", reading, check(reading, select=[f"PP30{n}" for n in range(1, 9)]))
    )
    assert found[found.index("6 things could not be checked:") :] == [
        "6 things could not be checked:",
        (
            "    PP301: not stated in the text, so not compared: poor households, near-poor"
            " households"
        ),
        ("    PP302: not stated in the text, so not compared: poor rate, near-poor rate"),
        (
            "    PP303, PP304: not stated in the text, so not compared: drop in poor households,"
            " drop in the poor rate, drop in near-poor households, drop in the near-poor rate"
        ),
        "    PP305, PP306: the annex states no figures to compare",
        "    PP307: fewer than six rows state the households of both years",
        "    PP308: fewer than six rows state both households and persons",
        (
            "no target is stated in words; if the text of the plan is in another file:"
            " povertyplan check TEXT --annex plan.md"
        ),
        "",
        "the end",
    ]


def test_a_file_of_which_nothing_is_told_has_one_line() -> None:
    plan = Plan.of(2024, [ROW], headline=HEADLINE)
    report = evolve(check(plan), findings=(), skipped=())
    assert told(Checked("plan.md", Reading(plan), report)) == ["plan.md: the end"]


@pytest.mark.parametrize("is_reviewed", [False, True])
def test_a_plan_without_text_is_asked_for_its_text(*, is_reviewed: bool) -> None:
    reading = Reading(WRONG, form=Form(reviewed=is_reviewed))
    lines = told(Checked("plan.md", reading, check(reading)))
    asked = [line for line in lines if "povertyplan check TEXT --annex plan.md" in line]
    assert len(asked) == (not is_reviewed)


def test_findings_without_explanations_stand_together() -> None:
    rows = [ROW | {"name": f"Tổ {number}", "poor_goal_rate": None} for number in range(3)]
    plan = Plan.of(2024, [ROW, *rows], headline=HEADLINE)
    found = told(Checked("plan.md", Reading(plan), check(plan, select=["PP203"])))
    assert [line[:14] for line in found[1:6]] == ["", *["PP203 warning:"] * 3, ""]


def test_errors_come_first_and_then_the_order_of_the_document() -> None:
    rows = [ROW, ROW | {"name": "Ngò", "poor_goal_rate": None}, ROW | {"poor_goal_rate": "9.99"}]
    plan = Plan.of(2024, rows, headline=HEADLINE)
    report = check(plan, select=["PP2"])
    report = evolve(report, findings=(*report.findings, *check(WRONG, select=["PP2"]).findings))
    orders = {
        "B10": Source("plan.xlsx", sheet="Phụ lục", cell="B10"),
        "B9": Source("plan.xlsx", sheet="Phụ lục", cell="B9"),
        "AA9": Source("plan.xlsx", sheet="Phụ lục", cell="AA9"),
    }
    places = [finding.place for finding in report.findings]
    reading = Reading(plan, dict(zip(places, orders.values(), strict=False)))
    found = told(Checked("plan.xlsx", reading, report))
    heads = [line.partition(":")[0] for line in found if "PP20" in line]
    assert heads == ["Phụ lục!B9", "Phụ lục!AA9", "Phụ lục!B10"]
