"""A laid-out document as a Word document, in the form of Decree 30/2020/NĐ-CP, appendix I."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from povertyplan.documents.layout import (
    MOTTO,
    RECIPIENTS,
    AnnexPage,
    Letterhead,
    Page,
    Signature,
    Table,
)
from povertyplan.documents.write.word.annex_table import annex_xml
from povertyplan.documents.write.word.elements import cell, paragraph, row, table
from povertyplan.documents.write.word.fit import Room, column_widths, table_font
from povertyplan.documents.write.word.line_breaks import (
    with_date_whole,
    with_name_below,
    with_years_whole,
)
from povertyplan.documents.write.word.styles import USUAL_TEXT, Style, TextLook, styles_xml
from povertyplan.documents.write.word.text_fit import STYLES, text_look

#: A4 and the margins, in millimetres: top and bottom 20 to 25, left 30 to 35, right 15 to 20.
_SHORT_SIDE, _LONG_SIDE = 210, 297
_TOP, _BOTTOM, _LEFT, _RIGHT = 20, 20, 30, 15
_HEADER = 10
_TEXT_WIDTH = _SHORT_SIDE - _LEFT - _RIGHT
#: The room for the table of the annex, which its title leaves on its first page.
_TABLE_HEIGHT, _TITLE_HEIGHT = _SHORT_SIDE - _TOP - _BOTTOM, 22
_ROOM = Room(_LONG_SIDE - _LEFT - _RIGHT, _TABLE_HEIGHT, _TABLE_HEIGHT - _TITLE_HEIGHT)
#: The widths of the two columns of the letterhead and of the foot, in millimetres.
_LETTERHEAD, _FOOT = (68, 97), (75, 90)
#: How long the lines below texts are, in millimetres: a third to a half of issuer and subject,
#: and all of the motto.
_BELOW_ISSUER, _BELOW_MOTTO, _BELOW_SUBJECT = 18, 60, 40
#: How many paragraphs stand on the page of the signature, so that it never stands alone.
_WITH_SIGNATURE = 2
#: What a document keeps of the parts of python-docx's template, by the kinds of relationships.
_KEPT_PARTS = frozenset(
    {"core-properties", "officeDocument", "styles", "settings", "fontTable", "theme"}
)
#: How long a property of a file may be.
_LONGEST_PROPERTY = 255
#: Without the compatibility, Word would show the document as one of an older version.
_SETTINGS = """
  <w:zoom w:percent='100'/>
  <w:defaultTabStop w:val='720'/>
  <w:characterSpacingControl w:val='doNotCompress'/>
  <w:compat>
    <w:compatSetting w:name='compatibilityMode' w:val='15'
      w:uri='http://schemas.microsoft.com/office/word'/>
  </w:compat>
  <w:themeFontLang w:val='vi-VN'/>
  <w:decimalSymbol w:val=','/>
  <w:listSeparator w:val=';'/>
"""
_PAGE_NUMBER = f"""
<w:p>
  <w:pPr><w:pStyle w:val='{Style.PAGE_NUMBER.name}'/></w:pPr>
  <w:fldSimple w:instr='PAGE'><w:r><w:t>2</w:t></w:r></w:fldSimple>
</w:p>
"""
_NUMBERED_FROM_1 = f"<w:pgNumType {nsdecls('w')} w:start='1'/>"

_Object = Any  #: an object of python-docx, whose classes are named nowhere in its public modules


def document(page: Page) -> bytes:
    """
    Return a document as a .docx: text on portrait pages, annex on landscape ones.

    The same document gives the same bytes.
    """
    word: _Object = Document()
    title = " ".join(filter(None, (page.kind, page.subject)))
    look = text_look(page, Mm(_TEXT_WIDTH).pt, Mm(_LONG_SIDE - _TOP - _BOTTOM).pt)
    _set_parts(word, title, page.letterhead.issuer, [page.annex.table], look)
    _set_papers(word)
    body = word.element.body
    body[:0] = _elements("".join(_text(page)))
    body[-1:-1] = _elements("".join(_annex(page.annex)))
    return _packed(word)


def tables_document(pages: Sequence[AnnexPage]) -> bytes:
    """Return tables of a year as a .docx of landscape pages; each begins a page of its own."""
    word: _Object = Document()
    _set_parts(word, pages[0].title, "", [page.table for page in pages])
    _set_landscape(word.sections[0])
    body = word.element.body
    body[:0] = _elements("".join(_tables(pages)))
    return _packed(word)


def _tables(pages: Sequence[AnnexPage]) -> Iterator[str]:
    for number, page in enumerate(pages):
        if number:
            yield paragraph("", Style.NEW_PAGE)
        yield paragraph(page.title, Style.ANNEX_TITLE)
        yield from _annex_below_title(page)


def _set_parts(
    word: _Object,
    title: str,
    author: str,
    tables: Sequence[Table],
    text: TextLook = USUAL_TEXT,
) -> None:
    """Set the styles, the settings and the properties, and drop what else the template has."""
    for relations in (word.part.rels, word.part.package.rels):
        for relation in list(relations.values()):
            if relation.reltype.rpartition("/")[2] not in _KEPT_PARTS:
                del relations[relation.rId]
    fonts = [table_font(table, column_widths(table, _ROOM.width), _ROOM) for table in tables]
    smallest = min(fonts, key=lambda font: (font.size, font.padding))
    word.styles.element[:] = _elements(styles_xml(smallest, text))
    word.settings.element[:] = _elements(_SETTINGS)
    properties = word.core_properties
    properties.title = title[:_LONGEST_PROPERTY]
    properties.author = author[:_LONGEST_PROPERTY]
    properties.comments = ""
    properties.language = "vi-VN"
    # The bytes do not depend on the day, so the file states none.
    stated = word.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element
    for date in stated.xpath("dcterms:created | dcterms:modified"):
        stated.remove(date)


def _set_papers(word: _Object) -> None:
    """Make two sections, portrait and landscape, each with page numbers from its second page on."""
    text = word.sections[0]
    text.page_width, text.page_height = Mm(_SHORT_SIDE), Mm(_LONG_SIDE)
    _set_margins(text)
    annex = word.add_section()
    word.paragraphs[0].style = Style.BREAK
    _turn(annex)
    (columns,) = word.element.body.sectPr.xpath("w:cols")
    columns.addprevious(parse_xml(_NUMBERED_FROM_1))


def _set_landscape(section: _Object) -> None:
    """Make the only section of a document one of pages across."""
    _turn(section)
    _set_margins(section)


def _turn(section: _Object) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_LONG_SIDE), Mm(_SHORT_SIDE)


def _set_margins(section: _Object) -> None:
    """Set the margins, and number the pages from the second on."""
    section.top_margin, section.bottom_margin = Mm(_TOP), Mm(_BOTTOM)
    section.left_margin, section.right_margin = Mm(_LEFT), Mm(_RIGHT)
    section.header_distance = section.footer_distance = Mm(_HEADER)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    section.header.part.element[:] = _elements(_PAGE_NUMBER)


def _elements(xml: str) -> list[_Object]:
    """Return the elements of a part of a document."""
    return list(parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>"))


def _text(page: Page) -> Iterator[str]:
    """Yield all that stands before the annex."""
    yield _letterhead(page.letterhead)
    if page.kind:
        yield paragraph(page.kind, Style.KIND)
    yield paragraph(with_years_whole(page.subject), Style.SUBJECT)
    yield _line_below(_BELOW_SUBJECT, _TEXT_WIDTH)
    first_with_signature = len(page.body) - _WITH_SIGNATURE
    for number, block in enumerate(page.body):
        style = STYLES.get(block.kind, Style.TEXT)
        yield paragraph(block.text, style, with_next=number >= first_with_signature)
    if page.signature is not None or page.recipients:
        yield paragraph("", Style.BEFORE_FOOT)
        yield _foot(page.recipient_lines, page.signature)


def _letterhead(letterhead: Letterhead) -> str:
    """Return the issuer beside the motto, and the number beside place and date."""
    issuer = paragraph(with_name_below(letterhead.issuer), Style.MOTTO)
    if letterhead.issuer:
        issuer += _line_below(_BELOW_ISSUER, _LETTERHEAD[0])
    motto = paragraph(MOTTO[0], Style.MOTTO) + paragraph(MOTTO[1], Style.MOTTO_BELOW)
    motto += _line_below(_BELOW_MOTTO, _LETTERHEAD[1])
    number = paragraph(letterhead.number, Style.NUMBER)
    date = paragraph(with_date_whole(letterhead.place_and_date), Style.DATE)
    rows = ((issuer, motto), (number, date))
    return table([row(map(cell, contents, _LETTERHEAD)) for contents in rows], _LETTERHEAD)


def _line_below(length: float, width: float) -> str:
    """Return a line in the middle of a width, both in millimetres."""
    return paragraph("", Style.RULE, indent=(width - length) / 2)


def _foot(recipients: Sequence[str], signature: Signature | None) -> str:
    """Return the recipients beside the signature."""
    listed = "".join(_recipients(recipients)) if recipients else paragraph("", Style.RECIPIENT)
    signed = paragraph("", Style.SIGNER) if signature is None else "".join(_signature(signature))
    return table([row(map(cell, (listed, signed), _FOOT))], _FOOT)


def _recipients(recipients: Sequence[str]) -> Iterator[str]:
    yield paragraph(RECIPIENTS, Style.RECIPIENTS)
    yield from (paragraph(recipient, Style.RECIPIENT) for recipient in recipients)


def _signature(signature: Signature) -> Iterator[str]:
    if signature.authority:
        yield paragraph(signature.authority, Style.AUTHORITY)
    yield paragraph(signature.position, Style.AUTHORITY)
    yield paragraph(signature.name, Style.SIGNER)


def _annex(annex: AnnexPage) -> Iterator[str]:
    yield paragraph(annex.label, Style.ANNEX_LABEL)
    yield paragraph(annex.title, Style.ANNEX_TITLE)
    yield from _annex_below_title(annex)


def _annex_below_title(annex: AnnexPage) -> Iterator[str]:
    if annex.reference:
        yield paragraph(annex.reference, Style.ANNEX_REFERENCE)
    yield paragraph("", Style.BEFORE_TABLE)
    widths = column_widths(annex.table, _ROOM.width).of(annex.table.columns)
    yield annex_xml(annex.table, widths)
    for remark in annex.remarks:
        yield paragraph(remark, Style.REMARK)
    if annex.signatures:
        yield paragraph("", Style.BEFORE_FOOT)
        yield _signed_by(annex.signatures)
    yield paragraph("", Style.BREAK)  # for Word, no table ends a document


def _signed_by(signatures: Sequence[Signature]) -> str:
    """Return who signs, side by side."""
    widths = [_ROOM.width / len(signatures)] * len(signatures)
    signed = ["".join(_signature(signature)) for signature in signatures]
    return table([row(map(cell, signed, widths))], widths)


def _packed(word: _Object) -> bytes:
    """Return the file; its entries bear no day, either."""
    saved, stream = BytesIO(), BytesIO()
    word.save(saved)
    with ZipFile(saved) as dated, ZipFile(stream, "w", ZIP_DEFLATED) as undated:
        for name in dated.namelist():
            undated.writestr(ZipInfo(name), dated.read(name), ZIP_DEFLATED)
    return stream.getvalue()
