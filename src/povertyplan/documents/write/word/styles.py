"""
The styles of a written Word document, in the form of Decree 30/2020/NĐ-CP, appendix I.

Every paragraph has a style of its role, named in Vietnamese, so that an office changes a font or
a distance once for all.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import partial

from attrs import evolve, frozen

#: Of every letter, whatever its script: no font of a theme, which could lack Vietnamese letters.
_FONTS = " ".join(
    f"w:{script}='Times New Roman'" for script in ("ascii", "hAnsi", "eastAsia", "cs")
)
_DEFAULTS = f"""
<w:docDefaults>
  <w:rPrDefault><w:rPr>
    <w:rFonts {_FONTS}/><w:sz w:val='28'/><w:szCs w:val='28'/>
    <w:lang w:val='vi-VN' w:eastAsia='vi-VN' w:bidi='ar-SA'/>
  </w:rPr></w:rPrDefault>
  <w:pPrDefault/>
</w:docDefaults>
<w:style w:type='paragraph' w:default='1' w:styleId='Normal'>
  <w:name w:val='Normal'/><w:qFormat/>
</w:style>
<w:style w:type='table' w:default='1' w:styleId='TableNormal'>
  <w:name w:val='Normal Table'/><w:uiPriority w:val='99'/><w:semiHidden/>
  <w:tblPr><w:tblCellMar>
    <w:left w:w='0' w:type='dxa'/><w:right w:w='0' w:type='dxa'/>
  </w:tblCellMar></w:tblPr>
</w:style>
"""


class Style(StrEnum):
    """The styles by their names, which Word shows; the names of the members are their ids."""

    MOTTO = "Quốc hiệu"
    MOTTO_BELOW = "Tiêu ngữ"
    NUMBER = "Số và ký hiệu"
    DATE = "Địa danh và thời gian"
    KIND = "Tên loại"
    SUBJECT = "Trích yếu"
    HEADING = "heading 1"
    SUBHEADING = "heading 2"
    TEXT = "Body Text"
    AUTHORITY = "Quyền hạn và chức vụ"
    SIGNER = "Họ tên người ký"
    RECIPIENTS = "Nơi nhận"
    RECIPIENT = "Danh sách nơi nhận"
    PAGE_NUMBER = "header"
    ANNEX_LABEL = "Phụ lục"
    ANNEX_TITLE = "Tên phụ lục"
    ANNEX_REFERENCE = "Phụ lục kèm theo"
    CELL_HEADING = "Tiêu đề cột"
    CELL_NUMBER = "Số cột"
    CELL_ORDINAL = "Số thứ tự"
    CELL_NAME = "Đơn vị"
    CELL_FIGURE = "Số liệu"
    REMARK = "Ghi chú dưới bảng"
    RULE = "Đường kẻ"
    BEFORE_FOOT = "Trước nơi nhận"
    BEFORE_TABLE = "Trước bảng"
    BREAK = "Ngắt phần"
    NEW_PAGE = "Sang trang"


#: The styles that Word knows by their names, which it shows in its own language.
_OF_WORD = frozenset({Style.HEADING, Style.SUBHEADING, Style.TEXT, Style.PAGE_NUMBER})


@frozen
class Look:
    """How the paragraphs of a style look; sizes and distances are in points."""

    style: Style
    size: int
    bold: bool = False
    italic: bool = False
    aligned: str = "center"  #: ``left``, ``right``, ``center`` or ``both``
    before: int = 0
    after: int = 0
    first_indent: float = 0
    line_height: float = 1  #: in lines
    is_thin: bool = False  #: whether it holds no text, and takes no room
    has_line_above: bool = False
    with_next: bool = False  #: whether it stands on the page of what follows
    on_new_page: bool = False
    outline: int | None = None  #: its level in the outline of the document, from 0


@frozen
class TextLook:
    """
    How the text looks: how far its lines are apart, in lines, and the size of its letters.

    The decree has lines of at least one and at most one and a half, and letters of 13 or 14 points.
    """

    line_height: float
    size: int


USUAL_TEXT = TextLook(1.15, 14)
#: Those that take less room, in the order in which they are tried.
CLOSER_TEXTS = (TextLook(1.0, 14), TextLook(1.0, 13))
#: The text: its first line stands in by 1 cm.
_TEXT = Look(Style.TEXT, 14, aligned="both", before=6, first_indent=28.35)
_LOOKS = (
    Look(Style.MOTTO, 12, bold=True),
    Look(Style.MOTTO_BELOW, 13, bold=True),
    Look(Style.NUMBER, 13, before=6),
    Look(Style.DATE, 13, italic=True, before=6),
    Look(Style.KIND, 14, bold=True, before=18, with_next=True, outline=0),
    Look(Style.SUBJECT, 14, bold=True, with_next=True),
    evolve(_TEXT, style=Style.HEADING, bold=True, with_next=True, outline=0),
    evolve(_TEXT, style=Style.SUBHEADING, bold=True, with_next=True, outline=1),
    _TEXT,
    Look(Style.AUTHORITY, 14, bold=True, with_next=True),
    Look(Style.SIGNER, 14, bold=True, before=72, with_next=True),
    Look(Style.RECIPIENTS, 12, bold=True, italic=True, aligned="left", with_next=True),
    Look(Style.RECIPIENT, 11, aligned="left", with_next=True),
    Look(Style.PAGE_NUMBER, 14),
    Look(Style.ANNEX_LABEL, 14, bold=True, with_next=True, outline=0),
    Look(Style.ANNEX_TITLE, 14, bold=True, with_next=True),
    Look(Style.ANNEX_REFERENCE, 14, italic=True, with_next=True),
    Look(Style.REMARK, 12, aligned="left", before=4, with_next=True),
    Look(Style.RULE, 1, before=2, after=2, is_thin=True, has_line_above=True, with_next=True),
    Look(Style.BEFORE_FOOT, 1, before=12, is_thin=True, with_next=True),
    Look(Style.BEFORE_TABLE, 1, before=4, is_thin=True, with_next=True),
    Look(Style.BREAK, 1, is_thin=True),
    Look(Style.NEW_PAGE, 1, is_thin=True, with_next=True, on_new_page=True),
)

#: The styles of the text, which look as the text asks for.
_OF_TEXT = frozenset({Style.TEXT, Style.HEADING, Style.SUBHEADING})


@frozen
class TableFont:
    """The size of the font of a table, and what is above and below each line; in points."""

    size: int
    padding: int


def looks(text: TextLook) -> dict[Style, Look]:
    """Return how paragraphs look in a document with such a text; without the annex."""
    by_style = {look.style: look for look in _LOOKS}
    for style in _OF_TEXT:
        by_style[style] = evolve(by_style[style], line_height=text.line_height, size=text.size)
    return by_style


def styles_xml(font: TableFont, text: TextLook = USUAL_TEXT) -> str:
    """Return all styles as XML; the cells of the annex are in a font."""
    cell = partial(Look, size=font.size, before=font.padding, after=font.padding)
    cells = (
        cell(Style.CELL_HEADING, bold=True),
        cell(Style.CELL_NUMBER, italic=True),
        cell(Style.CELL_ORDINAL),
        cell(Style.CELL_NAME, aligned="left"),
        cell(Style.CELL_FIGURE, aligned="right"),
    )
    styles = "".join(map(_style, (*looks(text).values(), *cells)))
    return f"{_DEFAULTS}{styles}"


def _style(look: Look) -> str:
    custom = "" if look.style in _OF_WORD else " w:customStyle='1'"
    return (
        f"<w:style w:type='paragraph'{custom} w:styleId='{look.style.name}'>"
        f"<w:name w:val='{look.style}'/><w:basedOn w:val='Normal'/><w:qFormat/>"
        f"<w:pPr>{''.join(_of_paragraph(look))}</w:pPr><w:rPr>{''.join(_of_font(look))}</w:rPr>"
        "</w:style>"
    )


def _of_paragraph(look: Look) -> Iterator[str]:
    """Yield the properties of paragraphs in the order of the schema."""
    if look.with_next:
        yield "<w:keepNext/>"
    if look.on_new_page:
        yield "<w:pageBreakBefore/>"
    if look.has_line_above:
        yield "<w:pBdr><w:top w:val='single' w:sz='6' w:space='0' w:color='auto'/></w:pBdr>"
    lines = "w:line='20' w:lineRule='exact'"
    if not look.is_thin:
        lines = f"w:line='{round(240 * look.line_height)}' w:lineRule='auto'"
    yield f"<w:spacing w:before='{20 * look.before}' w:after='{20 * look.after}' {lines}/>"
    if look.first_indent:
        yield f"<w:ind w:firstLine='{round(20 * look.first_indent)}'/>"
    yield f"<w:jc w:val='{look.aligned}'/>"
    if look.outline is not None:
        yield f"<w:outlineLvl w:val='{look.outline}'/>"


def _of_font(look: Look) -> Iterator[str]:
    if look.bold:
        yield "<w:b/><w:bCs/>"
    if look.italic:
        yield "<w:i/><w:iCs/>"
    yield f"<w:sz w:val='{2 * look.size}'/><w:szCs w:val='{2 * look.size}'/>"
