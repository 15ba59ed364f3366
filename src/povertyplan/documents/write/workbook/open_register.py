"""The sheet of a register to fill in: lists to choose from, and what may be typed elsewhere."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from attrs import frozen

from povertyplan.documents.content import column_name
from povertyplan.documents.forms import Beside
from povertyplan.documents.layout import AnnexPage, Column, ColumnRole
from povertyplan.documents.layout.words import capitalised
from povertyplan.documents.write.workbook.annex_sheet import AnnexSheet
from povertyplan.documents.write.workbook.open_cells import OPEN, WHOLE, is_count, refusing
from povertyplan.documents.write.workbook.styles import (
    BOLD,
    CENTRED,
    FRAMED,
    ITALIC,
    WRAPPED,
    Look,
    Sheet,
    Styles,
)
from povertyplan.model.fields import Category
from povertyplan.year.households import Policy, label_of

#: The sheet of the names of the units, and its heading.
LISTS = "Danh mục"
_UNITS = "Tổ dân phố"
_SIZE = 11
_CODE = (
    "Mỗi hộ một mã riêng, tối đa 16 ký tự gồm chữ cái không dấu, chữ số, dấu - và ., ví dụ H-001."
    " Không ghi họ tên."
)
_CHOOSE = "Chọn trong danh sách."
_MARK = "Đánh dấu x hoặc để trống."
_HINT = (
    "Điền vào các ô vàng, mỗi hộ một dòng, không ghi họ tên chủ hộ; ô có mũi tên thì chọn trong"
    " danh sách."
)
#: The words to choose from, by what the column holds.
_WORDS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        Beside.CATEGORY: [capitalised(label_of(category, "vi")) for category in Category],
        Beside.OUTLOOK: ["Có", "Không"],
    }
)
_SUPPORT = "Ghi một hoặc nhiều chính sách, cách nhau bằng dấu phẩy: {policies}."


@frozen
class OpenRegister:
    """A register without households, and the units that they may be of."""

    page: AnnexPage
    units: tuple[str, ...]


def write_units(sheet: Sheet, units: Sequence[str], styles: Styles) -> None:
    """Write the sheet of the names of the units, from which a list chooses."""
    sheet.set_column(0, 0, max(map(len, (_UNITS, *units))) + 2)
    sheet.write_string(0, 0, _UNITS, styles.of(_SIZE, BOLD))
    for row, name in enumerate(units, 1):
        sheet.write_string(row, 0, name, styles.of(_SIZE))


def open_register(annex: AnnexSheet, units: int) -> None:
    """Open the cells of a register that was written without households, of so many units."""
    sheet, first, last = annex.sheet, annex.first_line, annex.last_row
    for position, column in enumerate(annex.annex.table.columns):
        if column.role is ColumnRole.ORDINAL:
            continue
        style = annex.styles.of(_SIZE, FRAMED, WRAPPED, OPEN, _look(column))
        for row in range(first, last + 1):
            sheet.write_blank(row, position, None, style)
        name = column_name(position + 1)
        cells = f"${name}${first + 1}:${name}${last + 1}"
        rule = _rule(column, f"{name}{first + 1}", cells, units)
        if rule is not None:
            sheet.data_validation(first, position, last, position, rule)
    sheet.write_string(annex.end_row + 2, 0, _HINT, annex.styles.of(_SIZE, ITALIC))


def _look(column: Column) -> Look:
    is_centred = column.role in {ColumnRole.WORDS, ColumnRole.MARK}
    return CENTRED if is_centred else {}


def _rule(column: Column, cell: str, cells: str, units: int) -> dict[str, object] | None:
    """Return the rule for what is typed in a column, or None for any text."""
    if column.role is ColumnRole.FIGURE:
        return refusing(is_count(cell), WHOLE)
    if column.role is ColumnRole.MARK:
        return _choosing(["x"], _MARK)
    match column.key:
        case Beside.CODE:
            is_short = f'AND(LEN({cell})<=16,ISERROR(FIND(" ",{cell})))'
            return refusing(f"AND({is_short},COUNTIF({cells},{cell})=1)", _CODE)
        case Beside.UNIT:
            return _choosing(f"='{LISTS}'!$A$2:$A${units + 1}", _CHOOSE)
        case Beside.SUPPORT:
            policies = ", ".join(label_of(policy, "vi") for policy in Policy)
            return {"validate": "any", "input_message": _SUPPORT.format(policies=policies)}
        case key if key in _WORDS:
            return _choosing(_WORDS[key], _CHOOSE)
        case _:
            return None


def _choosing(source: str | Sequence[str], message: str) -> dict[str, object]:
    """Return the rule that makes Excel offer a list, and refuse what is not in it."""
    return {
        "validate": "list",
        "source": source,
        "error_title": "Nội dung không hợp lệ",
        "error_message": message,
    }
