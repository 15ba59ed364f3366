"""The styles of the cells of a workbook, as far as they are read: formats and struck fonts."""

from collections.abc import Mapping, Sequence
from typing import IO, Any

from attrs import field, frozen
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

_Element = Any  #: an element of ElementTree, which openpyxl gives without a type

_FORMATS, _FORMAT, _FONTS, _FONT, _STRIKE, _STYLES, _STYLE = (
    f"{{{SHEET_MAIN_NS}}}{name}"
    for name in ("numFmts", "numFmt", "fonts", "font", "strike", "cellXfs", "xf")
)
#: What is kept until the list that holds it has been read; all else is dropped as it comes.
_KEPT = frozenset({_FORMAT, _FONT, _STRIKE, _STYLE})
_OFF = frozenset({"0", "false"})
#: Characters of a format: a program that writes a workbook stores no more.
_LONGEST_FORMAT = 255
_GENERAL = "General"


@frozen
class StoredStyle:
    """The format of the numbers in a cell, and whether its font strikes all of it through."""

    format_code: str = _GENERAL
    is_struck: bool = False

    @property
    def is_date(self) -> bool:
        """Whether a number is shown as a date, or as a time."""
        return bool(is_date_format(self.format_code))

    @property
    def is_duration(self) -> bool:
        """Whether a number is shown as hours, minutes or seconds that went by."""
        return bool(is_timedelta_format(self.format_code))


@frozen
class StoredStyles:
    """The styles of a workbook, by their number."""

    styles: Sequence[StoredStyle] = (StoredStyle(),)
    dates: frozenset[int] = field(factory=frozenset[int])
    durations: frozenset[int] = field(factory=frozenset[int])

    @classmethod
    def of(cls, stream: IO[bytes]) -> "StoredStyles":
        """
        Read the part of a workbook that holds its styles.

        Fills, borders, named styles and what else nothing here depends on are passed over: worn
        workbooks have tens of thousands, each of which openpyxl would make an object of.
        """
        codes: dict[int, str] = {}
        strikes: list[bool] = []
        styles: list[StoredStyle] = []
        for _, element in iterparse(stream):
            if element.tag in _KEPT:
                continue
            if element.tag == _FORMATS:
                codes = {int(each.get("numFmtId")): each.get("formatCode", "") for each in element}
            elif element.tag == _FONTS:
                strikes = [_is_struck(font) for font in element]
            elif element.tag == _STYLES:
                styles = [_style(each, codes, strikes) for each in element]
            element.clear()
        return cls._indexed(styles) if styles else cls()

    @classmethod
    def _indexed(cls, styles: Sequence[StoredStyle]) -> "StoredStyles":
        """Return styles with the numbers of those that show dates and durations."""
        kinds = {style: (style.is_date, style.is_duration) for style in set(styles)}
        dates = (number for number, style in enumerate(styles) if kinds[style][0])
        durations = (number for number, style in enumerate(styles) if kinds[style][1])
        return cls(styles, frozenset(dates), frozenset(durations))


def _is_struck(font: _Element) -> bool:
    strike = font.find(_STRIKE)
    return strike is not None and strike.get("val") not in _OFF


def _style(element: _Element, codes: Mapping[int, str], strikes: Sequence[bool]) -> StoredStyle:
    number, font = int(element.get("numFmtId", "0")), int(element.get("fontId", "0"))
    code = codes.get(number) or BUILTIN_FORMATS.get(number, _GENERAL)
    if len(code) > _LONGEST_FORMAT:
        code = _GENERAL
    return StoredStyle(code, font < len(strikes) and strikes[font])
