"""Struck fonts and number formats of a workbook."""

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.office import HEADER, book, notices

STRUCK = InlineFont(strike=True)


def test_struck_figures_are_withdrawn_and_told_once() -> None:
    """Parts of a cell and whole cells, numbers and texts; text of its own font may be kept."""

    def strike(sheet: Worksheet) -> None:
        for cell in ("C2", "F2", "D3"):
            sheet[cell].font = Font(strike=True)

    poor = CellRichText(TextBlock(STRUCK, "9"), "5")
    name = CellRichText(TextBlock(STRUCK, "Bậu"))
    kept = CellRichText("9", TextBlock(InlineFont(b=True), "3"))
    rows = [[1, "Chợ", 160, poor, 3.13, "2"], [2, "Ngò", 76, kept, 3.95, 2], [3, name, 5, 1, 20, 1]]
    reading = book(HEADER, *rows, change=strike)
    first, second = reading.plan.targets[:2]
    assert (first.base.households, first.base.poor.count, first.goal.poor.count) == (None, 5, None)
    assert second.base.poor.count == 3
    (told,) = (one for one in reading.notices if one.code == "figures-struck")
    assert dict(told.values) == {"number": 5, "text": "“160”"}
    assert str(told.source) == "plan.xlsx:PL!C2"


def test_what_a_format_hides_is_not_seen() -> None:
    def hide(sheet: Worksheet) -> None:
        for cell in ("G1", "G2", "H2", "E2"):
            sheet[cell].number_format = ";;;"

    reading = book([*HEADER, HEADER[2]], [1, "Chợ", 160, 5, 3.13, 2, 99, True], change=hide)
    target = reading.plan.targets[0]
    assert (target.base.households, target.base.poor.rate) == (160, None)
    assert notices(reading) == []


def test_rates_without_a_format() -> None:
    """A computed rate is read at two places; a typed one as it was typed."""
    rows = [
        [1, "Chợ", 217, 8, 8 / 217 * 100, 2],
        [2, "Ngò", 217, 1, 1 / 217 * 100, 1],
        [3, "Bậu", 200, 3, 1.5, 1],
    ]
    reading = book(HEADER, *rows)
    rates = [str(target.base.poor.rate) for target in reading.plan.targets]
    assert rates == ["3.69%", "0.46%", "1.5%"]


def test_shares_of_one_without_a_format() -> None:
    """They are read as percentages of two places, told once."""
    reading = book(HEADER, [1, "Chợ", 217, 8, 8 / 217, 2], [2, "Ngò", 217, 5, 5 / 217, 1])
    assert str(reading.plan.targets[0].base.poor.rate) == "3.69%"
