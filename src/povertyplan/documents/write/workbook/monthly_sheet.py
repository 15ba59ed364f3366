"""The sheet of one unit's report: its head, its lines with their cells, and how it is printed."""

from collections.abc import Mapping, Sequence
from datetime import date

from attrs import frozen

from povertyplan.documents.forms import Beside, FigureLine, TableForm
from povertyplan.documents.layout import HeadingBox
from povertyplan.documents.layout.achieved import PLACES_OF_ACHIEVED, START_OF
from povertyplan.documents.layout.form_columns import numbers_of, paths_of
from povertyplan.documents.layout.table import boxes_of
from povertyplan.documents.write.workbook.figure_cells import COUNT, rate_look
from povertyplan.documents.write.workbook.monthly_cells import MonthlyCells, cell_name
from povertyplan.documents.write.workbook.open_cells import (
    NOTHING,
    OPEN,
    WHOLE,
    is_count,
    refusing,
)
from povertyplan.documents.write.workbook.styles import (
    A4,
    BOLD,
    CENTRED,
    FRAMED,
    ITALIC,
    LOCKED,
    WRAPPED,
    Look,
    Sheet,
    Styles,
)
from povertyplan.model.fields import Figure

_SIZE, _TITLE_SIZE = 11, 13
_LINE_HEIGHT, _TITLE_HEIGHT, _ROW_HEIGHT = 15, 36, 19
_WIDTHS: Mapping[Beside, float] = {
    Beside.ORDINAL: 6,
    Beside.INDICATOR: 40,
    Beside.MEASURE: 7,
    Beside.NOTE: 18,
}
_USUAL_WIDTH = 10
_HEADING: Look = {**BOLD, **CENTRED, **WRAPPED, **FRAMED, "bg_color": "#F2F2F2"}
_LEFT: Look = {"align": "left"}
_PART: Look = {"align": "left", "indent": 2}
_DAY: Look = {"num_format": "dd/mm/yyyy", "align": "left"}
_DAY_WRONG = "Nhập ngày, tháng, năm gửi báo cáo, ví dụ 25/02/2024."
_LESS_THAN_MONTH = "Lũy kế từ đầu năm không được thấp hơn số thực hiện trong tháng."
_HINT = (
    "Nhập số vào các ô vàng, không có thì nhập 0; số hộ đến kỳ báo cáo và tỷ lệ đạt kế hoạch"
    " tự tính."
)
#: In inches: left, right, top, bottom.
_MARGINS = (0.8, 0.5, 0.6, 0.6)


@frozen
class SheetHead:
    """The text above the lines of a sheet."""

    titles: Sequence[str]  #: the form and its period, the unit, its commune
    day_label: str  #: ``Ngày báo cáo:``; the day itself is to be filled in
    remark: str  #: until which day the figures count
    earliest: date  #: no report of the period comes before this day
    signature: str


@frozen
class UnitSheet:
    """
    The sheet of one unit: its name, its head, its cells.

    *filled* has the figures that are known, by the columns that they stand in.
    """

    name: str
    head: SheetHead
    cells: MonthlyCells
    filled: Mapping[Beside, Mapping[Figure, int]]


@frozen
class MonthlySheet:
    """The sheet of one unit while it is written; its rows and columns count from 0."""

    sheet: Sheet
    of_unit: UnitSheet
    styles: Styles

    @property
    def head(self) -> SheetHead:
        """What stands above the lines."""
        return self.of_unit.head

    @property
    def cells(self) -> MonthlyCells:
        """The cells of the lines."""
        return self.of_unit.cells

    @property
    def form(self) -> TableForm:
        """The form that is written."""
        return self.cells.form

    @property
    def last_column(self) -> int:
        """The last column of the form."""
        return len(self.form.columns) - 1

    @property
    def end_row(self) -> int:
        """The last row that is printed, with room to sign."""
        return self.cells.last_row + 6

    def write(self) -> None:
        """Write the sheet whole."""
        for holds, number in self.cells.columns.items():
            self.sheet.set_column(number, number, _WIDTHS.get(holds, _USUAL_WIDTH))
        self._write_head()
        self._write_heading()
        for row, line in enumerate(self.form.figure_lines, self.cells.first_row):
            self._write_line(row, line)
        self._write_foot()
        self._set_page()

    # Above and below the lines.

    def _write_head(self) -> None:
        for row, title in enumerate(self.head.titles):
            look: Look = BOLD if row < len(self.head.titles) - 1 else ITALIC
            size = _SIZE if row else _TITLE_SIZE
            self.sheet.set_row(row, _SIZE + 7 if row else _TITLE_HEIGHT)
            self._write_wide(row, title, self.styles.of(size, CENTRED, WRAPPED, look))
        row = len(self.head.titles)
        self.sheet.write_string(
            row, 1, self.head.day_label, self.styles.of(_SIZE, {"align": "right"})
        )
        self.sheet.merge_range(row, 2, row, 3, "", self.styles.of(_SIZE, _DAY, OPEN, FRAMED))
        self.sheet.data_validation(row, 2, row, 2, _day_rule(self.head.earliest))
        self.sheet.write_string(row, 4, self.head.remark, self.styles.of(_SIZE, ITALIC))

    def _write_wide(self, row: int, text: str, style: object) -> None:
        """Write a text over all columns."""
        self.sheet.merge_range(row, 0, row, self.last_column, "", style)
        self.sheet.write_string(row, 0, text, style)

    def _write_heading(self) -> None:
        style = self.styles.of(_SIZE, _HEADING)
        for box in boxes_of(paths_of(self.form.columns)):
            self._write_box(box, style)
        self.sheet.set_row(self.cells.heading_row, _LINE_HEIGHT * 3)
        numbered = self.styles.of(_SIZE, ITALIC, CENTRED, FRAMED)
        for column, number in enumerate(numbers_of(self.form.columns)):
            self.sheet.write_string(self.cells.first_row - 1, column, number, numbered)

    def _write_box(self, box: HeadingBox, style: object) -> None:
        top, left = self.cells.heading_row + box.line, box.column
        bottom, right = top + box.lines - 1, left + box.columns - 1
        if (top, left) != (bottom, right):
            self.sheet.merge_range(top, left, bottom, right, "", style)
        self.sheet.write_string(top, left, box.text, style)

    def _write_foot(self) -> None:
        """Write who signs, and below what is printed, what the colours mean."""
        style = self.styles.of(_SIZE, BOLD, CENTRED)
        row = self.cells.last_row + 2
        right = self.last_column
        self.sheet.merge_range(row, right - 3, row, right, "", style)
        self.sheet.write_string(row, right - 3, self.head.signature, style)
        self.sheet.write_string(self.end_row + 2, 0, _HINT, self.styles.of(_SIZE, ITALIC))

    def _set_page(self) -> None:
        """Print on one page of A4, from the title to the signature."""
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(1, 1)
        self.sheet.center_horizontally()
        left, right, top, bottom = _MARGINS
        self.sheet.set_margins(left, right, top, bottom)
        self.sheet.print_area(0, 0, self.end_row, self.last_column)
        self.sheet.freeze_panes(self.cells.first_row, 2)

    # The lines.

    def _write_line(self, row: int, line: FigureLine) -> None:
        self.sheet.set_row(row, _ROW_HEIGHT)
        is_heading = line.figure is None and not line.measure
        weight: Look = BOLD if is_heading or line.figure in {*START_OF, *START_OF.values()} else {}
        texts = {
            Beside.ORDINAL: (line.ordinal, CENTRED),
            Beside.INDICATOR: (line.label, _PART if "." in line.ordinal else _LEFT),
            Beside.MEASURE: (line.measure, CENTRED),
        }
        for holds, column in self.cells.columns.items():
            if holds in texts:
                text, look = texts[holds]
                style = self.styles.of(_SIZE, FRAMED, look, weight, LOCKED)
                self.sheet.write_string(row, column, text, style)
            elif holds is Beside.NOTE or is_heading:
                self.sheet.write_blank(row, column, None, self.styles.of(_SIZE, FRAMED))
            else:
                self._write_count(row, line, holds, weight)

    def _write_count(self, row: int, line: FigureLine, holds: Beside, weight: Look) -> None:
        """Write the cell of a figure: known, computed, to be filled in, or none at all."""
        column = self.cells.columns[holds]
        formula = self.cells.formula(line, holds)
        known = None if line.figure is None else self.of_unit.filled.get(holds, {}).get(line.figure)
        look = rate_look(PLACES_OF_ACHIEVED) if holds is Beside.DERIVED else COUNT
        if formula is not None:
            style = self.styles.of(_SIZE, FRAMED, look, weight, LOCKED)
            self.sheet.write_formula(row, column, f"={formula}", style, NOTHING)
        elif known is not None:
            style = self.styles.of(_SIZE, FRAMED, look, weight)
            self.sheet.write_number(row, column, known, style)
        elif self.cells.is_open(line, holds):
            self.sheet.write_blank(row, column, None, self.styles.of(_SIZE, FRAMED, look, OPEN))
        else:
            self.sheet.write_blank(row, column, None, self.styles.of(_SIZE, FRAMED, LOCKED))
            return
        if holds is not Beside.DERIVED and formula is None:
            self.sheet.data_validation(row, column, row, column, self._rule(row, holds))

    def _rule(self, row: int, holds: Beside) -> Mapping[str, object]:
        """Return what may be typed: a count, so far in the year not less than in the month."""
        cell = cell_name(row, self.cells.columns[holds])
        if holds is not Beside.SO_FAR or Beside.DURING not in self.cells.columns:
            return refusing(is_count(cell), WHOLE)
        month = cell_name(row, self.cells.columns[Beside.DURING])
        condition = f"AND({is_count(cell)},{cell}>=N({month}))"
        return refusing(condition, f"{WHOLE} {_LESS_THAN_MONTH}")


def _day_rule(earliest: date) -> Mapping[str, object]:
    """Return the rule for what is typed as the day of a report."""
    return {
        "validate": "date",
        "criteria": ">=",
        "value": earliest,
        "error_title": "Số liệu không hợp lệ",
        "error_message": _DAY_WRONG,
    }
