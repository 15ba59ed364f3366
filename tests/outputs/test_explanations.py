"""What stands below a finding."""

from itertools import chain
from pathlib import Path

import pytest
from attrs import evolve

from povertyplan import Cause, Diagnosis, Edit, Place, Plan, check, read
from povertyplan.cli import main
from povertyplan.diagnosis import Change, Contradiction
from povertyplan.model.fields import Value
from povertyplan.outputs.explanations import explanations
from povertyplan.outputs.layout import Screen
from povertyplan.outputs.outcome import Checked
from povertyplan.reading import Reading
from tests.support.commands import EXAMPLE, RESTATED, RIGHT, example_with, lines


def change(place: Place, printed: Value, proposed: Value, *, derived: bool = False) -> Change:
    return Change(Edit(place, printed, proposed), derived)


def explained(*diagnoses: Diagnosis) -> list[str]:
    """Return the lines about explanations of a finding."""
    plan = Plan.of(2024, [{"name": "Chợ", "poor_base": 3, "poor_goal": 4}])
    report = check(plan)
    checked = Checked("plan.md", Reading(plan), report)
    group = Contradiction(report.findings, diagnoses)
    return [*chain.from_iterable(map(Screen(1000).lines, explanations(checked, group, "en")))]


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "1000")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            [
                "    the right figure: 1.38%",
                (
                    "    most likely cause: 54 was divided by 3,898, the households of 2023, which"
                    " makes 1.39%"
                ),
                "        no whole number of 3,924 households is 1.39%",
                "        only of 3,871 to 3,898 households would it be right",
                "    it may also be: one digit was typed wrong",
            ],
        ),
        (
            "vi",
            [
                "    số đúng: 1,38%",
                (
                    "    nguyên nhân có khả năng nhất: lấy 54 chia cho 3.898, là số hộ năm 2023,"
                    " nên ra 1,39%"
                ),
                "        với tổng số 3.924 hộ, không có số hộ nào cho tỷ lệ 1,39%",
                "        chỉ đúng nếu tổng số hộ từ 3.871 đến 3.898",
                "    cũng có thể do: nhập sai một chữ số",
            ],
        ),
    ],
)
def test_what_explains_a_finding_stands_below_it(
    lang: str, said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", EXAMPLE, "--lang", lang])
    found = lines(capsys)
    at = next(at for at, line in enumerate(found) if line.startswith("87:51: PP201"))
    assert found[at + 1 : at + 6] == said


def found_in(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the paragraphs about a plan."""
    path = tmp_path / "plan.md"
    path.write_text(text)
    main(["check", str(path), "--lang", "en"])
    return lines(capsys)


def test_one_cause_of_many_findings_is_one_message(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = RIGHT.replace("| 5 | Bậu | 88 | 316 | 88 | 2 |", "| 5 | Bậu | 88 | 316 | 88 | 7 |")
    found = found_in(text, tmp_path, capsys)
    first = next(number for number, line in enumerate(found) if line.startswith("65:33: PP201"))
    assert found[first + 1 : first + 4] == [
        "    the right figure: row 5 (Bậu), poor households of 2023: 7 → 2",
        "    cause: one digit was typed wrong",
        "    also: PP101 total row, poor households of 2023",
    ]
    assert not any("PP101 error" in line for line in found)
    assert found[-1].startswith(
        "2 errors to correct (1 cause), 2 places to look at, 4 remarks on form."
    )


def test_the_repair_of_an_error_folds_the_warnings_that_it_clears(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = RIGHT.replace("| 5 | Bậu | 88 | 316 |", "| 5 | Bậu | 188 | 316 |")
    found = found_in(text, tmp_path, capsys)
    (also,) = [line for line in found if line.startswith("    also: ")]
    assert "PP307 row 5 (Bậu)" in also
    assert "PP308 row 5 (Bậu)" in also
    assert not any("PP307 warning: row 5" in line for line in found)


def test_many_consequences_are_counted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = found_in(RIGHT.replace("| 15032 | 3924 |", "| 15032 | 3294 |"), tmp_path, capsys)
    (also,) = [line for line in found if line.startswith("    also: ")]
    assert also.endswith("; and 1 more finding")


def test_the_rest_of_many_explanations_is_counted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    found = found_in(RIGHT.replace("| 316 |", "| 361 |"), tmp_path, capsys)
    assert "    likely: row 5 (Bậu), persons of 2023: 361 → 316: " in "\n".join(found)
    assert "    and 24 further explanations" in found


def test_the_other_statement_of_a_target_is_shown(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    main(["check", example_with(tmp_path, RESTATED)])
    assert "the other place: " in capsys.readouterr().out


def test_a_statement_without_a_source_is_not_shown(tmp_path: Path) -> None:
    reading = evolve(read(example_with(tmp_path, RESTATED)), sources={})
    checked = Checked("plan.md", reading, check(reading))
    below = [*chain.from_iterable(explanations(checked, group, "en") for group in checked.groups)]
    assert not any("the other place" in words.text for part in below for words in part.parts)


def test_several_figures_of_one_explanation_stand_in_a_list() -> None:
    """Likely ones below their cause; what follows from them below its words, at most three."""
    slips = [change(Place(row, "poor_goal"), 3, 5) for row in range(1, 5)]
    derived = [
        change(Place(row, "poor_goal_rate"), None, None, derived=True) for row in range(1, 6)
    ]
    found = explained(Diagnosis(Cause.MISTYPED, (*slips, *derived), (), rivals=1))
    assert found[:6] == [
        "    likely: the figure was typed wrong",
        "        row 1, poor households: 3 → 5",
        "        row 2, poor households: 3 → 5",
        "        row 3, poor households: 3 → 5",
        "        row 4, poor households: 3 → 5",
        "        computed from it:",
    ]
    assert found[6].startswith("            row 1, poor rate: ")
    assert found[9] == "            and 2 more"
    fewer = explained(Diagnosis(Cause.MISTYPED, (slips[0], *derived[:2]), (), rivals=1))
    assert len([line for line in fewer if line.startswith("            row ")]) == 2
    assert not any(line.endswith(" more") for line in fewer)


def test_what_is_certain_of_several_figures_stands_in_a_list() -> None:
    slips = [change(Place(row, "poor_goal"), 3, 5) for row in (1, 2)]
    assert explained(Diagnosis(Cause.CELLS_EXCHANGED, tuple(slips), (), unique=True))[:3] == [
        "    the right figures:",
        "        row 1, poor households: 3 → 5",
        "        row 2, poor households: 3 → 5",
    ]


def test_an_alternative_names_at_most_three_figures() -> None:
    best = Diagnosis(Cause.MISTYPED, (change(Place(1, "poor_goal"), 3, 5),), (), rivals=1)
    slips = [change(Place(row, "poor_goal"), 3, 5) for row in range(1, 6)]
    found = explained(best, Diagnosis(Cause.MISTYPED, tuple(slips), (), rivals=1))
    (line,) = [line for line in found if line.startswith("    or: ")]
    assert line.endswith("row 3, poor households: 3 → 5 and 2 more: the figure was typed wrong")
