"""The texts that a workbook stores, whose parts may have fonts of their own."""

from collections.abc import Iterator
from functools import cache
from typing import IO, Any, TypeAlias

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

_Element = Any  #: an element of ElementTree, which openpyxl gives without a type
_Text: TypeAlias = str | CellRichText

_ITEM, _TEXT, _RUN, _FONT, _STRIKE, _ALIGNED = (
    f"{{{SHEET_MAIN_NS}}}{name}" for name in ("si", "t", "r", "rPr", "strike", "vertAlign")
)
_OFF = frozenset({"0", "false"})
#: How openpyxl, and XlsxWriter, mark what stands for a character that XML cannot hold.
_ESCAPE = "x005F_"


def shared_texts(stream: IO[bytes]) -> list[_Text]:
    """Return the texts that the cells of a workbook share."""
    return list(_shared_texts(stream))


def _shared_texts(stream: IO[bytes]) -> Iterator[_Text]:
    for _, element in iterparse(stream):
        if element.tag == _ITEM:
            yield text_of(element)
            element.clear()


def text_of(element: _Element) -> _Text:
    """Return the text of an element, in parts where fonts may strike or raise some of it."""
    whole = element.find(_TEXT)
    if whole is not None:
        return _without_escapes(whole.text)
    parts = [_part(run) for run in element.iterfind(_RUN)]
    has_font = any(isinstance(part, TextBlock) for part in parts)
    return CellRichText(*parts) if has_font else "".join(map(str, parts))


def _part(run: _Element) -> str | TextBlock:
    text = _without_escapes(run.findtext(_TEXT))
    font = run.find(_FONT)
    return text if font is None else TextBlock(_font(_is_struck(font), _alignment(font)), text)


def _is_struck(font: _Element) -> bool:
    strike = font.find(_STRIKE)
    return strike is not None and strike.get("val") not in _OFF


def _alignment(font: _Element) -> str | None:
    aligned = font.find(_ALIGNED)
    return None if aligned is None else aligned.get("val")


@cache
def _font(is_struck: bool, alignment: str | None) -> InlineFont:  # noqa: FBT001  # a cache is asked by position
    """Return the font of all parts alike: most of a workbook are, and to make one takes long."""
    font: Any = InlineFont  # which refuses another alignment than there is
    made: InlineFont = font(strike=is_struck, vertAlign=alignment)
    return made


def _without_escapes(text: str | None) -> str:
    return (text or "").replace(_ESCAPE, "")
