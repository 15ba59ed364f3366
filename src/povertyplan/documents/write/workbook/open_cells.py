"""The cells of a template: counts to fill in, and formulas that wait for them."""

from collections.abc import Mapping
from typing import TypeAlias

from povertyplan.documents.layout import ColumnRole
from povertyplan.documents.write.workbook.annex_sheet import AnnexSheet
from povertyplan.documents.write.workbook.figure_cells import (
    COUNT,
    FigureCell,
    figure_cell,
    rate_look,
)
from povertyplan.documents.write.workbook.formulas import AnnexCells
from povertyplan.documents.write.workbook.sentences import (
    PLACES_OF_TEXT,
    TYPED_COLUMN,
    typed_rows,
)
from povertyplan.documents.write.workbook.styles import FRAMED, ITALIC, Look
from povertyplan.documents.write.workbook.text_sheet import TextSheet
from povertyplan.model.fields import FACTS, Count, Figure, Rate
from povertyplan.model.relations import RELATIONS, Balance, Bound, share_of_whole

#: Is to be filled in.
OPEN: Look = {"bg_color": "#FFF2CC"}
#: A goal above its base.
_WARNING: Look = {"bg_color": "#F8CBAD", "font_color": "#C00000", "bold": True}
WHOLE = "Nhập một số nguyên, từ 0 trở lên."
_WITHIN = "Hộ nghèo và hộ cận nghèo cộng lại không được vượt tổng số hộ cùng năm."
_PER_CENT = "Nhập tỷ lệ phần trăm, từ 0 đến 100."
_HINT = (
    "Nhập số vào các ô vàng; tỷ lệ, dòng tổng và trang Lời văn tự tính. Ô đỏ: chỉ tiêu cao hơn số"
    " của năm trước."
)
_FORM_HINT = "Nhập số vào các ô vàng, không có thì nhập 0; số cuối kỳ, tỷ lệ và dòng tổng tự tính."
_SIZE = 11
#: What a formula without its counts shows.  XlsxWriter takes an empty text for no value at all.
NOTHING = " "

_CellRule: TypeAlias = dict[str, object]

_BOUNDS = [relation for relation in RELATIONS if isinstance(relation, Bound)]
#: What holds the categories of a year together, by the households of that year.
_OF_HOUSEHOLDS: Mapping[Count | None, Bound] = {
    bound.whole: bound for bound in _BOUNDS if len(bound.parts) > 1
}
#: What holds the goal of a category to last year's count.
_OF_LAST_YEAR: Mapping[Count, Bound] = {
    bound.parts[0]: bound for bound in _BOUNDS if not bound.within_a_year and len(bound.parts) == 1
}


def open_cell(cells: AnnexCells, line: int, figure: Figure) -> FigureCell:
    """
    Return the cell of a figure in a template.

    A count of last year may be changed, one that is not known and every goal is to be filled in.
    Totals and rates are formulas, which show nothing before the counts are there.
    """
    stated = figure_cell(cells, line, figure)
    if isinstance(figure, Rate):
        return stated if stated.formula else _rate(cells, line, figure)
    if not isinstance(cells.table.lines[line].row, int):
        return stated if stated.formula else _total(cells, line, figure)
    return FigureCell(stated.value, {**COUNT, **OPEN} if stated.value is None else COUNT)


def open_form_cell(cells: AnnexCells, line: int, figure: Figure) -> FigureCell:
    """
    Return the cell of a figure in a form to fill in.

    Totals, rates and what the balance of a flow gives are formulas, which wait for their counts.
    """
    stated = figure_cell(cells, line, figure)
    if isinstance(figure, Rate):
        return _rate(cells, line, figure)
    if not isinstance(cells.table.lines[line].row, int):
        return _total(cells, line, figure)
    balance = cells.balance_of(figure)
    if balance is not None:
        return FigureCell(NOTHING, COUNT, _balance(cells, line, balance))
    return FigureCell(stated.value, {**COUNT, **OPEN} if stated.value is None else COUNT)


def _balance(cells: AnnexCells, line: int, balance: Balance) -> str:
    needed = [cells.name(line, count) for count in balance.operands if count not in balance.slack]
    filled = f"COUNT({','.join(needed)})={len(needed)}"
    return f'IF({filled},{cells.balance(line, balance)},"")'


def add_count_rules(annex: AnnexSheet) -> None:
    """Hold what is typed into a form to whole numbers."""
    for position, column in enumerate(annex.annex.table.columns):
        if column.role is ColumnRole.FIGURE and isinstance(column.field, Count):
            cell = annex.cells.name(0, column.field)
            area = (annex.first_line, position, annex.last_row, position)
            annex.sheet.data_validation(*area, refusing(is_count(cell), WHOLE))
    style = annex.styles.of(_SIZE, ITALIC)
    annex.sheet.write_string(annex.end_row + 2, 0, _FORM_HINT, style)


def _rate(cells: AnnexCells, line: int, rate: Rate) -> FigureCell:
    ratio = share_of_whole(rate)
    count, whole = (cells.name(line, operand) for operand in ratio.operands)
    quotient = cells.ratio(line, ratio)
    formula = f'IF(OR({count}="",{whole}="",{whole}=0),"",{quotient})'
    return FigureCell(NOTHING, rate_look(cells.places(rate)), formula)


def _total(cells: AnnexCells, line: int, figure: Figure) -> FigureCell:
    """Return the cell of a sum, which shows nothing before every row is filled in."""
    added = cells.sum(line, figure)
    if added is None:  # a section without rows
        return FigureCell(None, COUNT)
    runs = cells.runs(line, figure)
    rows = "+".join(f"ROWS({run})" for run in runs)
    return FigureCell(NOTHING, COUNT, f'IF(COUNT({",".join(runs)})<{rows},"",{added})')


def add_rules(annex: AnnexSheet) -> None:
    """Hold what is typed to whole numbers and to the households, and mark goals above the base."""
    warning = annex.styles.book.add_format(_WARNING)
    first, last = annex.first_line, annex.last_row
    for position, column in enumerate(annex.annex.table.columns):
        if not isinstance(column.field, Count):
            continue
        rule = _validation(annex.cells, column.field)
        annex.sheet.data_validation(first, position, last, position, rule)
        bound = _OF_LAST_YEAR.get(column.field)
        if bound is not None:
            above = f"={_above_base(annex.cells, bound)}"
            mark: _CellRule = {"type": "formula", "criteria": above, "format": warning}
            annex.sheet.conditional_format(first, position, last, position, mark)


def _validation(cells: AnnexCells, figure: Count) -> _CellRule:
    """Return the rule for what is typed in a column of counts."""
    condition = is_count(cells.name(0, figure))
    bound = _OF_HOUSEHOLDS.get(FACTS[figure].share_of)
    if bound is None:
        return refusing(condition, WHOLE)
    parts = ",".join(cells.name(0, part) for part in bound.parts)
    households = cells.name(0, bound.whole)
    is_within = f'OR({households}="",SUM({parts})<={households})'
    return refusing(f"AND({condition},{is_within})", f"{WHOLE} {_WITHIN}")


def _above_base(cells: AnnexCells, bound: Bound) -> str:
    """Return the condition of a goal above its base, in the first line of the table."""
    goal, base = f"${cells.name(0, bound.parts[0])}", f"${cells.name(0, bound.whole)}"
    most = f"N({base})"
    if bound.joined_from is not None:  # who leaves poverty may become near-poor
        before, after = (f"${cells.name(0, count)}" for count in bound.joined_from)
        most += f"+MAX(0,N({before})-N({after}))"
    return f"AND(ISNUMBER({goal}),ISNUMBER({base}),N({goal})>{most})"


def write_hint(annex: AnnexSheet) -> None:
    """Say below the table, where it is not printed, what the colours mean."""
    style = annex.styles.of(_SIZE, ITALIC)
    annex.sheet.write_string(annex.last_row + 2, 0, _HINT, style)


def write_typed(text: TextSheet) -> None:
    """Write the cells for the labour targets, beside the sentences that say them."""
    column = ord(TYPED_COLUMN) - ord("A")
    for figure, row in typed_rows(text.page.body).items():
        look = COUNT if isinstance(figure, Count) else rate_look(PLACES_OF_TEXT)
        text.sheet.write_blank(row, column, None, text.styles.of(_SIZE, look, OPEN, FRAMED))
        rule = _number_validation(f"{TYPED_COLUMN}{row + 1}", figure)
        text.sheet.data_validation(row, column, row, column, rule)


def _number_validation(cell: str, figure: Figure) -> _CellRule:
    """Return what may be typed for a labour target."""
    if isinstance(figure, Count):
        return refusing(is_count(cell), WHOLE)
    return refusing(f"AND(ISNUMBER({cell}),{cell}>=0,{cell}<=100)", _PER_CENT)


def is_count(cell: str) -> str:
    """Return the condition under which a cell holds a count."""
    return f"AND(ISNUMBER({cell}),{cell}>=0,{cell}=INT({cell}))"


def refusing(condition: str, message: str) -> _CellRule:
    """Return the rule that makes Excel refuse what does not fulfil a condition."""
    return {
        "validate": "custom",
        "value": f"={condition}",
        "error_title": "Số liệu không hợp lệ",
        "error_message": message,
    }
