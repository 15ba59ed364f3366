"""The sheet of the text of a plan: letterhead, title, paragraphs, recipients and signature."""

from collections.abc import Mapping

from attrs import define, field, frozen

from povertyplan.documents.layout import MOTTO, RECIPIENTS, BlockKind, Page, Signature
from povertyplan.documents.write.workbook.styles import (
    A4,
    BOLD,
    CENTRED,
    ITALIC,
    LOCKED,
    WRAPPED,
    Look,
    Sheet,
    Styles,
    lines_needed,
)

#: The widths of the two columns in digits: of the office, and of the motto.
_WIDTHS = (34, 54)
#: How many letters of the text stand in a line of both, and in one of the office.
_LETTERS, _LETTERS_OF_OFFICE = 76, 24
_SIZE = 14
#: Of a line of the text, and of one of the recipients, in points.
_LINE_HEIGHT, _LIST_LINE_HEIGHT = 19, 15
#: As many points are printed on one page, in smaller letters if need be.
_MOST_ON_ONE_PAGE = 900
#: In inches: left, right, top, bottom; these are 30, 15, 20 and 20 millimetres.
_MARGINS = (1.18, 0.59, 0.79, 0.79)
#: The sizes of the letterhead and of the recipients (Decree 30/2020/NĐ-CP, annex I).
_OFFICE_SIZE, _RECIPIENTS_SIZE, _LIST_SIZE = 13, 12, 11
#: The row of the first paragraph: above it are the letterhead, the title, and a blank row each.
FIRST_PARAGRAPH = 6
#: Blank lines above the name of the signer, for the seal.
_LINES_FOR_SEAL = 4
_TOP: Look = {"valign": "top"}
_UNDERLINED: Look = {"underline": 1}
_JUSTIFIED: Look = {"align": "justify"}
_LOOKS: Mapping[BlockKind, Look] = {BlockKind.HEADING: BOLD, BlockKind.SUBHEADING: BOLD}


@frozen
class ComputedText:
    """A paragraph that a formula makes, and what it shows before it is computed again."""

    formula: str
    shown: str


@define
class TextSheet:
    """
    The sheet of the text while it is written; *row* is the next one, from 0.

    *computed* are the paragraphs that a formula makes, by their texts in the page.
    """

    sheet: Sheet
    page: Page
    styles: Styles
    computed: Mapping[str, ComputedText] = field(factory=dict[str, ComputedText])
    row: int = field(default=0, init=False)
    height: float = field(default=0, init=False)  #: of the rows written, in points

    def write(self) -> None:
        """Write the sheet whole."""
        for column, width in enumerate(_WIDTHS):
            self.sheet.set_column(column, column, width)
        self._write_letterhead()
        self.row += 1
        for title in (self.page.kind, self.page.subject):
            self._write_paragraph(title, CENTRED, BOLD)
        self.row += 1
        for block in self.page.body:
            computed = self.computed.get(block.text)
            if computed is None:
                self._write_paragraph(block.text, _LOOKS.get(block.kind, _JUSTIFIED))
            else:
                self._write_computed(computed)
        self._write_foot()
        self._set_page()

    def _write_letterhead(self) -> None:
        """Write the office beside the motto, and below them number and date."""
        head = self.page.letterhead
        bold = self.styles.of(_OFFICE_SIZE, BOLD)
        underlined = self.styles.of(_SIZE, BOLD, _UNDERLINED)
        centred = self.styles.of(_OFFICE_SIZE, CENTRED, WRAPPED, _TOP, BOLD)
        state, motto = MOTTO
        self.sheet.write_string(0, 0, head.issuer, centred)
        self.sheet.write_rich_string(0, 1, bold, f"{state}\n", underlined, motto, centred)
        lines = max(len(MOTTO), lines_needed(head.issuer, _LETTERS_OF_OFFICE))
        self._set_height(_LINE_HEIGHT * lines)
        self.row += 1
        self.sheet.write_string(1, 0, head.number, self.styles.of(_OFFICE_SIZE, CENTRED))
        dated = self.styles.of(_SIZE, CENTRED, ITALIC)
        self.sheet.write_string(1, 1, head.place_and_date, dated)
        self._set_height(_LINE_HEIGHT * 1.5)
        self.row += 1

    def _write_paragraph(self, text: str, *looks: Look) -> None:
        """Write a paragraph over both columns."""
        style = self.styles.of(_SIZE, WRAPPED, *looks)
        self.sheet.merge_range(self.row, 0, self.row, 1, "", style)
        self.sheet.write_string(self.row, 0, text, style)
        self._end_paragraph(text)

    def _write_computed(self, computed: ComputedText) -> None:
        """Write a formula over both columns."""
        style = self.styles.of(_SIZE, WRAPPED, _JUSTIFIED, LOCKED)
        self.sheet.merge_range(self.row, 0, self.row, 1, "", style)
        self.sheet.write_formula(self.row, 0, f"={computed.formula}", style, computed.shown)
        self._end_paragraph(computed.shown)

    def _end_paragraph(self, text: str) -> None:
        self._set_height(_LINE_HEIGHT * lines_needed(text, _LETTERS) + 3)
        self.row += 1

    def _set_height(self, height: float) -> None:
        """Set the height of the row: Excel finds none for merged cells."""
        self.sheet.set_row(self.row, height)
        self.height += height

    def _write_foot(self) -> None:
        """Write the recipients beside the signature; each in one cell, so that it is read whole."""
        recipients = [f"- {recipient}" for recipient in self.page.recipients]
        signed = _signed(self.page.signature)
        self.row += 1
        if recipients:
            heading = self.styles.of(_RECIPIENTS_SIZE, BOLD, ITALIC)
            listed = self.styles.of(_LIST_SIZE)
            items = ";\n".join(recipients)
            cell = self.styles.of(_LIST_SIZE, WRAPPED, _TOP)
            self.sheet.write_rich_string(
                self.row, 0, heading, f"{RECIPIENTS}\n", listed, f"{items}.", cell
            )
        style = self.styles.of(_SIZE, CENTRED, WRAPPED, _TOP, BOLD)
        self.sheet.write_string(self.row, 1, "\n".join(signed), style)
        listed_height = _LIST_LINE_HEIGHT * (len(recipients) + 1)
        self._set_height(max(_LINE_HEIGHT * len(signed), listed_height))

    def _set_page(self) -> None:
        """Print on A4 with the margins of official documents, from the office to the signer."""
        sheet = self.sheet
        sheet.set_paper(A4)
        # The signature shall not stand on a page alone.
        sheet.fit_to_pages(1, 1 if self.height <= _MOST_ON_ONE_PAGE else 0)
        left, right, top, bottom = _MARGINS
        sheet.set_margins(left, right, top, bottom)
        sheet.print_area(0, 0, self.row, 1)
        sheet.hide_gridlines(2)


def _signed(signature: Signature | None) -> list[str]:
    """Return the lines of a signature with room for the seal; empty if nobody signs."""
    if signature is None:
        return []
    office = [line for line in (signature.authority, signature.position) if line]
    return [*office, *[""] * _LINES_FOR_SEAL, signature.name]
