"""The styles of a cell of a workbook that change its look: number format and struck font."""

from datetime import date
from fractions import Fraction

from attrs import frozen
from openpyxl.cell.rich_text import CellRichText, TextBlock

from povertyplan.documents.formats.footnotes import raised
from povertyplan.documents.formats.number_format import shown, shown_by_libreoffice, shown_text
from povertyplan.documents.formats.stored_styles import StoredStyles

_Value = object


@frozen
class CellStyles:
    """What the cells of a workbook show, by the numbers of their styles."""

    stored: StoredStyles

    def parts(self, value: _Value, style: int) -> tuple[_Value, str]:
        """
        Return the value of a cell without its struck-through text, and that text.

        A cell that is struck whole has the value None.  Text with a font of its own
        is struck by that font, and is raised or lowered as that font says.
        """
        is_struck = self.stored.styles[style].is_struck
        if not isinstance(value, CellRichText):
            return (None, self.text(value, style, ".")) if is_struck else (value, "")
        kept: list[str] = []
        struck: list[str] = []
        for block in value:
            is_block_struck = block.font.strike if isinstance(block, TextBlock) else is_struck
            (struck if is_block_struck else kept).append(_text_of_block(block))
        return "".join(kept) or None, "".join(struck)

    def text(self, value: _Value, style: int, decimal_mark: str, *, places: int = 2) -> str:
        """
        Return the text that a cell shows.

        *decimal_mark* is the mark of the texts beside it; *places* are those of a number
        without end that has no format.
        """
        match value:
            case None:
                return ""
            case str() as text:
                return shown_text(text, self._format(style))
            case bool() as truth:
                return shown_text(str(truth).upper(), self._format(style))
            case int() | float() | Fraction() as number:
                text = shown(number, self._format(style), places=places)
                return text.replace(".", decimal_mark)
            case date() as day:
                return f"{day:%d/%m/%Y}"
            case _:
                return str(value)

    def text_in_libreoffice(self, value: _Value, style: int, decimal_mark: str) -> str:
        """Return the text that a cell shows in LibreOffice if it differs, or an empty text."""
        if not isinstance(value, float):
            return ""
        return shown_by_libreoffice(value, self._format(style)).replace(".", decimal_mark)

    def _format(self, style: int) -> str:
        """Return the format code of a style."""
        return self.stored.styles[style].format_code


def _text_of_block(block: str | TextBlock) -> str:
    """Return the text of a part of a cell that has a font of its own."""
    alignment = block.font.vertAlign if isinstance(block, TextBlock) else None
    is_raised = alignment in {"superscript", "subscript"}
    return raised(str(block)) if is_raised else str(block)
