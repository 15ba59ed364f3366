"""The sheet of an annex: its title, its table, and how it is printed."""

from collections.abc import Sequence
from functools import cached_property
from itertools import takewhile

from attrs import evolve, frozen

from povertyplan.documents.forms import Beside
from povertyplan.documents.layout import (
    AnnexPage,
    Column,
    ColumnRole,
    HeadingBox,
    TableLine,
    text_of,
)
from povertyplan.documents.write.workbook.figure_cells import (
    FigureCell,
    FigureCells,
    derived_cell,
)
from povertyplan.documents.write.workbook.formulas import AnnexCells
from povertyplan.documents.write.workbook.styles import (
    A4,
    BOLD,
    CENTRED,
    FRAMED,
    ITALIC,
    LOCKED,
    QUOTED,
    WRAPPED,
    Format,
    Look,
    Sheet,
    Styles,
    lines_needed,
)

#: The rows above the heading: label, title, reference, and a blank one.
_TITLE_ROWS = 4
_TITLE_SIZE = 13
_SIZE = 11
#: The heights of rows in points: of a title, and of a line of text in the heading.
_TITLE_HEIGHT, _LINE_HEIGHT = 18, 15
#: The widths of columns, in digits.
_ORDINAL_WIDTH, _FIGURE_WIDTH, _NARROW_WIDTH = 5, 10, 6
_WORDS_WIDTH, _MOST_WORDS_WIDTH = 11, 18
#: Of what is achieved of a plan in a table of many columns: ``-100,0``.
_SHARE_WIDTH = 8
_LEAST_SENTENCE_WIDTH, _MOST_SENTENCE_WIDTH = 22, 60
_LEAST_NAME_WIDTH, _MOST_NAME_WIDTH = 18, 36
_HEADING: Look = {**BOLD, **CENTRED, **WRAPPED, **FRAMED, "bg_color": "#F2F2F2"}
_NAME: Look = {"align": "left", "indent": 1}
_SENTENCE: Look = {**_NAME, **WRAPPED}
#: How the heading of a single column stands in a table of many, and how high its line is.
_UPRIGHT: Look = {"rotation": 90}
_UPRIGHT_HEIGHT = 130
#: The rows of a signature: a blank one, who signs, and room for the seal and the name.
_SIGNATURE_ROWS = 2
_SIGNATURE_HEIGHT = 96
#: As many lines are printed on one page, in smaller letters if need be.
_MOST_ON_ONE_PAGE = 34
#: The marks with which Excel takes what is typed for a formula.
_BEFORE_FORMULAS = ("=", "+", "-", "@")
#: In inches: left, right, top, bottom.
_MARGINS = (0.6, 0.4, 0.6, 0.6)


@frozen
class AnnexSheet:
    """The sheet of an annex while it is written; its rows and columns count from 0."""

    sheet: Sheet
    annex: AnnexPage
    styles: Styles
    figure_cells: FigureCells
    cells: AnnexCells

    @classmethod
    def of(
        cls, sheet: Sheet, annex: AnnexPage, styles: Styles, figure_cells: FigureCells
    ) -> "AnnexSheet":
        """Place the table of an annex below its title and its heading."""
        first_line = _TITLE_ROWS + annex.table.heading_lines + 1
        return cls(sheet, annex, styles, figure_cells, AnnexCells(annex.table, first_line + 1))

    @property
    def first_line(self) -> int:
        """The row of the first line of the table."""
        return self.cells.first_row - 1

    @property
    def last_row(self) -> int:
        """The row of the last line of the table."""
        return self.first_line + len(self.annex.table.lines) - 1

    @property
    def last_column(self) -> int:
        """The last column of the table."""
        return len(self.annex.table.columns) - 1

    @property
    def end_row(self) -> int:
        """The last printed row of the table, or of the lines below it."""
        remarks = len(self.annex.remarks) + 1 if self.annex.remarks else 0
        return self.last_row + remarks + (_SIGNATURE_ROWS if self.annex.signatures else 0)

    def write(self) -> None:
        """Write the sheet whole."""
        for number, width in enumerate(self._widths):
            self.sheet.set_column(number, number, width)
        self._write_titles()
        self._write_heading()
        for number, line in enumerate(self.annex.table.lines):
            self._write_line(number, line)
        self._write_remarks()
        self._write_signatures()
        self._set_page()

    @cached_property
    def _widths(self) -> Sequence[float]:
        """The width of each column, in characters."""
        return list(map(self._width, self.annex.table.columns))

    def _width(self, column: Column) -> float:
        table = self.annex.table
        match column.role:
            case ColumnRole.ORDINAL:
                return _ORDINAL_WIDTH
            case ColumnRole.NAME:
                longest = max((len(line.name) for line in table.lines), default=0)
                return min(max(longest + 2, _LEAST_NAME_WIDTH), _MOST_NAME_WIDTH)
            case ColumnRole.WORDS:
                longest = max((len(text_of(column, line)) for line in table.lines), default=0)
                return min(max(longest + 2, _WORDS_WIDTH), _MOST_WORDS_WIDTH)
            case ColumnRole.MARK:
                return _NARROW_WIDTH
            case ColumnRole.SENTENCE:
                longest = max((len(text_of(column, line)) for line in table.lines), default=0)
                return min(max(longest + 2, _LEAST_SENTENCE_WIDTH), _MOST_SENTENCE_WIDTH)
            case ColumnRole.FIGURE | ColumnRole.DERIVED if table.is_wide:
                is_of_share = column.key == Beside.DERIVED
                return _SHARE_WIDTH if is_of_share else _NARROW_WIDTH
            case _:
                return _FIGURE_WIDTH

    def _write_titles(self) -> None:
        annex = self.annex
        titles = ((annex.label.upper(), BOLD), (annex.title, BOLD), (annex.reference, ITALIC))
        for row, (text, look) in enumerate(titles):
            self.sheet.set_row(row, _TITLE_HEIGHT)
            box = HeadingBox(text, row, 0, columns=self.last_column + 1)
            self._write_box(box, self.styles.of(_TITLE_SIZE, CENTRED, look))

    def _write_heading(self) -> None:
        """Write the heading and the numbers of the columns."""
        table = self.annex.table
        lying = self.styles.of(_SIZE, _HEADING)
        upright = self.styles.of(_SIZE, _HEADING, _UPRIGHT)
        for box in table.boxes:
            style = upright if table.is_upright(box) else lying
            self._write_box(evolve(box, line=_TITLE_ROWS + box.line), style)
        for line, height in enumerate(self._heading_heights()):
            self.sheet.set_row(_TITLE_ROWS + line, height)
        numbered = self.styles.of(_SIZE, ITALIC, CENTRED, FRAMED, WRAPPED)
        longest = max(map(len, table.numbers), default=0)
        if longest > _FIGURE_WIDTH:  # the formula of an official form
            self.sheet.set_row(self.first_line - 1, 2 * _LINE_HEIGHT + 3)
        for column, number in enumerate(table.numbers):
            self.sheet.write_string(self.first_line - 1, column, number, numbered)

    def _write_box(self, box: HeadingBox, style: Format) -> None:
        bottom, right = box.line + box.lines - 1, box.column + box.columns - 1
        if (box.line, box.column) != (bottom, right):
            self.sheet.merge_range(box.line, box.column, bottom, right, "", style)
        self.sheet.write_string(box.line, box.column, box.text, style)

    def _heading_heights(self) -> Sequence[float]:
        """Return how high each line of the heading is, in points."""
        table = self.annex.table
        heights = [_LINE_HEIGHT + 3] * table.heading_lines
        lying = [box for box in table.boxes if not table.is_upright(box)]
        for box in sorted(lying, key=lambda box: box.lines):
            lines = range(box.line, box.line + box.lines)
            needed = _LINE_HEIGHT * lines_needed(box.text, self._letters(box)) + 3
            missing = needed - sum(heights[line] for line in lines)
            heights[lines[-1]] += max(0, missing)
        if table.has_upright:
            heights[-1] = max(heights[-1], _UPRIGHT_HEIGHT)
        return heights

    def _letters(self, box: HeadingBox) -> float:
        """Return how many bold letters stand in a line of a box."""
        columns = self.annex.table.columns[box.column : box.column + box.columns]
        return sum(map(self._width, columns)) - 1

    def _write_line(self, number: int, line: TableLine) -> None:
        row = self.first_line + number
        weight: Look = BOLD if line.is_total or line.is_section else {}
        self._make_room(row, line)
        for position, column in enumerate(self.annex.table.columns):
            match column.role:
                case ColumnRole.FIGURE if column.field is not None:
                    cell = self.figure_cells(self.cells, number, column.field)
                    self._write_figure(row, position, cell, weight)
                case ColumnRole.DERIVED:
                    cell = derived_cell(self.cells, number, column)
                    self._write_figure(row, position, cell, weight)
                case ColumnRole.NAME:
                    quoted: Look = QUOTED if line.name.startswith(_BEFORE_FORMULAS) else {}
                    style = self.styles.of(_SIZE, FRAMED, WRAPPED, _NAME, weight, quoted)
                    self.sheet.write_string(row, position, line.name, style)
                case _:
                    text = text_of(column, line)
                    is_sentence = column.role is ColumnRole.SENTENCE
                    placed = _SENTENCE if is_sentence else CENTRED
                    style = self.styles.of(_SIZE, FRAMED, placed, weight)
                    self.sheet.write_string(row, position, text, style)

    def _make_room(self, row: int, line: TableLine) -> None:
        """Make a row as high as its longest sentence needs."""
        sentences = [
            lines_needed(text_of(column, line), width - 2)
            for column, width in zip(self.annex.table.columns, self._widths, strict=True)
            if column.role is ColumnRole.SENTENCE
        ]
        lines = max(sentences, default=1)
        if lines > 1:
            self.sheet.set_row(row, _LINE_HEIGHT * lines + 3)

    def _write_figure(self, row: int, column: int, cell: FigureCell, weight: Look) -> None:
        lock: Look = {} if cell.formula is None else LOCKED
        style = self.styles.of(_SIZE, FRAMED, cell.look, weight, lock)
        if cell.formula is not None:
            self.sheet.write_formula(row, column, f"={cell.formula}", style, cell.value)
        elif isinstance(cell.value, str):
            self.sheet.write_string(row, column, cell.value, style)
        elif cell.value is None:
            self.sheet.write_blank(row, column, None, style)
        else:
            self.sheet.write_number(row, column, cell.value, style)

    def _write_remarks(self) -> None:
        """Write the lines below the table, each over all columns."""
        style = self.styles.of(_SIZE, WRAPPED)
        letters = sum(map(self._width, self.annex.table.columns))
        for row, text in enumerate(self.annex.remarks, self.last_row + 2):
            self.sheet.set_row(row, _LINE_HEIGHT * lines_needed(text, letters) + 3)
            self._write_box(HeadingBox(text, row, 0, columns=self.last_column + 1), style)

    def _write_signatures(self) -> None:
        """Write who signs, side by side."""
        signatures = self.annex.signatures
        if not signatures:
            return
        style = self.styles.of(_TITLE_SIZE, BOLD, CENTRED, WRAPPED, {"valign": "top"})
        self.sheet.set_row(self.end_row, _SIGNATURE_HEIGHT)
        width = (self.last_column + 1) // len(signatures)
        for place, signature in enumerate(signatures):
            lines = (signature.authority, signature.position, signature.name)
            text = "\n".join(filter(None, lines))
            self._write_box(HeadingBox(text, self.end_row, place * width, columns=width), style)

    def _set_page(self) -> None:
        """Print on A4 across: a short table on one page, a long one with its heading on each."""
        sheet = self.sheet
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 1 if len(self.annex.table.lines) <= _MOST_ON_ONE_PAGE else 0)
        sheet.center_horizontally()
        left, right, top, bottom = _MARGINS
        sheet.set_margins(left, right, top, bottom)
        sheet.set_footer('&C&"Times New Roman"&11&P')
        sheet.set_start_page(1)
        sheet.repeat_rows(_TITLE_ROWS, self.first_line - 1)
        sheet.print_area(0, 0, self.end_row, self.last_column)
        names = len(list(takewhile(_is_of_no_figure, self.annex.table.columns)))
        sheet.freeze_panes(self.first_line, names)


def _is_of_no_figure(column: Column) -> bool:
    return column.field is None and column.role is not ColumnRole.DERIVED
