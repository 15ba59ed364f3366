"""No line of the output of a check is wider than the screen."""

from pathlib import Path

import pytest

from povertyplan import Plan, check, diagnose, read
from povertyplan.outputs.closing import Totals, closing
from povertyplan.outputs.layout import Screen, columns
from povertyplan.outputs.outcome import Checked
from povertyplan.outputs.report import as_text
from povertyplan.reading import Reading
from tests.support.commands import EXAMPLE, RESTATED, example_with, line_of

#: The annex of the example with slips of several kinds.
_SLIPS = {
    "a digit": [("| 316 |", "| 361 |")],
    "a count of poor households": [("| 88 | 2 |", "| 88 | 7 |")],
    "a total": [("| 15032 | 3924 |", "| 15032 | 3294 |")],
    "a row left out": [(line_of("Hợp Tiên"), "")],
    "a row twice": [(line_of("Hợp Tiên"), line_of("Hợp Tiên") * 2)],
    "a target stated twice": [RESTATED],
    "what is no figure": [("| 316 |", "| 31O |")],
}


def _checked(file: str) -> Checked:
    reading = read(file)
    report = check(reading)
    return Checked(file, reading, report, diagnose(reading, report))


def _too_wide(checked: Checked, lang: str, width: int) -> list[str]:
    """Return the lines that are wider than the screen and hold more than one word."""
    screen = Screen(width)
    end = closing(Totals.of(checked), lang, more=True, copy="--annotate")
    lines = as_text(checked, end, lang, screen, verbose=True)
    return [line for line in lines if columns(line) > width and " " in line.strip()]


@pytest.mark.parametrize("slip", _SLIPS)
def test_no_line_about_a_plan_is_too_wide(slip: str, tmp_path: Path) -> None:
    checked = _checked(example_with(tmp_path, *_SLIPS[slip]))
    # Each slip takes its own widths, so that together they take all from 60 to 140.
    narrowest = 60 + list(_SLIPS).index(slip)
    for width in range(narrowest, 141, len(_SLIPS)):
        assert not _too_wide(checked, "en", width)
        assert not _too_wide(checked, "vi", width)


@pytest.mark.parametrize("file", [EXAMPLE, *map(str, sorted(Path("examples/formats").iterdir()))])
def test_no_line_about_an_example_is_too_wide(file: str) -> None:
    checked = _checked(file)
    for width in (60, 79, 80, 100, 120, 140):
        assert not _too_wide(checked, "en", width)
        assert not _too_wide(checked, "vi", width)


def test_no_line_about_a_plan_without_text_is_too_wide(tmp_path: Path) -> None:
    text = Path(EXAMPLE).read_text(encoding="utf-8")
    annex = tmp_path / f"{'phu-luc-' * 4}.md"
    annex.write_text(text[text.index("## CHỈ TIÊU") :], encoding="utf-8")
    checked = _checked(str(annex))
    assert checked.lacks_text
    for width in range(60, 141, 5):
        assert not _too_wide(checked, "vi", width)


def test_no_line_about_a_plan_of_which_nothing_is_known_is_too_wide() -> None:
    reading = Reading(Plan.of(2024, []))
    checked = Checked("plan.md", reading, check(reading))
    for width in range(60, 141):
        assert not _too_wide(checked, "vi", width)


def test_the_real_plan_has_its_seven_findings_in_a_hundred_columns() -> None:
    checked = _checked(EXAMPLE)
    lines = [*as_text(checked, closing(Totals.of(checked), "en"), "en", Screen(100))]
    assert max(map(columns, lines)) <= 100
    codes = [
        line.split(": ")[1][:5] for line in lines if line and line[0].isdigit() and ": PP" in line
    ]
    assert codes == ["PP201", "PP304", "PP307", "PP504", "PP503", "PP502", "PP501"]
